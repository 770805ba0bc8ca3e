//! How letters leave the house. A letter in; a mail handed to a server, or a file in the outbox, out. Only a
//! letter is ever sent: nothing else of the record reaches the network from here.

pub mod outbox;

use crate::answering::letter::Letter;
use crate::answering::settings::Unfit;
use crate::machine::chance;
use crate::post::outbox::{spool, waiting};
use crate::vault::hex;
use jiff::Timestamp;
use lettre::address::{AddressError, Envelope};
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::{SmtpTransport, Transport};
use serde::Deserialize;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// The folder of the outbox in the folder of a store.
pub const OUTBOX: &str = "outbox";
/// How long a mail server may take to answer.
const ANSWER: Duration = Duration::from_secs(20);

/// The table `[mail]` of `onrecord.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Settings {
    /// Who mails: `Salter Courier <replies@salter.example>`.
    pub from: Option<String>,
    /// The server: `smtps://user:password@host`, or `smtp://host:587?tls=required`. Without one, mails are
    /// written to the outbox for another program to send.
    pub server: Option<String>,
}

impl Settings {
    /// What cannot be meant so; empty where all can. No fault repeats the server's address, which may hold a
    /// password.
    #[must_use]
    pub fn faults(&self) -> Vec<Unfit> {
        let mut faults = Vec::new();
        if let Some(from) = &self.from
            && from.parse::<Mailbox>().is_err()
        {
            let wanted = "a sender is wanted: Salter Courier <replies@salter.example>";
            faults.push(Unfit::new("from", format!("\"{from}\" is no address; {wanted}")));
        }
        let Some(server) = &self.server else { return faults };
        let wanted = "smtps://user:password@host, or smtp://user:password@host:587?tls=required";
        if SmtpTransport::from_url(server).is_err() {
            faults.push(Unfit::new("server", format!("no address of a mail server: {wanted}")));
        } else if !server.starts_with("smtps:") && !server.contains("tls=") && !is_here(server) {
            let clear = "letters hold addresses and links, and would pass the network in the clear";
            faults.push(Unfit::new("server", format!("{clear}: {wanted}")));
        }
        if self.from.is_none() {
            faults.push(Unfit::new(
                "server",
                "a mail server needs a sender beside it: from".to_owned(),
            ));
        }
        faults
    }
}

/// Whether the mail server is this machine's own.
fn is_here(server: &str) -> bool {
    let rest = server.strip_prefix("smtp://").unwrap_or(server);
    let host = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
    ["localhost", "127.0.0.1", "[::1]"].iter().any(|own| {
        host.strip_prefix(own)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '/', '?']))
    })
}

/// The way out.
pub enum Post {
    /// Files in a folder, one a mail, as RFC 5322 has it.
    Spool {
        /// The folder.
        outbox: PathBuf,
        /// Who mails.
        from: Mailbox,
    },
    /// A mail server; what it does not take stays in the outbox.
    Server {
        /// The server.
        server: Box<SmtpTransport>,
        /// The folder.
        outbox: PathBuf,
        /// Who mails.
        from: Mailbox,
    },
}

/// What became of a letter.
#[derive(Debug, PartialEq, Eq)]
pub enum Sent {
    /// The server took it.
    Taken,
    /// It lies in the outbox.
    Spooled,
    /// It lies in the outbox, because the server did not take it: why.
    Kept(String),
}

/// What became of the letters that lay in the outbox.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Again {
    /// The server took them.
    pub n_taken: u64,
    /// They wait for the next time.
    pub n_waiting: u64,
    /// They are deleted, [`outbox::PATIENCE`] having passed: the replies that they were about.
    pub given_up: Vec<String>,
    /// Why the server did not take the last that it did not take.
    pub reason: Option<String>,
}

/// Why a letter did not leave.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Undelivered {
    /// An address is none.
    #[error("{what}: {source}")]
    Address {
        /// Which.
        what: &'static str,
        /// What is wrong with it.
        source: AddressError,
    },
    /// The server's address is none.
    #[error(
        "server = …: smtps://user:password@host or smtp://host:587?tls=required is wanted: {0}"
    )]
    Server(#[from] lettre::transport::smtp::Error),
    /// The mail cannot be put together.
    #[error("the mail cannot be written: {0}")]
    Message(#[from] lettre::error::Error),
    /// The outbox cannot be written.
    #[error("cannot write {path}")]
    Outbox {
        /// The folder or file.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
}

impl Post {
    /// The way out that `settings` name; the outbox lies in `folder`, the store's.
    ///
    /// # Errors
    /// Where an address cannot be read.
    pub fn open(settings: &Settings, folder: &Path) -> Result<Post, Undelivered> {
        let from = settings.from.as_deref().unwrap_or("onrecord <onrecord@localhost>");
        let from: Mailbox =
            from.parse().map_err(|source| Undelivered::Address { what: "from", source })?;
        let outbox = folder.join(OUTBOX);
        Ok(match &settings.server {
            None => Post::Spool { outbox, from },
            Some(server) => {
                let server = SmtpTransport::from_url(server)?.timeout(Some(ANSWER)).build();
                Post::Server { server: Box::new(server), outbox, from }
            }
        })
    }

    /// Sends one letter; call it once the transaction that made the letter holds.
    ///
    /// # Errors
    /// Where its address cannot be read, or the outbox cannot be written.
    pub fn send(&self, letter: &Letter, at: Timestamp) -> Result<Sent, Undelivered> {
        let (Post::Spool { outbox, from } | Post::Server { outbox, from, .. }) = self;
        let message = message(letter, from, at)?;
        match self {
            Post::Spool { .. } => {
                spool(outbox, letter, &message.formatted(), at)?;
                Ok(Sent::Spooled)
            }
            Post::Server { server, .. } => match server.send(&message) {
                Ok(_) => Ok(Sent::Taken),
                Err(error) => {
                    spool(outbox, letter, &message.formatted(), at)?;
                    Ok(Sent::Kept(without_addresses(&error.to_string())))
                }
            },
        }
    }

    /// Sends the letters that the server did not take before, each when its time has come: the waits between
    /// two attempts grow ([`outbox::Mail::is_due`]). The outbox of a house without a server is another program's to
    /// send. Several processes may try at once: a letter goes out once.
    ///
    /// # Errors
    /// Where the outbox cannot be read or changed.
    pub fn send_again(&self, at: Timestamp) -> Result<Again, Undelivered> {
        let mut again = Again::default();
        let Post::Server { server, outbox, from } = self else { return Ok(again) };
        for mail in waiting(outbox)? {
            if !mail.is_due(at) {
                again.n_waiting += 1;
                continue;
            }
            let Some(held) = mail.hold()? else { continue };
            match passed_on(server, from, &held.bytes) {
                Ok(()) => {
                    held.delete()?;
                    again.n_taken += 1;
                }
                Err(reason) => {
                    again.reason = Some(reason);
                    if mail.is_hopeless(at) {
                        held.delete()?;
                        again.given_up.push(mail.reply.clone());
                    } else {
                        held.tried(at)?;
                        again.n_waiting += 1;
                    }
                }
            }
        }
        Ok(again)
    }

    /// Sends every letter.
    ///
    /// # Errors
    /// The first that did not leave; those after it were tried.
    pub fn send_all(&self, letters: &[Letter], at: Timestamp) -> Result<Vec<Sent>, Undelivered> {
        let sent: Vec<_> = letters.iter().map(|letter| self.send(letter, at)).collect();
        sent.into_iter().collect()
    }
}

/// Hands a mail from the outbox to the server.
fn passed_on(server: &SmtpTransport, from: &Mailbox, mail: &[u8]) -> Result<(), String> {
    let to = outbox::addressee(mail).ok_or("the mail names no address to send it to")?;
    let to = to.parse().map_err(|_| "the mail names no address to send it to")?;
    let envelope = Envelope::new(Some(from.email.clone()), vec![to]);
    let envelope = envelope.map_err(|error| error.to_string())?;
    let sent = server.send_raw(&envelope, mail);
    sent.map(drop).map_err(|error| without_addresses(&error.to_string()))
}

/// What a server said, without the addresses that it repeats: the operator's log is kept by others.
fn without_addresses(said: &str) -> String {
    let words = said.split_whitespace();
    let words = words.map(|word| if word.contains('@') { "(an address)" } else { word });
    words.collect::<Vec<_>>().join(" ")
}

fn message(letter: &Letter, from: &Mailbox, at: Timestamp) -> Result<Message, Undelivered> {
    let to = letter.to.0.parse();
    let to = to.map_err(|source| Undelivered::Address { what: "the replier's address", source })?;
    let host = from.email.domain();
    let since = Duration::from_secs(u64::try_from(at.as_second()).unwrap_or_default());
    // Programs that answer mails by themselves leave those alone that say so (RFC 3834).
    let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
    let message = Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .subject(letter.subject.clone())
        .date(SystemTime::UNIX_EPOCH + since)
        .message_id(Some(format!("<{}@{host}>", hex(&chance::<12>()))))
        .raw_header(HeaderValue::new(automatic, "auto-generated".to_owned()))
        .header(ContentType::TEXT_PLAIN)
        .body(letter.body.0.clone())?;
    Ok(message)
}
