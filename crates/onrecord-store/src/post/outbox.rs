//! The outbox: a folder of mails that wait, one a file for its owner alone. What a file is called says when its
//! letter was written and which reply it is about; when it was changed last is when it was tried last.

use crate::answering::letter::Letter;
use crate::machine::chance;
use crate::post::{OUTBOX, Undelivered};
use crate::vault::hex;
use jiff::{SignedDuration, Timestamp};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The shortest wait between two attempts.
const FIRST: SignedDuration = SignedDuration::from_mins(5);
/// The longest.
const LONGEST: SignedDuration = SignedDuration::from_hours(6);
/// For how long a letter is tried: as mail servers do among themselves (RFC 5321, 4.5.4.1).
pub const PATIENCE: SignedDuration = SignedDuration::from_hours(5 * 24);

/// A mail in the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Where it lies.
    pub path: PathBuf,
    /// The reply that it is about.
    pub reply: String,
    /// When it was written.
    pub written: Timestamp,
    /// When it was tried last.
    pub tried: Timestamp,
}

/// A mail that no other process sends meanwhile.
pub(crate) struct Held {
    path: PathBuf,
    file: File,
    pub(crate) bytes: Vec<u8>,
}

impl Mail {
    /// Whether it is to be tried again at `at`: after as long as it has waited until it was tried last, so that
    /// the waits double, from five minutes to six hours.
    #[must_use]
    pub fn is_due(&self, at: Timestamp) -> bool {
        let waited = self.tried.duration_since(self.written);
        at.duration_since(self.tried) >= waited.clamp(FIRST, LONGEST)
    }

    /// Whether it was tried for long enough.
    #[must_use]
    pub fn is_hopeless(&self, at: Timestamp) -> bool {
        at.duration_since(self.written) > PATIENCE
    }

    /// The mail with its bytes, for this process alone; `None` where another has it or it is gone.
    pub(crate) fn hold(&self) -> Result<Option<Held>, Undelivered> {
        let failed = |source| Undelivered::Outbox { path: self.path.clone(), source };
        let mut file = match OpenOptions::new().read(true).write(true).open(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            file => file.map_err(failed)?,
        };
        // Whoever held it before may have sent and deleted it since it was opened.
        if file.try_lock().is_err() || !self.path.exists() {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(failed)?;
        Ok(Some(Held { path: self.path.clone(), file, bytes }))
    }
}

impl Held {
    pub(crate) fn delete(self) -> Result<(), Undelivered> {
        let Held { path, .. } = self;
        fs::remove_file(&path).map_err(|source| Undelivered::Outbox { path, source })
    }

    pub(crate) fn tried(self, at: Timestamp) -> Result<(), Undelivered> {
        let Held { path, file, .. } = self;
        let noted = file.set_modified(SystemTime::from(at));
        noted.map_err(|source| Undelivered::Outbox { path, source })
    }
}

/// The mails in `outbox`, the oldest first; none where there is no such folder.
///
/// # Errors
/// Where it cannot be read.
pub fn waiting(outbox: &Path) -> Result<Vec<Mail>, Undelivered> {
    let mut mails = Vec::new();
    for path in listed(outbox)? {
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        let Some(mut parts) = name.strip_suffix(".eml").map(|stem| stem.split('-')) else {
            continue;
        };
        let written = parts.next().and_then(|at| at.parse().ok());
        let written = written.and_then(|at| Timestamp::from_microsecond(at).ok());
        let (Some(written), Some(reply)) = (written, parts.next()) else { continue };
        let reply = reply.to_owned();
        let changed = fs::metadata(&path).and_then(|metadata| metadata.modified()).ok();
        // A file of the future would wait forever: a clock was set back.
        let tried = changed.and_then(|at| Timestamp::try_from(at).ok()).unwrap_or(written);
        mails.push(Mail { path, reply, written, tried });
    }
    mails.sort_by(|a, b| (a.written, &a.path).cmp(&(b.written, &b.path)));
    Ok(mails)
}

/// Deletes the mails about `reply` from the outbox in `folder`, the store's; how many.
///
/// # Errors
/// Where a file of it cannot be deleted.
pub fn forget(folder: &Path, reply: &str) -> Result<u64, Undelivered> {
    let mut n_deleted = 0;
    for path in listed(&folder.join(OUTBOX))? {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        if name.is_some_and(|name| name.contains(&format!("-{reply}-"))) {
            fs::remove_file(&path).map_err(|source| Undelivered::Outbox { path, source })?;
            n_deleted += 1;
        }
    }
    Ok(n_deleted)
}

fn listed(outbox: &Path) -> Result<Vec<PathBuf>, Undelivered> {
    let failed = |source| Undelivered::Outbox { path: outbox.to_owned(), source };
    let entries = match fs::read_dir(outbox) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(failed)?,
    };
    entries.map(|entry| entry.map(|entry| entry.path()).map_err(failed)).collect()
}

/// Writes the mail beside the outbox's others, whole or not at all, for its owner alone.
pub(crate) fn spool(
    outbox: &Path,
    letter: &Letter,
    mail: &[u8],
    at: Timestamp,
) -> Result<(), Undelivered> {
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
        file.set_modified(SystemTime::from(at))?;
        file.sync_all()?;
        fs::rename(&part, &path)
    })();
    written.map_err(|source| Undelivered::Outbox { path, source })
}

/// The address in the head of a mail that [`spool`] wrote.
pub(crate) fn addressee(mail: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(mail).ok()?;
    let head = text.split("\r\n\r\n").next()?.replace("\r\n ", " ");
    let line = head.lines().find_map(|line| line.strip_prefix("To:"))?;
    Some(line.trim().trim_matches(['<', '>']).to_owned())
}

#[cfg(test)]
mod tests {
    use crate::post::outbox::{Mail, addressee};
    use jiff::{SignedDuration, Timestamp};
    use std::path::PathBuf;

    #[test]
    fn the_waits_double_up_to_six_hours_for_five_days() {
        let start = Timestamp::from_second(1_770_000_000).expect("a time of 2026");
        let (path, reply) = (PathBuf::new(), "r1".to_owned());
        let mut mail = Mail { path, reply, written: start, tried: start };
        let (mut minutes, mut at) = (Vec::new(), start);
        while !mail.is_hopeless(at) {
            at = at.saturating_add(SignedDuration::from_mins(1)).expect("in time");
            if mail.is_due(at) {
                mail.tried = at;
                minutes.push(at.duration_since(start).as_mins());
            }
        }
        assert_eq!(minutes[..8], [5, 10, 20, 40, 80, 160, 320, 640]);
        assert_eq!(minutes[8] - minutes[7], 360);
        assert!(minutes.len() < 30, "{minutes:?}");
    }

    #[test]
    fn the_addressee_stands_in_the_head_alone() {
        let mail = b"From: a@b.example\r\nTo:\r\n ada@moreau.example\r\n\r\nTo: x@y.example\r\n";
        assert_eq!(addressee(mail).as_deref(), Some("ada@moreau.example"));
        assert_eq!(addressee(b"Subject: a\r\n\r\nTo: x@y.example\r\n"), None);
    }
}
