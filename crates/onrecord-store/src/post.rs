//! How letters leave the house. A letter in; a mail handed to a server, or a file in the outbox, out. Only a
//! letter is ever sent: nothing else of the record reaches the network from here.

use crate::answering::letter::Letter;
use crate::machine::chance;
use crate::vault::hex;
use jiff::Timestamp;
use lettre::address::AddressError;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::{SmtpTransport, Transport};
use serde::Deserialize;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// The folder of the outbox in the folder of a store.
pub const OUTBOX: &str = "outbox";
/// How long a mail server may take to answer.
const PATIENCE: Duration = Duration::from_secs(20);

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
                let server = SmtpTransport::from_url(server)?.timeout(Some(PATIENCE)).build();
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
                    Ok(Sent::Kept(error.to_string()))
                }
            },
        }
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

/// Deletes the mails about `reply` from the outbox in `folder`, the store's; how many.
///
/// # Errors
/// Where a file of it cannot be deleted.
pub fn forget(folder: &Path, reply: &str) -> Result<u64, Undelivered> {
    let outbox = folder.join(OUTBOX);
    let failed = |source| Undelivered::Outbox { path: outbox.clone(), source };
    let entries = match fs::read_dir(&outbox) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
        entries => entries.map_err(failed)?,
    };
    let mut n_deleted = 0;
    for entry in entries {
        let entry = entry.map_err(failed)?;
        if entry.file_name().to_string_lossy().contains(&format!("-{reply}-")) {
            fs::remove_file(entry.path()).map_err(failed)?;
            n_deleted += 1;
        }
    }
    Ok(n_deleted)
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

/// Writes the mail beside the outbox's others, whole or not at all, for its owner alone.
fn spool(outbox: &Path, letter: &Letter, mail: &[u8], at: Timestamp) -> Result<(), Undelivered> {
    let name = format!("{}-{}-{}", at.as_microsecond(), letter.reply, hex(&chance::<3>()));
    let path = outbox.join(format!("{name}.eml"));
    let written = (|| {
        fs::create_dir_all(outbox)?;
        let part = outbox.join(format!(".{name}.part"));
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&part)?;
        file.write_all(mail)?;
        file.sync_all()?;
        fs::rename(&part, &path)
    })();
    written.map_err(|source| Undelivered::Outbox { path, source })
}
