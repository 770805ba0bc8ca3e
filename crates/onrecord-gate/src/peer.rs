//! Sentences of the debates, altered as reports alter them, looked up in all debates; and the same
//! words written out, so that another program can be asked for them: `bench/rapidfuzz_peer.py`.
//!
//! `peer FILE` writes JSON lines. The first is `{"texts": […], "indexed_s": …}`, the words of each
//! debate in lower case without punctuation. Each further one is a look-up: the `quotation`, the
//! `text` that holds it, the code points `start..end` of the sentence in it, and how this search did,
//! `is_right` in `seconds`.

use crate::debates::transcripts;
use crate::reference::{Word, words};
use crate::sample::{Draw, long_sentences, look_up};
use anyhow::{Context, Result};
use onrecord::document::origin::{DocumentKind, Origin};
use onrecord::document::read;
use onrecord::matching::archive::Archive;
use onrecord::text::span::Span;
use serde_json::json;
use std::fs;
use std::io::Write as _;
use std::time::Instant;

/// Sentences drawn.
const SENTENCES: usize = 500;

/// Words of the shortest.
const SHORTEST: usize = 10;

/// How often each is looked up; the fastest counts, as the machine may be busy with other things.
const PASSES: usize = 3;

/// A sentence and where it stands.
struct Probe {
    sentence: String,
    record: usize,
    span: Span,
    folded: String,
}

/// Looks the sentences up and writes them out.
///
/// # Errors
/// Names the corpus that is missing, or the file that cannot be written.
pub fn run(arguments: &[String]) -> Result<()> {
    let path = arguments.first().context("peer FILE: name the file to write")?;
    let (mut records, mut texts, mut probes) = (Vec::new(), Vec::new(), Vec::new());
    for said in transcripts()? {
        let bytes = fs::read(&said).with_context(|| format!("reading {}", said.display()))?;
        let origin = Origin { name: said.display().to_string() };
        let Some(record) = read(&bytes, &origin, DocumentKind::Record).pop() else { continue };
        let unsaid = record.transcript.as_ref().map_or(&[][..], |transcript| &transcript.unsaid);
        let spoken = words(&record.text, unsaid);
        for sentence in long_sentences(&record, &spoken, SHORTEST) {
            let (first, past) = sentence.words;
            probes.push(Probe {
                sentence: sentence.text,
                record: records.len(),
                span: Span::new(spoken[first].span.start(), spoken[past - 1].span.end()),
                folded: folded(&spoken[first..past]),
            });
        }
        texts.push(folded(&spoken));
        records.push(record);
    }
    let start = Instant::now();
    let archive = Archive::new(records);
    let indexed = start.elapsed().as_secs_f64();

    let mut draw = Draw::new(7);
    let mut file = std::io::BufWriter::new(fs::File::create(path).context(path.clone())?);
    writeln!(file, "{}", json!({ "texts": texts, "indexed_s": indexed }))?;
    let (mut n_asked, mut n_right, mut seconds) = (0, 0, 0.0);
    // More are drawn than asked: a sentence that is said twice has no one right place.
    for probe in draw.take(probes, 2 * SENTENCES) {
        let places: usize = texts.iter().map(|text| text.matches(&probe.folded).count()).sum();
        let Some(at) = texts[probe.record].find(&probe.folded).filter(|_| places == 1) else {
            continue;
        };
        if n_asked == SENTENCES {
            break;
        }
        let quotation = altered(&probe.sentence, n_asked, &mut draw);
        let mut found = Vec::new();
        let mut taken = f64::INFINITY;
        for _ in 0..PASSES {
            let begun = Instant::now();
            found = look_up(&archive, &quotation);
            taken = taken.min(begun.elapsed().as_secs_f64());
        }
        let is_right = found.first().is_some_and(|best| {
            best.passage.record == probe.record && is_mostly(best.passage.span, probe.span)
        });
        n_asked += 1;
        n_right += usize::from(is_right);
        seconds += taken;
        let from = texts[probe.record][..at].chars().count();
        let line = json!({
            "quotation": folded(&words(&quotation, &[])),
            "text": probe.record,
            "start": from,
            "end": from + probe.folded.chars().count(),
            "is_right": is_right,
            "seconds": taken,
        });
        writeln!(file, "{line}")?;
    }
    println!(
        "onrecord: {n_right} of {n_asked} right ({:.1} %), {:.2} ms each, {} debates indexed in {indexed:.2} s",
        100.0 * n_right as f64 / n_asked.max(1) as f64,
        1e3 * seconds / n_asked.max(1) as f64,
        texts.len(),
    );
    Ok(())
}

/// Whether both spans share at least half of the longer.
fn is_mostly(a: Span, b: Span) -> bool {
    let shared = a.end().min(b.end()).saturating_sub(a.start().max(b.start()));
    let length = |span: Span| span.end().saturating_sub(span.start());
    shared * 2 >= length(a).max(length(b))
}

/// By turns the sentence as it is, without one of its words, with one word in another's place, and
/// without its last quarter.
fn altered(sentence: &str, turn: usize, draw: &mut Draw) -> String {
    let mut parts: Vec<&str> = sentence.split_whitespace().collect();
    let inner = 1 + draw.below(parts.len().saturating_sub(2));
    match turn % 4 {
        1 if inner < parts.len() => drop(parts.remove(inner)),
        2 if inner < parts.len() => parts[inner] = "something",
        3 => parts.truncate(parts.len() - parts.len() / 4),
        _ => {}
    }
    parts.join(" ")
}

fn folded(words: &[Word]) -> String {
    words.iter().map(|word| word.word.as_str()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use crate::peer::{altered, is_mostly};
    use crate::sample::Draw;
    use onrecord::text::span::Span;

    #[test]
    fn each_turn_alters_in_its_own_way() {
        let said = "one two three four five six seven eight";
        let mut draw = Draw::new(1);
        let counts = [0, 1, 2, 3].map(|turn| altered(said, turn, &mut draw).split(' ').count());
        assert_eq!(counts, [8, 7, 8, 6]);
        assert!(altered(said, 2, &mut draw).contains("something"));
    }

    #[test]
    fn half_of_the_longer_must_be_shared() {
        assert!(is_mostly(Span::new(0, 10), Span::new(5, 10)));
        assert!(!is_mostly(Span::new(0, 11), Span::new(6, 11)));
    }
}
