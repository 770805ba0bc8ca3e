//! A statement as a card in somebody else's page: its words, its standing, its replies.

use crate::answer::card;
use crate::site::Site;
use crate::trouble::Trouble;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use onrecord_store::reading::statement::{Found, StatementView, statement as read};

#[derive(Template)]
#[template(path = "embed.html")]
struct CardPage<'a> {
    view: StatementView,
    address: &'a str,
}

/// `GET /embed/s/{id}`
pub async fn statement(
    State(site): State<Site>,
    Path(id): Path<String>,
) -> Result<Response, Trouble> {
    match site.read(move |engine| read(engine, &id)).await? {
        Found::Here(view) => Ok(card(&CardPage { view, address: &site.presentation().address })),
        Found::Moved(to) => Err(Trouble::Moved(format!("/embed/s/{to}"))),
        Found::Nowhere => Err(Trouble::NotFound),
    }
}
