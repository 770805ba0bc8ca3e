//! Statements over real articles. PolNeAR train and dev in, which quotations of several outlets render the same
//! words out: how many pairs that were read one by one are brought together rightly, and how many of the pairs
//! that a full alignment of every quotation with every other finds are brought together at all.
//!
//! The list in `eval/judgements/statements.tsv` holds places and judgements, no words.

use crate::floors::Scores;
use crate::press::{articles, name};
use crate::sample::Draw;
use anyhow::{Context, Result};
use onrecord::attribution::attribute;
use onrecord::attribution::speaker::Named;
use onrecord::chain::reading::day;
use onrecord::document::Document;
use onrecord::quotation::{QuotationKind, extract};
use onrecord::statement::Statements;
use onrecord::statement::pair::Held;
use onrecord::statement::rendition::{Rendition, words};
use onrecord::statement::shelf::Memory;
use onrecord::text::lines::Lines;
use onrecord::text::span::Span;
use onrecord_model::Model;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Pairs that are drawn to be read.
const DRAWN: usize = 60;

/// One quotation of one article.
struct Item {
    article: usize,
    /// From the first marked word to the last.
    span: Span,
    rendition: Rendition,
}

/// The quotations of the corpus, and the statement of each.
struct Grouped {
    articles: Vec<Document>,
    items: Vec<Item>,
    statement: Vec<usize>,
    n_lines: usize,
}

/// Two quotations as places: the article's name, the first and last code point.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Judged {
    pair: [(String, usize, usize); 2],
    is_right: bool,
}

/// Where the list of judgements lies.
#[must_use]
pub fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../eval/judgements/statements.tsv")
}

fn grouped() -> Result<Grouped> {
    let model = Model::english();
    let articles = articles()?;
    let mut items = Vec::new();
    for (article, document) in articles.iter().enumerate() {
        for found in attribute(model, document, extract(model, document)) {
            let quotation = &found.quotation;
            let is_verbatim =
                matches!(quotation.kind, QuotationKind::Direct | QuotationKind::Mixed);
            let Some(span) = quotation.marked.iter().copied().reduce(Span::hull) else { continue };
            if !is_verbatim {
                continue;
            }
            let speaker = found.speaker.as_ref().filter(|one| one.named == Named::FullName);
            let rendition = Rendition {
                words: words(model, document, quotation),
                speaker: speaker.map(|one| number(&one.name)),
                day: day(document),
            };
            items.push(Item { article, span, rendition });
        }
    }
    let (mut statements, mut shelf) = (Statements::default(), Memory::default());
    let named = items.iter().enumerate().map(|(at, item)| (at as u64, item.rendition.clone()));
    // The shelf is memory, which does not fail.
    let Ok(()) = statements.add(&mut shelf, named);
    let Ok(all) = statements.all(&shelf);
    let mut statement = vec![0; items.len()];
    for (number, one) in all.iter().enumerate() {
        for at in &one.quotations {
            statement[*at as usize] = number;
        }
    }
    Ok(Grouped { articles, items, statement, n_lines: statements.n_lines() })
}

impl Grouped {
    fn outlet(&self, item: &Item) -> &str {
        let name = name(&self.articles[item.article]);
        let file = name.rsplit('/').next().unwrap_or(name);
        file.split('_').next().unwrap_or(file)
    }

    /// The pairs of quotations of two outlets in each statement that has some.
    fn pairs(&self) -> Vec<Vec<(usize, usize)>> {
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, statement) in self.statement.iter().enumerate() {
            members.entry(*statement).or_default().push(at);
        }
        let of = |members: &Vec<usize>| {
            let mut pairs = Vec::new();
            for (nth, a) in members.iter().enumerate() {
                for b in &members[nth + 1..] {
                    if self.outlet(&self.items[*a]) != self.outlet(&self.items[*b]) {
                        pairs.push((*a, *b));
                    }
                }
            }
            pairs
        };
        members.values().map(of).filter(|pairs: &Vec<_>| !pairs.is_empty()).collect()
    }

    fn place(&self, at: usize) -> (String, usize, usize) {
        let item = &self.items[at];
        let article = &self.articles[item.article];
        let (from, to) = Lines::new(&article.text).code_point_range(item.span);
        (name(article).to_owned(), from, to)
    }

    fn words(&self, at: usize) -> &str {
        let item = &self.items[at];
        item.span.of(&self.articles[item.article].text)
    }

    /// Pairs that a full alignment of all quotations finds, and those of them in one statement. Equal lines
    /// count once.
    fn recall(&self) -> (usize, usize) {
        let mut seen = BTreeSet::new();
        let key = |item: &Item| {
            let keys = item.rendition.words.iter().map(|word| word.key).collect::<Vec<u32>>();
            (keys, item.rendition.speaker, item.rendition.day)
        };
        let lines: Vec<usize> =
            (0..self.items.len()).filter(|at| seen.insert(key(&self.items[*at]))).collect();
        let mut held: Vec<Held> =
            lines.iter().map(|at| Held::new(&self.items[*at].rendition)).collect();
        let (mut n_pairs, mut n_together) = (0, 0);
        for a in 1..held.len() {
            let (before, rest) = held.split_at_mut(a);
            let Some(one) = rest.first_mut() else { continue };
            for (b, other) in before.iter_mut().enumerate() {
                if one.is_rendered_in(other, self.n_lines) {
                    n_pairs += 1;
                    let is_one = self.statement[lines[a]] == self.statement[lines[b]];
                    n_together += usize::from(is_one);
                }
            }
        }
        (n_pairs, n_together)
    }
}

/// A number for a name.
fn number(name: &str) -> u64 {
    let hash = blake3::hash(name.to_lowercase().as_bytes());
    hash.as_bytes().iter().take(8).fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

/// The list, in its order.
fn read() -> Result<Vec<Judged>> {
    let text = fs::read_to_string(path()).context("reading eval/judgements/statements.tsv")?;
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| judged(line).with_context(|| format!("eval/judgements/statements.tsv: {line}")))
        .collect()
}

fn judged(line: &str) -> Option<Judged> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [a, a_from, a_to, b, b_from, b_to, judgement] = columns.as_slice() else { return None };
    let place = |name: &str, from: &str, to: &str| {
        Some((name.to_owned(), from.parse().ok()?, to.parse().ok()?))
    };
    let pair = [place(a, a_from, a_to)?, place(b, b_from, b_to)?];
    Some(Judged { pair, is_right: *judgement == "right" })
}

/// `precision`: the share of right ones among the judged pairs that are brought together; `recall`: of the
/// pairs that a full alignment finds, those brought together; `judged`: how many pairs were read.
///
/// # Errors
/// Names the corpus or list that is missing.
pub fn measure() -> Result<Scores> {
    let grouped = grouped()?;
    let judged = read()?;
    let at = |place: &(String, usize, usize)| {
        (0..grouped.items.len()).find(|at| {
            let (name, from, to) = grouped.place(*at);
            name == place.0 && from < place.2 && place.1 < to
        })
    };
    let (mut n_together, mut n_right) = (0, 0);
    for one in &judged {
        let [a, b] = [at(&one.pair[0]), at(&one.pair[1])];
        let is_together =
            a.zip(b).is_some_and(|(a, b)| grouped.statement[a] == grouped.statement[b]);
        n_together += usize::from(is_together);
        n_right += usize::from(is_together && one.is_right);
    }
    let (n_pairs, n_found) = grouped.recall();
    let share = |n: usize, of: usize| n as f64 / of.max(1) as f64;
    Ok(Scores::from([
        ("precision", share(n_right, n_together)),
        ("together", share(n_together, judged.len())),
        ("recall", share(n_found, n_pairs)),
        ("judged", judged.len() as f64),
    ]))
}

/// `onrecord-gate statements [draw [SEED]]`: the scores; or pairs to be read, one of each of so many
/// statements, the words to the terminal alone.
///
/// # Errors
/// Names the corpus or list that is missing.
pub fn run(arguments: &[String]) -> Result<()> {
    if arguments.first().is_some_and(|word| word == "draw") {
        let seed = arguments.get(1).map_or(Ok(1), |seed| seed.parse()).context("no seed")?;
        return draw(seed);
    }
    for (name, score) in measure()? {
        println!("{name:12} {score:.4}");
    }
    Ok(())
}

fn draw(seed: u64) -> Result<()> {
    let grouped = grouped()?;
    let all = grouped.pairs();
    println!(
        "{} quotations of {} articles, {} lines, {} statements of two outlets or more, {} pairs",
        grouped.items.len(),
        grouped.articles.len(),
        grouped.n_lines,
        all.len(),
        all.iter().map(Vec::len).sum::<usize>()
    );
    let mut draw = Draw::new(seed);
    for mut pairs in draw.take(all, DRAWN) {
        let (a, b) = pairs.swap_remove(draw.below(pairs.len()));
        let ((name, from, to), (other, other_from, other_to)) =
            (grouped.place(a), grouped.place(b));
        println!("{name}\t{from}\t{to}\t{other}\t{other_from}\t{other_to}\t");
        println!("  {}\n  {}", grouped.words(a), grouped.words(b));
    }
    let (n_pairs, n_found) = grouped.recall();
    println!("recall against all pairs aligned: {n_found} of {n_pairs}");
    Ok(())
}
