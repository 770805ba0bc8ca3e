//! Whether the article leaves no doubt who is given as the speaker. An attribution and the label of the
//! record's turn in, a claim out. Only then may words be said to be another speaker's: a pronoun or a
//! description resolved to the wrong person must not turn into a finding about two people.

use crate::attribution::Attribution;
use crate::attribution::speaker::Named;
use crate::document::Document;

/// Whether the speaker is named in full in the document, the surname stands beside the quotation with
/// its cue, and nothing there speaks of the person whom `label` names.
#[must_use]
pub fn is_sure(document: &Document, attribution: &Attribution, label: &str) -> bool {
    let quotation = &attribution.quotation;
    let (Some(speaker), Some(mention)) = (&attribution.speaker, attribution.mention) else {
        return false;
    };
    let (Some(surname), Some(other)) = (last(&speaker.name), last(label)) else { return false };
    let is_label = quotation.cue.is_none() && is_turn_label(document, attribution);
    let has = |text: &str, name: &str| words(text).any(|word| word == name);
    let block = document.blocks.get(quotation.block).map_or("", |block| {
        // What is quoted may speak of anybody.
        block.span.of(&document.text)
    });
    speaker.named == Named::FullName
        && surname != other
        && (quotation.cue.is_some() || is_label)
        && has(mention.of(&document.text), &surname)
        && (is_label || !has(&without(block, attribution, document), &other))
}

fn is_turn_label(document: &Document, attribution: &Attribution) -> bool {
    let block = document.blocks.get(attribution.quotation.block);
    block.and_then(|block| block.label).is_some_and(|label| attribution.mention == Some(label))
}

/// The text of the block without the quotation's own words.
fn without(block: &str, attribution: &Attribution, document: &Document) -> String {
    let mut text = block.to_owned();
    for span in &attribution.quotation.marked {
        text = text.replacen(span.of(&document.text), " ", 1);
    }
    text
}

fn last(name: &str) -> Option<String> {
    let name = name.split(['(', ',', '[']).next().unwrap_or("");
    words(name).filter(|word| !matches!(word.as_str(), "jr" | "sr" | "ii" | "iii")).last()
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
    let words = words.map(|word| {
        let word = word.to_lowercase().replace('’', "'");
        word.strip_suffix("'s").map(str::to_owned).unwrap_or(word)
    });
    words.filter(|word| !word.is_empty())
}
