//! What the check flags on real reports stays within what a reader found, and so does what it lets pass.

use onrecord_gate::flagged::measure;
use onrecord_gate::floors::hold;
use onrecord_gate::judgements::path;

#[test]
fn real_quotations_are_flagged_where_a_reader_flags_them() {
    let scores = measure().expect("the judged articles and records can be read");
    hold("flagged", &[path("flagged")], &scores).expect("the floors of flagged");
}
