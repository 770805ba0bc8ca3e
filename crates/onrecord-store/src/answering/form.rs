//! The form as it was sent, and what it says. Foreign texts in, a submission or one fault a field out.

use crate::answering::Target;
use crate::answering::settings::{Readers, Settings};
use onrecord::report::reply::Party;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Most characters of a name.
pub const NAME: usize = 120;
/// Most bytes of an e-mail address (RFC 5321).
pub const EMAIL: usize = 254;
/// Most characters of the meaning objected to.
pub const MEANING: usize = 1000;
/// Most characters of what is inaccurate.
pub const INACCURATE: usize = 2000;
/// Most characters of a reply's own words.
pub const TEXT: usize = 4000;

/// The form as a browser sends it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    /// Who answers, as it is to be published.
    pub name: String,
    /// Where the link is mailed; never published.
    pub email: Secret,
    /// "I am": a word of [`Party`].
    pub party: String,
    /// The meaning objected to.
    pub meaning: String,
    /// What is inaccurate.
    pub inaccurate: String,
    /// Their own words.
    pub text: String,
    /// Whether name and e-mail may be passed on to the outlet: "yes" or nothing.
    pub consent: String,
    /// A field that people do not see. What fills it in is a machine.
    pub website: String,
    /// What [`crate::answering::guard::form_token`] gave with the page.
    pub token: String,
}

/// A text that no message, log or debugging output shows.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(not shown)")
    }
}

/// What is published of a reply.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// Who answers.
    pub name: String,
    /// The meaning objected to; empty where none was named.
    #[serde(default)]
    pub meaning: String,
    /// What is inaccurate; empty where nothing was named.
    #[serde(default)]
    pub inaccurate: String,
    /// Their own words.
    pub text: String,
}

/// A form filled in as it has to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// What is answered.
    pub target: Target,
    /// Who they say they are.
    pub party: Party,
    /// What is to be published.
    pub wording: Wording,
    /// Where to mail to: the domain in lower case.
    pub email: Secret,
    /// Whether name and e-mail may be passed on to the outlet.
    pub consent: bool,
}

/// The fields of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// `name`.
    Name,
    /// `email`.
    Email,
    /// `party`.
    Party,
    /// `meaning`.
    Meaning,
    /// `inaccurate`.
    Inaccurate,
    /// `text`.
    Text,
}

impl Field {
    /// The field's name in the form.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Field::Name => "name",
            Field::Email => "email",
            Field::Party => "party",
            Field::Meaning => "meaning",
            Field::Inaccurate => "inaccurate",
            Field::Text => "text",
        }
    }
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldFault {
    /// Which.
    pub field: Field,
    /// What is wrong, and what would be taken.
    pub message: String,
}

impl Form {
    /// What the form says of `target`.
    ///
    /// # Errors
    /// Every field that cannot be taken, in the order of the form.
    pub fn read(&self, settings: &Settings, target: Target) -> Result<Submission, Vec<FieldFault>> {
        let mut faults = Vec::new();
        let mut wording = Wording { name: String::new(), ..Wording::default() };
        match line(&self.name, NAME) {
            Ok(name) if name.is_empty() => {
                fault(&mut faults, Field::Name, "write your name as it is to be published");
            }
            Ok(name) if name.contains('@') => {
                fault(
                    &mut faults,
                    Field::Name,
                    "the name is published: leave your e-mail out of it",
                );
            }
            Ok(name) => wording.name = name,
            Err(message) => fault(&mut faults, Field::Name, &message),
        }
        let email = email(&self.email.0).unwrap_or_else(|message| {
            fault(&mut faults, Field::Email, message);
            String::new()
        });
        let party = Party::of(self.party.trim());
        match party {
            None => fault(
                &mut faults,
                Field::Party,
                "choose who you are: the person quoted, a representative or the outlet",
            ),
            Some(Party::Reader) if settings.readers == Readers::Off => fault(
                &mut faults,
                Field::Party,
                "readers' comments are off here: only the person quoted, a representative or the \
                 outlet can reply",
            ),
            Some(_) => {}
        }
        wording.meaning = optional(&mut faults, Field::Meaning, &self.meaning, MEANING);
        wording.inaccurate = optional(&mut faults, Field::Inaccurate, &self.inaccurate, INACCURATE);
        wording.text = optional(&mut faults, Field::Text, &self.text, TEXT);
        let names_text = faults.iter().any(|fault| fault.field == Field::Text);
        if wording.text.is_empty() && !names_text {
            fault(&mut faults, Field::Text, "write your reply in your own words");
        }
        let says_email =
            |text: &str| !email.is_empty() && text.to_lowercase().contains(&email.to_lowercase());
        for (field, text) in [
            (Field::Meaning, &wording.meaning),
            (Field::Inaccurate, &wording.inaccurate),
            (Field::Text, &wording.text),
        ] {
            if says_email(text) {
                fault(&mut faults, field, "this is published: leave your e-mail out of it");
            }
        }
        match party.filter(|_| faults.is_empty()) {
            None => Err(faults),
            Some(party) => Ok(Submission {
                target,
                party,
                wording,
                email: Secret(email),
                consent: matches!(self.consent.trim(), "yes" | "on" | "true" | "1"),
            }),
        }
    }
}

fn fault(faults: &mut Vec<FieldFault>, field: Field, message: &str) {
    faults.push(FieldFault { field, message: message.to_owned() });
}

fn optional(faults: &mut Vec<FieldFault>, field: Field, text: &str, most: usize) -> String {
    paragraphs(text, most).unwrap_or_else(|message| {
        fault(faults, field, &message);
        String::new()
    })
}

/// One line without control characters; each run of white space is a space.
fn line(text: &str, most: usize) -> Result<String, String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    sized(line.chars().filter(|c| !c.is_control()).collect(), most)
}

/// Paragraphs without control characters, trimmed; line breaks are line feeds.
fn paragraphs(text: &str, most: usize) -> Result<String, String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text: String = text.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
    sized(text.trim().to_owned(), most)
}

fn sized(text: String, most: usize) -> Result<String, String> {
    let n_chars = text.chars().count();
    if n_chars > most {
        return Err(format!("this has {n_chars} characters; at most {most} are taken"));
    }
    Ok(text)
}

/// An address that a mail can be sent to, as far as its form tells; the domain in lower case.
pub(crate) fn email(text: &str) -> Result<String, &'static str> {
    const WANTED: &str = "write an e-mail address such as name@example.org; a link is mailed to it";
    let text = text.trim();
    if text.is_empty() || text.len() > EMAIL {
        return Err(WANTED);
    }
    let (local, domain) = text.rsplit_once('@').ok_or(WANTED)?;
    let is_local = !local.is_empty()
        && local.len() <= 64
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && local.chars().all(|c| c.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~-.".contains(c));
    let is_label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    if !is_local || !domain.contains('.') || !domain.split('.').all(is_label) {
        return Err(WANTED);
    }
    Ok(format!("{local}@{}", domain.to_lowercase()))
}
