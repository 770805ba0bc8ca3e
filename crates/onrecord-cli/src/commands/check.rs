//! `onrecord check`: documents and records in, a report out.

use crate::configuration::{Configuration, FailOn, find};
use crate::message;
use crate::output::{Output, When, style};
use crate::people;
use crate::policy;
use crate::progress::Progress;
use anyhow::{Result, bail};
use clap::Args;
use onrecord::attribution::people::People;
use onrecord::check::Scope;
use onrecord::document::origin::DocumentKind;
use onrecord::report::ignore::{Entry, ignore};
use onrecord::report::reply::Published;
use onrecord::report::summary::Summary;
use onrecord::report::terminal::Style;
use onrecord::report::{Checked, Format, github, render, terminal};
use onrecord::verdict::policy::{Level, Policy};
use onrecord_store::baseline::{self, Known};
use onrecord_store::record::Record;
use onrecord_store::replies;
use onrecord_store::store::{Store, is_store};
use onrecord_store::stream::stream;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread::available_parallelism;

/// Check every quotation of articles against the records of what was said
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Articles: files or folders; `-` for the standard input
    #[arg(required = true)]
    articles: Vec<PathBuf>,
    /// Records of the occasions quoted: files or folders; or a store, with its published replies
    #[arg(long, num_args = 1.., value_name = "FILE|DIR")]
    record: Vec<PathBuf>,
    /// The house's rules: verbatim, cleaned, authorised, legal, ap, reuters, nyt, guardian, bluebook,
    /// or one of onrecord.toml [default: verbatim]
    #[arg(long, value_name = "NAME")]
    policy: Option<String>,
    /// From which level on findings give exit code 1 [default: warning]
    #[arg(long, value_enum, value_name = "LEVEL")]
    fail_on: Option<FailOn>,
    /// A quotation that cannot be checked is an error too
    #[arg(long)]
    strict: bool,
    /// Give exit code 0 whatever is found
    #[arg(long)]
    exit_zero: bool,
    /// How to print the report [default: text; github where GITHUB_ACTIONS=true]
    #[arg(long, value_parser = crate::commands::format())]
    format: Option<Format>,
    /// Write the report to a file
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Published replies, one JSON object a line; each stands beside the finding that it answers
    #[arg(long, value_name = "FILE")]
    replies: Option<PathBuf>,
    /// Persons with their names and ids: a TOML file with a [[person]] each
    #[arg(long, value_name = "FILE")]
    people: Option<PathBuf>,
    /// Leave indirect speech out: only quotations with marks and headlines are checked
    #[arg(long)]
    marked_only: bool,
    /// Findings that are known; they are shown as ignored
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write what is raised as a baseline
    #[arg(long, value_name = "FILE")]
    write_baseline: Option<PathBuf>,
    /// The settings, instead of the nearest onrecord.toml
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Colours in text
    #[arg(long, value_enum, default_value_t = When::Auto)]
    color: When,
}

/// What a check is done with.
struct House {
    policy: Policy,
    published: Published,
    people: People,
    ignore: Vec<Entry>,
    not_checkable: Level,
}

pub(crate) fn run(check: &Check) -> Result<ExitCode> {
    let configuration = find(check.config.as_deref())?;
    let format = format(check, &configuration)?;
    let fail_on = check.fail_on.or(configuration.fail_on).unwrap_or(FailOn::Warning);
    let mut house = house(check, &configuration)?;
    let record = record(check, &configuration, &mut house.published)?;
    let output = Output::open(check.output.as_deref())?;
    let style = style(check.color, check.output.as_deref());
    let mut page = Page::new(&record, format, style, output);
    let mut worst = Level::Off;
    let mut n_lost = 0;
    let mut n_checked = 0;
    let mut known: Vec<Known> = Vec::new();
    let mut progress = Progress::new();
    let mut n_unread = 0;
    let scope = if check.marked_only { Scope::Marked } else { Scope::Reported };
    for document in stream(&check.articles, DocumentKind::Article) {
        let document = match document {
            Ok(document) => document,
            Err(error) => {
                message::error(error);
                n_unread += 1;
                continue;
            }
        };
        n_lost += usize::from(message::is_lost(&document));
        n_checked += 1;
        let mut checked =
            record.check_among(document, &house.policy, &house.published, &house.people, scope);
        if let Some(error) = record.damage() {
            return Err(error.into());
        }
        checked.report.not_checkable = house.not_checkable;
        ignore(&mut checked.report, &house.ignore);
        message::problems(&checked.report.origin.name, &checked.report.problems);
        worst = worst.max(checked.report.worst());
        if check.write_baseline.is_some() {
            known.extend(baseline::known(&checked));
        }
        progress.step();
        page.add(checked)?;
        if page.output.is_closed() {
            break;
        }
    }
    drop(progress);
    if n_checked == 0 && n_unread == 0 {
        bail!("no article was found in {}", names(&check.articles));
    }
    page.finish()?;
    if let Some(path) = &check.write_baseline {
        baseline::write(path, known)?;
    }
    Ok(ExitCode::from(match fail_on.fails(worst) {
        _ if n_checked == n_lost => 2,
        true if !check.exit_zero => 1,
        _ => 0,
    }))
}

fn format(check: &Check, configuration: &Configuration) -> Result<Format> {
    if let Some(format) = check.format {
        return Ok(format);
    }
    if let Some(name) = &configuration.format {
        let Some(format) = Format::find(name) else {
            let names: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
            bail!("onrecord.toml: no format is called {name:?}; there are {}", names.join(", "));
        };
        return Ok(format);
    }
    let is_action = std::env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true");
    Ok(if is_action { Format::Github } else { Format::Text })
}

fn house(check: &Check, configuration: &Configuration) -> Result<House> {
    let name = check.policy.as_deref().or(configuration.policy.as_deref()).unwrap_or("verbatim");
    let published = match check.replies.as_ref().or(configuration.replies.as_ref()) {
        Some(path) => replies::read(path)?,
        None => Published::default(),
    };
    let mut ignore = configuration.ignore.clone();
    if let Some(path) = check.baseline.as_ref().or(configuration.baseline.as_ref()) {
        ignore.extend(baseline::read(path)?);
    }
    let is_strict = check.strict || configuration.strict;
    Ok(House {
        policy: policy::named(name, configuration)?,
        published,
        people: people::read(check.people.as_ref().or(configuration.people.as_ref()))?,
        ignore,
        not_checkable: if is_strict { Level::Error } else { Level::Off },
    })
}

/// The records, with a message for each that could not be read. What is published in reply in a store
/// comes with its records.
fn record(
    check: &Check,
    configuration: &Configuration,
    published: &mut Published,
) -> Result<Record> {
    let paths = if check.record.is_empty() { &configuration.record } else { &check.record };
    if paths.is_empty() {
        bail!("no record is given; name files or folders with --record or in onrecord.toml");
    }
    if let Some(place) = paths.iter().find(|path| is_store(path)) {
        if paths.len() > 1 {
            bail!(
                "{} is a store, which is checked against alone; add the others to it",
                place.display()
            );
        }
        let store = Store::open_existing(place, configuration.store_folder.as_deref())?;
        let all = published.all().iter().chain(store.published()?.all()).cloned().collect();
        *published = Published::new(all);
        return Ok(store.record(available_parallelism().map_or(1, NonZeroUsize::get))?);
    }
    let opened = Record::open(paths);
    opened.errors.into_iter().for_each(message::error);
    if opened.value.is_on_disk() {
        return Ok(opened.value);
    }
    let records = opened.value.archive().records();
    for record in records {
        message::problems(&record.origin.name, &record.problems);
    }
    if records.iter().all(message::is_lost) {
        bail!("no record could be read in {}", names(paths));
    }
    message::unindexed(paths, records.iter().map(|record| record.text.len()).sum());
    Ok(opened.value)
}

fn names(paths: &[PathBuf]) -> String {
    let names: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    names.join(", ")
}

/// The report on its way out: formats of one line or section a document go at once, the others are
/// one value and wait for the last document.
struct Page<'a> {
    record: &'a Record,
    format: Format,
    style: Style,
    output: Output,
    summary: Summary,
    waiting: Vec<Checked>,
}

impl<'a> Page<'a> {
    fn new(record: &'a Record, format: Format, style: Style, output: Output) -> Page<'a> {
        let summary = Summary::default();
        Page { record, format, style, output, summary, waiting: Vec::new() }
    }

    fn add(&mut self, checked: Checked) -> Result<()> {
        let archive = self.record.archive();
        self.summary.add(&checked);
        let text = match self.format {
            Format::Text => terminal::document(archive, &checked, self.style),
            Format::Github => github::document(archive, &checked),
            Format::Jsonl => render(archive, &[checked], Format::Jsonl),
            _ => {
                self.waiting.push(checked);
                return Ok(());
            }
        };
        self.output.write(&text)
    }

    fn finish(mut self) -> Result<()> {
        let text = match self.format {
            Format::Text => terminal::summary(&self.summary, self.style),
            Format::Github => format!("{}\n", self.summary.line()),
            Format::Jsonl => String::new(),
            format => render(self.record.archive(), &self.waiting, format),
        };
        self.output.write(&text)?;
        self.output.finish()
    }
}
