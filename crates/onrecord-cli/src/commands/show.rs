//! `onrecord show`: an id, an address or a name in, what a store has of it out, with the published replies.

use crate::configuration::find;
use crate::output::{Output, When, style};
use crate::people;
use crate::place::Place;
use crate::policy;
use anyhow::{Result, bail};
use clap::Args;
use onrecord::report::reading;
use onrecord::report::terminal;
use onrecord::report::visible::{flat, visible};
use onrecord::report::{Checked, Format, render};
use onrecord_store::database::engine::Engine;
use onrecord_store::reading::answered::day_of;
use onrecord_store::reading::versions::{QuotationChange, VersionChange, version_changes};
use onrecord_store::record::Record;
use onrecord_store::store::Store;
use onrecord_store::store::asking::{Meant, StatementLine};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread::available_parallelism;

/// Show a document, statement, finding or person of a store, always with the published replies
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// An id, a web address, or the name of a document or person
    what: String,
    #[command(flatten)]
    place: Place,
    /// How to print findings
    #[arg(long, value_parser = crate::commands::format(), default_value = "text")]
    format: Format,
    /// Write to a file
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The settings, instead of the nearest onrecord.toml
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Colours in text
    #[arg(long, value_enum, default_value_t = When::Auto)]
    color: When,
}

/// A store that is looked into.
struct Look<'a> {
    store: &'a Store,
    record: Record,
    policy: onrecord::verdict::policy::Policy,
    people: onrecord::attribution::people::People,
}

pub(crate) fn run(show: &Show) -> Result<ExitCode> {
    let configuration = find(show.config.as_deref())?;
    let store = show.place.open(&configuration)?;
    let Some(meant) = store.meant(&show.what)? else {
        bail!(
            "nothing in the store is called {:?}; give an id, an address, or a whole name",
            show.what
        );
    };
    let name = store.policy_name()?.unwrap_or_else(|| "verbatim".to_owned());
    let n_threads = available_parallelism().map_or(1, NonZeroUsize::get);
    let look = Look {
        policy: policy::named(&name, &configuration)?,
        people: people::read(configuration.people.as_ref())?,
        record: store.record(n_threads)?,
        store: &store,
    };
    let mut output = Output::open(show.output.as_deref())?;
    let is_text = show.format == Format::Text;
    let (head, checked) = look.at(&meant)?;
    if is_text {
        output.write(&head)?;
        let style = style(show.color, show.output.as_deref());
        for one in &checked {
            output.write(&terminal::document(look.record.archive(), one, style))?;
        }
    } else {
        if checked.is_empty() {
            bail!("{:?} has no findings; it is shown as text only", show.what);
        }
        output.write(&render(look.record.archive(), &checked, show.format))?;
    }
    output.finish()?;
    Ok(ExitCode::SUCCESS)
}

impl Look<'_> {
    /// The lines before the findings, and the findings.
    fn at(&self, meant: &Meant) -> Result<(String, Vec<Checked>)> {
        match meant {
            Meant::Document(id) => {
                let shown = self.store.shown(&self.record, id, &self.policy, &self.people)?;
                Ok(match shown {
                    Some(Ok(checked)) => {
                        let read = |engine: &mut dyn Engine| version_changes(engine, id);
                        let changes = self.store.database().read(read)?;
                        (format!("document {id}\n{}", versions(&changes)), vec![checked])
                    }
                    Some(Err(record)) => {
                        (format!("record {id}\n{}\n", reading::text(&record)), Vec::new())
                    }
                    None => bail!("document {id} has no version; run onrecord verify"),
                })
            }
            Meant::Finding(id) => match self.store.document_of(id)? {
                Some(document) => {
                    let only = [(document, id.clone())];
                    Ok((format!("finding {id}\n"), self.findings(&only)?))
                }
                None => bail!("finding {id} is no longer there"),
            },
            Meant::Statement(id) => {
                let Some((line, findings)) = self.store.statement(id)? else {
                    bail!("statement {id} is no longer there")
                };
                Ok((self::line(&line), self.findings(&findings)?))
            }
            Meant::Person(id) => {
                let Some((name, said)) = self.store.person(id)? else {
                    bail!("person {id} is no longer there")
                };
                let said: String = said.iter().map(self::line).collect();
                Ok((format!("person {id}: {}\n{said}", visible(&name)), Vec::new()))
            }
        }
    }

    /// The documents of `wanted` with those findings alone.
    fn findings(&self, wanted: &[(String, String)]) -> Result<Vec<Checked>> {
        let mut documents: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (document, finding) in wanted {
            documents.entry(document).or_default().push(finding);
        }
        let mut all = Vec::new();
        for (document, findings) in documents {
            let shown = self.store.shown(&self.record, document, &self.policy, &self.people)?;
            if let Some(Ok(mut checked)) = shown {
                checked.report.findings.retain(|one| findings.contains(&one.id.as_str()));
                checked.report.unchecked.clear();
                all.push(checked);
            }
        }
        Ok(all)
    }
}

/// What became of the quotations from version to version, a few lines each.
fn versions(changes: &[VersionChange]) -> String {
    let mut text = String::new();
    for change in changes {
        let (number, day) = (change.number, day_of(change.at));
        let _ = writeln!(text, "version {number}, {day}");
        if change.quotations.is_empty() {
            text.push_str("  its quotations are as before\n");
        }
        for one in &change.quotations {
            let _ = match one {
                QuotationChange::Altered { before, after, changes } => writeln!(
                    text,
                    "  altered   “{}”\n  since     “{}”\n            {}",
                    flat(before),
                    flat(after),
                    flat(&changes.join("; "))
                ),
                QuotationChange::Gone(words) => writeln!(text, "  gone      “{}”", flat(words)),
                QuotationChange::Added(words) => writeln!(text, "  put in    “{}”", flat(words)),
            };
        }
        for notice in &change.notices {
            let _ = writeln!(text, "  notice    “{}”", flat(notice));
        }
        if !change.quotations.is_empty() && change.notices.is_empty() {
            text.push_str("  no notice of correction came with it\n");
        }
    }
    text
}

/// A statement as a few lines.
fn line(statement: &StatementLine) -> String {
    let StatementLine { id, words, speaker, day, is_on_record, n_reports, standing } = statement;
    let mut text = format!("statement {id}, {standing}\n  “{}”\n", visible(words.trim()));
    let speaker = speaker.as_deref().unwrap_or("speaker unclear");
    let day = day.as_deref().map(|day| format!(", {day}")).unwrap_or_default();
    let held =
        if *is_on_record { "" } else { "; no record of it is held: these are its reports' words" };
    let _ = writeln!(text, "  {}{day}; {n_reports} reports{held}", visible(speaker));
    text
}
