//! The replies published last.

use crate::answer::page;
use crate::site::Site;
use crate::trouble::Trouble;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use onrecord_store::reading::reply::{PublishedReply, latest};

/// Replies shown.
const SHOWN: usize = 100;

#[derive(Template)]
#[template(path = "replies.html")]
struct RepliesPage {
    replies: Vec<PublishedReply>,
}

/// `GET /replies`
pub async fn replies(State(site): State<Site>) -> Result<Response, Trouble> {
    let replies = site.read(|engine| latest(engine, SHOWN)).await?;
    Ok(page(&RepliesPage { replies }))
}

/// `GET /f/{id}`: to the page of a finding, wherever it stands.
pub async fn finding(
    State(site): State<Site>,
    axum::extract::Path(id): axum::extract::Path<String>,
) -> Result<axum::response::Redirect, Trouble> {
    let asked = id.clone();
    let found = site
        .read(move |engine| onrecord_store::reading::answered::by_ids(engine, &[&asked]))
        .await?;
    let finding = found.first().ok_or(Trouble::NotFound)?;
    Ok(axum::response::Redirect::to(&match finding.statement() {
        Some(statement) => format!("/s/{statement}#f-{id}"),
        None => format!("/d/{}#f-{id}", finding.report().document),
    }))
}
