//! What makes the weights: corpora in, files of numbers out. Imported by no crate; one thread a
//! network and every sum in a fixed order, so that the same corpora give the same bytes.

#![allow(clippy::print_stdout, reason = "training says how far it is")]

pub mod jackknife;
pub mod learner;
pub mod naming;
pub mod oracle;
pub mod parsing;
pub mod plan;
pub mod quotation;
pub mod random;
pub mod syntax;
pub mod tagging;
pub mod words;
