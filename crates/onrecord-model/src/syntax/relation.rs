//! Relations of a word to its head. A name of Universal Dependencies, version 1, in, one byte out, and
//! back.

/// What a word is to its head, in the scheme of Universal Dependencies, version 1, as the CoreNLP of
/// 2016 wrote it. Words not yet parsed hold [`Relation::ROOT`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Relation(u8);

macro_rules! relations {
    ($($constant:ident $name:literal $index:literal $what:literal,)*) => {
        impl Relation {
            $(
                #[doc = $what]
                pub const $constant: Relation = Relation($index);
            )*
        }

        const NAMES: [&str; Relation::COUNT] = [$($name),*];
    };
}

relations! {
    ROOT "root" 0 "The head of the sentence.",
    PUNCT "punct" 1 "Punctuation.",
    CASE "case" 2 "A preposition, or the possessive ending.",
    NMOD "nmod" 3 "A noun that modifies, often behind a preposition.",
    NSUBJ "nsubj" 4 "A subject.",
    DET "det" 5 "A determiner.",
    COMPOUND "compound" 6 "A word that forms one noun with the next.",
    AMOD "amod" 7 "An adjective that modifies.",
    DOBJ "dobj" 8 "An object.",
    ADVMOD "advmod" 9 "An adverb.",
    MARK "mark" 10 "The word that opens a subordinate clause: \"that\", \"to\".",
    AUX "aux" 11 "An auxiliary.",
    CC "cc" 12 "A coordinating conjunction.",
    CONJ "conj" 13 "A word joined to the head by a conjunction.",
    NMOD_POSS "nmod:poss" 14 "A possessor.",
    CCOMP "ccomp" 15 "A clause that is the complement, with its own subject.",
    XCOMP "xcomp" 16 "A clause that is the complement, without its own subject.",
    ADVCL "advcl" 17 "An adverbial clause.",
    COP "cop" 18 "A copula.",
    DEP "dep" 19 "A relation that is not known.",
    ACL_RELCL "acl:relcl" 20 "A relative clause.",
    NUMMOD "nummod" 21 "A number that modifies.",
    ACL "acl" 22 "A clause that modifies a noun.",
    NEG "neg" 23 "A negation.",
    APPOS "appos" 24 "An apposition.",
    AUXPASS "auxpass" 25 "The auxiliary of a passive.",
    NSUBJPASS "nsubjpass" 26 "The subject of a passive.",
    NMOD_TMOD "nmod:tmod" 27 "A noun that says when.",
    COMPOUND_PRT "compound:prt" 28 "The particle of a verb.",
    PARATAXIS "parataxis" 29 "A clause beside another, often around a quotation.",
    MWE "mwe" 30 "A word inside a fixed phrase.",
    EXPL "expl" 31 "The \"there\" of \"there is\".",
    NMOD_NPMOD "nmod:npmod" 32 "A noun that modifies as an adverb.",
    CSUBJ "csubj" 33 "A clause that is the subject.",
    IOBJ "iobj" 34 "An indirect object.",
    DET_PREDET "det:predet" 35 "A word before a determiner.",
    CC_PRECONJ "cc:preconj" 36 "The first word of \"both … and\".",
    DISCOURSE "discourse" 37 "An interjection.",
    CSUBJPASS "csubjpass" 38 "A clause that is the subject of a passive.",
}

impl Relation {
    /// How many there are.
    pub const COUNT: usize = 39;

    /// The name that Universal Dependencies gives it: "nsubj", "nmod:poss".
    #[must_use]
    pub fn name(self) -> &'static str {
        NAMES.get(usize::from(self.0)).copied().unwrap_or("")
    }

    /// The relation of this name; `None` for other names.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Relation> {
        NAMES.iter().position(|known| *known == name).and_then(Relation::from_index)
    }

    /// Its number, below [`Relation::COUNT`].
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The relation of this number; `None` from [`Relation::COUNT`] on.
    #[must_use]
    pub fn from_index(index: usize) -> Option<Relation> {
        u8::try_from(index).ok().filter(|_| index < Relation::COUNT).map(Relation)
    }

    /// A subject of any kind.
    #[must_use]
    pub fn is_subject(self) -> bool {
        matches!(
            self,
            Relation::NSUBJ | Relation::NSUBJPASS | Relation::CSUBJ | Relation::CSUBJPASS
        )
    }
}

#[cfg(test)]
mod tests {
    use crate::syntax::relation::Relation;

    #[test]
    fn every_name_leads_back_to_its_relation() {
        for index in 0..Relation::COUNT {
            let relation = Relation::from_index(index).unwrap();
            assert_eq!(relation.index(), index);
            assert_eq!(Relation::from_name(relation.name()), Some(relation));
        }
        assert_eq!(Relation::from_index(Relation::COUNT), None);
        assert_eq!(Relation::CSUBJPASS.name(), "csubjpass");
    }
}
