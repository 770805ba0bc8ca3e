//! Real speech as rows of words: the record beside the project in, stretches that stand in it once out.

use crate::draw::Draw;
use anyhow::{Context, Result};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Paragraphs of speech.
pub struct Speech {
    paragraphs: Vec<Vec<String>>,
    grams: Vec<u8>,
}

/// As many words in a row are counted.
const GRAM: usize = 5;
const GRAM_BITS: u32 = 27;

/// Words of a stretch, at least and at most: of the quotations in the press, nine in ten.
const LENGTH: Range<usize> = 7..35;

impl Speech {
    /// Reads `record/changelog` and `record/speeches` below `shared`.
    pub fn read(shared: &Path) -> Result<Speech> {
        let mut paths = Vec::new();
        for folder in ["record/changelog", "record/speeches"] {
            files(&shared.join(folder), &mut paths)?;
        }
        paths.sort();
        let mut paragraphs = Vec::new();
        for path in paths {
            let bytes =
                fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            for line in String::from_utf8_lossy(&bytes).lines() {
                let is_markup = line.starts_with(['#', '|', '>', '`', '!', '(', '[']);
                let body = line.split_once(":**").map_or(line, |(_, body)| body);
                let words: Vec<String> = body.split_whitespace().map(str::to_owned).collect();
                if !is_markup && words.len() >= LENGTH.start {
                    paragraphs.push(words);
                }
            }
        }
        anyhow::ensure!(!paragraphs.is_empty(), "no speech below {}", shared.display());
        let mut grams = vec![0_u8; 1 << GRAM_BITS];
        for paragraph in &paragraphs {
            for slot in slots(paragraph) {
                grams[slot] = grams[slot].saturating_add(1);
            }
        }
        Ok(Speech { paragraphs, grams })
    }

    /// Stretches of 7 to 34 words in a random order, no two of which share a word of the record; at
    /// least four in five of their runs of five words stand nowhere else.
    pub fn stretches(&self, draw: &mut Draw) -> Vec<&[String]> {
        let mut found = Vec::new();
        for paragraph in &self.paragraphs {
            let mut at = draw.below(8);
            loop {
                let length = draw.between(LENGTH.start, LENGTH.end - 1);
                let Some(words) = paragraph.get(at..at + length) else { break };
                let slots = slots(words);
                let n_once = slots.iter().filter(|&&slot| self.grams[slot] <= 1).count();
                if 5 * n_once >= 4 * slots.len() {
                    found.push(words);
                }
                at += length + draw.below(8);
            }
        }
        for last in (1..found.len()).rev() {
            found.swap(last, draw.below(last + 1));
        }
        found
    }

    /// A word of the record, as often as it is said.
    pub fn word(&self, draw: &mut Draw) -> &str {
        let paragraph = &self.paragraphs[draw.below(self.paragraphs.len())];
        let word = &paragraph[draw.below(paragraph.len())];
        word.trim_matches(|c: char| !c.is_alphanumeric())
    }
}

fn slots(words: &[String]) -> Vec<usize> {
    let hashes: Vec<u64> = words
        .iter()
        .map(|word| {
            word.bytes().filter(u8::is_ascii_alphanumeric).fold(
                0xCBF2_9CE4_8422_2325,
                |sum, byte| {
                    (sum ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01B3)
                },
            )
        })
        .collect();
    hashes
        .windows(GRAM)
        .map(|run| {
            let mixed = run.iter().fold(0_u64, |sum, word| {
                (sum.rotate_left(17) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15)
            });
            (mixed >> (64 - GRAM_BITS)) as usize
        })
        .collect()
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            files(&path, found)?;
        } else if path.extension().is_some_and(|ending| ending == "md" || ending == "txt") {
            found.push(path);
        }
    }
    Ok(())
}
