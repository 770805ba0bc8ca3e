//! What the words on the pages mean, how to reply, and how to use the keys.

use crate::answer::page;
use askama::Template;
use axum::response::Response;
use onrecord::verdict::fidelity::Fidelity;

#[derive(Template)]
#[template(path = "help.html")]
struct HelpPage {
    grades: &'static [Fidelity],
}

/// `GET /help`
pub async fn help() -> Response {
    page(&HelpPage { grades: Fidelity::ALL })
}
