//! The gate's words on the command line. Arguments in, a table to standard output.

use crate::syntax::{boundaries, silver, speed};
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
    let (tokens, sentences) = boundaries::measure(analyser, &texts);
    println!("tokens F1     {:.4}  {tokens:?}", tokens.f1());
    println!("sentences F1  {:.4}  {sentences:?}", sentences.f1());
    for (step, micros) in speed::measure(analyser, &texts, 5) {
        println!("{step:<12}  {micros:.3} µs a token");
    }
    Ok(())
}
