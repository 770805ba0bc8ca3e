//! Quotations of PolNeAR checked against the record: how many of each grade and of each difference,
//! and a seeded sample of those that differ, to be read. Reading tells wrong grades; nothing here
//! judges them.

use crate::sample::Draw;
use crate::shared::shared;
use anyhow::{Context, Result};
use onrecord::check::check;
use onrecord::document::origin::{DocumentKind, Origin};
use onrecord::document::{Document, read};
use onrecord::matching::archive::Archive;
use onrecord::quotation::QuotationKind;
use onrecord::report::finding::Finding;
use onrecord::report::reply::Published;
use onrecord::text::folded::tokens;
use onrecord::text::span::Span;
use onrecord::verdict::fidelity::Fidelity;
use onrecord::verdict::policy::Policy;
use onrecord_model::Model;
use onrecord_store::record::documents;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

/// Shortest quotation counted, in words.
const SHORTEST: usize = 7;

/// Prints the grades and `N` of the quotations that differ, drawn with a seed:
/// `grades [N [SEED [GRADE|CODE [all]]]]`; a third word draws among one grade or one difference,
/// `all` adds the interviews to the record.
///
/// # Errors
/// Names the corpus that is missing.
pub fn run(arguments: &[String]) -> Result<()> {
    let number = |at: usize| arguments.get(at).and_then(|word| word.parse().ok());
    let n: usize = number(0).unwrap_or(40);
    let seed = number(1).unwrap_or(4) as u64;
    let which = arguments.get(2).map(String::as_str).filter(|word| *word != "any");
    let mut folders = vec!["record/speeches", "record/debates", "record/captions"];
    if arguments.iter().any(|word| word == "all") {
        folders.push("record/changelog");
    }
    let folders = folders.into_iter().map(shared).collect::<Result<Vec<PathBuf>>>()?;
    let archive = Archive::new(documents(&folders, DocumentKind::Record).value);
    let policy = Policy::verbatim();
    let mut grades: BTreeMap<Fidelity, usize> = BTreeMap::new();
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    let mut pool = Vec::new();
    let articles = articles()?;
    for (article, document) in articles.iter().enumerate() {
        let report = check(Model::english(), &archive, document, &policy, &Published::default());
        for finding in report.findings {
            let quotation = &finding.attribution.quotation;
            let is_marked = matches!(quotation.kind, QuotationKind::Direct | QuotationKind::Mixed);
            let words = quotation.marked.iter().map(|span| tokens(&document.text, *span).len());
            if !is_marked || words.sum::<usize>() < SHORTEST {
                continue;
            }
            let fidelity = finding.verdict.fidelity;
            *grades.entry(fidelity).or_default() += 1;
            let mut names: Vec<&str> =
                finding.verdict.differences.iter().map(|d| d.code.name()).collect();
            names.dedup();
            for name in &names {
                *codes.entry(name).or_default() += 1;
            }
            let wanted = match which {
                Some(word) => fidelity.name() == word || names.contains(&word),
                None => !finding.matches.is_empty() && fidelity != Fidelity::AsRecorded,
            };
            if wanted {
                pool.push((article, finding));
            }
        }
    }
    for (fidelity, count) in &grades {
        println!("{count:6} {}", fidelity.name());
    }
    for (code, count) in &codes {
        println!("{count:6} {code}");
    }
    for (article, finding) in Draw::new(seed).take(pool, n) {
        print(&archive, &articles[article], &finding);
    }
    Ok(())
}

/// The articles of PolNeAR train and dev.
fn articles() -> Result<Vec<Document>> {
    let mut found = Vec::new();
    for part in ["polnear/train/text", "polnear/dev/text"] {
        let folder = shared(part)?;
        let listed =
            fs::read_dir(&folder).with_context(|| format!("listing {}", folder.display()))?;
        let mut paths = listed.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
        paths.sort();
        for path in paths {
            let bytes = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
            let origin = Origin { name: path.display().to_string() };
            found.extend(read(&bytes, &origin, DocumentKind::Article));
        }
    }
    Ok(found)
}

fn print(archive: &Archive, article: &Document, finding: &Finding) {
    let quotation = &finding.attribution.quotation;
    let words: Vec<&str> = quotation.marked.iter().map(|span| span.of(&article.text)).collect();
    let speaker = finding.attribution.speaker.as_ref().map_or("?", |s| s.name.as_str());
    println!("\n{}\n  {speaker}: {}", finding.verdict.fidelity.name(), flat(&words.join(" | ")));
    if let Some(found) = finding.matches.first() {
        let record = &archive.records()[found.passage.record];
        let span = found.passage.span;
        let from = (span.start().saturating_sub(80)..=span.start())
            .find(|at| record.text.is_char_boundary(*at))
            .unwrap_or(0);
        let to = (span.end() + 80).min(record.text.len());
        let to =
            (to..=record.text.len()).find(|at| record.text.is_char_boundary(*at)).unwrap_or(to);
        let label = finding.record.as_ref().and_then(|note| note.speaker.as_deref()).unwrap_or("?");
        println!("  {label}: {}", cut(&flat(Span::new(from, to).of(&record.text))));
        let name = record.origin.name.rsplit('/').next().unwrap_or("");
        println!("  {name} ({:.0e}, {} places)", found.expected, finding.matches.len());
    }
    for difference in &finding.verdict.differences {
        let caveat = difference.caveat.as_deref().unwrap_or("");
        println!("    {}: {} {caveat}", difference.code.name(), difference.sentence);
    }
}

fn cut(text: &str) -> String {
    if text.chars().count() <= 900 {
        return text.to_owned();
    }
    let start: String = text.chars().take(450).collect();
    let end: Vec<char> = text.chars().rev().take(450).collect();
    format!("{start} […] {}", end.into_iter().rev().collect::<String>())
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
