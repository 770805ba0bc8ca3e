//! How many quotations came out how. Checked documents in, counts and one line out.

use crate::report::Checked;
use crate::report::phrase;
use crate::verdict::fidelity::Fidelity;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Counts over any number of documents; they can be added one at a time.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    n_documents: usize,
    n_findings: usize,
    n_ignored: usize,
    n_replies: usize,
    n_only_in_record: usize,
    is_comparison: bool,
    grades: BTreeMap<Fidelity, usize>,
    kinds: BTreeSet<&'static str>,
}

impl Summary {
    /// The counts of `checked`.
    #[must_use]
    pub fn of(checked: &[Checked]) -> Summary {
        let mut summary = Summary::default();
        for checked in checked {
            summary.add(checked);
        }
        summary
    }

    /// Adds one document.
    pub fn add(&mut self, checked: &Checked) {
        self.n_documents += 1;
        if let Some(comparison) = &checked.report.comparison {
            self.is_comparison = true;
            self.n_only_in_record += comparison.only_in_record.len();
        }
        for finding in &checked.report.findings {
            self.n_findings += 1;
            self.n_ignored += usize::from(!finding.ignored.is_empty());
            self.n_replies += finding.replies.len();
            *self.grades.entry(finding.verdict.fidelity).or_default() += 1;
            if let Some(note) = &finding.record {
                self.kinds.insert(phrase::record_kind(note.kind));
            }
        }
    }

    /// How many quotations have this grade.
    #[must_use]
    pub fn grade(&self, fidelity: Fidelity) -> usize {
        self.grades.get(&fidelity).copied().unwrap_or(0)
    }

    /// How many quotations were looked at.
    #[must_use]
    pub fn findings(&self) -> usize {
        self.n_findings
    }

    /// "14 quotations: 9 as in the record, 2 cleaned up, 2 differ, 1 not checkable (record: captions)".
    #[must_use]
    pub fn line(&self) -> String {
        let noun = if self.is_comparison { "paragraph" } else { "quotation" };
        let mut line = phrase::count(self.n_findings, noun);
        if self.n_documents != 1 {
            line.push_str(&format!(" in {}", phrase::count(self.n_documents, "document")));
        }
        let grades = Fidelity::ALL.iter().filter(|grade| self.grade(**grade) > 0);
        let parts: Vec<String> = grades
            .map(|grade| match grade {
                Fidelity::NotFound if self.is_comparison => {
                    format!("{} only in A", self.grade(*grade))
                }
                _ => format!("{} {}", self.grade(*grade), short(*grade, self.grade(*grade))),
            })
            .collect();
        if !parts.is_empty() {
            line.push_str(&format!(": {}", parts.join(", ")));
        }
        if !self.kinds.is_empty() && !self.is_comparison {
            let kinds: Vec<&str> = self.kinds.iter().copied().collect();
            line.push_str(&format!(" (record: {})", kinds.join(", ")));
        }
        if self.n_only_in_record > 0 {
            line.push_str(&format!(", {} only in B", self.n_only_in_record));
        }
        if self.n_ignored > 0 {
            line.push_str(&format!("; {} with something ignored", self.n_ignored));
        }
        if self.n_replies > 0 {
            let noun = if self.n_replies == 1 { "reply" } else { "replies" };
            line.push_str(&format!("; {} {noun}", self.n_replies));
        }
        line
    }

    /// The counts as a JSON object.
    #[must_use]
    pub fn json(&self) -> Value {
        let grades: Map<String, Value> = Fidelity::ALL
            .iter()
            .map(|grade| (grade.name().to_owned(), json!(self.grade(*grade))))
            .collect();
        json!({
            "quotations": self.n_findings,
            "grades": grades,
            "ignored": self.n_ignored,
            "replies": self.n_replies,
            "line": self.line(),
        })
    }
}

/// A grade as it follows the number `n` of its quotations: "1 differs", "2 differ".
#[must_use]
pub fn short(fidelity: Fidelity, n: usize) -> &'static str {
    match fidelity {
        Fidelity::UnmarkedEdit if n == 1 => "differs",
        Fidelity::Meaning if n == 1 => "differs in words that may alter the meaning",
        Fidelity::AsRecorded => "as in the record",
        Fidelity::CleanedUp => "cleaned up",
        Fidelity::MarkedEdit => "edited and marked",
        Fidelity::InOtherWords => "in other words",
        Fidelity::UnmarkedEdit => "differ",
        Fidelity::Meaning => "differ in words that may alter the meaning",
        Fidelity::OtherSpeaker => "of another speaker",
        Fidelity::NotFound => "not found",
        Fidelity::NotCheckable => "not checkable",
    }
}
