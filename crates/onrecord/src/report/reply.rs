//! Published replies in, and for a finding the [`Replies`] to it out. A finding cannot be made without
//! them: [`Replies`] comes only from a look-up in what is published.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A party's published answer to a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// The finding answered: its id.
    pub finding: String,
    /// Who answers, as published.
    pub name: String,
    /// In what role.
    pub party: Party,
    /// How the claim to be that party was verified: "domain of the office".
    pub verified_by: String,
    /// The day of publication.
    pub date: Date,
    /// Their own words.
    pub text: String,
}

/// The roles in which a reply is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Party {
    /// The person quoted.
    QuotedPerson,
    /// Someone who speaks for that person.
    Representative,
    /// The outlet that printed the quotation.
    Outlet,
    /// Someone else, where a house lets readers answer.
    Reader,
}

impl Party {
    /// All of them.
    pub const ALL: [Party; 4] =
        [Party::QuotedPerson, Party::Representative, Party::Outlet, Party::Reader];

    /// The word for the role in JSON and forms.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Party::QuotedPerson => "quoted-person",
            Party::Representative => "representative",
            Party::Outlet => "outlet",
            Party::Reader => "reader",
        }
    }

    /// The role that `word` stands for.
    #[must_use]
    pub fn of(word: &str) -> Option<Party> {
        Party::ALL.into_iter().find(|party| party.word() == word)
    }

    /// The plain words for the role.
    #[must_use]
    pub fn phrase(self) -> &'static str {
        match self {
            Party::QuotedPerson => "the person quoted",
            Party::Representative => "for the person quoted",
            Party::Outlet => "the outlet",
            Party::Reader => "a reader",
        }
    }
}

/// Every published reply, looked up by the finding answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Published {
    replies: Vec<Reply>,
}

impl Published {
    /// The replies in any order.
    #[must_use]
    pub fn new(mut replies: Vec<Reply>) -> Published {
        replies.sort_by(|a, b| (&a.finding, a.date).cmp(&(&b.finding, b.date)));
        Published { replies }
    }

    /// Every published reply to `finding`.
    #[must_use]
    pub fn replies_to(&self, finding: &str) -> Replies {
        let start = self.replies.partition_point(|reply| reply.finding.as_str() < finding);
        let replies = self.replies[start..].iter().take_while(|reply| reply.finding == finding);
        Replies { replies: replies.cloned().collect() }
    }

    /// All of them, by finding, then by day.
    #[must_use]
    pub fn all(&self) -> &[Reply] {
        &self.replies
    }
}

/// What is published in answer to one finding, oldest first; empty where nobody answered.
///
/// There is no other way to one than [`Published::replies_to`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Replies {
    replies: Vec<Reply>,
}

impl Replies {
    /// The replies, oldest first.
    pub fn iter(&self) -> std::slice::Iter<'_, Reply> {
        self.replies.iter()
    }

    /// Whether nobody answered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.replies.is_empty()
    }

    /// How many answered.
    #[must_use]
    pub fn len(&self) -> usize {
        self.replies.len()
    }
}

impl<'a> IntoIterator for &'a Replies {
    type Item = &'a Reply;
    type IntoIter = std::slice::Iter<'a, Reply>;

    fn into_iter(self) -> Self::IntoIter {
        self.replies.iter()
    }
}

#[cfg(test)]
mod tests {
    use crate::report::reply::{Party, Published, Reply};
    use jiff::civil::date;

    fn reply(finding: &str, day: i8) -> Reply {
        Reply {
            finding: finding.to_owned(),
            name: "Ada Moreau".to_owned(),
            party: Party::QuotedPerson,
            verified_by: "domain of the office".to_owned(),
            date: date(2026, 3, day),
            text: format!("day {day}"),
        }
    }

    #[test]
    fn replies_come_oldest_first_and_only_to_their_finding() {
        let published = Published::new(vec![reply("b", 4), reply("a", 9), reply("b", 2)]);
        let to_b = published.replies_to("b");
        let days: Vec<i8> = to_b.iter().map(|reply| reply.date.day()).collect();
        assert_eq!(days, [2, 4]);
        assert!(published.replies_to("c").is_empty());
    }
}
