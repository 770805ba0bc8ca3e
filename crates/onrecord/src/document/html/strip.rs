//! A page's tree in, strips of text out: what stands between two block-level borders, in page order,
//! verbatim. A run of white space becomes one space (a single no-break or thin space stays), `<br>` a
//! line feed, two `<br>` a border. What interrupts a sentence without belonging to it (a button, a
//! footnote mark, struck-out words, a pronunciation) becomes a strip of its own behind the sentence.
//! Left out: scripts, styles, templates, and what stands in for media.

use crate::document::html::dom::{Content, Dom, NodeId};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Text between two borders.
#[derive(Debug, Clone)]
pub(crate) struct Strip {
    /// The words, never empty, no white space around them.
    pub(crate) text: String,
    /// The innermost block-level element around them, or the element that interrupts a sentence.
    pub(crate) node: NodeId,
    /// Bytes of `text` inside links.
    pub(crate) linked: usize,
    /// Bytes of bold type that `text` begins with.
    pub(crate) bold_lead: usize,
    /// Bytes of `text` in bold type.
    pub(crate) bold: usize,
    /// What `<q>` sets between marks.
    pub(crate) quoted: Vec<Range<usize>>,
    /// What `<cite>` names.
    pub(crate) cited: Option<Range<usize>>,
    /// Comments of the markup, each with the byte of `text` it stands before.
    pub(crate) comments: Vec<(usize, String)>,
    /// Whether the strip interrupts a sentence.
    pub(crate) is_apart: bool,
}

/// Bytes of a comment that is kept; longer ones are markup that is switched off.
const MAX_COMMENT: usize = 1024;

/// All strips of the page's body.
pub(crate) fn strips(dom: &Dom) -> Vec<Strip> {
    let mut walk = Walk {
        dom,
        buffers: vec![Buffer::new(Dom::ROOT)],
        hosts: vec![Dom::ROOT],
        flows: Vec::new(),
        inline_parents: FxHashMap::default(),
        n_links: 0,
        n_bold: 0,
    };
    let mut at = Dom::ROOT;
    loop {
        let enters = walk.enter(at);
        if enters && let Some(first) = dom.node(at).first {
            at = first;
            continue;
        }
        if enters {
            walk.leave(at);
        }
        loop {
            let node = dom.node(at);
            if let Some(next) = node.next {
                at = next;
                break;
            }
            let Some(parent) = node.parent else { return walk.finish() };
            at = parent;
            walk.leave(at);
        }
    }
}

/// How an element bears on the text around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flow {
    Skipped,
    Break,
    Block,
    Apart,
    Inline,
}

struct Walk<'a> {
    dom: &'a Dom,
    /// The innermost is the last; each one further in interrupts a sentence of the one before.
    buffers: Vec<Buffer>,
    /// Open block-level elements.
    hosts: Vec<NodeId>,
    /// How the open nodes bear on the text, decided when each was entered.
    flows: Vec<Flow>,
    /// Whether an element's own children hold words, for elements whose children asked.
    inline_parents: FxHashMap<NodeId, bool>,
    n_links: usize,
    n_bold: usize,
}

impl Walk<'_> {
    /// Whether the children of `at` are to be walked.
    fn enter(&mut self, at: NodeId) -> bool {
        if let Content::Text(text) = &self.dom.node(at).content {
            let host = self.hosts.last().copied().unwrap_or(Dom::ROOT);
            let (is_linked, is_bold) = (self.n_links > 0, self.n_bold > 0);
            if let Some(buffer) = self.buffers.last_mut() {
                buffer.push(text, host, is_linked, is_bold);
            }
            return false;
        }
        if let Content::Comment(text) = &self.dom.node(at).content {
            if let Some(buffer) = self.buffers.last_mut().filter(|_| text.len() <= MAX_COMMENT) {
                buffer.comments.push(text.trim().to_owned());
            }
            return false;
        }
        let flow = self.flow(at);
        match flow {
            Flow::Skipped => return false,
            Flow::Break => {
                if let Some(buffer) = self.buffers.last_mut() {
                    buffer.n_breaks += 1;
                    buffer.space = Some(' ');
                }
                return false;
            }
            Flow::Block => {
                self.flush();
                self.hosts.push(at);
            }
            Flow::Apart => {
                self.buffers.push(Buffer::new(at));
                self.hosts.push(at);
            }
            Flow::Inline => {
                let name = self.dom.name(at);
                if let Some(buffer) = self.buffers.last_mut() {
                    match name {
                        "q" => buffer.marks.push(None),
                        "cite" => buffer.cite = Some(None),
                        _ => {}
                    }
                }
            }
        }
        self.count(at, |n| n + 1);
        self.flows.push(flow);
        true
    }

    fn leave(&mut self, at: NodeId) {
        let Some(flow) = self.flows.pop() else { return };
        match flow {
            Flow::Block => {
                self.flush();
                self.hosts.pop();
            }
            Flow::Apart => {
                self.flush();
                self.hosts.pop();
                let inner = self.buffers.pop();
                if let (Some(mut inner), Some(outer)) = (inner, self.buffers.last_mut()) {
                    for strip in &mut inner.done {
                        strip.is_apart = !outer.strip.text.is_empty();
                    }
                    let into = match outer.strip.text.is_empty() {
                        true => &mut outer.done,
                        false => &mut outer.late,
                    };
                    into.append(&mut inner.done);
                }
            }
            Flow::Inline => {
                let name = self.dom.name(at);
                if let Some(buffer) = self.buffers.last_mut() {
                    let end = buffer.strip.text.len();
                    match name {
                        "q" => {
                            if let Some(Some(start)) = buffer.marks.pop() {
                                buffer.strip.quoted.push(start..end);
                            }
                        }
                        "cite" => {
                            if let Some(Some(start)) = buffer.cite.take() {
                                buffer.strip.cited = Some(start..end);
                            }
                        }
                        _ => {}
                    }
                }
            }
            Flow::Skipped | Flow::Break => return,
        }
        self.count(at, |n| n.saturating_sub(1));
    }

    fn count(&mut self, at: NodeId, change: impl Fn(usize) -> usize) {
        match self.dom.name(at) {
            "a" => self.n_links = change(self.n_links),
            "b" | "strong" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.n_bold = change(self.n_bold);
            }
            _ => {}
        }
    }

    fn flush(&mut self) {
        if let Some(buffer) = self.buffers.last_mut() {
            buffer.flush();
        }
    }

    fn finish(mut self) -> Vec<Strip> {
        self.flush();
        self.buffers.into_iter().next().map(|buffer| buffer.done).unwrap_or_default()
    }

    fn flow(&mut self, at: NodeId) -> Flow {
        let Some(element) = self.dom.element(at) else { return Flow::Inline };
        let name: &str = &element.name;
        let style = element.attribute("style").unwrap_or("");
        match name {
            "script" | "style" | "template" | "head" | "title" | "iframe" | "object" | "embed"
            | "video" | "audio" | "canvas" | "img" | "input" | "wbr" | "noframes" | "noembed" => {
                Flow::Skipped
            }
            "br" => Flow::Break,
            "html" | "body" | "address" | "article" | "aside" | "blockquote" | "center" | "dd"
            | "details" | "dialog" | "dir" | "div" | "dl" | "dt" | "fieldset" | "figcaption"
            | "figure" | "footer" | "form" | "frameset" | "h1" | "h2" | "h3" | "h4" | "h5"
            | "h6" | "header" | "hgroup" | "hr" | "legend" | "li" | "main" | "menu" | "nav"
            | "ol" | "p" | "pre" | "search" | "section" | "summary" | "table" | "caption"
            | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr" | "ul" | "optgroup" => Flow::Block,
            "button" | "svg" | "noscript" | "select" | "textarea" | "datalist" | "rt" | "rp"
            | "del" | "s" | "strike" => Flow::Apart,
            "sup" if self.is_footnote_mark(at) => Flow::Apart,
            _ if element.attribute("hidden").is_some() => Flow::Apart,
            _ if style.contains("display:none") || style.contains("display: none") => Flow::Apart,
            _ if style.contains("display:block") || style.contains("display: block") => Flow::Block,
            _ if name.contains('-') && !self.stands_in_a_sentence(at) => Flow::Block,
            _ => Flow::Inline,
        }
    }

    /// A custom element is a part of a sentence where its parent is a paragraph or a part of one, has
    /// words of its own, or is a custom element that is a part of one.
    fn stands_in_a_sentence(&mut self, at: NodeId) -> bool {
        let Some(parent) = self.dom.node(at).parent else { return false };
        let dom = self.dom;
        if matches!(
            dom.name(parent),
            "p" | "b"
                | "strong"
                | "i"
                | "em"
                | "u"
                | "span"
                | "a"
                | "q"
                | "cite"
                | "font"
                | "h1"
                | "h2"
                | "h3"
                | "h4"
                | "h5"
                | "h6"
                | "time"
                | "nobr"
                | "small"
                | "mark"
                | "li"
                | "blockquote"
        ) {
            return true;
        }
        let has_words = *self.inline_parents.entry(parent).or_insert_with(|| {
            dom.children(parent).any(|child| match &dom.node(child).content {
                Content::Text(text) => text.chars().any(|c| !c.is_whitespace()),
                _ => false,
            })
        });
        has_words || dom.name(parent).contains('-') && self.flows.last() == Some(&Flow::Inline)
    }

    /// Raised digits, letters or signs that point to a note: a link, `[3]`, or digits where no power
    /// or ordinal can stand ("word.²", not "m²" or "1st").
    fn is_footnote_mark(&self, at: NodeId) -> bool {
        let text = self.dom.text_below(at, 16);
        let mark = text.trim();
        let short = !mark.is_empty() && mark.chars().count() <= 5;
        let links = self.dom.below(at).any(|below| self.dom.name(below) == "a");
        let bracketed = mark.starts_with(['[', '(']);
        let digits = mark.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | ' ' | '*' | '†'));
        let before = self.buffers.last().map_or("", |buffer| buffer.strip.text.as_str());
        let n_letters = before.chars().rev().take_while(|c| c.is_alphabetic()).count();
        let after_words = n_letters >= 4
            || before.ends_with(['.', ',', ';', ':', '!', '?', '”', '"', '’', '»', ')', '“']);
        short && (links || bracketed || digits && after_words)
    }
}

/// A strip while it grows.
struct Buffer {
    strip: Strip,
    space: Option<char>,
    n_breaks: usize,
    /// Open `<q>`: where each begins, once a word has come.
    marks: Vec<Option<usize>>,
    /// An open `<cite>`, and where it begins.
    cite: Option<Option<usize>>,
    /// Whether everything so far is bold.
    leads_bold: bool,
    done: Vec<Strip>,
    /// Comments that wait for the word they stand before.
    comments: Vec<String>,
    /// What interrupts the strip and goes behind it.
    late: Vec<Strip>,
}

impl Buffer {
    fn new(node: NodeId) -> Buffer {
        Buffer {
            strip: Strip {
                text: String::new(),
                node,
                linked: 0,
                bold_lead: 0,
                bold: 0,
                quoted: Vec::new(),
                cited: None,
                comments: Vec::new(),
                is_apart: false,
            },
            space: None,
            n_breaks: 0,
            marks: Vec::new(),
            cite: None,
            leads_bold: true,
            done: Vec::new(),
            comments: Vec::new(),
            late: Vec::new(),
        }
    }

    fn push(&mut self, text: &str, host: NodeId, is_linked: bool, is_bold: bool) {
        for c in text.chars() {
            if c.is_whitespace() {
                let plain = c.is_ascii_whitespace() || self.space.is_some();
                self.space = Some(if plain { ' ' } else { c });
                continue;
            }
            if self.n_breaks >= 2 {
                self.flush();
            }
            if self.strip.text.is_empty() {
                self.strip.node = host;
            } else if self.n_breaks == 1 {
                self.strip.text.push('\n');
            } else if let Some(space) = self.space {
                self.strip.text.push(space);
            }
            self.space = None;
            self.n_breaks = 0;
            let start = self.strip.text.len();
            self.strip.comments.extend(self.comments.drain(..).map(|comment| (start, comment)));
            self.strip.text.push(c);
            for mark in self.marks.iter_mut().rev().take_while(|mark| mark.is_none()) {
                *mark = Some(start);
            }
            if let Some(cite @ None) = &mut self.cite {
                *cite = Some(start);
            }
            self.strip.linked += if is_linked { c.len_utf8() } else { 0 };
            self.strip.bold += if is_bold { c.len_utf8() } else { 0 };
            self.leads_bold &= is_bold;
            if self.leads_bold {
                self.strip.bold_lead = self.strip.text.len();
            }
        }
    }

    fn flush(&mut self) {
        let fresh = Buffer::new(self.strip.node);
        let mut strip = std::mem::replace(&mut self.strip, fresh.strip);
        let end = strip.text.len();
        for mark in &mut self.marks {
            // A quotation that runs over a border is marked on both sides of it.
            if let Some(start) = mark.take() {
                strip.quoted.push(start..end);
            }
        }
        if let Some(Some(start)) = self.cite {
            strip.cited = Some(start..end);
            self.cite = Some(None);
        }
        strip.quoted.sort_by_key(|range| range.start);
        (self.space, self.n_breaks, self.leads_bold) = (None, 0, true);
        if !strip.text.is_empty() {
            self.done.push(strip);
        }
        self.done.append(&mut self.late);
    }
}
