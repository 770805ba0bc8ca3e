//! An outlet: what its documents quote.

use crate::answer::page;
use crate::pages::{LISTED, Pager, Paging};
use crate::site::Site;
use crate::trouble::Trouble;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use onrecord_store::reading::outlet::{OutletView, outlet as read};
use onrecord_store::reading::side::Piece;
use onrecord_store::reading::statement::Found;

#[derive(Template)]
#[template(path = "outlet.html")]
struct OutletPage {
    view: OutletView,
    pager: Pager,
}

/// `GET /o/{id}`
pub async fn outlet(
    State(site): State<Site>,
    Path(id): Path<String>,
    Query(paging): Query<Paging>,
) -> Result<Response, Trouble> {
    match site.read(move |engine| read(engine, &id, paging.offset(), LISTED)).await? {
        Found::Here(view) => {
            let link = |page| format!("/o/{}?page={page}", view.id);
            let pager = Pager::new(paging, view.n_findings, link);
            Ok(page(&OutletPage { pager, view }))
        }
        Found::Moved(to) => Err(Trouble::Moved(format!("/o/{to}"))),
        Found::Nowhere => Err(Trouble::NotFound),
    }
}
