//! A house's rules as data: which differences it allows, at which level. TOML in, [`Policy`] out.
//! A policy levels differences; it never decides which there are.

use crate::verdict::code::{Class, Code};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

/// How a policy takes a difference; ordered.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default,
)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Allowed; listed, never raised.
    #[default]
    Off,
    /// Worth knowing.
    Note,
    /// To be looked at before publication.
    Warning,
    /// Not allowed by the house.
    Error,
}

/// A named set of levels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Its name: "verbatim".
    pub name: String,
    /// Rises with each change of its data.
    pub version: u32,
    /// What the house's rule is taken from.
    pub source: String,
    /// The policies it extends, the nearest first.
    pub extends: Vec<String>,
    /// Words of the record that may lie between parts joined inside one turn before the join is taken
    /// as a splice; below it, it is taken as words dropped.
    pub splice_words: usize,
    /// One level a code, in the order of `Code::ALL`.
    levels: Vec<Level>,
}

/// What is wrong with a policy's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyError {
    /// Lower case, no full stop: what is wrong, and what would be accepted.
    pub message: String,
}

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for PolicyError {}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Pack {
    name: Option<String>,
    #[serde(default)]
    version: u32,
    #[serde(default)]
    source: String,
    extends: Option<String>,
    #[serde(default)]
    classes: BTreeMap<Class, Level>,
    #[serde(default)]
    levels: BTreeMap<String, Level>,
    #[serde(default)]
    limits: Limits,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Limits {
    splice_words: Option<usize>,
}

/// The built-in packs; one stands after what it extends.
const PACKS: [&str; 9] = [
    include_str!("policies/verbatim.toml"),
    include_str!("policies/cleaned.toml"),
    include_str!("policies/authorised.toml"),
    include_str!("policies/legal.toml"),
    include_str!("policies/ap.toml"),
    include_str!("policies/reuters.toml"),
    include_str!("policies/nyt.toml"),
    include_str!("policies/guardian.toml"),
    include_str!("policies/bluebook.toml"),
];

static BUILT_IN: LazyLock<Vec<Policy>> = LazyLock::new(|| {
    let mut known = Vec::new();
    for pack in PACKS {
        // A pack that does not read is left out here and named by the test of all packs.
        known.extend(Policy::read("", pack, &known).ok());
    }
    known
});

impl Policy {
    /// The built-in policies: the four kinds, then the houses that extend one of them.
    #[must_use]
    pub fn built_in() -> &'static [Policy] {
        &BUILT_IN
    }

    /// The built-in policy of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Policy> {
        BUILT_IN.iter().find(|policy| policy.name == name).cloned()
    }

    /// The policy of court and wire: nothing but typography.
    #[must_use]
    pub fn verbatim() -> Policy {
        Policy::named("verbatim").unwrap_or_else(|| Policy::empty("verbatim"))
    }

    /// A house's own policy from TOML: `extends = "cleaned"`, `[levels] hedge = "warning"`,
    /// `[limits] splice-words = 40`. `name` is used where the text gives none.
    ///
    /// # Errors
    /// Names the unknown key, code or level, or the policy that is extended and not built in.
    pub fn parse(name: &str, text: &str) -> Result<Policy, PolicyError> {
        Policy::read(name, text, Policy::built_in())
    }

    /// This policy with some levels changed, and the distance of a splice where one is given.
    #[must_use]
    pub fn extend(
        &self,
        name: &str,
        levels: &[(Code, Level)],
        splice_words: Option<usize>,
    ) -> Policy {
        let mut policy = self.clone();
        policy.extends.insert(0, std::mem::replace(&mut policy.name, name.to_owned()));
        for (code, given) in levels {
            let index = Code::ALL.iter().position(|other| other == code);
            if let Some(level) = index.and_then(|index| policy.levels.get_mut(index)) {
                *level = *given;
            }
        }
        policy.splice_words = splice_words.unwrap_or(policy.splice_words);
        policy
    }

    fn read(name: &str, text: &str, known: &[Policy]) -> Result<Policy, PolicyError> {
        let pack: Pack = toml::from_str(text)
            .map_err(|error| PolicyError { message: error.message().to_owned() })?;
        let mut policy = match &pack.extends {
            Some(base) => {
                known.iter().find(|policy| policy.name == *base).cloned().ok_or_else(|| {
                    let names: Vec<&str> =
                        known.iter().map(|policy| policy.name.as_str()).collect();
                    let message =
                        format!("no policy is called {base:?}; there are {}", names.join(", "));
                    PolicyError { message }
                })?
            }
            None => Policy::empty(""),
        };
        if pack.extends.is_some() {
            policy.extends.insert(0, std::mem::take(&mut policy.name));
        }
        policy.name = pack.name.unwrap_or_else(|| name.to_owned());
        policy.version = pack.version;
        if !pack.source.is_empty() {
            policy.source = pack.source;
        }
        for (level, code) in policy.levels.iter_mut().zip(Code::ALL) {
            if let Some(given) = pack.classes.get(&code.class()) {
                *level = *given;
            }
        }
        for (word, given) in &pack.levels {
            let index = Code::find(word).and_then(|code| Code::ALL.iter().position(|c| *c == code));
            let level = index.and_then(|index| policy.levels.get_mut(index)).ok_or_else(|| {
                let names: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
                let message =
                    format!("no difference is called {word:?}; there are {}", names.join(", "));
                PolicyError { message }
            })?;
            *level = *given;
        }
        policy.splice_words = pack.limits.splice_words.unwrap_or(policy.splice_words);
        Ok(policy)
    }

    fn empty(name: &str) -> Policy {
        let levels = Code::ALL.iter().map(|code| match code.class() {
            Class::Harmless => Level::Off,
            Class::Wording => Level::Warning,
            Class::Meaning | Class::Attribution => Level::Error,
        });
        Policy {
            name: name.to_owned(),
            version: 1,
            source: String::new(),
            extends: Vec::new(),
            splice_words: 0,
            levels: levels.collect(),
        }
    }

    /// How this house takes `code`.
    #[must_use]
    pub fn level(&self, code: Code) -> Level {
        let index = Code::ALL.iter().position(|other| *other == code);
        index.and_then(|index| self.levels.get(index)).copied().unwrap_or_default()
    }

    /// 16 hex digits over everything that decides a level (FNV-1a, 64 bits): equal digits, equal
    /// levels.
    #[must_use]
    pub fn hash(&self) -> String {
        let mut state: u64 = 0xcbf2_9ce4_8422_2325;
        let levels =
            Code::ALL.iter().map(|code| format!("{}={:?};", code.name(), self.level(*code)));
        let head = format!("{} {} {};", self.name, self.version, self.splice_words);
        for byte in std::iter::once(head).chain(levels).flat_map(String::into_bytes) {
            state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        format!("{state:016x}")
    }

    /// What a report says of the policy it was made under: `cleaned 1 (3f…)`.
    #[must_use]
    pub fn stamp(&self) -> String {
        format!("{} {} ({})", self.name, self.version, self.hash())
    }
}

#[cfg(test)]
mod tests {
    use crate::verdict::code::Code;
    use crate::verdict::policy::{Level, PACKS, Policy};

    #[test]
    fn every_built_in_pack_reads_and_names_its_source() {
        assert_eq!(Policy::built_in().len(), PACKS.len());
        for policy in Policy::built_in() {
            assert!(!policy.source.is_empty() && !policy.name.is_empty(), "{policy:?}");
        }
        let ap = Policy::named("ap").expect("ap is built in");
        assert_eq!(ap.extends, ["verbatim"]);
        assert_eq!(ap.level(Code::Disfluency), Level::Error);
        assert_eq!(ap.level(Code::Typography), Level::Off);
    }

    #[test]
    fn a_house_extends_a_policy_and_the_hash_shows_it() {
        let text =
            "extends = \"cleaned\"\n[levels]\nhedge = \"warning\"\n[limits]\nsplice-words = 9";
        let house = Policy::parse("house", text).expect("the text is a policy");
        assert_eq!(house.level(Code::Hedge), Level::Warning);
        assert_eq!(house.level(Code::Negation), Level::Error);
        assert_eq!((house.name.as_str(), house.splice_words), ("house", 9));
        let cleaned = Policy::named("cleaned").expect("cleaned is built in");
        assert_ne!(house.hash(), cleaned.hash());
        assert_eq!(house.hash(), Policy::parse("house", text).expect("as before").hash());
    }

    #[test]
    fn an_unknown_word_is_named_with_what_is_accepted() {
        let wrong = |text: &str| Policy::parse("house", text).expect_err("wrong").message;
        assert!(wrong("[levels]\nhegde = \"off\"").contains("\"hegde\"; there are typography"));
        assert!(wrong("extends = \"magazine\"").contains("there are verbatim, cleaned"));
        assert!(wrong("[levels]\nhedge = \"loud\"").contains("loud"));
        assert!(wrong("colour = 1").contains("colour"));
    }
}
