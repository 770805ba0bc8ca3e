//! JSON lines. Findings in, one object a line out.

use crate::error::Error;
use crate::exporting::{Export, put};
use crate::reading::answered::Answered;
use crate::store::Store;
use onrecord::report::escape::json_text;
use serde_json::{Value, json};

/// Writes a line a finding: `{"document", "name", "url", "title", "outlet", "published", "version",
/// "statement", "finding"}`, the finding as `onrecord check --format json` has it.
pub(crate) fn write(store: &Store, export: &mut Export) -> Result<(), Error> {
    store.articles("1 = 1", &mut |found| {
        found.iter().try_for_each(|one| put(export.sink, &line(one)))
    })
}

/// The line of one finding, with its end.
pub(crate) fn line(one: &Answered) -> String {
    format!("{}\n", json_text(&object(one).to_string()))
}

fn object(one: &Answered) -> Value {
    let report = one.report();
    json!({
        "document": report.document,
        "name": report.name,
        "url": report.url,
        "title": report.title,
        "published": report.published,
        "outlet": report.outlet_name,
        "version": report.version,
        "statement": one.statement(),
        "finding": one.json(),
    })
}
