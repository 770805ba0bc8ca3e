//! Words, their classes, names and dependencies. A text in, [`token::Tokens`] out: words and sentences
//! first; then, a sentence at a time and only where asked, tags, names and heads. Knows nothing of
//! quotations.

pub(crate) mod abbreviation;
pub mod analyser;
pub mod entity;
pub mod form;
pub mod namer;
pub mod network;
pub mod parser;
pub mod relation;
pub(crate) mod scanner;
pub(crate) mod sentences;
pub mod shape;
pub mod state;
pub mod tag;
pub mod tagger;
pub mod token;
pub mod tokeniser;
pub mod vocabulary;
