//! `onrecord explain`: the number or name of a difference in, what it is and how each policy takes it
//! out.

use crate::configuration::find;
use crate::output::Output;
use crate::policy;
use anyhow::{Result, bail};
use clap::Args;
use onrecord::report::phrase;
use onrecord::verdict::code::{Class, Code};
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
}

pub(crate) fn run(explain: &Explain) -> Result<ExitCode> {
    let mut output = Output::open(None)?;
    match &explain.code {
        None => {
            for code in Code::ALL {
                let (number, name, summary) = (code.number(), code.name(), code.summary());
                output.write(&format!("{number}  {name:<22} {summary}\n"))?;
            }
        }
        Some(word) => {
            let Some(code) = Code::find(word) else {
                bail!("{word:?} is no code; `onrecord explain --list` lists them");
            };
            output.write(&page(code)?)?;
        }
    }
    output.finish()?;
    Ok(ExitCode::SUCCESS)
}

fn page(code: Code) -> Result<String> {
    let class = match code.class() {
        Class::Harmless => "harmless",
        Class::Wording => "wording",
        Class::Meaning => "meaning-bearing",
    };
    let mut page = format!("{} {}\n\n{}\n", code.number(), code.name(), code.summary());
    page.push_str(&format!("\nClass: {class}\n\nLevel under each policy:\n"));
    let configuration = find(None)?;
    for policy in policy::all(&configuration) {
        let level = phrase::level(policy.level(code));
        page.push_str(&format!("  {:<12} {level:<8} {}\n", policy.name, policy.source));
    }
    Ok(page)
}
