//! `onrecord extract`: documents in, their quotations with cue, source and speaker out.

use crate::configuration::find;
use crate::message;
use crate::output::Output;
use crate::people;
use crate::progress::Progress;
use anyhow::Result;
use clap::{Args, ValueEnum};
use onrecord::attribution::attribute_read;
use onrecord::document::origin::DocumentKind;
use onrecord::quotation::act::Act;
use onrecord::quotation::{QuotationKind, extract_read, only};
use onrecord::report::escape::json_text;
use onrecord::report::extraction;
use onrecord_model::Model;
use onrecord_model::syntax::analyser::Analyser;
use onrecord_store::stream::stream;
use std::path::PathBuf;
use std::process::ExitCode;

/// List the quotations of documents, each with its cue, its source and its speaker
#[derive(Debug, Args)]
pub(crate) struct Extract {
    /// Documents: files or folders; `-` for the standard input
    #[arg(required = true)]
    documents: Vec<PathBuf>,
    /// How to print them: one JSON object a line and document, the same laid out, or text
    #[arg(long, value_enum, default_value_t = Shape::Text)]
    format: Shape,
    /// Persons with their names and ids: a TOML file with a [[person]] each [default: that of
    /// onrecord.toml]
    #[arg(long, value_name = "FILE")]
    people: Option<PathBuf>,
    /// Only these kinds, parted by commas; indirect ones come only where they are named [default: all
    /// but indirect]
    #[arg(long, value_enum, value_delimiter = ',', value_name = "KIND")]
    kinds: Vec<Kind>,
    /// Only these acts, by what the cue says was done with the words: "said" is speech, "wrote" writing,
    /// "believes" belief, "wants" intention; without a cue, speech [default: all]
    #[arg(long, value_enum, value_delimiter = ',', value_name = "ACT")]
    acts: Vec<Deed>,
    /// Write to a file
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shape {
    Jsonl,
    Json,
    Text,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Deed {
    Speech,
    Writing,
    Belief,
    Intention,
}

impl Deed {
    fn is(self, act: Act) -> bool {
        let own = match self {
            Deed::Speech => Act::Speech,
            Deed::Writing => Act::Writing,
            Deed::Belief => Act::Belief,
            Deed::Intention => Act::Intention,
        };
        own == act
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    Direct,
    Mixed,
    Indirect,
    Headline,
    Title,
    Term,
    Nickname,
    ScareQuote,
}

impl Kind {
    fn is(self, kind: QuotationKind) -> bool {
        let own = match self {
            Kind::Direct => QuotationKind::Direct,
            Kind::Mixed => QuotationKind::Mixed,
            Kind::Indirect => QuotationKind::Indirect,
            Kind::Headline => QuotationKind::Headline,
            Kind::Title => QuotationKind::Title,
            Kind::Term => QuotationKind::Term,
            Kind::Nickname => QuotationKind::Nickname,
            Kind::ScareQuote => QuotationKind::ScareQuote,
        };
        own == kind
    }
}

pub(crate) fn run(command: &Extract) -> Result<ExitCode> {
    let configuration = find(None)?;
    let people = people::read(command.people.as_ref().or(configuration.people.as_ref()))?;
    let mut output = Output::open(command.output.as_deref())?;
    let mut progress = Progress::new();
    let mut code = 2;
    for document in stream(&command.documents, DocumentKind::Article) {
        let document = match document {
            Ok(document) => document,
            Err(error) => {
                message::error(error);
                continue;
            }
        };
        message::problems(&document.origin.name, &document.problems);
        if !message::is_lost(&document) {
            code = 0;
        }
        let model = Model::english();
        let is_wanted = |kind: QuotationKind| match command.kinds.as_slice() {
            [] => kind != QuotationKind::Indirect,
            kinds => kinds.iter().any(|wanted| wanted.is(kind)),
        };
        let tokens = Analyser::english().analyse(&document.text);
        let quotations = extract_read(model, &document, &tokens);
        let quotations = only(quotations, |quotation| is_wanted(quotation.kind));
        let is_kept = |act: Act| command.acts.iter().any(|wanted| wanted.is(act));
        let quotations = match command.acts.is_empty() {
            true => quotations,
            false => only(quotations, |quotation| is_kept(quotation.act)),
        };
        let attributions = attribute_read(model, &document, &tokens, quotations, &people);
        let text = match command.format {
            Shape::Jsonl => json_text(&extraction::json(&document, &attributions).to_string()),
            Shape::Json => json_text(&format!("{:#}", extraction::json(&document, &attributions))),
            Shape::Text => extraction::text(&document, &attributions).trim_end().to_owned(),
        };
        progress.step();
        if !text.is_empty() {
            output.write(&format!("{text}\n"))?;
        }
        if output.is_closed() {
            break;
        }
    }
    drop(progress);
    output.finish()?;
    Ok(ExitCode::from(code))
}
