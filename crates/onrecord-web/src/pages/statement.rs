//! A statement, as it stands and as it stood.

use crate::answer::page;
use crate::site::Site;
use crate::trouble::Trouble;
use crate::words::{at_time, web};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use onrecord_store::reading::kept::{KeptPage, kept};
use onrecord_store::reading::side::Piece;
use onrecord_store::reading::statement::{Found, StatementView, statement as read};

#[derive(Template)]
#[template(path = "statement.html")]
struct StatementPage<'a> {
    view: StatementView,
    play: Option<String>,
    address: &'a str,
    is_site: bool,
}

#[derive(Template)]
#[template(path = "kept.html")]
struct KeptStatementPage<'a> {
    page: KeptPage,
    id: String,
    /// The id under which the statement stands today.
    current: String,
    address: &'a str,
}

/// `GET /s/{id}` and `GET /s/{id}@{version}`
pub async fn statement(
    State(site): State<Site>,
    Path(id): Path<String>,
) -> Result<Response, Trouble> {
    if let Some((id, number)) = id.split_once('@') {
        let number: u32 = number.parse().map_err(|_| Trouble::NotFound)?;
        return as_it_stood(&site, id.to_owned(), number).await;
    }
    let view = match site.read(move |engine| read(engine, &id)).await? {
        Found::Here(view) => view,
        Found::Moved(to) => return Err(Trouble::Moved(format!("/s/{to}"))),
        Found::Nowhere => return Err(Trouble::NotFound),
    };
    let play = play(&view);
    let address = &site.presentation().address;
    Ok(page(&StatementPage { play, address, view, is_site: true }))
}

/// A version of the page, also of a statement that became a part of another since.
async fn as_it_stood(site: &Site, id: String, number: u32) -> Result<Response, Trouble> {
    let asked = id.clone();
    let (kept, found) =
        site.read(move |engine| Ok((kept(engine, &asked, number)?, read(engine, &asked)?))).await?;
    let current = match found {
        Found::Here(_) => id.clone(),
        Found::Moved(to) => to,
        Found::Nowhere => return Err(Trouble::NotFound),
    };
    let kept = kept.ok_or(Trouble::NotFound)?;
    let address = &site.presentation().address;
    Ok(page(&KeptStatementPage { page: kept, id, current, address }))
}

/// Where the medium can be played from these words on.
fn play(view: &StatementView) -> Option<String> {
    let record = view.record.as_ref()?;
    let url = record.occasion_url.as_deref().or(record.url.as_deref()).and_then(web)?;
    Some(at_time(url, view.told.time_ms()?))
}
