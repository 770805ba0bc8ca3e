//! A document and the words that it quotes in, a [`Printing`] out: the words, the day and hour, the
//! sentences around, the outlets that it names and the documents that it links to.
//!
//! Which outlets and documents there are, the caller knows. An outlet that a document names beside its
//! own counts as credited: "told the Courier", "via Holm Wire", a byline. Links are read where the text
//! gives their address.

use crate::chain::printing::{Date, Printing};
use crate::document::Document;
use crate::matching::segment::hash;
use crate::statement::rendition::Word;
use crate::text::folded::tokens;
use crate::text::sentences::sentences;
use crate::text::span::Span;
use jiff::civil::date;
use std::collections::BTreeMap;

/// Outlets by their names, and documents by their addresses.
#[derive(Debug, Clone, Default)]
pub struct Press {
    /// Folded words of a name, and the outlet.
    outlets: Vec<(Vec<u32>, u64)>,
    documents: BTreeMap<String, u64>,
}

impl Press {
    /// Adds an outlet under one of its names ("Salter Courier", "the Courier"); a name without a word
    /// is passed over.
    pub fn add_outlet(&mut self, name: &str, outlet: u64) {
        let keys = keys(name, Span::new(0, name.len()));
        if !keys.is_empty() {
            self.outlets.push((keys, outlet));
        }
    }

    /// Adds a document under its address.
    pub fn add_document(&mut self, url: &str, document: u64) {
        self.documents.insert(bare(url).to_owned(), document);
    }

    fn outlet(&self, name: &str) -> Option<u64> {
        let keys = keys(name, Span::new(0, name.len()));
        self.outlets.iter().find(|(known, _)| *known == keys).map(|(_, outlet)| *outlet)
    }
}

/// Shortest sentence that counts as surroundings, in words: "She laughed." stands in many texts.
const SHORTEST: usize = 5;

/// Days from 1 January 1970 to the day of publication.
#[must_use]
pub fn day(document: &Document) -> Option<i32> {
    let since = document.metadata.published()?.since(date(1970, 1, 1)).ok()?;
    Some(since.get_days())
}

/// The printing of `words`, which stand at `content` of `document`, under the name `name`.
#[must_use]
pub fn printing(
    document: &Document,
    content: &[Span],
    words: Vec<Word>,
    press: &Press,
    name: u64,
) -> Printing {
    let metadata = &document.metadata;
    let outlet = metadata.outlet.iter().find_map(|outlet| press.outlet(&outlet.value));
    let own = metadata.url.first().and_then(|url| press.documents.get(bare(&url.value)).copied());
    let mut links = links(document, press);
    links.retain(|link| Some(*link) != own);
    let mut credits = Vec::new();
    let mut surroundings = Vec::new();
    for block in &document.blocks {
        if !block.role.holds_speech() && !is_signed(block.role) {
            continue;
        }
        for sentence in sentences(block.span.of(&document.text)) {
            let start = block.span.start();
            let sentence = Span::new(start + sentence.start(), start + sentence.end());
            let keys = keys(&document.text, sentence);
            for (words, named) in &press.outlets {
                let is_named = keys.windows(words.len()).any(|run| run == words);
                if is_named && Some(*named) != outlet {
                    credits.push(*named);
                }
            }
            let is_quoted = content.iter().any(|part| part.overlaps(sentence));
            if block.role.is_main() && !is_quoted && keys.len() >= SHORTEST {
                surroundings.push(
                    keys.iter().fold(0, |sum: u32, key| {
                        sum.rotate_left(5).wrapping_mul(0x9E37_79B1) ^ key
                    }),
                );
            }
        }
    }
    for list in [&mut credits, &mut links] {
        list.sort_unstable();
        list.dedup();
    }
    surroundings.sort_unstable();
    surroundings.dedup();
    Printing {
        name,
        words,
        date: Date { day: day(document), minute: minute(document) },
        document: own,
        outlet,
        credits,
        links,
        surroundings,
    }
}

fn is_signed(role: crate::document::block::Role) -> bool {
    use crate::document::block::Role;
    matches!(role, Role::Byline | Role::Dateline | Role::Credit | Role::Standfirst)
}

/// Minutes since midnight, where the date is printed with a time: "2026-05-13T07:10".
fn minute(document: &Document) -> Option<u16> {
    let raw = &document.metadata.published.first()?.value.raw;
    let (_, time) = raw.split_once(['T', ' '])?;
    let (hour, rest) = time.split_once(':')?;
    let minute: u16 = rest.get(..2)?.parse().ok()?;
    let hour: u16 = hour.parse().ok()?;
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

/// Addresses of known documents in the text.
fn links(document: &Document, press: &Press) -> Vec<u64> {
    let mut links = Vec::new();
    for (at, _) in document.text.match_indices("http") {
        let rest = document.text.get(at..).unwrap_or("");
        let is_end = |c: char| c.is_whitespace() || ")]}>\"'<".contains(c);
        let url = rest.split(is_end).next().unwrap_or("");
        links.extend(press.documents.get(bare(url)));
    }
    links
}

/// An address without scheme, query, fragment and what punctuation follows it.
fn bare(url: &str) -> &str {
    let url = url.split(['?', '#']).next().unwrap_or(url);
    let url = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or(url);
    url.trim_end_matches(['/', '.', ',', ';'])
}

fn keys(text: &str, span: Span) -> Vec<u32> {
    tokens(text, span).iter().map(|token| hash(&token.key)).collect()
}
