//! What happened to statements, as JSON Feed 1.1. Alerts in, items and feeds out; each item carries the statement
//! with its replies in its text and under `_onrecord`. The same items go to a webhook.

use crate::answer::json;
use crate::api::shape::Finding;
use crate::api::shaping::summary;
use crate::feeds::in_words;
use crate::site::Site;
use crate::trouble::Trouble;
use crate::words::moment;
use axum::extract::State;
use axum::response::Response;
use onrecord_store::machine::now;
use onrecord_store::reading::alerts::{Alert, alerts as read};
use serde_json::{Value, json};

/// Items in a feed.
pub const ITEMS: usize = 100;
/// Days that the site's feed goes back.
const DAYS: i64 = 366;
const DAY: i64 = 24 * 3600 * 1_000_000;

/// One item; `address` is what its links begin with, and may be empty.
#[must_use]
pub fn item(alert: &Alert, address: &str) -> Value {
    let told = &alert.told;
    let page = format!("{address}/s/{}", told.id());
    let speaker = told.speaker().unwrap_or("Speaker not named");
    let mut text = format!("{speaker}: “{}”", told.words().trim());
    if let Some(report) = &alert.report {
        text.push_str(&format!("\n{}: “{}” ({})", alert.who, report.words(), report.phrase()));
    } else if !alert.words.is_empty() {
        text.push_str(&format!("\n{}: “{}”", alert.who, alert.words));
    }
    for reply in told.replies() {
        text.push_str(&in_words(reply));
    }
    let mut item = json!({
        "id": format!("{page}#{}", alert.id),
        "url": page,
        "title": format!("{}: {}", alert.kind.phrase(), alert.who),
        "content_text": text,
        "date_published": moment(alert.at),
        "_onrecord": {
            "kind": alert.kind.word(),
            "who": alert.who,
            "words": alert.words,
            "statement": summary(told, address),
            "finding": alert.report.as_ref().map(Finding::from),
        },
    });
    if let Some(link) = alert.report.as_ref().and_then(|report| report.link()) {
        item["external_url"] = json!(link);
    }
    item
}

/// A feed of `items`, the latest first; at most [`ITEMS`].
#[must_use]
pub fn feed(mut items: Vec<Value>, address: &str) -> Value {
    items.truncate(ITEMS);
    json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": "What is new on record · onrecord",
        "home_page_url": format!("{address}/"),
        "feed_url": format!("{address}/feed.json"),
        "language": "en",
        "items": items,
    })
}

/// `GET /feed.json`
pub async fn site(State(site): State<Site>) -> Result<Response, Trouble> {
    let since = now().as_microsecond() - DAYS * DAY;
    let found = site.read(move |engine| read(engine, since)).await?;
    let address = &site.presentation().address;
    let items = found.iter().rev().take(ITEMS).map(|alert| item(alert, address)).collect();
    Ok(json("application/feed+json", &feed(items, address)))
}
