//! Sentences of the debates' transcripts, looked up in their timed captions. The right place and the
//! right time are those that a global alignment of each transcript with the time codes of the raw
//! caption file gives: [`crate::reference`].

use crate::floors::Scores;
use crate::reference::{Word, align, words};
use crate::sample::{Draw, long_sentences, look_up};
use crate::shared::shared;
use anyhow::{Context, Result};
use onrecord::document::origin::{DocumentKind, Origin};
use onrecord::document::read;
use onrecord::matching::archive::Archive;
use onrecord::text::span::Span;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Sentences drawn.
const SENTENCES: usize = 500;

/// Milliseconds that the time given may be off.
const TOLERANCE: u64 = 2000;

/// Words that transcript and captions may be out of step: labels are in one and not in the other.
const BAND: usize = 3000;

/// What the look-ups gave.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    asked: usize,
    right: usize,
    in_time: usize,
}

/// Prints the share of right places and of right times; `wrong` lists what went wrong.
///
/// # Errors
/// Names the corpus that is missing.
pub fn run(arguments: &[String]) -> Result<()> {
    let list = arguments.iter().any(|argument| argument == "wrong");
    let counts = measure(SENTENCES, usize::MAX, list)?;
    println!(
        "debates: {} of {} sentences in the right place ({:.1} %), {} within {TOLERANCE} ms ({:.1} %)",
        counts.right,
        counts.asked,
        100.0 * counts.right as f64 / counts.asked as f64,
        counts.in_time,
        100.0 * counts.in_time as f64 / counts.asked as f64,
    );
    Ok(())
}

/// The scores that `eval/floors.toml` holds, on `n` sentences of the first two debates.
///
/// # Errors
/// Names the corpus that is missing.
pub fn scores(n: usize) -> Result<Scores> {
    let counts = measure(n, 2, false)?;
    let share = |part: usize| part as f64 / counts.asked as f64;
    Ok(Scores::from([("right_place", share(counts.right)), ("right_time", share(counts.in_time))]))
}

/// The transcripts of the debates, in order of their dates.
///
/// # Errors
/// Names the corpus that is missing.
pub fn transcripts() -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let folder = shared("record/debates")?;
    for year in fs::read_dir(&folder).with_context(|| format!("listing {}", folder.display()))? {
        let year = year?.path();
        if year.is_dir() {
            for file in fs::read_dir(&year)? {
                found.push(file?.path());
            }
        }
    }
    found.retain(|path| path.extension().is_some_and(|ending| ending == "said"));
    found.sort();
    Ok(found)
}

/// The files that [`scores`] reads: transcript and captions of the first `n` debates.
///
/// # Errors
/// Names the corpus that is missing.
pub fn corpus(n: usize) -> Result<Vec<PathBuf>> {
    let said = transcripts()?.into_iter().take(n);
    Ok(said.flat_map(|said| [said.with_extension("vtt"), said]).collect())
}

fn measure(n: usize, n_debates: usize, list: bool) -> Result<Counts> {
    let mut records = Vec::new();
    let mut probes = Vec::new();
    for said in transcripts()?.iter().take(n_debates) {
        let vtt = said.with_extension("vtt");
        let timed = timed_words(&file(&vtt)?);
        let transcript = document(said, &file(said)?)?;
        let unsaid = transcript.transcript.as_ref().map_or(&[][..], |t| &t.unsaid);
        let from = words(&transcript.text, unsaid);
        let to: Vec<Word> = timed.iter().map(|(word, _)| word.clone()).collect();
        let aligned = align(&from, &to, BAND);
        for sentence in long_sentences(&transcript, &from, 10) {
            let (first, past) = sentence.words;
            let times: Vec<u64> =
                aligned[first..past].iter().flatten().map(|at| timed[*at].1).collect();
            let first_word = aligned[first].map(|at| timed[at].1);
            probes.push((sentence, records.len(), times, first_word));
        }
        records.push(document(&vtt, &file(&vtt)?)?);
    }
    let archive = Archive::new(records);
    let mut counts = Counts::default();
    let start = Instant::now();
    for (sentence, record, times, first_word) in Draw::new(5).take(probes, n) {
        let found = look_up(&archive, &sentence.text);
        counts.asked += 1;
        let given = found.first().and_then(|best| {
            let said = archive.records()[best.passage.record].transcript.as_ref()?;
            let from = said.time_at(best.passage.span.start())?;
            let to = said.time_at(best.passage.span.end().saturating_sub(1))?;
            Some((best.passage.record, from, to))
        });
        let truth = times.iter().min().zip(times.iter().max());
        let right = given.zip(truth).is_some_and(|((place, from, to), (first, last))| {
            place == record && from <= last + TOLERANCE && *first <= to + TOLERANCE
        });
        let began = first_word.or(times.first().copied());
        let in_time = given.zip(began).is_some_and(|((place, from, _), began)| {
            place == record && from.abs_diff(began) <= TOLERANCE
        });
        counts.right += usize::from(right);
        counts.in_time += usize::from(in_time);
        if list && !in_time {
            println!("\nasked {}\ntruth {truth:?} in {record}, given {given:?}", sentence.text);
        }
    }
    println!(
        "{:.2} ms a sentence",
        start.elapsed().as_secs_f64() * 1e3 / counts.asked.max(1) as f64
    );
    Ok(counts)
}

fn file(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))
}

fn document(path: &Path, text: &str) -> Result<onrecord::document::Document> {
    let origin = Origin { name: path.display().to_string() };
    let mut documents = read(text.as_bytes(), &origin, DocumentKind::Record);
    documents.pop().with_context(|| format!("{} reads as nothing", path.display()))
}

/// The words of a caption file with word time codes, each with its own time in milliseconds.
fn timed_words(vtt: &str) -> Vec<(Word, u64)> {
    let mut found = Vec::new();
    let mut time = None;
    for line in vtt.lines() {
        if let Some((from, _)) = line.split_once(" --> ") {
            time = clock(from);
            continue;
        }
        let Some(mut time) = time else { continue };
        for part in line.split('<') {
            let (tag, rest) = part.split_once('>').unwrap_or(("", part));
            time = clock(tag).unwrap_or(time);
            for word in words(rest, &[]) {
                found.push((Word { word: word.word, span: Span::default() }, time));
            }
        }
    }
    found
}

fn clock(stamp: &str) -> Option<u64> {
    let (whole, fraction) = stamp.trim().split_once('.')?;
    let seconds =
        whole.split(':').try_fold(0, |sum, part| Some(sum * 60 + part.parse::<u64>().ok()?))?;
    Some(seconds * 1000 + fraction.get(..3)?.parse::<u64>().ok()?)
}
