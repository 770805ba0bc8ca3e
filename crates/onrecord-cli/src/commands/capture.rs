//! `onrecord capture`: addresses in, their pages fetched, kept as WARC files and added to a store out. The one
//! command, beside those that fetch again what it fetched, that opens a connection to the web.

use crate::commands::add::Manner;
use crate::message;
use anyhow::{Result, bail};
use clap::Args;
use onrecord_capture::fetching::{AskedBy, Client, Fetched, Settings};
use onrecord_store::store::Store;
use onrecord_store::store::asking::Meant;
use onrecord_store::store::capture::Kept;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

/// Fetch pages, keep them as they came (WARC), and add them to a store; nothing else is fetched with them
///
/// A site's robots.txt is heeded, requests to one site are a second apart, and a page that was captured
/// before is asked for only if it changed. The exit code is 2 if any address could not be captured.
#[derive(Debug, Args)]
pub(crate) struct Capture {
    /// Addresses of articles, transcripts or feeds
    #[arg(required = true, value_name = "URL")]
    addresses: Vec<String>,
    #[command(flatten)]
    manner: Manner,
    #[command(flatten)]
    politeness: Politeness,
}

/// How sites are asked.
#[derive(Debug, Args)]
pub(crate) struct Politeness {
    /// How a site can reach you, sent with each request: an address or an e-mail
    #[arg(long, value_name = "WHERE", default_value = "")]
    contact: String,
    /// Seconds between two requests to one site; more where its robots.txt asks for more
    #[arg(long, value_name = "SECONDS", default_value = "1", value_parser = seconds)]
    delay: Duration,
    /// Seconds until a page has to be there
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = seconds)]
    timeout: Duration,
}

impl Politeness {
    /// The same for a client.
    pub(crate) fn settings(&self) -> Settings {
        Settings {
            contact: self.contact.clone(),
            delay: self.delay,
            time: self.timeout,
            ..Settings::default()
        }
    }
}

/// Reads a number of seconds.
fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse::<f64>().ok().filter(|seconds| (0.0..=3600.0).contains(seconds));
    seconds.map(Duration::from_secs_f64).ok_or_else(|| "give seconds from 0 to 3600".to_owned())
}

pub(crate) fn run(capture: &Capture) -> Result<ExitCode> {
    let store = capture.manner.open_or_make()?;
    let mut client = Client::new(capture.politeness.settings());
    let mut captured: Vec<(&str, Fetched, Kept)> = Vec::new();
    let mut paths: Vec<PathBuf> = Vec::new();
    for address in &capture.addresses {
        let known = |url: &str| Some(store.last_capture(url).ok()??.1);
        match client.fetch(address, AskedBy::User, &known) {
            Ok(fetched) => {
                let kept = store.keep(&fetched.exchanges)?;
                // What has not changed since is added from the capture before, if a run was stopped then.
                let before = store.last_capture(fetched.url.as_str())?;
                paths.push(before.map_or_else(|| kept.path.clone(), |(before, _)| before.path));
                captured.push((address, fetched, kept));
            }
            Err(error) => message::say(&format!("{:#}", anyhow::Error::from(error))),
        }
    }
    if captured.is_empty() {
        bail!("nothing was captured");
    }
    capture.manner.add(&store, &paths)?;
    let is_whole = captured.len() == capture.addresses.len();
    for (address, fetched, kept) in &captured {
        message::say(&told(&store, address, fetched, kept)?);
    }
    Ok(if is_whole { ExitCode::SUCCESS } else { ExitCode::from(2) })
}

/// What became of one address.
fn told(store: &Store, address: &str, fetched: &Fetched, kept: &Kept) -> Result<String> {
    let url = fetched.url.as_str();
    let from = if url == address { String::new() } else { format!(" (by {url})") };
    if fetched.is_unchanged {
        return Ok(format!("{address}{from}: not changed since it was captured last"));
    }
    let documents = store.captured_in(&kept.hash)?;
    let of_version = |(id, number): &(String, u64)| match number {
        1 => format!("document {id}"),
        number => format!("version {number} of document {id}"),
    };
    let became = match (&documents[..], store.meant(url)?) {
        ([], Some(Meant::Document(id))) => format!("as document {id} was kept before"),
        ([], _) => "no words in it that the store did not have; the capture is kept".to_owned(),
        (all, _) => all.iter().map(of_version).collect::<Vec<_>>().join(", "),
    };
    let n_bytes = fetched.body.len();
    Ok(format!("{address}{from}: {n_bytes} bytes of {}; {became}", fetched.kind))
}
