//! The texts of PolNeAR as passages with their labels. A compartment in, examples out.

use onrecord::document;
use onrecord::document::Document;
use onrecord::document::origin::{DocumentKind, Origin};
use onrecord::quotation::extract;
use onrecord::quotation::learned::features::{Features, describe};
use onrecord::quotation::learned::passage::{Passage, passages};
use onrecord::quotation::learned::spans::{PartSpan, states};
use onrecord_gate::polnear::annotation::{GoldAttribution, Points};
use onrecord_gate::polnear::corpus::Text;
use onrecord_model::Model;
use onrecord_model::sequence::label::Part;
use onrecord_model::syntax::token::Tokens;

/// A text ready to be learned from.
#[derive(Debug)]
pub struct Example {
    /// Its paragraphs.
    pub passages: Vec<Passage>,
    /// The features of their words.
    pub features: Vec<Features>,
    /// The states of each passage's words.
    pub states: Vec<Vec<u8>>,
    /// The byte at which each code point begins, and the length of the text.
    pub offsets: Vec<usize>,
    /// The first annotator's attributions.
    pub gold: Vec<GoldAttribution>,
}

/// The example of a text whose words are `tokens`; `None` where it cannot be read.
#[must_use]
pub fn example(text: &Text, tokens: &Tokens) -> Option<Example> {
    let document = document_of(text)?;
    let rules = extract(Model::english(), &document);
    let passages = passages(Model::english(), &document, tokens, &rules);
    let gold = text.annotations.first().cloned().unwrap_or_default();
    let mut offsets: Vec<usize> = text.text.char_indices().map(|(at, _)| at).collect();
    offsets.push(text.text.len());
    let states = passages.iter().map(|passage| gold_states(passage, &gold, &offsets)).collect();
    let features = passages
        .iter()
        .map(|passage| {
            let mut features = Features::default();
            describe(passage, &mut features);
            features
        })
        .collect();
    Some(Example { passages, features, states, gold, offsets })
}

fn document_of(text: &Text) -> Option<Document> {
    let origin = Origin { name: format!("{}.txt", text.id) };
    document::read(text.text.as_bytes(), &origin, DocumentKind::Article).into_iter().next()
}

/// The words of `passage` that `part` covers, as a range; `None` where it covers none.
#[must_use]
pub fn cover(passage: &Passage, part: Points, offsets: &[usize]) -> Option<(usize, usize)> {
    let (from, to) = (*offsets.get(part.start)?, *offsets.get(part.end)?);
    let start = passage.words.partition_point(|word| word.token.end as usize <= from);
    let end = passage.words.partition_point(|word| (word.token.start as usize) < to);
    (start < end).then_some((start, end))
}

fn gold_states(passage: &Passage, gold: &[GoldAttribution], offsets: &[usize]) -> Vec<u8> {
    let mut spans = Vec::new();
    for attribution in gold {
        for (part, parts) in [
            (Part::Source, &attribution.source),
            (Part::Cue, &attribution.cue),
            (Part::Content, &attribution.content),
        ] {
            for points in parts {
                if let Some((start, end)) = cover(passage, *points, offsets) {
                    spans.push(PartSpan { part, start, end });
                }
            }
        }
    }
    spans.sort_by_key(|span| (span.start, span.end));
    states(passage.words.len(), &spans)
}
