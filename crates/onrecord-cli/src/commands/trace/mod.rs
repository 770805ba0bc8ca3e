//! `onrecord trace`: words, an id or a file in, the tree of reports out: which was made from which, what each
//! hop changed and why it is thought so, with the published replies.

mod dot;
mod passing;
mod text;

use crate::commands::trace::passing::Passing;
use crate::configuration::{Configuration, find};
use crate::message;
use crate::output::Output;
use crate::people;
use crate::place::Place;
use crate::policy;
use anyhow::{Result, anyhow, bail};
use clap::{Args, ValueEnum};
use onrecord_store::database::fault::Fault;
use onrecord_store::reading::chain::{ChainView, chain};
use onrecord_store::reading::statement::Found;
use onrecord_store::store::Store;
use onrecord_store::store::asking::Meant;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Show how a statement travelled: which report was made from which, and what each hop changed
///
/// The statement is one of a store, or, with --record, of articles and records that are read for this run
/// and kept nowhere.
#[derive(Debug, Args)]
pub(crate) struct Trace {
    /// Words of the statement, an id, an address, or an article: every statement that it quotes
    what: String,
    #[command(flatten)]
    place: Place,
    /// Articles and records to trace it in, instead of a store: files or folders
    #[arg(long, value_name = "PATH", num_args = 1.., conflicts_with = "store")]
    record: Vec<PathBuf>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,
    /// Write to a file
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The settings, instead of the nearest onrecord.toml
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// A tree for the terminal
    Text,
    /// One JSON object a statement, as the interface for programs has it
    Json,
    /// A graph for Graphviz
    Dot,
    /// A page that needs no server
    Html,
}

pub(crate) fn run(trace: &Trace) -> Result<ExitCode> {
    let configuration = find(trace.config.as_deref())?;
    let passing = passing(trace, &configuration)?;
    let store = match &passing {
        Some(passing) => passing.store()?,
        None => trace.place.open(&configuration)?,
    };
    let statements = meant(trace, &store)?;
    let mut views = Vec::new();
    for id in &statements {
        views.extend(view(&store, id)?);
    }
    if trace.format == Form::Html && views.len() > 1 {
        let ids = statements.join(", ");
        bail!("a page shows one statement and {:?} means several; give one of {ids}", trace.what);
    }
    let mut output = Output::open(trace.output.as_deref())?;
    for view in &views {
        output.write(&match trace.format {
            Form::Text => text::tree(view),
            Form::Json => json(view)?,
            Form::Dot => dot::graph(view),
            Form::Html => onrecord_web::pages::chain::alone(view)?,
        })?;
    }
    output.finish()?;
    Ok(ExitCode::SUCCESS)
}

/// What `--record` names, read; `None` where it is not given.
fn passing(trace: &Trace, configuration: &Configuration) -> Result<Option<Passing>> {
    if trace.record.is_empty() {
        return Ok(None);
    }
    if let Some(replies) = &configuration.replies {
        // A tree shows findings, and no finding is shown without its replies.
        bail!(
            "onrecord.toml names the replies {}, which trace shows from a store only; add the articles to \
             a store and give --store",
            replies.display()
        );
    }
    let name = configuration.policy.as_deref().unwrap_or("verbatim");
    let policy = policy::named(name, configuration)?;
    let people = people::read(configuration.people.as_ref())?;
    let mut paths = trace.record.clone();
    if Path::new(&trace.what).exists() {
        paths.push(PathBuf::from(&trace.what));
    }
    Passing::read(&paths, &policy, &people).map(Some)
}

/// The ids of the statements that are asked for; at least one.
fn meant(trace: &Trace, store: &Store) -> Result<Vec<String>> {
    let what = trace.what.as_str();
    let file = Path::new(what);
    if file.is_file() {
        let added = store.added_from(file)?;
        let document = added.ok_or_else(|| {
            anyhow!("{what} is not in the store as it is; add it first: onrecord add {what}")
        })?;
        return quoted(store, what, &document);
    }
    match store.meant(what)? {
        Some(Meant::Statement(id)) => Ok(vec![id]),
        Some(Meant::Document(id)) => quoted(store, what, &id),
        Some(Meant::Finding(id)) => {
            let statement = store.statement_of(&id)?;
            Ok(vec![statement.ok_or_else(|| anyhow!("finding {id} is of no statement"))?])
        }
        Some(Meant::Person(id)) => bail!(
            "{what:?} is a person; give words or the id of a statement: onrecord show {id} lists them"
        ),
        None => {
            let found = store.recalled(what)?;
            if let Some(others) = found.get(1..).filter(|others| !others.is_empty()) {
                message::say(&format!("the words are also in {}", others.join(", ")));
            }
            let first = found.into_iter().next();
            Ok(vec![first.ok_or_else(|| {
                anyhow!("no statement has the words {what:?}; give other words of it, an id, or an article")
            })?])
        }
    }
}

fn quoted(store: &Store, what: &str, document: &str) -> Result<Vec<String>> {
    let statements = store.statements_of(document)?;
    if statements.is_empty() {
        bail!("{what} quotes no statement that is held");
    }
    Ok(statements)
}

fn view(store: &Store, id: &str) -> Result<Option<ChainView>> {
    let mut id = id.to_owned();
    // An id that was given up leads to one that is held.
    for _ in 0..8 {
        match store.database().read::<_, Fault>(|engine| chain(engine, &id))? {
            Found::Here(view) => return Ok(Some(view)),
            Found::Moved(to) => id = to,
            Found::Nowhere => return Ok(None),
        }
    }
    Ok(None)
}

fn json(view: &ChainView) -> Result<String> {
    let shaped = onrecord_web::api::chain::shaped(view, "");
    Ok(serde_json::to_string_pretty(&shaped)? + "\n")
}
