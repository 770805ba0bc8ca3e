//! Gold paragraphs in, the quotations marked in them out, and how many of them a text has lost.

use crate::pages::gold::Gold;
use onrecord::text::words::words;

/// Words of a quotation that counts.
const MIN_WORDS: usize = 4;

/// Opening and closing marks. Single marks are left out: most are apostrophes.
const MARKS: &[(char, &[char])] = &[
    ('"', &['"']),
    ('“', &['”', '"']),
    ('„', &['“', '”', '"']),
    ('«', &['»']),
    ('»', &['«']),
    ('「', &['」']),
];

/// The words of every quotation of four words and more, folded to lower case and single spaces.
#[must_use]
pub fn quotations(gold: &Gold) -> Vec<String> {
    let mut found = Vec::new();
    for paragraph in gold.paragraphs() {
        let mut rest = paragraph;
        while let Some((open, closes)) =
            rest.char_indices().find_map(|(at, c)| Some((at + c.len_utf8(), *closes_of(c)?)))
        {
            let inner = &rest[open..];
            let Some(end) = inner.find(closes) else { break };
            let folded = folded(&inner[..end]);
            if folded.split(' ').count() >= MIN_WORDS {
                found.push(folded);
            }
            let after = &inner[end..];
            rest = after.chars().next().map_or("", |c| &after[c.len_utf8()..]);
        }
    }
    found
}

/// How many of `quotations` do not stand in `text`, words compared without punctuation.
#[must_use]
pub fn lost(quotations: &[String], text: &str) -> usize {
    let text = format!(" {} ", folded(text));
    quotations.iter().filter(|quotation| !text.contains(&format!(" {quotation} "))).count()
}

fn closes_of(c: char) -> Option<&'static &'static [char]> {
    MARKS.iter().find(|(open, _)| *open == c).map(|(_, closes)| closes)
}

fn folded(text: &str) -> String {
    words(text).map(|span| span.of(text).to_lowercase()).collect::<Vec<_>>().join(" ")
}
