//! `onrecord search`: words, and what narrows them, in; the statements of a store that the search page finds,
//! each with its published replies, out.

use crate::configuration::find;
use crate::output::Output;
use crate::place::Place;
use anyhow::{Result, bail};
use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};
use onrecord::report::escape::json_text;
use onrecord::report::terminal::{PLAIN, paragraph};
use onrecord::verdict::fidelity::Fidelity;
use onrecord_store::database::engine::Engine;
use onrecord_store::reading::answered::day_of;
use onrecord_store::reading::search::{COUNTED, Question, SearchView, search};
use onrecord_store::reading::told::Told;
use onrecord_web::api::shaping;
use std::path::PathBuf;
use std::process::ExitCode;

/// Search a store for statements by their words, speaker, outlet, day and grade
///
/// The same as the search page. Statements with most reports come first. The exit code is 1 where nothing is
/// found; that does not mean that the words were not said.
#[derive(Debug, Args)]
pub(crate) struct Search {
    /// Words that must occur; "a phrase" between marks
    #[arg(default_value = "")]
    words: String,
    #[command(flatten)]
    place: Place,
    /// A part of the speaker's name
    #[arg(long, value_name = "NAME", default_value = "")]
    speaker: String,
    /// A part of the name of an outlet that reports it
    #[arg(long, value_name = "NAME", default_value = "")]
    outlet: String,
    /// Said on this day or later, YYYY-MM-DD
    #[arg(long, value_name = "DAY", default_value = "")]
    since: String,
    /// Said on this day or earlier, YYYY-MM-DD
    #[arg(long, value_name = "DAY", default_value = "")]
    until: String,
    /// Only with a report of this grade
    #[arg(long, value_parser = grades(), default_value = "", hide_default_value = true)]
    grade: String,
    /// Statements at most
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// Statements that are passed over first
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,
    /// How to print them
    #[arg(long, value_enum, default_value_t = Shape::Text)]
    format: Shape,
    /// Write to a file
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The settings, instead of the nearest onrecord.toml
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shape {
    Text,
    Json,
}

/// Where the words of an entry begin.
const INDENT: usize = 2;

fn grades() -> PossibleValuesParser {
    let names = Fidelity::ALL.iter().map(|grade| grade.name());
    PossibleValuesParser::new(std::iter::once("").chain(names))
}

pub(crate) fn run(asked: &Search) -> Result<ExitCode> {
    let store = asked.place.open(&find(asked.config.as_deref())?)?;
    let question = Question {
        words: asked.words.clone(),
        speaker: asked.speaker.clone(),
        outlet: asked.outlet.clone(),
        from: asked.since.clone(),
        to: asked.until.clone(),
        grade: asked.grade.clone(),
    };
    if let Some(fault) = question.fault() {
        bail!(fault);
    }
    if question.is_empty() {
        bail!("nothing is asked; give words, --speaker, --outlet, --since, --until or --grade");
    }
    let read = |engine: &mut dyn Engine| search(engine, &question, asked.offset, asked.limit);
    let view = store.database().read(read)?;
    let mut output = Output::open(asked.output.as_deref())?;
    output.write(&match asked.format {
        Shape::Text => text(&view, asked.offset),
        Shape::Json => {
            let value = shaping::found(&view, "");
            format!("{}\n", json_text(&serde_json::to_string_pretty(&value)?))
        }
    })?;
    output.finish()?;
    Ok(ExitCode::from(u8::from(view.statements.is_empty())))
}

/// Lines of 80 columns at most: an entry a statement, with its replies, and how many there are.
fn text(view: &SearchView, offset: usize) -> String {
    let mut text: String = view.statements.iter().map(entry).collect();
    let n = view.n_found;
    let line = match (n, view.statements.len()) {
        (0, _) => {
            "No statement of this record answers that. It holds only what was added to it: that nothing is \
             found does not mean that the words were not said."
                .to_owned()
        }
        (_, 0) => format!("{n} statements; none from number {} on", offset + 1),
        (1, _) => "1 statement".to_owned(),
        (_, shown) => {
            let all = if n >= COUNTED { format!("{COUNTED} or more") } else { n.to_string() };
            format!("{all} statements; shown are {} to {}", offset + 1, offset + shown)
        }
    };
    text.push_str(&paragraph(&line, 0, PLAIN));
    text
}

fn entry(told: &Told) -> String {
    let speaker = told.speaker().unwrap_or("speaker unclear");
    let head = [Some(speaker), told.day(), told.occasion_title()];
    let head = head.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let reports = if told.n_reports() == 1 { "report" } else { "reports" };
    let held = if told.record().is_some() { "" } else { " · no record of it is held" };
    let mut text = paragraph(&head, 0, PLAIN);
    text.push_str(&paragraph(&format!("“{}”", told.words().trim()), INDENT, PLAIN));
    let about =
        format!("{} {reports} · {}{held} · {}", told.n_reports(), told.standing(), told.id());
    text.push_str(&paragraph(&about, INDENT, PLAIN));
    for reply in told.replies() {
        let verified = match reply.verified_by.as_str() {
            "" => String::new(),
            method => format!(" (verified: {method})"),
        };
        let party = reply.party.phrase();
        let line = format!("reply: {}, {party}, {}{verified}", reply.name, day_of(reply.at));
        text.push_str(&paragraph(&line, INDENT, PLAIN));
        for words in [&reply.meaning, &reply.inaccurate, &reply.text] {
            if !words.trim().is_empty() {
                text.push_str(&paragraph(words, 2 * INDENT, PLAIN));
            }
        }
    }
    text.push('\n');
    text
}
