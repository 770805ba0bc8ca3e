//! The one client of the project. An address that the user asked for in, what its server sent out, as the
//! exchanges that a capture is made of.
//!
//! Nothing else in the project opens a connection to the web, and only commands whose whole purpose it is to
//! fetch use this crate; a test holds both. Nothing is fetched against a site's robots.txt, faster than it
//! asks for, or from a private network that the user did not name.

pub mod address;
pub mod error;
pub mod fetching;
mod pace;
pub mod robots;
pub mod sending;
mod wire;
