//! The moderators' queue: what waits and how long it has, and the decisions with their reasons.

use crate::answer::page;
use crate::sent::Sent;
use crate::signed::Signed;
use crate::site::Site;
use crate::trouble::Trouble;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use onrecord_store::account::session::Session;
use onrecord_store::answering::deciding::{Decider, Ground, publish, refuse, verify_claim};
use onrecord_store::answering::form::Wording;
use onrecord_store::answering::kept::Kept;
use onrecord_store::answering::queue::{Load, load, waiting};
use onrecord_store::answering::{State as Life, Target};
use onrecord_store::machine::now;
use serde::Deserialize;

/// Replies on one page.
const SHOWN: u64 = 50;
const HOUR: i64 = 3_600_000_000;

#[derive(Template)]
#[template(path = "moderation.html")]
struct QueuePage {
    session: Session,
    load: Load,
    entries: Vec<Entry>,
    grounds: [Ground; 7],
}

/// One reply in the queue.
struct Entry {
    kept: Kept,
    /// The wording that is to be decided.
    wording: Wording,
    /// The one that is published, where another waits.
    published: Option<Wording>,
    /// How long is left, in words.
    left: String,
    is_late: bool,
    href: String,
}

/// What the forms of the queue send.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Decision {
    csrf: String,
    how: String,
    ground: String,
    explanation: String,
}

/// `GET /moderation`
pub async fn queue(State(site): State<Site>, signed: Result<Signed, Trouble>) -> Response {
    let signed = match signed {
        Ok(signed) => signed,
        Err(Trouble::SignIn) => return Redirect::to("/sign-in").into_response(),
        Err(trouble) => return trouble.into_response(),
    };
    let read = site.read(|engine| Ok((waiting(engine, SHOWN)?, load(engine, now())?))).await;
    match read {
        Ok((kept, load)) => {
            let entries = kept.into_iter().map(entry).collect();
            let view = QueuePage { session: signed.session, load, entries, grounds: Ground::ALL };
            let mut response = page(&view);
            let keep = HeaderValue::from_static("no-store");
            response.headers_mut().insert(header::CACHE_CONTROL, keep);
            response
        }
        Err(trouble) => trouble.into_response(),
    }
}

fn entry(kept: Kept) -> Entry {
    let left = kept.due.map_or(0, |due| due - now().as_microsecond());
    let hours = left.abs() / HOUR;
    let span = match hours {
        0 => "less than an hour".to_owned(),
        1 => "1 hour".to_owned(),
        hours => format!("{hours} hours"),
    };
    let changed = kept.pending.clone().map(|(_, wording)| wording);
    let published = kept.wording.clone().filter(|_| kept.state == Life::Published);
    Entry {
        wording: changed.or(kept.wording.clone()).unwrap_or_default(),
        published,
        is_late: left < 0,
        left: if left < 0 { format!("overdue by {span}") } else { format!("{span} left") },
        href: match &kept.target {
            Target::Statement(id) => format!("/s/{id}"),
            Target::Finding(id) => format!("/f/{id}"),
        },
        kept,
    }
}

/// `POST /moderation/{reply}/verify`
pub async fn verify(
    State(site): State<Site>,
    Path(reply): Path<String>,
    signed: Signed,
    sent: Sent,
) -> Result<Redirect, Trouble> {
    let decision: Decision = sent.read()?;
    signed.own(&decision.csrf)?;
    site.write(move |engine| verify_claim(engine, &reply, &decision.how, now()))
        .await
        .map_err(Trouble::from)?;
    Ok(Redirect::to("/moderation"))
}

/// `POST /moderation/{reply}/publish`
pub async fn show(
    State(site): State<Site>,
    Path(reply): Path<String>,
    signed: Signed,
    sent: Sent,
) -> Result<Redirect, Trouble> {
    signed.own(&sent.read::<Decision>()?.csrf)?;
    let desk = site.desk_handle();
    let by = signed.session.account.id;
    let done = site
        .write(move |engine| publish(engine, &desk.settings, &reply, Decider::Account(&by), now()))
        .await
        .map_err(Trouble::from)?;
    site.send(done.letters).await;
    Ok(Redirect::to("/moderation"))
}

/// `POST /moderation/{reply}/refuse`
pub async fn turn_down(
    State(site): State<Site>,
    Path(reply): Path<String>,
    signed: Signed,
    sent: Sent,
) -> Result<Redirect, Trouble> {
    let decision: Decision = sent.read()?;
    signed.own(&decision.csrf)?;
    let unknown = || Trouble::Bad("choose a ground from the list".to_owned());
    let ground = Ground::of(&decision.ground).ok_or_else(unknown)?;
    let desk = site.desk_handle();
    let by = signed.session.account.id;
    let done = site
        .write(move |engine| {
            let by = Decider::Account(&by);
            refuse(engine, &desk.settings, &reply, by, ground, &decision.explanation, now())
        })
        .await
        .map_err(Trouble::from)?;
    site.send(done.letters).await;
    Ok(Redirect::to("/moderation"))
}
