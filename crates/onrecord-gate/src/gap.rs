//! The GAP gate: pronouns of encyclopaedia texts, each with two names of its gender beside it. The
//! development file in, F1 over both names out, by the pronoun's gender, and the ratio of the two
//! (Webster 2018). Each snippet is read as an article of one paragraph; one row also reads the page's
//! title, as its address gives it.

use crate::floors::Scores;
use crate::shared::shared;
use anyhow::{Context, Result, bail};
use onrecord::attribution::resolver::{Among, By, Candidate, Learned, Pronoun, pronouns};
use onrecord::document;
use onrecord::document::block::Role;
use onrecord::document::origin::{DocumentKind, Origin};
use onrecord::quotation::extract_all;
use onrecord::text::span::Span;
use onrecord_model::Model;
use std::fs;
use std::path::PathBuf;

/// One pronoun of the corpus.
#[derive(Debug, Clone)]
struct Example {
    text: String,
    pronoun: (String, usize),
    /// The names, where they begin in code points, and whether the pronoun means them.
    names: [(String, usize, bool); 2],
    /// The title of the page it stands in, as its address gives it.
    title: String,
}

/// Counts over names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Names said to be meant that are.
    pub n_right: usize,
    /// Names said to be meant.
    pub n_said: usize,
    /// Names that are meant.
    pub n_gold: usize,
}

impl Tally {
    /// The harmonic mean of precision and recall, 0 to 1.
    #[must_use]
    pub fn f1(self) -> f64 {
        let both = self.n_said + self.n_gold;
        if both == 0 { 0.0 } else { 2.0 * self.n_right as f64 / both as f64 }
    }

    fn add(&mut self, said: [bool; 2], gold: [bool; 2]) {
        for (said, gold) in said.into_iter().zip(gold) {
            self.n_right += usize::from(said && gold);
            self.n_said += usize::from(said);
            self.n_gold += usize::from(gold);
        }
    }
}

/// One way to answer: what it is told, and the counts for men and women.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// What the resolver is told.
    pub name: &'static str,
    /// The score's name in `eval/floors.toml`.
    pub score: &'static str,
    /// Masculine pronouns.
    pub masculine: Tally,
    /// Feminine pronouns.
    pub feminine: Tally,
}

impl Row {
    /// Over all pronouns.
    #[must_use]
    pub fn all(&self) -> Tally {
        let (m, f) = (self.masculine, self.feminine);
        Tally {
            n_right: m.n_right + f.n_right,
            n_said: m.n_said + f.n_said,
            n_gold: m.n_gold + f.n_gold,
        }
    }
}

/// The corpus.
///
/// # Errors
/// Names the file where it is absent.
pub fn paths() -> Result<Vec<PathBuf>> {
    Ok(vec![shared("gap")?.join("gap-development.tsv")])
}

/// Answers every example in both ways.
///
/// # Errors
/// Names the file that cannot be read, or the line that does not hold the fields.
pub fn score() -> Result<Vec<Row>> {
    let path = shared("gap")?.join("gap-development.tsv");
    let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let row =
        |name, score| Row { name, score, masculine: Tally::default(), feminine: Tally::default() };
    let mut rows = vec![
        row("the two names", "f1_two_names"),
        row("the two names + page title", "f1_two_names_and_title"),
        row("nothing is given", "f1_free"),
    ];
    for (line_idx, line) in text.lines().enumerate().skip(1) {
        let example = read(line).with_context(|| format!("line {} of the corpus", line_idx + 1))?;
        let gold = [example.names[0].2, example.names[1].2];
        let untitled = Example { title: String::new(), ..example.clone() };
        let said = [among_two(&untitled), among_two(&example), free(&untitled)];
        let is_masculine = example.pronoun.0.to_lowercase().starts_with("hi")
            || example.pronoun.0.eq_ignore_ascii_case("he");
        for (row, said) in rows.iter_mut().zip(said) {
            let tally = if is_masculine { &mut row.masculine } else { &mut row.feminine };
            tally.add(said, gold);
        }
    }
    Ok(rows)
}

fn read(line: &str) -> Result<Example> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [_, text, pronoun, at, a, a_at, a_meant, b, b_at, b_meant, address] = fields.as_slice()
    else {
        bail!("{} fields, 11 are wanted", fields.len());
    };
    let number = |field: &str| field.parse().context("an offset is no number");
    let name = |name: &str, at: &str, meant: &str| {
        Ok::<_, anyhow::Error>((name.to_owned(), number(at)?, meant == "TRUE"))
    };
    Ok(Example {
        text: (*text).to_owned(),
        pronoun: ((*pronoun).to_owned(), number(at)?),
        names: [name(a, a_at, a_meant)?, name(b, b_at, b_meant)?],
        title: title(address),
    })
}

/// "Ann Poe" of ".../wiki/Ann_Poe_(singer)".
fn title(address: &str) -> String {
    let page = address.rsplit('/').next().unwrap_or("").replace('_', " ");
    page.split('(').next().unwrap_or("").trim().to_owned()
}

/// The pronoun of `example`, and how many bytes stand before the snippet's text.
fn resolved(example: &Example, among: Among) -> Option<(Pronoun, usize)> {
    let model = Model::english();
    let origin = Origin { name: "snippet.txt".to_owned() };
    let head = match example.title.as_str() {
        "" => String::new(),
        title => format!("{title}\n\n"),
    };
    let whole = format!("{head}{}", example.text);
    let mut documents = document::read(whole.as_bytes(), &origin, DocumentKind::Article);
    let document = documents.first_mut()?;
    if let Some(first) = document.blocks.first_mut().filter(|_| !head.is_empty()) {
        first.role = Role::Title;
    }
    let at = head.len() + byte_at(&example.text, example.pronoun.1);
    let quotations = extract_all(model, document);
    let found =
        pronouns(model, document, None, &quotations, Learned::of(model), By::Grammar, among);
    let found = found.into_iter().find(|pronoun| pronoun.span.start() == at)?;
    Some((found, head.len()))
}

fn names(example: &Example, shift: usize) -> [Span; 2] {
    example.names.clone().map(|(name, at, _)| {
        let start = shift + byte_at(&example.text, at);
        Span::new(start, start + name.len())
    })
}

fn means(candidate: &Candidate, name: Span) -> bool {
    candidate.names.iter().any(|known| known.overlaps(name))
}

/// The likelier of the two names by its place: that both are persons of the pronoun's gender is given.
fn among_two(example: &Example) -> [bool; 2] {
    let Some((pronoun, shift)) = resolved(example, Among::All) else { return [false, false] };
    let [a, b] = names(example, shift).map(|name| {
        let found = pronoun.candidates.iter().find(|candidate| means(candidate, name));
        found.map(|candidate| candidate.place_weight)
    });
    match (a, b) {
        (None, None) => [false, false],
        (a, b) if a >= b => [true, false],
        _ => [false, true],
    }
}

/// Whoever is likeliest of all whom the text names.
fn free(example: &Example) -> [bool; 2] {
    let Some((pronoun, shift)) = resolved(example, Among::Agreeing) else { return [false, false] };
    let best = pronoun.candidates.first().filter(|best| best.weight >= pronoun.nobody.0);
    names(example, shift).map(|name| best.is_some_and(|best| means(best, name)))
}

fn byte_at(text: &str, code_point: usize) -> usize {
    text.char_indices().nth(code_point).map_or(text.len(), |(at, _)| at)
}

/// The scores that `eval/floors.toml` pins.
#[must_use]
pub fn scores(rows: &[Row]) -> Scores {
    let mut scores = Scores::new();
    for row in rows {
        scores.insert(row.score, row.all().f1());
    }
    if let Some(two) = rows.first() {
        scores.insert("feminine_to_masculine", two.feminine.f1() / two.masculine.f1().max(1e-9));
    }
    scores
}

/// F1 on the development file as the corpus' paper has it, of choices between the two names: all,
/// masculine, feminine.
const PEERS: [(&str, f64); 2] = [("parallelism", 66.9), ("parallelism + page title", 70.6)];

/// Prints the table.
///
/// # Errors
/// Names the file of the corpus that cannot be read.
pub fn run(_: &[String]) -> Result<()> {
    let rows = score()?;
    println!("{:28}{:>8}{:>8}{:>8}{:>8}", "GAP development, F1", "all", "masc", "fem", "ratio");
    for (peer, f1) in PEERS {
        println!("{peer:28}{f1:>8.1}");
    }
    for row in &rows {
        let (m, f) = (row.masculine.f1(), row.feminine.f1());
        let all = 100.0 * row.all().f1();
        let name = format!("onrecord, {}", row.name);
        println!("{name:28}{all:>8.1}{:>8.1}{:>8.1}{:>8.2}", 100.0 * m, 100.0 * f, f / m);
    }
    Ok(())
}
