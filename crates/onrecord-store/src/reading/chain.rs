//! The chain of a statement: which report was made from which, what each hop changed, and where a difference
//! first appears. A statement's id in, the tree out, drawn from the documents as they are held; every report
//! in it is an [`Answered`], with its published replies.

use crate::database::engine::{Engine, first};
use crate::database::fault::Fault;
use crate::database::value::Value;
use crate::reading::answered::{Answered, findings};
use crate::reading::condition::Conditions;
use crate::reading::growing::grown;
use crate::reading::later::{LaterView, later};
use crate::reading::statement::Found;
use crate::reading::text::text;
use crate::reading::told::{Told, statements};
use crate::store::gathering::day_number;
use crate::store::identity::folded;
use crate::values;
use onrecord::chain::change::ChangeKind;
use onrecord::chain::copy::Hop;
use onrecord::chain::printing::{Date, Printing};
use onrecord::chain::reading::{Press, printing};
use onrecord::document::Document;
use onrecord::statement::rendition::words_of;
use onrecord::text::span::Span;
use onrecord_model::Model;
use std::collections::BTreeMap;

/// Reports that are drawn: each is read again from its bytes.
pub const REPORTS: usize = 200;

/// The tree of one statement.
#[derive(Debug, Clone)]
pub struct ChainView {
    /// The statement with its replies.
    pub told: Told,
    /// The words said, as the record that is held has them; `None` where none is.
    pub said: Option<String>,
    /// The reports, each after the one that it was made from, brothers by date.
    pub hops: Vec<HopView>,
    /// Each difference from the words said (from the first report, where no record is held), in their
    /// order.
    pub appearances: Vec<AppearanceView>,
    /// What was later said or printed about it, by day.
    pub later: Vec<LaterView>,
    /// Reports in other words, which have no place in a tree of wordings.
    pub others: Vec<Answered>,
    /// Reports that are held beyond [`REPORTS`].
    pub n_more: usize,
}

/// Where a report comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MadeFrom {
    /// The words said.
    Utterance,
    /// The report of this index.
    Report(usize),
    /// Not known.
    Unknown,
}

/// One report in the tree.
#[derive(Debug, Clone)]
pub struct HopView {
    /// Its quotations of the statement with their replies, in text order; at least one.
    pub findings: Vec<Answered>,
    /// The words, all of them.
    pub words: String,
    /// Where they come from.
    pub from: MadeFrom,
    /// How far from the root, from 0.
    pub depth: usize,
    /// What kind of copy it is.
    pub hop: Hop,
    /// What was done to the words that it was made from.
    pub changes: Vec<ChangeView>,
    /// Why it is given as made from these, the strongest first; empty where that is not known.
    pub reasons: Vec<String>,
    /// Whether no other report explains it nearly as well.
    pub is_sure: bool,
    /// The time of day that the report gives, in minutes.
    pub minute: Option<u16>,
}

/// One change of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeView {
    /// What was done.
    pub kind: ChangeKind,
    /// The earlier words; empty where words were put in.
    pub before: String,
    /// The later words; empty where words were left out.
    pub after: String,
    /// The same as one sentence.
    pub sentence: String,
}

/// A difference, and where it first appears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppearanceView {
    /// The words said; empty where words were put in.
    pub before: String,
    /// The words that stand there instead; empty where they are left out.
    pub after: String,
    /// The report that has it first, as an index of [`ChainView::hops`].
    pub first: usize,
    /// How many reports have it.
    pub n_reports: usize,
}

impl HopView {
    /// Who printed it: the outlet, else the headline.
    #[must_use]
    pub fn who(&self) -> &str {
        let report = self.findings.first().map(Answered::report);
        report.map_or("", |report| report.outlet_name.as_ref().unwrap_or(&report.title))
    }

    /// The day of publication, YYYY-MM-DD, with the time where the report gives one; empty where neither is
    /// known.
    #[must_use]
    pub fn when(&self) -> String {
        let day = self.findings.first().and_then(|one| one.report().published.clone());
        match (day, self.minute) {
            (Some(day), Some(minute)) => format!("{day} {:02}:{:02}", minute / 60, minute % 60),
            (day, _) => day.unwrap_or_default(),
        }
    }
}

/// A report before it has its place.
pub(crate) struct Leaf {
    pub(crate) findings: Vec<Answered>,
    pub(crate) words: String,
    pub(crate) printing: Printing,
}

/// The chain of statement `id`.
///
/// # Errors
/// The engine's own, and where what is stored cannot be read.
pub fn chain(engine: &mut dyn Engine, id: &str) -> Result<Found<ChainView>, Fault> {
    let mut conditions = Conditions::default();
    conditions.and("s.id = ?", [Value::from(id)]);
    let Some(told) = statements(engine, &conditions)?.into_iter().next() else {
        let alias = "SELECT statement FROM statement_alias WHERE id = $1";
        let row = first(engine, alias, values![id])?;
        return row.map_or(Ok(Found::Nowhere), |row| row.get(0).map(Found::Moved));
    };
    let mut conditions = Conditions::default();
    conditions.and("f.statement = ?", [Value::from(id)]);
    conditions.push(" ORDER BY COALESCE(v.published, '9999'), f.document, f.ordinal", []);
    let (verbatim, others): (Vec<Answered>, Vec<Answered>) = findings(engine, &conditions)?
        .into_iter()
        .partition(|one| matches!(one.kind(), "direct" | "mixed"));
    let mut reports = by_document(verbatim);
    let n_more = reports.len().saturating_sub(REPORTS);
    reports.truncate(REPORTS);
    let leaves = leaves(engine, reports)?;
    let said = told.record().map(|_| told.words().to_owned());
    let (hops, appearances) = grown(utterance(&told).as_ref(), said.as_deref(), leaves);
    let later = later(engine, id)?;
    Ok(Found::Here(ChainView { told, said, hops, appearances, later, others, n_more }))
}

/// The findings of each document together, the documents in the order of their first.
fn by_document(findings: Vec<Answered>) -> Vec<Vec<Answered>> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut reports: Vec<Vec<Answered>> = Vec::new();
    for one in findings {
        let place = *places.entry(one.report().document.clone()).or_insert(reports.len());
        match reports.get_mut(place) {
            Some(held) => held.push(one),
            None => reports.push(vec![one]),
        }
    }
    reports
}

/// The words said, as what the tree grows from; `None` where no record is held.
fn utterance(told: &Told) -> Option<Printing> {
    told.record()?;
    let day = told.day().and_then(day_number);
    Some(Printing {
        name: u64::MAX,
        words: words_of(Model::english(), told.words()),
        date: Date { day, minute: None },
        ..Printing::default()
    })
}

fn leaves(engine: &mut dyn Engine, reports: Vec<Vec<Answered>>) -> Result<Vec<Leaf>, Fault> {
    let mut press = Press::default();
    let mut outlets: BTreeMap<String, u64> = BTreeMap::new();
    for (at, report) in reports.iter().enumerate() {
        let Some(note) = report.first().map(Answered::report) else { continue };
        if let Some((outlet, name)) = note.outlet.as_ref().zip(note.outlet_name.as_ref()) {
            let next = outlets.len() as u64;
            press.add_outlet(name, *outlets.entry(outlet.clone()).or_insert(next));
        }
        if let Some(url) = &note.url {
            press.add_document(url, at as u64);
        }
    }
    let mut leaves = Vec::new();
    for (at, findings) in reports.into_iter().enumerate() {
        let Some(note) = findings.first().map(|one| one.report().clone()) else { continue };
        let words = words(&findings);
        let own = words_of(Model::english(), &words);
        let mut printing = match text(engine, &note.document)? {
            Some(document) => {
                let content = places(&document, &findings);
                printing(&document, &content, own, &press, at as u64)
            }
            None => Printing { name: at as u64, words: own, ..Printing::default() },
        };
        printing.document = note.url.as_ref().map(|_| at as u64);
        printing.outlet = note.outlet.as_ref().and_then(|outlet| outlets.get(outlet).copied());
        leaves.push(Leaf { findings, words, printing });
    }
    Ok(leaves)
}

/// The words of all quotations, less those that stand in a longer one.
fn words(findings: &[Answered]) -> String {
    let all: Vec<String> = findings.iter().map(Answered::marked).collect();
    let folded: Vec<String> = all.iter().map(|words| folded(words)).collect();
    let stands_elsewhere = |at: usize| {
        let own = &folded[at];
        folded.iter().enumerate().any(|(other_idx, other)| {
            other_idx != at && other.contains(own.as_str()) && (other != own || other_idx < at)
        })
    };
    let kept = all.iter().enumerate().filter(|(at, _)| !stands_elsewhere(*at));
    kept.map(|(_, words)| words.as_str()).collect::<Vec<_>>().join(" … ")
}

/// Where the quotations stand, in bytes.
fn places(document: &Document, findings: &[Answered]) -> Vec<Span> {
    let text = &document.text;
    let byte =
        |point: u32| text.char_indices().nth(point as usize).map_or(text.len(), |(at, _)| at);
    let place = |one: &Answered| {
        let (starts, ends) = one.position();
        Span::new(byte(starts), byte(ends.max(starts)))
    };
    findings.iter().map(place).collect()
}
