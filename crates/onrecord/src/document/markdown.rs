//! Markdown: the decoded input is the document's text; headings, quotes, lists and tables are typed,
//! and the signs that are no words are listed as `markup`. Front matter gives metadata. Left out:
//! what references (`[1]: …`) resolve to.

use crate::document::Document;
use crate::document::block::{Block, Role};
use crate::document::comment::comments;
use crate::document::front_matter;
use crate::document::limits::BLOCKS;
use crate::document::origin::{DocumentKind, Origin};
use crate::document::paragraph::trimmed;
use crate::text::span::Span;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Reads decoded Markdown; spans are positions in `text` itself.
#[must_use]
pub fn read(text: String, origin: &Origin, kind: DocumentKind) -> Document {
    let mut walk = Walk::new(&text);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    for (event, range) in Parser::new_ext(&text, options).into_offset_iter() {
        walk.step(&event, range);
    }
    let front = walk.front;
    let (mut blocks, words) = walk.finish();
    if let Some(first) = blocks.iter_mut().find(|block| block.role != Role::Hidden)
        && first.role == Role::Heading
        && kind == DocumentKind::Article
    {
        first.role = Role::Title;
    }
    let mut document = Document::empty(origin, kind);
    if let Some(front) = front {
        front_matter::add(&mut document.metadata, front.of(&text));
    }
    document.markup = signs(&text, &words);
    document.comments = comments(&text);
    document.blocks = blocks;
    document.text = text;
    document
}

/// What lies between the words and is neither white space nor a sign of punctuation alone: link
/// targets, tags, rules, bullets, bold and quote marks.
fn signs(text: &str, words: &[Span]) -> Vec<Span> {
    let mut signs = Vec::new();
    let mut at = 0;
    for word in words.iter().copied().chain([Span::empty(text.len())]) {
        let between = trimmed(text, Span::new(at, word.start()));
        if !between.is_empty() {
            signs.push(between);
        }
        at = at.max(word.end());
    }
    signs
}

/// The walk over the parser's events. Blocks come in text order: the parser gives each once.
struct Walk<'a> {
    text: &'a str,
    blocks: Vec<Block>,
    words: Vec<Span>,
    /// The block that is open: its role and the hull of what stands in it.
    leaf: Option<(Role, Option<Span>)>,
    quotes: usize,
    items: usize,
    /// The metadata with which the file opens.
    front: Option<Span>,
}

impl<'a> Walk<'a> {
    fn new(text: &'a str) -> Walk<'a> {
        let (blocks, words) = (Vec::new(), Vec::new());
        Walk { text, blocks, words, leaf: None, quotes: 0, items: 0, front: None }
    }

    fn step(&mut self, event: &Event, range: Range<usize>) {
        let span = Span::new(range.start, range.end);
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(*tag),
            Event::Text(_) => self.say(span),
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {
                let code = span.of(self.text);
                let inner = code.trim_matches(['`', '$']);
                let start = span.start() + (code.len() - code.trim_start_matches(['`', '$']).len());
                self.say(Span::new(start, start + inner.len()));
                self.cover(span);
            }
            Event::InlineHtml(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {
                self.cover(span)
            }
            Event::Html(_) => self.tagged(span),
            Event::SoftBreak | Event::HardBreak => {}
            Event::Rule => self.flush(),
        }
    }

    fn start(&mut self, tag: &Tag, span: Span) {
        match tag {
            Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Link { .. }
            | Tag::Superscript
            | Tag::Subscript => {
                return self.cover(span);
            }
            Tag::Image { .. } => {
                if self.leaf.is_some_and(|(_, hull)| hull.is_none()) {
                    self.leaf = Some((Role::Caption, None));
                }
                return self.cover(span);
            }
            _ => self.flush(),
        }
        match tag {
            Tag::BlockQuote(_) => self.quotes += 1,
            Tag::Item => self.items += 1,
            Tag::Paragraph | Tag::HtmlBlock => self.leaf = Some((self.role(), None)),
            Tag::Heading { .. } => self.leaf = Some((Role::Heading, None)),
            Tag::TableCell => self.leaf = Some((Role::TableCell, None)),
            Tag::CodeBlock(CodeBlockKind::Indented) => self.leaf = Some((self.role(), None)),
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) => self.leaf = Some((Role::Hidden, None)),
            Tag::MetadataBlock(_) => {
                self.leaf = Some((Role::Hidden, None));
                self.front = Some(span);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::Superscript
            | TagEnd::Subscript => return,
            _ => self.flush(),
        }
        match tag {
            TagEnd::BlockQuote(_) => self.quotes = self.quotes.saturating_sub(1),
            TagEnd::Item => self.items = self.items.saturating_sub(1),
            _ => {}
        }
    }

    /// The role of a paragraph here: a quote's, an item's or the body's.
    fn role(&self) -> Role {
        match (self.quotes, self.items) {
            (0, 0) => Role::Body,
            (0, _) => Role::ListItem,
            _ => Role::BlockQuote,
        }
    }

    /// Words of the open block. A tight list item has no paragraph of its own.
    fn say(&mut self, span: Span) {
        self.cover(span);
        match self.words.last_mut() {
            Some(last) if span.start() < last.end() => {}
            Some(last) if span.start() == last.end() => *last = last.hull(span),
            _ => self.words.push(span),
        }
    }

    /// Something that belongs to the open block.
    fn cover(&mut self, span: Span) {
        let role = self.role();
        let (_, hull) = self.leaf.get_or_insert((role, None));
        *hull = Some(hull.map_or(span, |hull| hull.hull(span)));
    }

    /// A line of HTML: tags are signs, the rest are words.
    fn tagged(&mut self, span: Span) {
        self.cover(span);
        let mut at = span.start();
        for part in span.of(self.text).split_inclusive(['<', '>']) {
            let words = trimmed(self.text, Span::new(at, at + part.len()));
            at += part.len();
            if part.ends_with('<') || !part.ends_with('>') {
                let words = Span::new(
                    words.start(),
                    words.end() - usize::from(words.of(self.text).ends_with('<')),
                );
                if !words.is_empty() {
                    self.say(words);
                }
            }
        }
    }

    fn flush(&mut self) {
        let Some((role, Some(hull))) = self.leaf.take() else { return };
        let last = self.blocks.last().map_or(0, |block| block.span.end());
        let span = trimmed(self.text, Span::new(hull.start().max(last), hull.end()));
        if self.blocks.len() >= BLOCKS
            && let Some(last) = self.blocks.last_mut()
        {
            last.span = last.span.hull(span);
        } else if !span.is_empty() {
            self.blocks.push(Block { role, span, label: None, duplicate_of: None });
        }
    }

    fn finish(mut self) -> (Vec<Block>, Vec<Span>) {
        self.flush();
        (self.blocks, self.words)
    }
}
