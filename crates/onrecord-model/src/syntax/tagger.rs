//! Parts of speech. The tokens of a sentence in, a tag for each out, from left to right. A word that
//! nearly always has one tag gets it; the others are decided by a network that sees two words to
//! either side and the tags already given.

use crate::syntax::form::Form;
use crate::syntax::network::{Groups, Network};
use crate::syntax::shape::Shape;
use crate::syntax::tag::Tag;
use crate::syntax::token::Token;
use crate::syntax::vocabulary::Vocabulary;

/// The hidden units of the network.
pub const HIDDEN: usize = 64;

/// How many rows describe a word in its place.
pub const N_ROWS: usize = 17;

/// The rows of the network's table, by what they stand for.
pub const GROUPS: Groups<N_ROWS> = Groups::new([
    6000, // the word
    1500, // the word before
    3000, // the word after
    500,  // two before
    1000, // two after
    3072, // the last three letters
    1024, // the last two
    1024, // the first three
    (Shape::COUNT * 4) as u32,
    1024, // the last three letters of the word after
    512,  // and of the word before
    (N_SHAPES * N_SHAPES) as u32,
    N_TAGS as u32,
    (N_TAGS * N_TAGS) as u32, // the tags of the two words before
    (N_TAGS * N_TAGS) as u32, // the commonest tags of the two words after
    (N_TAGS * N_TAGS) as u32, // the tag before, and the commonest of the word itself
    128,                      // what lists say of the word
]);

/// One more than there are tags: no word, or no tag known.
const N_TAGS: usize = Tag::COUNT + 1;
/// One more than there are shapes: no word.
const N_SHAPES: usize = Shape::COUNT + 1;

/// The rows for the token `at` of a sentence whose tokens before it are tagged.
#[must_use]
pub fn rows(vocabulary: &Vocabulary<'_>, tokens: &[Token], at: usize) -> [u32; N_ROWS] {
    let form = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map(|token| token.form);
    let none = Form { shape: Shape::Lower, ..Form::default() };
    let here = form(Some(at)).unwrap_or(none);
    let (one_before, two_before) = (form(at.checked_sub(1)), form(at.checked_sub(2)));
    let (one_after, two_after) = (form(Some(at + 1)), form(Some(at + 2)));
    let given = |back: usize| {
        at.checked_sub(back)
            .and_then(|at| tokens.get(at))
            .map_or(Tag::COUNT, |token| token.tag.index())
    };
    let common = |form: Option<Form>| {
        form.and_then(|form| vocabulary.common_tag(form.word)).map_or(Tag::COUNT, Tag::index)
    };
    let number = |form: Option<Form>| form.map_or(0, |form| form.word);
    let shape = |form: Option<Form>| form.map_or(Shape::COUNT, |form| form.shape.index());
    let opens = one_before.is_none_or(|form| form.shape.is_mark());
    let is_known = here.word > 0;
    let pair = |a: usize, b: usize, n: usize| (a * n + b) as u32;
    [
        GROUPS.word(0, here.word),
        GROUPS.word(1, number(one_before)),
        GROUPS.word(2, number(one_after)),
        GROUPS.word(3, number(two_before)),
        GROUPS.word(4, number(two_after)),
        GROUPS.row(5, u32::from(here.suffix)),
        GROUPS.row(6, u32::from(here.ending)),
        GROUPS.row(7, u32::from(here.prefix)),
        GROUPS.row(8, pair(here.shape.index(), usize::from(opens) * 2 + usize::from(is_known), 4)),
        GROUPS.row(9, one_after.map_or(0, |form| u32::from(form.suffix))),
        GROUPS.row(10, one_before.map_or(0, |form| u32::from(form.suffix))),
        GROUPS.row(11, pair(shape(one_before), shape(one_after), N_SHAPES)),
        GROUPS.row(12, given(1) as u32),
        GROUPS.row(13, pair(given(2), given(1), N_TAGS)),
        GROUPS.row(14, pair(common(one_after), common(two_after), N_TAGS)),
        GROUPS.row(15, pair(given(1), common(Some(here)), N_TAGS)),
        GROUPS.row(16, u32::from(vocabulary.notes(here.word).0)),
    ]
}

/// Gives every token of one sentence its tag.
pub fn tag(vocabulary: &Vocabulary<'_>, network: &Network<'_, HIDDEN>, tokens: &mut [Token]) {
    for at in 0..tokens.len() {
        let only = tokens.get(at).and_then(|token| vocabulary.only_tag(token.form.word));
        let tag = only.unwrap_or_else(|| {
            let hidden = network.hidden(&rows(vocabulary, tokens, at));
            Tag::from_index(network.best(&hidden, 0, Tag::COUNT)).unwrap_or_default()
        });
        if let Some(token) = tokens.get_mut(at) {
            token.tag = tag;
        }
    }
}
