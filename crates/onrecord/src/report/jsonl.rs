//! JSON lines: one report a line, in the shape of an entry of `reports` in `schema/report.v1.json`.

use crate::matching::archive::Archive;
use crate::report::Checked;
use crate::report::escape::json_text;
use crate::report::json::{Records, report};

/// Renders every document as a line of its own.
#[must_use]
pub fn render(archive: &Archive, checked: &[Checked]) -> String {
    let mut records = Records::default();
    let line =
        |one: &Checked| format!("{}\n", json_text(&report(archive, &mut records, one).to_string()));
    checked.iter().map(line).collect()
}
