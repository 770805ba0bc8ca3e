//! How a text is read for one of the two sets of weights: its pronouns with whom each may mean out. Sources go
//! by what a text speaks of, which is learned from all pronouns; pronouns inside sentences by grammar, which is
//! learned from them alone, every second text under its title.

use crate::titled::titled;
use onrecord::attribution::grammar::weighing;
use onrecord::attribution::ranking;
use onrecord::attribution::resolver::{Among, By, Learned, Pronoun, pronouns};
use onrecord::document::Document;
use onrecord::quotation::{Quotation, extract, extract_read};
use onrecord_model::Model;
use onrecord_model::syntax::analyser::Analyser;
use onrecord_model::syntax::token::Tokens;

/// A text of a corpus, with what stays the same whatever the weights are.
#[derive(Debug)]
pub(crate) struct Article {
    pub(crate) document: Document,
    /// How many bytes its title takes before the corpus' text.
    pub(crate) shift: usize,
    by: By,
    tokens: Tokens,
    quotations: Vec<Quotation>,
}

impl Article {
    /// The `at`-th text of a corpus.
    pub(crate) fn read(by: By, at: usize, title: &str, text: &str) -> Option<Article> {
        let has_title = by == By::Grammar && at % 2 == 1;
        let (document, shift) = titled(if has_title { title } else { "" }, text)?;
        let model = Model::english();
        let tokens = Analyser::english().analyse(&document.text);
        let quotations = match by {
            By::Topic => extract(model, &document),
            By::Grammar => extract_read(model, &document, &tokens),
        };
        Some(Article { document, shift, by, tokens, quotations })
    }

    /// The pronouns that are learned from; those before each are resolved by the weights `learned`.
    pub(crate) fn pronouns(&self, learned: &Learned, among: Among) -> Vec<Pronoun> {
        let Article { document, by, tokens, quotations, .. } = self;
        let (model, learned) = (Model::english(), learned.clone());
        let mut found = pronouns(model, document, Some(tokens), quotations, learned, *by, among);
        found.retain(|pronoun| *by == By::Topic || !pronoun.is_source);
        found
    }
}

/// The groups of features of one set of weights.
pub(crate) fn groups(by: By) -> &'static [(&'static str, usize)] {
    match by {
        By::Topic => &ranking::GROUPS.all,
        By::Grammar => &weighing::GROUPS.all,
    }
}
