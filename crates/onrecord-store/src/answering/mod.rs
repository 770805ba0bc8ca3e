//! The right of reply. A form in, a reply that is confirmed, verified, decided and published out; each step
//! is one function over an [`crate::database::engine::Engine`], and gives the letters that it calls for.
//!
//! unconfirmed → (mailed link) → waiting → published or refused; withdrawn by the replier, erased where the
//! law asks for it. `docs/replies.md` tells the whole life.

pub mod claim;
pub mod deciding;
pub mod form;
pub mod guard;
pub mod kept;
pub mod letter;
pub mod life;
pub mod queue;
pub mod refused;
pub mod retention;
pub mod settings;
pub mod shown;
pub mod ticket;

use std::fmt;

/// What is answered.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Target {
    /// A statement as a whole: its id.
    Statement(String),
    /// One finding: its id.
    Finding(String),
}

impl Target {
    /// The id of the statement or finding.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Target::Statement(id) | Target::Finding(id) => id,
        }
    }
}

/// Where a reply is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The mailed link was not opened.
    Unconfirmed,
    /// A moderator is to decide.
    Waiting,
    /// It is shown.
    Published,
    /// It is not shown, and the replier was told why.
    Refused,
    /// The replier took it back.
    Withdrawn,
    /// Its data was erased.
    Erased,
}

impl State {
    /// All of them, in the order of a life.
    pub const ALL: [State; 6] = [
        State::Unconfirmed,
        State::Waiting,
        State::Published,
        State::Refused,
        State::Withdrawn,
        State::Erased,
    ];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            State::Unconfirmed => "unconfirmed",
            State::Waiting => "waiting",
            State::Published => "published",
            State::Refused => "refused",
            State::Withdrawn => "withdrawn",
            State::Erased => "erased",
        }
    }

    /// The state that `word` stands for.
    #[must_use]
    pub fn of(word: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.word() == word)
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
