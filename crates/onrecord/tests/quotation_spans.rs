//! What `extract` promises on any text: every span lies on char boundaries inside a block, the parts
//! of a content are ordered and disjoint, and no text takes more than linear time. Texts are made by
//! mutating a short article with a fixed seed.

#[path = "../../../fuzz/src/quotation.rs"]
#[expect(unreachable_pub, reason = "the fuzz target calls it from another crate")]
mod promises;

use promises::{extracted, hold};

const ARTICLE: &str = "“We are done,” said Ada Oke, 41. “Nobody asked us — ‘not once’ — and we left.\n\n\
    “It was 5'10\" high,” she added.\n\n\
    Lund called the plan a “total mess” and said that it was \"very, very bad.\" He wants the \
    workers’ rights back in the ’90s style, the “Late Hour” host told William “Bill” Moore.\n\n\
    « Oui », dit-elle. „Nein“, sagte er, »nie«. 「はい」と言った。 ``So be it,'' he wrote.\n\n\
    'Twas said: 'It's over, they're goin' home,' the mayor told them. “No end";

const PIECES: [&str; 34] = [
    "\"",
    "“",
    "”",
    "„",
    "‟",
    "'",
    "‘",
    "’",
    "«",
    "»",
    "‹",
    "›",
    "「",
    "」",
    "『",
    "』",
    "``",
    "''",
    "\n\n",
    "\n",
    " ",
    ".",
    ",",
    " said ",
    " she said, ",
    "—",
    "…",
    "é",
    "漢",
    "\u{301}",
    "🎙",
    "5'10\"",
    "=\"",
    "\u{200B}",
];

/// A linear congruential generator: the same numbers at every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

#[test]
fn every_span_of_every_mutation_is_sound() {
    let mut dice = Dice(20);
    for _ in 0..3000 {
        let mut chars: Vec<String> = ARTICLE.chars().map(String::from).collect();
        let from = dice.roll(chars.len());
        chars.rotate_left(from);
        chars.truncate(1 + dice.roll(chars.len()));
        for _ in 0..dice.roll(24) {
            let at = dice.roll(chars.len());
            match dice.roll(3) {
                0 => chars[at] = String::new(),
                1 => chars[at] = PIECES[dice.roll(PIECES.len())].to_owned(),
                _ => chars.insert(at, PIECES[dice.roll(PIECES.len())].to_owned()),
            }
        }
        hold(&chars.concat());
    }
}

#[test]
fn texts_of_nothing_but_marks_are_read_in_linear_time() {
    for unit in
        ["\"", "“", "”", "“a” ", "\"a", "'a ", " 'a", "‘a’ ", "“a, “", "«a", "said \"x ", "“a ‘b"]
    {
        for separator in ["", "\n\n"] {
            let text = format!("{unit}{separator}").repeat(20_000);
            let (_, quotations) = extracted(&text);
            assert!(quotations.len() <= 40_000);
        }
    }
}

#[test]
fn one_missing_mark_costs_no_other_quotation() {
    let n_quotations = |text: &str| extracted(text).1.len();
    let whole = "“We left,” said Oke. “We won.”\n\nLund said: “It is over.”\n\n“Go,” he said.";
    let n_whole = n_quotations(whole);
    assert_eq!(n_whole, 3);
    for (at, mark) in whole.char_indices().filter(|(_, c)| matches!(c, '“' | '”')) {
        let cut = format!("{}{}", &whole[..at], &whole[at + mark.len_utf8()..]);
        assert!(n_quotations(&cut) >= n_whole - 1, "{} in {cut:?}", n_quotations(&cut));
    }
}
