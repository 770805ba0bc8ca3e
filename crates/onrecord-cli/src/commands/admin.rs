//! `onrecord admin`: the accounts of a store. Names in, accounts out; passwords come from a prompt or the
//! standard input, never from an argument.

use crate::commands::serve::told;
use crate::configuration;
use crate::message;
use crate::output::Output;
use crate::place::Place;
use anyhow::{Context, Result, anyhow, bail};
use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};
use onrecord_store::account::password::{Hashed, hashed};
use onrecord_store::account::token::{self, Scope, issue};
use onrecord_store::account::{Role, Unchanged, create, disable, find, list, set_password};
use onrecord_store::answering::letter::moment;
use onrecord_store::answering::retention::sweep_out;
use onrecord_store::machine::now;
use onrecord_store::post::Post;
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
    /// List the tokens, without themselves
    Tokens,
    /// Let the tokens of an account that are called so hold no longer
    Revoke {
        /// The account
        name: String,
        /// What they are called
        #[arg(long)]
        label: String,
    },
    /// Let go what the settings no longer keep, and send again the letters that did not leave; `serve` does it
    /// every hour
    Sweep,
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
        Task::Tokens => {
            let store = admin.place.open(&configuration)?;
            for one in store.database().read(token::list)? {
                let state = match one.revoked {
                    Some(at) => format!("revoked {}", moment(at)),
                    None => format!("holds until {}", moment(one.expires)),
                };
                let (account, label) = (one.account, one.label);
                output.write(&format!("{account}\t{label}\t{}\t{state}\n", one.scopes))?;
            }
        }
        Task::Revoke { name, label } => {
            let store = admin.place.open(&configuration)?;
            let n_revoked = store.database().write(|engine| {
                let account = find(engine, name)?.ok_or(Unchanged::Missing(name.clone()))?;
                Ok::<_, Unchanged>(token::revoke(engine, &account.id, label, now())?)
            })?;
            if n_revoked == 0 {
                bail!("{name} has no token that holds and is called {label}");
            }
            message::say(&format!("{label}: {n_revoked} revoked"));
        }
        Task::Sweep => {
            let store = admin.place.open(&configuration)?;
            let settings = &configuration.reply;
            let swept = sweep_out(store.database(), settings, now())?;
            message::say(&swept.to_string());
            let post = Post::open(&configuration.mail, store.folder())?;
            if let Some(line) = told(&post.send_again(now())?) {
                message::say(&line);
            }
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
