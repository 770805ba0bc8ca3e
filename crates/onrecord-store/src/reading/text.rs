//! The text of a document's latest version, read again from its bytes. A document's id in, the document with
//! its blocks and turns out.

use crate::database::engine::Engine;
use crate::database::fault::Fault;
use crate::store::version::Version;
use onrecord::document::Document;

/// The latest version of document `id`; `None` where it is not held.
///
/// # Errors
/// The engine's own, and where the bytes are damaged.
pub fn text(engine: &mut dyn Engine, id: &str) -> Result<Option<Document>, Fault> {
    Version::latest(engine, id)?.map(|version| version.document()).transpose()
}
