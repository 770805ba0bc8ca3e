//! Sentences of clean transcripts, looked up in the automatic captions of the same event among all
//! captions. The right place is where a global alignment of the two whole texts puts the sentence's
//! words: [`crate::reference`].

use crate::floors::Scores;
use crate::reference::{Word, align, error_rate, words};
use crate::sample::{Draw, Sentence, long_sentences, look_up};
use crate::shared::shared;
use anyhow::{Context, Result, bail};
use onrecord::document::Document;
use onrecord::document::origin::DocumentKind;
use onrecord::find::{Query, find};
use onrecord::matching::Match;
use onrecord::matching::archive::Archive;
use onrecord::text::span::Span;
use onrecord::verdict::choice::n_same;
use onrecord_store::record::documents;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Sentences drawn.
const SENTENCES: usize = 500;

/// The five events held in full by a clean transcript and by one caption file: the first words of
/// both file names. Found by shared five-word runs; the transcripts have at least 2,000 words.
const PAIRS: [(&str, &str); 5] = [
    ("2015-06-16 11.00.00 (Complete, As spoken)", "03. Donald Trump Presidential Announcement"),
    ("2016-02-09 22.00.00", "04. Donald Trump New Hampshire victory"),
    ("2015-12-31 00.00.00", "12. FULL Speech- Donald Trump Speaks at Republican Jewish"),
    ("2015-08-25 07.52.00", "16. FULL SPEECH Donald Trump Dubuque"),
    (
        "2015-12-02 00.00.00 (Complete, As spoken) Speech with",
        "18. FULL Speech- Donald Trump Brings Down",
    ),
];

/// A sentence with its right place.
struct Probe {
    sentence: Sentence,
    record: usize,
    truth: Option<Span>,
    /// Words of the sentence that stand at the right place.
    n_there: usize,
}

/// The seed of the sentences that the floors are held on. Nothing is chosen by them: variants are
/// compared on the sentences that it leaves undrawn.
const SEED: u64 = 5;

/// Which sentences are looked up.
#[derive(Debug, Clone, Copy)]
enum Drawn {
    /// So many, drawn with this seed.
    Some(u64, usize),
    /// All but those.
    AllBut(u64, usize),
}

impl Drawn {
    fn of(self, mut probes: Vec<Probe>) -> Vec<Probe> {
        match self {
            Drawn::Some(seed, n) => Draw::new(seed).take(probes, n),
            Drawn::AllBut(seed, n) => {
                let numbers: Vec<usize> = (0..probes.len()).collect();
                let mut drawn = Draw::new(seed).take(numbers, n);
                drawn.sort_unstable();
                let mut at = 0..;
                probes.retain(|_| at.next().is_some_and(|at| drawn.binary_search(&at).is_err()));
                probes
            }
        }
    }
}

/// What the look-ups gave.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counts {
    /// Sentences looked up.
    pub asked: usize,
    /// Sentences whose best match is the right place.
    pub right: usize,
    /// Sentences for which nothing was found.
    pub none: usize,
    /// Sentences of which the reference finds no word in the captions.
    pub absent: usize,
    /// Sentences found at a place that has more of their words than the right one.
    pub elsewhere: usize,
    /// For each power of ten from 1e-12 to 1e6, the sentences whose best match is no likelier by
    /// chance: in the right place, elsewhere.
    pub curve: [(usize, usize); 19],
}

/// The power of ten of the first row of [`Counts::curve`].
const FIRST: i32 = -12;

/// Lengths, in words, of what is looked up by [`lengths`].
const LENGTHS: [usize; 6] = [6, 8, 10, 14, 20, 30];

/// Runs of one length looked up.
const RUNS: usize = 250;

/// Prints how often `onrecord find` gives the right place first, of runs of so many words of the clean
/// transcripts: what a report quotes is seldom a whole sentence. Of the others, how many have more of
/// their words at another place than at the right one: by words alone those are lost.
fn lengths(drawn: impl Fn(usize) -> Drawn, whole_record: bool) -> Result<()> {
    let Held { archive, runs, .. } = held(PAIRS.len(), whole_record, &LENGTHS)?;
    let (mut n_right, mut n_asked) = (0, 0);
    for (n_words, probes) in LENGTHS.iter().zip(runs) {
        let (mut right, mut fewer, mut none) = (0, 0, 0);
        let probes = drawn(RUNS).of(probes);
        for probe in &probes {
            let query = Query { text: probe.sentence.text.clone(), ..Query::default() };
            let places = find(&archive, &query);
            let best = places.first();
            let is_right = best.zip(probe.truth).is_some_and(|(best, truth)| {
                best.record == probe.record && is_there(best.span, truth)
            });
            right += usize::from(is_right);
            none += usize::from(best.is_none());
            fewer += usize::from(!is_right && best.is_some_and(|best| best.n_same > probe.n_there));
        }
        println!(
            "{n_words:2} words: {right} of {} in the right place ({:.1} %); {fewer} stand elsewhere in more of their words, {none} nowhere",
            probes.len(),
            100.0 * right as f64 / probes.len().max(1) as f64,
        );
        n_right += right;
        n_asked += probes.len();
    }
    let share = 100.0 * n_right as f64 / n_asked.max(1) as f64;
    println!("all: {n_right} of {n_asked} ({share:.1} %)");
    Ok(())
}

/// Prints the share of right places; `lengths` looks up runs of 6 to 30 words, as `onrecord find` does; a
/// number is another seed, `rest` asks for all that the seed of the floors does not draw, `all` adds the rest of the record to the haystack, `wrong` lists
/// the sentences that went wrong.
///
/// # Errors
/// Names the corpus that is missing.
pub fn run(arguments: &[String]) -> Result<()> {
    let has = |word: &str| arguments.iter().any(|argument| argument == word);
    let seed = arguments.iter().find_map(|argument| argument.parse().ok());
    let drawn = |n: usize| match seed {
        _ if has("rest") => Drawn::AllBut(SEED, n),
        seed => Drawn::Some(seed.unwrap_or(SEED), n),
    };
    if has("lengths") {
        return lengths(drawn, has("all"));
    }
    let counts = measure(drawn(SENTENCES), PAIRS.len(), has("all"), has("wrong"))?;
    println!(
        "captions: {} of {} sentences in the right place ({:.1} %); {} elsewhere in more of their words, {} not found, {} not in the captions",
        counts.right,
        counts.asked,
        100.0 * counts.right as f64 / counts.asked as f64,
        counts.elsewhere,
        counts.none,
        counts.absent,
    );
    for (power, (right, wrong)) in (FIRST..).zip(counts.curve) {
        println!("expected by chance up to 1e{power:<3}: {right:4} right, {wrong:4} wrong");
    }
    Ok(())
}

/// The scores that `eval/floors.toml` holds, on `n` sentences of the first two pairs.
///
/// # Errors
/// Names the corpus that is missing.
pub fn scores(n: usize) -> Result<Scores> {
    let counts = measure(Drawn::Some(SEED, n), 2, false, false)?;
    let found = counts.asked - counts.none;
    Ok(Scores::from([
        ("right_place", counts.right as f64 / counts.asked as f64),
        ("right_of_found", counts.right as f64 / found.max(1) as f64),
    ]))
}

/// The files that [`scores`] reads: every caption file, then the clean transcripts of the first
/// `n_pairs` events.
///
/// # Errors
/// Names the corpus that is missing.
pub fn corpus(n_pairs: usize) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for folder in listed(&shared("record/captions")?)? {
        if folder.is_dir() {
            found.extend(listed(&folder)?);
        }
    }
    found.extend(transcripts(n_pairs)?);
    Ok(found)
}

/// The clean transcripts of the first `n_pairs` events.
fn transcripts(n_pairs: usize) -> Result<Vec<PathBuf>> {
    let mut found = listed(&shared("record/speeches")?)?;
    found.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        PAIRS.iter().take(n_pairs).any(|(clean, _)| name.starts_with(clean))
    });
    Ok(found)
}

fn listed(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("listing {}", folder.display()))?;
    let mut found = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    found.sort();
    Ok(found)
}

/// What is searched, and what is looked up in it.
struct Held {
    archive: Archive,
    /// Every sentence of ten words or more.
    sentences: Vec<Probe>,
    /// For each length asked for, the runs of so many words, side by side in their sentences.
    runs: Vec<Vec<Probe>>,
}

fn held(n_pairs: usize, whole_record: bool, lengths: &[usize]) -> Result<Held> {
    let mut records = documents(&[shared("record/captions")?], DocumentKind::Record).value;
    let speeches = match whole_record {
        true => vec![shared("record/speeches")?],
        false => transcripts(n_pairs)?,
    };
    let speeches = documents(&speeches, DocumentKind::Record).value;
    let mut sentences = Vec::new();
    let mut runs: Vec<Vec<Probe>> = lengths.iter().map(|_| Vec::new()).collect();
    for (clean, captions) in PAIRS.iter().take(n_pairs) {
        let transcript = named(&speeches, clean)?;
        let record = records.iter().position(|record| file_name(record).starts_with(captions));
        let record = record.with_context(|| format!("no captions begin with {captions}"))?;
        let (from, to) = (said(transcript), said(&records[record]));
        let aligned = align(&from, &to, usize::MAX / 4);
        println!(
            "{clean}: {:.1} % of {} words not in the captions",
            100.0 * error_rate(&aligned),
            from.len()
        );
        let probe = |sentence: Sentence| {
            let (first, past) = sentence.words;
            let places = aligned[first..past].iter().flatten().map(|at| to[*at].span);
            let n_there = places.clone().count();
            Probe { sentence, record, truth: places.reduce(Span::hull), n_there }
        };
        for (length, runs) in lengths.iter().zip(&mut runs) {
            for sentence in long_sentences(transcript, &from, *length) {
                let (first, past) = sentence.words;
                for start in (first..=past - length).step_by(*length) {
                    let span = from[start].span.hull(from[start + length - 1].span);
                    let text = span.of(&transcript.text).to_owned();
                    runs.push(probe(Sentence { text, words: (start, start + length) }));
                }
            }
        }
        sentences.extend(long_sentences(transcript, &from, 10).into_iter().map(probe));
    }
    if whole_record {
        // The clean transcripts of the same days hold the sentences themselves.
        let same_day = |record: &Document| {
            PAIRS.iter().any(|(clean, _)| file_name(record).get(..10) == clean.get(..10))
        };
        records.extend(speeches.into_iter().filter(|record| !same_day(record)));
        let rest = [shared("record/debates")?, shared("record/changelog")?];
        records.extend(documents(&rest, DocumentKind::Record).value);
    }
    Ok(Held { archive: Archive::new(records), sentences, runs })
}

fn measure(drawn: Drawn, n_pairs: usize, whole_record: bool, list: bool) -> Result<Counts> {
    let Held { archive, sentences, .. } = held(n_pairs, whole_record, &[])?;
    let mut counts = Counts::default();
    let start = Instant::now();
    for probe in drawn.of(sentences) {
        let found = look_up(&archive, &probe.sentence.text);
        counts.asked += 1;
        counts.absent += usize::from(probe.truth.is_none());
        let best = found.first();
        let right = best.is_some_and(|best| is_right(best, &probe));
        counts.right += usize::from(right);
        for (power, row) in (FIRST..).zip(&mut counts.curve) {
            if best.is_some_and(|best| best.expected <= 10_f64.powi(power)) {
                row.0 += usize::from(right);
                row.1 += usize::from(!right);
            }
        }
        let has_more = best.is_some_and(|best| n_same(best) > probe.n_there);
        counts.elsewhere += usize::from(!right && has_more);
        counts.none += usize::from(best.is_none());
        if list && !right {
            print_wrong(&archive, &probe, best);
        }
    }
    println!(
        "{:.2} ms a sentence",
        start.elapsed().as_secs_f64() * 1e3 / counts.asked.max(1) as f64
    );
    Ok(counts)
}

/// Whether half of the shorter of both passages is shared.
fn is_right(found: &Match, probe: &Probe) -> bool {
    let Some(truth) = probe.truth else { return false };
    found.passage.record == probe.record && is_there(found.passage.span, truth)
}

fn is_there(span: Span, truth: Span) -> bool {
    let shared = span.end().min(truth.end()).saturating_sub(span.start().max(truth.start()));
    shared * 2 >= span.len().min(truth.len())
}

fn print_wrong(archive: &Archive, probe: &Probe, best: Option<&Match>) {
    let text = &archive.records()[probe.record].text;
    println!(
        "\nasked {}\ntruth {}",
        flat(&probe.sentence.text),
        flat(probe.truth.unwrap_or_default().of(text))
    );
    match best {
        Some(found) => {
            let record = &archive.records()[found.passage.record];
            println!(
                "found {} ({}, {:.1e})",
                flat(found.passage.span.of(&record.text)),
                file_name(record),
                found.expected
            );
        }
        None => println!("found nothing"),
    }
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn said(record: &Document) -> Vec<Word> {
    words(&record.text, record.transcript.as_ref().map_or(&[], |transcript| &transcript.unsaid))
}

fn named<'a>(records: &'a [Document], start: &str) -> Result<&'a Document> {
    match records.iter().find(|record| file_name(record).starts_with(start)) {
        Some(record) => Ok(record),
        None => bail!("no transcript begins with {start}"),
    }
}

fn file_name(record: &Document) -> &str {
    record.origin.name.rsplit('/').next().unwrap_or_default()
}
