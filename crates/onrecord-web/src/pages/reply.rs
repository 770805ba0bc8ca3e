//! The form for a reply, and what becomes of it: sent in, confirmed, changed, taken back.

use crate::answer::page;
use crate::sent::Sent;
use crate::serving::Peer;
use crate::site::Site;
use crate::trouble::Trouble;
use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use onrecord_store::answering::form::{Field, FieldFault, Form, Wording};
use onrecord_store::answering::guard::{check_form, form_token};
use onrecord_store::answering::kept::Kept;
use onrecord_store::answering::letter::moment;
use onrecord_store::answering::life;
use onrecord_store::answering::refused::Refused;
use onrecord_store::answering::settings::{Readers, Settings};
use onrecord_store::answering::ticket::{Purpose, look};
use onrecord_store::answering::{State as Life, Target};
use onrecord_store::database::fault::Fault;
use onrecord_store::machine::now;
use onrecord_store::reading::answered::{Answered, by_ids};
use onrecord_store::reading::side::Piece;
use onrecord_store::reading::statement::{Found, statement};
use onrecord_store::reading::told::Told;
use serde::Deserialize;
use std::net::{IpAddr, Ipv4Addr};

/// What is to be answered.
#[derive(Debug, Clone, Deserialize)]
pub struct Asked {
    #[serde(default)]
    statement: String,
    #[serde(default)]
    finding: String,
}

impl Asked {
    fn target(&self) -> Result<Target, Trouble> {
        match (self.statement.as_str(), self.finding.as_str()) {
            ("", "") => Err(Trouble::NotFound),
            ("", finding) => Ok(Target::Finding(finding.to_owned())),
            (statement, _) => Ok(Target::Statement(statement.to_owned())),
        }
    }
}

/// What is answered, as the form shows it: with the replies that it has.
enum Subject {
    Statement(Box<Told>),
    Finding(Box<Answered>),
}

#[derive(Template)]
#[template(path = "reply.html")]
struct FormPage<'a> {
    subject: Subject,
    target: Target,
    settings: &'a Settings,
    has_readers: bool,
    form: Form,
    token: String,
    faults: Vec<FieldFault>,
    notice: Option<String>,
}

impl FormPage<'_> {
    /// What is wrong with a field.
    fn fault(&self, field: &str) -> Option<&str> {
        let is_of = |fault: &&FieldFault| fault.field.word() == field;
        self.faults.iter().find(is_of).map(|fault| fault.message.as_str())
    }
}

#[derive(Template)]
#[template(path = "told.html")]
struct OutcomePage {
    title: &'static str,
    sentences: Vec<String>,
    link: Option<(String, &'static str)>,
}

#[derive(Template)]
#[template(path = "confirm.html")]
struct ConfirmPage {
    token: String,
}

#[derive(Template)]
#[template(path = "manage.html")]
struct ManagePage {
    token: String,
    kept: Kept,
    wording: Wording,
    faults: Vec<FieldFault>,
    is_open: bool,
}

/// `GET /reply?statement=…` or `?finding=…`
pub async fn form(
    State(site): State<Site>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    shown(&site, asked.target()?, Form::default(), Vec::new(), None).await
}

/// The form with what was written in it.
async fn shown(
    site: &Site,
    target: Target,
    form: Form,
    faults: Vec<FieldFault>,
    notice: Option<String>,
) -> Result<Response, Trouble> {
    let wanted = target.clone();
    let subject = site.read(move |engine| -> Result<_, Fault> {
        Ok(match &wanted {
            Target::Statement(id) => match statement(engine, id)? {
                Found::Here(view) => Found::Here(Subject::Statement(Box::new(view.told))),
                Found::Moved(to) => Found::Moved(to),
                Found::Nowhere => Found::Nowhere,
            },
            Target::Finding(id) => match by_ids(engine, &[id])?.into_iter().next() {
                Some(finding) => Found::Here(Subject::Finding(Box::new(finding))),
                None => Found::Nowhere,
            },
        })
    });
    let subject = match subject.await? {
        Found::Here(subject) => subject,
        Found::Moved(to) => return Err(Trouble::Moved(format!("/reply?statement={to}"))),
        Found::Nowhere => return Err(Trouble::NotFound),
    };
    let desk = site.desk();
    let is_new = faults.is_empty() && notice.is_none();
    let page = FormPage {
        token: form_token(&desk.secret, &target, now()),
        has_readers: desk.settings.readers == Readers::On,
        settings: &desk.settings,
        subject,
        target,
        form,
        faults,
        notice,
    };
    let mut response = crate::answer::page(&page);
    let status = if is_new { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    *response.status_mut() = status;
    let private = axum::http::HeaderValue::from_static("no-store");
    response.headers_mut().insert(axum::http::header::CACHE_CONTROL, private);
    Ok(response)
}

/// `POST /reply`
pub async fn send(
    State(site): State<Site>,
    peer: Option<Extension<Peer>>,
    sent: Sent,
) -> Result<Response, Trouble> {
    let target = sent.read::<Asked>()?.target()?;
    let form: Form = sent.read()?;
    match take(&site, peer.map(|Extension(peer)| peer), &target, &form, Door::Form).await {
        Ok(()) | Err(Refused::Machine) => {
            let mut response = page(&OutcomePage {
                title: "One more step",
                sentences: vec![
                    format!(
                        "A link was sent to the address that you gave. Open it within {} hours: only then do \
                         the moderators see your reply.",
                        site.desk().settings.link_hours
                    ),
                    "Nothing is shown before that, and the address is never published.".to_owned(),
                ],
                link: Some(back(&target)),
            });
            *response.status_mut() = StatusCode::ACCEPTED;
            Ok(response)
        }
        Err(Refused::Fields(faults)) => shown(&site, target, form, faults, None).await,
        Err(refused @ (Refused::TooSoon(_) | Refused::Stale)) => {
            shown(&site, target, form, Vec::new(), Some(refused.to_string())).await
        }
        Err(refused) => Err(refused.into()),
    }
}

/// By which door a reply comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// The form of a page, with its token.
    Form,
    /// The interface for programs.
    Interface,
}

/// Takes a reply in and mails its link.
///
/// # Errors
/// Where it is refused.
pub async fn take(
    site: &Site,
    peer: Option<Peer>,
    target: &Target,
    form: &Form,
    door: Door,
) -> Result<(), Refused> {
    let at = now();
    let desk = site.desk();
    if door == Door::Form {
        check_form(&desk.secret, &desk.settings, target, form, at)?;
    }
    let submission = form.read(&desk.settings, target.clone()).map_err(Refused::Fields)?;
    let address = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0);
    desk.guard.admit(&desk.settings, address, &submission.email.0, at)?;
    let desk = site.desk_handle();
    let done =
        site.write(move |engine| life::submit(engine, &desk.settings, &submission, at)).await?;
    site.send(done.letters).await;
    Ok(())
}

/// `GET /reply/confirm/{token}`: asks before anything is done, for programs that look into mails open links too.
pub async fn confirmation(
    State(site): State<Site>,
    Path(token): Path<String>,
) -> Result<Response, Trouble> {
    let asked = token.clone();
    site.try_read(move |engine| look(engine, Purpose::Confirm, &asked, now())).await?;
    Ok(private(page(&ConfirmPage { token })))
}

/// `POST /reply/confirm/{token}`
pub async fn confirm(
    State(site): State<Site>,
    Path(token): Path<String>,
) -> Result<Response, Trouble> {
    let desk = site.desk_handle();
    let done = site
        .write(move |engine| life::confirm(engine, &desk.settings, &token, now()))
        .await
        .map_err(Trouble::from)?;
    let sentence = match (done.state, done.due) {
        (Life::Published, _) => "Your reply is published.".to_owned(),
        (_, Some(due)) => format!("The moderators decide by {}.", moment(due)),
        (_, None) => "The moderators see your reply.".to_owned(),
    };
    site.send(done.letters).await;
    Ok(private(page(&OutcomePage {
        title: "Thank you: your address is confirmed",
        sentences: vec![
            sentence,
            "A mail with a link is on its way, by which you can change the reply, take it back, or see what is \
             kept of it."
                .to_owned(),
        ],
        link: None,
    })))
}

/// `GET /reply/manage/{token}`
pub async fn own(State(site): State<Site>, Path(token): Path<String>) -> Result<Response, Trouble> {
    managed(&site, token, None, Vec::new()).await
}

async fn managed(
    site: &Site,
    token: String,
    written: Option<Wording>,
    faults: Vec<FieldFault>,
) -> Result<Response, Trouble> {
    let asked = token.clone();
    let kept = site.try_read(move |engine| life::own(engine, &asked, now())).await?;
    let latest = kept.pending.clone().map(|(_, wording)| wording).or(kept.wording.clone());
    let wording = written.or(latest).unwrap_or_default();
    let is_open = matches!(kept.state, Life::Waiting | Life::Published);
    let has_faults = !faults.is_empty();
    let mut response = private(page(&ManagePage { token, kept, wording, faults, is_open }));
    if has_faults {
        *response.status_mut() = StatusCode::BAD_REQUEST;
    }
    Ok(response)
}

/// `POST /reply/manage/{token}`: another wording.
pub async fn change(
    State(site): State<Site>,
    Path(token): Path<String>,
    sent: Sent,
) -> Result<Response, Trouble> {
    let form: Form = sent.read()?;
    let desk = site.desk_handle();
    let (asked, wanted) = (token.clone(), form.clone());
    let done =
        site.write(move |engine| life::edit(engine, &desk.settings, &asked, &wanted, now())).await;
    match done {
        Ok(done) => {
            site.send(done.letters).await;
            managed(&site, token, None, Vec::new()).await
        }
        Err(Refused::Fields(faults)) => {
            let Form { name, meaning, inaccurate, text, .. } = form;
            let written = Wording { name, meaning, inaccurate, text };
            managed(&site, token, Some(written), faults).await
        }
        Err(refused) => Err(refused.into()),
    }
}

/// `POST /reply/manage/{token}/withdraw`
pub async fn withdraw(
    State(site): State<Site>,
    Path(token): Path<String>,
) -> Result<Response, Trouble> {
    let desk = site.desk_handle();
    let done = site
        .write(move |engine| life::withdraw(engine, &desk.settings, &token, now()))
        .await
        .map_err(Trouble::from)?;
    site.send(done.letters).await;
    Ok(private(page(&OutcomePage {
        title: "Your reply is taken back",
        sentences: vec![
            "Its words and your address are deleted. Where it was published, its place says from when to when."
                .to_owned(),
        ],
        link: None,
    })))
}

/// A page with a secret in its address or text: neither stored nor told on.
fn private(mut response: Response) -> Response {
    use axum::http::{HeaderValue, header};
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

/// Back to what is answered.
fn back(target: &Target) -> (String, &'static str) {
    match target {
        Target::Statement(id) => (format!("/s/{id}"), "Back to the statement"),
        Target::Finding(id) => (format!("/f/{id}"), "Back to the finding"),
    }
}

/// The fields of the form in their order, for the summary of what is wrong.
#[must_use]
pub fn label(field: &Field) -> &'static str {
    match field {
        Field::Name => "Name",
        Field::Email => "E-mail",
        Field::Party => "I am",
        Field::Meaning => "The meaning you object to",
        Field::Inaccurate => "What is inaccurate",
        Field::Text => "Your own words",
    }
}
