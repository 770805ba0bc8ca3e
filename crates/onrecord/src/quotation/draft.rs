//! Quotations before their cues are known. One level of marked stretches in (a paragraph's outermost,
//! or those inside one stretch), drafts out: utterances that stand by themselves, reported clauses
//! around borrowed words, and marked text that is no speech.

use crate::document::block::Role;
use crate::quotation::QuotationKind;
use crate::quotation::carrier::{Carrier, Marked};
use crate::quotation::extent::{self, Clause};
use crate::quotation::kind;
use crate::quotation::standing::groups;
use crate::quotation::word_class::Class;
use crate::text::span::Span;
use crate::text::words::words;

/// A quotation with the stretches it is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Draft {
    pub(crate) kind: QuotationKind,
    pub(crate) content: Vec<Span>,
    pub(crate) marked: Vec<Span>,
    pub(crate) block: usize,
    /// Indices of its stretches, among all of the document; empty for a block without marks.
    pub(crate) stretches: Vec<usize>,
    /// The stretch inside which it stands.
    pub(crate) inside: Option<usize>,
}

/// The drafts of one level, in text order. `role` is the role of the block.
pub(crate) fn drafts(carrier: &Carrier<'_>, block: usize, role: Role) -> Vec<Draft> {
    let mut found: Vec<Draft> = Vec::new();
    let mut open: Option<(Clause, Vec<Marked>)> = None;
    let mut floor = 0;
    let close = |open: &mut Option<(Clause, Vec<Marked>)>, found: &mut Vec<Draft>| {
        if let Some((clause, members)) = open.take() {
            found.push(reported(carrier, block, &clause, &members));
        }
    };
    for group in groups(carrier) {
        let members: Vec<Marked> =
            group.members.iter().filter_map(|idx| carrier.marked.get(*idx).copied()).collect();
        let (Some(first), Some(last)) = (members.first().copied(), members.last().copied()) else {
            continue;
        };
        let named = if members.len() == 1 { kind::named(carrier, &first) } else { None };
        if role == Role::Title && named.is_none() {
            found.push(whole(QuotationKind::Headline, block, &members));
            continue;
        }
        if group.stands && named.is_none() {
            if let Some((clause, _)) = &mut open {
                clause.end = clause.end.min(first.at);
            }
            close(&mut open, &mut found);
            found.push(whole(QuotationKind::Direct, block, &members));
            floor = last.at + 1;
            continue;
        }
        let clause = extent::clause(carrier, &first, floor);
        match (&mut open, clause) {
            (Some((running, within)), next)
                if first.at < running.end && next.is_none_or(|next| next.cue == running.cue) =>
            {
                within.push(first);
                running.end = running.end.max(next.map_or(0, |next| next.end));
            }
            (Some((running, within)), Some(next)) if next.cue == running.cue => {
                within.push(first);
                running.end = next.end;
            }
            (running, Some(next)) if named.is_none() => {
                if let Some((clause, within)) = running {
                    let kept = within.last().map_or(0, |last| last.at + 1);
                    clause.end = clause.end.min(before_cue(carrier, next.cue).max(kept));
                }
                close(&mut open, &mut found);
                open = Some((next, vec![first]));
            }
            _ => {
                close(&mut open, &mut found);
                let kind = named.unwrap_or_else(|| kind::unsaid(carrier, &first));
                found.push(whole(kind, block, &members));
            }
        }
    }
    close(&mut open, &mut found);
    found
}

/// The end of the clause before the one that the cue at `cue` belongs to: back over its subject and
/// conjunction.
fn before_cue(carrier: &Carrier<'_>, cue: usize) -> usize {
    let mut place = cue;
    while let Some(before) = place.checked_sub(1) {
        match carrier.class(before) {
            Some(Class::Comma | Class::Conjunction | Class::Dash | Class::Semicolon) => {
                return before;
            }
            Some(Class::Quoted | Class::Stop) | None => return before + 1,
            _ if cue - before > 10 => return cue,
            _ => place = before,
        }
    }
    place
}

fn whole(kind: QuotationKind, block: usize, members: &[Marked]) -> Draft {
    let inner: Vec<Span> = members.iter().map(|marked| marked.stretch.inner).collect();
    Draft {
        kind,
        content: inner.clone(),
        marked: inner,
        block,
        stretches: members.iter().map(|marked| marked.stretch_idx).collect(),
        inside: None,
    }
}

/// A reported clause: direct where nine of its words in ten stand between marks.
fn reported(carrier: &Carrier<'_>, block: usize, clause: &Clause, members: &[Marked]) -> Draft {
    let marked: Vec<Span> = members.iter().map(|marked| marked.stretch.inner).collect();
    let outer = members.iter().map(|marked| marked.stretch.outer).reduce(Span::hull);
    let content = extent::span(carrier, clause);
    let content = match (content, outer) {
        (Some(content), Some(outer)) => trim_marks(content.hull(outer), members),
        (None, Some(outer)) => trim_marks(outer, members),
        (Some(content), None) => content,
        (None, None) => Span::empty(0),
    };
    let n_words = words(content.of(carrier.text)).count();
    let n_marked: usize = marked.iter().map(|span| words(span.of(carrier.text)).count()).sum();
    let is_direct = n_marked * 10 >= n_words * 9;
    Draft {
        kind: if is_direct { QuotationKind::Direct } else { QuotationKind::Mixed },
        content: vec![content],
        marked,
        block,
        stretches: members.iter().map(|marked| marked.stretch_idx).collect(),
        inside: None,
    }
}

/// `content` without a mark with which it begins or ends.
fn trim_marks(content: Span, members: &[Marked]) -> Span {
    let mut content = content;
    for marked in members {
        if marked.stretch.outer.start() == content.start() {
            content = Span::new(marked.stretch.inner.start(), content.end());
        }
        if marked.stretch.outer.end() == content.end() {
            content = Span::new(content.start(), marked.stretch.inner.end());
        }
    }
    content
}
