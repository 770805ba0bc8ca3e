//! The units of the faces: lines and columns, Unicode code points. Bytes in, counts out.

use crate::text::span::Span;

/// Byte offsets of line starts, and code points before every 1,024th byte.
#[derive(Debug)]
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
    points: Vec<usize>,
}

/// How many bytes one look-up of code points counts at most.
const STRIDE: usize = 1024;

/// A place as editors count it; both numbers from 1, the column in code points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
}

impl<'a> Lines<'a> {
    /// Indexes `text` once; look-ups are then short.
    #[must_use]
    pub fn new(text: &'a str) -> Lines<'a> {
        let starts = std::iter::once(0)
            .chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1))
            .collect();
        let mut points = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut n_points = 0;
        for (at, byte) in text.bytes().enumerate() {
            if at % STRIDE == 0 {
                points.push(n_points);
            }
            n_points += usize::from(is_lead(byte));
        }
        points.push(n_points);
        Lines { text, starts, points }
    }

    /// Code points before byte `at`; past the end, the text's whole count.
    #[must_use]
    pub fn code_points(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        let block = at / STRIDE;
        let known = self.points.get(block).copied().unwrap_or(0);
        let rest = &self.text.as_bytes()[block * STRIDE..at];
        known + rest.iter().filter(|byte| is_lead(**byte)).count()
    }

    /// `span` in code points: start and end, half-open.
    #[must_use]
    pub fn code_point_range(&self, span: Span) -> (usize, usize) {
        (self.code_points(span.start()), self.code_points(span.end()))
    }

    /// Line and column of byte `at`.
    #[must_use]
    pub fn place(&self, at: usize) -> Place {
        let at = at.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= at);
        let start = self.starts[line - 1];
        Place { line, column: 1 + self.code_points(at) - self.code_points(start) }
    }
}

fn is_lead(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}
