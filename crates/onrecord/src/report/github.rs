//! Workflow commands of GitHub Actions: one annotation a difference that is raised, ignored, or whose
//! finding is answered; the summary line closes.

use crate::matching::archive::Archive;
use crate::report::Checked;
use crate::report::escape::{github_message, github_property};
use crate::report::finding::Finding;
use crate::report::phrase;
use crate::report::place::Places;
use crate::report::summary::Summary;
use crate::report::visible::{flat, visible};
use crate::text::span::Span;
use crate::verdict::policy::Level;

/// Renders every document, then the summary.
#[must_use]
pub fn render(archive: &Archive, checked: &[Checked]) -> String {
    let mut out: String = checked.iter().map(|one| document(archive, one)).collect();
    out.push_str(&format!("{}\n", Summary::of(checked).line()));
    out
}

/// Renders one document.
#[must_use]
pub fn document(_archive: &Archive, checked: &Checked) -> String {
    let Checked { document, report } = checked;
    let places = Places::new(document);
    let mut out = String::new();
    for finding in &report.findings {
        let mut said = false;
        for difference in finding.verdict.differences.iter().filter(|one| one.level > Level::Off) {
            let ignored = finding.ignoring(difference);
            let command = ignored.map_or(command(difference.level), |_| "notice");
            let title = format!("{} {}", difference.code.number(), difference.code.name());
            let place = match difference.content.is_empty() {
                true => places.span(&finding.attribution.quotation),
                false => difference.content,
            };
            let caveat = difference.caveat.as_ref().map(|caveat| format!(" ({caveat})"));
            let mut sentence = format!("{}{}", difference.sentence, caveat.unwrap_or_default());
            if let Some(ignored) = ignored {
                sentence.push_str(&format!(
                    "\nignored: {} ({})",
                    ignored.reason,
                    ignored.by.phrase()
                ));
            }
            let message = message(checked, &places, finding, &sentence);
            out.push_str(&line(checked, &places, place, command, &title, &message));
            said = true;
        }
        let fidelity = finding.verdict.fidelity;
        let level = report.level_of(fidelity);
        if level > Level::Off || (!said && !finding.replies.is_empty()) {
            let ignored = finding.ignored_whole();
            let command = ignored.map_or(command(level), |_| "notice");
            let mut sentence = fidelity.phrase().to_owned();
            if let Some(ignored) = ignored {
                sentence.push_str(&format!("\nignored: {}", ignored.reason));
            }
            let message = message(checked, &places, finding, &sentence);
            let place = places.span(&finding.attribution.quotation);
            out.push_str(&line(checked, &places, place, command, fidelity.name(), &message));
        }
    }
    for problem in &report.problems {
        let at = problem.line.map(|line| format!(",line={line}")).unwrap_or_default();
        let file = github_property(&visible(&report.origin.name));
        let message = github_message(&visible(&problem.message));
        out.push_str(&format!("::warning file={file}{at},title=onrecord::{message}\n"));
    }
    out
}

/// The sentence, the words on both sides, and every reply, one a line.
fn message(checked: &Checked, places: &Places, finding: &Finding, sentence: &str) -> String {
    let mut text = visible(sentence).into_owned();
    let quoted = flat(places.span(&finding.attribution.quotation).of(&checked.document.text));
    text.push_str(&format!("\nquoted: {quoted}"));
    if let Some(note) = &finding.record {
        let who = note.speaker.as_deref().unwrap_or("speaker not named");
        let when = note.time_ms.map(|ms| format!(" at {}", phrase::clock(ms))).unwrap_or_default();
        let what = phrase::record(note);
        let record = format!("record: {who}{when}, {what}, {}", note.origin.name);
        text.push_str(&format!("\n{}", flat(&record)));
    }
    for reply in &finding.replies {
        let party = reply.party.phrase();
        let reply = format!("reply by {}, {party}, {}: {}", reply.name, reply.date, reply.text);
        text.push_str(&format!("\n{}", flat(&reply)));
    }
    text
}

fn line(
    checked: &Checked,
    places: &Places,
    place: Span,
    command: &str,
    title: &str,
    message: &str,
) -> String {
    let mut at = format!("file={}", github_property(&visible(&checked.report.origin.name)));
    if let Some((from, to)) = places.in_file(place) {
        at.push_str(&format!(",line={},endLine={}", from.line, to.line));
        if from.line == to.line {
            at.push_str(&format!(",col={},endColumn={}", from.column, to.column));
        }
    }
    format!("::{command} {at},title={}::{}\n", github_property(title), github_message(message))
}

fn command(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note | Level::Off => "notice",
    }
}
