//! `onrecord serve`: a record as pages, an interface and feeds, until it is stopped. onrecord.toml says how
//! replies are taken (`[reply]`), how letters leave (`[mail]`) and how it is served (`[serve]`).

use crate::configuration::{self, Configuration};
use crate::message;
use crate::place::Place;
use anyhow::{Context, bail};
use clap::Args;
use onrecord_store::answering::settings::{Settings, is_base};
use onrecord_store::machine::now;
use onrecord_store::post::{Again, Post, Sent};
use onrecord_store::store::Store;
use onrecord_web::desk::Desk;
use onrecord_web::proxy::Proxies;
use onrecord_web::site::{Presentation, Site, Texts};
use std::net::{SocketAddr, TcpListener};
use std::process::ExitCode;
use std::sync::Arc;

/// Where it listens unless told otherwise: on this machine alone.
const BIND: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 8080);

/// Serve a record: its pages, the interface for programs, and the right of reply.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    place: Place,
    /// Where to listen [default: onrecord.toml's, else 127.0.0.1:8080, this machine alone]
    #[arg(long, value_name = "ADDRESS:PORT")]
    bind: Option<SocketAddr>,
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
    let bind = serve.bind.or(configuration.serve.bind).unwrap_or(BIND);
    let listener = TcpListener::bind(bind)
        .with_context(|| format!("cannot listen on {bind}; choose another with --bind"))?;
    let bound = listener.local_addr().context("the socket has no address")?;
    let address = match &serve.address {
        Some(given) => given.clone(),
        None if configuration.reply.address != Settings::default().address => {
            configuration.reply.address.clone()
        }
        None => format!("http://{bound}"),
    };
    if !is_base(&address) {
        bail!("--address {address}: it begins with http:// or https:// and ends without a slash");
    }
    if !bound.ip().is_loopback() && !address.starts_with("https://") {
        message::say(&format!(
            "{bound} is reached from other machines, and {address} is not encrypted: let a server that speaks \
             TLS stand before it, and say --address https://…"
        ));
    }
    let whole = serve.whole_texts || configuration.serve.whole_texts;
    let presentation = Presentation {
        address: address.clone(),
        texts: if whole { Texts::Whole } else { Texts::Excerpts },
        proxies: Proxies {
            trusted: configuration.serve.proxies.clone(),
            header: configuration.serve.proxy_header,
        },
    };
    let desk = desk(&configuration, &store, &address)?;
    let site = Site::new(Arc::new(store), presentation, desk);
    message::say(&format!("the record is open at {address}; Ctrl-C closes it"));
    onrecord_web::serving::run(site, listener).context("the server broke off")?;
    Ok(ExitCode::SUCCESS)
}

/// The desk as the house's settings have it.
fn desk(configuration: &Configuration, store: &Store, address: &str) -> anyhow::Result<Desk> {
    let settings = Settings { address: address.to_owned(), ..configuration.reply.clone() };
    let post = Post::open(&configuration.mail, store.folder()).context("letters cannot leave")?;
    let post = Arc::new(post);
    let first = Arc::clone(&post);
    let send = move |letter: &_| match first.send(letter, now()) {
        Ok(Sent::Kept(reason)) => Err(format!("it lies in the outbox: {reason}")),
        Ok(Sent::Taken | Sent::Spooled) => Ok(()),
        Err(error) => Err(error.to_string()),
    };
    let again = move || match post.send_again(now()) {
        Ok(again) => told(&again),
        Err(error) => Some(format!("letters of the outbox did not go: {error}")),
    };
    Ok(Desk::new(settings, Box::new(send), Box::new(again)))
}

/// What became of the letters that lay in the outbox, in a line without an address; `None` where nothing did.
pub(crate) fn told(again: &Again) -> Option<String> {
    let Again { n_taken, n_waiting, given_up, reason } = again;
    if *n_taken == 0 && given_up.is_empty() && reason.is_none() {
        return None;
    }
    let mut line = format!("letters of the outbox: {n_taken} sent, {n_waiting} wait");
    if !given_up.is_empty() {
        line.push_str(&format!(", given up and deleted those on {}", given_up.join(", ")));
    }
    if let Some(reason) = reason {
        line.push_str(&format!("; the server said: {reason}"));
    }
    Some(line)
}
