//! Speakers as persons: direct and mixed quotations drawn with a seed, printed to be judged by reading,
//! and the judgements in `eval/judgements/speakers.tsv` scored. A row holds the text's id, where the
//! content begins and ends in code points, and the speaker's name as the text gives it ("-" for none).

use crate::polnear::Scored;
use crate::polnear::annotation::Points;
use crate::polnear::corpus::Text;
use crate::polnear::kind::ContentKind;
use crate::sample::Draw;
use anyhow::{Context, Result};
use onrecord::attribution::{Attribution, attribute};
use onrecord::document;
use onrecord::document::origin::{DocumentKind, Origin};
use onrecord::quotation::extract;
use onrecord::text::lines::Lines;
use onrecord_model::Model;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// Another number draws other quotations.
const SEED: u64 = 15;

/// One gold quotation and what is given as its speaker.
#[derive(Debug)]
pub struct Drawn<'a> {
    /// The text it stands in.
    pub text: &'a Text,
    /// The content, from its first to its last code point.
    pub place: Points,
    /// Our speaker's name; `None` where it is unclear or the quotation was not found.
    pub speaker: Option<String>,
    why: String,
}

/// Draws `n` direct and mixed gold quotations of `scored`.
#[must_use]
pub fn draw<'a>(scored: &[Scored<'a>], n: usize) -> Vec<Drawn<'a>> {
    let all: Vec<(usize, usize)> = scored
        .iter()
        .enumerate()
        .flat_map(|(text, scored)| {
            let quoted = scored.gold.iter().enumerate();
            let quoted = quoted.filter(|(_, gold)| gold.kind != ContentKind::Indirect);
            quoted.map(move |(gold, _)| (text, gold)).collect::<Vec<_>>()
        })
        .collect();
    let drawn = Draw::new(SEED).take(all, n);
    drawn.into_iter().map(|(text, gold)| look_up(&scored[text], gold)).collect()
}

fn look_up<'a>(scored: &Scored<'a>, gold: usize) -> Drawn<'a> {
    let text = scored.text;
    let parts = &scored.gold[gold].parts;
    let place = Points {
        start: parts.first().map_or(0, |part| part.start),
        end: parts.last().map_or(0, |part| part.end),
    };
    let pair = scored.pairs.iter().find(|pair| pair.gold == gold && pair.jaccard >= 0.5);
    let ours = pair.map(|pair| scored.predicted[pair.predicted].parts.clone());
    let found = ours.and_then(|ours| attribution(text, &ours));
    let (speaker, why) = match found {
        Some(found) => (found.speaker.map(|speaker| speaker.name), found.why),
        None => (None, "not found".to_owned()),
    };
    Drawn { text, place, speaker, why }
}

fn attribution(text: &Text, parts: &[Points]) -> Option<Attribution> {
    let model = Model::english();
    let lines = Lines::new(&text.text);
    let origin = Origin { name: format!("{}.txt", text.id) };
    let documents = document::read(text.text.as_bytes(), &origin, DocumentKind::Article);
    documents.iter().find_map(|document| {
        let all = attribute(model, document, extract(model, document));
        all.into_iter().find(|attribution| {
            let first = attribution.quotation.content.first();
            first.is_some_and(|first| {
                Some(lines.code_point_range(*first).0) == parts.first().map(|part| part.start)
            })
        })
    })
}

/// The drawn quotations with the words around them, for the terminal only.
#[must_use]
pub fn render(drawn: &[Drawn<'_>]) -> String {
    const AROUND: usize = 450;
    let mut out = String::new();
    for (at, drawn) in drawn.iter().enumerate() {
        let cut = |from: usize, to: usize| -> String {
            let chars = drawn.text.text.chars().skip(from).take(to.saturating_sub(from));
            chars.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let Points { start, end } = drawn.place;
        let content = cut(start, end);
        let short: String = content.chars().take(160).collect();
        let _ = writeln!(
            out,
            "#{at}\t{}\t{start}\t{end}\n  OURS: {} ({})\n  …{} [[{short}]] {}…",
            drawn.text.id,
            drawn.speaker.as_deref().unwrap_or("?"),
            drawn.why,
            cut(start.saturating_sub(AROUND), start),
            cut(end, end + 160),
        );
    }
    out
}

/// Judged quotations: right, wrong, unclear.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Judged {
    /// The judged name.
    pub n_right: usize,
    /// Another.
    pub n_wrong: usize,
    /// None.
    pub n_unclear: usize,
}

/// Scores the judgements in `eval/judgements/speakers.tsv` that `drawn` holds.
///
/// # Errors
/// When the file cannot be read.
pub fn judge(drawn: &[Drawn<'_>]) -> Result<Judged> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../eval/judgements/speakers.tsv");
    let text = std::fs::read_to_string(&path).context("reading eval/judgements/speakers.tsv")?;
    let mut names: BTreeMap<(String, usize, usize), String> = BTreeMap::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, start, end, name] = fields.as_slice() else { continue };
        let (Ok(start), Ok(end)) = (start.parse(), end.parse()) else { continue };
        names.insert(((*id).to_owned(), start, end), (*name).to_owned());
    }
    let mut judged = Judged::default();
    for drawn in drawn {
        let key = (drawn.text.id.clone(), drawn.place.start, drawn.place.end);
        let Some(name) = names.get(&key) else { continue };
        match &drawn.speaker {
            None if name == "-" => judged.n_right += 1,
            None => judged.n_unclear += 1,
            Some(ours) if ours.eq_ignore_ascii_case(name) => judged.n_right += 1,
            Some(_) => judged.n_wrong += 1,
        }
    }
    Ok(judged)
}
