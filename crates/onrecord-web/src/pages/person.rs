//! A person: what they said, and how it was reported.

use crate::answer::page;
use crate::pages::{LISTED, Pager, Paging};
use crate::site::Site;
use crate::trouble::Trouble;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use onrecord_store::reading::person::{PersonView, person as read};
use onrecord_store::reading::statement::Found;

#[derive(Template)]
#[template(path = "person.html")]
struct PersonPage {
    view: PersonView,
    pager: Pager,
}

/// `GET /p/{id}`
pub async fn person(
    State(site): State<Site>,
    Path(id): Path<String>,
    Query(paging): Query<Paging>,
) -> Result<Response, Trouble> {
    match site.read(move |engine| read(engine, &id, paging.offset(), LISTED)).await? {
        Found::Here(view) => {
            let link = |page| format!("/p/{}?page={page}", view.id);
            let pager = Pager::new(paging, view.n_statements, link);
            Ok(page(&PersonPage { pager, view }))
        }
        Found::Moved(to) => Err(Trouble::Moved(format!("/p/{to}"))),
        Found::Nowhere => Err(Trouble::NotFound),
    }
}
