//! The report of `onrecord check` over the drafts in, how often each difference is named out.

use crate::item::{Item, Severity};
use anyhow::{Context, Result};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::fs;
use std::path::Path;

#[derive(Deserialize)]
struct Checked {
    reports: Vec<Report>,
}

#[derive(Deserialize)]
struct Report {
    origin: String,
    findings: Vec<Finding>,
}

#[derive(Deserialize)]
struct Finding {
    fidelity: String,
    differences: Vec<Difference>,
}

#[derive(Deserialize)]
struct Difference {
    name: String,
    class: String,
}

/// What is counted of one kind.
#[derive(Default)]
struct Count {
    n: usize,
    /// Not found, not checkable, or no quotation seen.
    n_unlocated: usize,
    /// Given one of the codes that are right.
    n_named: usize,
    /// Given any meaning-bearing code.
    n_meaning: usize,
    severity: Option<Severity>,
    codes: Vec<String>,
}

/// One draft an item: the quotation and who is said to have said it.
pub fn write_drafts(items: &[Item], folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let is_asked =
        |item: &&Item| !item.fragments.is_empty() && item.text.split_whitespace().count() >= 5;
    for item in items.iter().filter(is_asked) {
        let path = folder.join(format!("{}.md", item.id));
        let text = item.text.replace(['“', '”', '"'], "");
        let stop = if text.ends_with(['.', '?', '!', '…']) { "" } else { "." };
        fs::write(&path, format!("{} said: “{text}{stop}”\n", item.speaker))
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// A table, a kind a row. `show` names a kind whose misses are listed by id.
pub fn table(items: &[Item], report: &Path, show: Option<&str>) -> Result<String> {
    let text =
        fs::read_to_string(report).with_context(|| format!("cannot read {}", report.display()))?;
    let checked: Checked = serde_json::from_str(&text)
        .with_context(|| format!("{} is no report of `check --format json`", report.display()))?;
    let stem = |origin: &str| {
        Path::new(origin).file_stem().map(|stem| stem.to_string_lossy().into_owned())
    };
    let reports: HashMap<String, Report> = checked
        .reports
        .into_iter()
        .filter_map(|report| Some((stem(&report.origin)?, report)))
        .collect();
    let mut order: Vec<&str> = Vec::new();
    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    let mut shown = String::new();
    for item in items.iter().filter(|item| !item.fragments.is_empty()) {
        if !order.contains(&item.kind.as_str()) {
            order.push(&item.kind);
        }
        let count = counts.entry(&item.kind).or_default();
        count.n += 1;
        count.severity = Some(item.severity);
        count.codes.clone_from(&item.codes);
        let findings =
            reports.get(&item.id).map(|report| report.findings.as_slice()).unwrap_or_default();
        let differences = || findings.iter().flat_map(|finding| &finding.differences);
        let is_located = findings
            .iter()
            .any(|finding| !["not-found", "not-checkable"].contains(&finding.fidelity.as_str()));
        let is_named = differences().any(|difference| item.codes.contains(&difference.name))
            || findings.iter().any(|finding| item.codes.contains(&finding.fidelity));
        let has_meaning = differences().any(|difference| difference.class == "meaning");
        count.n_unlocated += usize::from(!is_located);
        count.n_named += usize::from(is_located && is_named);
        count.n_meaning += usize::from(has_meaning);
        let is_miss = if item.severity == Severity::Harmless { has_meaning } else { !is_named };
        if show == Some(item.kind.as_str()) && is_miss {
            let said: Vec<&str> =
                differences().map(|difference| difference.name.as_str()).collect();
            let grades: Vec<&str> =
                findings.iter().map(|finding| finding.fidelity.as_str()).collect();
            let _ = writeln!(
                shown,
                "{}: {} [{}]\n  {}",
                item.id,
                grades.join(" "),
                said.join(" "),
                item.text
            );
        }
    }
    if show.is_some() {
        return Ok(shown);
    }
    let mut text = "| kind | drafts | located | right code, of those located | any meaning-bearing code |\n|---|---|---|---|---|\n".to_owned();
    for kind in order {
        let count = &counts[kind];
        let located = count.n - count.n_unlocated;
        let share = |n: usize, of: usize| {
            if of == 0 {
                "–".to_owned()
            } else {
                format!("{:.1} %", 100.0 * n as f64 / of as f64)
            }
        };
        let named =
            if count.codes.is_empty() { "–".to_owned() } else { share(count.n_named, located) };
        let _ = writeln!(
            text,
            "| {kind} | {} | {} | {named} | {} |",
            count.n,
            share(located, count.n),
            share(count.n_meaning, located)
        );
    }
    Ok(text)
}
