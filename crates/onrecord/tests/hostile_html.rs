//! Pages made to stall, overflow or break a reader. Each must be answered within seconds, with ordered
//! and disjoint blocks on char boundaries, and with a problem where a limit was met.

#![expect(clippy::disallowed_methods, reason = "a reader that stalls shows in time")]

use onrecord::document::Document;
use onrecord::document::html::read;
use onrecord::document::origin::{DocumentKind, Origin};
use onrecord::document::problem::ProblemKind;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use std::time::{Duration, Instant};

/// A build for development on a busy machine needs up to two; optimised ones a tenth of that.
const PATIENCE: Duration = Duration::from_secs(6);

fn page(html: &str) -> Document {
    let origin = Origin { name: "page.html".to_owned() };
    let start = Instant::now();
    let document = read(html, &origin, DocumentKind::Article);
    let taken = start.elapsed();
    let sample: String = html.chars().take(60).collect();
    assert!(taken < PATIENCE, "{taken:?} for {sample}");
    check(&document);
    document
}

fn check(document: &Document) {
    let mut at = 0;
    for block in &document.blocks {
        assert!(block.span.start() >= at, "blocks are ordered and disjoint");
        assert!(!block.span.of(&document.text).is_empty(), "blocks lie on char boundaries");
        at = block.span.end();
    }
    for quoted in &document.quoted {
        assert!(document.text.get(quoted.start()..quoted.end()).is_some());
    }
}

fn is_limited(document: &Document) -> bool {
    document.problems.iter().any(|problem| problem.kind == ProblemKind::Limit)
}

#[test]
fn deep_nesting_is_cut_and_the_words_are_kept() {
    for tag in [
        "div",
        "b",
        "span",
        "svg",
        "table><tr><td",
        "blockquote",
        "ul><li",
        "a",
        "q",
        "font",
        "form",
        "select",
        "button",
    ] {
        let open = format!("<{tag}>");
        let html = format!("<p>before</p>{}deep words", open.repeat(100_000));
        let document = page(&html);
        let nests = !matches!(tag, "a" | "form" | "select" | "button");
        assert!(!nests || is_limited(&document), "{tag}");
        assert!(document.text.contains("before"), "{tag}");
        assert!(tag == "select" || document.text.contains("deep words"), "{tag}");
    }
}

#[test]
fn closed_deep_nesting_is_cut_and_what_follows_is_kept() {
    let html = format!("{}x{}<p>after</p>", "<div>".repeat(100_000), "</div>".repeat(100_000));
    let document = page(&html);
    assert!(is_limited(&document) && document.text.contains("after"));
}

#[test]
fn a_tag_with_a_hundred_thousand_attributes_is_cut() {
    let attributes: String = (0..100_000).map(|n| format!(" a{n}=\"{n}\"")).collect();
    let document = page(&format!("<p{attributes}>words</p>"));
    assert!(is_limited(&document) && document.text == "words");
}

#[test]
fn formatting_that_is_opened_again_in_each_paragraph_does_not_multiply() {
    let html: String = (0..20_000).map(|n| format!("<p><b id=x{n}>w{n}")).collect();
    assert!(page(&html).text.contains("w1"));
}

#[test]
fn more_nodes_than_the_limit_are_cut() {
    assert!(is_limited(&page(&"<p>a".repeat(700_000))));
}

#[test]
fn many_small_things_stay_linear() {
    for part in [
        "&amp;",
        "<br>",
        "<p>word ",
        " ",
        "<wbr>",
        "<q>a</q>",
        "<x-y>a</x-y>",
        "<sup>1</sup>",
        "<!-- -->",
        "<a href=x>",
        "</p>",
        "<td>",
        "<title>",
        "<!DOCTYPE html>",
        "<body a=b>",
        "a<del>b</del>",
    ] {
        page(&part.repeat(100_000));
    }
}

#[test]
fn nothing_and_nearly_nothing_are_read() {
    for html in [
        "", " ", "\0", "<", "</", "<!", "&", "<p", "<p a", "\u{FEFF}", "<script>", "<q>", "<cite>x",
    ] {
        page(html);
    }
}

#[test]
fn json_ld_may_be_deep_or_broken() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let many = format!(
        "[{}]",
        vec!["{\"@type\":\"Article\",\"author\":{\"@id\":\"x\"}}"; 50_000].join(",")
    );
    for json in
        [deep.as_str(), many.as_str(), "{\"@type\":\"Article\",\"headline\":\"a", "null", "{,}"]
    {
        page(&format!("<script type=application/ld+json>{json}</script><p>words</p>"));
    }
}

#[test]
fn the_same_page_gives_the_same_document() {
    let html =
        "<h1>A</h1><p class=byline>By Ann Example</p><p>One <q>two</q> three.</p>".repeat(50);
    let (first, second) = (page(&html), page(&html));
    assert_eq!(
        (first.text, first.blocks, first.metadata),
        (second.text, second.blocks, second.metadata)
    );
}

#[test]
fn a_custom_element_inside_another_leaves_a_word_whole() {
    let html = "<p>We wil<x-a><x-b><x-c>l not</x-c></x-b> close</x-a> it.";
    assert_eq!(page(html).text, "We will not close it.");
}

// The seed is fixed so that a change is judged by the same pages as the one before it; the fuzz
// target `html` looks for new ones.
proptest! {
    #![proptest_config(ProptestConfig { cases: 300, rng_seed: RngSeed::Fixed(0x0A1D), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_mixture_of_tags_and_words_is_read(parts in prop::collection::vec(prop::sample::select(vec![
        "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<a href=x>", "</a>", "<table>", "<tr>", "<td>", "</table>",
        "<q>", "</q>", "<cite>", "</cite>", "<br>", "<blockquote>", "</blockquote>", "<svg>", "</svg>", "<template>",
        "</template>", "<select>", "<option>", "<noscript>", "</noscript>", "<del>", "</del>", "<sup>", "</sup>", "1",
        "<h1>", "</h1>", "<figure>", "<figcaption>", "</figure>", "<script>", "</script>", "<x-y>", "</x-y>", "<!--", "-->",
        "“Words,” she said. ", "Ünïcode ", "\u{a0}", "\n", "&nbsp;", "&#0;", "NAME: ", "<math>", "<mi>", "<frameset>", "<body>", "</body>", "</html>",
    ]), 0..80)) {
        page(&parts.concat());
    }

    #[test]
    fn inline_tags_leave_the_words_of_a_sentence_alone(cuts in prop::collection::vec((0usize..60, prop::sample::select(vec![
        "<b>", "</b>", "<i>", "</i>", "<span class=x>", "</span>", "<wbr>", "<x-tip>", "</x-tip>", "<time>", "</time>",
        "<nobr>", "</nobr>", "<script>x</script>", "<style>y</style>", "<!-- z -->", "<a href=x>", "</a>", "<img alt=w>", "<iframe>v</iframe>",
    ])), 0..12)) {
        let sentence = "“We will not close the plant,” said Ann Example on Monday.";
        let mut cuts = cuts;
        cuts.sort_by_key(|(at, _)| *at);
        let mut html = String::from("<p>");
        let mut from = 0;
        for (at, tag) in cuts {
            let at = sentence.floor_char_boundary(at.min(sentence.len()));
            html.push_str(&sentence[from..at]);
            html.push_str(tag);
            from = at;
        }
        html.push_str(&sentence[from..]);
        prop_assert_eq!(page(&html).text, sentence);
    }
}
