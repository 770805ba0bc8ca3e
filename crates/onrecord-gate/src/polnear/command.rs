//! The gate's words on the command line. Arguments in, tables to standard output.

use crate::polnear::errors::{Choice, ErrorClass};
use crate::polnear::kind::ContentKind;
use crate::polnear::silver::Likeness;
use crate::polnear::{corpus, errors, numbers, score, speakers, table};
use anyhow::{Context, Result, bail};

const USAGE: &str = "polnear dev|train [--errors N] [--class missed|spurious|extent|source] \
                     [--kind direct|mixed|indirect] [--seed N] · polnear numbers · polnear lost · \
                     polnear speakers dev|train [N [SEED [alike|unlike|unclear|none|missed]]]";

/// Runs the gate on `arguments` and prints what it measured.
///
/// # Errors
/// Names the argument that is not known, or the file of the corpus that cannot be read.
#[expect(clippy::print_stdout, reason = "a gate prints its table")]
pub fn run(arguments: &[String]) -> Result<()> {
    let Some((compartment, rest)) = arguments.split_first() else { bail!("usage: {USAGE}") };
    match compartment.as_str() {
        "numbers" => {
            print!("{}", numbers::render(&numbers::count()?));
            return Ok(());
        }
        "lost" => {
            let texts = corpus::read("dev")?;
            print!("{}", errors::lost(&score(&texts)));
            return Ok(());
        }
        "speakers" => return speakers_of(rest),
        "dev" | "train" => {}
        other => bail!("no compartment is called {other}; usage: {USAGE}"),
    }
    let choice = read_choice(rest)?;
    let texts = corpus::read(compartment)?;
    let scored = score(&texts);
    print!("{}", table::render(compartment, &scored));
    if choice.n_errors > 0 {
        print!("{}", errors::render(&scored, &choice));
    }
    Ok(())
}

/// Prints the drawn quotations and how their speakers were judged.
#[expect(clippy::print_stdout, reason = "a gate prints its table")]
fn speakers_of(arguments: &[String]) -> Result<()> {
    let Some(compartment) = arguments.first() else { bail!("usage: {USAGE}") };
    let n = arguments.get(1).map_or(Ok(150), |n| n.parse()).context("N is a number")?;
    let seed = arguments.get(2).map_or(Ok(15), |n| n.parse()).context("SEED is a number")?;
    let only = arguments.get(3).map(String::as_str);
    let texts = corpus::read(compartment)?;
    let drawn = speakers::draw(&texts, n, seed);
    let named = |d: &speakers::Drawn<'_>| Likeness::ALL.iter().find(|(_, l)| *l == d.likeness());
    let names = speakers::judged_names()?;
    let is_shown = |drawn: &speakers::Drawn<'_>| {
        if only == Some("missed") {
            return drawn.judgement(&names).is_some_and(|j| j != speakers::Judgement::Right);
        }
        only.is_none_or(|only| named(drawn).is_some_and(|(name, _)| *name == only))
    };
    print!("{}", speakers::render(&drawn, &names, is_shown));
    print!("{}", speakers::table(&drawn));
    let judged = speakers::judge(&drawn, &names);
    println!(
        "{} right, {} wrong, {} unclear, of {} judged",
        judged.n_right,
        judged.n_wrong,
        judged.n_unclear,
        judged.n_right + judged.n_wrong + judged.n_unclear
    );
    Ok(())
}

fn read_choice(arguments: &[String]) -> Result<Choice> {
    let mut choice = Choice { n_errors: 0, seed: 1, kind: None, class: None };
    for pair in arguments.chunks(2) {
        let [name, value] = pair else { bail!("{} wants a value; usage: {USAGE}", pair[0]) };
        match name.as_str() {
            "--errors" => choice.n_errors = value.parse().context("--errors wants a number")?,
            "--seed" => choice.seed = value.parse().context("--seed wants a number")?,
            "--kind" => {
                choice.kind = Some(match value.as_str() {
                    "direct" => ContentKind::Direct,
                    "mixed" => ContentKind::Mixed,
                    "indirect" => ContentKind::Indirect,
                    other => bail!("no kind is called {other}; usage: {USAGE}"),
                });
            }
            "--class" => {
                let class = ErrorClass::ALL.iter().find(|(name, _)| name == value);
                let Some((_, class)) = class else {
                    bail!("no class is called {value}; usage: {USAGE}");
                };
                choice.class = Some(*class);
            }
            other => bail!("no option is called {other}; usage: {USAGE}"),
        }
    }
    Ok(choice)
}
