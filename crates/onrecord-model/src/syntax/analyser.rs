//! The embedded weights behind one handle. A text in, tokens out; then each sentence is tagged, named
//! and parsed where asked.

use crate::syntax::entity::Entity;
use crate::syntax::namer;
use crate::syntax::network::Network;
use crate::syntax::parser;
use crate::syntax::tag::Tag;
use crate::syntax::tagger;
use crate::syntax::token::{Token, Tokens};
use crate::syntax::tokeniser;
use crate::syntax::vocabulary::Vocabulary;
use std::sync::LazyLock;

/// What was learned of English sentences.
#[derive(Debug)]
pub struct Analyser {
    vocabulary: Vocabulary<'static>,
    tagger: Network<'static, { tagger::HIDDEN }>,
    namer: Network<'static, { namer::HIDDEN }>,
    parser: Network<'static, { parser::HIDDEN }>,
}

static ENGLISH: LazyLock<Analyser> = LazyLock::new(|| Analyser {
    vocabulary: Vocabulary::read(include_bytes!("../../assets/en/syntax/vocabulary.bin")),
    tagger: Network::read(
        include_bytes!("../../assets/en/syntax/tagger.bin"),
        tagger::GROUPS.n_rows(),
        Tag::COUNT,
    ),
    namer: Network::read(
        include_bytes!("../../assets/en/syntax/namer.bin"),
        namer::GROUPS.n_rows(),
        Entity::ALL.len(),
    ),
    parser: Network::read(
        include_bytes!("../../assets/en/syntax/parser.bin"),
        parser::GROUPS.n_rows(),
        parser::N_CLASSES,
    ),
});

impl Analyser {
    /// The English weights. Nothing is built but a few thousand numbers, once a process.
    #[must_use]
    pub fn english() -> &'static Analyser {
        &ENGLISH
    }

    /// The words known.
    #[must_use]
    pub fn vocabulary(&self) -> &Vocabulary<'static> {
        &self.vocabulary
    }

    /// The tokens and sentences of `text`, neither tagged nor parsed.
    #[must_use]
    pub fn tokens(&self, text: &str) -> Tokens {
        tokeniser::tokens(&self.vocabulary, text)
    }

    /// Gives every token of one sentence its part of speech.
    pub fn tag(&self, sentence: &mut [Token]) {
        tagger::tag(&self.vocabulary, &self.tagger, sentence);
    }

    /// Gives every token of one tagged sentence the kind of name it is part of.
    pub fn name(&self, sentence: &mut [Token]) {
        namer::name(&self.vocabulary, &self.namer, sentence);
    }

    /// Gives every token of one tagged sentence its head and relation.
    pub fn parse(&self, sentence: &mut [Token]) {
        parser::parse(&self.parser, sentence);
    }

    /// The tokens of `text` with all that can be known of them.
    #[must_use]
    pub fn analyse(&self, text: &str) -> Tokens {
        let mut tokens = self.tokens(text);
        for sentence in tokens.sentences_mut() {
            self.tag(sentence);
            self.name(sentence);
            self.parse(sentence);
        }
        tokens
    }
}
