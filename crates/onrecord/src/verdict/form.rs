//! How a word that both texts have differs in its letters. A pair of equal folded words in, the code
//! of the harmless difference out.

use crate::matching::alignment::StepKind;
use crate::verdict::code::Code;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::Scene;

/// The claims for `code` among the words that both texts have: one a run of words.
#[must_use]
pub fn claims(scene: &Scene, code: Code) -> Vec<Claim> {
    let runs = scene.runs_of(|at| form(scene, at) == Some(code));
    runs.into_iter().map(|run| scene.claim(code, run.collect())).collect()
}

fn form(scene: &Scene, at: usize) -> Option<Code> {
    let pair = scene.pairs.get(at).filter(|pair| pair.kind == StepKind::Same)?;
    let printed = pair.content.of(&scene.document.text);
    let said = pair.passage.of(&scene.record.text);
    if printed == said {
        return None;
    }
    let (lower, said_lower) = (plain(printed), plain(said));
    if lower == said_lower {
        let shouts = |text: &str| text.len() > 1 && text.chars().all(|c| !c.is_lowercase());
        let is_case_of_source = scene.is_captions() || shouts(said);
        let differs = printed.replace('’', "'") != said.replace('’', "'");
        return (differs && !is_case_of_source).then_some(Code::Typography);
    }
    if is_masked(&scene.document.text, pair.content.end()) {
        return Some(Code::Masking);
    }
    let is_short = |text: &str| {
        text.contains('\'')
            || matches!(text, "cannot" | "gonna" | "wanna" | "gotta" | "gimme" | "lemme" | "kinda")
    };
    if is_short(&lower) || is_short(&said_lower) {
        return Some(Code::Contraction);
    }
    let is_numeral = |text: &str| {
        text.contains(|c: char| c.is_ascii_digit() || matches!(c, '%' | '$' | '€' | '£'))
            || scene.wording.numerals.contains(text)
            || scene.wording.units.contains(text)
            || text.contains(char::is_whitespace)
    };
    match is_numeral(&lower) || is_numeral(&said_lower) {
        true => Some(Code::NumberFormat),
        false => Some(Code::Spelling),
    }
}

/// Whether letters after byte `at` are masked: "s***".
fn is_masked(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("");
    let after = text.get(at..).unwrap_or("");
    after.starts_with(['*', '█']) || before.ends_with(['*', '█']) || after.starts_with("--")
}

fn plain(text: &str) -> String {
    let invisible = ['\u{AD}', '\u{200B}', '\u{200C}', '\u{200D}', '\u{2060}'];
    let folded = text.replace(['’', 'ʼ', '‘'], "'").to_lowercase();
    folded.chars().filter(|c| !invisible.contains(c)).collect()
}
