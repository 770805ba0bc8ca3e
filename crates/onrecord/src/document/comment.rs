//! Comments of a document's markup (`<!-- … -->`): no words of the article, but the place where an
//! editor notes something for onrecord. A text in, comments out.

use crate::text::span::Span;

/// One comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Where it stands in the document's text: its own characters, marks included, where the text
    /// holds them, else the empty position in front of the words that follow it.
    pub span: Span,
    /// What stands between `<!--` and `-->`, white space around it left out.
    pub text: String,
}

/// The comments that stand in `text` itself, in order. One without an end is none.
#[must_use]
pub fn comments(text: &str) -> Vec<Comment> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((before, rest)) = text.get(at..).and_then(|rest| rest.split_once("<!--")) {
        let Some((inner, _)) = rest.split_once("-->") else { break };
        let start = at + before.len();
        let end = start + "<!--".len() + inner.len() + "-->".len();
        found.push(Comment { span: Span::new(start, end), text: inner.trim().to_owned() });
        at = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::document::comment::comments;

    #[test]
    fn a_comment_has_its_marks_in_its_span() {
        let text = "One. <!-- two --> Three. <!-- open";
        let found = comments(text);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].text, "two");
        assert_eq!(found[0].span.of(text), "<!-- two -->");
    }
}
