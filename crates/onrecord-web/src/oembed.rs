//! oEmbed: the address of a statement's page in, a card with its replies out.

use crate::answer::json;
use crate::api::Problem;
use crate::api::shape::Reply;
use crate::site::Site;
use crate::trouble::Trouble;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Response;
use onrecord_store::reading::statement::{Found, statement};
use serde::Deserialize;
use serde_json::json;

/// Width and height of a card where the asker sets no limit.
const WIDTH: u32 = 600;
const HEIGHT: u32 = 360;

/// What a consumer asks.
#[derive(Debug, Deserialize)]
pub struct Asked {
    url: String,
    format: Option<String>,
    maxwidth: Option<u32>,
    maxheight: Option<u32>,
}

/// `GET /oembed?url=…`
pub async fn oembed(
    State(site): State<Site>,
    query: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(asked) = query.map_err(|error| Problem(Trouble::Bad(error.body_text())))?;
    if asked.format.as_deref().is_some_and(|format| format != "json") {
        return Err(Problem(Trouble::Bad("only format=json is given".to_owned())));
    }
    let path = asked.url.split("/s/").nth(1).unwrap_or_default();
    let id: String = path.chars().take_while(char::is_ascii_alphanumeric).collect();
    if id.is_empty() {
        return Err(Problem(Trouble::NotFound));
    }
    let view = match site.read(move |engine| statement(engine, &id)).await? {
        Found::Here(view) => view,
        Found::Moved(to) => {
            let address = &site.presentation().address;
            return Err(Problem(Trouble::Moved(format!("/oembed?url={address}/s/{to}"))));
        }
        Found::Nowhere => return Err(Problem(Trouble::NotFound)),
    };
    let address = &site.presentation().address;
    let id = view.told.id();
    let width = asked.maxwidth.unwrap_or(WIDTH).min(WIDTH);
    let height = asked.maxheight.unwrap_or(HEIGHT).min(HEIGHT);
    let replies: Vec<Reply> = view.told.replies().iter().map(Reply::from).collect();
    let card = json!({
        "version": "1.0",
        "type": "rich",
        "title": format!("“{}”", view.told.words()),
        "author_name": view.told.speaker(),
        "provider_name": "onrecord",
        "provider_url": address,
        "cache_age": 300,
        "width": width,
        "height": height,
        "html": format!(
            "<iframe src=\"{address}/embed/s/{id}\" width=\"{width}\" height=\"{height}\" \
             title=\"Statement on record, with replies\" sandbox=\"allow-popups\"></iframe>"
        ),
        "_onrecord": { "n_replies": replies.len(), "replies": replies },
    });
    Ok(json("application/json", &card))
}
