//! The words of a quotation in, how they end out: which says where its cue may stand. Marks and white
//! space at the end are passed over.

/// How the words of a quotation end, which says where its cue may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// With a comma or dash: a cue must follow.
    Open,
    /// With "!" or "?": a cue may follow.
    Called,
    /// With a full stop: no cue follows.
    Closed,
    /// With a word: the sentence goes on.
    Running,
}

impl Ending {
    /// How `content` ends, marks left out.
    pub(crate) fn of(content: &str) -> Ending {
        let last = content.trim_end_matches(|c: char| c.is_whitespace() || is_mark(c));
        match last.chars().last() {
            Some(',' | '—' | '–' | '-') => Ending::Open,
            Some('!' | '?') => Ending::Called,
            Some('.' | '…') => Ending::Closed,
            _ => Ending::Running,
        }
    }
}

/// Whether `c` is a quotation mark of any system.
pub(crate) fn is_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '“'
            | '”'
            | '„'
            | '‟'
            | '‘'
            | '’'
            | '‚'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '「'
            | '」'
            | '『'
            | '』'
    )
}
