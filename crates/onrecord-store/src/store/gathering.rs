//! Quotations that render the same words, brought together. All findings in; of each that no record was
//! found to hold, the statement that it belongs to out: that of reports which a record holds, or one of words
//! that other reports have altered, trimmed or paraphrased.

use crate::store::page::Held;
use crate::store::statement::{With, unlocated};
use jiff::civil::{Date, date};
use onrecord::statement::rendition::{Rendition, words_of};
use onrecord::statement::shelf::Memory;
use onrecord::statement::{Statement, Statements};
use onrecord_model::Model;
use std::collections::BTreeMap;

/// Writes into each place what it stands with, and gives the findings of each statement of several, as indices.
/// Indirect speech and headlines claim no wording and are left as they are. The same findings give the same, in
/// whatever order.
pub(crate) fn gather(held: &mut Held) -> Vec<Vec<usize>> {
    let model = Model::english();
    let renditions: Vec<(u64, Rendition)> = held
        .places
        .iter()
        .zip(&held.found)
        .enumerate()
        .filter_map(|(at, (place, found))| Some((at, place, found, place.verbatim.as_deref()?)))
        .map(|(at, place, found, verbatim)| {
            let words = words_of(model, verbatim);
            let speaker = place.person.as_deref().map(number);
            let day = found.day.as_deref().and_then(day_number);
            (at as u64, Rendition { words, speaker, day })
        })
        .collect();
    let (mut statements, mut shelf) = (Statements::default(), Memory::default());
    // The shelf is memory, which does not fail.
    let Ok(()) = statements.add(&mut shelf, renditions);
    let Ok(all) = statements.all(&shelf);
    let mut lines = Vec::new();
    for statement in all.iter().filter(|one| one.quotations.len() > 1) {
        lines.push(statement.quotations.iter().map(|at| *at as usize).collect());
        if let Some(with) = common(held, statement) {
            for at in &statement.quotations {
                if let Some(place) = held.places.get_mut(*at as usize) {
                    place.with = Some(with.clone());
                }
            }
        }
    }
    lines
}

/// What the quotations of `statement` stand with: the stretch of a record that most of them were found in
/// (of equals the first), else the words of the fullest of them.
fn common(held: &Held, statement: &Statement) -> Option<With> {
    let places = |names: &[u64]| {
        let found = names.iter().filter_map(|at| held.places.get(*at as usize));
        found.collect::<Vec<_>>()
    };
    let mut stretches: BTreeMap<&(String, u64, u64), usize> = BTreeMap::new();
    for place in places(&statement.quotations) {
        if let Some(said) = &place.said {
            *stretches.entry(said).or_default() += 1;
        }
    }
    let most = stretches.iter().rev().max_by_key(|(_, n)| **n);
    if let Some((said, _)) = most {
        return Some(With::Said((*said).clone()));
    }
    places(&statement.fullest).into_iter().map(unlocated).min().map(With::Words)
}

/// Days from 1 January 1970 to a day written YYYY-MM-DD.
pub(crate) fn day_number(day: &str) -> Option<i32> {
    let day: Date = day.parse().ok()?;
    Some(day.since(date(1970, 1, 1)).ok()?.get_days())
}

/// A number for an id: its first 16 hex digits.
pub(crate) fn number(id: &str) -> u64 {
    let digits: String = id.chars().filter(char::is_ascii_hexdigit).take(16).collect();
    u64::from_str_radix(&digits, 16).unwrap_or(0)
}
