//! The policies that can be asked for by name.

use crate::configuration::{Pack, Taken};
use anyhow::{Context, Result, bail};
use onrecord::verdict::code::Code;
use onrecord::verdict::policy::{Level, Policy};
use std::collections::BTreeMap;

/// The names of the built-in policies: the four kinds, then the houses.
pub(crate) fn names() -> Vec<&'static str> {
    Policy::built_in().iter().map(|policy| policy.name.as_str()).collect()
}

/// The policy called `name`: one of the house's `packs`, or a built-in one.
pub(crate) fn named(name: &str, packs: &BTreeMap<String, Pack>) -> Result<Policy> {
    let Some(pack) = packs.get(name) else {
        return Policy::named(name).with_context(|| {
            let mut known: Vec<&str> = names();
            known.extend(packs.keys().map(String::as_str));
            format!("no policy is called {name:?}; there are {}", known.join(", "))
        });
    };
    let Some(base) = Policy::named(&pack.extends) else {
        let known = names();
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
