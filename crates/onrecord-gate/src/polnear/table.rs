//! The scores of a compartment, as a table under the peers' figures.

use crate::floors::Scores;
use crate::polnear::Scored;
use crate::polnear::kind::ContentKind;
use crate::polnear::score::{Pair, Tally};
use crate::polnear::spans::{self, SpanRole};
use std::fmt::Write;

/// What must hold for a pair to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Jaccard of the words at least one half.
    Half,
    /// The same words.
    Exact,
    /// Jaccard at least one half, and the right source's head.
    Speaker,
}

impl Measure {
    fn holds(self, pair: &Pair) -> bool {
        match self {
            Measure::Half => pair.jaccard >= 0.5,
            Measure::Exact => pair.jaccard >= 1.0,
            Measure::Speaker => pair.jaccard >= 0.5 && pair.same_source,
        }
    }
}

/// The counts of `measure` over all texts for contents of `kind`; `None` counts every kind.
#[must_use]
pub fn tally(scored: &[Scored], measure: Measure, kind: Option<ContentKind>) -> Tally {
    let mut tally = Tally::default();
    for text in scored {
        tally.add(kind, &text.gold, &text.predicted, &text.pairs, |pair| measure.holds(pair));
    }
    tally
}

/// The scores that `eval/floors.toml` pins.
#[must_use]
pub fn scores(scored: &[Scored]) -> Scores {
    let of = |measure, kind| tally(scored, measure, Some(kind));
    Scores::from([
        ("content_direct_f1", of(Measure::Half, ContentKind::Direct).f1()),
        ("content_mixed_recall", of(Measure::Half, ContentKind::Mixed).recall()),
        ("content_mixed_f1", of(Measure::Half, ContentKind::Mixed).f1()),
        ("exact_direct_f1", of(Measure::Exact, ContentKind::Direct).f1()),
        ("speaker_direct_f1", of(Measure::Speaker, ContentKind::Direct).f1()),
        ("speaker_indirect_f1", of(Measure::Speaker, ContentKind::Indirect).f1()),
        ("speaker_all_f1", tally(scored, Measure::Speaker, None).f1()),
        ("span_source_f1", exact_spans(scored, SpanRole::Source).f1()),
        ("span_cue_f1", exact_spans(scored, SpanRole::Cue).f1()),
        ("span_content_f1", exact_spans(scored, SpanRole::Content).f1()),
        ("speaker_mixed_recall", of(Measure::Speaker, ContentKind::Mixed).recall()),
    ])
}

/// The counts of exact spans of `role` over all texts.
#[must_use]
pub fn exact_spans(scored: &[Scored], role: SpanRole) -> Tally {
    let mut tally = Tally::default();
    for Scored { text, gold, predicted, .. } in scored {
        if let Some(parse) = &text.parse {
            spans::add(&mut tally, spans::count(&text.text, parse, gold, predicted, role));
        }
    }
    tally
}

/// Peers under the exact spans of CofeNet on the sister compartment of dev: source, cue, content.
const SPAN_PEERS: [(&str, [f64; 3]); 6] = [
    ("textacy", [21.1, 24.8, 23.4]),
    ("GenderGapTracker", [48.6, 43.3, 26.7]),
    ("Citron, retrained", [63.6, 54.6, 46.2]),
    ("perceptron + dependencies", [67.8, 63.6, 53.8]),
    ("BiLSTM-CRF", [69.6, 66.7, 59.0]),
    ("human against human", [78.1, 70.6, 68.8]),
];

/// Peers under the +speaker head measure on the sister compartment of dev: direct F, mixed R,
/// indirect F, all F; measured or published on the same texts.
const PEERS: [(&str, [f64; 4]); 5] = [
    ("textacy", [45.4, 8.5, 1.3, 17.8]),
    ("GenderGapTracker", [43.6, 34.2, 28.9, 35.9]),
    ("Citron, retrained", [63.7, 49.6, 46.3, 51.4]),
    ("perceptron + dependencies", [79.5, 64.2, 41.8, 51.8]),
    ("human against human", [96.9, 87.3, 68.6, 74.8]),
];

const KINDS: [(&str, Option<ContentKind>); 4] = [
    ("direct", Some(ContentKind::Direct)),
    ("mixed", Some(ContentKind::Mixed)),
    ("indirect", Some(ContentKind::Indirect)),
    ("all", None),
];

/// The table, ready to print.
#[must_use]
pub fn render(compartment: &str, scored: &[Scored]) -> String {
    let mut out = String::new();
    let mut line = |text: String| {
        out.push_str(text.trim_end());
        out.push('\n');
    };
    line(format!("PolNeAR {compartment}: {} texts × annotators", scored.len()));
    line(format!(
        "{:28}{:>10}{:>10}{:>12}{:>8}",
        "+speaker head", "direct F", "mixed R", "indirect F", "all F"
    ));
    for (peer, [direct, mixed, indirect, all]) in PEERS {
        line(format!("{peer:28}{direct:>10.1}{mixed:>10.1}{indirect:>12.1}{all:>8.1}"));
    }
    let of = |kind| tally(scored, Measure::Speaker, kind);
    line(format!(
        "{:28}{:>10.1}{:>10.1}{:>12.1}{:>8.1}",
        "onrecord",
        100.0 * of(Some(ContentKind::Direct)).f1(),
        100.0 * of(Some(ContentKind::Mixed)).recall(),
        100.0 * of(Some(ContentKind::Indirect)).f1(),
        100.0 * of(None).f1(),
    ));
    line(format!("\n{:28}{:>10}{:>10}{:>12}", "exact spans F1", "source", "cue", "content"));
    for (peer, [source, cue, content]) in SPAN_PEERS {
        line(format!("{peer:28}{source:>10.1}{cue:>10.1}{content:>12.1}"));
    }
    let of = SpanRole::ALL.map(|role| exact_spans(scored, role));
    for (name, figure) in [
        ("onrecord", Tally::f1 as fn(Tally) -> f64),
        ("  P", Tally::precision),
        ("  R", Tally::recall),
    ] {
        let [source, cue, content] = of.map(|tally| 100.0 * figure(tally));
        line(format!("{name:28}{source:>10.1}{cue:>10.1}{content:>12.1}"));
    }
    line(format!("\n{:28}{:>8}{:>8}{:>8}", "contents covered", "P", "R", "F"));
    for least in [0.3, 0.8] {
        let mut tally = Tally::default();
        for text in scored {
            spans::add(&mut tally, spans::coverage(&text.gold, &text.predicted, least));
        }
        let [p, r, f] = [tally.precision(), tally.recall(), tally.f1()].map(|share| 100.0 * share);
        line(format!("{:28}{p:>8.1}{r:>8.1}{f:>8.1}", format!("  at least {least}")));
    }
    for (name, measure) in [
        ("content, J ≥ .5", Measure::Half),
        ("content, exact*", Measure::Exact),
        ("+speaker head", Measure::Speaker),
    ] {
        let mut head = format!("\n{name:18}");
        let _ = write!(head, "{:>8}{:>8}{:>8}{:>8}{:>10}", "gold", "P", "R", "F", "predicted");
        line(head);
        for (kind_name, kind) in KINDS {
            let tally = tally(scored, measure, kind);
            line(format!(
                "  {kind_name:16}{:>8}{:>8.1}{:>8.1}{:>8.1}{:>10}",
                tally.n_gold,
                100.0 * tally.precision(),
                100.0 * tally.recall(),
                100.0 * tally.f1(),
                tally.n_predicted,
            ));
        }
    }
    out
}
