//! What holds of every text: nothing panics, tokens lie on char boundaries in order, sentences cover
//! them, heads form one tree.

use onrecord_model::syntax::analyser::Analyser;
use onrecord_model::syntax::token::{Token, Tokens};
use proptest::prelude::{ProptestConfig, any, proptest};
use proptest::strategy::Strategy;

fn check(text: &str) {
    let read = Analyser::english().analyse(text);
    let mut end = 0;
    for token in &read.tokens {
        assert!(token.start >= end && token.end > token.start, "{token:?} in {text:?}");
        assert!(!token.of(text).is_empty(), "{token:?} in {text:?}");
        end = token.end;
    }
    assert_eq!(read.ends.last().copied().unwrap_or(0) as usize, read.tokens.len());
    let n: usize = read.sentences().map(<[Token]>::len).sum();
    assert_eq!(n, read.tokens.len());
    for sentence in read.sentences() {
        assert!(!sentence.is_empty());
        let n_roots = (0..).zip(sentence).filter(|(at, token)| token.is_root(*at)).count();
        assert_eq!(n_roots, 1, "{text:?}");
        assert!(sentence.iter().all(|token| (token.head as usize) < sentence.len()));
        for at in 0..sentence.len() {
            let mut above = at;
            let mut n_steps = 0;
            while !sentence[above].is_root(above) {
                above = sentence[above].head as usize;
                n_steps += 1;
                assert!(n_steps <= sentence.len(), "a circle in {text:?}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_characters_are_read(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn marks_stops_and_words_in_any_order_are_read(
        parts in proptest::collection::vec(
            proptest::sample::select(vec![
                "Ada", "said", "the", "U.S.", "p.m", ".", ". . .", "...", "!", "\"", "“", "”", "’s",
                "n't", "'", "‘", "-", "—", "(", ")", " ", " ", " ", "\n", "\n\n", "12", "$", "é", "̃",
                "\u{ad}", "https://a.b/", "@x", "#", "No", "can", "not", "漢", "I", ",", "-5", ".-",
            ]),
            0..40,
        ).prop_map(|parts| parts.concat())
    ) {
        check(&parts);
    }
}

#[test]
fn words_are_parted_as_in_the_penn_treebank() {
    let words = |text: &'static str| -> Vec<&str> {
        Analyser::english().tokens(text).tokens.iter().map(|token| token.of(text)).collect()
    };
    assert_eq!(
        words("Ms. Lund didn’t pay $1,200.50 at 9:30 p.m. Monday."),
        ["Ms.", "Lund", "did", "n’t", "pay", "$", "1,200.50", "at", "9:30", "p.m.", "Monday", "."]
    );
    assert_eq!(
        words("“We can't,” Oke's aide said. . . . Go"),
        ["“", "We", "ca", "n't", ",", "”", "Oke", "'s", "aide", "said", ". . .", ".", "Go"]
    );
    assert_eq!(
        words("the U.S.-led talks (R-Vt.) ended.The rest, O’Dea cannot"),
        [
            "the", "U.S.-led", "talks", "(", "R-Vt.", ")", "ended", ".", "The", "rest", ",",
            "O’Dea", "can", "not"
        ]
    );
}

#[test]
fn a_stop_inside_marks_parts_no_quotation_from_its_cue() {
    let text = "“Why?” she asked. “Go!” He went.\nNews\n\nno end";
    let read: Tokens = Analyser::english().tokens(text);
    let sentences: Vec<&str> = read
        .sentences()
        .map(|sentence| {
            let (first, last) = (sentence[0], sentence[sentence.len() - 1]);
            &text[first.start as usize..last.end as usize]
        })
        .collect();
    assert_eq!(sentences, ["“Why?” she asked.", "“Go!”", "He went.", "News", "no end"]);
}

#[test]
fn the_embedded_weights_are_of_the_shape_that_the_code_expects() {
    let read = Analyser::english().analyse("Ada Lund, a judge, said on Monday that she had won.");
    let tags: Vec<&str> = read.tokens.iter().map(|token| token.tag.name()).collect();
    assert_eq!(
        tags,
        ["NNP", "NNP", ",", "DT", "NN", ",", "VBD", "IN", "NNP", "IN", "PRP", "VBD", "VBN", "."]
    );
    assert_eq!(read.tokens[1].relation.name(), "nsubj");
    assert_eq!(read.tokens[1].head, 6);
    assert_eq!(read.tokens[1].entity.name(), "person");
    assert_eq!(read.tokens[12].relation.name(), "ccomp");
}

#[test]
fn long_runs_of_one_sign_take_linear_time() {
    for sign in ["\" ", "a.", "-", "( ", "Ada ", "’", ". ", "a-", "said that "] {
        check_ends(&sign.repeat(40_000));
    }
}

/// The parse of a sentence of tens of thousands of words, its tree not walked.
fn check_ends(text: &str) {
    let read = Analyser::english().analyse(text);
    assert_eq!(read.ends.last().copied().unwrap_or(0) as usize, read.tokens.len());
}
