//! The first page.

use crate::answer::page;
use crate::site::Site;
use crate::trouble::Trouble;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use onrecord_store::reading::home::{HomeView, home as read};

/// Statements shown.
const SHOWN: usize = 12;

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    view: HomeView,
}

/// `GET /`
pub async fn home(State(site): State<Site>) -> Result<Response, Trouble> {
    let view = site.read(|engine| read(engine, SHOWN)).await?;
    Ok(page(&HomePage { view }))
}
