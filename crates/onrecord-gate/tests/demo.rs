//! The demo story comes out as its author meant.

use onrecord_gate::demo::{scores, story};
use onrecord_gate::floors::hold;
use std::path::Path;

#[test]
fn the_demo_story_comes_out_as_its_author_meant() {
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo");
    let outcomes = story().expect("the demo can be read");
    hold("demo", &[demo.join("meant.toml")], &scores(&outcomes)).expect("the floors of the demo");
}
