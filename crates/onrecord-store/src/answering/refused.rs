//! Why a step in the life of a reply was not taken, in words for the one who asked for it.

use crate::answering::State;
use crate::answering::form::FieldFault;
use crate::database::fault::Fault;

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Refused {
    /// The form is not filled in as it has to be: one fault a field.
    #[error("{}", fields(.0))]
    Fields(Vec<FieldFault>),
    /// A machine filled the form in: answer as if it had been taken.
    #[error("thank you")]
    Machine,
    /// The form was sent sooner than a person can fill it in.
    #[error("the form came back very fast; wait {0} seconds and send it once more")]
    TooSoon(i64),
    /// The form was opened too long ago, or is not one of ours.
    #[error("the form is too old; open the page again and send it from there")]
    Stale,
    /// Too many from one place.
    #[error("too many replies came from your network; try again in {} minutes", (.0 + 59) / 60)]
    TooMany(i64),
    /// Too many are unconfirmed.
    #[error("too many replies wait to be confirmed; try again in an hour")]
    Busy,
    /// There is no such statement, finding or reply.
    #[error("there is no {0}")]
    Missing(String),
    /// The link is none of ours, was used, or its time is over.
    #[error("this link does not work: it was used, it is too old, or a part of it is missing")]
    Link,
    /// The reply is in another state.
    #[error("the reply is {state}; it would have to be {wanted}")]
    State {
        /// As it is.
        state: State,
        /// As it would have to be.
        wanted: &'static str,
    },
    /// The claim to be that party was not verified.
    #[error("nothing shows yet that the replier is {0}: verify it, say how, and publish it then")]
    Unverified(&'static str),
    /// What a moderator wrote cannot be kept.
    #[error("{0}")]
    Words(String),
    /// The database did not answer.
    #[error(transparent)]
    Database(#[from] Fault),
}

fn fields(faults: &[FieldFault]) -> String {
    let faults: Vec<String> =
        faults.iter().map(|fault| format!("{}: {}", fault.field.word(), fault.message)).collect();
    faults.join("; ")
}
