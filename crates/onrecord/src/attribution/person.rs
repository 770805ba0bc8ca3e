//! One person or body of a document: the names, the words beside them, and what the text shows of
//! gender. Titles and gendered nouns outweigh the document's pronouns, and several pronouns that agree
//! outweigh the given name.

use crate::attribution::name::{Gender, Name, Place, Side};
use crate::attribution::speaker::Named;
use onrecord_model::Model;

/// One person or body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Person {
    /// The fullest name the document gives; of somebody unnamed, the words that describe them.
    pub(crate) name: String,
    /// How well they are known.
    pub(crate) named: Named,
    /// The block that gives it, in the narration if there is one.
    pub(crate) block: usize,
    is_placed: bool,
    /// Whether the name ever opens a clause: a place hardly does.
    pub(crate) acts: bool,
    /// Whether something beside capitals says that this is a person: a title, a given name, a role.
    pub(crate) is_sure: bool,
    /// Whether a title or a noun for a person says so.
    is_titled: bool,
    /// Whether the learned namer takes no mention for a name.
    pub(crate) is_doubtful: bool,
    /// Nouns that the document sets beside the name: "singer", "senator".
    pub(crate) roles: Vec<String>,
    /// The other words of such descriptions: "vermont".
    pub(crate) dress: Vec<String>,
    /// Further names that the document says are the same person's.
    pub(crate) aliases: Vec<String>,
    /// The index of the person in the user's list.
    pub(crate) known: Option<usize>,
    /// How often a full name or surname means them.
    pub(crate) n_mentions: usize,
    /// Whether the text or the user's list says that "they" is their pronoun.
    pub(crate) goes_by_they: bool,
    /// Above zero a woman, below zero a man: titles and nouns that say so.
    said: i32,
    /// The same of the given name.
    given: i32,
    /// Pronouns that the document uses of the name: of women, of men.
    pronouns: (u32, u32),
    /// The words of the name for comparison.
    pub(crate) key: Vec<String>,
}

/// How many words of descriptions are kept.
const DRESS: usize = 40;

/// How sure a gender is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Surety {
    Unknown,
    Weak,
    Strong,
}

impl Person {
    /// A person or body first met as `name`, whose words for comparison are `key`.
    pub(crate) fn new(model: &Model, name: &Name, key: Vec<String>) -> Person {
        let given = key.first().and_then(|first| model.given_names.get(first));
        let body = is_body(model, name, &key, given.is_some());
        let named = match (body, key.len()) {
            (true, _) => Named::Organisation,
            (false, 0 | 1) => Named::PartName,
            (false, _) => Named::FullName,
        };
        Person {
            name: name.words.join(" "),
            named,
            block: name.block,
            is_placed: false,
            acts: false,
            is_sure: false,
            is_titled: false,
            is_doubtful: false,
            roles: Vec::new(),
            dress: Vec::new(),
            aliases: Vec::new(),
            known: None,
            n_mentions: 0,
            goes_by_they: false,
            said: 0,
            given: given.or_else(|| of_stage(model, &key)).and_then(of_note).map_or(0, votes),
            pronouns: (0, 0),
            key,
        }
    }

    /// Somebody who stays unnamed: `words` describe them, `noun` is the noun for a person.
    pub(crate) fn described(model: &Model, words: String, noun: &str, block: usize) -> Person {
        Person {
            name: words,
            named: Named::Described,
            block,
            is_placed: true,
            acts: true,
            is_sure: true,
            is_titled: true,
            is_doubtful: false,
            roles: vec![noun.to_owned()],
            dress: Vec::new(),
            aliases: Vec::new(),
            known: None,
            n_mentions: 0,
            goes_by_they: false,
            said: gender_of(model, noun).map_or(0, votes),
            given: 0,
            pronouns: (0, 0),
            key: Vec::new(),
        }
    }

    /// Adds one printed name of theirs.
    pub(crate) fn add(&mut self, model: &Model, name: &Name) {
        let is_fuller = name.words.len() > 1 && name.words.len() > self.name.split(' ').count();
        if is_fuller && !(self.is_placed && name.side == Side::Headline) {
            self.name = name.words.join(" ");
            self.block = name.block;
            self.is_placed = name.side == Side::Narration;
        }
        if name.words.len() > 1 && !self.is_placed && name.side == Side::Narration {
            self.block = name.block;
            self.is_placed = true;
        }
        let given = self.key.first().is_some_and(|first| model.given_names.contains(first));
        self.acts |=
            name.side != Side::Quoted && matches!(name.place, Place::Opening | Place::Subject);
        self.is_titled |= name.titled || !name.roles.is_empty();
        self.is_sure |= given || self.is_titled;
        if name.titled && self.named == Named::Organisation && self.key.len() < 4 {
            self.named = if self.key.len() > 1 { Named::FullName } else { Named::PartName };
        }
        for role in &name.roles {
            self.said += gender_of(model, role).map_or(0, votes);
            self.take_role(role);
        }
        for word in &name.dress {
            if self.dress.len() < DRESS && !self.dress.contains(word) {
                self.dress.push(word.clone());
            }
        }
        self.n_mentions += usize::from(name.side != Side::Quoted);
    }

    /// Adds a noun that the document uses of them.
    pub(crate) fn take_role(&mut self, role: &str) {
        if self.roles.len() < DRESS && !self.roles.iter().any(|known| known == role) {
            self.roles.push(role.to_owned());
        }
    }

    /// Whether lists and the words beside the name leave no question that this is a person: a title, a
    /// noun, a given name with another after it.
    pub(crate) fn is_told(&self) -> bool {
        self.is_titled || self.is_sure && self.key.len() > 1
    }

    /// Makes it a body or place.
    pub(crate) fn take_for_body(&mut self) {
        self.named = Named::Organisation;
        self.is_sure = false;
    }

    /// Adds what is known of another entry that means the same person.
    pub(crate) fn join(&mut self, other: &Person) {
        self.aliases.push(other.name.clone());
        self.n_mentions += other.n_mentions;
        self.said += other.said;
        self.is_sure |= other.is_sure;
        self.acts |= other.acts;
        for role in &other.roles {
            self.take_role(role);
        }
    }

    /// Says what a title or a user's list says of the gender.
    pub(crate) fn say(&mut self, gender: Gender) {
        self.said = 100 * votes(gender);
    }

    /// One pronoun that the document uses of the name.
    pub(crate) fn vote(&mut self, gender: Gender) {
        match gender {
            Gender::Female => self.pronouns.0 += 1,
            Gender::Male => self.pronouns.1 += 1,
        }
    }

    /// The gender, and how sure it is. Two nouns that agree, or two pronouns and four times as
    /// many as disagree, outweigh the given name: "Michael" may be a woman, and one "his" is no proof.
    pub(crate) fn gender(&self) -> (Option<Gender>, Surety) {
        let (women, men) = self.pronouns;
        let text = match women.cmp(&men) {
            std::cmp::Ordering::Greater => Some(Gender::Female),
            std::cmp::Ordering::Less => Some(Gender::Male),
            std::cmp::Ordering::Equal => None,
        };
        let is_clear = women.abs_diff(men) >= 2 && women.max(men) >= 4 * women.min(men);
        let is_other = |known: Option<Gender>| self.given != 0 && known != sign(self.given);
        if self.said != 0 && (self.said.abs() > 1 || !is_other(sign(self.said))) {
            return (sign(self.said), Surety::Strong);
        }
        if is_clear {
            return (text, Surety::Strong);
        }
        if self.given != 0 {
            return (sign(self.given), Surety::Strong);
        }
        (text, if text.is_some() { Surety::Weak } else { Surety::Unknown })
    }

    /// Whether this is a person as far as the document shows.
    pub(crate) fn is_person(&self) -> bool {
        self.named != Named::Organisation
    }

    /// Whether a pronoun may mean them: no body, and of a single word only what opens a clause
    /// somewhere or is a person for sure.
    pub(crate) fn may_be_meant(&self) -> bool {
        self.is_person() && !self.is_doubtful && (self.key.len() != 1 || self.is_sure || self.acts)
    }
}

/// The note of the given name in a stage name: "Little Ann", "Big Rolf".
fn of_stage(model: &Model, key: &[String]) -> Option<&'static str> {
    let [first, last] = key else { return None };
    let is_stage = ["big", "lil", "little", "young", "old", "dj", "mc"].contains(&first.as_str());
    model.given_names.get(last).filter(|_| is_stage)
}

/// What the note of a list says.
fn of_note(note: &str) -> Option<Gender> {
    match note {
        "f" => Some(Gender::Female),
        "m" => Some(Gender::Male),
        _ => None,
    }
}

fn votes(gender: Gender) -> i32 {
    match gender {
        Gender::Female => 1,
        Gender::Male => -1,
    }
}

fn sign(votes: i32) -> Option<Gender> {
    Some(if votes > 0 { Gender::Female } else { Gender::Male })
}

/// What a title or role says of gender.
pub(crate) fn gender_of(model: &Model, role: &str) -> Option<Gender> {
    let note = model.roles.get(role).filter(|note| !note.is_empty());
    of_note(note.or_else(|| model.titles.get(role))?)
}

fn is_body(model: &Model, name: &Name, key: &[String], given: bool) -> bool {
    let listed = key.iter().any(|word| match model.bodies.get(word) {
        Some("place") => !given,
        Some(_) => !(given && key.len() == 1),
        None => false,
    });
    let capitals = |word: &String| {
        word.chars().count() > 1 && word.chars().all(|c| c.is_uppercase() || matches!(c, '&' | '.'))
    };
    let acronym = name.words.len() == 1 && name.words.iter().all(capitals);
    (listed && !name.titled) || acronym || (name.articled && !given && !name.titled)
}
