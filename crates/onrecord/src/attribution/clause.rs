//! A cue in, the words that stand as the subject of its verb out, as the learned parser reads the
//! sentence: for quotations that have no source beside them, or one that can hardly speak.

use crate::document::Document;
use crate::text::span::Span;
use onrecord_model::syntax::analyser::Analyser;
use onrecord_model::syntax::relation::Relation;
use onrecord_model::syntax::token::Token;

/// The most bytes of a block that are read on either side of a cue.
const WINDOW: usize = 600;

/// A sentence of more words is a list or no sentence; to parse it again for each cue in it takes too long.
const LONGEST: usize = 120;

/// How many heads up a subject is looked for.
const STEPS: usize = 5;

/// The subject of the verb at `cue`; for "who" the words it goes back to.
pub(crate) fn subject(document: &Document, cue: Span) -> Option<Span> {
    let next = document.blocks.partition_point(|block| block.span.start() <= cue.start());
    let block = document.blocks.get(next.checked_sub(1)?)?.span;
    let text = &document.text;
    let mut start = cue.start().saturating_sub(WINDOW).max(block.start());
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let mut end = (cue.end() + WINDOW).min(block.end()).max(cue.end());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let window = text.get(start..end)?;
    let analyser = Analyser::english();
    let mut tokens = analyser.tokens(window);
    let is_cue = |token: &Token| {
        start + (token.start as usize) < cue.end() && start + token.end as usize > cue.start()
    };
    let sentence = tokens.sentences_mut().find(|sentence| sentence.iter().any(is_cue))?;
    if sentence.len() > LONGEST {
        return None;
    }
    analyser.tag(sentence);
    analyser.parse(sentence);
    let verb = sentence.iter().rposition(|token| is_cue(token) && is_verb(*token))?;
    let (first, last) = phrase(sentence, subject_of(window, sentence, verb)?);
    let (first, last) = (sentence.get(first)?, sentence.get(last)?);
    Some(Span::new(start + first.start as usize, start + last.end as usize))
}

fn is_verb(token: Token) -> bool {
    token.tag.name().starts_with('V')
}

/// The index of the head of the subject of the verb at `verb`: its own, or that of the verb it goes
/// with.
fn subject_of(text: &str, sentence: &[Token], verb: usize) -> Option<usize> {
    let mut at = verb;
    for _ in 0..STEPS {
        let own = sentence.iter().enumerate().find(|(child, token)| {
            token.head as usize == at
                && *child != at
                && (token.relation == Relation::NSUBJ
                    || token.relation == Relation::NSUBJPASS && at != verb)
        });
        let token = sentence.get(at)?;
        if let Some((subject, found)) = own {
            let is_relative = ["who", "which", "that"].contains(&found.of(text));
            if !is_relative {
                return Some(subject);
            }
            return (token.relation == Relation::ACL_RELCL).then_some(token.head as usize);
        }
        if token.is_root(at) {
            return None;
        }
        let is_joined = matches!(
            token.relation,
            Relation::CONJ
                | Relation::ADVCL
                | Relation::XCOMP
                | Relation::PARATAXIS
                | Relation::CCOMP
                | Relation::DEP
        );
        if !is_joined {
            return None;
        }
        at = token.head as usize;
    }
    None
}

/// The first and last token of the phrase around the noun at `head`: its names, article and adjectives.
fn phrase(sentence: &[Token], head: usize) -> (usize, usize) {
    let belongs = |at: usize| {
        sentence.get(at).is_some_and(|token| {
            token.head as usize == head
                && matches!(
                    token.relation,
                    Relation::COMPOUND
                        | Relation::DET
                        | Relation::AMOD
                        | Relation::NMOD_POSS
                        | Relation::NUMMOD
                        | Relation::DET_PREDET
                )
        })
    };
    let mut first = head;
    while first > 0 && first + 8 > head && (belongs(first - 1) || is_possessor(sentence, first - 1))
    {
        first -= 1;
    }
    (first, head)
}

/// Whether the token at `at` is the possessive ending of an owner.
fn is_possessor(sentence: &[Token], at: usize) -> bool {
    sentence.get(at).is_some_and(|token| token.tag.name() == "POS")
}
