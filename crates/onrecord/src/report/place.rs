//! Where in a document a quotation stands, as each reader counts. A document and quotations in, places out.

use crate::document::Document;
use crate::quotation::Quotation;
use crate::report::finding::RecordNote;
use crate::text::fragment::text_fragment;
use crate::text::lines::{Lines, Place};
use crate::text::span::Span;

/// The places of one document.
#[derive(Debug)]
pub struct Places<'a> {
    document: &'a Document,
    lines: Lines<'a>,
}

/// Endings of names whose files are read as they are, so that lines of the text are lines of the file.
const PLAIN: [&str; 4] = ["txt", "text", "md", "markdown"];

impl<'a> Places<'a> {
    /// Indexes the lines of `document`.
    #[must_use]
    pub fn new(document: &'a Document) -> Places<'a> {
        Places { document, lines: Lines::new(&document.text) }
    }

    /// The article's words from the first of the quotation to the last.
    #[must_use]
    pub fn span(&self, quotation: &Quotation) -> Span {
        let content = quotation.content.iter().copied();
        content.reduce(Span::hull).unwrap_or_default()
    }

    /// `span` in code points of the document's text: start and end, half-open.
    #[must_use]
    pub fn code_points(&self, span: Span) -> (usize, usize) {
        self.lines.code_point_range(span)
    }

    /// Line and column of the user's file at the start and the end of `span`; `None` where the text is
    /// not the file itself, as for HTML.
    #[must_use]
    pub fn in_file(&self, span: Span) -> Option<(Place, Place)> {
        let name = &self.document.origin.name;
        let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        let plain = match &ending {
            Some(ending) => PLAIN.contains(&ending.as_str()),
            None => name == "-",
        };
        plain.then(|| (self.lines.place(span.start()), self.lines.place(span.end())))
    }

    /// The document's name with the place: "draft.md:12:5", or "page.html, paragraph 7" where lines of
    /// the file are not known.
    #[must_use]
    pub fn name(&self, quotation: &Quotation) -> String {
        self.name_in(self.span(quotation), quotation.block)
    }

    /// A link that opens the published page at the quotation; `None` where its address is not known.
    #[must_use]
    pub fn link(&self, quotation: &Quotation) -> Option<String> {
        let url = &self.document.metadata.url.first().filter(|url| is_web(&url.value))?.value;
        let page = url.split('#').next().unwrap_or(url);
        let fragment = text_fragment(&self.document.text, self.span(quotation));
        Some(format!("{page}{}", fragment.unwrap_or_default()))
    }

    /// [`Places::name`] of any stretch of the text.
    #[must_use]
    pub fn name_of(&self, span: Span) -> String {
        let blocks = &self.document.blocks;
        let next = blocks.partition_point(|block| block.span.start() <= span.start());
        self.name_in(span, next.saturating_sub(1))
    }

    fn name_in(&self, span: Span, block: usize) -> String {
        let name = &self.document.origin.name;
        match self.in_file(span) {
            Some((Place { line, column }, _)) => format!("{name}:{line}:{column}"),
            None => format!("{name}, paragraph {}", block + 1),
        }
    }
}

/// Whether `url` is an address on the web, the only kind that is made a link.
#[must_use]
pub fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// Where the record's medium can be played from the passage on, or read; `None` where it has no
/// address on the web.
#[must_use]
pub fn record_link(note: &RecordNote) -> Option<String> {
    let url = note.occasion.url.as_deref().filter(|url| is_web(url))?;
    match note.time_ms.filter(|_| !url.contains('#')) {
        Some(ms) => Some(format!("{url}#t={}", ms / 1000)),
        None => Some(url.to_owned()),
    }
}
