//! How a house takes replies: the table `[reply]` of `onrecord.toml`. Every setting has a default.

use serde::Deserialize;

/// The settings of the right of reply.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Settings {
    /// Who signs the mails.
    pub house: String,
    /// What the links in mails begin with: `https://record.example`, without a slash.
    pub address: String,
    /// Whether readers may comment. A reader is no party, so it is off.
    pub readers: Readers,
    /// Whether a moderator looks at a reply before or after it is shown.
    pub moderation: Moderation,
    /// Hours in which a moderator decides.
    pub hours: u32,
    /// Whether those hours go on over Saturdays and Sundays (in UTC).
    pub weekends: Weekends,
    /// Hours for which a mailed link holds.
    pub link_hours: u32,
    /// Days for which the e-mail of a reply that is not published is kept.
    pub unpublished_days: u32,
    /// Days after publication for which its e-mail is kept.
    pub published_days: u32,
    /// Seconds that nobody needs less of to fill in the form.
    pub least_seconds: u32,
    /// Replies that one network may send in an hour.
    pub per_hour: u32,
    /// Where the people and outlets of the record can be reached.
    pub offices: Vec<Office>,
}

/// A setting that cannot be meant so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfit {
    /// Its key below the table, with a dot before each further key or number: `offices.0.domains`.
    pub key: String,
    /// What is wrong with it, and what would be accepted.
    pub reason: String,
}

impl Unfit {
    pub(crate) fn new(key: impl Into<String>, reason: String) -> Unfit {
        Unfit { key: key.into(), reason }
    }
}

/// Whether readers may comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Readers {
    /// Only the parties may reply.
    Off,
    /// Anybody may.
    On,
}

/// When a moderator looks at a reply. Deciding before may make the house answerable for what is said, in
/// some countries; deciding after leaves for a time what may have to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Moderation {
    /// It is shown once a moderator publishes it.
    Before,
    /// It is shown once its sender and claim are verified.
    After,
}

/// Whether the clock runs on Saturdays and Sundays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weekends {
    /// It does.
    Count,
    /// It rests.
    Rest,
}

/// How a person or outlet is known to write.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Office {
    /// The person's or outlet's id, or the name as the record has it.
    pub of: String,
    /// Domains that are theirs alone: `council.example`.
    #[serde(default)]
    pub domains: Vec<String>,
    /// Addresses known to be theirs.
    #[serde(default)]
    pub addresses: Vec<String>,
}

/// Domains at which anybody can have an address: they show nothing.
const OPEN_TO_ALL: [&str; 16] = [
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "hotmail.com",
    "live.com",
    "yahoo.com",
    "icloud.com",
    "me.com",
    "aol.com",
    "gmx.de",
    "gmx.net",
    "web.de",
    "proton.me",
    "protonmail.com",
    "mail.com",
    "yandex.com",
];

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            house: "the editors of this record".to_owned(),
            address: "http://127.0.0.1:8080".to_owned(),
            readers: Readers::Off,
            moderation: Moderation::Before,
            hours: 48,
            weekends: Weekends::Count,
            link_hours: 48,
            unpublished_days: 30,
            published_days: 365,
            least_seconds: 4,
            per_hour: 10,
            offices: Vec::new(),
        }
    }
}

impl Settings {
    /// What cannot be meant so, one fault each; empty where all can.
    #[must_use]
    pub fn faults(&self) -> Vec<Unfit> {
        let mut faults = Vec::new();
        if !is_base(&self.address) {
            let reason = format!(
                "\"{}\" has to begin with https:// or http:// and end without a slash",
                self.address
            );
            faults.push(Unfit::new("address", reason));
        }
        if self.house.trim().is_empty() || self.house.contains(['\n', '\r']) {
            let reason = "who signs the mails is wanted, in one line".to_owned();
            faults.push(Unfit::new("house", reason));
        }
        let spans = [
            ("hours", self.hours),
            ("link-hours", self.link_hours),
            ("unpublished-days", self.unpublished_days),
            ("published-days", self.published_days),
            ("per-hour", self.per_hour),
        ];
        for (name, span) in spans {
            if !(1..=100_000).contains(&span) {
                faults.push(Unfit::new(name, format!("{span} has to be from 1 to 100000")));
            }
        }
        if self.least_seconds > 600 {
            let reason = format!("{} has to be from 0 to 600", self.least_seconds);
            faults.push(Unfit::new("least-seconds", reason));
        }
        for (at, office) in self.offices.iter().enumerate() {
            let domains = office.domains.iter().filter_map(|domain| domain_fault(domain));
            faults.extend(domains.map(|why| Unfit::new(format!("offices.{at}.domains"), why)));
            for address in office.addresses.iter().filter(|address| !address.contains('@')) {
                let reason = format!("\"{address}\" is no e-mail such as ada@moreau.example");
                faults.push(Unfit::new(format!("offices.{at}.addresses"), reason));
            }
        }
        faults
    }
}

/// Whether links can begin with `address`.
#[must_use]
pub fn is_base(address: &str) -> bool {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        let is_odd = |c: char| c.is_whitespace() || c.is_control() || "\"'<>?#".contains(c);
        !rest.is_empty() && !rest.starts_with('/') && !rest.ends_with('/') && !rest.contains(is_odd)
    })
}

fn domain_fault(domain: &str) -> Option<String> {
    if OPEN_TO_ALL.contains(&domain.to_lowercase().as_str()) {
        return Some(format!(
            "anybody can have an address at {domain}; name single addresses instead"
        ));
    }
    let is_none = domain.contains(['@', '/', ' ']) || !domain.contains('.');
    is_none.then(|| format!("\"{domain}\" is no domain such as council.example"))
}
