//! Quotations of PolNeAR checked against the whole record: how many are located, how many of each
//! grade and difference, and a seeded sample of them to be read. Reading tells wrong passages; nothing
//! here judges them, but a campaign quotation located in an interview on software, or on an occasion
//! after the article or years before it, is a wrong one that needs no reader.

use crate::judgements;
use crate::press::{
    FOLDERS, Located, articles, checked, has_same_words, is_counted, name, records,
};
use crate::sample::Draw;
use crate::showing::show;
use anyhow::Result;
use onrecord::document::Document;
use onrecord::matching::archive::Archive;
use onrecord::matching::{Match, search};
use onrecord::quotation::extract;
use onrecord::text::lines::Lines;
use onrecord::text::span::Span;
use onrecord_model::Model;
use std::collections::BTreeMap;
use std::time::Instant;

/// Days between an occasion and an article from which on it is counted as years away.
const YEARS: i64 = 500;

/// Prints the counts, and `N` of the quotations located, drawn with a seed: `locate [N [SEED [WORD]]]`.
/// The third word draws among a grade or a difference of that name, among those whose match is the
/// `weak`est twentieth, those `lost`, those `changed`, those `free` ones that are wrong without
/// reading, or in `train` alone; `list` prints every one as a line of a table, `curve` what the search
/// alone gives.
///
/// # Errors
/// Names the corpus that is missing.
pub fn run(arguments: &[String]) -> Result<()> {
    let number = |at: usize| arguments.get(at).and_then(|word| word.parse().ok());
    let n: usize = number(0).unwrap_or(40);
    let seed = number(1).unwrap_or(4) as u64;
    let which = arguments.get(2).map_or("", String::as_str);
    let archive = Archive::new(records(&FOLDERS)?);
    let articles = articles()?;
    if which == "curve" {
        curve(&archive, &articles);
        return Ok(());
    }
    let start = Instant::now();
    let all = checked(&archive, &articles);
    println!("{} quotations checked in {:.1} s", all.len(), start.elapsed().as_secs_f64());
    let (mut located, lost): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|located| located.best().is_some());
    count(&archive, &articles, &located);
    for (name, value) in
        judgements::score(&archive, &articles, &located, &judgements::read("locate")?)
    {
        println!("{value:8.3} {name}");
    }
    let is_in =
        |located: &Located, folder: &str| name(&articles[located.article]).starts_with(folder);
    match which {
        "list" => {
            for located in &located {
                println!("{}", line(&archive, &articles[located.article], located));
            }
            return Ok(());
        }
        "lost" => located = lost,
        "weak" => {
            let expected = |one: &Located| one.best().map_or(0.0, |best| best.expected);
            located.sort_by(|a, b| expected(b).total_cmp(&expected(a)));
            located.truncate(located.len() / 20);
        }
        "changed" => located.retain(|l| l.best().is_some_and(|best| !has_same_words(best))),
        "free" => located.retain(|l| !faults(&archive, &articles[l.article], l).is_empty()),
        "train" => located.retain(|l| is_in(l, "train/")),
        "" => {}
        word => located.retain(|l| {
            let verdict = &l.finding.verdict;
            verdict.fidelity.name() == word
                || verdict.differences.iter().any(|difference| difference.code.name() == word)
        }),
    }
    for located in Draw::new(seed).take(located, n) {
        println!("\n{}", show(&archive, &articles[located.article], &located));
    }
    Ok(())
}

fn count(archive: &Archive, articles: &[Document], located: &[Located]) {
    let mut grades: BTreeMap<_, usize> = BTreeMap::new();
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    let mut free: BTreeMap<&str, usize> = BTreeMap::new();
    for one in located {
        *grades.entry(one.finding.verdict.fidelity).or_default() += 1;
        for fault in faults(archive, &articles[one.article], one) {
            *free.entry(fault).or_default() += 1;
        }
        let differences = one.finding.verdict.differences.iter();
        let mut names: Vec<&str> = differences.map(|difference| difference.code.name()).collect();
        names.sort_unstable();
        names.dedup();
        for name in names {
            *codes.entry(name).or_default() += 1;
        }
    }
    println!("{} located", located.len());
    for (grade, n) in &grades {
        println!("{n:6} {}", grade.name());
    }
    for (code, n) in &codes {
        println!("{n:6} {code}");
    }
    println!("wrong without reading:");
    for (fault, n) in &free {
        println!("{n:6} {fault}");
    }
}

/// What tells that a passage is wrong without reading it.
fn faults(archive: &Archive, article: &Document, located: &Located) -> Vec<&'static str> {
    let record = located.best().and_then(|best| archive.records().get(best.passage.record));
    let Some(record) = record else { return Vec::new() };
    let mut faults = Vec::new();
    if record.origin.name.contains("record/changelog/") {
        faults.push("in interviews on software");
    }
    let days = days_before(article, record);
    if days.is_some_and(|days| days < -1) {
        faults.push("after the article");
    }
    if days.is_some_and(|days| days > YEARS) {
        faults.push("years before the article");
    }
    faults
}

/// Days from the record's occasion to the article; `None` where either is undated.
fn days_before(article: &Document, record: &Document) -> Option<i64> {
    let occasion = record.transcript.as_ref()?.occasion.date?;
    let published = article.metadata.published()?;
    let hours = published.duration_since(occasion).as_hours();
    Some(hours / 24)
}

/// Article, content, record, passage (code points), grade, expected number, difference codes.
pub(crate) fn line(archive: &Archive, article: &Document, located: &Located) -> String {
    let range = |text: &str, span: Span| {
        let (start, end) = Lines::new(text).code_point_range(span);
        format!("{start}\t{end}")
    };
    let marked = located.finding.attribution.quotation.marked.iter().copied();
    let marked = marked.reduce(Span::hull).unwrap_or_default();
    let verdict = &located.finding.verdict;
    let codes: Vec<&str> = verdict.differences.iter().map(|d| d.code.name()).collect();
    let found = located.best().and_then(|best| {
        let record = archive.records().get(best.passage.record)?;
        let place = range(&record.text, best.passage.span);
        Some(format!(
            "{}\t{place}\t{}\t{:.0e}",
            name(record),
            verdict.fidelity.name(),
            best.expected
        ))
    });
    let found = found.unwrap_or_default();
    format!("{}\t{}\t{found}\t{}", name(article), range(&article.text, marked), codes.join(" "))
}

/// Prints what the search alone gives, before the check asks whether it is the passage: for bounds on
/// the expected number of chance matches, the quotations whose best match differs in a word.
fn curve(archive: &Archive, articles: &[Document]) {
    let start = Instant::now();
    let mut n_asked = 0;
    let mut best = Vec::new();
    for document in articles {
        for quotation in extract(Model::english(), document) {
            if is_counted(document, &quotation) {
                n_asked += 1;
                best.extend(search(archive, document, &quotation).into_iter().next());
            }
        }
    }
    let each = start.elapsed().as_secs_f64() * 1e3 / f64::from(n_asked.max(1));
    println!("{n_asked} quotations extracted and looked up, {each:.2} ms each");
    let is_interview = |found: &Match| {
        let record = archive.records().get(found.passage.record);
        record.is_some_and(|record| record.origin.name.contains("record/changelog/"))
    };
    for power in [-4, -6, -8, -10, -12, -14, -16, -20] {
        let differ =
            best.iter().filter(|best| best.expected <= 10_f64.powi(power) && !has_same_words(best));
        let (n, wrong) = differ
            .fold((0, 0), |(n, wrong), best| (n + 1, wrong + usize::from(is_interview(best))));
        println!("expected by chance up to 1e{power}: {n} differ, {wrong} of them in interviews");
    }
}
