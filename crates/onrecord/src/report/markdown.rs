//! Markdown: a section a finding, for a pull request or a note to a colleague. Words that only the
//! article has are bold, words that only the record has are struck through, and the list says both.

use crate::matching::archive::Archive;
use crate::report::Checked;
use crate::report::escape::markdown;
use crate::report::finding::Finding;
use crate::report::phrase;
use crate::report::place::Places;
use crate::report::side::{Piece, Text, article, record};
use crate::report::summary::Summary;
use crate::report::visible::flat;
use crate::verdict::code::Class;
use crate::verdict::policy::Level;

/// Renders every document.
#[must_use]
pub fn render(archive: &Archive, checked: &[Checked]) -> String {
    let mut out = format!("# On the record\n\n{}\n", words(&Summary::of(checked).line()));
    out.push_str(
        "\n**Bold** words stand in the article only, ~~struck~~ words in the record only; \
         ‸ marks the place where the other side has words.\n",
    );
    for one in checked {
        out.push_str(&format!("\n## {}\n", words(&one.report.origin.name)));
        let places = Places::new(&one.document);
        for found in &one.report.findings {
            finding(&mut out, archive, one, &places, found);
        }
        for only in one.report.comparison.iter().flat_map(|c| &c.only_in_record) {
            let Some(record) = archive.records().get(only.record) else { continue };
            let name = words(&record.origin.name);
            let text = words(only.span.of(&record.text));
            out.push_str(&format!("\n### Only in {name}\n\n> {text}\n"));
        }
        for problem in &one.report.problems {
            let line = problem.line.map(|line| format!("line {line}: ")).unwrap_or_default();
            out.push_str(&format!("\nProblem: {line}{}\n", words(&problem.message)));
        }
    }
    out
}

fn finding(
    out: &mut String,
    archive: &Archive,
    checked: &Checked,
    places: &Places,
    finding: &Finding,
) {
    let Checked { document, report } = checked;
    let speaker = finding.attribution.speaker.as_ref();
    let speaker = speaker.map_or("Speaker unclear", |speaker| speaker.name.as_str());
    let phrase = finding.phrase();
    out.push_str(&format!("\n### {}: {phrase}\n\n", words(speaker)));
    let kind = phrase::quotation_kind(finding.attribution.quotation.kind);
    let place = words(&places.name(&finding.attribution.quotation));
    let place = match places.link(&finding.attribution.quotation) {
        Some(url) => format!("[{place}](<{}>)", url.replace(['<', '>', '\\'], "")),
        None => place,
    };
    out.push_str(&format!("{place}, {kind}, finding `{}`\n\n", finding.id));
    out.push_str(&format!("> {}\n", side(&article(document, finding, 0), Text::Article)));
    let said = record(archive, finding, 0);
    if !said.is_empty() {
        out.push_str(&format!("\nRecord:\n\n> {}\n", side(&said, Text::Record)));
    }
    if let Some(note) = &finding.record {
        let who = note.speaker.as_deref().unwrap_or("speaker not named");
        let when = note.time_ms.map(|ms| format!(" at {}", phrase::clock(ms))).unwrap_or_default();
        let line = format!("{who}{when}; {}; {}", phrase::record(note), note.origin.name);
        out.push_str(&format!("\n{}\n", words(&line)));
        if !note.picked_by.is_empty() {
            let line = format!("Picked by {}", note.picked_by.join("; "));
            out.push_str(&format!("\n{}\n", words(&line)));
        }
    }
    let mut opened = false;
    let mut item = |text: String| {
        out.push_str(if opened { "" } else { "\n" });
        out.push_str(&format!("- {text}\n"));
        opened = true;
    };
    for difference in &finding.verdict.differences {
        if difference.level == Level::Off && difference.code.class() == Class::Harmless {
            continue;
        }
        let code = difference.code;
        let caveat = difference.caveat.as_ref().map(|caveat| format!(" ({caveat})"));
        let level = match finding.ignoring(difference) {
            Some(_) => "ignored",
            None => phrase::level(difference.level),
        };
        let sentence = format!("{}{}", difference.sentence, caveat.unwrap_or_default());
        item(format!("{level}: `{}` {}: {}", code.number(), code.name(), words(&sentence)));
    }
    if report.grade_level(finding) > Level::Off {
        item(format!("{}: {phrase}", phrase::level(report.grade_level(finding))));
    }
    for ignored in &finding.ignored {
        let what = ignored.code.map_or("the finding", |code| code.number());
        let by = ignored.by.phrase();
        item(format!("ignored: {what}: {} ({})", words(&ignored.reason), words(&by)));
    }
    if finding.matches.len() > 1 {
        item(format!("{} in the records", phrase::count(finding.matches.len() - 1, "other place")));
    }
    for reply in &finding.replies {
        let party = reply.party.phrase();
        out.push_str(&format!(
            "\n**Reply by {}**, {party}, {} (verified: {})\n\n> {}\n",
            words(&reply.name),
            reply.date,
            words(&reply.verified_by),
            words(&reply.text)
        ));
    }
}

fn side(pieces: &[Piece], text: Text) -> String {
    let mut out = String::new();
    for piece in pieces {
        match piece {
            Piece::Plain(plain) | Piece::Around(plain) => out.push_str(&markdown(&flat(plain))),
            Piece::Marked(_, marked) => {
                let sign = if text == Text::Article { "**" } else { "~~" };
                out.push_str(&wrapped(&flat(marked), sign));
            }
            Piece::Place(_) => out.push('‸'),
            Piece::Gap(n) => out.push_str(&format!(" \\[… {} …\\] ", phrase::count(*n, "word"))),
        }
    }
    out.trim().to_owned()
}

/// `text` between two `sign`s; white space stays outside, where Markdown wants it.
fn wrapped(text: &str, sign: &str) -> String {
    let inner = text.trim();
    if inner.is_empty() {
        return text.to_owned();
    }
    let before = if text.starts_with(' ') { " " } else { "" };
    let after = if text.ends_with(' ') { " " } else { "" };
    format!("{before}{sign}{}{sign}{after}", markdown(inner))
}

/// Foreign words in a line of Markdown.
fn words(text: &str) -> String {
    markdown(flat(text).trim())
}
