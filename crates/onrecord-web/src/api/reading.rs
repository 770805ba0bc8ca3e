//! What can be read: one handler an address.

use crate::answer::json;
use crate::api::Problem;
use crate::api::{shape, shaping};
use crate::pages::search::Form;
use crate::pages::{LISTED, Paging};
use crate::site::Site;
use crate::trouble::Trouble;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use onrecord_store::reading;
use onrecord_store::reading::statement::Found;

/// Replies that are listed.
const REPLIES: usize = 100;

/// The thing, or where it is.
fn here<T>(found: Found<T>, folder: &str) -> Result<T, Problem> {
    match found {
        Found::Here(view) => Ok(view),
        Found::Moved(to) => Err(Problem(Trouble::Moved(format!("/api/v1/{folder}/{to}")))),
        Found::Nowhere => Err(Problem(Trouble::NotFound)),
    }
}

/// A query that could be read.
fn asked<T>(query: Result<Query<T>, QueryRejection>) -> Result<T, Problem> {
    query.map(|Query(asked)| asked).map_err(|error| Problem(Trouble::Bad(error.body_text())))
}

/// `GET /api/v1/statements/{id}`
#[utoipa::path(
    get, path = "/api/v1/statements/{id}", tag = "reading",
    params(("id" = String, Path, description = "The statement's id.")),
    responses(
        (status = 200, description = "The statement with its reports and replies.", body = shape::Statement, content_type = "application/json"),
        (status = 301, description = "It is held under another id."),
        (status = 400, description = "The address cannot be read.", body = shape::ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "No such statement.", body = shape::ProblemBody, content_type = "application/problem+json"),
    )
)]
pub async fn statement(
    State(site): State<Site>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let found = site.read(move |engine| reading::statement::statement(engine, &id)).await?;
    let view = here(found, "statements")?;
    Ok(json("application/json", &shaping::statement(&view, &site.presentation().address)))
}

/// `GET /api/v1/findings/{id}`
#[utoipa::path(
    get, path = "/api/v1/findings/{id}", tag = "reading",
    params(("id" = String, Path, description = "The finding's id.")),
    responses(
        (status = 200, description = "The finding with its replies, once for each document that holds it.", body = shape::Findings, content_type = "application/json"),
        (status = 400, description = "The address cannot be read.", body = shape::ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "No such finding.", body = shape::ProblemBody, content_type = "application/problem+json"),
    )
)]
pub async fn finding(
    State(site): State<Site>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let found = site.read(move |engine| reading::answered::by_ids(engine, &[&id])).await?;
    if found.is_empty() {
        return Err(Problem(Trouble::NotFound));
    }
    Ok(json("application/json", &shape::Findings { findings: shaping::findings(&found) }))
}

/// `GET /api/v1/persons/{id}`
#[utoipa::path(
    get, path = "/api/v1/persons/{id}", tag = "reading",
    params(
        ("id" = String, Path, description = "The person's id."),
        ("page" = Option<u32>, Query, description = "Which page of statements, from 1; each has 20.", minimum = 1, maximum = 500),
    ),
    responses(
        (status = 200, description = "The person with statements and replies.", body = shape::Person, content_type = "application/json"),
        (status = 400, description = "The request cannot be read.", body = shape::ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "No such person.", body = shape::ProblemBody, content_type = "application/problem+json"),
    )
)]
pub async fn person(
    State(site): State<Site>,
    Path(id): Path<String>,
    query: Result<Query<Paging>, QueryRejection>,
) -> Result<Response, Problem> {
    let offset = asked(query)?.checked()?.offset();
    let read = move |engine: &mut dyn onrecord_store::database::engine::Engine| {
        reading::person::person(engine, &id, offset, LISTED)
    };
    let view = here(site.read(read).await?, "persons")?;
    Ok(json("application/json", &shaping::person(&view, &site.presentation().address)))
}

/// `GET /api/v1/outlets/{id}`
#[utoipa::path(
    get, path = "/api/v1/outlets/{id}", tag = "reading",
    params(
        ("id" = String, Path, description = "The outlet's id."),
        ("page" = Option<u32>, Query, description = "Which page of findings, from 1; each has 20.", minimum = 1, maximum = 500),
    ),
    responses(
        (status = 200, description = "The outlet with its quotations and replies.", body = shape::Outlet, content_type = "application/json"),
        (status = 400, description = "The request cannot be read.", body = shape::ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "No such outlet.", body = shape::ProblemBody, content_type = "application/problem+json"),
    )
)]
pub async fn outlet(
    State(site): State<Site>,
    Path(id): Path<String>,
    query: Result<Query<Paging>, QueryRejection>,
) -> Result<Response, Problem> {
    let offset = asked(query)?.checked()?.offset();
    let read = move |engine: &mut dyn onrecord_store::database::engine::Engine| {
        reading::outlet::outlet(engine, &id, offset, LISTED)
    };
    Ok(json("application/json", &shaping::outlet(&here(site.read(read).await?, "outlets")?)))
}

/// `GET /api/v1/documents/{id}`
#[utoipa::path(
    get, path = "/api/v1/documents/{id}", tag = "reading",
    params(("id" = String, Path, description = "The document's id.")),
    responses(
        (status = 200, description = "The document with its quotations and replies.", body = shape::Document, content_type = "application/json"),
        (status = 301, description = "It is a record of an occasion."),
        (status = 400, description = "The address cannot be read.", body = shape::ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "No such document.", body = shape::ProblemBody, content_type = "application/problem+json"),
    )
)]
pub async fn document(
    State(site): State<Site>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let found = site.read(move |engine| reading::document::document(engine, &id)).await?;
    Ok(json("application/json", &shaping::document(&here(found, "occasions")?)))
}

/// `GET /api/v1/occasions/{id}`
#[utoipa::path(
    get, path = "/api/v1/occasions/{id}", tag = "reading",
    params(("id" = String, Path, description = "The id of the occasion or of a record of it.")),
    responses(
        (status = 200, description = "The occasion with the quotations that come from it.", body = shape::Occasion, content_type = "application/json"),
        (status = 301, description = "It is an article."),
        (status = 400, description = "The address cannot be read.", body = shape::ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "No such occasion.", body = shape::ProblemBody, content_type = "application/problem+json"),
    )
)]
pub async fn occasion(
    State(site): State<Site>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let found = site.read(move |engine| reading::occasion::occasion(engine, &id)).await?;
    Ok(json("application/json", &shaping::occasion(&here(found, "documents")?)))
}

/// `GET /api/v1/search`
#[utoipa::path(
    get, path = "/api/v1/search", tag = "reading",
    params(
        ("q" = Option<String>, Query, description = "Words that must occur; a phrase between double quotation marks.", max_length = 500),
        ("speaker" = Option<String>, Query, description = "A part of the speaker's name.", max_length = 500),
        ("outlet" = Option<String>, Query, description = "A part of the name of an outlet that reports it.", max_length = 500),
        ("from" = Option<String>, Query, description = "Said on this day or later, YYYY-MM-DD."),
        ("to" = Option<String>, Query, description = "Said on this day or earlier, YYYY-MM-DD."),
        ("grade" = Option<String>, Query, description = "Only with a report of this grade: `as-recorded` to `not-checkable`."),
        ("page" = Option<u32>, Query, description = "Which page, from 1; each has 20 statements.", minimum = 1, maximum = 500),
    ),
    responses(
        (status = 200, description = "Statements with their replies, those with most reports first.", body = shape::Found, content_type = "application/json"),
        (status = 400, description = "The request cannot be read.", body = shape::ProblemBody, content_type = "application/problem+json"),
    )
)]
pub async fn search(
    State(site): State<Site>,
    query: Result<Query<Form>, QueryRejection>,
) -> Result<Response, Problem> {
    let form = asked(query)?;
    let question = form.question()?;
    let offset = Paging { page: form.page }.checked()?.offset();
    let read = move |engine: &mut dyn onrecord_store::database::engine::Engine| {
        reading::search::search(engine, &question, offset, LISTED)
    };
    let view = site.read(read).await?;
    Ok(json("application/json", &shaping::found(&view, &site.presentation().address)))
}

/// `GET /api/v1/replies`
#[utoipa::path(
    get, path = "/api/v1/replies", tag = "reading",
    responses(
        (status = 200, description = "The replies published last, the latest first, at most 100.", body = shape::Replies, content_type = "application/json"),
    )
)]
pub async fn replies(State(site): State<Site>) -> Result<Response, Problem> {
    let replies = site.read(|engine| reading::reply::latest(engine, REPLIES)).await?;
    let replies = replies.iter().map(shape::Reply::from).collect();
    Ok(json("application/json", &shape::Replies { replies }))
}
