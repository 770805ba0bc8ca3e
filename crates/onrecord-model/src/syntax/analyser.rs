//! The embedded weights behind one handle. A text in, tokens out; then each sentence is tagged, named
//! and parsed where asked.

use crate::lanes::aligned_bytes;
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
pub struct Analyser<'a> {
    vocabulary: Vocabulary<'a>,
    tagger: Network<'a, { tagger::HIDDEN }>,
    namer: Network<'a, { namer::HIDDEN }>,
    parser: Network<'a, { parser::HIDDEN }>,
}

/// The bytes of an analyser's weights.
#[derive(Debug, Clone, Copy)]
pub struct Parts<'a> {
    /// The words known: [`Vocabulary::read`].
    pub vocabulary: &'a [u8],
    /// What gives tags: [`Network::read`], as the two below.
    pub tagger: &'a [u8],
    /// What gives kinds of names.
    pub namer: &'a [u8],
    /// What gives heads and relations.
    pub parser: &'a [u8],
}

static ENGLISH: LazyLock<Analyser<'static>> = LazyLock::new(|| {
    Analyser::read(Parts {
        vocabulary: include_bytes!("../../assets/en/syntax/vocabulary.bin"),
        tagger: aligned_bytes!("../../assets/en/syntax/tagger.bin"),
        namer: aligned_bytes!("../../assets/en/syntax/namer.bin"),
        parser: aligned_bytes!("../../assets/en/syntax/parser.bin"),
    })
});

impl Analyser<'static> {
    /// The English weights. Nothing is built but a few thousand numbers, once a process.
    #[must_use]
    pub fn english() -> &'static Analyser<'static> {
        &ENGLISH
    }
}

impl<'a> Analyser<'a> {
    /// The analyser with these weights. Bytes that are no weights know nothing.
    #[must_use]
    pub fn read(parts: Parts<'a>) -> Analyser<'a> {
        let (n_tags, n_kinds) = (Tag::COUNT, Entity::ALL.len());
        Analyser {
            vocabulary: Vocabulary::read(parts.vocabulary),
            tagger: Network::read(parts.tagger, tagger::GROUPS.n_rows(), n_tags),
            namer: Network::read(parts.namer, namer::GROUPS.n_rows(), n_kinds),
            parser: Network::read(parts.parser, parser::GROUPS.n_rows(), parser::N_CLASSES),
        }
    }

    /// The words known.
    #[must_use]
    pub fn vocabulary(&self) -> &Vocabulary<'a> {
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
        // One network after the other: what a text asks of a network stays near while it is used.
        tokens.sentences_mut().for_each(|sentence| self.tag(sentence));
        tokens.sentences_mut().for_each(|sentence| self.name(sentence));
        tokens.sentences_mut().for_each(|sentence| self.parse(sentence));
        tokens
    }
}
