//! Quotations of PolNeAR looked up in the whole record: how long a look-up takes, how many quotations
//! the check reports as located, and a seeded sample of them to be read. Reading tells wrong passages;
//! nothing here judges them, but a campaign quotation located in an interview on software is wrong.

use crate::sample::Draw;
use crate::shared::shared;
use anyhow::{Context, Result};
use onrecord::attribution::attribute;
use onrecord::check::check;
use onrecord::document::origin::{DocumentKind, Origin};
use onrecord::document::{Document, read};
use onrecord::matching::alignment::{Part, Step, StepKind};
use onrecord::matching::archive::Archive;
use onrecord::matching::{Match, search};
use onrecord::quotation::{Quotation, QuotationKind, extract};
use onrecord::report::reply::Published;
use onrecord::text::folded::tokens;
use onrecord::verdict::fidelity::Fidelity;
use onrecord::verdict::policy::Policy;
use onrecord_model::Model;
use onrecord_store::record::documents;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::Instant;

/// Shortest quotation counted, in words.
const SHORTEST: usize = 7;

/// A quotation of an article, looked up.
struct Located {
    article: usize,
    quotation: Quotation,
    found: Vec<Match>,
}

/// Prints how many quotations are located, and `N` of them drawn with a seed: `locate [N [SEED]]`.
/// A third word, `weak`, draws among those whose match is the weakest twentieth; `lost` among those
/// not located, `changed` among those that differ, `interviews` among those in interviews.
///
/// # Errors
/// Names the corpus that is missing.
pub fn run(arguments: &[String]) -> Result<()> {
    let number = |at: usize| arguments.get(at).and_then(|word| word.parse().ok());
    let n: usize = number(0).unwrap_or(40);
    let seed = number(1).unwrap_or(4) as u64;
    let which = arguments.get(2).map_or("", String::as_str);
    let start = Instant::now();
    let folders = ["record/speeches", "record/debates", "record/captions", "record/changelog"];
    let folders = folders.iter().map(|part| shared(part)).collect::<Result<Vec<PathBuf>>>()?;
    let records = documents(&folders, DocumentKind::Record).value;
    let n_bytes: usize = records.iter().map(|record| record.text.len()).sum();
    println!(
        "{} records, {:.0} MB of text read in {:.1} s",
        records.len(),
        n_bytes as f64 / 1e6,
        start.elapsed().as_secs_f64()
    );
    let before = resident();
    let start = Instant::now();
    let archive = Archive::new(records);
    println!(
        "indexed in {:.1} s, {:.0} MB resident for the index",
        start.elapsed().as_secs_f64(),
        resident() - before
    );
    let articles = articles()?;
    let mut asked = Vec::new();
    for (article, document) in articles.iter().enumerate() {
        let quotations = extract(Model::english(), document);
        for attribution in attribute(Model::english(), document, quotations) {
            let quotation = attribution.quotation;
            let kind = quotation.kind;
            let n_words: usize =
                quotation.marked.iter().map(|span| tokens(&document.text, *span).len()).sum();
            if matches!(kind, QuotationKind::Direct | QuotationKind::Mixed) && n_words >= SHORTEST {
                asked.push((article, quotation));
            }
        }
    }
    let start = Instant::now();
    let n_asked = asked.len();
    let all: Vec<Located> = asked
        .into_iter()
        .map(|(article, quotation)| {
            let found = search(&archive, &articles[article], &quotation);
            Located { article, quotation, found }
        })
        .collect();
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{n_asked} quotations looked up, {:.2} ms each",
        seconds * 1e3 / n_asked.max(1) as f64
    );
    curve(&archive, &all);
    let (mut located, lost): (Vec<_>, Vec<_>) = checked(&archive, &articles)
        .into_iter()
        .filter(|(located, _)| {
            let marked = located.quotation.marked.iter();
            let text = &articles[located.article].text;
            let n_words: usize = marked.map(|span| tokens(text, *span).len()).sum();
            let kind = located.quotation.kind;
            matches!(kind, QuotationKind::Direct | QuotationKind::Mixed) && n_words >= SHORTEST
        })
        .partition(|(located, _)| !located.found.is_empty());
    let in_interviews = |(located, _): &&(Located, Fidelity)| is_interview(&archive, located);
    println!(
        "{} located by the check ({:.1} %), {} of them in interviews on software, which hold {:.0} % of the words",
        located.len(),
        100.0 * located.len() as f64 / n_asked.max(1) as f64,
        located.iter().filter(in_interviews).count(),
        100.0 * share_of_interviews(&archive),
    );
    let mut grades: BTreeMap<Fidelity, (usize, usize)> = BTreeMap::new();
    for one in &located {
        let counts = grades.entry(one.1).or_default();
        counts.0 += 1;
        counts.1 += usize::from(in_interviews(&one));
    }
    for (grade, (n, n_interviews)) in &grades {
        println!("{n:6} {}, {n_interviews} of them in interviews", grade.name());
    }
    let pool = match which {
        "lost" => lost,
        "weak" => {
            let expected = |one: &(Located, Fidelity)| one.0.found[0].expected;
            located.sort_by(|a, b| expected(b).total_cmp(&expected(a)));
            located.truncate(located.len() / 20);
            located
        }
        "changed" => located.into_iter().filter(|(l, _)| !is_same(&l.found[0])).collect(),
        "interviews" => located.into_iter().filter(|(l, _)| is_interview(&archive, l)).collect(),
        _ => located,
    };
    for (located, fidelity) in Draw::new(seed).take(pool, n) {
        println!("\n{}", fidelity.name());
        print(&archive, &articles[located.article], &located);
    }
    Ok(())
}

/// Every finding of the check, in the order of the articles.
fn checked(archive: &Archive, articles: &[Document]) -> Vec<(Located, Fidelity)> {
    let policy = Policy::verbatim();
    let mut found = Vec::new();
    for (article, document) in articles.iter().enumerate() {
        let report = check(Model::english(), archive, document, &policy, &Published::default());
        for finding in report.findings {
            let is_found = finding.verdict.fidelity != Fidelity::NotCheckable;
            let matches = if is_found { finding.matches } else { Vec::new() };
            let quotation = finding.attribution.quotation;
            found.push((Located { article, quotation, found: matches }, finding.verdict.fidelity));
        }
    }
    found
}

/// Prints what the search alone gives, before the check asks whether it is the passage: for bounds on
/// the expected number of chance matches, the quotations whose best match differs in a word.
fn curve(archive: &Archive, all: &[Located]) {
    for power in [-4, -6, -8, -10, -12, -14, -16, -20] {
        let differ = all.iter().filter(|located| {
            let best = located.found.first();
            best.is_some_and(|best| best.expected <= 10_f64.powi(power) && !is_same(best))
        });
        let (n, wrong) = differ.fold((0, 0), |(n, wrong), located| {
            (n + 1, wrong + usize::from(is_interview(archive, located)))
        });
        println!("expected by chance up to 1e{power}: {n} differ, {wrong} of them in interviews");
    }
}

fn is_interview(archive: &Archive, located: &Located) -> bool {
    let best = located.found.first();
    best.is_some_and(|best| is_of_interviews(&archive.records()[best.passage.record]))
}

fn is_of_interviews(record: &Document) -> bool {
    record.origin.name.contains("record/changelog/")
}

fn share_of_interviews(archive: &Archive) -> f64 {
    let length = |record: &Document| record.text.len() as f64;
    let interviews = archive.records().iter().filter(|record| is_of_interviews(record));
    interviews.map(length).sum::<f64>() / archive.records().iter().map(length).sum::<f64>()
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

fn is_same(found: &Match) -> bool {
    let mut steps = found.alignment.parts.iter().flat_map(|part| &part.steps);
    found.alignment.parts.len() == 1 && steps.all(|step| step.kind == StepKind::Same)
}

fn print(archive: &Archive, article: &Document, located: &Located) {
    let words: Vec<&str> =
        located.quotation.marked.iter().map(|span| span.of(&article.text)).collect();
    println!("\n{}\n  printed {}", article.origin.name, flat(&words.join(" | ")));
    for found in located.found.iter().take(1) {
        let record = &archive.records()[found.passage.record];
        println!(
            "  record  {} ({:.1e}, {} places)",
            record.origin.name,
            found.expected,
            located.found.len()
        );
        for part in &found.alignment.parts {
            println!("  {}", aligned(article, record, part));
        }
    }
}

fn aligned(article: &Document, record: &Document, part: &Part) -> String {
    let step = |step: &Step| {
        let printed = flat(step.content.of(&article.text));
        let said = flat(step.passage.of(&record.text));
        match step.kind {
            StepKind::Same => printed,
            StepKind::Changed => format!("{{{printed}~{said}}}"),
            StepKind::Dropped => format!("{{-{said}}}"),
            StepKind::Added => format!("{{+{printed}}}"),
        }
    };
    let steps: Vec<String> = part.steps.iter().map(step).collect();
    match part.joint {
        Some(joint) => format!(
            "|| {}{} words, {} turns: {}",
            if joint.marked { "marked, " } else { "" },
            joint.words,
            joint.turns,
            steps.join(" ")
        ),
        None => steps.join(" "),
    }
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Resident memory in MB; 0 where the system does not tell.
fn resident() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kilobytes.unwrap_or(0.0) / 1e3
}
