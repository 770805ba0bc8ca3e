//! Every record of the corpora through the readers: how many documents, turns, speakers, times and
//! problems come out, folder by folder, and how long it takes.

use crate::shared::shared;
use anyhow::{Result, ensure};
use onrecord::document::Document;
use onrecord::document::origin::DocumentKind;
use onrecord::document::transcript::{Coverage, Transcript};
use onrecord_store::record::documents;
use std::collections::BTreeMap;
use std::time::Instant;

/// What the readers made of one folder.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Documents.
    pub documents: usize,
    /// Turns of all documents.
    pub turns: usize,
    /// Turns that name a speaker.
    pub named: usize,
    /// Different names of speakers, summed over the documents.
    pub speakers: usize,
    /// Documents with at least one time code.
    pub timed: usize,
    /// Time codes.
    pub times: usize,
    /// Documents whose kind is not [`Default`], by kind.
    pub kinds: BTreeMap<String, usize>,
    /// Documents by coverage.
    pub coverage: BTreeMap<String, usize>,
    /// Documents with a date, and with at least one participant.
    pub dated: usize,
    /// Documents that list at least one participant.
    pub attended: usize,
    /// Problems by message, figures left out.
    pub problems: BTreeMap<String, usize>,
}

/// The folders of `record/`.
pub const FOLDERS: [&str; 4] = ["speeches", "debates", "captions", "changelog"];

/// Reads one folder of `record/`, or the part of it that `part` names.
///
/// # Errors
/// If the corpus is not there, or a file of it can't be opened.
pub fn tally(part: &str) -> Result<Tally> {
    let opened = documents(&[shared(&format!("record/{part}"))?], DocumentKind::Record);
    ensure!(opened.errors.is_empty(), "{}", opened.errors[0]);
    let mut tally = Tally { documents: opened.value.len(), ..Tally::default() };
    for document in &opened.value {
        add(&mut tally, document);
    }
    Ok(tally)
}

fn add(tally: &mut Tally, document: &Document) {
    let empty = Transcript::default();
    let transcript = document.transcript.as_ref().unwrap_or(&empty);
    let mut names: Vec<&String> = transcript.turns.iter().flat_map(|turn| &turn.speaker).collect();
    tally.turns += transcript.turns.len();
    tally.named += names.len();
    names.sort_unstable();
    names.dedup();
    tally.speakers += names.len();
    tally.timed += usize::from(!transcript.times.is_empty());
    tally.times += transcript.times.len();
    *tally.kinds.entry(format!("{:?}", transcript.kind)).or_default() += 1;
    let coverage = match &transcript.coverage {
        Coverage::Unstated => "unstated".to_owned(),
        Coverage::Complete => "complete".to_owned(),
        Coverage::Partial(_) => "partial".to_owned(),
    };
    *tally.coverage.entry(coverage).or_default() += 1;
    tally.dated += usize::from(transcript.occasion.date.is_some());
    tally.attended += usize::from(!transcript.occasion.speakers.is_empty());
    for problem in &document.problems {
        let message = problem.message.replace(|c: char| c.is_ascii_digit(), "");
        *tally.problems.entry(message).or_default() += 1;
    }
}

/// Prints the tally of every folder, or of those named; `names` prints the speakers found instead.
///
/// # Errors
/// As [`tally`].
pub fn run(arguments: &[String]) -> Result<()> {
    let parts: Vec<&str> = if arguments.is_empty() {
        FOLDERS.to_vec()
    } else {
        arguments.iter().map(String::as_str).collect()
    };
    for part in parts {
        let start = Instant::now();
        let tally = tally(part)?;
        println!("{part}: {:.1} s", start.elapsed().as_secs_f64());
        println!("{tally:#?}");
    }
    Ok(())
}
