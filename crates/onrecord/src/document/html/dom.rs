//! A page's tree of nodes: an arena of elements and texts, read through indices, so that no walk and
//! no drop recurses however deep the page is nested. Built by `parse`.

use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, Namespace};

/// A node's place in the arena.
pub(crate) type NodeId = usize;

/// One node and its neighbours.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) parent: Option<NodeId>,
    pub(crate) previous: Option<NodeId>,
    pub(crate) next: Option<NodeId>,
    pub(crate) first: Option<NodeId>,
    pub(crate) last: Option<NodeId>,
    pub(crate) content: Content,
}

/// What a node is.
#[derive(Debug)]
pub(crate) enum Content {
    /// The page, a template's content: nothing to read.
    Other,
    Comment(StrTendril),
    Element(Element),
    Text(StrTendril),
}

/// A tag with its attributes.
#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) name: LocalName,
    pub(crate) namespace: Namespace,
    pub(crate) attributes: Vec<Attribute>,
}

impl Element {
    /// The value of the attribute `name`; `None` where the tag has none.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|attribute| &*attribute.name.local == name)?;
        Some(&found.value)
    }
}

/// The page's nodes; the first is the page itself.
#[derive(Debug)]
pub(crate) struct Dom {
    nodes: Vec<Node>,
}

impl Dom {
    /// The page itself.
    pub(crate) const ROOT: NodeId = 0;

    /// A tree of the page alone.
    pub(crate) fn new() -> Dom {
        let mut dom = Dom { nodes: Vec::new() };
        dom.add(Content::Other);
        dom
    }

    /// How many nodes were made.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The node at `id`; ids come from this tree only.
    pub(crate) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id]
    }

    /// The element at `id`, if it is one.
    pub(crate) fn element(&self, id: NodeId) -> Option<&Element> {
        match &self.node(id).content {
            Content::Element(element) => Some(element),
            _ => None,
        }
    }

    /// The element at `id`, to be changed.
    pub(crate) fn element_mut(&mut self, id: NodeId) -> Option<&mut Element> {
        match &mut self.nodes[id].content {
            Content::Element(element) => Some(element),
            _ => None,
        }
    }

    /// The tag name at `id`, in lower case; empty where it is no element.
    pub(crate) fn name(&self, id: NodeId) -> &str {
        self.element(id).map_or("", |element| &element.name)
    }

    /// The children of `id`, first to last.
    pub(crate) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.node(id).first, |child| self.node(*child).next)
    }

    /// Every node below `id` in document order, `id` itself left out.
    pub(crate) fn below(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.following(id, id, true), move |at| self.following(*at, id, true))
    }

    /// The node after `at` in document order inside `top`, into its children first if `enter`.
    pub(crate) fn following(&self, at: NodeId, top: NodeId, enter: bool) -> Option<NodeId> {
        if enter && let Some(first) = self.node(at).first {
            return Some(first);
        }
        let mut at = at;
        while at != top {
            let node = self.node(at);
            if node.next.is_some() {
                return node.next;
            }
            at = node.parent?;
        }
        None
    }

    /// All text below `id`, white space as it stands, at most `limit` bytes and a node's worth more.
    pub(crate) fn text_below(&self, id: NodeId, limit: usize) -> String {
        let mut text = String::new();
        for below in self.below(id) {
            if let Content::Text(part) = &self.node(below).content {
                text.push_str(part);
            }
            if text.len() > limit {
                break;
            }
        }
        text
    }

    /// Adds a node without neighbours.
    pub(crate) fn add(&mut self, content: Content) -> NodeId {
        let bare =
            Node { parent: None, previous: None, next: None, first: None, last: None, content };
        self.nodes.push(bare);
        self.nodes.len() - 1
    }

    /// Makes `child` the last child of `parent`.
    pub(crate) fn append(&mut self, parent: NodeId, child: NodeId) {
        self.detach(child);
        let last = self.nodes[parent].last.replace(child);
        self.nodes[child].parent = Some(parent);
        self.nodes[child].previous = last;
        match last {
            Some(last) => self.nodes[last].next = Some(child),
            None => self.nodes[parent].first = Some(child),
        }
    }

    /// Puts `child` right before `sibling`; nothing happens if `sibling` has no parent.
    pub(crate) fn insert_before(&mut self, sibling: NodeId, child: NodeId) {
        self.detach(child);
        let Some(parent) = self.nodes[sibling].parent else { return };
        let previous = self.nodes[sibling].previous.replace(child);
        self.nodes[child].parent = Some(parent);
        self.nodes[child].previous = previous;
        self.nodes[child].next = Some(sibling);
        match previous {
            Some(previous) => self.nodes[previous].next = Some(child),
            None => self.nodes[parent].first = Some(child),
        }
    }

    /// Takes `id` out of its parent.
    pub(crate) fn detach(&mut self, id: NodeId) {
        let node = &mut self.nodes[id];
        let (parent, previous, next) = (node.parent.take(), node.previous.take(), node.next.take());
        let Some(parent) = parent else { return };
        match previous {
            Some(previous) => self.nodes[previous].next = next,
            None => self.nodes[parent].first = next,
        }
        match next {
            Some(next) => self.nodes[next].previous = previous,
            None => self.nodes[parent].last = previous,
        }
    }

    /// Adds `text` to the text node `id`; `false` where `id` is no text.
    pub(crate) fn extend_text(&mut self, id: Option<NodeId>, text: &StrTendril) -> bool {
        match id.map(|id| &mut self.nodes[id].content) {
            Some(Content::Text(so_far)) => {
                so_far.push_tendril(text);
                true
            }
            _ => false,
        }
    }
}
