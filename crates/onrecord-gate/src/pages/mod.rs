//! The gate `pages`: 129 news pages of 2023 to 2026 with gold title, authors, date and body, through
//! `document::read`. Prints the scores of all pages and of both halves of the sorted names: the rules
//! were written on the first half, the second was held out.
//!
//! Arguments: none for the table; `NAME` for the blocks of one page with gold beside them; `worst` for
//! the pages in order of body F1 in the first half.

pub mod gold;
pub mod quotes;
pub mod shingles;
pub mod verbatim;

use crate::floors::Scores;
use crate::pages::gold::{Gold, Page, pages};
use crate::pages::shingles::{Overlap, overlap, precision_recall_f1};
use anyhow::Result;
use onrecord::document::Document;
use onrecord::document::block::Role;
use onrecord::document::origin::{DocumentKind, Origin};
use onrecord::document::read;
use std::time::Instant;

/// What was measured on one page.
#[derive(Debug)]
pub struct Measured {
    /// The file's name without endings.
    pub name: String,
    /// Shingles of main text and gold body.
    pub body: Overlap,
    /// Quotations of four words and more in the gold body, lost in main text, lost in all blocks.
    pub quotes: [usize; 3],
    /// Blocks, and those that are no contiguous run of the page's text.
    pub blocks: [usize; 2],
    /// Whether the best title is the gold title, white space and soft hyphens aside.
    pub title: bool,
    /// Whether the best list of authors is the gold list.
    pub authors: bool,
    /// Whether the best date is the gold day.
    pub date: bool,
    /// Seconds that reading took.
    pub seconds: f64,
}

/// Measures every page.
///
/// # Errors
/// Names what is missing of the corpus.
pub fn measure() -> Result<Vec<Measured>> {
    Ok(pages()?.iter().map(measure_page).collect())
}

/// The scores held against `eval/floors.toml`.
#[must_use]
pub fn scores(measured: &[Measured]) -> Scores {
    let n = measured.len() as f64;
    let share =
        |is: fn(&Measured) -> bool| measured.iter().filter(|page| is(page)).count() as f64 / n;
    let (_, _, f1) = precision_recall_f1(measured.iter().map(|page| page.body));
    let lost = |at: usize| measured.iter().filter(|page| page.quotes[at] > 0).count() as f64;
    let n_torn: usize = measured.iter().map(|page| page.blocks[1]).sum();
    Scores::from([
        ("body_f1", f1),
        ("max_pages_losing_a_quotation", lost(1)),
        ("max_pages_losing_a_quotation_in_all_blocks", lost(2)),
        ("max_blocks_not_verbatim", n_torn as f64),
        ("title", share(|page| page.title)),
        ("authors", share(|page| page.authors)),
        ("date", share(|page| page.date)),
    ])
}

/// Prints the table, or one page, or the worst pages.
///
/// # Errors
/// Names what is missing of the corpus.
pub fn run(arguments: &[String]) -> Result<()> {
    match arguments.first().map(String::as_str) {
        Some("worst") => worst(&measure()?),
        Some(name) => {
            for page in pages()?.iter().filter(|page| page.name.contains(name)) {
                show(page);
            }
        }
        None => {
            let measured = measure()?;
            let (first, second) = measured.split_at(measured.len().div_ceil(2));
            println!(
                "pages      n      P      R     F1  quotes lost pages (all blocks)  torn/blocks  title authors   date  slowest pages/s"
            );
            for (name, part) in
                [("all", measured.as_slice()), ("first", first), ("held out", second)]
            {
                line(name, part);
            }
        }
    }
    Ok(())
}

fn line(name: &str, measured: &[Measured]) {
    let (precision, recall, f1) = precision_recall_f1(measured.iter().map(|page| page.body));
    let sum = |at: usize| measured.iter().map(|page| page.quotes[at]).sum::<usize>();
    let losing = |at: usize| measured.iter().filter(|page| page.quotes[at] > 0).count();
    let blocks = |at: usize| measured.iter().map(|page| page.blocks[at]).sum::<usize>();
    let scores = scores(measured);
    let seconds: f64 = measured.iter().map(|page| page.seconds).sum();
    let slowest = measured.iter().map(|page| page.seconds).fold(0.0, f64::max);
    println!(
        "{name:<9} {:>3}  {precision:.3}  {recall:.3}  {f1:.3}  {:>6} {:>4} {:>5} {:>12}  {:>5}/{:<6}  {:.3}   {:.3}  {:.3}  {slowest:.3}s  {:.0}",
        measured.len(),
        sum(0),
        sum(1),
        losing(1),
        format!("({} {})", sum(2), losing(2)),
        blocks(1),
        blocks(0),
        scores["title"],
        scores["authors"],
        scores["date"],
        measured.len() as f64 / seconds,
    );
}

fn measure_page(page: &Page) -> Measured {
    let start = Instant::now();
    let document = document(page);
    let seconds = start.elapsed().as_secs_f64();
    let main = document.main_text();
    let gold = &page.gold;
    let quotes = quotes::quotations(gold);
    let metadata = &document.metadata;
    Measured {
        name: page.name.clone(),
        body: overlap(&gold.body_text(), &main),
        quotes: [quotes.len(), quotes::lost(&quotes, &main), quotes::lost(&quotes, &document.text)],
        blocks: [document.blocks.len(), verbatim::torn(&page.html, &document).len()],
        title: metadata.title().map(spaced) == Some(spaced(&gold.title)),
        authors: metadata
            .authors
            .first()
            .map(|authors| authors.value.as_slice())
            .unwrap_or_default()
            == gold.authors.as_deref().unwrap_or_default(),
        date: metadata.published().map(|date| date.to_string()).as_deref() == gold.date.get(..10),
        seconds,
    }
}

/// Every run of white space as one plain space, soft hyphens gone: outlets print no-break spaces and
/// soft hyphens in one place and not in the other.
fn spaced(title: &str) -> String {
    title.replace('\u{AD}', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn document(page: &Page) -> Document {
    let origin = Origin { name: format!("{}.html", page.name) };
    let documents = read(&page.html, &origin, DocumentKind::Article);
    documents.into_iter().next().unwrap_or_else(|| Document::empty(&origin, DocumentKind::Article))
}

fn worst(measured: &[Measured]) {
    let mut first: Vec<&Measured> = measured.iter().take(measured.len().div_ceil(2)).collect();
    first.sort_by(|a, b| a.body.f1().total_cmp(&b.body.f1()));
    for page in first {
        println!(
            "{:.3} P {:.3} R {:.3} lost {}/{} ({}) torn {} {}{}{} {}",
            page.body.f1(),
            page.body.precision(),
            page.body.recall(),
            page.quotes[1],
            page.quotes[0],
            page.quotes[2],
            page.blocks[1],
            if page.title { "" } else { "title " },
            if page.authors { "" } else { "authors " },
            if page.date { "" } else { "date " },
            page.name,
        );
    }
}

/// One line a block: role, whether gold has most of its shingles, and its words.
fn show(page: &Page) {
    let document = document(page);
    let Gold { title, authors, date, .. } = &page.gold;
    println!("{}\n  gold  {title:?} {authors:?} {date}", page.name);
    println!("  title {:?}", document.metadata.title.iter().take(3).collect::<Vec<_>>());
    println!("  by    {:?}", document.metadata.authors);
    println!("  date  {:?}", document.metadata.published.iter().take(3).collect::<Vec<_>>());
    let torn = verbatim::torn(&page.html, &document);
    let body = page.gold.body_text();
    for (at, block) in document.blocks.iter().enumerate() {
        let words = block.span.of(&document.text);
        let held = overlap(&body, words);
        let is_gold = held.common * 2 >= held.predicted && held.predicted > 0;
        let is_main = block.role.is_main() || block.role == Role::Standfirst;
        let mark = match (is_gold, is_main) {
            (true, true) => ' ',
            (true, false) => '-',
            (false, true) => '+',
            (false, false) => '.',
        };
        let tear = if torn.contains(&at) { "TORN" } else { "" };
        let words: String = words.chars().take(110).collect();
        println!("{mark} {:<12} {tear}{}", format!("{:?}", block.role), words.replace('\n', "⏎"));
    }
    let main = document.main_text();
    for paragraph in page.gold.paragraphs() {
        if overlap(&main, paragraph).common * 2 < overlap(&main, paragraph).predicted {
            println!("LOST {}", paragraph.chars().take(150).collect::<String>());
        }
    }
}
