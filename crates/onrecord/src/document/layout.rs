//! What a paragraph of an article is by its place: title, byline, dateline, headings, what stands
//! under "Related" and "Comments", a paragraph printed twice. A [`Document`] whose blocks are
//! paragraphs in (plain text, Markdown, DOCX), the same with roles and metadata out.

use crate::document::Document;
use crate::document::block::{Block, Role};
use crate::document::dateline::dateline;
use crate::document::furniture::role;
use crate::document::interview;
use crate::document::metadata::{MetadataSource, Sourced};
use crate::document::paragraph::{lines, trimmed};
use crate::text::span::Span;
use std::collections::BTreeMap;

/// Gives the blocks of an article their roles.
pub fn apply(document: &mut Document) {
    by_words(document);
    title(document);
    bylines(document);
    headings(document);
    datelines(document);
    duplicates(document);
    interview::apply(document);
}

/// Longest block under a heading that gives its role to what follows, in bytes: a link, a field of a
/// form. A paragraph of the story is longer.
const LONGEST_ENTRY: usize = 160;

fn by_words(document: &mut Document) {
    let mut section = None;
    for block in &mut document.blocks {
        let words = block.span.of(&document.text);
        if block.role != Role::Body {
            section = None;
            continue;
        }
        let found = role(words);
        section = match (found, section) {
            // "Related stories" and "Leave a Reply" head a list, "Read more: …" is its own.
            (Some(role @ (Role::CommentForm | Role::Comment)), _) => Some(role),
            (Some(Role::Related), _) if words.len() <= 60 && !words.contains(": ") => {
                Some(Role::Related)
            }
            (Some(Role::Correction), _) if words.trim_end().ends_with(':') => {
                Some(Role::Correction)
            }
            (Some(_), section) => section,
            (None, Some(Role::Comment)) => Some(Role::Comment),
            (None, Some(Role::CommentForm)) if words.len() <= LONGEST_ENTRY => {
                Some(Role::CommentForm)
            }
            (None, Some(Role::Related)) if is_entry(words) => Some(Role::Related),
            (None, Some(Role::Correction)) => {
                block.role = Role::Correction;
                section = None;
                continue;
            }
            (None, _) => None,
        };
        block.role = found.or(section).unwrap_or(if is_quoted(&document.text, block.span) {
            Role::BlockQuote
        } else if is_item(words) {
            Role::ListItem
        } else {
            Role::Body
        });
    }
}

/// A link's words: short, and no sentence.
fn is_entry(words: &str) -> bool {
    words.len() <= LONGEST_ENTRY && !words.ends_with(['.', '”', '"', '?', '!'])
}

fn is_item(words: &str) -> bool {
    ["- ", "• ", "* ", "~ ", "– ", "· ", "▪ "].iter().any(|bullet| words.starts_with(bullet))
}

/// Whether every line begins with the quote mark of mail.
fn is_quoted(text: &str, span: Span) -> bool {
    lines(text, span).all(|line| line.of(text).starts_with('>'))
}

/// Longest title, in bytes. The longest of the 840 training articles has 194.
const LONGEST_TITLE: usize = 250;

/// The first paragraph, if it is one line, shorter than what follows, and reads like a title.
fn title(document: &mut Document) {
    let Document { text, blocks, metadata, .. } = document;
    let has_title = blocks.iter().any(|block| block.role == Role::Title);
    let Some((first, rest)) = blocks.split_first_mut() else { return };
    let words = first.span.of(text);
    let longest = rest.iter().map(|block| block.span.len()).max().unwrap_or(0);
    let is_sentence = words.ends_with(['.', '”', '"', '’']) && !is_title_case(words);
    // A report may open with a short sentence; a title is shorter than half of some paragraph.
    let reads = if is_sentence {
        words.len() * 2 <= longest && !has_cue(words)
    } else {
        !words.ends_with([':', ','])
    };
    if has_title
        || first.role != Role::Body
        || words.contains('\n')
        || words.len() > LONGEST_TITLE
        || !reads
        || rest.is_empty()
    {
        return;
    }
    first.role = Role::Title;
    // "Mayor stays, bridge goes;" and its second line.
    if let (true, Some(second)) = (words.ends_with(';'), rest.first_mut())
        && second.role == Role::Body
        && second.span.len() * 2 <= longest
    {
        second.role = Role::Standfirst;
    }
    let value = words.trim_end_matches(';').trim_end().to_owned();
    if metadata.title.is_empty() {
        metadata.title.push(Sourced { value, from: MetadataSource::Markup });
    }
}

/// Whether a quotation with its cue stands in the words: "“…,” he said".
fn has_cue(words: &str) -> bool {
    [",”", ",\"", ",'", ",’", "?”", "?\"", "!”", "!\""].iter().any(|end| words.contains(end))
}

/// Whether most longer words begin in capitals.
fn is_title_case(words: &str) -> bool {
    let long = words.split_whitespace().filter(|word| word.chars().count() > 3);
    let (n, n_upper) = long.fold((0, 0), |(n, upper), word| {
        let first = word.trim_start_matches(['‘', '“', '\'', '"', '(']).chars().next();
        (n + 1, upper + usize::from(first.is_some_and(|c| !c.is_lowercase())))
    });
    n > 0 && n_upper * 4 >= n * 3
}

/// Blocks at the beginning and the end among which a byline stands.
const BYLINE_PLACES: usize = 6;

fn bylines(document: &mut Document) {
    let n_blocks = document.blocks.len();
    for (block_idx, block) in document.blocks.iter_mut().enumerate() {
        let is_near = block_idx < BYLINE_PLACES || block_idx + 3 >= n_blocks;
        if block.role != Role::Body || !is_near {
            continue;
        }
        if let Some(names) = byline(block.span.of(&document.text)) {
            block.role = Role::Byline;
            if document.metadata.authors.is_empty() {
                document
                    .metadata
                    .authors
                    .push(Sourced { value: names, from: MetadataSource::Markup });
            }
        }
    }
}

/// The names of "By Jo Fern and Ida Ost, Radio Six"; `None` if the words are no byline.
fn byline(words: &str) -> Option<Vec<String>> {
    let words = words.trim_matches(['*', '_', ' ']);
    let names = ["By ", "BY ", "by ", "Written by ", "Posted by "]
        .iter()
        .find_map(|by| words.strip_prefix(by))?;
    if names.len() > 120 || names.ends_with(['?', '!', '”', '"']) {
        return None;
    }
    let names = names
        .split(['|', '•', '·'])
        .next()
        .unwrap_or(names)
        .replace(" and ", ", ")
        .replace(" & ", ", ");
    let is_name = |name: &&str| {
        let parts: Vec<&str> = name.split_whitespace().collect();
        (2..=5).contains(&parts.len())
            && parts.iter().all(|part| !part.starts_with(char::is_lowercase))
    };
    let parts: Vec<&str> = names.split(',').map(|part| part.trim().trim_end_matches('.')).collect();
    let first = parts.first().filter(|name| is_name(name))?;
    let n_words = parts.iter().map(|part| part.split_whitespace().count()).max().unwrap_or(0);
    let rest = parts.iter().skip(1).take_while(|part| is_name(part));
    (n_words <= 6)
        .then(|| std::iter::once(first).chain(rest).map(|name| (*name).to_owned()).collect())
}

/// Longest heading inside a story, in bytes, and the shortest paragraph under one.
const HEADING: (usize, usize) = (90, 100);

fn headings(document: &mut Document) {
    for idx in 1..document.blocks.len() {
        let Some([block, next]) = document.blocks.get(idx..idx + 2) else { return };
        let words = block.span.of(&document.text);
        let is_heading = block.role == Role::Body
            && words.len() <= HEADING.0
            && next.role == Role::Body
            && next.span.len() >= HEADING.1
            && !words.contains(['“', '”', '"', '\n', '@'])
            && !words
                .ends_with(['.', '?', '!', ':', ';', ',', '’', '\'', '…', ')', '—', '–', '-', ']'])
            && words.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        if is_heading && let Some(block) = document.blocks.get_mut(idx) {
            block.role = Role::Heading;
        }
    }
}

/// Parts the dateline off the first paragraphs of the story.
fn datelines(document: &mut Document) {
    let mut found = Vec::new();
    for (block_idx, block) in document.blocks.iter().enumerate().take(BYLINE_PLACES) {
        if block.role != Role::Body {
            continue;
        }
        if let Some(len) = dateline(block.span.of(&document.text)) {
            found.push((block_idx, len));
        }
        break;
    }
    for (block_idx, len) in found {
        let Some(block) = document.blocks.get_mut(block_idx) else { continue };
        let whole = block.span;
        let rest = trimmed(&document.text, Span::new(whole.start() + len, whole.end()));
        if rest.is_empty() {
            continue;
        }
        block.span = rest;
        let span = trimmed(&document.text, Span::new(whole.start(), whole.start() + len));
        let line = Block { role: Role::Dateline, span, label: None, duplicate_of: None };
        document.blocks.insert(block_idx, line);
    }
}

/// Fewest words of a block that repeats another by no chance. "Yes." may be said twice.
const FEWEST_WORDS: usize = 6;

fn duplicates(document: &mut Document) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (block_idx, block) in document.blocks.iter_mut().enumerate() {
        let words: Vec<&str> = block.span.of(&document.text).split_whitespace().collect();
        if words.len() < FEWEST_WORDS {
            continue;
        }
        block.duplicate_of = seen.get(&words.join(" ")).copied();
        seen.entry(words.join(" ")).or_insert(block_idx);
    }
}
