//! Words laid out in columns. Pieces of a side in, lines no wider than asked out, each with the line
//! of marks that goes under it: `+` only the article has it, `-` only the record has it, `~` other
//! words or another place, `^` the other side has words here.

use crate::report::phrase;
use crate::report::side::{Change, Piece, Text};
use crate::report::visible::flat;
use unicode_width::UnicodeWidthChar;

/// One character with the mark under it.
#[derive(Debug, Clone, Copy)]
struct Cell {
    c: char,
    mark: char,
}

/// A side of a finding, or a plain text, before it is parted into lines.
#[derive(Debug, Default)]
pub(crate) struct Cells {
    cells: Vec<Cell>,
    /// Whether the next character gets the mark of a place, as none stands before it.
    pointing: bool,
}

/// One line of words with its marks.
#[derive(Debug)]
pub(crate) struct Line<'a> {
    cells: &'a [Cell],
}

impl Cells {
    /// The pieces of the side that shows `text`.
    pub(crate) fn of(pieces: &[Piece], text: Text) -> Cells {
        let only = if text == Text::Article { '+' } else { '-' };
        let mut cells = Cells::default();
        for piece in pieces {
            match piece {
                Piece::Plain(words) | Piece::Around(words) => cells.push(words, ' '),
                Piece::Marked(mark, words) if mark.change == Change::Only => {
                    cells.push(words, only);
                }
                Piece::Marked(_, words) => cells.push(words, '~'),
                Piece::Gap(n) => cells.push(&format!(" [… {} …] ", phrase::count(*n, "word")), ' '),
                Piece::Place(_) => cells.point(),
            }
        }
        cells
    }

    /// Text without marks.
    pub(crate) fn plain(text: &str) -> Cells {
        let mut cells = Cells::default();
        cells.push(text, ' ');
        cells
    }

    fn push(&mut self, words: &str, mark: char) {
        for c in flat(words).chars() {
            let mark = if self.pointing { '^' } else { mark };
            self.pointing = false;
            self.cells.push(Cell { c, mark });
        }
    }

    /// Marks the place between what stands and what comes: the space, if there is one.
    fn point(&mut self) {
        match self.cells.last_mut() {
            Some(cell) if cell.c == ' ' && cell.mark == ' ' => cell.mark = '^',
            _ => self.pointing = true,
        }
    }

    /// Lines of at most `width` columns, parted at spaces where there are any.
    pub(crate) fn wrap(&self, width: usize) -> Vec<Line<'_>> {
        let mut lines = Vec::new();
        let mut start = 0;
        let mut used = 0;
        let mut space = None;
        for (at, cell) in self.cells.iter().enumerate() {
            used += columns(cell.c);
            if cell.c == ' ' {
                space = Some(at + 1);
            } else if used > width && at > start {
                let end = space.unwrap_or(at);
                lines.push(Line { cells: &self.cells[start..end] });
                start = end;
                space = None;
                used = self.cells[start..=at].iter().map(|cell| columns(cell.c)).sum();
            }
        }
        if start < self.cells.len() || lines.is_empty() {
            lines.push(Line { cells: &self.cells[start..] });
        }
        lines
    }
}

impl Line<'_> {
    /// The words.
    pub(crate) fn words(&self) -> String {
        self.cells.iter().map(|cell| cell.c).collect()
    }

    /// The words with ANSI colours where they are marked.
    pub(crate) fn coloured(&self) -> String {
        let mut out = String::new();
        let mut current = ' ';
        for cell in self.cells {
            if cell.mark != current {
                out.push_str("\u{1b}[0m");
                out.push_str(match cell.mark {
                    '+' => "\u{1b}[1;32m",
                    '-' => "\u{1b}[1;31m",
                    '~' => "\u{1b}[1;33m",
                    _ => "",
                });
                current = cell.mark;
            }
            out.push(cell.c);
        }
        if current != ' ' {
            out.push_str("\u{1b}[0m");
        }
        out
    }

    /// One mark under each column.
    pub(crate) fn marks(&self) -> String {
        self.cells.iter().flat_map(|cell| std::iter::repeat_n(cell.mark, columns(cell.c))).collect()
    }
}

/// Columns that `c` takes on a terminal.
fn columns(c: char) -> usize {
    c.width().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use crate::report::cells::{Cells, columns};

    #[test]
    fn no_line_is_wider_than_asked_whatever_the_script() {
        let text =
            "Wir sagen 会議は七時に始まります und dann überhauptkeinWortMehrDasPasst e\u{301}é";
        for width in 2..30 {
            for line in Cells::plain(text).wrap(width) {
                let used: usize = line.words().trim_end().chars().map(columns).sum();
                assert!(used <= width, "{:?} is wider than {width}", line.words());
            }
        }
    }
}
