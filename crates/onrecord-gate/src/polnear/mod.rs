//! The PolNeAR gate: how much of what people marked as quoted is found, and with the right source.
//! A compartment in, a table (and errors to read at the terminal) out. The measures are those of the
//! project's `measures.md`: kind by words between double marks, contents paired greedily by Jaccard
//! of their words, the source by its syntactic head.

pub mod annotation;
pub mod command;
pub mod corpus;
pub mod errors;
pub mod kind;
pub mod numbers;
pub mod parse;
pub mod score;
pub mod silver;
pub mod spans;
pub mod speakers;
pub mod table;

use crate::polnear::annotation::{GoldAttribution, Points};
use crate::polnear::corpus::Text;
use crate::polnear::kind::Marks;
use crate::polnear::parse::Parse;
use crate::polnear::score::{Content, Pair};
use onrecord::document;
use onrecord::document::origin::{DocumentKind, Origin};
use onrecord::quotation::{Quotation, extract_all};
use onrecord::text::lines::Lines;
use onrecord::text::span::Span;
use onrecord_model::Model;

/// One text under one annotator, paired.
#[derive(Debug)]
pub struct Scored<'a> {
    /// The text.
    pub text: &'a Text,
    /// What the annotator marked.
    pub gold: Vec<Content>,
    /// What was extracted: speech only.
    pub predicted: Vec<Content>,
    /// Which belongs to which.
    pub pairs: Vec<Pair>,
}

/// Extracts from every text that has a parse and pairs the outcome with each annotator's gold.
#[must_use]
pub fn score(texts: &[Text]) -> Vec<Scored<'_>> {
    score_with(texts, predicted)
}

/// Pairs what `extract` gives for every text that has a parse with each annotator's gold.
#[must_use]
pub fn score_with(
    texts: &[Text],
    extract: impl Fn(&Text) -> Vec<GoldAttribution>,
) -> Vec<Scored<'_>> {
    let mut scored = Vec::new();
    for text in texts {
        let Some(parse) = &text.parse else { continue };
        let marks = Marks::read(&text.text);
        let predicted: Vec<Content> =
            extract(text).iter().map(|found| content_of(found, parse, &marks)).collect();
        for annotation in &text.annotations {
            let gold: Vec<Content> =
                annotation.iter().map(|gold| content_of(gold, parse, &marks)).collect();
            let pairs = score::pair(parse, &gold, &predicted);
            scored.push(Scored { text, gold, predicted: predicted.clone(), pairs });
        }
    }
    scored
}

fn content_of(gold: &GoldAttribution, parse: &Parse, marks: &Marks) -> Content {
    let words = parse.words(&gold.content);
    Content {
        kind: marks.kind(parse, &words),
        parts: gold.content.clone(),
        source: gold.source.clone(),
        cue: gold.cue.clone(),
        words,
    }
}

/// What is extracted as speech. Nested quotations are left out: the annotators pass nearly all of them
/// over (of 226 direct ones found in train fewer than ten match), and the one around them is counted.
fn predicted(text: &Text) -> Vec<GoldAttribution> {
    attributions(text, &quotations(text))
}

/// The outermost speech among `quotations` of `text`, in the shape of the gold.
#[must_use]
pub fn attributions(text: &Text, quotations: &[Quotation]) -> Vec<GoldAttribution> {
    let lines = Lines::new(&text.text);
    let points = |span: &Span| {
        let (start, end) = lines.code_point_range(*span);
        Points { start, end }
    };
    quotations
        .iter()
        .filter(|quotation| quotation.kind.is_speech() && quotation.inside.is_none())
        .map(|quotation| GoldAttribution {
            content: quotation.content.iter().map(points).collect(),
            cue: quotation.cue.iter().map(points).collect(),
            source: quotation.source.iter().map(points).collect(),
        })
        .collect()
}

/// What is extracted from a text file read as an article.
fn quotations(text: &Text) -> Vec<Quotation> {
    let origin = Origin { name: format!("{}.txt", text.id) };
    document::read(text.text.as_bytes(), &origin, DocumentKind::Article)
        .iter()
        .flat_map(|document| extract_all(Model::english(), document))
        .collect()
}
