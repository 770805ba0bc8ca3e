//! Places in a text, and the units they are counted in. A string in, spans out.

pub mod folded;
pub mod fragment;
pub mod lines;
pub mod mask;
pub mod selector;
pub mod sentences;
pub mod span;
pub mod words;
