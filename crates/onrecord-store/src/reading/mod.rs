//! What a page shows, read from the database. An engine within one transaction in, one view a page out; one
//! file a view. A finding leaves this room only as [`answered::Answered`], with its published replies.

pub mod alerts;
pub mod answered;
pub mod chain;
pub mod condition;
pub mod document;
mod growing;
pub mod home;
pub mod kept;
pub mod later;
pub mod occasion;
pub mod outlet;
pub mod person;
pub mod reply;
pub mod search;
pub mod side;
pub mod statement;
pub mod text;
pub mod told;
pub mod versions;
