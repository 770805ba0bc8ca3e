//! The terminal's rendering: both sides of each difference, one under the other, with marks below the
//! words that differ. Checked documents in, lines of at most a given width out. Nothing is said by
//! colour alone, and no control character of a document comes through.

use crate::matching::Match;
use crate::matching::alignment::Passage;
use crate::matching::archive::Archive;
use crate::report::Checked;
use crate::report::cells::Cells;
use crate::report::finding::{Finding, Report};
use crate::report::phrase;
use crate::report::place::{Places, record_link};
use crate::report::side::{Piece, Text, article, record};
use crate::report::summary::Summary;
use crate::report::visible::flat;
use crate::verdict::code::Class;
use crate::verdict::fidelity::Fidelity;
use crate::verdict::policy::Level;
use std::collections::BTreeMap;

/// How a terminal is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Columns; at least 40 are used.
    pub width: usize,
    /// Whether colour codes are written, beside the marks that say the same.
    pub colour: Colour,
}

/// Whether colour codes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// Plain characters only.
    Off,
    /// ANSI colours.
    On,
}

/// What fits any terminal, and a file.
pub const PLAIN: Style = Style { width: 80, colour: Colour::Off };

/// Where the words of a finding begin.
const INDENT: usize = 11;

/// Renders every document and the summary line.
#[must_use]
pub fn render(archive: &Archive, checked: &[Checked]) -> String {
    let mut out: String = checked.iter().map(|one| document(archive, one, PLAIN)).collect();
    out.push_str(&summary(&Summary::of(checked), PLAIN));
    out
}

/// Renders one document: its findings with their replies, then what could not be read.
#[must_use]
pub fn document(archive: &Archive, checked: &Checked, style: Style) -> String {
    let places = Places::new(&checked.document);
    let mut page = Page { out: String::new(), style };
    for finding in &checked.report.findings {
        page.finding(archive, checked, &places, finding);
    }
    for only in checked.report.comparison.iter().flat_map(|c| &c.only_in_record) {
        page.only_in_record(archive, only);
    }
    for problem in &checked.report.problems {
        let line = problem.line.map(|line| format!("{line}:")).unwrap_or_default();
        let name = &checked.report.origin.name;
        page.line(0, &format!("{name}:{line} problem: {}", problem.message), None);
    }
    page.out
}

/// The closing line.
#[must_use]
pub fn summary(summary: &Summary, style: Style) -> String {
    let mut page = Page { out: String::new(), style };
    page.line(0, &summary.line(), Some(Ink::Bold));
    page.out
}

/// `text` as lines of the style's width, each behind `indent` spaces; no control character comes through.
#[must_use]
pub fn paragraph(text: &str, indent: usize, style: Style) -> String {
    let mut page = Page { out: String::new(), style };
    page.line(indent, text, None);
    page.out
}

struct Page {
    out: String,
    style: Style,
}

/// The colours in use; each goes with words or marks that say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ink {
    Bold,
    Red,
    Yellow,
    Dim,
}

impl Ink {
    fn code(self) -> &'static str {
        match self {
            Ink::Bold => "\u{1b}[1m",
            Ink::Red => "\u{1b}[31m",
            Ink::Yellow => "\u{1b}[33m",
            Ink::Dim => "\u{1b}[2m",
        }
    }

    fn of(level: Level) -> Option<Ink> {
        match level {
            Level::Error => Some(Ink::Red),
            Level::Warning => Some(Ink::Yellow),
            Level::Note => None,
            Level::Off => Some(Ink::Dim),
        }
    }
}

impl Page {
    fn finding(
        &mut self,
        archive: &Archive,
        checked: &Checked,
        places: &Places,
        finding: &Finding,
    ) {
        let Checked { document, report } = checked;
        let place = places.name(&finding.attribution.quotation);
        let phrase = finding.phrase();
        let speaker = finding.attribution.speaker.as_ref();
        let speaker = speaker.map_or("speaker unclear", |speaker| speaker.name.as_str());
        let is_comparison = report.comparison.is_some();
        let (head, ours, theirs) = match finding.verdict.fidelity {
            Fidelity::NotFound if is_comparison => (format!("{place} · only in A"), "A", "B"),
            _ if is_comparison => (format!("{place} · {phrase}"), "A", "B"),
            _ => (format!("{place} · {speaker} · {phrase}"), "article", "record"),
        };
        let link = places.link(&finding.attribution.quotation);
        self.linked(0, &head, Some(Ink::Bold), link.as_deref());
        self.words(ours, Cells::of(&article(document, finding, 0), Text::Article));
        let said = record(archive, finding, 0);
        if !said.is_empty() {
            self.words(theirs, Cells::of(&said, Text::Record));
        }
        if let Some(note) = finding.record.as_ref().filter(|_| !is_comparison) {
            let who = note.speaker.as_deref().unwrap_or("speaker not named");
            let when = note.time_ms.map(|ms| format!(" at {}", phrase::clock(ms)));
            let what = phrase::record(note);
            let when = when.unwrap_or_default();
            let text = format!("{who}{when} · {what} · {}", note.origin.name);
            self.linked(INDENT, &text, Some(Ink::Dim), record_link(note).as_deref());
            if !note.picked_by.is_empty() {
                let words = note.picked_by.join("; ");
                self.entry("picked", &format!("by {words}"), Some(Ink::Dim));
            }
        }
        self.differences(report, finding);
        if let Some(others) = others(archive, finding) {
            self.entry("also in", &others, None);
        }
        for ignored in &finding.ignored {
            let what = ignored.code.map_or("this finding", |code| code.number());
            let by = ignored.by.phrase();
            self.entry("ignored", &format!("{what}: {} ({by})", ignored.reason), None);
        }
        for reply in &finding.replies {
            let party = reply.party.phrase();
            self.entry(
                "reply",
                &format!(
                    "{}, {party}, {} (verified: {})",
                    reply.name, reply.date, reply.verified_by
                ),
                Some(Ink::Bold),
            );
            self.entry("", &reply.text, None);
        }
        self.entry("id", &finding.id, Some(Ink::Dim));
        self.out.push('\n');
    }

    /// A paragraph that only the second of two compared texts has.
    fn only_in_record(&mut self, archive: &Archive, only: &Passage) {
        let Some(record) = archive.records().get(only.record) else { return };
        let place = Places::new(record).name_of(only.span);
        self.line(0, &format!("{place} · only in B"), Some(Ink::Bold));
        let words = only.span.of(&record.text);
        self.words("B", Cells::of(&[Piece::Plain(words)], Text::Record));
        self.out.push('\n');
    }

    /// The differences that the policy raises or that change words, one an entry; the harmless ones
    /// that it allows are only counted.
    fn differences(&mut self, report: &Report, finding: &Finding) {
        let mut allowed: BTreeMap<&str, usize> = BTreeMap::new();
        for difference in &finding.verdict.differences {
            if difference.level == Level::Off && difference.code.class() == Class::Harmless {
                *allowed.entry(difference.code.name()).or_default() += 1;
                continue;
            }
            let caveat = difference.caveat.as_ref().map(|caveat| format!(" ({caveat})"));
            let code = difference.code;
            let text = format!(
                "{} {}: {}{}",
                code.number(),
                code.name(),
                difference.sentence,
                caveat.unwrap_or_default()
            );
            let ignored = finding.ignoring(difference).is_some();
            let label = if ignored { "ignored" } else { phrase::level(difference.level) };
            self.entry(label, &text, Ink::of(difference.level).filter(|_| !ignored));
        }
        if !allowed.is_empty() {
            let counted = |(name, n): (&&str, &usize)| {
                if *n == 1 { (*name).to_owned() } else { format!("{n} × {name}") }
            };
            let list: Vec<String> = allowed.iter().map(counted).collect();
            self.entry("allowed", &list.join(", "), Some(Ink::Dim));
        }
        if report.grade_level(finding) > Level::Off && report.comparison.is_none() {
            let level = report.grade_level(finding);
            self.entry(phrase::level(level), finding.phrase(), Ink::of(level));
        }
    }

    /// One side, with its line of marks under each line of words.
    fn words(&mut self, label: &str, cells: Cells) {
        let mut label = label;
        for line in cells.wrap(self.style.width.max(40) - INDENT) {
            let words = match self.style.colour {
                Colour::On => line.coloured(),
                Colour::Off => line.words(),
            };
            self.out.push_str(&format!("  {label:<9}{}\n", words.trim_end()));
            let marks = line.marks();
            if !marks.trim().is_empty() {
                self.out.push_str(&format!("{:INDENT$}{}\n", "", marks.trim_end()));
            }
            label = "";
        }
    }

    fn entry(&mut self, label: &str, text: &str, ink: Option<Ink>) {
        let mut label = label;
        let cells = Cells::plain(&flat(text));
        for line in cells.wrap(self.style.width.max(40) - INDENT) {
            let text = format!("  {label:<9}{}", line.words().trim_end());
            self.ink(text.trim_end(), ink);
            label = "";
        }
    }

    fn line(&mut self, indent: usize, text: &str, ink: Option<Ink>) {
        self.linked(indent, text, ink, None);
    }

    /// A line whose words lead to `url`, where the terminal takes colours: OSC 8, which terminals that
    /// do not know it pass over.
    fn linked(&mut self, indent: usize, text: &str, ink: Option<Ink>, url: Option<&str>) {
        let url = url.filter(|_| self.style.colour == Colour::On).map(flat);
        for line in Cells::plain(&flat(text)).wrap(self.style.width.max(40) - indent) {
            let words = line.words();
            let words = match &url {
                Some(url) => {
                    format!("\u{1b}]8;;{url}\u{1b}\\{}\u{1b}]8;;\u{1b}\\", words.trim_end())
                }
                None => words.trim_end().to_owned(),
            };
            self.ink(&format!("{:indent$}{words}", ""), ink);
        }
    }

    fn ink(&mut self, text: &str, ink: Option<Ink>) {
        match ink.filter(|_| self.style.colour == Colour::On) {
            Some(ink) => self.out.push_str(&format!("{}{text}\u{1b}[0m\n", ink.code())),
            None => self.out.push_str(&format!("{text}\n")),
        }
    }
}

/// Most other places that are named.
const OTHERS: usize = 3;

/// Where else in the records the words stand; `None` where the first place is the only one.
fn others(archive: &Archive, finding: &Finding) -> Option<String> {
    let others = finding.matches.get(1..).unwrap_or_default();
    let place = |other: &Match| {
        let record = archive.records().get(other.passage.record)?;
        let at = other.passage.span.start();
        let time = record.transcript.as_ref().and_then(|transcript| transcript.time_at(at));
        let time = time.map(|ms| format!(" at {}", phrase::clock(ms))).unwrap_or_default();
        Some(format!("{}{time}", record.origin.name))
    };
    let mut named: Vec<String> = others.iter().take(OTHERS).filter_map(place).collect();
    if others.len() > OTHERS {
        named.push(format!("{} more", others.len() - OTHERS));
    }
    (!named.is_empty()).then(|| named.join("; "))
}
