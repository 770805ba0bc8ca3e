//! Errors to read: gold contents that were missed, predicted ones that match nothing, extents that
//! differ, and wrong sources, each with the words around it. For the terminal only: the corpus has no
//! licence to be copied.

use crate::polnear::Scored;
use crate::polnear::annotation::Points;
use crate::polnear::kind::ContentKind;
use crate::polnear::score::{Content, Pair};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Classes of error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorClass {
    /// A gold content without a predicted one of Jaccard ≥ 0.5.
    Missed,
    /// A predicted content without a gold one of Jaccard ≥ 0.5.
    Spurious,
    /// A pair of Jaccard ≥ 0.5 whose words differ.
    Extent,
    /// A pair of Jaccard ≥ 0.5 with the wrong source.
    WrongSource,
}

impl ErrorClass {
    /// Every class with its name on the command line.
    pub const ALL: [(&'static str, ErrorClass); 4] = [
        ("missed", ErrorClass::Missed),
        ("spurious", ErrorClass::Spurious),
        ("extent", ErrorClass::Extent),
        ("source", ErrorClass::WrongSource),
    ];
}

/// Which errors to show.
#[derive(Debug, Clone)]
pub struct Choice {
    /// At most so many of each class.
    pub n_errors: usize,
    /// Another number draws other errors.
    pub seed: u64,
    /// Only contents of this kind; `None` for direct and mixed ones.
    pub kind: Option<ContentKind>,
    /// Only this class; `None` for all.
    pub class: Option<ErrorClass>,
}

/// Errors drawn at random, ready to print.
#[must_use]
pub fn render(scored: &[Scored], choice: &Choice) -> String {
    let mut out = String::new();
    for (name, class) in ErrorClass::ALL {
        if choice.class.is_some_and(|only| only != class) {
            continue;
        }
        let mut found: Vec<String> =
            scored.iter().flat_map(|text| errors_of(text, class, choice)).collect();
        let n_found = found.len();
        shuffle(&mut found, choice.seed);
        found.truncate(choice.n_errors);
        let _ = writeln!(out, "\n=== {name}: {} of {n_found}", found.len());
        for error in found {
            let _ = writeln!(out, "\n{error}");
        }
    }
    out
}

/// The rows of `eval/errors.tsv`: gold direct and mixed quotations that are not found with the right
/// speaker, by kind, class and text.
#[must_use]
pub fn lost(scored: &[Scored]) -> String {
    let mut rows: BTreeMap<(&str, &str, &str, usize), usize> = BTreeMap::new();
    for text in scored {
        for (gold_idx, gold) in text.gold.iter().enumerate() {
            let kind = match gold.kind {
                ContentKind::Direct => "direct",
                ContentKind::Mixed => "mixed",
                ContentKind::Indirect => continue,
            };
            let pair = text.pairs.iter().find(|pair| pair.gold == gold_idx);
            let class = match pair {
                None => "not found",
                Some(pair) if pair.jaccard < 0.5 => "another extent",
                Some(pair) if pair.same_source => continue,
                Some(pair) if text.predicted[pair.predicted].source.is_empty() => "no source given",
                Some(_) => "another source",
            };
            let start = gold.parts.first().map_or(0, |part| part.start);
            *rows.entry((kind, class, &text.text.id, start)).or_default() += 1;
        }
    }
    let mut out = String::from(HEAD);
    for ((kind, class, id, start), n) in rows {
        let _ = writeln!(out, "{kind}\t{class}\t{id}\t{start}\t{n}");
    }
    out
}

/// What stands above the rows of [`lost`].
const HEAD: &str = "\
# Direct and mixed quotations of PolNeAR dev that are not found with the right speaker: kind, what is wrong,
# text, code point at which the content by hand begins, and by how many annotators it is marked so. Written
# by `onrecord-gate polnear lost`; sorted by kind, class and text.
";

fn errors_of(text: &Scored, class: ErrorClass, choice: &Choice) -> Vec<String> {
    let counts = |content: &Content| match choice.kind {
        Some(kind) => content.kind == kind,
        None => content.kind != ContentKind::Indirect,
    };
    let is_pair = |pair: &&Pair| pair.jaccard >= 0.5;
    let show = |gold: Option<&Content>, predicted: Option<&Content>| {
        let mut out = text.text.id.clone();
        if let Some(gold) = gold {
            let _ = write!(out, "\n  gold {:?} {}", gold.kind, around(&text.text.text, gold));
        }
        if let Some(predicted) = predicted {
            let _ =
                write!(out, "\n  ours {:?} {}", predicted.kind, around(&text.text.text, predicted));
        }
        out
    };
    let pairs = text.pairs.iter().filter(is_pair);
    match class {
        ErrorClass::Missed => (text.gold.iter().enumerate())
            .filter(|(_, content)| counts(content))
            .filter(|(idx, _)| !text.pairs.iter().filter(is_pair).any(|pair| pair.gold == *idx))
            .map(|(idx, content)| {
                let near = text.pairs.iter().find(|pair| pair.gold == idx);
                show(Some(content), near.map(|pair| &text.predicted[pair.predicted]))
            })
            .collect(),
        ErrorClass::Spurious => (text.predicted.iter().enumerate())
            .filter(|(_, content)| counts(content))
            .filter(|(idx, _)| {
                !text.pairs.iter().filter(is_pair).any(|pair| pair.predicted == *idx)
            })
            .map(|(idx, content)| {
                let near = text.pairs.iter().find(|pair| pair.predicted == idx);
                show(near.map(|pair| &text.gold[pair.gold]), Some(content))
            })
            .collect(),
        ErrorClass::Extent => pairs
            .filter(|pair| pair.jaccard < 1.0 && counts(&text.gold[pair.gold]))
            .map(|pair| show(Some(&text.gold[pair.gold]), Some(&text.predicted[pair.predicted])))
            .collect(),
        ErrorClass::WrongSource => pairs
            .filter(|pair| !pair.same_source && counts(&text.gold[pair.gold]))
            .map(|pair| show(Some(&text.gold[pair.gold]), Some(&text.predicted[pair.predicted])))
            .collect(),
    }
}

/// The content in `[[ ]]`, its source in `<< >>`, with 160 code points on each side.
fn around(text: &str, content: &Content) -> String {
    const CONTEXT: usize = 160;
    let all = || content.parts.iter().chain(&content.source);
    let start = all().map(|part| part.start).min().unwrap_or(0).saturating_sub(CONTEXT);
    let end = all().map(|part| part.end).max().unwrap_or(0) + CONTEXT;
    let mut out = String::new();
    for (at, c) in text.chars().enumerate().skip(start).take(end - start) {
        let edge = |parts: &[Points], at: usize| parts.iter().any(|part| part.start == at);
        let ends = |parts: &[Points]| parts.iter().any(|part| part.end == at);
        if ends(&content.parts) {
            out.push_str("]]");
        }
        if ends(&content.source) {
            out.push_str(">>");
        }
        if edge(&content.source, at) {
            out.push_str("<<");
        }
        if edge(&content.parts, at) {
            out.push_str("[[");
        }
        out.push(if c == '\n' { '¶' } else { c });
    }
    out
}

/// A fixed-seed shuffle: the same errors at every run with one seed.
fn shuffle(items: &mut [String], seed: u64) {
    let mut state = seed.wrapping_mul(2).wrapping_add(1);
    for at in (1..items.len()).rev() {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        items.swap(at, (state >> 33) as usize % (at + 1));
    }
}
