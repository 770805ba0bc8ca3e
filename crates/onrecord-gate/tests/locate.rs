//! Quotations that were read beside their passages come out as they were judged.

use onrecord_gate::floors::hold;
use onrecord_gate::judgements::{measure, path};

#[test]
fn quotations_come_out_as_a_reader_judged_them() {
    let scores = measure().expect("the judged articles and records can be read");
    hold("locate", &[path("locate")], &scores).expect("the floors of locate");
}
