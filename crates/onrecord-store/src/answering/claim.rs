//! Whether a replier is who they say they are. A reply's party, its address and what is answered in; the
//! method that shows it out, in the words that stand beside the reply.

use crate::answering::Target;
use crate::answering::refused::Refused;
use crate::answering::settings::Settings;
use crate::database::engine::{Engine, first};
use crate::database::fault::Fault;
use crate::values;
use onrecord::report::reply::Party;

/// Whose statement or finding it is, by id and name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parties {
    /// The person quoted.
    pub persons: Vec<String>,
    /// The outlet that printed it.
    pub outlets: Vec<String>,
    /// The outlet's own domains.
    pub domains: Vec<String>,
}

/// Who may answer `target` as a party.
///
/// # Errors
/// Where there is no such statement or finding.
pub fn parties(engine: &mut dyn Engine, target: &Target) -> Result<Parties, Refused> {
    let (persons, outlets) = match target {
        Target::Finding(_) => (
            "SELECT person.id, person.name, finding.speaker FROM finding
             LEFT JOIN person ON person.id = finding.person WHERE finding.id = $1",
            "SELECT outlet.id, outlet.name, outlet.domain FROM finding
             JOIN document ON document.id = finding.document
             JOIN outlet ON outlet.id = document.outlet WHERE finding.id = $1",
        ),
        Target::Statement(_) => (
            "SELECT person.id, person.name, statement.speaker FROM statement
             LEFT JOIN person ON person.id = statement.person WHERE statement.id = $1",
            "SELECT outlet.id, outlet.name, outlet.domain FROM finding
             JOIN document ON document.id = finding.document
             JOIN outlet ON outlet.id = document.outlet WHERE finding.statement = $1",
        ),
    };
    let mut parties = Parties::default();
    let rows = engine.query(persons, values![target.id()])?;
    if rows.is_empty() {
        let kind = match target {
            Target::Statement(_) => "statement",
            Target::Finding(_) => "finding",
        };
        return Err(Refused::Missing(format!("{kind} {}", target.id())));
    }
    for row in rows {
        for column in 0..3 {
            parties.persons.extend(row.get::<Option<String>>(column)?);
        }
    }
    for row in engine.query(outlets, values![target.id()])? {
        parties.outlets.extend([row.get::<String>(0)?, row.get::<String>(1)?]);
        parties.domains.extend(row.get::<Option<String>>(2)?);
    }
    Ok(parties)
}

/// How `email` by itself shows that its owner is `party`; `None` where it does not: a moderator is then to
/// find out.
#[must_use]
pub fn method(settings: &Settings, parties: &Parties, party: Party, email: &str) -> Option<String> {
    let domain = email.rsplit_once('@')?.1;
    let (names, whose) = match party {
        Party::QuotedPerson | Party::Representative => (&parties.persons, "the office"),
        Party::Outlet => (&parties.outlets, "the outlet"),
        Party::Reader => return None,
    };
    let is_theirs = |of: &str| names.iter().any(|name| name.to_lowercase() == of.to_lowercase());
    let offices: Vec<_> =
        settings.offices.iter().filter(|office| is_theirs(office.of.trim())).collect();
    let known = offices.iter().flat_map(|office| &office.addresses);
    if known.into_iter().any(|address| address.to_lowercase() == email.to_lowercase()) {
        return Some(format!("an address that the editors know as that of {whose}"));
    }
    let own = parties.domains.iter().filter(|_| party == Party::Outlet);
    let listed = offices.iter().flat_map(|office| &office.domains);
    own.chain(listed)
        .find(|listed| is_within(domain, listed))
        .map(|listed| format!("an e-mail at the domain of {whose}, {}", listed.to_lowercase()))
}

/// Whether `domain` is `listed` or a part of it.
fn is_within(domain: &str, listed: &str) -> bool {
    let (domain, listed) = (domain.to_lowercase(), listed.to_lowercase());
    let listed = listed.strip_prefix("www.").unwrap_or(&listed);
    domain == listed || domain.strip_suffix(listed).is_some_and(|head| head.ends_with('.'))
}

/// The words beside a reply that a moderator verified by `how`: "a call to the office's listed number".
///
/// # Errors
/// Where `how` is too short to say anything, too long, or holds an address.
pub fn by_moderator(how: &str) -> Result<String, Refused> {
    let how = how.split_whitespace().collect::<Vec<_>>().join(" ");
    let n_chars = how.chars().count();
    if !(8..=200).contains(&n_chars) || how.contains('@') || how.chars().any(char::is_control) {
        return Err(Refused::Words(
            "say in 8 to 200 characters how it was verified, without an e-mail address; it stands \
             beside the reply"
                .to_owned(),
        ));
    }
    Ok(format!("the editors: {how}"))
}

/// Whether `target` is there.
///
/// # Errors
/// The engine's own.
pub fn exists(engine: &mut dyn Engine, target: &Target) -> Result<bool, Fault> {
    let statement = match target {
        Target::Statement(_) => "SELECT 1 AS one FROM statement WHERE id = $1 LIMIT 1",
        Target::Finding(_) => "SELECT 1 AS one FROM finding WHERE id = $1 LIMIT 1",
    };
    Ok(first(engine, statement, values![target.id()])?.is_some())
}
