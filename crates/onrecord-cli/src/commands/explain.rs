//! `onrecord explain`: the number or name of a difference in; what it is, an example, and how each
//! policy takes it out.

use crate::configuration::find;
use crate::output::Output;
use crate::policy;
use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use onrecord::report::phrase;
use onrecord::verdict::code::{Class, Code};
use onrecord::verdict::fidelity::Fidelity;
use onrecord::verdict::page::Page;
use onrecord::verdict::policy::Policy;
use serde_json::{Map, Value, json};
use std::process::ExitCode;

/// Say what a difference is, and how each policy takes it
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// Number or name: OR201, negation
    #[arg(required_unless_present = "list")]
    code: Option<String>,
    /// List every difference
    #[arg(long, conflicts_with = "code")]
    list: bool,
    /// How to print it
    #[arg(long, value_enum, default_value_t = PageFormat::Text)]
    format: PageFormat,
}

/// How a page is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PageFormat {
    /// For reading at a terminal of 80 columns.
    Text,
    /// One object a code; a list of objects with `--list`.
    Json,
}

/// Columns of a line.
const WIDTH: usize = 79;

pub(crate) fn run(explain: &Explain) -> Result<ExitCode> {
    let mut output = Output::open(None)?;
    let configuration = find(None)?;
    let policies = policy::all(&configuration).collect::<Vec<_>>();
    let text = match (&explain.code, explain.format) {
        (None, PageFormat::Text) => list(),
        (None, PageFormat::Json) => {
            let objects = Code::ALL.iter().map(|code| object(*code, &policies)).collect();
            format!("{:#}\n", Value::Array(objects))
        }
        (Some(word), format) => {
            let Some(code) = Code::find(word) else {
                bail!("{word:?} is no code; `onrecord explain --list` lists them");
            };
            match format {
                PageFormat::Text => page(code, &policies),
                PageFormat::Json => format!("{:#}\n", object(code, &policies)),
            }
        }
    };
    output.write(&text)?;
    output.finish()?;
    Ok(ExitCode::SUCCESS)
}

fn list() -> String {
    let line = |code: &Code| {
        let lead = format!("{}  {:<22} ", code.number(), code.name());
        filled(&lead, &" ".repeat(31), code.summary())
    };
    Code::ALL.iter().map(line).collect()
}

fn class(code: Code) -> &'static str {
    match code.class() {
        Class::Harmless => "harmless",
        Class::Wording => "wording",
        Class::Meaning => "meaning-bearing",
        Class::Attribution => "attribution",
    }
}

fn page(code: Code, policies: &[&Policy]) -> String {
    let mut text = format!("{} {}\n\n", code.number(), code.name());
    text.push_str(&filled("", "", code.summary()));
    text.push_str(&format!("\nClass: {}\n", class(code)));
    if let Some(page) = Page::of(code) {
        text.push('\n');
        let rows = [
            ("Looked at: ", &page.looks),
            ("Fires:     ", &page.fires),
            ("Silent:    ", &page.silent),
        ];
        for (lead, field) in rows {
            text.push_str(&filled(lead, "           ", field));
        }
        text.push_str("\nExample\n  Said:\n");
        text.push_str(&quoted(&page.example.said));
        text.push_str("  Printed:\n");
        text.push_str(&quoted(&page.example.printed));
        text.push_str("  Comes out:\n");
        let grade = Fidelity::ALL.iter().find(|grade| grade.name() == page.example.grade);
        let phrase = grade.map_or(page.example.grade.as_str(), |grade| grade.phrase());
        text.push_str(&filled("    ", "    ", &format!("{phrase}.")));
        text.push_str(&filled("    ", "    ", &format!("{}.", page.example.sentence)));
        text.push_str("\nSource\n");
        text.push_str(&filled("  ", "  ", &page.source));
    }
    text.push_str("\nLevel under each policy\n");
    for policy in policies {
        let lead = format!("  {:<12} {:<8} ", policy.name, phrase::level(policy.level(code)));
        text.push_str(&filled(&lead, &" ".repeat(24), &policy.source));
    }
    text
}

fn object(code: Code, policies: &[&Policy]) -> Value {
    let levels: Map<String, Value> =
        policies.iter().map(|policy| (policy.name.clone(), json!(policy.level(code)))).collect();
    json!({
        "number": code.number(),
        "name": code.name(),
        "summary": code.summary(),
        "class": code.class(),
        "page": Page::of(code),
        "levels": levels,
    })
}

/// The paragraphs of an example, set in by four columns.
fn quoted(text: &str) -> String {
    text.lines().filter(|line| !line.is_empty()).map(|line| filled("    ", "    ", line)).collect()
}

/// `text` in lines of at most 79 columns, the first opened by `lead`, the others by `indent`; a word
/// that is longer stands alone.
fn filled(lead: &str, indent: &str, text: &str) -> String {
    let mut lines = String::new();
    let mut line = lead.to_owned();
    let mut is_bare = true;
    for word in text.split_whitespace() {
        if !is_bare && line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push_str(line.trim_end());
            lines.push('\n');
            line = indent.to_owned();
            is_bare = true;
        }
        if !is_bare {
            line.push(' ');
        }
        line.push_str(word);
        is_bare = false;
    }
    lines.push_str(line.trim_end());
    lines.push('\n');
    lines
}
