//! Speakers as persons: direct and mixed quotations drawn with a seed, printed to be judged by reading,
//! and the judgements in `eval/judgements/speakers.tsv` scored. A row holds the text's id, where the
//! content begins and ends in code points, and the speaker's name as the text gives it ("-" for none;
//! `|` between names that are equally right).

use crate::floors::Scores;
use crate::polnear::annotation::Points;
use crate::polnear::corpus::Text;
use crate::polnear::kind::ContentKind;
use crate::polnear::silver::{HeadSort, Likeness, Silver};
use crate::polnear::{Scored, score, score_with};
use crate::sample::Draw;
use anyhow::{Context, Result};
use onrecord::attribution::people::People;
use onrecord::attribution::{Attribution, attribute_read};
use onrecord::document;
use onrecord::document::origin::{DocumentKind, Origin};
use onrecord::quotation::extract_read;
use onrecord::text::lines::Lines;
use onrecord::text::span::Span;
use onrecord_model::Model;
use onrecord_model::syntax::analyser::Analyser;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

/// One gold quotation and what is given as its speaker.
#[derive(Debug)]
pub struct Drawn<'a> {
    /// The text it stands in.
    pub text: &'a Text,
    /// The content, from its first to its last code point.
    pub place: Points,
    /// Our speaker's name; `None` where it is unclear or the quotation was not found.
    pub speaker: Option<String>,
    /// What the parses say of the gold source.
    pub silver: Silver,
    why: String,
}

impl Drawn<'_> {
    /// How our speaker goes with the gold source.
    #[must_use]
    pub fn likeness(&self) -> Likeness {
        self.silver.likeness(self.speaker.as_deref())
    }
}

/// Draws `n` direct and mixed gold quotations of `texts`; another `seed` draws others.
#[must_use]
pub fn draw(texts: &[Text], n: usize, seed: u64) -> Vec<Drawn<'_>> {
    let mut all: Vec<(usize, usize, usize)> = Vec::new();
    for (text_idx, text) in texts.iter().enumerate() {
        let one = score_with(std::slice::from_ref(text), |_| Vec::new());
        for (annotation, scored) in one.iter().enumerate() {
            let quoted = scored.gold.iter().enumerate();
            let quoted = quoted.filter(|(_, gold)| gold.kind != ContentKind::Indirect);
            all.extend(quoted.map(|(gold, _)| (text_idx, annotation, gold)));
        }
    }
    let drawn = Draw::new(seed).take(all, n);
    let mut read: BTreeMap<usize, (Vec<Scored<'_>>, Vec<Ours>)> = BTreeMap::new();
    drawn
        .into_iter()
        .filter_map(|(text_idx, annotation, gold)| {
            let text = &texts[text_idx];
            let (scored, ours) = read
                .entry(text_idx)
                .or_insert_with(|| (score(std::slice::from_ref(text)), attributed(text)));
            look_up(scored.get(annotation)?, gold, ours)
        })
        .collect()
}

/// Where the content of one of ours begins in code points, and whose it is.
type Ours = (usize, Attribution);

fn attributed(text: &Text) -> Vec<Ours> {
    let model = Model::english();
    let lines = Lines::new(&text.text);
    let origin = Origin { name: format!("{}.txt", text.id) };
    let documents = document::read(text.text.as_bytes(), &origin, DocumentKind::Article);
    let all = documents.iter().flat_map(|document| {
        let tokens = Analyser::english().analyse(&document.text);
        let quotations = extract_read(model, document, &tokens);
        attribute_read(model, document, &tokens, quotations, &People::default())
    });
    all.filter_map(|attribution| {
        let first = attribution.quotation.content.first()?;
        Some((lines.code_point_range(*first).0, attribution))
    })
    .collect()
}

fn look_up<'a>(scored: &Scored<'a>, gold: usize, ours: &[Ours]) -> Option<Drawn<'a>> {
    let text = scored.text;
    let content = &scored.gold[gold];
    let place = Points { start: content.parts.first()?.start, end: content.parts.last()?.end };
    let pair = scored.pairs.iter().find(|pair| pair.gold == gold && pair.jaccard >= 0.5);
    let start = pair.and_then(|pair| Some(scored.predicted[pair.predicted].parts.first()?.start));
    let found = ours.iter().find(|(begins, _)| Some(*begins) == start);
    let (speaker, why) = match found {
        Some((_, found)) => {
            let words = |span: Option<Span>| span.map_or("-", |span| span.of(&text.text));
            let (source, cue) = (words(found.quotation.source), words(found.quotation.cue));
            let why = format!("{}; source “{source}”, cue “{cue}”", found.why);
            (found.speaker.as_ref().map(|s| s.name.clone()), why)
        }
        None => (None, "not found".to_owned()),
    };
    let silver = Silver::of(text, text.parse.as_ref()?, &content.source);
    Some(Drawn { text, place, speaker, silver, why })
}

/// The drawn quotations with the words around them, for the terminal only.
#[must_use]
pub fn render(drawn: &[Drawn<'_>], names: &Names, is_shown: impl Fn(&Drawn<'_>) -> bool) -> String {
    const AROUND: usize = 600;
    let mut out = String::new();
    for (at, drawn) in drawn.iter().enumerate().filter(|(_, drawn)| is_shown(drawn)) {
        let cut = |from: usize, to: usize| -> String {
            let chars = drawn.text.text.chars().skip(from).take(to.saturating_sub(from));
            chars.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let Points { start, end } = drawn.place;
        let content = cut(start, end);
        let short: String = content.chars().take(160).collect();
        let _ = writeln!(
            out,
            "#{at}\t{}\t{start}\t{end}\n  OURS: {} ({})\n  JUDGED: {}\n  GOLD: {} {:?}\n  …{} [[{short}]] {}…",
            drawn.text.id,
            drawn.speaker.as_deref().unwrap_or("?"),
            drawn.why,
            drawn.judged_name(names).unwrap_or("not judged"),
            drawn.silver.words,
            drawn.silver.names,
            cut(start.saturating_sub(AROUND), start),
            cut(end, end + 300),
        );
    }
    out
}

/// How many of `drawn` go with the gold source, by the sort of its head.
#[must_use]
pub fn table(drawn: &[Drawn<'_>]) -> String {
    let mut out = format!("{:<14}", "gold head");
    for (name, _) in Likeness::ALL {
        let _ = write!(out, "{name:>10}");
    }
    out.push('\n');
    for (name, sort) in HeadSort::ALL {
        let _ = write!(out, "{name:<14}");
        for (_, likeness) in Likeness::ALL {
            let is_one = |d: &&Drawn<'_>| d.silver.sort == sort && d.likeness() == likeness;
            let _ = write!(out, "{:>10}", drawn.iter().filter(is_one).count());
        }
        out.push('\n');
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

impl Judged {
    /// The shares by the names of their floors.
    #[must_use]
    pub fn scores(self) -> Scores {
        let n_judged = (self.n_right + self.n_wrong + self.n_unclear).max(1);
        let share = |n: usize| n as f64 / n_judged as f64;
        Scores::from([("right", share(self.n_right)), ("max_wrong", share(self.n_wrong))])
    }
}

/// The judged names, by text and place.
pub type Names = BTreeMap<(String, usize, usize), String>;

/// Reads the judgements in `eval/judgements/speakers.tsv`.
///
/// # Errors
/// When the file cannot be read.
pub fn judged_names() -> Result<Names> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../eval/judgements/speakers.tsv");
    let text = std::fs::read_to_string(&path).context("reading eval/judgements/speakers.tsv")?;
    let mut names = Names::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, start, end, name] = fields.as_slice() else { continue };
        let (Ok(start), Ok(end)) = (start.parse(), end.parse()) else { continue };
        names.insert(((*id).to_owned(), start, end), (*name).to_owned());
    }
    Ok(names)
}

/// How a speaker goes with the judged name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judgement {
    /// The judged name, or none where none is given.
    Right,
    /// Another.
    Wrong,
    /// None, where the text gives one.
    Unclear,
}

impl Drawn<'_> {
    fn judged_name<'n>(&self, names: &'n Names) -> Option<&'n str> {
        let key = (self.text.id.clone(), self.place.start, self.place.end);
        names.get(&key).map(String::as_str)
    }

    /// What `names` say of it; `None` where they do not hold it.
    #[must_use]
    pub fn judgement(&self, names: &Names) -> Option<Judgement> {
        let names = self.judged_name(names)?;
        Some(match &self.speaker {
            None if names == "-" => Judgement::Right,
            None => Judgement::Unclear,
            Some(ours) if names.split('|').any(|name| ours.eq_ignore_ascii_case(name)) => {
                Judgement::Right
            }
            Some(_) => Judgement::Wrong,
        })
    }
}

/// Scores the `drawn` that `names` hold. A place counts once, however many annotators marked it.
#[must_use]
pub fn judge(drawn: &[Drawn<'_>], names: &Names) -> Judged {
    let mut judged = Judged::default();
    let mut places = BTreeSet::new();
    let drawn = drawn.iter().filter(|drawn| {
        places.insert((drawn.text.id.as_str(), drawn.place.start, drawn.place.end))
    });
    for judgement in drawn.filter_map(|drawn| drawn.judgement(names)) {
        match judgement {
            Judgement::Right => judged.n_right += 1,
            Judgement::Wrong => judged.n_wrong += 1,
            Judgement::Unclear => judged.n_unclear += 1,
        }
    }
    judged
}
