//! Quotations of several outlets are brought together as a reader judged them.

use onrecord_gate::floors::hold;
use onrecord_gate::statements::{measure, path};

#[test]
fn quotations_of_several_outlets_are_brought_together_as_a_reader_judged() {
    let scores = measure().expect("the articles and the judged pairs can be read");
    hold("statements", &[path()], &scores).expect("the floors of statements");
}
