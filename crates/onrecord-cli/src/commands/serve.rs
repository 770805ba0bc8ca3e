//! `onrecord serve`: a record as pages, an interface and feeds, until it is stopped.

use crate::configuration;
use crate::place::Place;
use anyhow::{Context, bail};
use clap::Args;
use onrecord_store::answering::settings::Settings;
use onrecord_store::machine::now;
use onrecord_store::post::{self as mail, Post, Sent};
use onrecord_web::desk::Desk;
use onrecord_web::site::{Presentation, Site, Texts};
use std::net::{SocketAddr, TcpListener};
use std::process::ExitCode;
use std::sync::Arc;

/// Serve a record: its pages, the interface for programs, and the right of reply.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    place: Place,
    /// Where to listen; this machine alone unless told otherwise
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    bind: SocketAddr,
    /// What links begin with, where the server is reached under another name: https://record.example
    #[arg(long, value_name = "URL")]
    address: Option<String>,
    /// Show the whole text of articles, and not only each quotation with 25 words on either side
    #[arg(long)]
    whole_texts: bool,
}

/// Runs the command.
pub(crate) fn run(serve: &Serve) -> anyhow::Result<ExitCode> {
    let configuration = configuration::find(None)?;
    let store = serve.place.open(&configuration)?;
    let listener = TcpListener::bind(serve.bind)
        .with_context(|| format!("cannot listen on {}; choose another with --bind", serve.bind))?;
    let bound = listener.local_addr().context("the socket has no address")?;
    let address = serve.address.clone().unwrap_or_else(|| format!("http://{bound}"));
    if !address.starts_with("http") || address.ends_with('/') {
        bail!("--address {address}: it begins with http:// or https:// and ends without a slash");
    }
    let texts = if serve.whole_texts { Texts::Whole } else { Texts::Excerpts };
    let settings = Settings { address: address.clone(), ..Settings::default() };
    let post =
        Post::open(&mail::Settings::default(), store.folder()).context("letters cannot leave")?;
    let desk = Desk::new(
        settings,
        Box::new(move |letter| match post.send(letter, now()) {
            Ok(Sent::Kept(reason)) => Err(format!("it lies in the outbox: {reason}")),
            Ok(Sent::Taken | Sent::Spooled) => Ok(()),
            Err(error) => Err(error.to_string()),
        }),
    );
    let presentation = Presentation { address: address.clone(), texts };
    let site = Site::new(Arc::new(store), presentation, desk);
    crate::message::say(&format!("the record is open at {address}; Ctrl-C closes it"));
    onrecord_web::serving::run(site, listener).context("the server broke off")?;
    Ok(ExitCode::SUCCESS)
}
