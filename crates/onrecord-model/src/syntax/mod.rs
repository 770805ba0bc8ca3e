//! Words, their classes, names and dependencies. A text in, [`token::Tokens`] out: words and sentences
//! first; then, a sentence at a time and only where asked, tags, names and heads. Knows nothing of
//! quotations.

pub mod entity;
pub mod form;
pub mod relation;
pub mod shape;
pub mod tag;
pub mod token;
