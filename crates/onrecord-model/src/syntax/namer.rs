//! Names of persons, bodies and places, and what is a date, number or sum. The tagged tokens of a
//! sentence in, a kind for each out, from left to right. A word that is seen in no name gets none
//! where nothing beside it speaks for one; the others are decided by a network.

use crate::syntax::entity::Entity;
use crate::syntax::form::Form;
use crate::syntax::network::{Groups, Network};
use crate::syntax::shape::Shape;
use crate::syntax::tag::Tag;
use crate::syntax::token::Token;
use crate::syntax::vocabulary::{Notes, Vocabulary};

/// The hidden units of the network.
pub const HIDDEN: usize = 64;

/// How many rows describe a word in its place.
pub const N_ROWS: usize = 21;

/// The rows of the network's table, by what they stand for.
pub const GROUPS: Groups<N_ROWS> = Groups::new([
    5000, // the word
    1500, // the word before
    1500, // the word after
    500,  // two before
    500,  // two after
    2048, // the last three letters
    1024, // the first three
    (Shape::COUNT * N_TAGS) as u32,
    (N_SHAPES * N_SHAPES) as u32, // the shapes of the words beside it
    (N_SHAPES * N_SHAPES) as u32, // of the two words after
    (N_KINDS * N_TAGS) as u32,    // the kind of the word before, and the word's tag
    (N_KINDS * N_KINDS * Shape::COUNT) as u32, // the kinds of two words before, and the word's shape
    1024,                                      // the last three letters of the word after
    512,                                       // and of the word before
    128,                                       // what lists say of the word
    128,                                       // of the word before
    128,                                       // of the word after
    2048,                                      // the kind of the word before, and the word
    (N_TAGS * N_TAGS) as u32,                  // the tags beside it
    1024,                                      // the last word in capitals from here on
    32,                                        // how far that is, and how far the first is
]);

const N_TAGS: usize = Tag::COUNT + 1;
const N_SHAPES: usize = Shape::COUNT + 1;
/// One more than there are kinds: no word.
const N_KINDS: usize = Entity::ALL.len() + 1;
/// How far a run of words in capitals is followed.
const MAX_RUN: usize = 7;

/// The rows for the token `at` of a tagged sentence whose tokens before it have their kinds.
#[must_use]
pub fn rows(vocabulary: &Vocabulary<'_>, tokens: &[Token], at: usize) -> [u32; N_ROWS] {
    let token = |at: Option<usize>| at.and_then(|at| tokens.get(at));
    let here = tokens.get(at).copied().unwrap_or_default();
    let (one_before, two_before) = (token(at.checked_sub(1)), token(at.checked_sub(2)));
    let (one_after, two_after) = (token(Some(at + 1)), token(Some(at + 2)));
    let form = |token: Option<&Token>| token.map(|token| token.form);
    let number = |token: Option<&Token>| token.map_or(0, |token| token.form.word);
    let tag = |token: Option<&Token>| token.map_or(Tag::COUNT, |token| token.tag.index());
    let kind = |token: Option<&Token>| token.map_or(N_KINDS - 1, |token| token.entity.index());
    let notes =
        |form: Option<Form>| form.map_or(0, |form| u32::from(vocabulary.notes(form.word).0));
    let shape =
        |token: Option<&Token>| token.map_or(Shape::COUNT, |token| token.form.shape.index());
    let pair = |a: usize, b: usize, n: usize| (a * n + b) as u32;
    let (first, last) = run(tokens, at);
    let before = kind(one_before);
    [
        GROUPS.word(0, here.form.word),
        GROUPS.word(1, number(one_before)),
        GROUPS.word(2, number(one_after)),
        GROUPS.word(3, number(two_before)),
        GROUPS.word(4, number(two_after)),
        GROUPS.row(5, u32::from(here.form.suffix)),
        GROUPS.row(6, u32::from(here.form.prefix)),
        GROUPS.row(7, pair(here.form.shape.index(), here.tag.index(), N_TAGS)),
        GROUPS.row(8, pair(shape(one_before), shape(one_after), N_SHAPES)),
        GROUPS.row(9, pair(shape(one_after), shape(two_after), N_SHAPES)),
        GROUPS.row(10, pair(before, here.tag.index(), N_TAGS)),
        GROUPS.row(
            11,
            pair(
                pair(before, kind(two_before), N_KINDS) as usize,
                here.form.shape.index(),
                Shape::COUNT,
            ),
        ),
        GROUPS.row(12, form(one_after).map_or(0, |form| u32::from(form.suffix))),
        GROUPS.row(13, form(one_before).map_or(0, |form| u32::from(form.suffix))),
        GROUPS.row(14, notes(Some(here.form))),
        GROUPS.row(15, notes(form(one_before))),
        GROUPS.row(16, notes(form(one_after))),
        GROUPS.row(17, here.form.hash.wrapping_mul(before as u32 * 2 + 1) >> 7),
        GROUPS.row(18, pair(tag(one_before), tag(one_after), N_TAGS)),
        GROUPS.row(19, last.map_or(0, |last| tokens.get(last).map_or(0, |last| last.form.hash))),
        GROUPS.row(
            20,
            last.map_or(0, |last| ((last - at).min(3) * 4 + (at - first).min(3) + 1) as u32),
        ),
    ]
}

/// The first and last word of the run of capitalised words around `at`, "of", "the" and "and" inside it
/// passed over; no last one where the word itself has no capital.
fn run(tokens: &[Token], at: usize) -> (usize, Option<usize>) {
    let is_capitalised =
        |at: usize| tokens.get(at).is_some_and(|token| token.form.shape.is_capitalised());
    if !is_capitalised(at) {
        return (at, None);
    }
    let joins = |at: usize| {
        tokens.get(at).is_some_and(|token| matches!(token.tag, Tag::IN | Tag::CC | Tag::DT))
            && is_capitalised(at + 1)
    };
    let mut last = at;
    while last < at + MAX_RUN {
        if is_capitalised(last + 1) {
            last += 1;
        } else if joins(last + 1) {
            last += 2;
        } else {
            break;
        }
    }
    let mut first = at;
    while first > 0 && at - first < MAX_RUN && is_capitalised(first - 1) {
        first -= 1;
    }
    (first, Some(last))
}

/// Whether the word is part of no name for sure: it never was one, and nothing beside it is.
#[must_use]
pub fn is_plain(vocabulary: &Vocabulary<'_>, tokens: &[Token], at: usize) -> bool {
    let is_apart = |token: Option<&Token>| {
        token.is_none_or(|next| !next.form.shape.is_capitalised() && !next.form.shape.has_digits())
    };
    tokens.get(at).is_some_and(|token| vocabulary.notes(token.form.word).has(Notes::PLAIN))
        && is_apart(tokens.get(at + 1))
        && at
            .checked_sub(1)
            .and_then(|before| tokens.get(before))
            .is_none_or(|before| before.entity == Entity::None)
}

/// Gives every token of one tagged sentence the kind of name it is part of.
pub fn name(vocabulary: &Vocabulary<'_>, network: &Network<'_, HIDDEN>, tokens: &mut [Token]) {
    for at in 0..tokens.len() {
        let entity = if is_plain(vocabulary, tokens, at) {
            Entity::None
        } else {
            let hidden = network.hidden(&rows(vocabulary, tokens, at));
            Entity::from_index(network.best(&hidden, 0, Entity::ALL.len()))
        };
        if let Some(token) = tokens.get_mut(at) {
            token.entity = entity;
        }
    }
}
