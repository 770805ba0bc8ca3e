//! `onrecord admin`: the accounts of a store. Names in, accounts out; passwords come from a prompt or the
//! standard input, never from an argument.

use crate::configuration;
use crate::message;
use crate::output::Output;
use crate::place::Place;
use anyhow::{Context, Result, anyhow, bail};
use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};
use onrecord_store::account::password::{Hashed, hashed};
use onrecord_store::account::token::{Scope, issue};
use onrecord_store::account::{Role, Unchanged, create, disable, find, list, set_password};
use onrecord_store::answering::letter::moment;
use onrecord_store::machine::now;
use std::io;
use std::process::ExitCode;

/// Make and change the accounts of moderators and editors
#[derive(Debug, Args)]
pub(crate) struct Admin {
    #[command(subcommand)]
    task: Task,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Make an account
    Create {
        /// The name to sign in with
        name: String,
        /// What it may do
        #[arg(long, default_value = "admin",
              value_parser = PossibleValuesParser::new(Role::ALL.map(Role::word)))]
        role: String,
        /// Read the password from the standard input, one line
        #[arg(long)]
        password_stdin: bool,
    },
    /// List the accounts
    List,
    /// Disable an account: its sessions end, its tokens hold no longer
    Disable {
        /// The account
        name: String,
    },
    /// Give an account another password, and enable it
    ResetPassword {
        /// The account
        name: String,
        /// Read the password from the standard input, one line
        #[arg(long)]
        password_stdin: bool,
    },
    /// Make a token for a program; it is shown once
    Token {
        /// The account that the program works for
        name: String,
        /// What the token is called
        #[arg(long)]
        label: String,
        /// What it may be used for; may be given several times
        #[arg(long, required = true,
              value_parser = PossibleValuesParser::new(Scope::ALL.map(Scope::word)))]
        scope: Vec<String>,
        /// Days for which it holds
        #[arg(long, default_value_t = 90, value_parser = clap::value_parser!(u32).range(1..=3650))]
        days: u32,
    },
}

pub(crate) fn run(admin: &Admin) -> Result<ExitCode> {
    let configuration = configuration::find(None)?;
    let mut output = Output::open(None)?;
    match &admin.task {
        Task::Create { name, role, password_stdin } => {
            let role = Role::of(role).ok_or_else(|| anyhow!("no role is {role}"))?;
            let store = admin.place.open_or_make(&configuration)?;
            let hashed = asked(name, *password_stdin)?;
            let id = store.database().write(|engine| create(engine, name, &hashed, role, now()))?;
            message::say(&format!("{name}: {}, account {id}", role.word()));
        }
        Task::List => {
            let store = admin.place.open(&configuration)?;
            for account in store.database().read(list)? {
                let state = account
                    .disabled
                    .map_or(String::new(), |at| format!("\tdisabled {}", moment(at)));
                let (role, made) = (account.role.word(), moment(account.created));
                output.write(&format!("{}\t{role}\tmade {made}{state}\n", account.name))?;
            }
        }
        Task::Disable { name } => {
            let store = admin.place.open(&configuration)?;
            store.database().write(|engine| disable(engine, name, now()))?;
            message::say(&format!("{name}: disabled"));
        }
        Task::ResetPassword { name, password_stdin } => {
            let store = admin.place.open(&configuration)?;
            let hashed = asked(name, *password_stdin)?;
            store.database().write(|engine| set_password(engine, name, &hashed, now()))?;
            message::say(&format!("{name}: the password is changed"));
        }
        Task::Token { name, label, scope, days } => {
            let store = admin.place.open(&configuration)?;
            let scopes: Vec<Scope> = scope.iter().filter_map(|word| Scope::of(word)).collect();
            let token = store.database().write(|engine| {
                let account = find(engine, name)?.ok_or(Unchanged::Missing(name.clone()))?;
                Ok::<_, Unchanged>(issue(engine, &account.id, label, &scopes, *days, now())?)
            })?;
            output.write(&format!("{token}\n"))?;
            message::say(&format!("{label}: holds for {days} days; it is not shown again"));
        }
    }
    output.finish()?;
    Ok(ExitCode::SUCCESS)
}

/// A password from the standard input, or typed twice without being shown.
fn asked(name: &str, is_piped: bool) -> Result<Hashed> {
    if is_piped {
        let mut line = String::new();
        io::stdin().read_line(&mut line).context("no password on the standard input")?;
        return Ok(hashed(name, line.trim_end_matches(['\r', '\n']))?);
    }
    let ask = |prompt| {
        rpassword::prompt_password(prompt)
            .context("no terminal to ask for the password; use --password-stdin")
    };
    let password = ask(format!("Password for {name}: "))?;
    if ask("Once more: ".to_owned())? != password {
        bail!("the two passwords differ");
    }
    Ok(hashed(name, &password)?)
}
