//! A folder with an article, its record and a reply, and the command run in it.

#![allow(dead_code, reason = "each test file uses a part of the desk")]
#![allow(clippy::unwrap_used, reason = "a desk that cannot be set fails its test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};

pub(crate) const ARTICLE: &str = "The mayor spoke for an hour.\n\n\
    “We will close the old iron bridge before the summer of this year,” said Ada Moreau.\n\n\
    “The winter was long and the stone piers have suffered more than we thought,” she said.\n";

pub(crate) const RECORD: &str = "WEBVTT\n\n\
    00:12:31.000 --> 00:12:36.500\n\
    <v Ada Moreau>We will not close the old iron bridge before the summer of this year.\n\n\
    00:12:37.000 --> 00:12:42.000\n\
    <v Ada Moreau>The winter was long and the stone piers have suffered more than we thought.\n";

/// A folder of its own, taken away when the test ends.
pub(crate) struct Desk {
    folder: PathBuf,
}

/// What a run gave.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

static NEXT: AtomicUsize = AtomicUsize::new(0);

impl Desk {
    /// With `article.txt` and `record.vtt`.
    pub(crate) fn new() -> Desk {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("onrecord-desk-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder).unwrap();
        let desk = Desk { folder };
        desk.put("article.txt", ARTICLE);
        desk.put("record.vtt", RECORD);
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    pub(crate) fn put(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub(crate) fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Runs `onrecord` with the words of `line`, parted at spaces.
    pub(crate) fn run(&self, line: &str) -> Run {
        let mut command = self.command();
        run(command.args(line.split_whitespace()))
    }

    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command.current_dir(&self.folder);
        for name in ["GITHUB_ACTIONS", "NO_COLOR", "CI"] {
            command.env_remove(name);
        }
        command
    }

    /// The ids of the findings of `article.txt`, in text order.
    pub(crate) fn ids(&self) -> Vec<String> {
        let json = self.run("check article.txt --record record.vtt --format json").out;
        let value: serde_json::Value = serde_json::from_str(&json).unwrap();
        let findings = value["reports"][0]["findings"].as_array().unwrap();
        findings.iter().map(|finding| finding["id"].as_str().unwrap().to_owned()).collect()
    }

    /// A file `replies.jsonl` with one reply to each finding of `article.txt`.
    pub(crate) fn put_replies(&self) {
        let lines: Vec<String> = self.ids().iter().map(|id| reply(id)).collect();
        self.put("replies.jsonl", lines.join("\n"));
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

pub(crate) fn run(command: &mut Command) -> Run {
    let Output { status, stdout, stderr } = command.output().unwrap();
    Run {
        code: status.code().unwrap_or(-1),
        out: String::from_utf8(stdout).unwrap(),
        err: String::from_utf8(stderr).unwrap(),
    }
}

pub(crate) const REPLIER: &str = "Office of the Mayor";
pub(crate) const ANSWER: &str = "The bridge stays open until the council votes";

pub(crate) fn reply(id: &str) -> String {
    serde_json::json!({
        "finding": id, "name": REPLIER, "party": "representative",
        "verified_by": "domain of the office", "date": "2026-05-20", "text": ANSWER,
    })
    .to_string()
}

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
