//! GUM: pronouns labelled by hand.

use crate::instance::{Instance, by_place, labelled};
use crate::reading::Article;
use anyhow::{Context, Result};
use flate2::read::MultiGzDecoder;
use onrecord::attribution::resolver::{Among, By, Learned};
use onrecord::text::span::Span;
use onrecord_gate::shared::shared;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;

/// Every fifth text is held out.
const HELD_OUT: usize = 5;

/// A text and what is labelled in it.
#[derive(Debug)]
pub(crate) struct Text {
    article: Article,
    /// The entities of the mentions whose heads begin at a byte of the corpus' text, the widest first.
    heads: Heads,
    is_held_out: bool,
}

type Heads = BTreeMap<usize, Vec<String>>;

/// A token of the sentence being read.
struct Token {
    start: usize,
    head: usize,
}

/// The corpus, read for the weights that go `by`.
pub(crate) fn texts(by: By) -> Result<Vec<Text>> {
    let path = shared("gum")?.join("gum-academic-bio-court-voyage.conllu.gz");
    let file = File::open(&path).with_context(|| format!("opening {}", path.display()))?;
    let mut conllu = String::new();
    MultiGzDecoder::new(file).read_to_string(&mut conllu).context("reading GUM")?;
    let parts = conllu.split("# newdoc id = ").skip(1).enumerate();
    let read = parts.filter_map(|(at, part)| {
        let (text, heads) = text_of(part);
        let title = part.lines().find_map(|line| line.strip_prefix("# meta::title = "));
        let article = Article::read(by, at, title.unwrap_or(""), &text)?;
        Some(Text { article, heads, is_held_out: at % HELD_OUT == 0 })
    });
    Ok(read.collect())
}

/// Every third-person pronoun of the corpus; beside them those with several of its gender.
pub(crate) fn instances(texts: &[Text], learned: &Learned) -> (Vec<Instance>, Vec<Instance>) {
    let mut found = Vec::new();
    let mut ambiguous = Vec::new();
    for Text { article, heads, is_held_out } in texts {
        let shift = article.shift;
        for pronoun in article.pronouns(learned, Among::Agreeing) {
            let at_gold = pronoun.span.start().checked_sub(shift);
            let Some(entity) = at_gold.and_then(|at| heads.get(&at)?.last()) else { continue };
            let is_right = |names: &[Span]| {
                names.iter().filter(|name| name.start() >= shift).any(|name| {
                    let mut heads = heads.range(name.start() - shift..name.end() - shift);
                    heads.any(|(_, entities)| entities.contains(entity))
                })
            };
            found.push(labelled(&pronoun, *is_held_out, is_right));
            ambiguous.extend(by_place(&pronoun, *is_held_out, is_right));
        }
    }
    (found, ambiguous)
}

/// The text of a document of the corpus, put together from its tokens, and its mentions.
fn text_of(part: &str) -> (String, Heads) {
    let (mut text, mut heads) = (String::new(), Heads::new());
    // Mentions may not cross sentences; open ones are of the sentence being read.
    let mut open: Vec<(String, usize)> = Vec::new();
    let mut closed: Vec<(String, usize, usize)> = Vec::new();
    let mut tokens: Vec<Token> = Vec::new();
    for line in part.lines() {
        if line.starts_with("# newpar") && !line.starts_with("# newpar_block") {
            let end = text.trim_end().len();
            text.truncate(end);
            if end > 0 {
                text.push_str("\n\n");
            }
        }
        if line.is_empty() {
            for (entity, first, last) in closed.drain(..) {
                let inside = first..=last;
                let head = inside.clone().find(|at| {
                    tokens.get(*at).is_some_and(|t| t.head == 0 || !inside.contains(&(t.head - 1)))
                });
                if let Some(token) = head.and_then(|head| tokens.get(head)) {
                    heads.entry(token.start).or_default().push(entity);
                }
            }
            open.clear();
            tokens.clear();
        }
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, form, .., misc] = fields.as_slice() else { continue };
        if id.parse::<usize>().is_err() {
            continue;
        }
        let at = tokens.len();
        let head = fields.get(6).and_then(|head| head.parse().ok()).unwrap_or(0);
        tokens.push(Token { start: text.len(), head });
        text.push_str(form);
        if !misc.contains("SpaceAfter=No") {
            text.push(' ');
        }
        let entity = misc.split('|').find_map(|field| field.strip_prefix("Entity="));
        read_entities(entity.unwrap_or(""), at, &mut open, &mut closed);
    }
    (text, heads)
}

/// `(1-person-…(2-place-…)` opens two mentions and closes the second; `1)` closes the first.
fn read_entities(
    field: &str,
    at: usize,
    open: &mut Vec<(String, usize)>,
    closed: &mut Vec<(String, usize, usize)>,
) {
    let mut rest = field;
    while !rest.is_empty() {
        if let Some(opened) = rest.strip_prefix('(') {
            let end = opened.find(['(', ')']).unwrap_or(opened.len());
            let id = opened.split('-').next().unwrap_or("").trim_end_matches(')').to_owned();
            rest = opened.get(end..).unwrap_or("");
            if let Some(after) = rest.strip_prefix(')') {
                closed.push((id, at, at));
                rest = after;
            } else {
                open.push((id, at));
            }
            continue;
        }
        let Some(end) = rest.find(')') else { break };
        let id = rest.get(..end).unwrap_or("");
        if let Some(found) = open.iter().rposition(|(known, _)| known == id) {
            let (id, first) = open.remove(found);
            closed.push((id, first, at));
        }
        rest = rest.get(end + 1..).unwrap_or("");
    }
}
