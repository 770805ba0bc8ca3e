//! `onrecord watch`: addresses in; they are fetched again and again, what is new is added to a store, and what
//! happened to its statements is told: a report, a change, a dispute, a reply. It runs until it is stopped.

use crate::commands::add::Manner;
use crate::commands::capture::Politeness;
use crate::message;
use anyhow::{Context, Result};
use clap::Args;
use onrecord_capture::fetching::{AskedBy, Client};
use onrecord_capture::sending::send;
use onrecord_store::machine::now;
use onrecord_store::reading::alerts::{Alert, alerts};
use onrecord_store::store::Store;
use onrecord_store::store::feed::teasers;
use onrecord_web::alerts::{ITEMS, feed, item};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread::sleep;
use std::time::Duration;

/// Fetch feeds and pages again and again, add what is new to a store, and tell what happened to its statements
///
/// A page that did not change is not sent again by its server. Nothing is fetched but the addresses given and, with
/// --follow, the pages that their feeds lead to. Alerts go to a JSON Feed in the store's folder and, with --webhook, to that
/// address and no other.
#[derive(Debug, Args)]
pub(crate) struct Watch {
    /// Addresses of feeds, articles and transcripts
    #[arg(required = true, value_name = "URL")]
    addresses: Vec<String>,
    #[command(flatten)]
    manner: Manner,
    #[command(flatten)]
    politeness: Politeness,
    /// Fetch also, once, the page of each entry of a feed that carries a teaser alone
    #[arg(long)]
    follow: bool,
    /// Minutes from the end of one round to the next
    #[arg(long, value_name = "MINUTES", default_value_t = 15, value_parser = clap::value_parser!(u64).range(1..=10_080))]
    every: u64,
    /// Rounds, then end [default: until it is stopped]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    rounds: Option<u64>,
    /// Where alerts are sent as JSON, by POST
    #[arg(long, value_name = "URL")]
    webhook: Option<String>,
    /// The file of alerts, JSON Feed [default: alerts.json in the store's folder]
    #[arg(long, value_name = "FILE")]
    alerts: Option<PathBuf>,
    /// What links to the record begin with, where it is served
    #[arg(long, value_name = "URL", default_value = "")]
    address: String,
}

/// What the store calls the moment up to which alerts are told.
const TOLD: &str = "alerts-told";
/// Entries of one feed that are fetched in one round by their links.
const LINKS: usize = 50;

pub(crate) fn run(watch: &Watch) -> Result<ExitCode> {
    let store = watch.manner.open_or_make()?;
    let mut client = Client::new(watch.politeness.settings());
    let file = watch.alerts.clone().unwrap_or_else(|| store.folder().join("alerts.json"));
    if store.noted(TOLD)?.is_none() {
        store.note(TOLD, &now().as_microsecond().to_string())?;
    }
    let mut round: u64 = 0;
    loop {
        // One failed round is told and the next one tried: a site may be down for an hour.
        if let Err(error) = once(watch, &store, &mut client, &file) {
            message::say(&format!("{error:#}"));
        }
        round += 1;
        if watch.rounds.is_some_and(|rounds| round >= rounds) {
            return Ok(ExitCode::SUCCESS);
        }
        sleep(Duration::from_secs(watch.every * 60));
    }
}

/// One round: fetches, adds, tells.
fn once(watch: &Watch, store: &Store, client: &mut Client, file: &Path) -> Result<()> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for address in &watch.addresses {
        let Some((path, body)) = fetched(store, client, address, AskedBy::User)? else { continue };
        paths.extend(path);
        let links = if watch.follow { teasers(&body) } else { Vec::new() };
        let fresh = links.into_iter().filter(|link| !is_captured(store, link));
        for link in fresh.take(LINKS) {
            paths.extend(fetched(store, client, &link, AskedBy::Page)?.and_then(|(path, _)| path));
        }
    }
    if !paths.is_empty() {
        watch.manner.add(store, &paths)?;
    }
    tell(watch, store, client.agent(), file)
}

/// Fetches one address: the capture, if anything came, and the body. `None` where it could not be had.
fn fetched(
    store: &Store,
    client: &mut Client,
    address: &str,
    asked_by: AskedBy,
) -> Result<Option<(Option<PathBuf>, Vec<u8>)>> {
    let known = |url: &str| Some(store.last_capture(url).ok()??.1);
    match client.fetch(address, asked_by, &known) {
        Ok(fetched) if fetched.is_unchanged => Ok(Some((None, Vec::new()))),
        Ok(fetched) => {
            let kept = store.keep(&fetched.exchanges)?;
            Ok(Some((Some(kept.path), fetched.body)))
        }
        Err(error) => {
            message::say(&format!("{:#}", anyhow::Error::from(error)));
            Ok(None)
        }
    }
}

fn is_captured(store: &Store, address: &str) -> bool {
    store.last_capture(address).is_ok_and(|last| last.is_some())
}

/// Writes the alerts since the last round to the feed and sends them; they count as told when both are done.
fn tell(watch: &Watch, store: &Store, agent: &str, file: &Path) -> Result<()> {
    let until = now().as_microsecond();
    let since = store.noted(TOLD)?.and_then(|told| told.parse().ok()).unwrap_or(until);
    let found: Vec<Alert> = store.database().read(|engine| alerts(engine, since))?;
    if found.is_empty() {
        return store.note(TOLD, &until.to_string()).map_err(anyhow::Error::from);
    }
    for alert in &found {
        let words: String = alert.told.words().trim().chars().take(60).collect();
        message::say(&format!("{}: {} · “{words}”", alert.kind.phrase(), alert.who));
    }
    let items: Vec<Value> = found.iter().map(|alert| item(alert, &watch.address)).collect();
    write(file, &items, &watch.address)?;
    if let Some(webhook) = &watch.webhook {
        let body = feed(items.into_iter().rev().collect(), &watch.address);
        let (body, settings) = (serde_json::to_vec(&body)?, watch.politeness.settings());
        send(webhook, "application/feed+json", &body, agent, &settings)
            .with_context(|| "the alerts are told again in the next round")?;
    }
    store.note(TOLD, &until.to_string())?;
    Ok(())
}

/// Puts `items`, oldest first, before those that the file has; an item that it has is written once.
fn write(file: &Path, items: &[Value], address: &str) -> Result<()> {
    let mut all: Vec<Value> = items.iter().rev().cloned().collect();
    if let Ok(text) = fs::read_to_string(file) {
        let held: Value = serde_json::from_str(&text)
            .with_context(|| format!("{} is no JSON Feed; name another file", file.display()))?;
        let held = held["items"].as_array().cloned().unwrap_or_default();
        let is_fresh = |one: &Value| !items.iter().any(|item| item["id"] == one["id"]);
        all.extend(held.into_iter().filter(is_fresh));
    }
    all.truncate(ITEMS);
    let text = serde_json::to_string_pretty(&feed(all, address))? + "\n";
    let whole = file.with_extension("part");
    let written = fs::write(&whole, text).and_then(|()| fs::rename(&whole, file));
    written.with_context(|| format!("cannot write {}", file.display()))
}
