//! How much of a content stands between double marks. A text and the words of a content in, its kind
//! out: the same measure for gold and predicted contents.

use crate::polnear::annotation::Points;
use crate::polnear::parse::Parse;

/// Kinds of content, by the share of its words inside double marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ContentKind {
    /// At least nine words in ten.
    Direct,
    /// Between the two.
    Mixed,
    /// No word.
    Indirect,
}

/// For each code point of a text, whether it stands inside double marks.
#[derive(Debug)]
pub struct Marks {
    inside: Vec<bool>,
}

impl Marks {
    /// Reads the double marks of `text`. A paragraph's end closes: an opening mark counts to the end
    /// of its paragraph where no closing mark follows.
    #[must_use]
    pub fn read(text: &str) -> Marks {
        let mut inside = Vec::with_capacity(text.len());
        let mut open = false;
        let mut before = ' ';
        for c in text.chars() {
            match c {
                '\n' => open = false,
                '“' | '„' => open = true,
                '”' => open = false,
                '"' => open = !open,
                // Two single marks side by side stand for one double mark.
                '\'' | '’' | '‘' | '`' if c == before => open = !open,
                _ => {}
            }
            before = c;
            inside.push(open);
        }
        Marks { inside }
    }

    /// The kind of the content that `words` (of [`Parse::words`]) make up.
    #[must_use]
    pub fn kind(&self, parse: &Parse, words: &[usize]) -> ContentKind {
        let is_inside = |at: &&usize| {
            let Points { start, .. } = parse.place(**at);
            self.inside.get(start).copied().unwrap_or(false)
        };
        let n_inside = words.iter().filter(is_inside).count();
        if n_inside == 0 {
            ContentKind::Indirect
        } else if n_inside * 10 >= words.len() * 9 {
            ContentKind::Direct
        } else {
            ContentKind::Mixed
        }
    }
}
