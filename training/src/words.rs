//! The vocabulary. Parsed texts and word lists in, the bytes of a
//! [`Vocabulary`](onrecord_model::syntax::vocabulary::Vocabulary) out.

use onrecord_gate::syntax::silver::Silver;
use onrecord_model::Model;
use onrecord_model::syntax::entity::Entity;
use onrecord_model::syntax::form::Form;
use onrecord_model::syntax::tag::Tag;
use onrecord_model::syntax::vocabulary::Notes;
use std::collections::BTreeMap;

/// The fewest times that a word occurs to have a number: those below teach the row of unknown words.
const MIN_COUNT: u32 = 3;
/// The fewest times that a word occurs for its tag to be taken without looking.
const MIN_SURE: u32 = 15;
/// The share of its occurrences that have the tag.
const SURE: f64 = 0.997;

/// Titles and a given name that were listed after the networks were chosen: they were trained without notes
/// of them, and `make train` gives the same networks again.
const LISTED_SINCE: [&str; 12] = [
    "al",
    "assemblyman",
    "assemblywoman",
    "del",
    "delegate",
    "dels",
    "governor-elect",
    "lawmaker",
    "pres",
    "senator-elect",
    "superintendent",
    "supt",
];

#[derive(Debug, Default, Clone)]
struct Word {
    n: u32,
    tags: BTreeMap<usize, u32>,
    /// How often the word before was part of no name and the next had no capital and no digit, and how
    /// often of these the word was part of a name itself.
    n_apart: u32,
    n_names: u32,
    notes: u8,
}

/// The bytes of the vocabulary of `texts`, and how often each number's word occurs (0 at 0).
#[must_use]
pub fn vocabulary(texts: &[Silver]) -> (Vec<u8>, Vec<u32>) {
    let mut words = counted(texts);
    list(&mut words);
    let mut ordered: Vec<(u32, Word)> = words
        .into_iter()
        .filter(|(_, word)| word.n >= MIN_COUNT || word.notes & !Notes::PLAIN != 0)
        .collect();
    ordered.sort_by_key(|(hash, word)| (u32::MAX - word.n, *hash));
    ordered.truncate(usize::from(u16::MAX) - 1);
    let counts = std::iter::once(0).chain(ordered.iter().map(|(_, word)| word.n)).collect();
    (bytes(&ordered), counts)
}

fn counted(texts: &[Silver]) -> BTreeMap<u32, Word> {
    let mut words: BTreeMap<u32, Word> = BTreeMap::new();
    for sentence in texts.iter().flat_map(|text| text.tokens.sentences()) {
        for (at, token) in sentence.iter().enumerate() {
            let word = words.entry(token.form.hash).or_default();
            word.n += 1;
            *word.tags.entry(token.tag.index()).or_default() += 1;
            let follows = at.checked_sub(1).and_then(|at| sentence.get(at));
            let next = sentence.get(at + 1).map(|next| next.form.shape);
            let is_apart = follows.is_none_or(|before| before.entity == Entity::None)
                && next.is_none_or(|shape| !shape.is_capitalised() && !shape.has_digits());
            if is_apart {
                word.n_apart += 1;
                word.n_names += u32::from(token.entity != Entity::None);
            }
        }
    }
    words
}

fn list(words: &mut BTreeMap<u32, Word>) {
    let model = Model::english();
    let mut note = |key: &str, bit: u8| {
        if !key.contains(' ') {
            words.entry(Form::hash_of(key)).or_default().notes |= bit;
        }
    };
    let is_learned = |(key, _): &(&str, &str)| !LISTED_SINCE.contains(key);
    for (name, kind) in model.given_names.sorted().into_iter().filter(is_learned) {
        note(name, if kind == "f" { Notes::WOMAN } else { Notes::MAN });
    }
    for (title, _) in model.titles.sorted().into_iter().filter(is_learned) {
        note(title, Notes::TITLE);
        note(&format!("{title}."), Notes::TITLE);
    }
    for (body, kind) in model.bodies.sorted() {
        note(body, if kind == "place" { Notes::PLACE } else { Notes::BODY });
    }
    for (role, _) in model.roles.sorted() {
        note(role, Notes::ROLE);
    }
    for word in words.values_mut() {
        if word.n_apart >= 10 && f64::from(word.n_names) <= 0.002 * f64::from(word.n_apart) {
            word.notes |= Notes::PLAIN;
        }
    }
}

fn bytes(words: &[(u32, Word)]) -> Vec<u8> {
    let n_slots = (words.len() * 3 / 2).next_power_of_two();
    let mut hashes = vec![0_u32; n_slots];
    let mut numbers = vec![0_u16; n_slots];
    for (at, (hash, _)) in words.iter().enumerate() {
        let mut slot = *hash as usize & (n_slots - 1);
        while numbers[slot] != 0 {
            slot = (slot + 1) & (n_slots - 1);
        }
        hashes[slot] = *hash;
        numbers[slot] = (at + 1) as u16;
    }
    let mut bytes = Vec::new();
    bytes.extend((words.len() as u32).to_le_bytes());
    bytes.extend((n_slots as u32).to_le_bytes());
    bytes.extend(hashes.iter().flat_map(|hash| hash.to_le_bytes()));
    bytes.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
    bytes.extend(words.iter().map(|(_, word)| only_tag(word)));
    bytes.extend(words.iter().map(|(_, word)| common_tag(word).map_or(255, |(tag, _)| tag as u8)));
    bytes.extend(words.iter().map(|(_, word)| word.notes));
    bytes
}

/// The word's commonest tag and how often it has it.
fn common_tag(word: &Word) -> Option<(usize, u32)> {
    word.tags.iter().map(|(tag, n)| (*tag, *n)).max_by_key(|(tag, n)| (*n, Tag::COUNT - tag))
}

fn only_tag(word: &Word) -> u8 {
    match common_tag(word) {
        Some((tag, n)) if word.n >= MIN_SURE && f64::from(n) >= SURE * f64::from(word.n) => {
            tag as u8
        }
        _ => 255,
    }
}
