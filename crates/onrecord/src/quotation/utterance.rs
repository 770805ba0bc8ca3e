//! Every draft of a document: levels of marked stretches read one by one, utterances that go on over
//! paragraphs joined, and blocks that are quotations without marks.

use crate::document::Document;
use crate::document::block::Role;
use crate::quotation::QuotationKind;
use crate::quotation::carrier::Carrier;
use crate::quotation::draft::{Draft, drafts};
use crate::quotation::paragraphs::{Paragraph, paragraphs};
use crate::quotation::stretch::{Stretch, stretches};
use onrecord_model::Model;

/// The drafts of `document` by paragraph; a nested one stands after the one around it.
pub(crate) fn utterances(model: &Model, document: &Document) -> Vec<Draft> {
    let text = &document.text;
    let paragraphs = paragraphs(document);
    let stretches = stretches(document, &paragraphs);
    let mut found: Vec<Draft> = Vec::new();
    let mut rest = stretches.as_slice();
    let mut open: Option<Open> = None;
    for (paragraph_idx, paragraph) in paragraphs.iter().enumerate() {
        let n_within = rest.partition_point(|stretch| stretch.paragraph == paragraph_idx);
        let (within, after) = rest.split_at_checked(n_within).unwrap_or((rest, &[]));
        let first = stretches.len() - rest.len();
        rest = after;
        let n_before = found.len();
        let is_whole = is_whole_block(paragraph, within);
        if is_whole {
            found.push(block_draft(paragraph, within, first));
        }
        for level in levels(within, first).chunk_by(|a, b| a.parent == b.parent) {
            let parent = level.first().and_then(|child| child.parent);
            if parent.is_none() && is_whole {
                continue;
            }
            let around = parent.and_then(|parent| stretches.get(parent));
            let (span, role) = match around {
                Some(around) => (around.inner, Role::Body),
                None => (paragraph.span, paragraph.role),
            };
            let members: Vec<(usize, Stretch)> =
                level.iter().map(|child| (child.stretch_idx, child.stretch)).collect();
            let carrier = Carrier::read(model, text, span, &members);
            let of_level = drafts(&carrier, paragraph.block, role);
            found.extend(of_level.into_iter().map(|draft| Draft { inside: parent, ..draft }));
        }
        let label = |block: usize| document.blocks.get(block).and_then(|block| block.label);
        let is_same_turn = |open: Open| {
            open.role != Role::Turn
                || label(open.block).is_some() && label(open.block) == label(paragraph.block)
        };
        let goes_on = open
            .filter(|open| is_same_turn(*open))
            .is_some_and(|open| goes_on(&mut found, open, n_before, paragraph));
        let kept = open.filter(|_| goes_on).map(|open| open.draft);
        open = left_open(&found, n_before, kept, paragraph, within, first);
    }
    found
}

/// A draft that may go on in the next paragraph.
#[derive(Debug, Clone, Copy)]
struct Open {
    draft: usize,
    role: Role,
    block: usize,
    /// Whether the draft is a block without marks.
    is_whole: bool,
}

/// A stretch and the one directly around it.
struct Child {
    parent: Option<usize>,
    stretch_idx: usize,
    stretch: Stretch,
}

/// The stretches of a paragraph, those with the same one around them side by side.
fn levels(within: &[Stretch], first: usize) -> Vec<Child> {
    let mut found: Vec<Child> = (within.iter().enumerate())
        .map(|(at, stretch)| Child {
            parent: stretch.parent,
            stretch_idx: first + at,
            stretch: *stretch,
        })
        .collect();
    found.sort_by_key(|child| child.parent);
    found
}

/// Whether a block's role makes all its words a quotation: a block quote, a pull quote, a turn of an
/// interview. One that sets its quotations between marks and says who spoke is read like any other.
fn is_whole_block(paragraph: &Paragraph, within: &[Stretch]) -> bool {
    match paragraph.role {
        Role::Turn => true,
        Role::BlockQuote | Role::PullQuote => {
            let outermost = || within.iter().filter(|stretch| stretch.parent.is_none());
            let covered: usize = outermost().map(|stretch| stretch.outer.len()).sum();
            let opens = outermost().any(|s| s.outer.start() == paragraph.span.start());
            !opens || covered == paragraph.span.len()
        }
        _ => false,
    }
}

/// The whole paragraph as one quotation; marks around all of it are left out.
fn block_draft(paragraph: &Paragraph, within: &[Stretch], first: usize) -> Draft {
    let around = within.iter().position(|stretch| stretch.outer == paragraph.span);
    let span = around.and_then(|at| within.get(at)).map_or(paragraph.span, |s| s.inner);
    Draft {
        kind: QuotationKind::Direct,
        content: vec![span],
        marked: vec![span],
        block: paragraph.block,
        stretches: (within.iter().enumerate())
            .filter(|(_, stretch)| stretch.parent.is_none())
            .map(|(at, _)| first + at)
            .collect(),
        inside: None,
    }
}

/// Joins the first draft of a paragraph, from index `n_before`, to the one that was left open, if it
/// opens the paragraph: one utterance, an opening mark on each paragraph, or one block over lines.
fn goes_on(found: &mut Vec<Draft>, open: Open, n_before: usize, paragraph: &Paragraph) -> bool {
    let is_same_part = open.role == paragraph.role
        && (!open.is_whole
            || open.block == paragraph.block
            || matches!(open.role, Role::BlockQuote | Role::Turn))
        && paragraph.block - open.block <= 1;
    let opens = found.get(n_before).is_some_and(|draft| {
        let start = draft.content.first().map_or(usize::MAX, |span| span.start());
        draft.kind.is_speech() && start <= paragraph.span.start() + LEAD
    });
    if !is_same_part || !opens || open.draft >= n_before {
        return false;
    }
    let next = found.remove(n_before);
    if let Some(draft) = found.get_mut(open.draft) {
        draft.content.extend(next.content);
        draft.marked.extend(next.marked);
        draft.stretches.extend(next.stretches);
    }
    true
}

/// How many bytes of marks and spaces may stand before the first word of a paragraph.
const LEAD: usize = 12;

fn left_open(
    found: &[Draft],
    n_before: usize,
    kept: Option<usize>,
    paragraph: &Paragraph,
    within: &[Stretch],
    first: usize,
) -> Option<Open> {
    let holds = |idx: usize| -> Option<usize> {
        let of_paragraph = found.get(n_before..).unwrap_or_default();
        let draft = of_paragraph.iter().position(|draft| draft.stretches.contains(&idx));
        draft.map(|at| n_before + at).or_else(|| {
            kept.filter(|kept| found.get(*kept).is_some_and(|d| d.stretches.last() == Some(&idx)))
        })
    };
    let is_whole = is_whole_block(paragraph, within);
    let draft = if is_whole {
        kept.or(Some(n_before))
    } else {
        let last = within.iter().rposition(|stretch| stretch.parent.is_none())?;
        let stretch = within.get(last)?;
        let is_open = !stretch.is_closed && stretch.outer.end() == paragraph.span.end();
        if !is_open {
            return None;
        }
        holds(first + last)
    };
    draft.map(|draft| Open { draft, role: paragraph.role, block: paragraph.block, is_whole })
}
