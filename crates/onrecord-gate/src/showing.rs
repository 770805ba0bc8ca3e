//! One quotation beside its passage, for a reader who judges: who, where, both contexts, the alignment
//! and every difference. A located quotation in, lines of text out.

use crate::press::{Located, name};
use onrecord::document::Document;
use onrecord::matching::alignment::{Part, Step, StepKind};
use onrecord::matching::archive::Archive;
use onrecord::text::span::Span;
use onrecord::verdict::agreement::Agreement;

/// Bytes of context on each side.
const AROUND: usize = 220;

/// The quotation in its sentence, the passage in its own, and what the check says of them.
#[must_use]
pub fn show(archive: &Archive, article: &Document, located: &Located) -> String {
    let finding = &located.finding;
    let attribution = &finding.attribution;
    let quotation = &attribution.quotation;
    let words = if quotation.is_in_other_words() { &quotation.content } else { &quotation.marked };
    let marked = words.iter().copied().reduce(Span::hull);
    let day = article.metadata.published().map(|day| day.to_string()).unwrap_or_default();
    let speaker = attribution.speaker.as_ref();
    let speaker =
        speaker.map_or("?".to_owned(), |speaker| format!("{} ({:?})", speaker.name, speaker.named));
    let mut lines = vec![
        format!("## {} | {} ({day})", finding.verdict.fidelity.name(), name(article)),
        format!("  by {speaker}: {}", attribution.why),
        format!("  A {}", around(&article.text, marked.unwrap_or_default())),
    ];
    let best = finding.matches.first();
    if let Some((found, record)) =
        best.and_then(|best| Some((best, archive.records().get(best.passage.record)?)))
    {
        let label = finding.record.as_ref().and_then(|note| note.speaker.as_deref());
        let (label, n) = (label.unwrap_or("?"), finding.matches.len());
        let agreement = Agreement::of(archive, article, record, found);
        lines.push(format!(
            "  in {} ({:.0e}, {n} places, {} of {} words, core {:.2})",
            name(record),
            found.expected,
            agreement.n_same,
            agreement.n_printed,
            agreement.core
        ));
        lines.push(format!("  R {label}: {}", around(&record.text, found.passage.span)));
        let parts = found.alignment.parts.iter();
        lines.extend(parts.map(|part| format!("  = {}", aligned(article, record, part))));
    }
    for difference in &finding.verdict.differences {
        let caveat = difference.caveat.as_deref().map(|c| format!(" ({c})")).unwrap_or_default();
        lines.push(format!("  - {}: {}{caveat}", difference.code.name(), difference.sentence));
    }
    lines.join("\n")
}

/// The text of `span` between `⟦` and `⟧` with what stands around it, on one line; long ones are cut.
fn around(text: &str, span: Span) -> String {
    let from = (span.start().saturating_sub(AROUND)..=span.start())
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0);
    let to = span.end().saturating_add(AROUND).min(text.len());
    let to = (to..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(to);
    let before = flat(Span::new(from, span.start()).of(text));
    let after = flat(Span::new(span.end(), to).of(text));
    let words = flat(span.of(text));
    let chars: Vec<char> = words.chars().collect();
    let words = match chars.len() {
        0..=1400 => words,
        n => [&chars[..700], &[' ', '…', ' '], &chars[n - 700..]].concat().into_iter().collect(),
    };
    format!("{before} ⟦{words}⟧ {after}")
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
