//! Parts of speech. A name of the Penn Treebank in, one byte out, and back.

/// A part of speech of the Penn Treebank. Words not yet tagged hold [`Tag::NN`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Tag(u8);

macro_rules! tags {
    ($($constant:ident $name:literal $index:literal $what:literal,)*) => {
        impl Tag {
            $(
                #[doc = $what]
                pub const $constant: Tag = Tag($index);
            )*
        }

        const NAMES: [&str; Tag::COUNT] = [$($name),*];
    };
}

tags! {
    NN "NN" 0 "A noun, singular.",
    IN "IN" 1 "A preposition or subordinating conjunction.",
    NNP "NNP" 2 "A proper noun, singular.",
    DT "DT" 3 "A determiner.",
    JJ "JJ" 4 "An adjective.",
    NNS "NNS" 5 "A noun, plural.",
    COMMA "," 6 "A comma.",
    STOP "." 7 "The mark that ends a sentence.",
    VBD "VBD" 8 "A verb in the past tense.",
    RB "RB" 9 "An adverb.",
    PRP "PRP" 10 "A personal pronoun.",
    VB "VB" 11 "A verb in its base form.",
    CC "CC" 12 "A coordinating conjunction.",
    VBZ "VBZ" 13 "A verb, third person singular present.",
    TO "TO" 14 "The word \"to\".",
    VBG "VBG" 15 "A verb with -ing.",
    VBN "VBN" 16 "A past participle.",
    VBP "VBP" 17 "A verb in the present, not third person singular.",
    CLOSE "''" 18 "A closing quotation mark.",
    CD "CD" 19 "A cardinal number.",
    PRP_POSS "PRP$" 20 "A possessive pronoun.",
    OPEN "``" 21 "An opening quotation mark.",
    MD "MD" 22 "A modal verb.",
    POS "POS" 23 "The possessive ending 's.",
    COLON ":" 24 "A colon, semicolon, dash or ellipsis.",
    WP "WP" 25 "A wh-pronoun.",
    WDT "WDT" 26 "A wh-determiner.",
    NNPS "NNPS" 27 "A proper noun, plural.",
    WRB "WRB" 28 "A wh-adverb.",
    RP "RP" 29 "A particle.",
    JJR "JJR" 30 "An adjective, comparative.",
    JJS "JJS" 31 "An adjective, superlative.",
    RBR "RBR" 32 "An adverb, comparative.",
    RRB "-RRB-" 33 "A closing bracket.",
    LRB "-LRB-" 34 "An opening bracket.",
    EX "EX" 35 "The \"there\" of \"there is\".",
    DOLLAR "$" 36 "A sign of currency.",
    RBS "RBS" 37 "An adverb, superlative.",
    PDT "PDT" 38 "A word before a determiner.",
    UH "UH" 39 "An interjection.",
    WP_POSS "WP$" 40 "The word \"whose\".",
    FW "FW" 41 "A foreign word.",
    LS "LS" 42 "The mark of a list item.",
    SYM "SYM" 43 "A symbol.",
    HASH "#" 44 "The sign #.",
}

impl Tag {
    /// How many there are.
    pub const COUNT: usize = 45;

    /// The name the Penn Treebank gives it: "NNP", "-LRB-".
    #[must_use]
    pub fn name(self) -> &'static str {
        NAMES.get(usize::from(self.0)).copied().unwrap_or("")
    }

    /// The part of speech of this name; `None` for other names.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Tag> {
        NAMES.iter().position(|known| *known == name).and_then(Tag::from_index)
    }

    /// Its number, below [`Tag::COUNT`].
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The part of speech of this number; `None` from [`Tag::COUNT`] on.
    #[must_use]
    pub fn from_index(index: usize) -> Option<Tag> {
        u8::try_from(index).ok().filter(|_| index < Tag::COUNT).map(Tag)
    }

    /// A form of a verb, modals left out.
    #[must_use]
    pub fn is_verb(self) -> bool {
        matches!(self, Tag::VB | Tag::VBD | Tag::VBG | Tag::VBN | Tag::VBP | Tag::VBZ)
    }

    /// A noun, proper or not.
    #[must_use]
    pub fn is_noun(self) -> bool {
        matches!(self, Tag::NN | Tag::NNS | Tag::NNP | Tag::NNPS)
    }

    /// A mark that is no word.
    #[must_use]
    pub fn is_punctuation(self) -> bool {
        matches!(
            self,
            Tag::COMMA | Tag::STOP | Tag::CLOSE | Tag::OPEN | Tag::COLON | Tag::RRB | Tag::LRB
        )
    }
}

#[cfg(test)]
mod tests {
    use crate::syntax::tag::Tag;

    #[test]
    fn every_name_leads_back_to_its_tag() {
        for index in 0..Tag::COUNT {
            let tag = Tag::from_index(index).unwrap();
            assert_eq!(tag.index(), index);
            assert_eq!(Tag::from_name(tag.name()), Some(tag));
        }
        assert_eq!(Tag::from_index(Tag::COUNT), None);
        assert_eq!(Tag::PRP_POSS.name(), "PRP$");
        assert_eq!(Tag::HASH.name(), "#");
    }
}
