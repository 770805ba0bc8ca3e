//! Holds the scores of the gate `pages` against `eval/floors.toml`.

use onrecord_gate::floors::hold;
use onrecord_gate::pages::{gold::files, measure, scores};

/// Seconds that one page may take. Measured: 0.03 in a build for development.
const SECONDS: f64 = 1.0;

#[test]
fn pages_are_read_as_well_as_the_floors_say() {
    let measured = measure().unwrap();
    let files = files().unwrap();
    assert_eq!(measured.len() + 1, files.len(), "every page is measured, and gold.json is beside");
    for page in &measured {
        assert!(page.seconds < SECONDS, "{} took {:.2} s", page.name, page.seconds);
    }
    hold("pages", &files, &scores(&measured)).unwrap();
}
