//! What an editor chose not to be reminded of. Comments of the article and entries of the house's
//! file in, notes on findings out. A reason is always given, and what is ignored stays visible.

use crate::document::Document;
use crate::document::problem::{Problem, ProblemKind};
use crate::report::finding::{Finding, Report};
use crate::text::lines::Lines;
use crate::verdict::code::Code;
use serde::Serialize;
use std::collections::BTreeMap;

/// The word that opens a comment for onrecord.
const WORD: &str = "onrecord-ignore";

/// Why something is not raised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ignored {
    /// Which differences; `None` for the whole finding.
    pub code: Option<Code>,
    /// The editor's reason; never empty.
    pub reason: String,
    /// Where it was said.
    pub by: IgnoredBy,
}

/// Where an editor said that something is to be ignored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "place", content = "at")]
pub enum IgnoredBy {
    /// In a comment of the article: its line, from 1; `None` where lines of the text are not lines of
    /// the file, as for HTML.
    Article(Option<usize>),
    /// In the house's configuration: `FILE:LINE`.
    Configuration(String),
    /// In the baseline file: known when the baseline was written.
    Baseline,
}

impl IgnoredBy {
    /// The plain words for the place.
    #[must_use]
    pub fn phrase(&self) -> String {
        match self {
            IgnoredBy::Article(Some(line)) => format!("comment in line {line}"),
            IgnoredBy::Article(None) => "comment in the article".to_owned(),
            IgnoredBy::Configuration(place) => place.clone(),
            IgnoredBy::Baseline => "baseline".to_owned(),
        }
    }
}

/// One entry of the house's file or the baseline: what matches all that is given is ignored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The id of the finding; `None` for any.
    pub finding: Option<String>,
    /// The difference; `None` for the whole finding.
    pub code: Option<Code>,
    /// Why.
    pub reason: String,
    /// Where the entry stands.
    pub by: IgnoredBy,
}

/// Notes on the findings of `report` what `entries` ignore.
pub fn ignore(report: &mut Report, entries: &[Entry]) {
    let mut by_finding: BTreeMap<Option<&str>, Vec<&Entry>> = BTreeMap::new();
    for entry in entries {
        by_finding.entry(entry.finding.as_deref()).or_default().push(entry);
    }
    for finding in &mut report.findings {
        let named = by_finding.get(&Some(finding.id.as_str())).into_iter().flatten();
        let any = by_finding.get(&None).into_iter().flatten().filter(|entry| entry.code.is_some());
        let notes: Vec<Ignored> = named
            .chain(any)
            .filter(|entry| entry.code.is_none_or(|code| has(finding, code)))
            .map(|entry| Ignored {
                code: entry.code,
                reason: entry.reason.clone(),
                by: entry.by.clone(),
            })
            .collect();
        finding.ignored.extend(notes);
    }
}

/// Notes on the findings of `report` what comments of its `document` ignore: each comment speaks of
/// the quotation that follows. One that cannot be understood becomes a problem of the report.
pub fn ignore_by_comments(report: &mut Report, document: &Document) {
    if document.comments.is_empty() {
        return;
    }
    let lines = Lines::new(&document.text);
    for comment in &document.comments {
        let Some(words) = comment.text.strip_prefix(WORD) else { continue };
        let is_in_text = !comment.span.is_empty();
        let line = is_in_text.then(|| lines.place(comment.span.start()).line);
        let notes = match parse(words, line) {
            Ok(notes) => notes,
            Err(message) => {
                report.problems.push(Problem { kind: ProblemKind::Malformed, line, message });
                continue;
            }
        };
        let next = report.findings.partition_point(|finding| {
            let content = &finding.attribution.quotation.content;
            content.first().is_none_or(|span| span.start() < comment.span.end())
        });
        match report.findings.get_mut(next) {
            Some(finding) => finding.ignored.extend(notes),
            None => report.problems.push(Problem {
                kind: ProblemKind::Malformed,
                line,
                message: format!("no quotation follows this {WORD}"),
            }),
        }
    }
}

/// ` OR112, OR201: reason`, or `: reason` for the whole finding.
fn parse(words: &str, line: Option<usize>) -> Result<Vec<Ignored>, String> {
    let (codes, reason) = words.split_once(':').unwrap_or((words, ""));
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(format!(
            "{WORD} gives no reason; write <!-- {WORD} CODE: reason --> in front of the quotation"
        ));
    }
    let note = |code| Ignored { code, reason: reason.to_owned(), by: IgnoredBy::Article(line) };
    if codes.trim().is_empty() {
        return Ok(vec![note(None)]);
    }
    let codes = codes.split(',').map(|word| {
        let word = word.trim();
        let unknown = || {
            format!("{WORD} names {word:?}, which is no code; `onrecord explain --list` lists them")
        };
        Code::find(word).map(|code| note(Some(code))).ok_or_else(unknown)
    });
    codes.collect()
}

fn has(finding: &Finding, code: Code) -> bool {
    finding.verdict.differences.iter().any(|difference| difference.code == code)
}
