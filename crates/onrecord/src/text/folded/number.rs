//! Numbers in words and digits. A run of number words in, the [`Number`] they begin with out.

use crate::text::span::Span;
use std::fmt;

/// `mantissa` / 10^`decimals`; printed without trailing zeros, with "st", "nd", "rd", "th" if ordinal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Number {
    pub(crate) mantissa: u64,
    pub(crate) decimals: u32,
    pub(crate) ordinal: bool,
}

/// A word that a number is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Atom {
    /// Digits, and the currency whose sign stands before them.
    Literal(Number, Option<&'static str>),
    /// 0 to 9.
    Unit(u64, &'static str),
    /// 10 to 19.
    Teen(u64, &'static str),
    /// 20, 30 … 90.
    Ten(u64, &'static str),
    Hundred(&'static str),
    /// Thousand and up.
    Scale(u64, &'static str),
    /// "third", "twentieth".
    Ordinal(u64, &'static str),
    /// "hundredth", "thousandth".
    OrdinalScale(u64, &'static str),
    /// "and", "a", "oh", "point": part of a number only between others.
    And,
    A(&'static str),
    Oh(&'static str),
    Point,
    /// "per", and "cent" after it.
    Per,
    Cent,
}

impl Atom {
    /// The atom that the list's `note` says `key` is: `None` for a note it does not know.
    pub(crate) fn listed(key: &'static str, note: &'static str) -> Option<Atom> {
        let (class, value) = note.split_once(' ').unwrap_or((note, "0"));
        let value = value.parse().ok()?;
        Some(match class {
            "unit" => Atom::Unit(value, key),
            "teen" => Atom::Teen(value, key),
            "ten" => Atom::Ten(value, key),
            "hundred" => Atom::Hundred(key),
            "scale" => Atom::Scale(value, key),
            "ordinal" => Atom::Ordinal(value, key),
            "ordinal-scale" => Atom::OrdinalScale(value, key),
            "and" => Atom::And,
            "a" => Atom::A(key),
            "oh" => Atom::Oh(key),
            "point" => Atom::Point,
            "per" => Atom::Per,
            "cent" => Atom::Cent,
            _ => return None,
        })
    }

    /// Whether a number, or "per cent", may begin with it.
    pub(crate) fn opens(self) -> bool {
        !matches!(self, Atom::And | Atom::Oh(_) | Atom::Point | Atom::Cent)
    }

    /// The word by itself, where it is part of no number.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Atom::Literal(..) => "",
            Atom::Unit(_, word) | Atom::Teen(_, word) | Atom::Ten(_, word) => word,
            Atom::Scale(_, word) | Atom::Ordinal(_, word) | Atom::OrdinalScale(_, word) => word,
            Atom::Hundred(word) | Atom::A(word) | Atom::Oh(word) => word,
            Atom::And => "and",
            Atom::Point => "point",
            Atom::Per => "per",
            Atom::Cent => "cent",
        }
    }
}

impl Number {
    fn whole(value: u64) -> Number {
        Number { mantissa: value, decimals: 0, ordinal: false }
    }

    /// The number times `factor`; `None` beyond 2^64.
    pub(crate) fn times(self, factor: u64) -> Option<Number> {
        let mantissa = self.mantissa.checked_mul(factor)?;
        Some(Number { mantissa, ..self })
    }

    fn plus(self, value: u64) -> Option<Number> {
        let mantissa = self.mantissa.checked_add(value)?;
        Some(Number { mantissa, ..self })
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut mantissa, mut decimals) = (self.mantissa, self.decimals);
        while decimals > 0 && mantissa.is_multiple_of(10) {
            (mantissa, decimals) = (mantissa / 10, decimals - 1);
        }
        let power = 10_u64.checked_pow(decimals).unwrap_or(u64::MAX);
        write!(f, "{}", mantissa / power)?;
        if decimals > 0 {
            write!(f, ".{:0width$}", mantissa % power, width = decimals as usize)?;
        }
        if self.ordinal {
            let ending = match (mantissa % 100, mantissa % 10) {
                (11..=13, _) => "th",
                (_, 1) => "st",
                (_, 2) => "nd",
                (_, 3) => "rd",
                _ => "th",
            };
            f.write_str(ending)?;
        }
        Ok(())
    }
}

/// The number that `run` begins with, and how many atoms it takes; `None` when it begins with none.
pub(crate) fn read(run: &[(Atom, Span)]) -> Option<(Number, usize)> {
    let atom = |at: usize| run.get(at).map(|(atom, _)| *atom);
    let (mut number, mut at) = match atom(0)? {
        Atom::Literal(number, _) => {
            if number.ordinal {
                return Some((number, 1));
            }
            match atom(1) {
                Some(Atom::Hundred(_)) if number.decimals == 0 && number.mantissa < 100 => {
                    (number.times(100)?, 2)
                }
                _ => (number, 1),
            }
        }
        Atom::A(_) => match atom(1)? {
            Atom::Hundred(_) => {
                let (value, past, ordinal) = after_hundred(run, 100, 2);
                let number = Number { ordinal, ..Number::whole(value) };
                if ordinal {
                    return Some((number, past));
                }
                (number, past)
            }
            Atom::Scale(..) => (Number::whole(1), 1),
            _ => return None,
        },
        Atom::Hundred(_) if matches!(atom(1), Some(Atom::Scale(..))) => (Number::whole(100), 1),
        _ => {
            let group = group(run, 0)?;
            if group.closed {
                return Some((group.number, group.past));
            }
            (group.number, group.past)
        }
    };
    if let (Some(Atom::Point), Some(Atom::Unit(..))) = (atom(at), atom(at + 1)) {
        at += 1;
        while let Some(Atom::Unit(digit, _)) = atom(at)
            && number.decimals < 9
        {
            number = number.times(10)?.plus(digit)?;
            number.decimals += 1;
            at += 1;
        }
    }
    scaled(run, number, at)
}

/// Reads scales and the groups after them: "two million three hundred thousand and five".
fn scaled(run: &[(Atom, Span)], lead: Number, at: usize) -> Option<(Number, usize)> {
    let atom = |at: usize| run.get(at).map(|(atom, _)| *atom);
    let (mut sum, mut at, mut open, mut smallest) = (None::<Number>, at, lead, u64::MAX);
    loop {
        let (factor, ordinal) = match atom(at) {
            Some(Atom::Scale(factor, _)) => (factor, false),
            Some(Atom::OrdinalScale(factor, _)) => (factor, true),
            _ => {
                let number = match sum {
                    Some(sum) => sum.plus(open.mantissa)?,
                    None => open,
                };
                return Some((Number { ordinal: open.ordinal, ..number }, at));
            }
        };
        if factor >= smallest {
            return None;
        }
        smallest = factor;
        let part = open.times(factor)?;
        let total = match sum {
            Some(sum) => sum.plus(part.mantissa)?,
            None => part,
        };
        at += 1;
        if ordinal || total.decimals > 0 {
            return Some((Number { ordinal, ..total }, at));
        }
        let skips = usize::from(matches!(atom(at), Some(Atom::And)));
        let follows = group(run, at + skips).filter(|next| {
            let scale = match atom(next.past) {
                Some(Atom::Scale(scale, _)) => Some(scale),
                _ => None,
            };
            let fits = scale.is_none_or(|scale| scale < factor);
            !next.is_year && fits && (skips == 0 || (next.number.mantissa < 100 && scale.is_none()))
        });
        match follows {
            Some(next) => {
                (sum, open, at) = (Some(total), next.number, next.past);
                if next.closed {
                    let number = total.plus(open.mantissa)?;
                    return Some((Number { ordinal: true, ..number }, at));
                }
            }
            None => return Some((total, at)),
        }
    }
}

/// A number below 1,000, or a year.
struct Group {
    number: Number,
    past: usize,
    is_year: bool,
    /// Nothing may follow: an ordinal or a year.
    closed: bool,
}

fn group(run: &[(Atom, Span)], at: usize) -> Option<Group> {
    let atom = |at: usize| run.get(at).map(|(atom, _)| *atom);
    let (lead, past, ordinal) = below_hundred(run, at)?;
    let closed = |value: u64, past: usize, ordinal: bool, is_year: bool| {
        let number = Number { ordinal, ..Number::whole(value) };
        Some(Group { number, past, is_year, closed: ordinal || is_year })
    };
    if ordinal {
        return closed(lead, past, true, false);
    }
    // "nineteen sixty", "twenty sixteen", "nineteen oh five".
    if matches!(lead, 13..=20) {
        if let (Some(Atom::Oh(_)), Some(Atom::Unit(year, _))) = (atom(past), atom(past + 1)) {
            return closed(lead * 100 + year, past + 2, false, true);
        }
        if let Some((year, end, false)) = below_hundred(run, past)
            && year >= 10
            && !matches!(atom(end), Some(Atom::Hundred(_) | Atom::Scale(..)))
        {
            return closed(lead * 100 + year, end, false, true);
        }
    }
    match atom(past) {
        Some(Atom::OrdinalScale(100, _)) => closed(lead * 100, past + 1, true, false),
        Some(Atom::Hundred(_)) if lead > 0 => {
            let (value, end, ordinal) = after_hundred(run, lead * 100, past + 1);
            closed(value, end, ordinal, false)
        }
        _ => closed(lead, past, false, false),
    }
}

/// The hundreds with what follows them ("and five"), where they end, and whether they are ordinal.
fn after_hundred(run: &[(Atom, Span)], hundreds: u64, past: usize) -> (u64, usize, bool) {
    let atom = |at: usize| run.get(at).map(|(atom, _)| *atom);
    let skips = usize::from(matches!(atom(past), Some(Atom::And)));
    // In "one hundred and two hundred" the second hundred is a number of its own.
    below_hundred(run, past + skips)
        .filter(|(_, end, _)| !matches!(atom(*end), Some(Atom::Hundred(_))))
        .map_or((hundreds, past, false), |(tail, end, ordinal)| (hundreds + tail, end, ordinal))
}

/// A number below 100, where it ends, and whether it is ordinal.
fn below_hundred(run: &[(Atom, Span)], at: usize) -> Option<(u64, usize, bool)> {
    let atom = |at: usize| run.get(at).map(|(atom, _)| *atom);
    match atom(at)? {
        Atom::Unit(value, _) | Atom::Teen(value, _) => Some((value, at + 1, false)),
        Atom::Ordinal(value, _) => Some((value, at + 1, true)),
        Atom::Ten(value, _) => match atom(at + 1) {
            Some(Atom::Unit(unit @ 1.., _)) => Some((value + unit, at + 2, false)),
            Some(Atom::Ordinal(unit @ 1..=9, _)) => Some((value + unit, at + 2, true)),
            _ => Some((value, at + 1, false)),
        },
        _ => None,
    }
}
