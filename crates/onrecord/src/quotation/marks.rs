//! Quotation marks of one paragraph. A stretch of text in, its marks out, each with how well it would
//! open and how well it would close by the characters beside it. Apostrophes, inch and foot marks and
//! marks without any reading as a quotation mark are left out.

use crate::text::span::Span;

/// One mark, or two single characters that stand for a double mark ('' or ``).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Its characters.
    pub(crate) span: Span,
    /// Which mark.
    pub(crate) glyph: Glyph,
    /// How far it is from a mark that opens: 0 is one, [`NEVER`] cannot be.
    pub(crate) opens: u16,
    /// How far it is from a mark that closes.
    pub(crate) closes: u16,
    /// How far it is from a character that is no quotation mark.
    pub(crate) strays: u16,
}

/// The cost of a reading that is out of the question.
pub(crate) const NEVER: u16 = 1000;

/// The cost of a mark without a mate, against which the others are set.
const STRAY: u16 = 6;

/// Marks by form: what may close what follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Glyph {
    /// " (and '' set from two apostrophes).
    Straight,
    /// “ and ‟.
    High66,
    /// ”.
    High99,
    /// „.
    Low99,
    /// «, ».
    GuillemetLeft,
    GuillemetRight,
    /// ‹, ›.
    AngleLeft,
    AngleRight,
    /// 「, 」.
    CornerLeft,
    CornerRight,
    /// 『, 』.
    WhiteCornerLeft,
    WhiteCornerRight,
    /// ``.
    Backticks,
    /// ' and `.
    StraightSingle,
    /// ‘ and ‛.
    High6,
    /// ’.
    High9,
    /// ‚.
    Low9,
}

impl Glyph {
    /// Whether the mark belongs to the single family, which apostrophes share.
    pub(crate) fn is_single(self) -> bool {
        matches!(self, Glyph::StraightSingle | Glyph::High6 | Glyph::High9 | Glyph::Low9)
    }

    /// How badly `closer` fits as the mate of `self`; [`NEVER`] where no house sets them so.
    pub(crate) fn mate(self, closer: Glyph) -> u16 {
        use Glyph as G;
        match (self, closer) {
            (G::Straight, G::Straight)
            | (G::High66 | G::Low99 | G::High99, G::High99)
            | (G::Low99, G::High66)
            | (G::Backticks, G::Straight)
            | (G::GuillemetLeft, G::GuillemetRight)
            | (G::GuillemetRight, G::GuillemetLeft | G::GuillemetRight)
            | (G::AngleLeft, G::AngleRight)
            | (G::AngleRight, G::AngleLeft | G::AngleRight)
            | (G::CornerLeft, G::CornerRight)
            | (G::WhiteCornerLeft, G::WhiteCornerRight) => 0,
            (G::Straight | G::Backticks, G::High99 | G::High66)
            | (G::High66 | G::High99 | G::Low99, G::Straight)
            | (G::High66, G::High66) => 1,
            _ => NEVER,
        }
    }
}

/// The double and single marks of `within`, each in text order.
pub(crate) fn find(text: &str, within: Span) -> (Vec<Mark>, Vec<Mark>) {
    let mut double = Vec::new();
    let mut single = Vec::new();
    let part = within.of(text);
    let mut before: Option<char> = None;
    let mut chars = part.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let Some(glyph) = glyph(c) else {
            before = Some(c);
            continue;
        };
        let mut glyph = glyph;
        let mut end = at + c.len_utf8();
        let twin = chars.peek().is_some_and(|(_, next)| *next == c);
        if twin && matches!(c, '\'' | '`' | '’' | '‘') {
            chars.next();
            end += c.len_utf8();
            glyph = if matches!(c, '`' | '‘') { Glyph::Backticks } else { Glyph::Straight };
        }
        let after = part.get(end..).and_then(|rest| rest.chars().next());
        let sides = Sides { before, after, is_measure: is_measure(part, at) };
        let (opens, closes, strays) = sides.costs(glyph);
        let span = Span::new(within.start() + at, within.start() + end);
        let mark = Mark { span, glyph, opens, closes, strays };
        before = Some(c);
        if glyph.is_single() {
            if !sides.is_inside_word() {
                single.push(mark);
            }
        } else {
            double.push(mark);
        }
    }
    (double, single)
}

fn glyph(c: char) -> Option<Glyph> {
    Some(match c {
        '"' | '＂' => Glyph::Straight,
        '“' | '‟' | '〝' => Glyph::High66,
        '”' | '〞' => Glyph::High99,
        '„' | '〟' => Glyph::Low99,
        '«' => Glyph::GuillemetLeft,
        '»' => Glyph::GuillemetRight,
        '‹' => Glyph::AngleLeft,
        '›' => Glyph::AngleRight,
        '「' | '｢' => Glyph::CornerLeft,
        '」' | '｣' => Glyph::CornerRight,
        '『' => Glyph::WhiteCornerLeft,
        '』' => Glyph::WhiteCornerRight,
        '\'' | '`' => Glyph::StraightSingle,
        '‘' | '‛' => Glyph::High6,
        '’' => Glyph::High9,
        '‚' => Glyph::Low9,
        _ => return None,
    })
}

/// What stands beside a mark.
struct Sides {
    before: Option<char>,
    after: Option<char>,
    /// A height: the mark ends 5'10" or stands right after a number.
    is_measure: Measure,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Measure {
    /// 5'10"
    FeetAndInches,
    /// 22"
    Number,
    None,
}

impl Sides {
    fn costs(&self, glyph: Glyph) -> (u16, u16, u16) {
        let is_alone = self.before.is_some_and(is_space) && self.after.is_none_or(is_space);
        let strays = match self.is_measure {
            Measure::FeetAndInches => 0,
            _ if is_alone && matches!(glyph, Glyph::Straight) => STRAY / 2,
            Measure::Number if self.after.is_none_or(char::is_whitespace) => STRAY / 2,
            _ => STRAY,
        };
        let (opens, closes) = match (self.opens(), self.closes()) {
            (true, false) => (0, 4),
            (false, true) => (4, 0),
            // Spaces on both sides, or none on either: the marks around it tell.
            _ => (1, 1),
        };
        match glyph {
            Glyph::Straight | Glyph::StraightSingle => (opens, closes, strays),
            // The side beats the form: Swedish ”…”, and “…“ as keyboards set it.
            Glyph::High66 | Glyph::High6 => (u16::from(opens == 4) * 3, 1 + closes, strays),
            Glyph::High99 | Glyph::High9 => (1 + opens, u16::from(closes == 4) * 3, strays),
            Glyph::Low99 | Glyph::Low9 | Glyph::Backticks => (0, NEVER, strays),
            Glyph::CornerLeft | Glyph::WhiteCornerLeft => (0, NEVER, strays),
            Glyph::CornerRight | Glyph::WhiteCornerRight => (NEVER, 0, strays),
            // French sets spaces inside, German and Danish turn the marks round: « is a closing mark
            // only where it stands tight behind a word.
            Glyph::GuillemetLeft | Glyph::AngleLeft => (u16::from(opens == 4), closes, strays),
            Glyph::GuillemetRight | Glyph::AngleRight => (opens, u16::from(closes == 4), strays),
        }
    }

    fn opens(&self) -> bool {
        self.before.is_none_or(|c| {
            is_space(c)
                || matches!(
                    c,
                    '(' | '[' | '{' | '—' | '–' | '―' | '-' | '/' | '=' | '>' | '¿' | '¡'
                )
                || matches!(c, '“' | '„' | '«' | '‹' | '‘' | '‚' | '"' | '\'')
        }) && self.after.is_some_and(|c| !is_space(c) && !matches!(c, ',' | ';' | ')' | ']'))
    }

    fn closes(&self) -> bool {
        self.before.is_some_and(|c| !is_space(c) && !matches!(c, '(' | '[' | '{' | '='))
            && self.after.is_none_or(|c| is_space(c) || !(c.is_alphanumeric() || c == '$'))
    }

    /// Letters on both sides: an apostrophe.
    fn is_inside_word(&self) -> bool {
        self.before.is_some_and(char::is_alphanumeric)
            && self.after.is_some_and(char::is_alphanumeric)
    }
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{2060}')
}

fn is_measure(part: &str, at: usize) -> Measure {
    let mut back = part.get(..at).unwrap_or("").chars().rev().peekable();
    let mut n_digits = 0;
    while back.next_if(char::is_ascii_digit).is_some() {
        n_digits += 1;
        if n_digits > 3 {
            return Measure::None;
        }
    }
    if n_digits == 0 {
        return Measure::None;
    }
    back.next_if(|c| *c == ' ');
    let has_feet = back.next_if(|c| matches!(c, '\'' | '’' | '′' | '‘')).is_some()
        && back.next().is_some_and(|c| c.is_ascii_digit());
    if has_feet { Measure::FeetAndInches } else { Measure::Number }
}
