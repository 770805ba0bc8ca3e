//! W3C Web Annotation for the reports of a statement: one assessing annotation a report, with the replies to it
//! among its bodies, and one replying annotation a reply. Positions are code points of the normalised text.

use crate::answer::json;
use crate::site::Site;
use crate::trouble::Trouble;
use crate::words::moment;
use axum::extract::{Path, State};
use axum::response::Response;
use onrecord_store::exporting::annotation::assessing;
use onrecord_store::reading::reply::PublishedReply;
use onrecord_store::reading::statement::{Found, statement};
use serde_json::{Value, json};

/// `GET /s/{id}/annotations.json`
pub async fn annotations(
    State(site): State<Site>,
    Path(id): Path<String>,
) -> Result<Response, Trouble> {
    let view = match site.read(move |engine| statement(engine, &id)).await? {
        Found::Here(view) => view,
        Found::Moved(to) => return Err(Trouble::Moved(format!("/s/{to}/annotations.json"))),
        Found::Nowhere => return Err(Trouble::NotFound),
    };
    let address = &site.presentation().address;
    let page = format!("{address}/s/{}", view.told.id());
    let mut items: Vec<Value> = view.reports.iter().map(|one| assessing(one, address)).collect();
    items.extend(view.told.replies().iter().map(|reply| replying(reply, &page)));
    let collection = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": format!("{page}/annotations.json"),
        "type": "AnnotationCollection",
        "label": format!("“{}”", view.told.words()),
        "total": items.len(),
        "first": { "type": "AnnotationPage", "startIndex": 0, "items": items },
    });
    Ok(json("application/ld+json", &collection))
}

fn replying(reply: &PublishedReply, page: &str) -> Value {
    json!({
        "id": format!("{page}#reply-{}", reply.id),
        "type": "Annotation",
        "motivation": "replying",
        "created": moment(reply.at),
        "creator": { "type": "Person", "name": reply.name },
        "body": { "type": "TextualBody", "format": "text/plain", "value": reply.text },
        "target": match &reply.finding {
            Some(finding) => format!("{page}#f-{finding}"),
            None => page.to_owned(),
        },
    })
}
