//! A document: its text with its quotations marked in it, and each of them beside the record.

use crate::answer::page;
use crate::marking::{Paragraph, article, excerpts};
use crate::site::{Site, Texts};
use crate::trouble::Trouble;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use onrecord::document::block::Role;
use onrecord_store::reading::document::{DocumentView, document as read};
use onrecord_store::reading::side::Piece;
use onrecord_store::reading::statement::Found;
use onrecord_store::reading::versions::QuotationChange;

#[derive(Template)]
#[template(path = "document.html")]
struct DocumentPage {
    view: DocumentView,
    paragraphs: Vec<Paragraph>,
    is_whole: bool,
}

/// `GET /d/{id}`
pub async fn document(
    State(site): State<Site>,
    Path(id): Path<String>,
) -> Result<Response, Trouble> {
    let view = match site.read(move |engine| read(engine, &id)).await? {
        Found::Here(view) => view,
        Found::Moved(to) => return Err(Trouble::Moved(format!("/r/{to}"))),
        Found::Nowhere => return Err(Trouble::NotFound),
    };
    let ranges: Vec<(u32, u32)> = view.findings.iter().map(|one| one.position()).collect();
    let paragraphs = view.document.as_ref().map(|document| article(document, &ranges));
    let paragraphs = paragraphs.unwrap_or_default();
    let is_whole = site.presentation().texts == Texts::Whole;
    let paragraphs = if is_whole { paragraphs } else { excerpts(paragraphs) };
    Ok(page(&DocumentPage { view, paragraphs, is_whole }))
}
