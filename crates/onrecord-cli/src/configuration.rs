//! `onrecord.toml`: the house's settings, found in the working directory or the nearest above it.
//! What is given on the command line stands before what is given here. Paths count from the file.

use anyhow::{Context, Result, anyhow, bail};
use clap::ValueEnum;
use onrecord::report::ignore::{Entry, IgnoredBy};
use onrecord::verdict::code::Code;
use onrecord::verdict::policy::{Level, Policy};
use onrecord_store::answering::settings::{Settings, Unfit};
use onrecord_store::post;
use onrecord_store::store::is_server;
use onrecord_web::settings::Settings as Serving;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use toml::Spanned;

/// The file's name.
pub(crate) const NAME: &str = "onrecord.toml";

/// From which level on findings fail a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum FailOn {
    /// Anything the policy lists.
    Note,
    /// What is to be looked at before publication.
    Warning,
    /// What the house does not allow.
    Error,
    /// Nothing.
    Never,
}

impl FailOn {
    /// Whether `level` fails the check.
    pub(crate) fn fails(self, level: Level) -> bool {
        match self {
            FailOn::Note => level >= Level::Note,
            FailOn::Warning => level >= Level::Warning,
            FailOn::Error => level >= Level::Error,
            FailOn::Never => false,
        }
    }
}

/// The settings of a house; each may be left out.
#[derive(Debug, Default)]
pub(crate) struct Configuration {
    pub(crate) record: Vec<PathBuf>,
    pub(crate) policy: Option<String>,
    pub(crate) fail_on: Option<FailOn>,
    pub(crate) format: Option<String>,
    pub(crate) strict: bool,
    pub(crate) replies: Option<PathBuf>,
    pub(crate) baseline: Option<PathBuf>,
    pub(crate) people: Option<PathBuf>,
    /// A folder, or a server's address.
    pub(crate) store: Option<PathBuf>,
    pub(crate) store_folder: Option<PathBuf>,
    /// How replies are taken.
    pub(crate) reply: Settings,
    /// How mails are sent.
    pub(crate) mail: post::Settings,
    /// How the record is served.
    pub(crate) serve: Serving,
    /// The house's own: built-in ones with some levels changed.
    pub(crate) policies: Vec<Policy>,
    pub(crate) ignore: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    record: Option<Paths>,
    policy: Option<String>,
    fail_on: Option<FailOn>,
    format: Option<String>,
    #[serde(default)]
    strict: bool,
    replies: Option<PathBuf>,
    baseline: Option<PathBuf>,
    people: Option<PathBuf>,
    store: Option<PathBuf>,
    store_folder: Option<PathBuf>,
    #[serde(default)]
    reply: Settings,
    #[serde(default)]
    mail: post::Settings,
    #[serde(default)]
    serve: Serving,
    #[serde(default)]
    policies: BTreeMap<String, Spanned<toml::Table>>,
    #[serde(default)]
    ignore: Vec<Spanned<Ignore>>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Paths {
    One(PathBuf),
    Many(Vec<PathBuf>),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ignore {
    finding: Option<String>,
    code: Option<String>,
    reason: Option<String>,
}

/// Reads `given`, or the nearest file of the name upwards; the empty settings where there is none.
pub(crate) fn find(given: Option<&Path>) -> Result<Configuration> {
    if let Some(path) = given {
        return read(path);
    }
    let here = std::env::current_dir().context("cannot tell the working directory")?;
    match here.ancestors().map(|folder| folder.join(NAME)).find(|path| path.is_file()) {
        Some(path) => read(&path),
        None => Ok(Configuration::default()),
    }
}

fn read(path: &Path) -> Result<Configuration> {
    let name = path.display();
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {name}"))?;
    let file: File = toml::from_str(&text).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        let (line, key) = (line(&text, span.clone()), key(&text, span.start));
        // The message names whole numbers as Rust does.
        let message = error.message().replace("expected u32", "expected a whole number from 0");
        anyhow!("{name}:{line}: {key}{message}")
    })?;
    for (table, faults) in [("reply", file.reply.faults()), ("mail", file.mail.faults())] {
        if let Some(Unfit { key, reason }) = faults.first() {
            let line = line(&text, place(&text, table, key));
            let key = key.split('.').filter(|part| part.parse::<usize>().is_err());
            let key = key.collect::<Vec<_>>().join(".");
            bail!("{name}:{line}: [{table}] {key}: {reason}");
        }
    }
    let folder = path.parent().unwrap_or(Path::new(""));
    let below = |path: PathBuf| folder.join(path);
    let mut ignore = Vec::new();
    for entry in file.ignore {
        let place = format!("{name}:{}", line(&text, entry.span()));
        ignore.push(self::entry(entry.into_inner(), place)?);
    }
    let mut policies = Vec::new();
    for (pack, table) in file.policies {
        let line = line(&text, table.span());
        let table = toml::to_string(table.get_ref())?;
        let policy = Policy::parse(&pack, &table)
            .map_err(|error| anyhow!("{name}:{line}: [policies.{pack}]: {error}"))?;
        policies.push(policy);
    }
    let record = match file.record {
        None => Vec::new(),
        Some(Paths::One(path)) => vec![below(path)],
        Some(Paths::Many(paths)) => paths.into_iter().map(below).collect(),
    };
    Ok(Configuration {
        record,
        policy: file.policy,
        fail_on: file.fail_on,
        format: file.format,
        strict: file.strict,
        replies: file.replies.map(below),
        baseline: file.baseline.map(below),
        people: file.people.map(below),
        store: file.store.map(|place| match place.to_str().is_some_and(is_server) {
            true => place,
            false => below(place),
        }),
        store_folder: file.store_folder.map(below),
        reply: file.reply,
        mail: file.mail,
        serve: file.serve,
        policies,
        ignore,
    })
}

fn entry(entry: Ignore, place: String) -> Result<Entry> {
    let reason = entry.reason.unwrap_or_default();
    if reason.trim().is_empty() {
        bail!("{place}: [[ignore]] gives no reason; write reason = \"…\"");
    }
    if entry.finding.is_none() && entry.code.is_none() {
        bail!("{place}: [[ignore]] names nothing; give finding, code, or both");
    }
    let code = match entry.code {
        None => None,
        Some(word) => Some(Code::find(&word).ok_or_else(|| {
            anyhow!("{place}: {word:?} is no code; `onrecord explain --list` lists them")
        })?),
    };
    Ok(Entry { finding: entry.finding, code, reason, by: IgnoredBy::Configuration(place) })
}

/// The line, from 1, in which `span` begins.
pub(crate) fn line(text: &str, span: Range<usize>) -> usize {
    let before = text.get(..span.start).unwrap_or("");
    before.matches('\n').count() + 1
}

/// The table and the key of the setting at `at`, for a message; empty where the place is none of a setting.
fn key(text: &str, at: usize) -> String {
    let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let (before, rest) = text.split_at(start);
    let Some((key, _)) = rest.lines().next().and_then(|line| line.split_once('=')) else {
        return String::new();
    };
    let table = before.lines().rev().find(|line| line.trim_start().starts_with('['));
    let table = table.map_or(String::new(), |line| format!("{} ", line.trim()));
    format!("{table}{}: ", key.trim())
}

/// Where the value of `key`, dotted below `table`, stands.
fn place(text: &str, table: &str, key: &str) -> Range<usize> {
    let Ok(file) = toml::de::DeTable::parse(text) else { return 0..0 };
    let Some(mut found) = file.get_ref().get(table) else { return 0..0 };
    for part in key.split('.') {
        let below = match found.get_ref() {
            toml::de::DeValue::Table(table) => table.get(part),
            toml::de::DeValue::Array(list) => part.parse().ok().and_then(|at: usize| list.get(at)),
            _ => None,
        };
        let Some(below) = below else { break };
        found = below;
    }
    found.span()
}
