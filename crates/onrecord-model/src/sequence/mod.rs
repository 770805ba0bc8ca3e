//! A labeller of sequences: which words of a paragraph name a source, a cue or a content. Numbers of
//! features in, a label a word out, the best sequence of all. Knows no text: what a feature means is
//! for who makes it to say.

pub mod decode;
pub mod label;
pub mod labeller;
pub mod likelihood;
pub mod weights;
