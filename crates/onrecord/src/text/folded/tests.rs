//! What folds to what.

use crate::text::folded::{each_token, tokens};
use crate::text::span::Span;
use proptest::test_runner::{Config as ProptestConfig, RngSeed};
use std::ops::ControlFlow;

fn keys(text: &str) -> String {
    let found: Vec<String> =
        tokens(text, Span::new(0, text.len())).into_iter().map(|token| token.key).collect();
    found.join(" ")
}

#[test]
fn a_number_folds_alike_however_it_is_written() {
    for (written, key) in [
        ("21,000", "21000"),
        ("twenty-one thousand", "21000"),
        ("twenty one thousand", "21000"),
        ("$5 million", "5000000 dollar"),
        ("five million dollars", "5000000 dollar"),
        ("$5m", "5000000 dollar"),
        ("1.2 billion", "1200000000"),
        ("one point two billion", "1200000000"),
        ("50%", "50 percent"),
        ("fifty per cent", "50 percent"),
        ("50 percent", "50 percent"),
        ("two thousand and sixteen", "2016"),
        ("twenty sixteen", "2016"),
        ("2016", "2016"),
        ("nineteen sixty-four", "1964"),
        ("nineteen oh five", "1905"),
        ("nineteen hundred", "1900"),
        ("a hundred and fifty", "150"),
        ("one hundred and two hundred", "100 and 200"),
        ("one hundred and two thousand", "102000"),
        ("three hundred thousand", "300000"),
        ("two hundred and fifty thousand", "250000"),
        ("two million three hundred thousand and five", "2300005"),
        ("twenty-first", "21st"),
        ("21st", "21st"),
        ("the third", "the 3rd"),
        ("July fourth", "july 4"),
        ("July 4th", "july 4"),
        ("July 4", "july 4"),
        ("one two three", "1 2 3"),
        ("nineteen, sixty", "19 60"),
        ("seven and nine", "7 and 9"),
        ("a point", "a point"),
        ("per person", "per person"),
        ("1.50", "1.5"),
        ("#1", "number 1"),
        ("1990s", "1990s"),
        ("twenty-four seven", "24 7"),
        ("a million", "1000000"),
        ("million million", "million million"),
        ("99999999999999999999 trillion", "99999999999999999999 trillion"),
        ("nine hundred trillion trillion", "900000000000000 trillion"),
    ] {
        assert_eq!(keys(written), key, "{written}");
    }
}

#[test]
fn a_contraction_folds_to_its_words() {
    for (written, key) in [
        ("I don’t", "i do not"),
        ("cannot won't can't", "can not will not can not"),
        ("it's we're they'll I've I'm", "it is we are they will i have i am"),
        ("gonna wanna 'em", "going to want to them"),
        ("y’all goin'", "you all going"),
        ("wouldn't've", "would not have"),
        ("Moreau's O'Brien", "moreau's o'brien"),
        ("let's", "let us"),
    ] {
        assert_eq!(keys(written), key, "{written}");
    }
}

#[test]
fn typography_spelling_and_masks_fold() {
    for (written, key) in [
        ("Colour centre organised", "color center organized"),
        ("U.S. and D.C.", "us and dc"),
        ("caf\u{e9} cafe\u{301}", "cafe cafe"),
        ("co\u{AD}operate zero\u{200B}width", "cooperate zerowidth"),
        ("ﬁne ＡＢＣ", "fine abc"),
        ("s*** f**king **so** bold", "s* f*king so bold"),
        ("black & white", "black and white"),
        ("Mr. Moreau", "mister moreau"),
        ("well-known man", "well known man"),
    ] {
        assert_eq!(keys(written), key, "{written}");
    }
}

#[test]
fn tokens_of_one_word_share_its_span_and_words_of_one_number_are_covered() {
    let text = "We don't owe $5 million.";
    let found: Vec<(String, &str)> = tokens(text, Span::new(0, text.len()))
        .into_iter()
        .map(|token| (token.key, token.span.of(text)))
        .collect();
    let found: Vec<(&str, &str)> = found.iter().map(|(key, of)| (key.as_str(), *of)).collect();
    let expected = [
        ("we", "We"),
        ("do", "don't"),
        ("not", "don't"),
        ("owe", "owe"),
        ("5000000", "$5 million"),
        ("dollar", "$5 million"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn folding_stops_where_it_is_told() {
    let mut n = 0;
    let flow = each_token("one two three four", Span::new(0, 18), &mut |_, _| {
        n += 1;
        if n == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert!(flow.is_break());
    assert_eq!(n, 2);
}

proptest::proptest! {
    #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(0x0A1D), ..ProptestConfig::default() })]

    #[test]
    fn spans_lie_in_order_on_boundaries(text in "(?s).{0,60}") {
        let mut at = 0;
        for token in tokens(&text, Span::new(0, text.len())) {
            proptest::prop_assert!(text.get(token.span.start()..token.span.end()).is_some());
            proptest::prop_assert!(token.span.start() >= at, "{:?}", token);
            at = token.span.start();
        }
    }

    #[test]
    fn numbers_of_any_shape_are_read(words in proptest::collection::vec(
        proptest::sample::select(vec!["one", "20", "twenty", "nineteen", "hundred", "thousand",
            "million", "and", "a", "point", "oh", "third", "$", "%", "per", "cent", "1.5", ",", "trillion"]), 0..40)
    ) {
        let text = words.join(" ");
        let _any = tokens(&text, Span::new(0, text.len()));
    }
}
