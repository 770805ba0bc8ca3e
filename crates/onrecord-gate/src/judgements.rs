//! Quotations of PolNeAR read one by one beside the passage that the check laid them against. A list in
//! `eval/judgements` and the findings of a check in, how many come out as judged out.
//!
//! A list holds places and grades, no words: the article, its content's first and last code point, the
//! record, the passage's, whether the passage is the one quoted, and the grade that a reader gives.

use crate::floors::Scores;
use crate::press::{FOLDERS, Located, articles, checked, name, records};
use anyhow::{Context, Result};
use onrecord::document::Document;
use onrecord::matching::archive::Archive;
use onrecord::text::lines::Lines;
use onrecord::text::span::Span;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// One quotation as a reader judged it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// The article's name below `polnear`.
    pub article: String,
    /// From the first marked word to the last, in code points of the article, half-open.
    pub content: (usize, usize),
    /// The record's name below `record`.
    pub record: String,
    /// The passage, in code points of the record, half-open.
    pub passage: (usize, usize),
    /// Whether the passage is the one that is quoted.
    pub is_right: bool,
    /// The grade that the reader gives; empty for a wrong passage.
    pub grade: String,
}

impl Judgement {
    /// Whether `located` is the quotation judged, and is located anywhere.
    #[must_use]
    pub fn is_of(&self, articles: &[Document], located: &Located) -> bool {
        let article = &articles[located.article];
        let marked = located.finding.attribution.quotation.marked.iter().copied();
        let span = marked.reduce(Span::hull).unwrap_or_default();
        name(article) == self.article
            && overlaps(Lines::new(&article.text).code_point_range(span), self.content)
            && located.best().is_some()
    }

    /// Whether the check lays `located` against the passage judged.
    #[must_use]
    pub fn is_there(&self, archive: &Archive, located: &Located) -> bool {
        located.best().is_some_and(|best| {
            let record = &archive.records()[best.passage.record];
            let span = Lines::new(&record.text).code_point_range(best.passage.span);
            name(record) == self.record && overlaps(span, self.passage)
        })
    }
}

/// Where the list of the gate `gate` lies.
#[must_use]
pub fn path(gate: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../eval/judgements");
    folder.join(format!("{gate}.tsv"))
}

/// The list of the gate `gate`, in its order.
///
/// # Errors
/// Names the line that cannot be read.
pub fn read(gate: &str) -> Result<Vec<Judgement>> {
    let path = path(gate);
    let name = path.display();
    let text = fs::read_to_string(&path).with_context(|| format!("reading {name}"))?;
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| judgement(line).with_context(|| format!("{name}: {line}"))).collect()
}

fn judgement(line: &str) -> Option<Judgement> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [article, from, to, record, start, end, passage, grade] = columns.as_slice() else {
        return None;
    };
    Some(Judgement {
        article: (*article).to_owned(),
        content: (from.parse().ok()?, to.parse().ok()?),
        record: (*record).to_owned(),
        passage: (start.parse().ok()?, end.parse().ok()?),
        is_right: *passage == "right",
        grade: (*grade).to_owned(),
    })
}

/// How many of `judgements` come out as judged: `passage` is the share of right passages that are given
/// and of wrong ones that are not, `grade` the share of right passages given whose grade is the reader's.
#[must_use]
pub fn score(
    archive: &Archive,
    articles: &[Document],
    located: &[Located],
    judgements: &[Judgement],
) -> Scores {
    let (mut n_right, mut n_given, mut n_grade) = (0, 0, 0);
    for judgement in judgements {
        let found = located.iter().find(|one| judgement.is_of(articles, one));
        let is_there = found.is_some_and(|found| judgement.is_there(archive, found));
        n_right += usize::from(is_there == judgement.is_right);
        if let (true, true, Some(found)) = (is_there, judgement.is_right, found) {
            n_given += 1;
            n_grade += usize::from(found.finding.verdict.fidelity.name() == judgement.grade);
        }
    }
    let share = |n: usize, of: usize| n as f64 / of.max(1) as f64;
    Scores::from([
        ("passage", share(n_right, judgements.len())),
        ("grade", share(n_grade, n_given)),
        ("judged", judgements.len() as f64),
    ])
}

fn overlaps(a: (usize, usize), b: (usize, usize)) -> bool {
    a.0 < b.1 && b.0 < a.1
}

/// What the check finds of some articles.
#[derive(Debug)]
pub struct Sweep {
    /// What was searched.
    pub archive: Archive,
    /// What was checked.
    pub articles: Vec<Document>,
    /// The quotations of seven words or more, located or not.
    pub checked: Vec<Located>,
}

impl Sweep {
    /// Every article against the whole record.
    ///
    /// # Errors
    /// Names the corpus that is missing.
    pub fn whole() -> Result<Sweep> {
        Ok(Sweep::of(records(&FOLDERS)?, articles()?))
    }

    /// The judged articles against the records that the list names alone: a short run for a test.
    ///
    /// # Errors
    /// Names the corpus that is missing.
    pub fn of_judged(judgements: &[Judgement]) -> Result<Sweep> {
        let named: BTreeSet<&str> = judgements.iter().map(|one| one.record.as_str()).collect();
        let quoting: BTreeSet<&str> = judgements.iter().map(|one| one.article.as_str()).collect();
        let mut held = records(&FOLDERS)?;
        held.retain(|record| named.contains(name(record)));
        let mut read = articles()?;
        read.retain(|article| quoting.contains(name(article)));
        Ok(Sweep::of(held, read))
    }

    fn of(records: Vec<Document>, articles: Vec<Document>) -> Sweep {
        let archive = Archive::new(records);
        let checked = checked(&archive, &articles);
        Sweep { archive, articles, checked }
    }

    /// The quotations that are located, in text order.
    #[must_use]
    pub fn located(&self) -> Vec<&Located> {
        self.checked.iter().filter(|one| one.best().is_some()).collect()
    }
}

/// The scores of `locate` on the judged articles, against the records that the list names alone.
/// `onrecord-gate locate` measures them against the whole record.
///
/// # Errors
/// Names the corpus that is missing.
pub fn measure() -> Result<Scores> {
    let judgements = read("locate")?;
    let Sweep { archive, articles, checked } = Sweep::of_judged(&judgements)?;
    Ok(score(&archive, &articles, &checked, &judgements))
}
