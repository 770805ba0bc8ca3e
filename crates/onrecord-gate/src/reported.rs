//! What PolNeAR's articles report in other words, laid beside the whole record: indirect speech and
//! headlines. How many are located, with which differences, and a seeded sample of them to be read.

use crate::press::{FOLDERS, Located, articles, name, records, reported};
use crate::sample::Draw;
use crate::showing::show;
use anyhow::Result;
use onrecord::matching::archive::Archive;
use onrecord::quotation::QuotationKind;
use onrecord::text::lines::Lines;
use onrecord::text::span::Span;
use std::collections::BTreeMap;
use std::time::Instant;

/// Prints the counts, and `N` of those located, drawn with a seed:
/// `reported train|dev [N [SEED [WORD]]]`. The last word draws among `headline`s, `indirect` speech, a
/// grade or a difference of that name, or what is `firm`: what has a difference without a caveat.
///
/// # Errors
/// Names the corpus that is missing.
pub fn run(arguments: &[String]) -> Result<()> {
    let word = |at: usize| arguments.get(at).map_or("", String::as_str);
    let n: usize = word(1).parse().unwrap_or(60);
    let seed: u64 = word(2).parse().unwrap_or(5);
    let part = format!("{}/", if word(0).is_empty() { "train" } else { word(0) });
    let archive = Archive::new(records(&FOLDERS)?);
    let mut articles = articles()?;
    articles.retain(|article| name(article).starts_with(&part));
    let start = Instant::now();
    let mut located = reported(&archive, &articles);
    println!("{} articles in {:.1} s", articles.len(), start.elapsed().as_secs_f64());
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for one in &located {
        let kind = one.finding.attribution.quotation.kind;
        *counts.entry(format!("{kind:?}")).or_default() += 1;
        *counts.entry(one.finding.verdict.fidelity.name().to_owned()).or_default() += 1;
        for difference in &one.finding.verdict.differences {
            let level = if difference.caveat.is_some() { "look" } else { "firm" };
            *counts.entry(format!("{} {level}", difference.code.name())).or_default() += 1;
        }
    }
    for (word, n) in &counts {
        println!("{n:6} {word}");
    }
    located.retain(|one| is_drawn(one, word(3)));
    for one in Draw::new(seed).take(located, n) {
        let article = &articles[one.article];
        println!("\n{}\n  # {}", show(&archive, article, &one), place(&archive, article, &one));
    }
    Ok(())
}

fn is_drawn(located: &Located, word: &str) -> bool {
    let finding = &located.finding;
    let differences = &finding.verdict.differences;
    match word {
        "" => true,
        "headline" => finding.attribution.quotation.kind == QuotationKind::Headline,
        "indirect" => finding.attribution.quotation.kind == QuotationKind::Indirect,
        "firm" => differences.iter().any(|difference| difference.caveat.is_none()),
        word => {
            finding.verdict.fidelity.name() == word
                || differences.iter().any(|difference| difference.code.name() == word)
        }
    }
}

/// Article, content, record, passage, in code points: the line that a judgement begins with.
fn place(archive: &Archive, article: &onrecord::document::Document, located: &Located) -> String {
    let content = &located.finding.attribution.quotation.content;
    let content = content.iter().copied().reduce(Span::hull).unwrap_or_default();
    let (from, to) = Lines::new(&article.text).code_point_range(content);
    let passage = located.finding.matches.first().and_then(|found| {
        let record = archive.records().get(found.passage.record)?;
        let (start, end) = Lines::new(&record.text).code_point_range(found.passage.span);
        Some(format!("{}\t{start}\t{end}", name(record)))
    });
    format!("{}\t{from}\t{to}\t{}", name(article), passage.unwrap_or_default())
}
