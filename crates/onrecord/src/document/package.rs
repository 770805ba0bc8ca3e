//! The ZIP package of an Office file, within limits. Bytes in, the members that are read out; a member
//! is cut off nowhere: one beyond a limit is refused with its [`Problem`].

use crate::document::limits::{
    ARCHIVE_BYTES, MEMBER_BYTES, MEMBERS, RATIO, RATIO_FLOOR, Size, reached,
};
use crate::document::problem::{Problem, ProblemKind};
use crate::document::sniff::ACCEPTED;
use std::borrow::Cow;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// An open package.
#[derive(Debug)]
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Decompressed bytes that may still be read.
    left: u64,
}

impl<'a> Package<'a> {
    /// Opens the package in `bytes`.
    ///
    /// # Errors
    /// If they are no ZIP archive, or one with too many members.
    pub fn open(bytes: &'a [u8]) -> Result<Package<'a>, Problem> {
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| malformed(format!("no readable ZIP archive: {error}")))?;
        if archive.len() > MEMBERS {
            let n = archive.len();
            return Err(reached(format!("{n} members in the archive; at most {MEMBERS} are read")));
        }
        Ok(Package { archive, left: ARCHIVE_BYTES })
    }

    /// The name of the member that holds the text of a Word document.
    ///
    /// # Errors
    /// If there is none: then the archive is another format, which the problem names.
    pub fn main_part(&self) -> Result<String, Problem> {
        let names = || self.archive.file_names().flatten();
        let is_main = |name: &Cow<str>| name == "word/document.xml";
        let is_variant =
            |name: &Cow<str>| name.starts_with("word/document") && name.ends_with(".xml");
        if let Some(name) = names().find(is_main).or_else(|| names().filter(is_variant).min()) {
            return Ok(name.into_owned());
        }
        let has = |prefix: &str| names().any(|name| name.starts_with(prefix));
        let format = if has("xl/") {
            "a spreadsheet"
        } else if has("ppt/") {
            "a presentation"
        } else if has("META-INF/container.xml") {
            "an EPUB book"
        } else if has("content.xml") {
            "an OpenDocument file"
        } else {
            "a ZIP archive"
        };
        let message = format!("{format} is not read; give {ACCEPTED}");
        Err(Problem { kind: ProblemKind::Unsupported, line: None, message })
    }

    /// The decompressed bytes of the member `name`; `None` if there is no such member.
    ///
    /// # Errors
    /// If the member is broken, encrypted or beyond a limit.
    pub fn member(&mut self, name: &str) -> Result<Option<Vec<u8>>, Problem> {
        let Some(idx) = self.archive.index_for_name(name) else { return Ok(None) };
        let member = self
            .archive
            .by_index(idx)
            .map_err(|error| malformed(format!("{name} in the archive can't be read: {error}")))?;
        let by_ratio = member.compressed_size().saturating_mul(RATIO).max(RATIO_FLOOR);
        let limit = MEMBER_BYTES.min(by_ratio).min(self.left);
        let beyond = || {
            reached(format!(
                "{name} in the archive decompresses to more than {}; at most {} a member, {} in all and \
                 {RATIO} times the compressed size are read",
                Size(limit),
                Size(MEMBER_BYTES),
                Size(ARCHIVE_BYTES),
            ))
        };
        if member.size() > limit {
            return Err(beyond());
        }
        let mut bytes = Vec::new();
        member
            .take(limit + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| malformed(format!("{name} in the archive can't be read: {error}")))?;
        let n_bytes = bytes.len() as u64;
        if n_bytes > limit {
            return Err(beyond());
        }
        self.left -= n_bytes;
        Ok(Some(bytes))
    }
}

fn malformed(message: String) -> Problem {
    Problem { kind: ProblemKind::Malformed, line: None, message }
}
