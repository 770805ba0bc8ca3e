//! The record as pages, an interface and feeds, and the right of reply. A store in, answers over HTTP out.
//!
//! A page is a handler in [`pages`], its template in `templates/`, and a view of
//! [`onrecord_store::reading`]; none holds a judgement of its own. Every page works without a script, loads
//! nothing from elsewhere, and shows a finding with its published replies or not at all.

pub mod alerts;
pub mod annotations;
pub mod answer;
pub mod api;
pub mod assets;
pub mod bearer;
pub mod desk;
pub mod feeds;
pub mod marking;
pub mod oembed;
pub mod pages;
pub mod proxy;
pub mod routes;
pub mod sarif;
pub mod sent;
pub mod serving;
pub mod settings;
pub mod signed;
pub mod site;
pub mod trouble;
pub mod upkeep;
pub mod words;
