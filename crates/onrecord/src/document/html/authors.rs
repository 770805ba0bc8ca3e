//! Author values as pages give them in, names of persons and bodies out: "By A and B", "A, B",
//! addresses, and names doubled with a role behind them. Left out: sentences about an author.

use crate::document::html::dom::Element;

/// Characters of a name; longer values are sentences.
const MAX_NAME: usize = 60;

/// Words of a name.
const MAX_WORDS: usize = 7;

/// Every name in `values`, in order, each once.
pub(crate) fn listed(values: &[String]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for value in values {
        for part in parts(value) {
            let name = part.trim_matches(|c: char| {
                c.is_whitespace() || matches!(c, ',' | ';' | '|' | '·' | '/')
            });
            let name = without_note(name);
            let is_address = name.contains("://") || name.contains('@') || name.starts_with("www.");
            let is_short =
                name.chars().count() <= MAX_NAME && name.split_whitespace().count() <= MAX_WORDS;
            let has_letters = name.chars().filter(|c| c.is_alphabetic()).count() >= 2;
            if has_letters && is_short && !is_address && !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
    }
    names
}

/// "Ann Example (aex)": the initials behind a name are no part of it.
fn without_note(name: &str) -> &str {
    match name.split_once(" (") {
        Some((bare, note)) if note.ends_with(')') && note.chars().count() <= 6 => bare,
        _ => name,
    }
}

fn parts(value: &str) -> Vec<String> {
    let folded = value.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut rest = folded.as_str();
    for lead in [
        "By ",
        "by ",
        "BY ",
        "Von ",
        "von ",
        "VON ",
        "Por ",
        "Par ",
        "Di ",
        "Av ",
        "Written by ",
        "Text: ",
    ] {
        rest = rest.strip_prefix(lead).unwrap_or(rest);
    }
    let mut parts = vec![rest];
    for sign in [" and ", " und ", " & ", " et ", ";", ", ", " | ", " y ", " e "] {
        parts = parts.into_iter().flat_map(|part| part.split(sign)).collect();
    }
    parts.into_iter().map(str::to_owned).collect()
}

/// Whether an element's own words are an author's name: `rel=author`, or a class that ends so.
pub(crate) fn names_of(element: &Element) -> bool {
    if !matches!(&*element.name, "a" | "span" | "div" | "p" | "li" | "strong" | "cite") {
        return false;
    }
    let by_rel =
        element.attribute("rel").is_some_and(|rel| rel.split_whitespace().any(|r| r == "author"));
    let by_class = element.attribute("class").is_some_and(|class| {
        class.split_ascii_whitespace().any(|token| {
            let token = token.to_ascii_lowercase();
            [
                "author-name",
                "author__name",
                "byline__name",
                "byline-name",
                "author_name",
                "authorname",
                "article__author",
                "article-author",
            ]
            .iter()
            .any(|name| token.ends_with(name))
        })
    });
    by_rel || by_class
}
