//! What a whole check promises on any bytes: sound spans, every rendering, the same twice, and time in
//! about the ratio of the text's length. The fuzz target `check` holds the first three on inputs that
//! it finds itself.

#![expect(clippy::disallowed_methods, reason = "the time that a text takes is what is asked")]

#[path = "../../../fuzz/src/check.rs"]
#[expect(unreachable_pub, reason = "the fuzz target calls it from another crate")]
mod promises;

use onrecord::attribution::attribute;
use onrecord::document::origin::{DocumentKind, Origin};
use onrecord::document::read;
use onrecord::quotation::extract;
use onrecord_model::Model;
use std::time::{Duration, Instant};

#[test]
fn every_span_of_a_report_is_sound() {
    for bytes in [
        "“We will not close,” said Ada Low.\0ADA LOW: We will never close it.",
        // One word folded to two: words that are added stand between its halves.
        "\"I have ten alders, aten dollars,\" he said.\0MR. POE: I have $10 and, um, more.",
        "“A … b [c] d,” said Poe. “É\u{301}” 漢 “字”\0POE: a b c d é",
        "",
        "\0",
    ] {
        promises::hold(bytes.as_bytes());
    }
}

/// How long the way from bytes to speakers takes, the best of three.
fn time(text: &str) -> Duration {
    let origin = Origin { name: "article.txt".to_owned() };
    let once = || {
        let start = Instant::now();
        for document in read(text.as_bytes(), &origin, DocumentKind::Article) {
            let quotations = extract(Model::english(), &document);
            let _ = attribute(Model::english(), &document, quotations);
        }
        start.elapsed()
    };
    (0..3).map(|_| once()).min().unwrap_or_default()
}

/// A text of `n` pieces, each with `#` replaced by a word of its own.
fn pieces(piece: &str, n: usize) -> String {
    let letter = |number: usize| char::from(b'a' + (number % 26) as u8);
    let name = |nth: usize| format!("K{}{}{}", letter(nth), letter(nth / 26), letter(nth / 676));
    (0..n).map(|nth| piece.replace('#', &name(nth))).collect()
}

#[test]
fn four_times_the_text_takes_at_most_eight_times_as_long() {
    // Below this a run is too short to compare on a busy machine.
    let short = Duration::from_millis(150);
    for piece in [
        "“a, “ said ",
        "'a' ",
        "\"a\" said \"b\", ",
        "said has told ",
        "#: a\n",
        "John # left. John said: “A b.” ",
        "John # left. The senator said: “A b.” ",
        "# Poe was. “A,” Poe said. ",
        "“A,” said John #.\n\n",
        "“A.”\n\n",
    ] {
        let n = 12_000 / piece.len();
        let is_linear = || {
            let longer = time(&pieces(piece, 16 * n));
            longer < short || longer <= 8 * time(&pieces(piece, 4 * n))
        };
        assert!((0..3).any(|_| is_linear()), "{piece:?}");
    }
}
