//! HTML text in, [`Dom`] out, under limits: html5ever's tokenizer and tree builder, with a counter
//! between the two that drops tags nested deeper than 512 (Blink's and WebKit's limit; a tree builder
//! alone takes time in the square of the depth) and stops at a million nodes. The words of dropped
//! tags are kept. Scripts are not run, so `<noscript>` is read as markup.

use crate::document::html::dom::{Content, Dom, Element, NodeId};
use crate::document::html::tame::{MAX_ATTRIBUTES, tame};
use crate::document::problem::{Problem, ProblemKind};
use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, LocalName, Namespace, QualName, TokenizerResult};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::cell::{Cell, RefCell};

/// Elements inside one another.
const MAX_DEPTH: u32 = 512;

/// Nodes of one page. The largest of 129 news pages has under 40,000.
const MAX_NODES: usize = 1_000_000;

/// Bytes handed to the tokenizer at a time; between two pieces the nodes are counted.
const PIECE: usize = 64 * 1024;

/// A page's tree, and the limits it met.
#[derive(Debug)]
pub(crate) struct Parsed {
    pub(crate) dom: Dom,
    pub(crate) problems: Vec<Problem>,
}

/// Parses a whole page. Never fails: every text is some page.
pub(crate) fn parse(html: &str) -> Parsed {
    let tamed = tame(html);
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let gate = Gate {
        builder: TreeBuilder::new(Nursery::new(), options),
        dropped: RefCell::default(),
        n_dropped: Cell::new(0),
    };
    let tokenizer = Tokenizer::new(gate, TokenizerOpts::default());
    let input = BufferQueue::default();
    let mut rest: &str = &tamed.html;
    while !rest.is_empty() && !tokenizer.sink.builder.sink.is_full() {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE.min(rest.len())));
        input.push_back(StrTendril::from_slice(piece));
        while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
        rest = after;
    }
    let mut problems = Vec::new();
    let mut limit = |n: usize, message: String| {
        if n > 0 {
            problems.push(Problem { kind: ProblemKind::Limit, line: None, message });
        }
    };
    let is_full = tokenizer.sink.builder.sink.is_full();
    limit(
        tamed.n_cut,
        format!("{} cut at {MAX_ATTRIBUTES} attributes or 1 MiB a value", tags(tamed.n_cut)),
    );
    let n_dropped = tokenizer.sink.n_dropped.get();
    limit(
        n_dropped,
        format!("{} nested deeper than {MAX_DEPTH} read as plain text", tags(n_dropped)),
    );
    limit(usize::from(is_full), format!("page cut at {MAX_NODES} nodes"));
    tokenizer.end();
    Parsed { dom: tokenizer.sink.builder.sink.dom.into_inner(), problems }
}

/// Stands between tokenizer and tree builder and keeps the depth below the limit.
struct Gate {
    builder: TreeBuilder<NodeId, Nursery>,
    /// Start tags that were dropped and whose end tags are still to come, by name.
    dropped: RefCell<FxHashMap<LocalName, usize>>,
    n_dropped: Cell<usize>,
}

impl Gate {
    fn admits(&self, tag: &Tag) -> bool {
        match tag.kind {
            TagKind::StartTag => {
                let admits = self.builder.sink.depth.get() < MAX_DEPTH || is_leaf(&tag.name);
                if !admits {
                    *self.dropped.borrow_mut().entry(tag.name.clone()).or_default() += 1;
                    self.n_dropped.set(self.n_dropped.get() + 1);
                }
                admits
            }
            TagKind::EndTag => match self.dropped.borrow_mut().get_mut(&tag.name) {
                Some(n) if *n > 0 => {
                    *n -= 1;
                    false
                }
                _ => true,
            },
        }
    }
}

impl TokenSink for Gate {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        let admits = match &token {
            Token::TagToken(tag) => self.admits(tag),
            _ => true,
        };
        let is_over = self.builder.sink.is_full() && !matches!(token, Token::EOFToken);
        if !admits || is_over {
            return TokenSinkResult::Continue;
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Elements that hold no other element: they never deepen the tree, and those with raw text would
/// spill it into the page if their tags were dropped.
fn is_leaf(name: &str) -> bool {
    matches!(
        name,
        "br" | "wbr"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "base"
            | "source"
            | "track"
            | "area"
            | "col"
            | "embed"
            | "param"
            | "script"
            | "style"
            | "textarea"
            | "title"
            | "xmp"
            | "iframe"
            | "noembed"
            | "noframes"
    )
}

/// The tree while it grows.
struct Nursery {
    dom: RefCell<Dom>,
    depths: RefCell<Vec<u32>>,
    /// Depth of the element that is open innermost.
    depth: Cell<u32>,
}

impl Nursery {
    fn new() -> Nursery {
        Nursery {
            dom: RefCell::new(Dom::new()),
            depths: RefCell::new(vec![0]),
            depth: Cell::new(0),
        }
    }

    fn is_full(&self) -> bool {
        self.depths.borrow().len() >= MAX_NODES
    }

    fn add(&self, content: Content) -> NodeId {
        self.depths.borrow_mut().push(0);
        self.dom.borrow_mut().add(content)
    }

    fn deepen(&self, parent: NodeId, child: NodeId) {
        let mut depths = self.depths.borrow_mut();
        let depth = depths[parent] + 1;
        depths[child] = depth;
        self.depth.set(depth);
    }
}

/// An element's name, owned so that the tree is free to change while the builder looks at it.
#[derive(Debug)]
struct Name {
    namespace: Namespace,
    local: LocalName,
}

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.namespace
    }

    fn local_name(&self) -> &LocalName {
        &self.local
    }
}

impl TreeSink for Nursery {
    type Handle = NodeId;
    type Output = ();
    type ElemName<'a> = Name;

    fn finish(self) {}

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        Dom::ROOT
    }

    fn elem_name(&self, target: &NodeId) -> Name {
        let dom = self.dom.borrow();
        let (namespace, local) = dom.element(*target).map_or_else(
            || (Namespace::default(), LocalName::default()),
            |element| (element.namespace.clone(), element.name.clone()),
        );
        Name { namespace, local }
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        flags: ElementFlags,
    ) -> NodeId {
        let element = Element { name: name.local, namespace: name.ns, attributes };
        let id = self.add(Content::Element(element));
        if flags.template {
            // The template's content stands right after it in the arena, apart from the tree.
            self.add(Content::Other);
        }
        id
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.add(Content::Comment(text))
    }

    fn create_pi(&self, _target: StrTendril, _instruction: StrTendril) -> NodeId {
        self.add(Content::Other)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        match child {
            NodeOrText::AppendNode(child) => {
                self.dom.borrow_mut().append(*parent, child);
                self.deepen(*parent, child);
            }
            NodeOrText::AppendText(text) => {
                let last = self.dom.borrow().node(*parent).last;
                if !self.dom.borrow_mut().extend_text(last, &text) {
                    let id = self.add(Content::Text(text));
                    self.dom.borrow_mut().append(*parent, id);
                }
            }
        }
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        previous: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        let has_parent = self.dom.borrow().node(*element).parent.is_some();
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn pop(&self, node: &NodeId) {
        let depth = self.depths.borrow()[*node];
        self.depth.set(depth.saturating_sub(1));
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        target + 1
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        match child {
            NodeOrText::AppendNode(child) => {
                self.dom.borrow_mut().insert_before(*sibling, child);
                let parent = self.dom.borrow().node(*sibling).parent.unwrap_or(Dom::ROOT);
                self.deepen(parent, child);
            }
            NodeOrText::AppendText(text) => {
                let previous = self.dom.borrow().node(*sibling).previous;
                if !self.dom.borrow_mut().extend_text(previous, &text) {
                    let id = self.add(Content::Text(text));
                    self.dom.borrow_mut().insert_before(*sibling, id);
                }
            }
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        let mut dom = self.dom.borrow_mut();
        let Some(element) = dom.element_mut(*target) else { return };
        // A page may repeat <body> tags, each with attributes of its own.
        for attribute in attributes {
            let is_there = element.attributes.iter().any(|a| a.name == attribute.name);
            if !is_there && element.attributes.len() < MAX_ATTRIBUTES {
                element.attributes.push(attribute);
            }
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.dom.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        let mut dom = self.dom.borrow_mut();
        while let Some(child) = dom.node(*node).first {
            dom.append(*new_parent, child);
        }
    }

    fn allow_declarative_shadow_roots(&self, _parent: &NodeId) -> bool {
        false
    }
}

fn tags(n: usize) -> String {
    if n == 1 { "1 tag".to_owned() } else { format!("{n} tags") }
}
