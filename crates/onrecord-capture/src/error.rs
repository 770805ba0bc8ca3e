//! Why an address was not fetched.

use crate::fetching::KINDS;
use std::net::IpAddr;
use std::time::Duration;

/// What was tried, on what, and why it did not work.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// What was given is no address that can be fetched.
    #[error("cannot fetch {given:?}: {why}; give an address that begins with https:// or http://")]
    Address {
        /// What was given.
        given: String,
        /// What is wrong with it.
        why: String,
    },
    /// A page leads into a private network.
    #[error(
        "{url} was not fetched: {ip} is an address of a private network, and {from} leads there; give \
         {url} itself if that is what you mean"
    )]
    Private {
        /// The address that was not fetched.
        url: String,
        /// What led there.
        from: String,
        /// The machine.
        ip: IpAddr,
    },
    /// The site does not want it to be fetched.
    #[error("{url} was not fetched: its site's {robots} disallows {rule:?} in line {line}")]
    Disallowed {
        /// The address.
        url: String,
        /// The site's robots.txt.
        robots: String,
        /// The path that the rule names.
        rule: String,
        /// Where the rule stands.
        line: usize,
    },
    /// It cannot be known whether the site wants it to be fetched.
    #[error(
        "{url} was not fetched: {robots} {why}, and until a site tells its rules nothing of it is fetched; \
         try again later"
    )]
    NoRules {
        /// The address.
        url: String,
        /// The site's robots.txt.
        robots: String,
        /// What happened there.
        why: String,
    },
    /// The server answered something else than the page.
    #[error("{url} was not captured: it answered {status}; only an answer of 200 is kept{}", hint(*status))]
    Status {
        /// The address.
        url: String,
        /// The status of HTTP.
        status: u16,
    },
    /// The server asks for a later time.
    #[error(
        "{url} was not captured: it answered {status} and asks to wait {} s; at most {} s are waited. Try \
         again after that time", asked.as_secs(), most.as_secs()
    )]
    Later {
        /// The address.
        url: String,
        /// The status of HTTP.
        status: u16,
        /// How long the server asks to wait.
        asked: Duration,
        /// How long was waited at most.
        most: Duration,
    },
    /// The answer is of a type that holds no document.
    #[error("{url} was not captured: it is {kind}; pages of these types are kept: {}", KINDS.join(", "))]
    Kind {
        /// The address.
        url: String,
        /// Its type as the server names it.
        kind: String,
    },
    /// The answer is packed in a way that is not read.
    #[error(
        "{url} was not captured: its bytes are packed as {packing:?}, which was not asked for; gzip is read"
    )]
    Packing {
        /// The address.
        url: String,
        /// The name of the packing.
        packing: String,
    },
    /// The answer is too long.
    #[error("{url} was not captured: it has more than {} MB, which is the most that is kept", most >> 20)]
    TooLarge {
        /// The address.
        url: String,
        /// Bytes that are kept at most.
        most: u64,
    },
    /// The answer took too long.
    #[error("{url} was not captured: it was not there after {} s", time.as_secs_f64())]
    TooSlow {
        /// The address.
        url: String,
        /// How long was waited.
        time: Duration,
    },
    /// An address leads to others without end.
    #[error("{url} was not captured: {why}")]
    Redirects {
        /// The address that was asked for.
        url: String,
        /// What is wrong with where it leads.
        why: String,
    },
    /// What was sent was not taken.
    #[error("{url} did not take what was sent: it answered {status}, and 200 to 299 is awaited")]
    NotTaken {
        /// The address.
        url: String,
        /// The status of HTTP.
        status: u16,
    },
    /// Nothing could be sent.
    #[error("nothing could be sent to {url}")]
    NotSent {
        /// The address.
        url: String,
        /// The reason.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The server could not be reached, or broke off.
    #[error("{url} was not captured")]
    Connection {
        /// The address.
        url: String,
        /// The reason.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

/// What a user can do about a status.
fn hint(status: u16) -> &'static str {
    match status {
        401 | 402 | 403 | 407 => {
            ". The site wants to know who reads it: save the page and onrecord add the file"
        }
        404 | 410 => ". The page is not there (any more): an archive may have it as a WARC file",
        429 | 503 => ". Try again later",
        500..=599 => ". The server is at fault: try again later",
        _ => "",
    }
}
