//! Kinds of names. A label of the CoreNLP of 2016 in, a kind out.

/// What a word is part of the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Entity {
    /// No name.
    #[default]
    None,
    /// A person.
    Person,
    /// A body: a company, party, paper, office.
    Organisation,
    /// A place.
    Location,
    /// Any other name: peoples, parties' adherents, laws, works.
    Other,
    /// A date, a time of day, a stretch of time, or how often.
    Time,
    /// A number, ordinal or share of a hundred.
    Number,
    /// A sum of money.
    Money,
}

impl Entity {
    /// Every kind, in the order of [`Entity::index`].
    pub const ALL: [Entity; 8] = [
        Entity::None,
        Entity::Person,
        Entity::Organisation,
        Entity::Location,
        Entity::Other,
        Entity::Time,
        Entity::Number,
        Entity::Money,
    ];

    /// The kind that a label of CoreNLP falls under; labels that it does not write are no names.
    #[must_use]
    pub fn from_label(label: &str) -> Entity {
        match label {
            "PERSON" => Entity::Person,
            "ORGANIZATION" => Entity::Organisation,
            "LOCATION" => Entity::Location,
            "MISC" => Entity::Other,
            "DATE" | "TIME" | "DURATION" | "SET" => Entity::Time,
            "NUMBER" | "ORDINAL" | "PERCENT" => Entity::Number,
            "MONEY" => Entity::Money,
            _ => Entity::None,
        }
    }

    /// Its word in tables: "person".
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Entity::None => "none",
            Entity::Person => "person",
            Entity::Organisation => "organisation",
            Entity::Location => "location",
            Entity::Other => "other",
            Entity::Time => "time",
            Entity::Number => "number",
            Entity::Money => "money",
        }
    }

    /// Its number, below 8.
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }

    /// The kind of this number; [`Entity::None`] from 8 on.
    #[must_use]
    pub fn from_index(index: usize) -> Entity {
        Entity::ALL.get(index).copied().unwrap_or_default()
    }

    /// Whether the kind is a person, body, place or another proper name.
    #[must_use]
    pub fn is_name(self) -> bool {
        matches!(self, Entity::Person | Entity::Organisation | Entity::Location | Entity::Other)
    }
}

#[cfg(test)]
mod tests {
    use crate::syntax::entity::Entity;

    #[test]
    fn every_kind_has_its_number() {
        for (index, kind) in Entity::ALL.iter().enumerate() {
            assert_eq!(kind.index(), index);
            assert_eq!(Entity::from_index(index), *kind);
        }
    }
}
