//! `onrecord check`: documents and records in, a report out.

use clap::Args;
use onrecord::document::origin::DocumentKind;
use onrecord::report::reply::Published;
use onrecord::report::{Checked, Format, render};
use onrecord::verdict::policy::{Level, Policy};
use onrecord_store::record::{Record, documents};
use std::path::PathBuf;
use std::process::ExitCode;

/// Check every quotation of articles against records.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Articles: files or folders.
    #[arg(required = true)]
    articles: Vec<PathBuf>,
    /// Records of the occasions quoted: files or folders.
    #[arg(long, required = true, num_args = 1..)]
    record: Vec<PathBuf>,
    /// How to print the report: text or json.
    #[arg(long, default_value = "text")]
    format: String,
}

pub(crate) fn run(check: &Check) -> anyhow::Result<ExitCode> {
    let record = Record::open(&check.record);
    let articles = documents(&check.articles, DocumentKind::Article);
    for error in record.errors.iter().chain(&articles.errors) {
        eprintln!("onrecord: {:#}", anyhow::anyhow!("{error}"));
    }
    let policy = Policy::verbatim();
    let checked: Vec<Checked> = articles
        .value
        .into_iter()
        .map(|article| record.value.check(article, &policy, &Published::default()))
        .collect();
    let format = if check.format == "json" { Format::Json } else { Format::Text };
    print!("{}", render(record.value.archive(), &checked, format));
    let raised = checked.iter().flat_map(|checked| &checked.report.findings).any(|finding| {
        finding.verdict.differences.iter().any(|difference| difference.level >= Level::Warning)
    });
    Ok(ExitCode::from(u8::from(raised)))
}
