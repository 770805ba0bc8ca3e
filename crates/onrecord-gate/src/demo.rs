//! The demo story against what its author meant: every quotation's grade and differences, and beside
//! them the similarity ratio, to show that no threshold on it would part the faithful reports from
//! the others.

use crate::floors::Scores;
use anyhow::{Context, Result};
use onrecord::document::Document;
use onrecord::document::origin::DocumentKind;
use onrecord::report::Checked;
use onrecord::report::finding::Finding;
use onrecord::report::reply::Published;
use onrecord::text::folded::tokens;
use onrecord::verdict::fidelity::Fidelity;
use onrecord::verdict::policy::Policy;
use onrecord_store::record::{Record, documents};
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};

/// `demo/meant.toml`.
#[derive(Debug, Deserialize)]
struct Story {
    report: Vec<MeantReport>,
}

#[derive(Debug, Deserialize)]
struct MeantReport {
    file: String,
    faithful: bool,
    quotations: Vec<MeantQuotation>,
}

#[derive(Debug, Deserialize)]
struct MeantQuotation {
    opens: String,
    grade: String,
    #[serde(default)]
    differences: Vec<String>,
}

/// One quotation of the story as it came out.
#[derive(Debug)]
pub struct Outcome {
    /// The report's file name.
    pub file: String,
    /// The quotation's first words.
    pub opens: String,
    /// Whether the author meant the report to be faithful.
    pub faithful: bool,
    /// The grade meant, as written.
    pub meant: String,
    /// The grade given; `None` where the quotation was not found in the report.
    pub given: Option<Fidelity>,
    /// The codes given.
    pub codes: Vec<&'static str>,
    /// The codes meant that were not given.
    pub missing: Vec<String>,
    /// Word-level ratio of the quotation and its passage, lower-cased: twice the longest common
    /// subsequence over both lengths.
    pub ratio: f64,
}

/// Checks the whole story.
///
/// # Errors
/// Names the file of the demo that cannot be read.
pub fn story() -> Result<Vec<Outcome>> {
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo");
    let text = fs::read_to_string(demo.join("meant.toml")).context("reading demo/meant.toml")?;
    let story: Story = toml::from_str(&text).context("demo/meant.toml")?;
    let record = Record::open(&[demo.join("record")]).value;
    let mut outcomes = Vec::new();
    for meant in story.report {
        let paths: Vec<PathBuf> = vec![demo.join("reports").join(&meant.file)];
        let document = documents(&paths, DocumentKind::Article).value.into_iter().next();
        let document =
            document.with_context(|| format!("demo/reports/{} holds no document", meant.file))?;
        let checked = record.check(document, &Policy::verbatim(), &Published::default());
        let mut left: Vec<&Finding> = checked.report.findings.iter().collect();
        for quotation in meant.quotations {
            let at = left
                .iter()
                .position(|finding| words(&checked, finding).starts_with(&quotation.opens));
            let finding = at.map(|at| left.remove(at));
            let codes: Vec<&str> = finding
                .map(|f| f.verdict.differences.iter().map(|d| d.code.name()).collect())
                .unwrap_or_default();
            outcomes.push(Outcome {
                file: meant.file.clone(),
                opens: quotation.opens,
                faithful: meant.faithful,
                meant: quotation.grade,
                given: finding.map(|finding| finding.verdict.fidelity),
                missing: quotation
                    .differences
                    .into_iter()
                    .filter(|code| !codes.contains(&code.as_str()))
                    .collect(),
                codes,
                ratio: finding.map_or(0.0, |finding| passage_ratio(&record, &checked, finding)),
            });
        }
    }
    Ok(outcomes)
}

fn words<'a>(checked: &'a Checked, finding: &Finding) -> &'a str {
    let content = &finding.attribution.quotation.content;
    content.first().map_or("", |span| span.of(&checked.document.text))
}

fn passage_ratio(record: &Record, checked: &Checked, finding: &Finding) -> f64 {
    let Some(found) = finding.matches.first() else { return 0.0 };
    let said: &Document = &record.archive().records()[found.passage.record];
    let marked = finding.attribution.quotation.marked.iter();
    let printed: Vec<String> = marked
        .flat_map(|span| tokens(&checked.document.text, *span))
        .map(|token| token.key.to_string())
        .collect();
    let said: Vec<String> = tokens(&said.text, found.passage.span)
        .into_iter()
        .map(|token| token.key.to_string())
        .collect();
    ratio(&printed, &said)
}

/// Twice the longest common subsequence over both lengths, in 0..=1.
fn ratio(a: &[String], b: &[String]) -> f64 {
    let mut row = vec![0_usize; b.len() + 1];
    for word in a {
        let mut corner = 0;
        for (at, other) in b.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if word == other { corner + 1 } else { above.max(row[at]) };
            corner = above;
        }
    }
    2.0 * row[b.len()] as f64 / (a.len() + b.len()).max(1) as f64
}

/// The scores held by `eval/floors.toml`.
#[must_use]
pub fn scores(outcomes: &[Outcome]) -> Scores {
    let n = outcomes.len() as f64;
    let right = outcomes.iter().filter(|o| o.given.is_some_and(|given| given.name() == o.meant));
    let named = outcomes.iter().filter(|outcome| outcome.missing.is_empty());
    let worst_faithful = outcomes.iter().filter(|o| o.faithful).map(|o| o.given).max().flatten();
    let best_other = outcomes.iter().filter(|o| !o.faithful).filter_map(|o| o.given).min();
    let parted = worst_faithful.zip(best_other).is_some_and(|(faithful, other)| faithful < other);
    Scores::from([
        ("grades_as_meant", right.count() as f64 / n),
        ("differences_named", named.count() as f64 / n),
        ("faithful_grade_better", f64::from(u8::from(parted))),
        (
            "ratio_overlap",
            f64::from(u8::from(best_ratio(outcomes, false) >= worst_ratio(outcomes, true))),
        ),
    ])
}

fn best_ratio(outcomes: &[Outcome], faithful: bool) -> f64 {
    outcomes.iter().filter(|o| o.faithful == faithful).map(|o| o.ratio).fold(0.0, f64::max)
}

fn worst_ratio(outcomes: &[Outcome], faithful: bool) -> f64 {
    outcomes.iter().filter(|o| o.faithful == faithful).map(|o| o.ratio).fold(1.0, f64::min)
}

/// Prints the story's table.
///
/// # Errors
/// As [`story`].
pub fn run(_arguments: &[String]) -> Result<()> {
    let outcomes = story()?;
    println!("{:<26}{:<14}{:<15}{:>6}  differences", "report", "meant", "given", "ratio");
    for outcome in &outcomes {
        let given = outcome.given.map_or("(not extracted)", Fidelity::name);
        println!(
            "{:<26}{:<14}{:<15}{:>6.3}  {}{}",
            outcome.file,
            outcome.meant,
            given,
            outcome.ratio,
            outcome.codes.join(" "),
            if outcome.missing.is_empty() {
                String::new()
            } else {
                format!(" MISSING {:?}", outcome.missing)
            },
        );
    }
    println!(
        "\nratio of the faithful: {:.3} at worst; of the others: {:.3} at best. No threshold parts them.",
        worst_ratio(&outcomes, true),
        best_ratio(&outcomes, false)
    );
    for (name, score) in scores(&outcomes) {
        println!("{name} {score:.3}");
    }
    Ok(())
}
