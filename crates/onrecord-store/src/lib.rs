//! The record at rest. Paths in, documents and the one [`record::Record`] handle out; everything that
//! touches the disk is here.

pub mod account;
pub mod answering;
pub mod baseline;
pub mod database;
pub mod erasing;
pub mod error;
pub mod exporting;
pub mod haystack;
pub mod index;
pub mod ledger;
pub mod machine;
mod parallel;
pub mod post;
pub mod reading;
pub mod record;
pub mod replies;
pub mod store;
pub mod stream;
pub mod vault;
