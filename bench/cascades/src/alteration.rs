//! What a copyist does to words. Words in, altered words out, at the rates measured for quotations that
//! travel: half are left as they are, a fifth lose a head or a tail of up to a third, and a tenth each get
//! one or two words changed, one or two dropped, or some left out or put in.

use crate::draw::Draw;
use crate::speech::Speech;

/// Fewer words are not cut further.
const SHORTEST: usize = 7;

/// The words as the next copyist prints them.
pub fn altered(words: &[String], speech: &Speech, draw: &mut Draw) -> Vec<String> {
    let mut words = words.to_vec();
    match draw.below(100) {
        0..50 => {}
        50..70 => trim(&mut words, draw),
        70..80 => {
            for _ in 0..draw.between(1, 2) {
                let at = draw.below(words.len());
                words[at] = speech.word(draw).to_owned();
            }
        }
        80..90 => {
            for _ in 0..draw.between(1, 2) {
                if words.len() > SHORTEST {
                    words.remove(draw.below(words.len()));
                }
            }
        }
        90..95 => {
            let n = draw.between(2, (words.len() / 4).max(2));
            if words.len() >= n + SHORTEST {
                let at = draw.between(1, words.len() - n - 1);
                words.drain(at..at + n);
            }
        }
        _ => {
            for _ in 0..draw.between(1, 3) {
                let at = draw.below(words.len() + 1);
                words.insert(at, speech.word(draw).to_owned());
            }
        }
    }
    words
}

fn trim(words: &mut Vec<String>, draw: &mut Draw) {
    let n = draw.between(1, (words.len() / 3).max(1));
    if words.len() < n + SHORTEST {
        return;
    }
    if draw.chance(50) {
        words.drain(..n);
    } else {
        words.truncate(words.len() - n);
    }
}

/// Word for another of like meaning, by the list of the open workload.
const SYNONYMS: &str = include_str!("../../workload/lists/synonyms.tsv");

/// The words as a program prints them that puts a synonym wherever its list has one, and a word of no
/// relation for 15 in a hundred of the other long ones; `None` where its list has none for any.
pub fn paraphrased(words: &[String], speech: &Speech, draw: &mut Draw) -> Option<Vec<String>> {
    let other = |word: &String| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let entry = SYNONYMS.lines().filter(|line| !line.starts_with('#'));
        let mut pairs = entry.filter_map(|line| line.split_once('\t'));
        pairs.find(|(listed, _)| *listed == bare).map(|(_, other)| other.to_owned())
    };
    if !words.iter().any(|word| other(word).is_some()) {
        return None;
    }
    let mut put = |word: &String| match other(word) {
        Some(other) => other,
        None if word.len() >= 5 && draw.chance(15) => speech.word(draw).to_owned(),
        None => word.clone(),
    };
    Some(words.iter().map(&mut put).collect())
}

/// Phrases that anybody may say, written for this file; one is put into one statement of twenty.
const STOCK: &[&str] = &[
    "make our country great again",
    "thank you so very much everybody",
    "at the end of the day",
    "we have to take our country back",
    "the people of this great city",
    "I have said it many times before",
    "nobody knows more about this than I do",
    "we will never give up the fight",
    "this is what democracy looks like",
    "it is time for a real change",
];

/// Puts a stock phrase into the words.
pub fn put_stock(words: &mut Vec<String>, draw: &mut Draw) {
    let phrase = STOCK[draw.below(STOCK.len())];
    let at = draw.below(words.len() + 1);
    words.splice(at..at, phrase.split(' ').map(str::to_owned));
}
