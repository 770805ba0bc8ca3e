//! A [`Document`] in, its [`Quotation`]s out: what the text gives as somebody's words, with the words
//! that introduce them and the words that name who said them.

pub mod act;
pub(crate) mod candidate;
pub(crate) mod carrier;
pub(crate) mod carry;
pub mod cue;
pub(crate) mod draft;
pub(crate) mod ending;
pub(crate) mod extent;
pub(crate) mod headline;
pub(crate) mod kind;
pub mod learned;
pub(crate) mod lexeme;
pub(crate) mod marks;
pub(crate) mod pairing;
pub(crate) mod paragraphs;
pub(crate) mod phrase;
pub(crate) mod singles;
pub(crate) mod source;
pub(crate) mod standing;
pub(crate) mod stretch;
pub(crate) mod utterance;
pub(crate) mod word_class;

use crate::document::Document;
use crate::quotation::act::{Act, set_acts};
use crate::quotation::cue::link;
use crate::quotation::headline::headlines;
use crate::quotation::learned::{refine, refine_read};
use crate::quotation::utterance::utterances;
use crate::text::span::Span;
use onrecord_model::Model;
use onrecord_model::syntax::token::Tokens;
use serde::Serialize;

/// A report's rendering of an utterance, or marked text that is none. Spans are in the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// What it is; only kinds with [`QuotationKind::is_speech`] are checked.
    pub kind: QuotationKind,
    /// The words given as said, marks left out; several spans where a cue or a paragraph break
    /// parts them. For a mixed quotation the whole reported clause, marked or not.
    pub content: Vec<Span>,
    /// The parts of `content` between marks (or in a block quote), in order: what is claimed to be
    /// verbatim. Empty for an indirect quotation.
    pub marked: Vec<Span>,
    /// The words that introduce it ("said", "according to"); `None` where there are none.
    pub cue: Option<Span>,
    /// The words that name who said it; `None` where the text names nobody beside it.
    pub source: Option<Span>,
    /// The block in which it begins: an index into `Document::blocks`.
    pub block: usize,
    /// The index, in the same list, of the quotation inside which this one stands, for nested marks;
    /// `None` also where that one is in another list.
    pub inside: Option<usize>,
    /// What the cue says was done with the words; [`Act::Speech`] where there is no cue.
    pub act: Act,
}

impl Quotation {
    /// Whether it claims no wording: speech with no word between marks.
    #[must_use]
    pub fn is_in_other_words(&self) -> bool {
        self.marked.is_empty() && self.kind.is_speech()
    }
}

/// Kinds of quotation, then kinds of marked text that is no speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuotationKind {
    /// All inside marks (at least nine words in ten).
    Direct,
    /// Partly inside marks.
    Mixed,
    /// No marks.
    Indirect,
    /// A headline's claim of words.
    Headline,
    /// A work's title in marks.
    Title,
    /// A term or word spoken of.
    Term,
    /// A nickname between names.
    Nickname,
    /// Marks that keep a distance, with nobody said to have spoken.
    ScareQuote,
}

impl QuotationKind {
    /// Whether the marks stand for speech.
    #[must_use]
    pub fn is_speech(self) -> bool {
        matches!(
            self,
            QuotationKind::Direct
                | QuotationKind::Mixed
                | QuotationKind::Indirect
                | QuotationKind::Headline
        )
    }
}

/// The `quotations` that `is_kept` holds of, in order; `inside` is empty where the one around it is not
/// kept.
#[must_use]
pub fn only(quotations: Vec<Quotation>, is_kept: impl Fn(&Quotation) -> bool) -> Vec<Quotation> {
    let mut places = Vec::with_capacity(quotations.len());
    let mut n_kept = 0;
    for quotation in &quotations {
        let is_kept = is_kept(quotation);
        places.push(is_kept.then_some(n_kept));
        n_kept += usize::from(is_kept);
    }
    let kept = quotations.into_iter().zip(&places).filter(|(_, place)| place.is_some());
    let renumbered = kept.map(|(mut quotation, _)| {
        let around = quotation.inside.and_then(|around| places.get(around).copied());
        quotation.inside = around.flatten();
        quotation
    });
    renumbered.collect()
}

/// Every quotation of `document`, the indirect ones among them, in text order, with the cues, sources
/// and reported clauses that the learned reading gives. What claims to be verbatim is that of
/// [`extract`], which `check` goes by.
#[must_use]
pub fn extract_all(model: &Model, document: &Document) -> Vec<Quotation> {
    refine(model, document, extract(model, document))
}

/// As [`extract_all`], over the words of the document, analysed.
#[must_use]
pub fn extract_read(model: &Model, document: &Document, tokens: &Tokens) -> Vec<Quotation> {
    refine_read(model, document, tokens, extract(model, document))
}

/// Every marked quotation of `document` and every claim of an unmarked headline, in text order; a
/// nested one stands after the one around it. By rules alone: by the marks, and with the cues and
/// sources that stand in the places known for them.
#[must_use]
pub fn extract(model: &Model, document: &Document) -> Vec<Quotation> {
    let mut drafts = utterances(model, document);
    drafts.sort_by_key(|draft| {
        let start = draft.content.first().map_or(0, |span| span.start());
        let end = draft.content.last().map_or(0, |span| span.end());
        (start, std::cmp::Reverse(end), draft.inside)
    });
    let n_stretches = drafts.iter().flat_map(|draft| draft.stretches.iter()).max();
    let mut owners: Vec<Option<usize>> = vec![None; n_stretches.map_or(0, |last| last + 1)];
    for (draft_idx, draft) in drafts.iter().enumerate() {
        for stretch in &draft.stretches {
            if let Some(owner) = owners.get_mut(*stretch) {
                *owner = Some(draft_idx);
            }
        }
    }
    let mut quotations: Vec<Quotation> = (drafts.into_iter())
        .map(|draft| Quotation {
            kind: draft.kind,
            content: draft.content,
            marked: draft.marked,
            cue: None,
            source: None,
            block: draft.block,
            inside: draft.inside.and_then(|around| owners.get(around).copied().flatten()),
            act: Act::Speech,
        })
        .collect();
    link(model, document, &mut quotations);
    for headline in headlines(model, document) {
        let start = |one: &Quotation| one.content.first().map_or(0, |span| span.start());
        let place = quotations.partition_point(|one| start(one) < start(&headline));
        let later = quotations.iter_mut().filter_map(|one| one.inside.as_mut());
        later.filter(|around| **around >= place).for_each(|around| *around += 1);
        quotations.insert(place, headline);
    }
    set_acts(model, &document.text, &mut quotations);
    quotations
}
