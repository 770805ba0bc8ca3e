//! The policies that can be asked for by name.

use crate::configuration::{Pack, Taken};
use anyhow::{Context, Result, bail};
use onrecord::verdict::code::Code;
use onrecord::verdict::policy::{Level, Policy};
use std::collections::BTreeMap;

/// The names of the built-in policies: the four kinds, then the houses.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    Policy::built_in().iter().map(|policy| policy.name.as_str())
}

/// The policy called `name`: one of the house's `packs`, or a built-in one.
pub(crate) fn named(name: &str, packs: &BTreeMap<String, Pack>) -> Result<Policy> {
    let Some(pack) = packs.get(name) else {
        return Policy::named(name).with_context(|| {
            let own = packs.keys().map(String::as_str);
            let known: Vec<&str> = names().chain(own).collect();
            format!("no policy is called {name:?}; there are {}", known.join(", "))
        });
    };
    let Some(base) = Policy::named(&pack.extends) else {
        let known: Vec<&str> = names().collect();
        let base = &pack.extends;
        bail!("policy {name:?} extends {base:?}; built in are {}", known.join(", "))
    };
    let levels = pack.levels.iter().map(|(word, taken)| {
        let code = Code::find(word).with_context(|| {
            format!("policy {name:?}: {word:?} is no code; `onrecord explain --list` lists them")
        })?;
        Ok((code, level(*taken)))
    });
    Ok(base.extend(name, &levels.collect::<Result<Vec<_>>>()?, pack.splice_words))
}

fn level(taken: Taken) -> Level {
    match taken {
        Taken::Off => Level::Off,
        Taken::Note => Level::Note,
        Taken::Warning => Level::Warning,
        Taken::Error => Level::Error,
    }
}
