//! `onrecord reply`: what moderators decide, at a terminal. A reply's id in, its state out; letters go to
//! the outbox or the mail server.

use crate::configuration::{self, Configuration};
use crate::message;
use crate::output::Output;
use crate::place::Place;
use anyhow::{Result, anyhow, bail};
use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};
use onrecord_store::answering::State;
use onrecord_store::answering::deciding::{Decider, Ground, publish, refuse, verify_claim};
use onrecord_store::answering::kept::{Kept, read};
use onrecord_store::answering::letter::{moment, page};
use onrecord_store::answering::life::{Done, take_back};
use onrecord_store::answering::queue::{in_state, left, waiting};
use onrecord_store::machine::now;
use onrecord_store::post::Post;
use onrecord_store::store::Store;
use std::fmt::Write as _;
use std::process::ExitCode;

/// List, show and decide on replies
#[derive(Debug, Args)]
pub(crate) struct Reply {
    #[command(subcommand)]
    task: Task,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// What is to be decided, most urgent first
    List {
        /// Those in this state instead
        #[arg(long, value_parser = PossibleValuesParser::new(State::ALL.map(State::word)))]
        state: Option<String>,
    },
    /// All that is kept of a reply, but its e-mail
    Show {
        /// The reply
        id: String,
    },
    /// Note how it was verified that the sender is the party; it stands beside the reply
    Verify {
        /// The reply
        id: String,
        /// "a call to the office's listed number"
        how: String,
    },
    /// Publish a reply, or the wording of it that waits
    Publish {
        /// The reply
        id: String,
    },
    /// Refuse a reply; its sender is told why
    Refuse {
        /// The reply
        id: String,
        /// On which ground
        #[arg(long, value_parser = PossibleValuesParser::new(Ground::ALL.map(Ground::word)))]
        ground: String,
        /// Why, in words for the sender
        #[arg(long)]
        reason: String,
    },
    /// Take a reply back for its sender: words and address are deleted, a trace stays
    Withdraw {
        /// The reply
        id: String,
    },
}

pub(crate) fn run(reply: &Reply) -> Result<ExitCode> {
    let configuration = configuration::find(None)?;
    let store = reply.place.open(&configuration)?;
    let mut output = Output::open(None)?;
    let database = store.database();
    let done = match &reply.task {
        Task::List { state } => {
            let state = state.as_deref().and_then(State::of);
            let listed = database.read(|engine| match state {
                Some(state) => in_state(engine, state, 1000),
                None => waiting(engine, 1000),
            })?;
            for kept in listed {
                output.write(&line(&kept))?;
            }
            None
        }
        Task::Show { id } => {
            let kept = database.read(|engine| read(engine, id))?;
            output.write(&told(&configuration, &kept))?;
            None
        }
        Task::Verify { id, how } => {
            let words = database.write(|engine| verify_claim(engine, id, how, now()))?;
            message::say(&format!("{id}: verified by {words}"));
            None
        }
        Task::Publish { id } => {
            let settings = &configuration.reply;
            let by = Decider::Terminal;
            Some(database.write(|engine| publish(engine, settings, id, by, now()))?)
        }
        Task::Refuse { id, ground, reason } => {
            let ground = Ground::of(ground).ok_or_else(|| anyhow!("no ground is {ground}"))?;
            let (settings, by) = (&configuration.reply, Decider::Terminal);
            let refused =
                database.write(|engine| refuse(engine, settings, id, by, ground, reason, now()))?;
            Some(refused)
        }
        Task::Withdraw { id } => {
            Some(database.write(|engine| take_back(engine, &configuration.reply, id, now()))?)
        }
    };
    output.finish()?;
    if let Some(done) = done {
        message::say(&format!("{}: {}", done.reply, done.state));
        send(&configuration, &store, &done)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn send(configuration: &Configuration, store: &Store, done: &Done) -> Result<()> {
    let post = Post::open(&configuration.mail, store.folder())?;
    let sent = post.send_all(&done.letters, now());
    if let Err(error) = sent {
        bail!("the reply is {}, but its sender could not be told: {error}", done.state);
    }
    Ok(())
}

fn line(kept: &Kept) -> String {
    let due = match left(kept, now()) {
        Some(left) if left < 0 => format!("overdue by {} h", -left / 3_600_000_000),
        Some(left) => format!("{} h left", left / 3_600_000_000),
        None => moment(kept.submitted),
    };
    let name = kept.wording.as_ref().map_or("", |wording| wording.name.as_str());
    let verified = if kept.verified_by.is_some() { "verified" } else { "not verified" };
    format!(
        "{}\t{}\t{due}\t{name}, {} ({verified})\t{}\n",
        kept.id,
        kept.state,
        kept.party.phrase(),
        kept.target.id()
    )
}

fn told(configuration: &Configuration, kept: &Kept) -> String {
    let mut text = format!(
        "{}: {}, sent in {}\nanswers {}\n",
        kept.id,
        kept.state,
        moment(kept.submitted),
        page(&configuration.reply, &kept.target)
    );
    if let Some(due) = kept.due {
        let _ = writeln!(text, "to be decided by {}", moment(due));
    }
    let _ = writeln!(
        text,
        "from {}, {}",
        kept.party.phrase(),
        kept.verified_by.as_deref().map_or("not verified".to_owned(), |how| format!("by {how}"))
    );
    if let Some(reason) = &kept.reason {
        let _ = writeln!(text, "refused: {reason}");
    }
    let pending = kept.pending.as_ref().map(|(_, wording)| ("wants instead", wording));
    for (head, wording) in
        kept.wording.as_ref().map(|wording| ("says", wording)).into_iter().chain(pending)
    {
        let _ = writeln!(text, "\n{} {head}:\n{}", wording.name, wording.text);
        for (head, words) in [("objects to", &wording.meaning), ("inaccurate", &wording.inaccurate)]
        {
            if !words.is_empty() {
                let _ = writeln!(text, "{head}: {words}");
            }
        }
    }
    text
}
