//! onrecord sets the record straight: what a report prints as said, laid beside the record of the
//! occasion, with every difference typed and graded.
//!
//! One way through, and the modules in its order:
//! bytes → [`document`] → [`quotation`] → [`attribution`] → [`matching`] → [`verdict`] → [`statement`] →
//! [`chain`] → [`report`].
//! Imports run down that list only. Nothing here does I/O, reads a clock or fails: what could not be
//! read comes back as a [`document::problem::Problem`] beside the value.

pub mod text;

pub mod document;

pub mod quotation;

pub mod attribution;

pub mod matching;

pub mod verdict;

pub mod statement;

pub mod chain;

pub mod report;

pub mod check;

pub mod find;
