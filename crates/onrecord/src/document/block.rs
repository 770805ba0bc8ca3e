//! The typed parts of a document.

use crate::text::span::Span;
use serde::Serialize;

/// One typed part of a document's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What the part is.
    pub role: Role,
    /// Its words, white space around them left out.
    pub span: Span,
    /// The speaker's label of an interview turn, or the person a block quote's `<cite>` names:
    /// its words in the text. `None` where the block names nobody.
    pub label: Option<Span>,
    /// The index of the earlier block with the same words, for a block printed twice.
    pub duplicate_of: Option<usize>,
}

/// What a block is. Only the roles that [`Role::holds_speech`] names are searched for quotations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names are the glossary's; a line each would repeat them")]
pub enum Role {
    Title,
    Standfirst,
    Byline,
    Dateline,
    Heading,
    Body,
    BlockQuote,
    PullQuote,
    Caption,
    Credit,
    Embed,
    Turn,
    ListItem,
    TableCell,
    Correction,
    Related,
    Promotion,
    Comment,
    CommentForm,
    Navigation,
    Hidden,
}

impl Role {
    /// Whether the block is part of the article's own text: what `read` gives as main text.
    #[must_use]
    pub fn is_main(self) -> bool {
        matches!(
            self,
            Role::Body
                | Role::BlockQuote
                | Role::Turn
                | Role::ListItem
                | Role::TableCell
                | Role::Heading
        )
    }

    /// Whether quotations in the block are the outlet's report of what somebody said. Furniture
    /// (promotions, related links, comments, forms) is never read as speech.
    #[must_use]
    pub fn holds_speech(self) -> bool {
        self.is_main()
            || matches!(
                self,
                Role::Title
                    | Role::Standfirst
                    | Role::Caption
                    | Role::PullQuote
                    | Role::Embed
                    | Role::Dateline
            )
    }
}
