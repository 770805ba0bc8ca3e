//! Folded tokens of a record in stretches that can each be folded without what stands before. A record
//! in, tokens out, from any stretch on.

use crate::document::Document;
use crate::text::folded::each_token;
use crate::text::span::Span;
use std::ops::ControlFlow;

/// Bytes of the shortest stretch that ends within a text.
const SHORTEST: usize = 512;

/// Bytes after which a stretch ends without the end of a sentence.
const LONGEST: usize = 2048;

/// Hands the folded tokens of what was said in `record` from byte `start` on, the first byte of a
/// stretch, to `take`: key, place, and where the stretch began. Labels and stage directions are passed
/// over, so that words on both sides of them are neighbours.
pub(crate) fn each_said(
    record: &Document,
    start: usize,
    take: &mut impl FnMut(&str, Span, usize) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let unsaid = record.transcript.as_ref().map_or(&[][..], |transcript| &transcript.unsaid);
    let mut at = start;
    let next = unsaid.partition_point(|skip| skip.end() <= at);
    for skip in unsaid.get(next..).unwrap_or(&[]) {
        if skip.end() <= at {
            continue;
        }
        between(&record.text, at, skip.start(), take)?;
        at = skip.end();
    }
    between(&record.text, at, record.text.len(), take)
}

fn between(
    text: &str,
    start: usize,
    end: usize,
    take: &mut impl FnMut(&str, Span, usize) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut at = start;
    while at < end {
        let past = stretch_end(text, at, end);
        each_token(text, Span::new(at, past), &mut |key, span| take(key, span, at))?;
        at = past;
    }
    ControlFlow::Continue(())
}

/// Where the stretch that begins at `start` ends: after a sentence if it can, and no number or name is
/// cut in two.
fn stretch_end(text: &str, start: usize, end: usize) -> usize {
    let (least, most) = (start + SHORTEST, (start + LONGEST).min(end));
    if least >= end {
        return end;
    }
    let bytes = text.as_bytes().get(least..most).unwrap_or(&[]);
    let is_space = |byte: u8| matches!(byte, b' ' | b'\n');
    let ends = |two: &[u8]| matches!(two[0], b'.' | b'?' | b'!' | b'\n') && is_space(two[1]);
    if let Some(at) = bytes.windows(2).position(ends) {
        return least + at + 1;
    }
    if most == end {
        return end;
    }
    match bytes.iter().rposition(|byte| is_space(*byte)) {
        Some(at) => least + at,
        None => text.floor_char_boundary(most).max(start + 1),
    }
}
