//! The kinds of events that the log holds, by their words.

macro_rules! events {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)+) => {
        /// What happened.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum What {
            $($(#[$doc])* $name,)+
        }

        impl What {
            /// Every kind there is.
            pub const ALL: &[What] = &[$(What::$name,)+];

            /// The word for it in the log.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self {
                    $(What::$name => $word,)+
                }
            }
        }
    };
}

events! {
    /// A document was taken up; its subject is the document.
    DocumentAdded = "document-added",
    /// A further version of a document; its subject is the document.
    VersionAdded = "version-added",
    /// A page was fetched and kept; its subject is the document.
    Captured = "captured",
    /// A document was withheld from what is shown, or shown again.
    Withheld = "withheld",
    /// A statement came to be or changed; its subject is the statement.
    StatementChanged = "statement-changed",
    /// A reply was sent in.
    ReplySubmitted = "reply-submitted",
    /// The replier opened the mailed link.
    ReplyConfirmed = "reply-confirmed",
    /// How the claim to be the party was verified.
    ReplyVerified = "reply-verified",
    /// A reply was published.
    ReplyPublished = "reply-published",
    /// A reply was refused, with the reason.
    ReplyRefused = "reply-refused",
    /// A published reply has another wording.
    ReplyEdited = "reply-edited",
    /// The replier took the reply back.
    ReplyWithdrawn = "reply-withdrawn",
    /// The e-mail of a reply was given up: its time had come.
    ReplyExpired = "reply-expired",
    /// An account was made.
    AccountMade = "account-made",
    /// An account was disabled, or its password or role changed.
    AccountChanged = "account-changed",
    /// The key that signs checkpoints.
    KeyMade = "key-made",
    /// The tombstone of an erasure: nonces of the same subject before it are gone.
    Erased = "erased",
    /// A person's names were replaced in what the record holds.
    Pseudonymised = "pseudonymised",
}

impl What {
    /// The kind that `word` stands for.
    #[must_use]
    pub fn of(word: &str) -> Option<What> {
        What::ALL.iter().copied().find(|what| what.word() == word)
    }
}
