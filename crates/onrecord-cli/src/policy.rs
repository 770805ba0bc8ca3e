//! The policies that can be asked for by name: the built-in ones, and those of the house's settings.

use crate::configuration::Configuration;
use anyhow::{Result, anyhow};
use onrecord::verdict::policy::Policy;

/// The policy called `name`; a policy of the house stands before a built-in one of the same name.
pub(crate) fn named(name: &str, configuration: &Configuration) -> Result<Policy> {
    let own = configuration.policies.iter().find(|policy| policy.name == name).cloned();
    own.or_else(|| Policy::named(name)).ok_or_else(|| {
        let names: Vec<&str> = all(configuration).map(|policy| policy.name.as_str()).collect();
        anyhow!("no policy is called {name:?}; there are {}", names.join(", "))
    })
}

/// Every policy: the built-in ones, then those of the house.
pub(crate) fn all(configuration: &Configuration) -> impl Iterator<Item = &Policy> {
    Policy::built_in().iter().chain(&configuration.policies)
}
