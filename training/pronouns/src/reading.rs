//! How a corpus is read for one of the two sets of weights: a text in, its pronouns with whom each may mean
//! out. Sources go by what a text speaks of, which is learned from all pronouns; pronouns inside sentences by
//! grammar, which is learned from them alone, every second text under its title.

use crate::titled::titled;
use onrecord::attribution::grammar::weighing;
use onrecord::attribution::ranking;
use onrecord::attribution::resolver::{Among, By, Learned, Pronoun, pronouns};
use onrecord::document::Document;
use onrecord::quotation::{extract, extract_all};
use onrecord_model::Model;

/// What is learned, and by which weights the pronouns before each are resolved.
#[derive(Debug)]
pub(crate) struct Reading {
    pub(crate) by: By,
    pub(crate) learned: Learned,
}

impl Reading {
    /// The groups of features whose weights are learned.
    pub(crate) fn groups(&self) -> &'static [(&'static str, usize)] {
        match self.by {
            By::Topic => &ranking::GROUPS,
            By::Grammar => &weighing::GROUPS,
        }
    }

    /// The `at`-th text of a corpus as a document, and how many bytes its title takes before it.
    pub(crate) fn document(&self, at: usize, title: &str, text: &str) -> Option<(Document, usize)> {
        let has_title = self.by == By::Grammar && at % 2 == 1;
        titled(if has_title { title } else { "" }, text)
    }

    /// The pronouns that are learned from.
    pub(crate) fn pronouns(&self, document: &Document, among: Among) -> Vec<Pronoun> {
        let model = Model::english();
        let quotations = match self.by {
            By::Topic => extract(model, document),
            By::Grammar => extract_all(model, document),
        };
        let learned = self.learned.clone();
        let mut found = pronouns(model, document, &quotations, learned, self.by, among);
        found.retain(|pronoun| self.by == By::Topic || !pronoun.is_source);
        found
    }
}
