//! What a moderator does: verify the claim, publish, refuse. A reply's id in, its next state and the letter
//! to its sender out.

use crate::answering::State;
use crate::answering::claim::by_moderator;
use crate::answering::kept::{Kept, note, read, sealed};
use crate::answering::letter;
use crate::answering::life::{Done, expect, manage_link};
use crate::answering::refused::Refused;
use crate::answering::settings::Settings;
use crate::database::engine::Engine;
use crate::ledger::event::What;
use crate::ledger::{Event, append};
use crate::values;
use jiff::Timestamp;
use onrecord::report::reply::Party;

/// Who decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decider<'a> {
    /// The account of this id.
    Account(&'a str),
    /// Whoever works at the store's machine.
    Terminal,
    /// Nobody: the house publishes what is confirmed.
    Confirmation,
}

impl Decider<'_> {
    fn word(self) -> String {
        match self {
            Decider::Account(id) => id.to_owned(),
            Decider::Terminal => "terminal".to_owned(),
            Decider::Confirmation => "confirmation".to_owned(),
        }
    }
}

/// Why a reply may be refused, after Rec(2004)16 of the Council of Europe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// The claim to be that party was not shown.
    NotThatParty,
    /// It is not about what it answers.
    NotAboutThis,
    /// It is longer than needed.
    TooLong,
    /// It goes beyond facts into what others are.
    NotFactual,
    /// It breaks the law, or the rights of others.
    Unlawful,
    /// The sender has no interest in it that the law protects, or said it before.
    NoInterest,
    /// Another ground, told in the explanation.
    Other,
}

impl Ground {
    /// All of them.
    pub const ALL: [Ground; 7] = [
        Ground::NotThatParty,
        Ground::NotAboutThis,
        Ground::TooLong,
        Ground::NotFactual,
        Ground::Unlawful,
        Ground::NoInterest,
        Ground::Other,
    ];

    /// The word for it in a form.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Ground::NotThatParty => "not-that-party",
            Ground::NotAboutThis => "not-about-this",
            Ground::TooLong => "too-long",
            Ground::NotFactual => "not-factual",
            Ground::Unlawful => "unlawful",
            Ground::NoInterest => "no-interest",
            Ground::Other => "other",
        }
    }

    /// The ground that `word` stands for.
    #[must_use]
    pub fn of(word: &str) -> Option<Ground> {
        Ground::ALL.into_iter().find(|ground| ground.word() == word)
    }

    /// The ground in plain words, as it is mailed.
    #[must_use]
    pub fn phrase(self) -> &'static str {
        match self {
            Ground::NotThatParty => "it could not be verified that you are that party",
            Ground::NotAboutThis => "it is not about what it answers",
            Ground::TooLong => "it is longer than an answer needs",
            Ground::NotFactual => "it is not confined to facts",
            Ground::Unlawful => "it breaks the law or the rights of others",
            Ground::NoInterest => "it was answered before, or answers nothing that concerns you",
            Ground::Other => "another ground",
        }
    }
}

/// Notes how a moderator verified that the sender is the party.
///
/// # Errors
/// Where `how` cannot stand beside the reply, or it is not waiting or published.
pub fn verify_claim(
    engine: &mut dyn Engine,
    id: &str,
    how: &str,
    at: Timestamp,
) -> Result<String, Refused> {
    let kept = read(engine, id)?;
    expect(&kept, &[State::Waiting, State::Published, State::Refused], "waiting")?;
    let words = by_moderator(how)?;
    engine
        .execute("UPDATE reply SET verified_by = $1 WHERE id = $2", values![words.as_str(), id])?;
    append(
        engine,
        at,
        Event { what: What::ReplyVerified, subject: id, content: words.as_bytes() },
    )?;
    Ok(words)
}

/// Publishes a reply, or the wording of it that waits.
///
/// # Errors
/// Where the claim was not verified, or there is nothing to decide.
pub fn publish(
    engine: &mut dyn Engine,
    settings: &Settings,
    id: &str,
    by: Decider,
    at: Timestamp,
) -> Result<Done, Refused> {
    show(engine, settings, id, by, at)
}

pub(crate) fn show(
    engine: &mut dyn Engine,
    settings: &Settings,
    id: &str,
    by: Decider,
    at: Timestamp,
) -> Result<Done, Refused> {
    let kept = read(engine, id)?;
    expect(&kept, &[State::Waiting, State::Refused, State::Published], "waiting")?;
    let is_edit = kept.state == State::Published;
    if is_edit && kept.pending.is_none() {
        return Err(Refused::State {
            state: kept.state,
            wanted: "waiting, or changed by its sender",
        });
    }
    if kept.verified_by.is_none() && kept.party != Party::Reader {
        return Err(Refused::Unverified(kept.party.phrase()));
    }
    let latest = kept.pending.clone().map(|(_, wording)| wording).or(kept.wording.clone());
    let Some(wording) = latest else {
        return Err(Refused::State { state: kept.state, wanted: "a reply whose words are kept" });
    };
    let words = sealed(engine, &kept.subject, &wording)?;
    let number = note(engine, id, at, "published", Some(&words))?;
    let decided = kept.decided.filter(|_| is_edit).unwrap_or(at.as_microsecond());
    engine.execute(
        "UPDATE reply SET state = $1, sealed = $2, version = $3, decided = $4, decided_by = $5,
                          due = NULL, reason = NULL WHERE id = $6",
        values![State::Published.word(), words, number, decided, by.word(), id],
    )?;
    let content = public(&kept, &serde_json::json!(wording));
    let what = if is_edit { What::ReplyEdited } else { What::ReplyPublished };
    append(engine, at, Event { what, subject: id, content: content.as_bytes() })?;
    let mut letters = Vec::new();
    if let Some(to) = kept.email.clone() {
        let token = manage_link(engine, id, at)?;
        letters.push(letter::published(settings, &kept, to, &token));
    }
    Ok(Done { reply: kept.id, state: State::Published, due: None, letters })
}

/// What the log's entry of a publication commits to: JSON with its keys in alphabetical order.
fn public(kept: &Kept, wording: &serde_json::Value) -> String {
    serde_json::json!({
        "id": kept.id,
        "party": kept.party.word(),
        "target": kept.target.id(),
        "verified_by": kept.verified_by,
        "wording": wording,
    })
    .to_string()
}

/// Refuses a reply, or the wording of it that waits; a published one is no longer shown. The sender is told
/// `ground` and `explanation`.
///
/// # Errors
/// Where the explanation says nothing or holds an address, or there is nothing to decide.
pub fn refuse(
    engine: &mut dyn Engine,
    settings: &Settings,
    id: &str,
    by: Decider,
    ground: Ground,
    explanation: &str,
    at: Timestamp,
) -> Result<Done, Refused> {
    let kept = read(engine, id)?;
    expect(&kept, &[State::Waiting, State::Published], "waiting or published")?;
    let explanation = explanation.trim();
    let n_chars = explanation.chars().count();
    if !(10..=1000).contains(&n_chars) || explanation.contains('@') {
        return Err(Refused::Words(
            "say in 10 to 1000 characters why it is refused, without an e-mail address; the sender \
             is told"
                .to_owned(),
        ));
    }
    let reason = format!("{}: {explanation}", ground.phrase());
    let (state, decided) = match kept.pending {
        Some(_) => (State::Published, kept.decided.unwrap_or(at.as_microsecond())),
        None => (State::Refused, at.as_microsecond()),
    };
    let number = note(engine, id, at, "refused", None)?;
    // What was refused after a publication lies below the number of this decision, so it no longer waits.
    engine.execute(
        "UPDATE reply SET state = $1, version = $2, decided = $3, decided_by = $4, due = NULL,
                          reason = $5 WHERE id = $6",
        values![state.word(), number, decided, by.word(), reason.as_str(), id],
    )?;
    append(
        engine,
        at,
        Event { what: What::ReplyRefused, subject: id, content: reason.as_bytes() },
    )?;
    let to = kept.email.clone();
    let letters = to.map(|to| letter::refused(settings, &kept, to, &reason)).into_iter().collect();
    Ok(Done { reply: kept.id, state, due: None, letters })
}
