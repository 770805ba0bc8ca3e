//! The syntax gate: how near tokens, tags, names and heads come to the automatic parses of PolNeAR, and
//! tags to the hand-made ones of the English Web Treebank. A compartment in, a table out.

pub mod boundaries;
pub mod command;
pub mod score;
pub mod silver;
pub mod speed;
pub mod table;
pub mod treebank;
