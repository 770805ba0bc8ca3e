//! The tree as a graph for Graphviz. A view in, DOT out; every name and word is a quoted string.

use onrecord::chain::phrase::hop;
use onrecord::report::visible::flat;
use onrecord_store::reading::chain::{ChainView, MadeFrom};
use std::fmt::Write;

/// Letters of the words in a node.
const WORDS: usize = 60;

/// The graph; replies stand in the nodes of the reports that they answer.
pub(crate) fn graph(view: &ChainView) -> String {
    let mut out = format!("digraph {} {{\n  node [shape=box];\n", quoted(view.told.id()));
    if view.said.is_some() {
        let _ = writeln!(out, "  said [label={}];", quoted(&cut(view.told.words())));
    }
    for (at, one) in view.hops.iter().enumerate() {
        let mut label = format!("{}\n{}\n“{}”", one.who(), one.when(), cut(&one.words));
        for finding in &one.findings {
            let _ = write!(label, "\n{}", finding.phrase());
            for reply in finding.replies() {
                let _ = write!(label, "\n{} replied: {}", reply.name, reply.text);
            }
        }
        let _ = writeln!(out, "  h{at} [label={}];", quoted(&label));
        let from = match one.from {
            MadeFrom::Utterance => "said".to_owned(),
            MadeFrom::Report(parent) => format!("h{parent}"),
            MadeFrom::Unknown => continue,
        };
        let mut label = hop(one.hop).to_owned();
        for told in one.changes.iter().map(|change| &change.sentence).chain(&one.reasons) {
            let _ = write!(label, "\n{told}");
        }
        let style = if one.is_sure { "solid" } else { "dashed" };
        let _ = writeln!(out, "  {from} -> h{at} [label={}, style={style}];", quoted(&label));
    }
    for (at, reply) in view.told.replies().iter().enumerate() {
        let label = format!("{} replied: {}", reply.name, reply.text);
        let _ = writeln!(out, "  r{at} [label={}, shape=note];", quoted(&label));
    }
    out.push_str("}\n");
    out
}

fn cut(words: &str) -> String {
    if words.chars().count() <= WORDS {
        return words.to_owned();
    }
    words.chars().take(WORDS).chain(['…']).collect()
}

/// A string of DOT: lines are parted by `\n`, no other backslash is left.
fn quoted(text: &str) -> String {
    let lines = text.lines().map(|line| flat(line).replace('\\', "\\\\").replace('"', "\\\""));
    format!("\"{}\"", lines.collect::<Vec<_>>().join("\\n"))
}

#[cfg(test)]
mod tests {
    use crate::commands::trace::dot::quoted;
    use onrecord::report::visible::flat;

    #[test]
    fn no_text_ends_its_string() {
        let last = flat("c\u{1b}[31m");
        assert_eq!(quoted("a \"b\" \\\nc\u{1b}[31m"), format!("\"a \\\"b\\\" \\\\\\n{last}\""));
        assert!(!last.contains('\u{1b}'));
    }
}
