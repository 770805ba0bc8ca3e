//! What moderators see and decide, for the programs that they gave a token. The sender's e-mail is not in it.

use crate::answer::json;
use crate::api::Problem;
use crate::api::shape::ProblemBody;
use crate::bearer::Bearer;
use crate::sent::body;
use crate::site::Site;
use crate::trouble::Trouble;
use crate::words::moment;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use onrecord_store::account::token::Scope;
use onrecord_store::answering::Target;
use onrecord_store::answering::deciding::{Decider, Ground, publish, refuse, verify_claim};
use onrecord_store::answering::form::Wording;
use onrecord_store::answering::kept::Kept;
use onrecord_store::answering::life::Done;
use onrecord_store::answering::queue;
use onrecord_store::machine::now;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Replies that are listed.
const LISTED: u64 = 100;

/// The replies that wait for a decision.
#[derive(Debug, Serialize, ToSchema)]
pub struct Waiting {
    /// How many wait.
    pub n_waiting: u64,
    /// How many of them are overdue.
    pub n_overdue: u64,
    /// The most urgent first, at most 100.
    pub replies: Vec<Waits>,
}

/// A reply that waits. Its words are not published.
#[derive(Debug, Serialize, ToSchema)]
pub struct Waits {
    /// Its id.
    pub id: String,
    /// The statement answered, where it answers one as a whole.
    pub statement: Option<String>,
    /// The finding answered, where it answers one.
    pub finding: Option<String>,
    /// `waiting`, or `published` where a changed wording waits.
    pub state: String,
    /// `quoted-person`, `representative`, `outlet` or `reader`.
    pub party: String,
    /// How the claim to be that party was verified; empty where it was not.
    pub verified_by: String,
    /// Whether name and e-mail may be passed on to the outlet.
    pub consent: bool,
    /// When it was sent in, RFC 3339.
    pub submitted: String,
    /// By when it is to be decided, RFC 3339.
    pub due: Option<String>,
    /// Who answers.
    pub name: String,
    /// The meaning objected to; may be empty.
    pub meaning: String,
    /// What is called inaccurate; may be empty.
    pub inaccurate: String,
    /// Their own words: the wording that is to be decided.
    pub text: String,
}

/// How a claim was verified.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Verification {
    /// In 8 to 200 characters, without an address; it stands beside the reply.
    #[schema(min_length = 8, max_length = 200)]
    pub how: String,
}

/// Why a reply is not published.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Refusal {
    /// `not-that-party`, `not-about-this`, `too-long`, `not-factual`, `unlawful`, `no-interest` or `other`.
    pub ground: String,
    /// What the sender is told, in 10 to 1000 characters.
    #[schema(min_length = 10, max_length = 1000)]
    pub explanation: String,
}

/// What became of a reply.
#[derive(Debug, Serialize, ToSchema)]
pub struct Decided {
    /// The reply.
    pub id: String,
    /// Its state.
    pub state: String,
    /// How the claim to be that party was verified; empty where it was not.
    pub verified_by: String,
}

/// `GET /api/v1/moderation`
#[utoipa::path(
    get, path = "/api/v1/moderation", tag = "moderating", security(("token" = ["queue"])),
    responses(
        (status = 200, description = "The replies that wait.", body = Waiting, content_type = "application/json"),
        (status = 401, description = "No token that holds was sent.", body = ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "The token has another scope.", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub async fn waiting(State(site): State<Site>, bearer: Bearer) -> Result<Response, Problem> {
    bearer.may(Scope::Queue)?;
    let read = site
        .read(|engine| Ok((queue::waiting(engine, LISTED)?, queue::load(engine, now())?)))
        .await?;
    let (kept, load) = read;
    let replies = kept.into_iter().map(waits).collect();
    let (n_waiting, n_overdue) = (load.n_waiting, load.n_overdue);
    let mut response = json("application/json", &Waiting { n_waiting, n_overdue, replies });
    unkept(&mut response);
    Ok(response)
}

fn waits(kept: Kept) -> Waits {
    let (statement, finding) = match &kept.target {
        Target::Statement(id) => (Some(id.clone()), None),
        Target::Finding(id) => (None, Some(id.clone())),
    };
    let wording = kept.pending.map(|(_, wording)| wording).or(kept.wording).unwrap_or_default();
    let Wording { name, meaning, inaccurate, text } = wording;
    Waits {
        id: kept.id,
        statement,
        finding,
        state: kept.state.word().to_owned(),
        party: kept.party.word().to_owned(),
        verified_by: kept.verified_by.unwrap_or_default(),
        consent: kept.consent,
        submitted: moment(kept.submitted),
        due: kept.due.map(moment),
        name,
        meaning,
        inaccurate,
        text,
    }
}

/// `POST /api/v1/moderation/{reply}/verify`
#[utoipa::path(
    post, path = "/api/v1/moderation/{reply}/verify", tag = "moderating", security(("token" = ["decide"])),
    params(("reply" = String, Path, description = "The reply's id.")),
    request_body(content = Verification, content_type = "application/json"),
    responses(
        (status = 200, description = "It is noted.", body = Decided, content_type = "application/json"),
        (status = 400, description = "It cannot be read, or cannot stand beside the reply.", body = ProblemBody, content_type = "application/problem+json"),
        (status = 401, description = "No token that holds was sent.", body = ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "The token has another scope.", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "There is no such reply.", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "The reply is in another state.", body = ProblemBody, content_type = "application/problem+json"),
        (status = 413, description = "It is too long.", body = ProblemBody, content_type = "application/problem+json"),
        (status = 415, description = "It is not sent as application/json.", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub async fn verify(
    State(site): State<Site>,
    Path(reply): Path<String>,
    bearer: Bearer,
    request: Request,
) -> Result<Response, Problem> {
    bearer.may(Scope::Decide)?;
    let Verification { how } = read(request, &site).await?;
    let asked = reply.clone();
    site.write(move |engine| verify_claim(engine, &asked, &how, now()))
        .await
        .map_err(Trouble::from)?;
    decided(&site, reply).await
}

/// `POST /api/v1/moderation/{reply}/publish`
#[utoipa::path(
    post, path = "/api/v1/moderation/{reply}/publish", tag = "moderating", security(("token" = ["decide"])),
    params(("reply" = String, Path, description = "The reply's id.")),
    responses(
        (status = 200, description = "It is published; its sender is told.", body = Decided, content_type = "application/json"),
        (status = 400, description = "The address cannot be read.", body = ProblemBody, content_type = "application/problem+json"),
        (status = 401, description = "No token that holds was sent.", body = ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "The token has another scope.", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "There is no such reply.", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "The claim is not verified, or the reply is in another state.", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub async fn show(
    State(site): State<Site>,
    Path(reply): Path<String>,
    bearer: Bearer,
) -> Result<Response, Problem> {
    let by = bearer.may(Scope::Decide)?.to_owned();
    let (desk, asked) = (site.desk_handle(), reply.clone());
    let done = site
        .write(move |engine| publish(engine, &desk.settings, &asked, Decider::Account(&by), now()))
        .await;
    told(&site, done.map_err(Trouble::from)?).await
}

/// `POST /api/v1/moderation/{reply}/refuse`
#[utoipa::path(
    post, path = "/api/v1/moderation/{reply}/refuse", tag = "moderating", security(("token" = ["decide"])),
    params(("reply" = String, Path, description = "The reply's id.")),
    request_body(content = Refusal, content_type = "application/json"),
    responses(
        (status = 200, description = "It is refused; its sender is told why.", body = Decided, content_type = "application/json"),
        (status = 400, description = "It cannot be read.", body = ProblemBody, content_type = "application/problem+json"),
        (status = 401, description = "No token that holds was sent.", body = ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "The token has another scope.", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "There is no such reply.", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "The reply is in another state.", body = ProblemBody, content_type = "application/problem+json"),
        (status = 413, description = "It is too long.", body = ProblemBody, content_type = "application/problem+json"),
        (status = 415, description = "It is not sent as application/json.", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub async fn turn_down(
    State(site): State<Site>,
    Path(reply): Path<String>,
    bearer: Bearer,
    request: Request,
) -> Result<Response, Problem> {
    let by = bearer.may(Scope::Decide)?.to_owned();
    let refusal: Refusal = read(request, &site).await?;
    let ground = Ground::of(&refusal.ground).ok_or_else(|| {
        let grounds: Vec<&str> = Ground::ALL.iter().map(|ground| ground.word()).collect();
        Trouble::Bad(format!("{:?} is no ground: {}", refusal.ground, grounds.join(", ")))
    })?;
    let desk = site.desk_handle();
    let done = site
        .write(move |engine| {
            let by = Decider::Account(&by);
            refuse(engine, &desk.settings, &reply, by, ground, &refusal.explanation, now())
        })
        .await;
    told(&site, done.map_err(Trouble::from)?).await
}

async fn read<T: DeserializeOwned>(request: Request, site: &Site) -> Result<T, Problem> {
    let kind = request.headers().get("content-type").and_then(|kind| kind.to_str().ok());
    if !kind.unwrap_or_default().starts_with("application/json") {
        return Err(Problem(Trouble::Kind));
    }
    let bytes = body(request, site).await?;
    let unread = |error: serde_json::Error| Trouble::Bad(format!("it cannot be read: {error}"));
    Ok(serde_json::from_slice(&bytes).map_err(unread)?)
}

async fn told(site: &Site, done: Done) -> Result<Response, Problem> {
    site.send(done.letters).await;
    decided(site, done.reply).await
}

async fn decided(site: &Site, reply: String) -> Result<Response, Problem> {
    let read = move |engine: &mut dyn onrecord_store::database::engine::Engine| {
        onrecord_store::answering::kept::read(engine, &reply)
    };
    let kept = site.try_read(read).await.map_err(Trouble::from)?;
    let verified_by = kept.verified_by.unwrap_or_default();
    let state = kept.state.word().to_owned();
    let mut response = json("application/json", &Decided { id: kept.id, state, verified_by });
    unkept(&mut response);
    Ok(response)
}

/// What only moderators may see is stored nowhere on its way.
fn unkept(response: &mut Response) {
    use axum::http::{HeaderValue, header};
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
}
