//! The gate's words on the command line. Arguments in, a table to standard output.

use crate::syntax::{score, silver, speed, table, treebank};
use anyhow::{Result, bail};
use onrecord_model::syntax::analyser::Analyser;

/// Runs the gate on `arguments` and prints what it measured.
///
/// # Errors
/// Names the argument that is not known, or the file of the corpus that cannot be read.
pub fn run(arguments: &[String]) -> Result<()> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let [compartment @ ("dev" | "train")] = words.as_slice() else {
        bail!("usage: syntax dev|train");
    };
    let texts = silver::read(compartment)?;
    let analyser = Analyser::english();
    let score = score::measure(analyser, &texts);
    let by_hand = score::tags(analyser, &treebank::read()?);
    let speeds = speed::measure(analyser, &texts, 5);
    print!("{}", table::render(&table::scores(&score, &by_hand), &speeds));
    Ok(())
}
