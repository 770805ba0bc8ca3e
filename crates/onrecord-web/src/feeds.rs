//! JSON Feed 1.1 for a statement, a person, an outlet, and the replies. Views in, feeds out; each item carries
//! its replies in its text and under `_onrecord`.

use crate::answer::json;
use crate::api::shape::{Finding, Reply, StatementSummary};
use crate::api::shaping;
use crate::site::Site;
use crate::trouble::Trouble;
use crate::words::{day, moment};
use axum::extract::{Path, State};
use axum::response::Response;
use onrecord_store::reading::answered::Answered;
use onrecord_store::reading::reply::{PublishedReply, latest};
use onrecord_store::reading::statement::Found;
use onrecord_store::reading::told::Told;
use onrecord_store::reading::{outlet, person, statement};
use serde_json::{Value, json};

/// Items in a feed.
const ITEMS: usize = 50;
const KIND: &str = "application/feed+json";

/// `GET /s/{id}/feed.json`
pub async fn statement(
    State(site): State<Site>,
    Path(id): Path<String>,
) -> Result<Response, Trouble> {
    let view = match site.read(move |engine| statement::statement(engine, &id)).await? {
        Found::Here(view) => view,
        Found::Moved(to) => return Err(Trouble::Moved(format!("/s/{to}/feed.json"))),
        Found::Nowhere => return Err(Trouble::NotFound),
    };
    let address = &site.presentation().address;
    let page = format!("{address}/s/{}", view.told.id());
    let mut items = vec![told_item(&view.told, address)];
    items.extend(view.reports.iter().take(ITEMS).map(|one| finding_item(one, address)));
    items.extend(view.told.replies().iter().map(|reply| reply_item(reply, address)));
    Ok(feed(&format!("“{}”", view.told.words()), &page, items))
}

/// `GET /p/{id}/feed.json`
pub async fn person(State(site): State<Site>, Path(id): Path<String>) -> Result<Response, Trouble> {
    match site.read(move |engine| person::person(engine, &id, 0, ITEMS)).await? {
        Found::Here(view) => {
            let address = &site.presentation().address;
            let items = view.statements.iter().map(|told| told_item(told, address)).collect();
            Ok(feed(&view.name, &format!("{address}/p/{}", view.id), items))
        }
        Found::Moved(to) => Err(Trouble::Moved(format!("/p/{to}/feed.json"))),
        Found::Nowhere => Err(Trouble::NotFound),
    }
}

/// `GET /o/{id}/feed.json`
pub async fn outlet(State(site): State<Site>, Path(id): Path<String>) -> Result<Response, Trouble> {
    match site.read(move |engine| outlet::outlet(engine, &id, 0, ITEMS)).await? {
        Found::Here(view) => {
            let address = &site.presentation().address;
            let items = view.findings.iter().map(|one| finding_item(one, address)).collect();
            Ok(feed(&view.name, &format!("{address}/o/{}", view.id), items))
        }
        Found::Moved(to) => Err(Trouble::Moved(format!("/o/{to}/feed.json"))),
        Found::Nowhere => Err(Trouble::NotFound),
    }
}

/// `GET /replies/feed.json`
pub async fn replies(State(site): State<Site>) -> Result<Response, Trouble> {
    let replies = site.read(|engine| latest(engine, ITEMS)).await?;
    let address = &site.presentation().address;
    let items = replies.iter().map(|reply| reply_item(reply, address)).collect();
    Ok(feed("Replies", &format!("{address}/replies"), items))
}

fn feed(title: &str, page: &str, items: Vec<Value>) -> Response {
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": format!("{title} · onrecord"),
        "home_page_url": page,
        "feed_url": format!("{page}/feed.json"),
        "language": "en",
        "items": items,
    });
    json(KIND, &feed)
}

fn told_item(told: &Told, address: &str) -> Value {
    let page = format!("{address}/s/{}", told.id());
    let speaker = told.speaker().unwrap_or("Speaker not named");
    let mut text = format!("{speaker}: “{}”", told.words());
    for reply in told.replies() {
        text.push_str(&in_words(reply));
    }
    json!({
        "id": page,
        "url": page,
        "title": speaker,
        "content_text": text,
        "date_modified": moment(told.changed()),
        "_onrecord": shaping_summary(told, address),
    })
}

fn shaping_summary(told: &Told, address: &str) -> StatementSummary {
    shaping::summary(told, address)
}

fn finding_item(answered: &Answered, address: &str) -> Value {
    let report = answered.report();
    let page = format!("{address}/d/{}#f-{}", report.document, answered.id());
    let outlet = report.outlet_name.as_deref().unwrap_or(&report.title);
    let mut text = format!(
        "{}: “{}” ({})",
        answered.speaker().unwrap_or("Speaker not named"),
        answered.words(),
        answered.phrase()
    );
    for difference in answered.differences() {
        text.push_str(&format!("\n{}: {}", difference.name, difference.sentence));
    }
    for reply in answered.replies() {
        text.push_str(&in_words(reply));
    }
    let mut item = json!({
        "id": page,
        "url": page,
        "title": format!("{outlet}: {}", answered.phrase()),
        "content_text": text,
        "_onrecord": Finding::from(answered),
    });
    if let Some(day) = &report.published {
        item["date_published"] = json!(format!("{day}T00:00:00Z"));
    }
    if let Some(link) = answered.link() {
        item["external_url"] = json!(link);
    }
    item
}

fn reply_item(reply: &PublishedReply, address: &str) -> Value {
    let page = match &reply.statement {
        Some(statement) => format!("{address}/s/{statement}#reply-{}", reply.id),
        None => format!("{address}/replies#reply-{}", reply.id),
    };
    json!({
        "id": format!("{address}/replies#reply-{}", reply.id),
        "url": page,
        "title": format!("{}, {}", reply.name, reply.party.phrase()),
        "content_text": reply.text,
        "date_published": moment(reply.at),
        "_onrecord": Reply::from(reply),
    })
}

/// A reply below the words that it answers.
pub(crate) fn in_words(reply: &PublishedReply) -> String {
    let date = day(&onrecord_store::reading::answered::day_of(reply.at));
    format!("\n\nReply by {}, {}, {date}: “{}”", reply.name, reply.party.phrase(), reply.text)
}
