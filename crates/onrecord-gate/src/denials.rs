//! Speech about earlier speech (denials, clarifications, disputes, retractions) in PolNeAR train and dev: what
//! is given, drawn with a seed to be judged by reading, and sentences that hold a word for it, drawn likewise;
//! the judgements in `eval/judgements/denials.tsv` scored.
//!
//! A row holds the draw (`given` or `sentence`), the text's id, where the sentence begins and ends in code
//! points, and what it does to earlier words: `denies`, `clarifies`, `disputes`, `retracts`, or `-` where it
//! speaks of none. Words are earlier words where somebody said or was said to have said them: "denied the
//! charge" is about a deed.

use crate::floors::Scores;
use crate::polnear::corpus::{self, Text};
use crate::sample::Draw;
use anyhow::{Context, Result};
use onrecord::attribution::attribute;
use onrecord::attribution::earlier::Relation;
use onrecord::document;
use onrecord::document::origin::{DocumentKind, Origin};
use onrecord::quotation::extract_all;
use onrecord::text::lines::Lines;
use onrecord::text::sentences::sentences;
use onrecord::text::span::Span;
use onrecord_model::Model;
use std::path::Path;

/// Beginnings of the words that a sentence about earlier speech is likely to hold: the lemmas of the phrases
/// that are known, and of others that would be.
const STEMS: [&str; 30] = [
    "den",
    "clarif",
    "mischaract",
    "misquot",
    "misinterpret",
    "misunderst",
    "misrepresent",
    "misstat",
    "misspoke",
    "retract",
    "apolog",
    "regret",
    "backtrack",
    "context",
    "twist",
    "disavow",
    "recant",
    "refut",
    "rebut",
    "reword",
    "rephras",
    "elaborat",
    "distort",
    "revers",
    "contradict",
    "meant",
    "walk",
    "stand",
    "correct",
    "never",
];

/// Words that follow "never", "not", "stand by" and the like where they are about speech: without one of these
/// a sentence with only a common stem is not drawn.
const SPEECH: [&str; 14] = [
    "said",
    "say",
    "saying",
    "says",
    "call",
    "called",
    "words",
    "comment",
    "comments",
    "remark",
    "remarks",
    "statement",
    "statements",
    "told",
];

/// What is known or given of one stretch of a text.
#[derive(Debug, Clone)]
pub struct Place {
    /// The text's id.
    pub text: String,
    /// The sentence, from its first to its last code point, half-open.
    pub points: (usize, usize),
    /// What is done to earlier words; `None` where nothing is.
    pub relation: Option<Relation>,
    /// The sentence, for the terminal only.
    words: String,
}

/// A judged stretch.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Judgement {
    is_given: bool,
    text: String,
    points: (usize, usize),
    relation: Option<Relation>,
}

/// Prints `N` places of each draw that are not judged yet, and the scores: `denials [N [SEED]]`.
///
/// # Errors
/// Names the corpus that is missing.
pub fn run(arguments: &[String]) -> Result<()> {
    let n: usize = arguments.first().map_or(Ok(0), |n| n.parse()).context("N is a number")?;
    let seed = arguments.get(1).map_or(Ok(3), |n| n.parse()).context("SEED is a number")?;
    let (given, likely) = places()?;
    let judgements = read()?;
    println!("{} given, {} sentences that hold a word for it", given.len(), likely.len());
    for (draw, places) in [("given", &given), ("sentence", &likely)] {
        for place in Draw::new(seed).take(places.clone(), n) {
            let is_known = |one: &Judgement| one.text == place.text && one.points == place.points;
            if judgements.iter().any(is_known) {
                continue;
            }
            let (start, end) = place.points;
            let relation = name(place.relation);
            println!("{draw}\t{}\t{start}\t{end}\t{relation}\n  {}", place.text, place.words);
        }
    }
    for (score, value) in score(&given, &judgements) {
        println!("{score:<20}{value:>8.3}");
    }
    Ok(())
}

/// The judged places against what is given for them.
///
/// # Errors
/// Names the corpus that is missing or the line that cannot be read.
pub fn measure() -> Result<Scores> {
    Ok(score(&places()?.0, &read()?))
}

/// `precision`: of the judged places for which something is given, the share for which it is what the reader
/// says. `recall`: of the sentences drawn by their words that speak of earlier words, the share for which
/// it is given. `judged`: places read.
fn score(given: &[Place], judgements: &[Judgement]) -> Scores {
    let (mut n_given, mut n_right, mut n_there, mut n_found) = (0, 0, 0, 0);
    for judgement in judgements {
        let ours: Vec<Relation> = (given.iter())
            .filter(|place| place.text == judgement.text)
            .filter(|place| {
                place.points.0 < judgement.points.1 && judgement.points.0 < place.points.1
            })
            .filter_map(|place| place.relation)
            .collect();
        let is_right = judgement.relation.is_some_and(|relation| ours.contains(&relation));
        n_given += usize::from(!ours.is_empty());
        n_right += usize::from(is_right);
        if !judgement.is_given && judgement.relation.is_some() {
            n_there += 1;
            n_found += usize::from(is_right);
        }
    }
    let share = |n: usize, of: usize| n as f64 / of.max(1) as f64;
    Scores::from([
        ("precision", share(n_right, n_given)),
        ("recall", share(n_found, n_there)),
        ("given", n_given as f64),
        ("judged", judgements.len() as f64),
    ])
}

/// What is given, one a sentence, and the sentences that hold a word for it.
fn places() -> Result<(Vec<Place>, Vec<Place>)> {
    let (mut given, mut likely) = (Vec::new(), Vec::new());
    for compartment in ["train", "dev"] {
        for text in corpus::read(compartment)? {
            add(&text, &mut given, &mut likely);
        }
    }
    Ok((given, likely))
}

fn add(text: &Text, given: &mut Vec<Place>, likely: &mut Vec<Place>) {
    let model = Model::english();
    let lines = Lines::new(&text.text);
    let place = |sentence: Span, relation| Place {
        text: text.id.clone(),
        points: lines.code_point_range(sentence),
        relation,
        words: sentence.of(&text.text).split_whitespace().collect::<Vec<_>>().join(" "),
    };
    let found: Vec<Span> = text
        .text
        .split_inclusive('\n')
        .scan(0, |start, line| {
            let at = *start;
            *start += line.len();
            Some((at, line))
        })
        .flat_map(|(at, line)| {
            let of_line = sentences(line).into_iter();
            of_line.map(move |one| Span::new(at + one.start(), at + one.end()))
        })
        .collect();
    let origin = Origin { name: format!("{}.txt", text.id) };
    for document in document::read(text.text.as_bytes(), &origin, DocumentKind::Article) {
        let attributions = attribute(model, &document, extract_all(model, &document));
        for about in attributions.iter().filter_map(|attribution| attribution.about) {
            let sentence = found.iter().find(|sentence| sentence.overlaps(about.phrase));
            let one = place(sentence.copied().unwrap_or(about.phrase), Some(about.relation));
            if !given.iter().any(|known| known.text == one.text && known.points == one.points) {
                given.push(one);
            }
        }
    }
    let is_likely = |sentence: &&Span| {
        let words = sentence.of(&text.text).to_lowercase();
        let words: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).collect();
        let has_stem = words.iter().any(|word| STEMS.iter().any(|stem| word.starts_with(stem)));
        has_stem && words.iter().any(|word| SPEECH.contains(word))
    };
    likely.extend(found.iter().filter(is_likely).map(|sentence| place(*sentence, None)));
}

fn name(relation: Option<Relation>) -> &'static str {
    match relation {
        None => "-",
        Some(Relation::Denies) => "denies",
        Some(Relation::Clarifies) => "clarifies",
        Some(Relation::Disputes) => "disputes",
        Some(Relation::Retracts) => "retracts",
    }
}

fn read() -> Result<Vec<Judgement>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../eval/judgements/denials.tsv");
    let text = std::fs::read_to_string(&path).context("reading eval/judgements/denials.tsv")?;
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| judgement(line).with_context(|| format!("eval/judgements/denials.tsv: {line}")))
        .collect()
}

fn judgement(line: &str) -> Option<Judgement> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [draw, text, start, end, relation] = columns.as_slice() else { return None };
    let known = [Relation::Denies, Relation::Clarifies, Relation::Disputes, Relation::Retracts];
    let relation = match *relation {
        "-" => None,
        word => Some(known.into_iter().find(|known| name(Some(*known)) == word)?),
    };
    Some(Judgement {
        is_given: *draw == "given",
        text: (*text).to_owned(),
        points: (start.parse().ok()?, end.parse().ok()?),
        relation,
    })
}
