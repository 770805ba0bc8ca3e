//! What a tool says of the items in, how often it is right out.

use crate::item::{Fragment, Item};
use anyhow::{Context, Result};
use serde::Deserialize;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What a tool says of one item: a line of its answers.
#[derive(Debug, Default, Deserialize)]
pub struct Answer {
    /// Places, best first; empty where it found none.
    #[serde(default)]
    pub places: Vec<Place>,
}

/// One place, in code points.
#[derive(Debug, Deserialize)]
pub struct Place {
    pub document: String,
    pub start: usize,
    pub end: usize,
    /// How many such finds chance gives: smaller is surer. Tools that give a score hand in its negative.
    #[serde(default)]
    pub evalue: f64,
    /// Whether the tool itself calls it a find; tools that do not say so call every place one.
    #[serde(default = "yes")]
    pub found: bool,
    /// Its stretches in the order of the quotation; empty where it is one stretch.
    #[serde(default)]
    pub fragments: Vec<Fragment>,
}

fn yes() -> bool {
    true
}

impl Place {
    fn stretches(&self) -> Vec<Fragment> {
        if self.fragments.is_empty() {
            return vec![Fragment {
                document: self.document.clone(),
                start: self.start,
                end: self.end,
            }];
        }
        self.fragments.clone()
    }
}

/// How one item was answered.
#[derive(Debug, Clone)]
pub struct Mark {
    pub kind: String,
    pub words: usize,
    /// Whether it stands in what is searched.
    pub is_held: bool,
    /// Whether the first place is the right one: the answer and the truth share at least half of what
    /// either covers, or the answer stands elsewhere and agrees with the quotation at least as well.
    pub is_right: bool,
    /// The same with nine tenths.
    pub is_tight: bool,
    /// Stretches of the truth, and how many of them the first place has, each with half at least.
    pub n_fragments: usize,
    pub n_found: usize,
    /// Whether all were found in the order of the quotation.
    pub is_ordered: bool,
    /// How sure the tool is of the first place; infinite where it gives none.
    pub evalue: f64,
    /// Whether the tool calls the first place a find.
    pub is_find: bool,
}

/// The texts that are searched, by path, read when first asked for.
pub struct Texts {
    folder: PathBuf,
    held: HashMap<String, Vec<char>>,
}

impl Texts {
    pub fn new(folder: &Path) -> Texts {
        Texts { folder: folder.to_owned(), held: HashMap::new() }
    }

    fn words(&mut self, fragments: &[Fragment]) -> Vec<String> {
        let mut text = String::new();
        for fragment in fragments {
            let folder = &self.folder;
            let chars = self.held.entry(fragment.document.clone()).or_insert_with_key(|path| {
                fs::read_to_string(folder.join(path)).unwrap_or_default().chars().collect()
            });
            let end = fragment.end.min(chars.len());
            text.extend(&chars[fragment.start.min(end)..end]);
            text.push(' ');
        }
        words(&text)
    }
}

fn words(text: &str) -> Vec<String> {
    let folded = text.to_lowercase().replace('’', "'");
    folded
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The share of `asked` and `given` that agrees in order: twice the longest common subsequence over
/// the words of both.
fn agreement(asked: &[String], given: &[String]) -> f64 {
    let mut row = vec![0_usize; given.len() + 1];
    for word in asked {
        let mut corner = 0;
        for (at, other) in given.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if word == other { corner + 1 } else { above.max(row[at]) };
            corner = above;
        }
    }
    2.0 * row[given.len()] as f64 / (asked.len() + given.len()).max(1) as f64
}

/// Shared code points over covered ones.
fn overlap(left: &[Fragment], right: &[Fragment]) -> f64 {
    let covered = |fragments: &[Fragment]| {
        let mut places: Vec<(String, usize)> = fragments
            .iter()
            .flat_map(|fragment| {
                (fragment.start..fragment.end).map(|at| (fragment.document.clone(), at))
            })
            .collect();
        places.sort();
        places.dedup();
        places
    };
    let (left, right) = (covered(left), covered(right));
    let shared = left.iter().filter(|place| right.binary_search(place).is_ok()).count();
    shared as f64 / (left.len() + right.len() - shared).max(1) as f64
}

/// Marks every item by its answer, line by line.
pub fn marks(items: &[Item], answers: &[Answer], texts: &mut Texts) -> Vec<Mark> {
    items.iter().zip(answers).map(|(item, answer)| mark(item, answer, texts)).collect()
}

fn mark(item: &Item, answer: &Answer, texts: &mut Texts) -> Mark {
    let mut mark = Mark {
        kind: item.kind.clone(),
        words: item.words,
        is_held: !item.fragments.is_empty(),
        is_right: false,
        is_tight: false,
        n_fragments: item.fragments.len(),
        n_found: 0,
        is_ordered: false,
        evalue: answer.places.first().map_or(f64::INFINITY, |place| place.evalue),
        is_find: answer.places.first().is_some_and(|place| place.found),
    };
    let Some(best) = answer.places.first() else { return mark };
    if !mark.is_held {
        return mark;
    }
    let given = best.stretches();
    let share = overlap(&item.fragments, &given);
    let is_near = given.iter().any(|stretch| {
        item.fragments.iter().any(|gold| {
            gold.document == stretch.document
                && gold.start < stretch.end
                && stretch.start < gold.end
        })
    });
    let is_twin = !is_near && {
        let asked = words(&item.text);
        agreement(&asked, &texts.words(&given)) >= agreement(&asked, &texts.words(&item.fragments))
    };
    mark.is_right = share >= 0.5 || is_twin;
    mark.is_tight = share >= 0.9 || is_twin;
    let found: Vec<Option<usize>> = item
        .fragments
        .iter()
        .map(|gold| {
            given.iter().position(|stretch| {
                overlap(std::slice::from_ref(gold), std::slice::from_ref(stretch)) >= 0.5
            })
        })
        .collect();
    mark.n_found = found.iter().flatten().count();
    mark.is_ordered = found.iter().all(Option::is_some) && found.is_sorted();
    mark
}

/// The lines of a file of JSON lines.
pub fn lines<T: serde::de::DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(n, line)| {
            serde_json::from_str(line).with_context(|| format!("{}:{}", path.display(), n + 1))
        })
        .collect()
}
