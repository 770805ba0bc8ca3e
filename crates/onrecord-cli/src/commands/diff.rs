//! `onrecord diff`: two texts in, the typed differences between their words out.

use crate::configuration::find;
use crate::message;
use crate::output::{Output, When, style};
use crate::policy;
use anyhow::{Result, bail};
use clap::Args;
use onrecord::check::compare;
use onrecord::document::origin::{DocumentKind, Origin};
use onrecord::document::read;
use onrecord::report::summary::Summary;
use onrecord::report::{Checked, Format, render, terminal};
use onrecord::verdict::policy::Level;
use onrecord_store::record::{Record, documents};
use std::path::PathBuf;
use std::process::ExitCode;

/// Compare the words of one text with those of another: each paragraph of A with its passage in B
///
/// Exit code 1 means that words differ in a way the policy raises.
#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// The text whose words are compared, and the one they are laid beside
    #[arg(required = true, num_args = 1..=2, value_name = "A B")]
    texts: Vec<PathBuf>,
    /// Compare these words instead of a file A
    #[arg(long, value_name = "WORDS")]
    words: Option<String>,
    /// The house's rules: as for check [default: verbatim]
    #[arg(long, value_name = "NAME")]
    policy: Option<String>,
    /// How to print the differences
    #[arg(long, value_parser = crate::commands::format(), default_value = "text")]
    format: Format,
    /// Write to a file
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Colours in text
    #[arg(long, value_enum, default_value_t = When::Auto)]
    color: When,
}

pub(crate) fn run(diff: &Diff) -> Result<ExitCode> {
    let configuration = find(None)?;
    let name = diff.policy.as_deref().or(configuration.policy.as_deref()).unwrap_or("verbatim");
    let policy = policy::named(name, &configuration)?;
    let (left, right) = match (&diff.words, diff.texts.as_slice()) {
        (Some(words), [right]) => {
            let origin = Origin { name: "words".to_owned() };
            (read(words.as_bytes(), &origin, DocumentKind::Article), right)
        }
        (None, [left, right]) => {
            let opened = documents(std::slice::from_ref(left), DocumentKind::Article);
            opened.errors.into_iter().for_each(message::error);
            (opened.value, right)
        }
        (Some(_), _) => bail!("--words stands for A; give one text beside it"),
        (None, _) => bail!("two texts are compared; give A and B, or --words and B"),
    };
    let opened = Record::open(std::slice::from_ref(right));
    opened.errors.into_iter().for_each(message::error);
    let record = opened.value;
    for document in left.iter().chain(record.archive().records()) {
        message::problems(&document.origin.name, &document.problems);
    }
    if left.iter().all(message::is_lost) || record.archive().records().iter().all(message::is_lost)
    {
        bail!("nothing could be compared");
    }
    let checked: Vec<Checked> = left
        .into_iter()
        .map(|document| {
            let report = compare(record.archive(), &document, &policy);
            Checked { document, report }
        })
        .collect();
    let mut output = Output::open(diff.output.as_deref())?;
    match diff.format {
        Format::Text => {
            let style = style(diff.color, diff.output.as_deref());
            for one in &checked {
                output.write(&terminal::document(record.archive(), one, style))?;
            }
            output.write(&terminal::summary(&Summary::of(&checked), style))?;
        }
        format => output.write(&render(record.archive(), &checked, format))?,
    }
    output.finish()?;
    let is_raised = checked.iter().any(|one| one.report.worst() >= Level::Warning);
    Ok(ExitCode::from(u8::from(is_raised)))
}
