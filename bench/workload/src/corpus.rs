//! The interviews: a folder of speaker-labelled Markdown in, documents with their turns out.

use crate::draw::Draw;
use crate::piece::{Piece, pieces};
use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// One paragraph of one speaker.
#[derive(Debug, Clone)]
pub struct Turn {
    /// Who speaks, as the label says.
    pub speaker: String,
    /// Bytes of the paragraph, without the label.
    pub span: Range<usize>,
}

/// One interview, or one file of captions.
#[derive(Debug)]
pub struct Interview {
    /// Path below the folder it was read from, with forward slashes.
    pub path: String,
    pub text: String,
    pub turns: Vec<Turn>,
}

/// All interviews of a run.
#[derive(Debug)]
pub struct Corpus {
    /// Those that are searched.
    pub held: Vec<Interview>,
    /// Those left out, whose sentences are asked for and must not be found.
    pub left_out: Vec<Interview>,
    /// Words of speakers' names, sorted.
    pub names: Vec<String>,
    grams: Vec<u8>,
}

/// Five words in a row are counted; a quotation is drawn only where such a run stands once.
const GRAM: usize = 5;
const GRAM_BITS: u32 = 27;

impl Corpus {
    /// Reads every `.md` file below `folder`. One of forty is left out, by the hash of its path.
    pub fn read(folder: &Path) -> Result<Corpus> {
        let mut paths = Vec::new();
        files(folder, &mut paths)?;
        paths.sort();
        let (mut held, mut left_out) = (Vec::new(), Vec::new());
        for path in paths {
            let text = fs::read_to_string(&path)
                .with_context(|| format!("cannot read {}", path.display()))?;
            let below = path.strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
            let turns = turns(&text);
            let is_out = Draw::named(0, &below).below(40) == 0;
            let interview = Interview { path: below, text, turns };
            if is_out { left_out.push(interview) } else { held.push(interview) }
        }
        anyhow::ensure!(!held.is_empty(), "no .md files below {}", folder.display());
        let mut names = BTreeSet::new();
        for turn in held.iter().flat_map(|interview| &interview.turns) {
            let words = turn.speaker.split(' ');
            names.extend(words.filter(|word| is_name(word)).map(str::to_owned));
        }
        let mut corpus =
            Corpus { held, left_out, names: names.into_iter().collect(), grams: Vec::new() };
        corpus.count();
        Ok(corpus)
    }

    fn count(&mut self) {
        let mut grams = vec![0_u8; 1 << GRAM_BITS];
        for interview in &self.held {
            for turn in &interview.turns {
                for slot in slots(&pieces(&interview.text, turn.span.clone())) {
                    grams[slot] = grams[slot].saturating_add(1);
                }
            }
        }
        self.grams = grams;
    }

    /// Whether at least half of the runs of five words in `pieces`, and one at least, stand nowhere
    /// else among the interviews that are searched.
    pub fn is_distinct(&self, pieces: &[Piece]) -> bool {
        let slots = slots(pieces);
        let once = slots.iter().filter(|&&slot| self.grams[slot] <= 1).count();
        once > 0 && 2 * once >= slots.len()
    }
    /// Whether at least half of the runs of five words in `pieces` stand among the interviews that are
    /// searched: shows are run again, and cut into others.
    pub fn is_held(&self, pieces: &[Piece]) -> bool {
        let slots = slots(pieces);
        2 * slots.iter().filter(|&&slot| self.grams[slot] > 0).count() >= slots.len()
    }
}

/// Whether `word` is written as a word of a person's name is.
pub fn is_name(word: &str) -> bool {
    word.len() > 2
        && word.chars().next().is_some_and(char::is_uppercase)
        && word.chars().skip(1).all(char::is_lowercase)
        && ![
            "The", "And", "Break", "Outro", "Intro", "Clip", "Guest", "Will", "May", "Mark",
            "Break",
        ]
        .contains(&word)
}

fn slots(pieces: &[Piece]) -> Vec<usize> {
    let words: Vec<u64> = pieces
        .iter()
        .map(Piece::folded)
        .filter(|word| !word.is_empty())
        .map(|word| hash(&word))
        .collect();
    words
        .windows(GRAM)
        .map(|run| {
            let mixed = run.iter().fold(0_u64, |sum, word| {
                (sum.rotate_left(17) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15)
            });
            (mixed >> (64 - GRAM_BITS)) as usize
        })
        .collect()
}

fn hash(word: &str) -> u64 {
    word.bytes().fold(0xCBF2_9CE4_8422_2325, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    })
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    for entry in
        fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?
    {
        let path = entry?.path();
        if path.is_dir() {
            files(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "md") {
            found.push(path);
        }
    }
    Ok(())
}

/// The labelled paragraphs of `text`; a paragraph without a label goes on with the speaker before it.
fn turns(text: &str) -> Vec<Turn> {
    let mut turns = Vec::new();
    let mut speaker: Option<String> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let body = line.trim_end();
        if body.is_empty() {
            continue;
        }
        let label = body.strip_prefix("**").and_then(|rest| rest.split_once(":**"));
        let from = match label {
            Some((name, rest)) => {
                speaker = Some(name.trim().to_owned());
                start + body.len() - rest.len()
            }
            None => start,
        };
        if body.starts_with(['#', '|', '>', '`', '!']) {
            continue;
        }
        if let Some(speaker) = &speaker {
            turns.push(Turn { speaker: speaker.clone(), span: from..start + body.len() });
        }
    }
    turns
}
