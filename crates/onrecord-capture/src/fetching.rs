//! Fetching. An address in; the answer with every hop that led to it out, or why there is none.

use crate::address::{address, authority};
use crate::error::Error;
use crate::pace::{Pace, later};
use crate::robots::{MOST, Robots};
use crate::wire::{Answer, Cut, Manner, Private, ask};
use onrecord::document::limits::INPUT_BYTES;
use onrecord_store::machine::now;
use onrecord_store::store::capture::{Exchange, Validators};
use std::collections::BTreeMap;
use std::thread::sleep;
use std::time::Duration;
use url::Url;

/// The name that a robots.txt calls this client by.
pub const NAME: &str = "onrecord";
/// Types of answers that are kept: pages and transcripts, then feeds.
pub const KINDS: [&str; 12] = [
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "text/markdown",
    "text/vtt",
    "application/x-subrip",
    "application/json",
    "application/feed+json",
    "application/rss+xml",
    "application/atom+xml",
    "application/xml",
    "text/xml",
];
/// Redirects that are followed: RFC 9309 demands five for a robots.txt, browsers take twenty.
const HOPS: usize = 10;
/// Bytes of a redirect's own page that are kept.
const REDIRECT: u64 = 1 << 20;
/// Requests that are made where the server says "later".
const TRIES: usize = 3;
/// Longest wait between two requests that a robots.txt can ask for.
const LONGEST: Duration = Duration::from_secs(60);

/// How a client behaves.
#[derive(Debug, Clone)]
pub struct Settings {
    /// How somebody who runs a site can reach who runs this client: an address or an e-mail; may be empty.
    pub contact: String,
    /// Between two requests to one host, at least.
    pub delay: Duration,
    /// From a request to the last byte of its answer.
    pub time: Duration,
    /// Bytes of an answer, unpacked, at most.
    pub bytes: u64,
    /// How long a server that says "later" is waited for.
    pub patience: Duration,
}

impl Default for Settings {
    /// A second between requests, a minute for each, as many bytes as a document may have.
    fn default() -> Settings {
        Settings {
            contact: String::new(),
            delay: Duration::from_secs(1),
            time: Duration::from_secs(60),
            bytes: INPUT_BYTES as u64,
            patience: Duration::from_secs(60),
        }
    }
}

/// Who asks for an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskedBy {
    /// The user: its machine may lie in a private network.
    User,
    /// A page or feed that was fetched: it may lead to what is public alone.
    Page,
}

/// What was fetched.
#[derive(Debug, Clone)]
pub struct Fetched {
    /// The address that answered, after all redirects.
    pub url: Url,
    /// Every hop in order, the answer last.
    pub exchanges: Vec<Exchange>,
    /// Whether the answer is that nothing changed since the validators that were sent; there is no body then.
    pub is_unchanged: bool,
    /// The type as the server names it, with its parameters.
    pub kind: String,
    /// The body, unpacked, in the encoding that it came in.
    pub body: Vec<u8>,
}

/// A client, which remembers the rules of sites and when it last asked them.
#[derive(Debug)]
pub struct Client {
    settings: Settings,
    agent: String,
    pace: Pace,
    rules: BTreeMap<String, Result<Robots, String>>,
}

impl Client {
    /// A client that has asked nobody yet.
    #[must_use]
    pub fn new(settings: Settings) -> Client {
        let version = env!("CARGO_PKG_VERSION");
        let contact = settings.contact.trim();
        let contact = if contact.is_empty() { env!("CARGO_PKG_REPOSITORY") } else { contact };
        let contact: String = contact.chars().filter(|c| !c.is_control() && c.is_ascii()).collect();
        let agent = format!("{NAME}/{version} (+{contact})");
        Client { settings, agent, pace: Pace::default(), rules: BTreeMap::new() }
    }

    /// What the client calls itself.
    #[must_use]
    pub fn agent(&self) -> &str {
        &self.agent
    }

    /// Fetches `given`, through its redirects. `validators` says of an address what it answered before, if
    /// that is kept: an answer that has not changed is then not sent again.
    ///
    /// # Errors
    /// Where it cannot or may not be fetched, or is nothing that is kept.
    pub fn fetch(
        &mut self,
        given: &str,
        asked_by: AskedBy,
        validators: &dyn Fn(&str) -> Option<Validators>,
    ) -> Result<Fetched, Error> {
        let asked = address(given)?;
        let mut url = asked.clone();
        let mut exchanges: Vec<Exchange> = Vec::new();
        let lost = |why: String| Error::Redirects { url: asked.to_string(), why };
        loop {
            let is_own = asked_by == AskedBy::User && url.host_str() == asked.host_str();
            let from = exchanges.last().and_then(|one| Url::parse(&one.url).ok());
            let hop =
                Hop { url: &url, from: from.as_ref().unwrap_or(&asked), may_be_private: is_own };
            self.allow(&hop)?;
            let answer = self.ask(&hop, &validators(url.as_str()).unwrap_or_default())?;
            let status = answer.response.status().as_u16();
            if matches!(status, 301 | 302 | 303 | 307 | 308) {
                let next = answer.field("location").and_then(|to| url.join(to).ok());
                let Some(next) = next else {
                    return Err(lost(format!("{url} answered {status} and does not say where to")));
                };
                let next = address(next.as_str())?;
                exchanges.push(hop.read(answer, REDIRECT, &self.settings)?.0);
                if next == url || exchanges.iter().any(|one| one.url == next.as_str()) {
                    return Err(lost(format!("it leads in a circle, back to {next}")));
                }
                if exchanges.len() > HOPS {
                    return Err(lost(format!(
                        "it leads on more than {HOPS} times, then to {next}"
                    )));
                }
                url = next;
                continue;
            }
            return self.keep(&hop, answer, exchanges);
        }
    }

    /// Reads an answer that leads nowhere else, if it is one that is kept.
    fn keep(
        &self,
        hop: &Hop,
        answer: Answer,
        mut exchanges: Vec<Exchange>,
    ) -> Result<Fetched, Error> {
        let (url, most) = (hop.url.to_string(), self.settings.bytes);
        let status = answer.response.status().as_u16();
        let kind = answer.field("content-type").unwrap_or("text/html").to_owned();
        if status == 304 {
            exchanges.push(hop.read(answer, REDIRECT, &self.settings)?.0);
            let url = hop.url.clone();
            return Ok(Fetched { url, exchanges, is_unchanged: true, kind, body: Vec::new() });
        }
        if status != 200 {
            return Err(Error::Status { url, status });
        }
        let name = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        if !KINDS.contains(&name.as_str()) {
            return Err(Error::Kind { url, kind: name });
        }
        let packing = answer.field("content-encoding").unwrap_or("identity").trim().to_lowercase();
        if !matches!(packing.as_str(), "" | "identity" | "gzip" | "x-gzip") {
            return Err(Error::Packing { url, packing });
        }
        let length = answer.field("content-length").and_then(|length| length.parse::<u64>().ok());
        if length.is_some_and(|length| length > most) {
            return Err(Error::TooLarge { url, most });
        }
        let (exchange, body) = hop.read(answer, most, &self.settings)?;
        let body = match packing.as_str() {
            "" | "identity" => body,
            _ => match onrecord_store::store::capture::unpacked(&body, most) {
                Ok(Some(body)) => body,
                Ok(None) => return Err(Error::TooLarge { url, most }),
                Err(error) => return Err(Error::Connection { url, source: Box::new(error) }),
            },
        };
        exchanges.push(exchange);
        let url = hop.url.clone();
        Ok(Fetched { url, exchanges, is_unchanged: false, kind, body })
    }

    /// Whether the site of `hop` allows it to be fetched.
    fn allow(&mut self, hop: &Hop) -> Result<(), Error> {
        let url = hop.url;
        let mut robots = url.clone();
        robots.set_path("/robots.txt");
        robots.set_query(None);
        if !self.rules.contains_key(robots.as_str()) {
            let rules = self.rules_of(hop, &robots)?;
            self.rules.insert(robots.to_string(), rules);
        }
        match self.rules.get(robots.as_str()) {
            Some(Err(why)) => Err(Error::NoRules {
                url: url.to_string(),
                robots: robots.to_string(),
                why: why.clone(),
            }),
            Some(Ok(rules)) => {
                let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
                match rules.forbids(NAME, &format!("{}{query}", url.path())) {
                    None => Ok(()),
                    Some(rule) => Err(Error::Disallowed {
                        url: url.to_string(),
                        robots: robots.to_string(),
                        rule: rule.path.clone(),
                        line: rule.line,
                    }),
                }
            }
            None => Ok(()),
        }
    }

    /// Reads a robots.txt: none (4xx) allows all, one that cannot be had (5xx, no answer) allows nothing,
    /// nor does 429, which says nothing of the rules.
    fn rules_of(&self, hop: &Hop, robots: &Url) -> Result<Result<Robots, String>, Error> {
        let mut url = robots.clone();
        for _ in 0..=HOPS {
            let own = url.host_str() == robots.host_str();
            let hop = Hop { url: &url, from: robots, may_be_private: hop.may_be_private && own };
            let manner = hop.manner(&self.agent, "text/plain, */*;q=0.1", &self.settings);
            let answer = match ask(&url, &[], &manner) {
                Ok(answer) => answer,
                Err(error) => return hop.failed(error, &self.settings).told_of(robots),
            };
            match answer.response.status().as_u16() {
                200..=299 => {
                    // What is too long is read as far as it was demanded, so that its beginning counts.
                    let mut bytes = Vec::new();
                    let mut body = answer.response.into_body().into_reader();
                    let read =
                        std::io::copy(&mut std::io::Read::take(&mut body, MOST as u64), &mut bytes);
                    return Ok(match read {
                        Ok(_) => Ok(Robots::read(&bytes)),
                        Err(error) => Err(format!("broke off ({error})")),
                    });
                }
                status @ (301 | 302 | 303 | 307 | 308) => {
                    let next = answer.field("location").and_then(|to| url.join(to).ok());
                    match next.and_then(|next| address(next.as_str()).ok()) {
                        Some(next) => url = next,
                        None => return Ok(Err(format!("answered {status} and leads nowhere"))),
                    }
                }
                status @ (429 | 500..=599) => return Ok(Err(format!("answered {status}"))),
                _ => return Ok(Ok(Robots::default())),
            }
        }
        // RFC 9309, 2.3.1.2: after five redirects it may be taken for one that is not there.
        Ok(Ok(Robots::default()))
    }

    /// Asks for `hop`, and again after the time that the server asks for.
    fn ask(&mut self, hop: &Hop, known: &Validators) -> Result<Answer, Error> {
        let fields = [("if-none-match", &known.etag), ("if-modified-since", &known.modified)];
        let fields: Vec<(&str, &str)> =
            fields.iter().filter_map(|(name, value)| Some((*name, value.as_deref()?))).collect();
        let mut site = hop.url.clone();
        site.set_path("/robots.txt");
        site.set_query(None);
        let asked =
            self.rules.get(site.as_str()).and_then(|rules| rules.as_ref().ok()?.delay(NAME));
        let asked = asked.map_or(Duration::ZERO, |seconds| {
            Duration::try_from_secs_f64(seconds).map_or(LONGEST, |asked| asked.min(LONGEST))
        });
        let accept = KINDS.join(", ");
        let mut nth = 0;
        loop {
            nth += 1;
            self.pace.wait(&authority(hop.url), self.settings.delay.max(asked));
            let manner = hop.manner(&self.agent, &accept, &self.settings);
            let answer = ask(hop.url, &fields, &manner)
                .map_err(|error| hop.failed(error, &self.settings))?;
            let status = answer.response.status().as_u16();
            if !matches!(status, 429 | 503) {
                return Ok(answer);
            }
            let Some(wait) = answer.field("retry-after").and_then(|after| later(after, now()))
            else {
                return Err(Error::Status { url: hop.url.to_string(), status });
            };
            let most = self.settings.patience;
            if wait > most || nth >= TRIES {
                return Err(Error::Later { url: hop.url.to_string(), status, asked: wait, most });
            }
            sleep(wait);
        }
    }
}

/// One address on the way.
struct Hop<'a> {
    url: &'a Url,
    /// What led there.
    from: &'a Url,
    may_be_private: bool,
}

impl Hop<'_> {
    fn manner<'a>(&self, agent: &'a str, accept: &'a str, settings: &Settings) -> Manner<'a> {
        Manner { agent, accept, time: settings.time, may_be_private: self.may_be_private }
    }

    fn read(
        &self,
        answer: Answer,
        most: u64,
        settings: &Settings,
    ) -> Result<(Exchange, Vec<u8>), Error> {
        answer.finish(most).map_err(|cut| match cut {
            Cut::TooLarge => Error::TooLarge { url: self.url.to_string(), most },
            Cut::Failed(error) => self.failed(error, settings),
        })
    }

    fn failed(&self, error: ureq::Error, settings: &Settings) -> Error {
        let url = self.url.to_string();
        match error {
            ureq::Error::Timeout(_) => Error::TooSlow { url, time: settings.time },
            ureq::Error::Other(other) => match other.downcast::<Private>() {
                Ok(private) => Error::Private { url, from: self.from.to_string(), ip: private.0 },
                Err(source) => Error::Connection { url, source },
            },
            error => Error::Connection { url, source: Box::new(error) },
        }
    }
}

impl Error {
    /// An error that was met when `robots` was asked for: of a private network it is the page's own, else the
    /// rules are not known.
    fn told_of(self, robots: &Url) -> Result<Result<Robots, String>, Error> {
        match self {
            Error::Private { .. } => Err(self),
            Error::TooSlow { time, .. } => {
                Ok(Err(format!("was not there after {} s", time.as_secs_f64())))
            }
            Error::Connection { source, .. } => {
                let host = robots.host_str().unwrap_or_default();
                Ok(Err(format!("could not be read from {host} ({source})")))
            }
            other => Ok(Err(other.to_string())),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fetching::{Client, Settings};

    #[test]
    fn the_client_says_who_it_is() {
        let settings =
            Settings { contact: "desk@post.example\r\nX: y".to_owned(), ..Settings::default() };
        assert!(Client::new(settings).agent().ends_with("(+desk@post.exampleX: y)"));
        assert!(Client::new(Settings::default()).agent().starts_with("onrecord/"));
    }
}
