//! The policies that can be asked for by name.

use crate::configuration::Pack;
use anyhow::{Result, bail};
use onrecord::verdict::policy::Policy;
use std::collections::BTreeMap;

/// The names of the built-in policies.
pub(crate) const NAMES: [&str; 4] = ["verbatim", "cleaned", "authorised", "legal"];

/// The policy called `name`: one of the house's `packs`, or a built-in one.
pub(crate) fn named(name: &str, packs: &BTreeMap<String, Pack>) -> Result<Policy> {
    if NAMES.contains(&name) {
        return Ok(Policy { name: name.to_owned() });
    }
    if packs.contains_key(name) {
        bail!("policy {name:?}: packs of a house are not read");
    }
    let mut known: Vec<&str> = NAMES.to_vec();
    known.extend(packs.keys().map(String::as_str));
    bail!("no policy is called {name:?}; there are {}", known.join(", "))
}
