//! What a replier does: send in, confirm, change, take back. A submission or a mailed token in; the reply's
//! next state and the letters that it calls for out.

use crate::answering::claim::{exists, method, parties};
use crate::answering::deciding::{Decider, show};
use crate::answering::form::{FieldFault, Form, Submission, Wording};
use crate::answering::kept::{Contact, Kept, note, read, sealed};
use crate::answering::letter::{self, Letter};
use crate::answering::refused::Refused;
use crate::answering::settings::{Moderation, Settings, Weekends};
use crate::answering::ticket::{self, Purpose};
use crate::answering::{State, Target};
use crate::database::engine::{Engine, first};
use crate::ledger::event::What;
use crate::ledger::{Event, append};
use crate::machine::chance;
use crate::values;
use crate::vault::{self, Kind};
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};
use onrecord::report::reply::Party;

/// Replies that may wait for their link to be opened at once; a flood of forms ends here.
const UNCONFIRMED: i64 = 20_000;
/// Hours for which the link to one's own reply holds: ten years.
const MANAGE_HOURS: u32 = 87_600;

/// What became of a step.
#[derive(Debug)]
pub struct Done {
    /// The reply's id.
    pub reply: String,
    /// Its state.
    pub state: State,
    /// By when it is to be decided, microseconds.
    pub due: Option<i64>,
    /// What is to be mailed once the transaction holds.
    pub letters: Vec<Letter>,
}

/// Takes a reply in. Nobody sees it before its link is opened, and nothing of it is logged.
///
/// # Errors
/// Where what it answers is not there, or too many wait.
pub fn submit(
    engine: &mut dyn Engine,
    settings: &Settings,
    submission: &Submission,
    at: Timestamp,
) -> Result<Done, Refused> {
    let Submission { target, party, wording, email, consent } = submission;
    if !exists(engine, target)? {
        return Err(Refused::Missing(format!("statement or finding {}", target.id())));
    }
    let count = "SELECT count(*) FROM reply WHERE state = $1";
    let n_open = first(engine, count, values![State::Unconfirmed.word()])?;
    if n_open.map_or(Ok(0), |row| row.get::<i64>(0))? >= UNCONFIRMED {
        return Err(Refused::Busy);
    }
    let subject = vault::new_subject(engine, Kind::Replier, at)?;
    let reply = format!("r{}", vault::hex(&chance::<8>()));
    let words = sealed(engine, &subject, wording)?;
    let contact = sealed(engine, &subject, &Contact::Email(email.0.clone()))?;
    let (statement, finding) = match target {
        Target::Statement(id) => (Some(id.as_str()), None),
        Target::Finding(id) => (None, Some(id.as_str())),
    };
    engine.execute(
        "INSERT INTO reply (id, statement, finding, subject, state, party, sealed, contact, consent,
                            submitted)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        values![
            reply.as_str(),
            statement,
            finding,
            subject.as_str(),
            State::Unconfirmed.word(),
            party.word(),
            words.as_slice(),
            contact,
            *consent,
            at.as_microsecond()
        ],
    )?;
    note(engine, &reply, at, "submitted", Some(&words))?;
    let token = ticket::issue(engine, Purpose::Confirm, &reply, settings.link_hours, at)?;
    let mail = letter::confirm(settings, &reply, email.clone(), target, &token);
    Ok(Done { reply, state: State::Unconfirmed, due: None, letters: vec![mail] })
}

/// The sender opened the mailed link and said yes: the address is theirs, and the clock starts. Where the
/// address shows that they are the party, that is noted.
///
/// # Errors
/// Where the link does not hold, or the reply is further on.
pub fn confirm(
    engine: &mut dyn Engine,
    settings: &Settings,
    token: &str,
    at: Timestamp,
) -> Result<Done, Refused> {
    let id = ticket::redeem(engine, Purpose::Confirm, token, at)?;
    let kept = read(engine, &id)?;
    expect(&kept, &[State::Unconfirmed], "unconfirmed")?;
    let due = due(settings, at).as_microsecond();
    let email = kept.email.clone().ok_or(Refused::Link)?;
    let parties = parties(engine, &kept.target)?;
    let verified_by = method(settings, &parties, kept.party, &email.0);
    engine.execute(
        "UPDATE reply SET state = $1, confirmed = $2, due = $3, verified_by = $4 WHERE id = $5",
        values![
            State::Waiting.word(),
            at.as_microsecond(),
            due,
            verified_by.as_deref(),
            id.as_str()
        ],
    )?;
    let words = sealed_words(engine, &id)?;
    append(engine, at, Event { what: What::ReplyConfirmed, subject: &id, content: &words })?;
    if let Some(how) = &verified_by {
        let event = Event { what: What::ReplyVerified, subject: &id, content: how.as_bytes() };
        append(engine, at, event)?;
    }
    let may_show = verified_by.is_some() || kept.party == Party::Reader;
    if settings.moderation == Moderation::After && may_show {
        return show(engine, settings, &id, Decider::Confirmation, at);
    }
    let token = ticket::issue(engine, Purpose::Manage, &id, MANAGE_HOURS, at)?;
    let kept = read(engine, &id)?;
    let letters = vec![letter::received(settings, &kept, email, &token)];
    Ok(Done { reply: id, state: State::Waiting, due: Some(due), letters })
}

/// What its sender sees of their own reply.
///
/// # Errors
/// Where the link does not hold.
pub fn own(engine: &mut dyn Engine, token: &str, at: Timestamp) -> Result<Kept, Refused> {
    let id = ticket::look(engine, Purpose::Manage, token, at)?;
    read(engine, &id)
}

/// Another wording, from `form` (its e-mail and party are passed over). A published reply keeps its wording
/// until this one is decided on.
///
/// # Errors
/// Where the link does not hold, a field cannot be taken, or the reply is neither waiting nor published.
pub fn edit(
    engine: &mut dyn Engine,
    settings: &Settings,
    token: &str,
    form: &Form,
    at: Timestamp,
) -> Result<Done, Refused> {
    let kept = own(engine, token, at)?;
    expect(&kept, &[State::Waiting, State::Published], "waiting or published")?;
    let wording = reworded(settings, &kept, form).map_err(Refused::Fields)?;
    let words = sealed(engine, &kept.subject, &wording)?;
    let number = note(engine, &kept.id, at, "edited", Some(&words))?;
    let due = due(settings, at).as_microsecond();
    if kept.state == State::Waiting {
        engine.execute(
            "UPDATE reply SET sealed = $1, version = $2 WHERE id = $3",
            values![words, number, kept.id.as_str()],
        )?;
        let due = kept.due;
        return Ok(Done { reply: kept.id, state: State::Waiting, due, letters: Vec::new() });
    }
    engine.execute("UPDATE reply SET due = $1 WHERE id = $2", values![due, kept.id.as_str()])?;
    if settings.moderation == Moderation::After {
        return show(engine, settings, &kept.id, Decider::Confirmation, at);
    }
    Ok(Done { reply: kept.id, state: State::Published, due: Some(due), letters: Vec::new() })
}

fn reworded(settings: &Settings, kept: &Kept, form: &Form) -> Result<Wording, Vec<FieldFault>> {
    let mut form = form.clone();
    kept.party.word().clone_into(&mut form.party);
    let known = kept.email.clone().map(|email| email.0);
    form.email.0 = known.unwrap_or_else(|| "nobody@example.org".to_owned());
    let readers = crate::answering::settings::Readers::On;
    let settings = Settings { readers, ..settings.clone() };
    form.read(&settings, kept.target.clone()).map(|submission| submission.wording)
}

/// The sender takes the reply back: words and address are deleted, and where it was published its place says
/// so.
///
/// # Errors
/// Where the link does not hold, or it was taken back before.
pub fn withdraw(
    engine: &mut dyn Engine,
    settings: &Settings,
    token: &str,
    at: Timestamp,
) -> Result<Done, Refused> {
    let id = ticket::look(engine, Purpose::Manage, token, at)?;
    take_back(engine, settings, &id, at)
}

/// As [`withdraw`], where the sender asked a moderator for it.
///
/// # Errors
/// Where there is no such reply, or it was taken back before.
pub fn take_back(
    engine: &mut dyn Engine,
    settings: &Settings,
    id: &str,
    at: Timestamp,
) -> Result<Done, Refused> {
    let kept = read(engine, id)?;
    expect(
        &kept,
        &[State::Unconfirmed, State::Waiting, State::Published, State::Refused],
        "waiting, published or refused",
    )?;
    engine.execute(
        "UPDATE reply SET state = $1, sealed = NULL, contact = NULL, due = NULL WHERE id = $2",
        values![State::Withdrawn.word(), id],
    )?;
    engine.execute("UPDATE reply_version SET sealed = NULL WHERE reply = $1", values![id])?;
    note(engine, id, at, "withdrawn", None)?;
    vault::destroy(engine, &kept.subject, at)?;
    ticket::revoke(engine, id)?;
    append(engine, at, Event { what: What::ReplyWithdrawn, subject: id, content: b"" })?;
    let to = kept.email.clone();
    let letters = to.map(|to| letter::withdrawn(settings, &kept, to)).into_iter().collect();
    Ok(Done { reply: kept.id, state: State::Withdrawn, due: None, letters })
}

/// By when what came at `at` is to be decided.
#[must_use]
pub fn due(settings: &Settings, at: Timestamp) -> Timestamp {
    let hour = SignedDuration::from_hours(1);
    if settings.weekends == Weekends::Count {
        return at
            .saturating_add(hour * i32::try_from(settings.hours).unwrap_or(i32::MAX))
            .unwrap_or(at);
    }
    let (mut due, mut left) = (at, settings.hours);
    while left > 0 {
        let Ok(next) = due.checked_add(hour) else { break };
        let weekday = Offset::UTC.to_datetime(due).date().weekday();
        if !matches!(weekday, jiff::civil::Weekday::Saturday | jiff::civil::Weekday::Sunday) {
            left -= 1;
        }
        due = next;
    }
    due
}

pub(crate) fn expect(kept: &Kept, states: &[State], wanted: &'static str) -> Result<(), Refused> {
    if states.contains(&kept.state) {
        return Ok(());
    }
    Err(Refused::State { state: kept.state, wanted })
}

pub(crate) fn sealed_words(engine: &mut dyn Engine, id: &str) -> Result<Vec<u8>, Refused> {
    let row = first(engine, "SELECT sealed FROM reply WHERE id = $1", values![id])?;
    Ok(row.map(|row| row.get::<Option<Vec<u8>>>(0)).transpose()?.flatten().unwrap_or_default())
}

/// A link with which the sender of `id` manages it.
pub(crate) fn manage_link(
    engine: &mut dyn Engine,
    id: &str,
    at: Timestamp,
) -> Result<String, Refused> {
    Ok(ticket::issue(engine, Purpose::Manage, id, MANAGE_HOURS, at)?)
}
