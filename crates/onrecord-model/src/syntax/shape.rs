//! What characters a word is made of. Characters in, one of a few classes out.

/// The class of a word by its characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Shape {
    /// "word", and words of scripts without capitals.
    #[default]
    Lower,
    /// "Word".
    Capitalised,
    /// "WORD".
    Capitals,
    /// "A".
    Capital,
    /// "McWord", "iWord".
    Mixed,
    /// "U.S.", "A.".
    Initials,
    /// "a.m.", "etc.".
    Dotted,
    /// "word-word".
    Hyphened,
    /// "Word-word".
    HyphenedCapitalised,
    /// "12", "1,200.50".
    Digits,
    /// "1987": four digits.
    Year,
    /// "12th", "G20", "9/11".
    DigitsInside,
    /// A double quotation mark, or two single ones, that opens.
    MarkOpening,
    /// One that closes.
    MarkClosing,
    /// One that could do either.
    Mark,
    /// A single mark or apostrophe that stands alone.
    Apostrophe,
    /// A mark that ends a sentence, a colon or semicolon, or a dash.
    Stop,
    /// Any other sign.
    Sign,
    /// "'s", "n't", "'ll": a part of a word with its apostrophe.
    Clitic,
}

impl Shape {
    /// How many there are.
    pub const COUNT: usize = 19;

    /// Its number, below [`Shape::COUNT`].
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }

    /// Whether a capital letter opens the word.
    #[must_use]
    pub fn is_capitalised(self) -> bool {
        matches!(
            self,
            Shape::Capitalised
                | Shape::Capitals
                | Shape::Capital
                | Shape::Mixed
                | Shape::Initials
                | Shape::HyphenedCapitalised
        )
    }

    /// Whether the word holds a digit.
    #[must_use]
    pub fn has_digits(self) -> bool {
        matches!(self, Shape::Digits | Shape::Year | Shape::DigitsInside)
    }

    /// Whether it is no word: a mark, stop or sign.
    #[must_use]
    pub fn is_mark(self) -> bool {
        matches!(
            self,
            Shape::MarkOpening
                | Shape::MarkClosing
                | Shape::Mark
                | Shape::Apostrophe
                | Shape::Stop
                | Shape::Sign
        )
    }
}

/// What was seen of a word's characters so far.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Traits {
    n: u32,
    n_upper: u32,
    n_lower: u32,
    n_digits: u32,
    n_stops: u32,
    n_hyphens: u32,
    n_apostrophes: u32,
    n_doubles: u32,
    is_first_upper: bool,
}

impl Traits {
    pub(crate) fn see_ascii(&mut self, byte: u8) {
        match byte {
            b'a'..=b'z' => self.n_lower += 1,
            b'A'..=b'Z' => {
                self.is_first_upper |= self.n == 0;
                self.n_upper += 1;
            }
            b'0'..=b'9' => self.n_digits += 1,
            b'.' => self.n_stops += 1,
            b'-' => self.n_hyphens += 1,
            b'\'' | b'`' => self.n_apostrophes += 1,
            b'"' => self.n_doubles += 1,
            _ => {}
        }
        self.n += 1;
    }

    pub(crate) fn see(&mut self, c: char) {
        match c {
            '’' | '‘' | '‛' => self.n_apostrophes += 1,
            '“' | '”' | '„' | '«' | '»' => self.n_doubles += 1,
            _ if c.is_ascii() => {
                self.see_ascii(c as u8);
                return;
            }
            _ if c.is_uppercase() => {
                self.is_first_upper |= self.n == 0;
                self.n_upper += 1;
            }
            _ if c.is_alphabetic() => self.n_lower += 1,
            _ if c.is_numeric() => self.n_digits += 1,
            _ => {}
        }
        self.n += 1;
    }

    pub(crate) fn shape(self, text: &str, start: usize, end: usize) -> Shape {
        let n_letters = self.n_upper + self.n_lower;
        if n_letters == 0 && self.n_digits == 0 {
            return self.mark(text, start, end);
        }
        if self.n_digits > 0 {
            return match n_letters {
                0 if self.n_digits == 4 && self.n == 4 => Shape::Year,
                0 => Shape::Digits,
                _ => Shape::DigitsInside,
            };
        }
        if self.n_apostrophes > 0 && n_letters + self.n_apostrophes <= 3 && self.n <= 3 {
            return Shape::Clitic;
        }
        if self.n_stops > 0 {
            return if self.n_upper > 0 { Shape::Initials } else { Shape::Dotted };
        }
        if self.n_hyphens > 0 {
            return if self.n_upper > 0 { Shape::HyphenedCapitalised } else { Shape::Hyphened };
        }
        match (self.n_upper, self.n_lower) {
            (0, _) => Shape::Lower,
            (1, 0) => Shape::Capital,
            (_, 0) => Shape::Capitals,
            (1, _) if self.is_first_upper => Shape::Capitalised,
            _ => Shape::Mixed,
        }
    }

    /// The shape of what holds no letter and no digit.
    fn mark(self, text: &str, start: usize, end: usize) -> Shape {
        let word = text.get(start..end).unwrap_or("");
        let first = word.chars().next().unwrap_or(' ');
        if self.n_doubles == 0 && self.n_apostrophes < 2 {
            return match first {
                '\'' | '`' | '’' | '‘' | '‛' => Shape::Apostrophe,
                '.' | '!' | '?' | ':' | ';' | '…' | '-' | '–' | '—' | '―' | '‒' => {
                    Shape::Stop
                }
                _ => Shape::Sign,
            };
        }
        match first {
            '“' | '„' | '«' | '`' | '‘' => return Shape::MarkOpening,
            '”' | '»' | '’' => return Shape::MarkClosing,
            _ => {}
        }
        let before = text.get(..start).and_then(|before| before.chars().next_back());
        let after = text.get(end..).and_then(|after| after.chars().next());
        let is_open = |c: char| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-' | '‘');
        let opens = before.is_none_or(is_open);
        let closes = after.is_none_or(|c| !c.is_alphanumeric());
        match (opens, closes) {
            (true, false) => Shape::MarkOpening,
            (false, true) => Shape::MarkClosing,
            (true, true) if after.is_some_and(|c| !c.is_whitespace()) => Shape::MarkOpening,
            _ => Shape::Mark,
        }
    }
}
