//! A question printed as a statement, or a statement as a question: the mark at a sentence's end.

use crate::matching::alignment::StepKind;
use crate::verdict::code::Code;
use crate::verdict::gap::has_ellipsis;
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::{Scene, Side};

/// The rule.
pub const RULE: Rule = Rule { name: "question", codes: &[Code::Question], find };

/// Whether the quotation is a stretch of a sentence of the article's: it opens in lower case.
fn is_stretch(scene: &Scene) -> bool {
    let first = scene.pairs.iter().find(|pair| !pair.content.is_empty());
    let word = first.map_or("", |pair| pair.content.of(&scene.document.text));
    word.starts_with(char::is_lowercase)
}

/// Whether the sentence that ends with pair `at` asks by the order of its words, in both texts: who
/// writes it down chooses the mark.
fn asks(scene: &Scene, at: usize) -> bool {
    const OPENERS: [&str; 29] = [
        "who", "what", "where", "when", "why", "how", "which", "whose", "do", "does", "did", "is",
        "are", "was", "were", "am", "can", "could", "will", "would", "shall", "should", "may",
        "might", "must", "have", "has", "had", "whom",
    ];
    let ends = |at: usize| scene.printed_marks(at).1.contains(['.', '?', '!']);
    let start = (0..at).rev().find(|before| ends(*before)).map_or(0, |before| before + 1);
    let words = (start..at).filter_map(|at| scene.pairs.get(at));
    let mut words = words.filter(|pair| {
        !pair.printed.is_empty()
            && !matches!(pair.printed.as_str(), "and" | "but" | "so" | "or" | "now")
    });
    let first = words.next();
    // "Don't you want it.": without its mark it reads as an order or a denial.
    let is_negated = words.next().is_some_and(|second| second.printed == "not");
    !is_negated
        && first.is_some_and(|first| {
            first.kind == StepKind::Same && OPENERS.contains(&first.printed.as_str())
        })
}

/// "…, okay?": the pairs up to `at` are a tag behind a comma, which asks for nothing but a nod.
fn is_tag(scene: &Scene, at: usize) -> bool {
    (at.saturating_sub(2)..=at).any(|start| {
        let tag: Vec<&str> = (start..=at).map(|at| scene.word(Side::Said, at)).collect();
        let is_filler =
            scene.wording.fillers.get(&tag.join(" ")).is_some_and(|kind| kind != "joiner");
        is_filler && scene.said_marks(start).0.contains(',')
    })
}

/// Captions have no marks that could be compared.
fn find(scene: &Scene) -> Vec<Claim> {
    if scene.is_captions() {
        return Vec::new();
    }
    let mut claims = Vec::new();
    for (at, pair) in scene.pairs.iter().enumerate() {
        let next = scene.pairs.get(at + 1);
        let is_inside_word = next.is_some_and(|next| next.passage == pair.passage);
        if pair.kind != StepKind::Same || is_inside_word {
            continue;
        }
        let (_, said) = scene.said_marks(at);
        let (_, printed) = scene.printed_marks(at);
        if has_ellipsis(said) || has_ellipsis(printed) {
            continue;
        }
        // The stop behind a stretch that the article puts into its own sentence is the article's.
        let is_last = scene
            .pairs
            .get(at + 1..)
            .is_none_or(|rest| rest.iter().all(|pair| pair.content.is_empty()));
        if (is_last && is_stretch(scene)) || asks(scene, at) || is_tag(scene, at) {
            continue;
        }
        let is_question = |marks: &str| marks.contains('?');
        let is_statement = |marks: &str| marks.contains(['.', '!']) && !marks.contains('?');
        let sentence = match (is_question(printed), is_question(said)) {
            (false, true) if is_statement(printed) => {
                "a question in the record ends as a statement"
            }
            (true, false) if is_statement(said) => "a statement in the record ends as a question",
            _ => continue,
        };
        let (content, passage) = scene.spans(&[at]);
        claims.push(Claim::new(Code::Question, content, passage, sentence.to_owned()));
    }
    claims
}
