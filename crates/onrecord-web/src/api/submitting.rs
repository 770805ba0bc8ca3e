//! What can be sent: a reply, as the form sends it.

use crate::api::Problem;
use crate::api::shape::ProblemBody;
use crate::pages::reply::{Door, take};
use crate::sent::body;
use crate::serving::Peer;
use crate::site::Site;
use crate::trouble::Trouble;
use axum::Extension;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use onrecord_store::answering::Target;
use onrecord_store::answering::form::{Form, Secret};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A reply to be sent in. It names a statement or a finding.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewReply {
    /// The statement answered as a whole.
    #[serde(default)]
    pub statement: Option<String>,
    /// The finding answered.
    #[serde(default)]
    pub finding: Option<String>,
    /// Who answers, as it is to be published.
    #[schema(max_length = 120)]
    pub name: String,
    /// Where the link is mailed; never published.
    #[schema(max_length = 254)]
    pub email: String,
    /// `quoted-person`, `representative`, `outlet`, or `reader` where a house lets readers answer.
    pub party: String,
    /// The meaning objected to.
    #[serde(default)]
    #[schema(max_length = 1000)]
    pub meaning: String,
    /// What is inaccurate.
    #[serde(default)]
    #[schema(max_length = 2000)]
    pub inaccurate: String,
    /// Their own words.
    #[schema(max_length = 4000)]
    pub text: String,
    /// Whether name and e-mail may be passed on to the outlet.
    #[serde(default)]
    pub consent: bool,
}

/// What became of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Taken {
    /// `unconfirmed`: a link was mailed; nothing is shown before it is opened and a moderator has decided.
    pub state: String,
}

/// `POST /api/v1/replies`
#[utoipa::path(
    post, path = "/api/v1/replies", tag = "replying",
    request_body(content = NewReply, content_type = "application/json"),
    responses(
        (status = 202, description = "A link was mailed to the address.", body = Taken, content_type = "application/json"),
        (status = 400, description = "It cannot be read, or a field cannot be taken.", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "There is no such statement or finding.", body = ProblemBody, content_type = "application/problem+json"),
        (status = 413, description = "It is too long.", body = ProblemBody, content_type = "application/problem+json"),
        (status = 415, description = "It is not sent as application/json.", body = ProblemBody, content_type = "application/problem+json"),
        (status = 429, description = "Too many came from this network, or wait to be confirmed.", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub async fn submit(
    State(site): State<Site>,
    peer: Option<Extension<Peer>>,
    request: Request,
) -> Result<Response, Problem> {
    let kind = request.headers().get("content-type").and_then(|kind| kind.to_str().ok());
    if !kind.unwrap_or_default().starts_with("application/json") {
        return Err(Problem(Trouble::Kind));
    }
    let bytes = body(request, &site).await?;
    let unread =
        |error: serde_json::Error| Trouble::Bad(format!("the reply cannot be read: {error}"));
    let reply: NewReply = serde_json::from_slice(&bytes).map_err(unread)?;
    let target = match (reply.statement, reply.finding) {
        (Some(statement), None) => Target::Statement(statement),
        (None, Some(finding)) => Target::Finding(finding),
        _ => {
            let wanted = "name either a statement or a finding";
            return Err(Problem(Trouble::Bad(wanted.to_owned())));
        }
    };
    let form = Form {
        name: reply.name,
        email: Secret(reply.email),
        party: reply.party,
        meaning: reply.meaning,
        inaccurate: reply.inaccurate,
        text: reply.text,
        consent: if reply.consent { "yes".to_owned() } else { String::new() },
        ..Form::default()
    };
    take(&site, peer.map(|Extension(peer)| peer), &target, &form, Door::Interface)
        .await
        .map_err(Trouble::from)?;
    let mut response =
        crate::answer::json("application/json", &Taken { state: "unconfirmed".to_owned() });
    *response.status_mut() = StatusCode::ACCEPTED;
    Ok(response)
}
