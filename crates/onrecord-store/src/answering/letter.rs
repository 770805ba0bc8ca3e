//! What is mailed to a replier, in plain words. What happened in, a letter out; `Post` sends it.

use crate::answering::Target;
use crate::answering::form::Secret;
use crate::answering::kept::Kept;
use crate::answering::settings::Settings;
use jiff::Timestamp;
use jiff::tz::Offset;

/// One mail to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The reply that it is about; an erasure finds its spooled mails by it.
    pub reply: String,
    /// To whom.
    pub to: Secret,
    /// Its subject, one line.
    pub subject: String,
    /// Its text, lines ended by line feeds.
    pub body: Secret,
}

/// Where the page of `target` is.
#[must_use]
pub fn page(settings: &Settings, target: &Target) -> String {
    let kind = match target {
        Target::Statement(_) => "s",
        Target::Finding(_) => "f",
    };
    format!("{}/{kind}/{}", settings.address, target.id())
}

pub(crate) fn confirm(
    settings: &Settings,
    reply: &str,
    to: Secret,
    target: &Target,
    token: &str,
) -> Letter {
    let Settings { address, link_hours, .. } = settings;
    letter(
        settings,
        reply,
        to,
        "Please confirm your reply",
        &format!(
            "A reply was sent in with this e-mail address, to\n\n  {}\n\n\
         If you sent it, open this link within {link_hours} hours and confirm it:\n\n  \
         {address}/reply/confirm/{token}\n\n\
         The editors see it then. If you did not send it, do nothing: it is deleted, and nothing is shown.",
            page(settings, target)
        ),
    )
}

pub(crate) fn received(settings: &Settings, kept: &Kept, to: Secret, token: &str) -> Letter {
    let due = kept
        .due
        .map_or_else(String::new, |due| format!("It is to be decided by {}.\n\n", moment(due)));
    letter(
        settings,
        &kept.id,
        to,
        "Your reply has come in",
        &format!(
            "Your reply to\n\n  {}\n\nhas come in and waits for the editors. {due}\
         With this link you can change it, take it back, or see what is kept of it:\n\n  \
         {}/reply/manage/{token}\n\nKeep it: whoever has the link can do so.",
            page(settings, &kept.target),
            settings.address,
        ),
    )
}

pub(crate) fn published(settings: &Settings, kept: &Kept, to: Secret, token: &str) -> Letter {
    letter(
        settings,
        &kept.id,
        to,
        "Your reply is published",
        &format!(
            "Your reply stands at\n\n  {}\n\nand with the finding wherever that is shown. Your e-mail address \
         is not published.\n\nWith this link you can change it, take it back, or see what is kept of \
         it:\n\n  {}/reply/manage/{token}",
            page(settings, &kept.target),
            settings.address,
        ),
    )
}

pub(crate) fn refused(settings: &Settings, kept: &Kept, to: Secret, reason: &str) -> Letter {
    letter(
        settings,
        &kept.id,
        to,
        "Your reply is not published",
        &format!(
            "The editors do not publish what you sent in to\n\n  {}\n\nTheir reason:\n\n  {reason}\n\n\
         You can send in another reply from that page, or answer this mail.",
            page(settings, &kept.target),
        ),
    )
}

pub(crate) fn withdrawn(settings: &Settings, kept: &Kept, to: Secret) -> Letter {
    letter(
        settings,
        &kept.id,
        to,
        "Your reply is taken back",
        &format!(
            "Your reply to\n\n  {}\n\nis taken back, and its words and your address are deleted. Where it was \
         published, its place says from when to when.",
            page(settings, &kept.target),
        ),
    )
}

fn letter(settings: &Settings, reply: &str, to: Secret, subject: &str, body: &str) -> Letter {
    Letter {
        reply: reply.to_owned(),
        to,
        subject: subject.to_owned(),
        body: Secret(format!("{body}\n\n-- \n{}\n", settings.house)),
    }
}

/// A time in microseconds in words: "27 November 2026, 14:05 UTC".
#[must_use]
pub fn moment(at: i64) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let time = Offset::UTC.to_datetime(Timestamp::from_microsecond(at).unwrap_or_default());
    let month = MONTHS.get(time.month().unsigned_abs() as usize - 1).copied().unwrap_or_default();
    format!("{} {month} {}, {:02}:{:02} UTC", time.day(), time.year(), time.hour(), time.minute())
}
