//! Lines as transcripts write them, and the labels that must come out.

use crate::document::label::{Style, label};

type Read<'a> = (&'a str, Option<&'a str>, Option<u64>, &'a str, Style);

fn read(line: &str) -> Option<Read<'_>> {
    let label = label(line)?;
    let words = line.get(label.words_at..)?;
    Some((label.name, label.role, label.time_ms, words, label.style))
}

#[test]
fn names_roles_and_times_are_told_apart() {
    let cases = [
        ("THE CHAIR: Order.", ("THE CHAIR", None, None, "Order.", Style::Capitals)),
        (
            "ADA LOW (ON CAMERA): Yes.",
            ("ADA LOW", Some("ON CAMERA"), None, "Yes.", Style::Capitals),
        ),
        ("IDA OST, RADIO HOST: Hi.", ("IDA OST", Some("RADIO HOST"), None, "Hi.", Style::Capitals)),
        ("Ada Low, PsyD: Yes.", ("Ada Low, PsyD", None, None, "Yes.", Style::Name)),
        ("C.L. O'DEE: Yes.", ("C.L. O'DEE", None, None, "Yes.", Style::Capitals)),
        ("[00:12] Ada Low: Yes.", ("Ada Low", None, Some(12_000), "Yes.", Style::Name)),
        ("Ada Low [00:12]: Yes.", ("Ada Low", None, Some(12_000), "Yes.", Style::Name)),
        ("Ada Low: [00:12] Yes.", ("Ada Low", None, Some(12_000), "Yes.", Style::Name)),
        ("Speaker 1 (00:03):", ("Speaker 1", None, Some(3_000), "", Style::Machine)),
        ("SPEAKER_00: Hi", ("SPEAKER_00", None, None, "Hi", Style::Machine)),
        ("Ada Low  0:12", ("Ada Low", None, Some(12_000), "", Style::Timed)),
        (">> ADA LOW: Hi", ("ADA LOW", None, None, "Hi", Style::Capitals)),
        (">> hello", ("", None, None, "hello", Style::Change)),
        ("Q: Why?", ("Q", None, None, "Why?", Style::Letter)),
        ("**Ada Low:** \\[00:31\\] Hi", ("Ada Low", None, Some(31_000), "Hi", Style::Bold)),
        ("**Ada Low**: Hi", ("Ada Low", None, None, "Hi", Style::Bold)),
        ("# **Break:** \\[14:22\\]", ("Break", None, Some(862_000), "", Style::Bold)),
    ];
    for (line, expected) in cases {
        assert_eq!(read(line), Some(expected), "{line}");
    }
}

#[test]
fn sentences_times_of_day_and_links_are_no_labels() {
    for line in [
        "Let me tell you something, folks: no.",
        "We start at 6:30 pm.",
        "See https://example.org for more",
        "I said it. Here it is: no.",
        "\"Ada Low: a life\" is out",
        "**kazoo** plays",
        "",
        ":",
        "and then: no",
    ] {
        assert_eq!(read(line), None, "{line}");
    }
}
