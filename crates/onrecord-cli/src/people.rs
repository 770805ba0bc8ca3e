//! `people.toml`: the persons whom a house writes about, one `[[person]]` each. The file in, the list
//! out; what it says wrongly is an error with its line.

use crate::configuration::line;
use anyhow::{Context, Result, anyhow, bail};
use onrecord::attribution::people::{Known, People, PronounOf};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::PathBuf;
use toml::Spanned;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    person: Vec<Spanned<Entry>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    wikidata: Option<String>,
    #[serde(default)]
    ids: BTreeMap<String, String>,
    pronoun: Option<Pronoun>,
    #[serde(default)]
    titles: Vec<String>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Pronoun {
    She,
    He,
    They,
}

/// Reads the list at `path`; the empty one where no path is given.
pub(crate) fn read(path: Option<&PathBuf>) -> Result<People> {
    let Some(path) = path else { return Ok(People::default()) };
    let name = path.display();
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {name}"))?;
    let file: File = toml::from_str(&text).map_err(|error| {
        let line = line(&text, error.span().unwrap_or(0..0));
        let message = error.message().trim();
        anyhow!(
            "{name}:{line}: {message}; a [[person]] has name, aliases, wikidata, ids, pronoun \
             (she, he, they) and titles"
        )
    })?;
    let mut lines: BTreeMap<String, usize> = BTreeMap::new();
    let mut known = Vec::new();
    for entry in file.person {
        let line = line(&text, entry.span());
        let entry = entry.into_inner();
        for name_of in std::iter::once(&entry.name).chain(&entry.aliases) {
            if name_of.trim().is_empty() {
                bail!("{name}:{line}: a name is empty; write the name in full");
            }
            if let Some(earlier) = lines.insert(name_of.to_lowercase(), line) {
                bail!(
                    "{name}:{line}: {name_of:?} stands in line {earlier} too; a name may mean one \
                     person only"
                );
            }
        }
        let mut ids = entry.ids;
        if let Some(wikidata) = entry.wikidata {
            let number = wikidata.strip_prefix('Q').unwrap_or("");
            if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
                bail!("{name}:{line}: {wikidata:?} is no Wikidata id; write \"Q\" and a number");
            }
            ids.insert("wikidata".to_owned(), wikidata);
        }
        known.push(Known {
            name: entry.name,
            aliases: entry.aliases,
            ids,
            pronoun: entry.pronoun.map(|pronoun| match pronoun {
                Pronoun::She => PronounOf::She,
                Pronoun::He => PronounOf::He,
                Pronoun::They => PronounOf::They,
            }),
            titles: entry.titles,
        });
    }
    Ok(People::new(known))
}
