//! How many tags, names and heads are as in the silver. Texts in, shares out. The silver's tokens and
//! sentences are taken, so that every token has an answer; tags are ours throughout.

use crate::syntax::boundaries::{self, Agreement};
use crate::syntax::silver::Silver;
use crate::syntax::treebank::Tagged;
use onrecord_model::syntax::analyser::Analyser;
use onrecord_model::syntax::entity::Entity;
use onrecord_model::syntax::relation::Relation;
use onrecord_model::syntax::token::Token;

/// What was counted.
#[derive(Debug, Clone, Copy, Default)]
pub struct Score {
    /// Spans of tokens.
    pub tokens: Agreement,
    /// Ends of sentences.
    pub sentences: Agreement,
    /// Tokens with the tag of the silver.
    pub tags: Share,
    /// Spans of names, all kinds; a span is a run of tokens of one kind.
    pub names: Agreement,
    /// Spans of names of persons.
    pub persons: Agreement,
    /// Tokens but punctuation with the head of the silver.
    pub heads: Share,
    /// Those that have its relation too.
    pub relations: Share,
    /// Subjects with the head of the silver, called subjects.
    pub subjects: Share,
}

/// So many of so many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// How many are right.
    pub right: usize,
    /// How many there are.
    pub all: usize,
}

impl Share {
    /// The share; 0 of nothing.
    #[must_use]
    pub fn value(&self) -> f64 {
        self.right as f64 / self.all.max(1) as f64
    }

    fn add(&mut self, is_right: bool) {
        self.all += 1;
        self.right += usize::from(is_right);
    }
}

/// Scores `analyser` on `texts`.
#[must_use]
pub fn measure(analyser: &Analyser, texts: &[Silver]) -> Score {
    let (tokens, sentences) = boundaries::measure(analyser, texts);
    let mut score = Score { tokens, sentences, ..Score::default() };
    for gold in texts.iter().flat_map(|text| text.tokens.sentences()) {
        let mut ours = gold.to_vec();
        for token in &mut ours {
            token.form.word = analyser.vocabulary().number(token.form.hash);
        }
        analyser.tag(&mut ours);
        analyser.name(&mut ours);
        analyser.parse(&mut ours);
        for (ours, gold) in ours.iter().zip(gold) {
            score.tags.add(ours.tag == gold.tag);
            if gold.relation == Relation::PUNCT {
                continue;
            }
            let is_attached = ours.head == gold.head;
            score.heads.add(is_attached);
            score.relations.add(is_attached && ours.relation == gold.relation);
            if gold.relation.is_subject() {
                score.subjects.add(is_attached && ours.relation.is_subject());
            }
        }
        score.names.add(&names(gold, |_| true), &names(&ours, |_| true));
        let is_person = |kind| kind == Entity::Person;
        score.persons.add(&names(gold, is_person), &names(&ours, is_person));
    }
    score
}

/// The tokens of the treebank with the right tag, of those with a tag that we know.
#[must_use]
pub fn tags(analyser: &Analyser, sentences: &[Tagged]) -> Share {
    let mut share = Share::default();
    for sentence in sentences {
        let mut ours = sentence.tokens.clone();
        for token in &mut ours {
            token.form.word = analyser.vocabulary().number(token.form.hash);
        }
        analyser.tag(&mut ours);
        for (ours, tag) in ours.iter().zip(&sentence.tags) {
            if let Some(tag) = tag {
                share.add(ours.tag == *tag);
            }
        }
    }
    share
}

/// The runs of tokens of one kind, each coded by its first token and by its end with the kind, so that
/// spans of two kinds differ.
fn names(tokens: &[Token], wants: impl Fn(Entity) -> bool) -> Vec<(u32, u32)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let rest = tokens.get(at..).unwrap_or_default();
        let n = rest.iter().take_while(|next| next.entity == token.entity).count();
        if token.entity != Entity::None && wants(token.entity) {
            found.push((at as u32, ((at + n) * Entity::ALL.len() + token.entity.index()) as u32));
        }
        at += n;
    }
    found
}
