//! Words changed, dropped or added that no other rule names.

use crate::verdict::code::Code;
use crate::verdict::difference::Difference;
use crate::verdict::policy::Level;
use crate::verdict::rules::{Rule, Scene};

/// The rule.
pub const RULE: Rule = Rule { name: "word", find };

fn find(scene: &Scene) -> Vec<Difference> {
    let differences = scene.changes.iter().map(|change| {
        let printed = change.content.of(&scene.document.text);
        let said = change.passage.of(&scene.record.text);
        let (code, sentence) = match (printed.is_empty(), said.is_empty()) {
            (true, _) => (Code::WordDropped, format!("\"{said}\" is in the record")),
            (_, true) => (Code::WordAdded, format!("\"{printed}\" is not in the record")),
            _ => (Code::WordChanged, format!("\"{printed}\" here, \"{said}\" in the record")),
        };
        Difference {
            code,
            content: change.content,
            passage: change.passage,
            level: Level::Off,
            sentence,
            caveat: None,
        }
    });
    differences.collect()
}
