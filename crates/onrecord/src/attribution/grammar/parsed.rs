//! The words of a document in, what a sentence's grammar says of them out: what each is to its verb, and
//! how the clauses of two words lie to each other. Only the sentences that are asked for are read.

use crate::attribution::name::Place;
use crate::text::span::Span;
use onrecord_model::syntax::analyser::Analyser;
use onrecord_model::syntax::entity::Entity;
use onrecord_model::syntax::relation::Relation;
use onrecord_model::syntax::token::{Token, Tokens};

/// The words of a document, some sentences of it named or parsed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Parsed {
    tokens: Vec<Token>,
    /// One past the last token of each sentence, and whether it is parsed.
    ends: Vec<(usize, bool)>,
}

/// What a phrase is to the verb or noun that it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Subject,
    /// The subject of a passive.
    Passive,
    Object,
    /// Behind a preposition, of a verb.
    Oblique,
    /// Behind a preposition, of a noun: "the mayor of Hull".
    OfNoun,
    Owner,
    /// Before a noun: "the Poe campaign".
    Modifier,
    Apposed,
    Other,
}

impl Role {
    /// Whether it is who does or undergoes what the verb says.
    pub(crate) fn is_subject(self) -> bool {
        matches!(self, Role::Subject | Role::Passive)
    }
}

/// Where a word stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spot {
    pub(crate) role: Role,
    /// Its head among the tokens of its sentence, and the token that heads its clause.
    head: usize,
    clause: usize,
    /// How that clause hangs on the one around it.
    pub(crate) hangs: Hang,
    /// How many clauses are around it, 0 for the main one.
    pub(crate) depth: usize,
    /// Whether the noun it belongs to is a subject: "Poe's father said".
    pub(crate) is_in_subject: bool,
    /// Whether it is one of several joined by "and".
    pub(crate) is_joined: bool,
    /// The first token of its sentence.
    sentence: usize,
}

/// How a clause hangs on the one around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hang {
    Main,
    Joined,
    Adverbial,
    Complement,
    OfNoun,
    Beside,
}

/// How the clause of a mention lies to that of what refers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lie {
    Same,
    /// The mention's is right around it.
    Around,
    /// The mention's is farther out.
    Outside,
    /// The mention's is inside it.
    Inside,
    /// Both lie in a third.
    Beside,
    /// They are of two sentences.
    Apart,
}

/// How many heads up are looked at: sentences of any length stay cheap.
const STEPS: usize = 40;

impl Parsed {
    /// Reads `text`: the sentences that hold one of `to_name` are named, those that hold one of
    /// `to_parse` parsed. Both lists are sorted. `tokens` are those of `text` where it is analysed; what
    /// comes out is the same.
    pub(crate) fn of(
        text: &str,
        tokens: Option<&Tokens>,
        to_name: &[Span],
        to_parse: &[Span],
    ) -> Parsed {
        if to_name.is_empty() && to_parse.is_empty() {
            return Parsed::default();
        }
        let tokens = match tokens {
            Some(tokens) => tokens.clone(),
            None => read(text, to_name, to_parse),
        };
        let is_parsed = |sentence: &[Token]| holds(to_parse, span(sentence));
        let parsed: Vec<bool> = tokens.sentences().map(is_parsed).collect();
        let ends = tokens.ends.iter().map(|end| *end as usize).zip(parsed).collect();
        Parsed { tokens: tokens.tokens, ends }
    }

    /// The kind of name that the last word of `span` is part of.
    pub(crate) fn entity(&self, span: Span) -> Option<Entity> {
        let (first, end) = self.inside(span);
        self.tokens.get(first..end)?.last().map(|last| last.entity)
    }

    /// The tokens that overlap `span`.
    fn inside(&self, span: Span) -> (usize, usize) {
        let first = self.tokens.partition_point(|token| token.end as usize <= span.start());
        let end = self.tokens.partition_point(|token| (token.start as usize) < span.end());
        (first, end.max(first))
    }

    /// Where the phrase at `span` stands; `None` in a sentence that is not parsed.
    pub(crate) fn spot(&self, span: Span) -> Option<Spot> {
        let (first, end) = self.inside(span);
        let sentence_idx = self.ends.partition_point(|(end, _)| *end <= first);
        let (sentence_end, _) = *self.ends.get(sentence_idx).filter(|(_, parsed)| *parsed)?;
        let start = sentence_idx.checked_sub(1).map_or(0, |before| self.ends[before].0);
        let sentence = self.tokens.get(start..sentence_end)?;
        let inside = first - start..end.min(sentence_end) - start;
        let is_head = |at: &usize| {
            sentence
                .get(*at)
                .is_some_and(|token| token.is_root(*at) || !inside.contains(&(token.head as usize)))
                && !is_ending(sentence, *at)
        };
        let head = inside.clone().find(is_head)?;
        Some(spot_of(sentence, head, start))
    }

    /// Whether the clause of `view` describes the noun at `mention`: "Poe, who sold his boat".
    pub(crate) fn describes(&self, view: Spot, mention: Spot) -> bool {
        let sentence = self.sentence_of(view);
        let mut clause = view.clause;
        for _ in 0..STEPS {
            let Some(token) = sentence.get(clause).filter(|_| view.sentence == mention.sentence)
            else {
                return false;
            };
            if hang(*token, clause) == Hang::OfNoun && token.head as usize == mention.head {
                return true;
            }
            let Some(around) = clause_around(sentence, clause) else { return false };
            clause = around;
        }
        false
    }

    /// The tokens of the sentence that `spot` lies in.
    fn sentence_of(&self, spot: Spot) -> &[Token] {
        let end = self.ends.partition_point(|(end, _)| *end <= spot.sentence);
        let end = self.ends.get(end).map_or(0, |(end, _)| *end);
        self.tokens.get(spot.sentence..end).unwrap_or_default()
    }

    /// How the clause of `mention` lies to that of `view`.
    pub(crate) fn lie(&self, view: Spot, mention: Spot) -> Lie {
        if view.sentence != mention.sentence {
            return Lie::Apart;
        }
        let sentence = self.sentence_of(view);
        if view.clause == mention.clause {
            return Lie::Same;
        }
        let above = |from: usize, wanted: usize| {
            let mut at = from;
            for n_up in 1..=STEPS {
                at = clause_around(sentence, at)?;
                if at == wanted {
                    return Some(n_up);
                }
            }
            None
        };
        match above(view.clause, mention.clause) {
            Some(1) => Lie::Around,
            Some(_) => Lie::Outside,
            None if above(mention.clause, view.clause).is_some() => Lie::Inside,
            None => Lie::Beside,
        }
    }
}

/// The tokens of `text`, those sentences tagged, named and parsed that are asked for.
fn read(text: &str, to_name: &[Span], to_parse: &[Span]) -> Tokens {
    let analyser = Analyser::english();
    let mut tokens = analyser.tokens(text);
    for sentence in tokens.sentences_mut() {
        let span = span(sentence);
        let (named, parsed) = (holds(to_name, span), holds(to_parse, span));
        if named || parsed {
            analyser.tag(sentence);
        }
        if named {
            analyser.name(sentence);
        }
        if parsed {
            analyser.parse(sentence);
        }
    }
    tokens
}

/// The stretch of a sentence; an empty one at the start of the text for no word.
fn span(sentence: &[Token]) -> Span {
    let ends = sentence.first().zip(sentence.last());
    ends.map_or(Span::empty(0), |(a, b)| Span::new(a.start as usize, b.end as usize))
}

/// Whether one of the sorted spans overlaps `span`.
fn holds(sorted: &[Span], span: Span) -> bool {
    let next = sorted.partition_point(|one| one.end() <= span.start());
    sorted.get(next).is_some_and(|one| one.start() < span.end())
}

/// Whether the token at `at` is a possessive ending.
fn is_ending(sentence: &[Token], at: usize) -> bool {
    sentence.get(at).is_some_and(|token| token.tag.name() == "POS")
}

fn spot_of(sentence: &[Token], head: usize, start: usize) -> Spot {
    let (mut at, mut is_joined) = (head, false);
    for _ in 0..STEPS {
        // Of names joined by "and" each is what the first is.
        match sentence.get(at) {
            Some(token)
                if token.relation == Relation::CONJ
                    && !token.is_root(at)
                    && is_noun(sentence, at)
                    && is_noun(sentence, token.head as usize) =>
            {
                at = token.head as usize;
                is_joined = true;
            }
            _ => break,
        }
    }
    is_joined |= sentence.iter().enumerate().skip(head + 1).take(STEPS).any(|(child, token)| {
        token.relation == Relation::CONJ && token.head as usize == head && is_noun(sentence, child)
    });
    let role = role_of(sentence, at);
    let up = sentence.get(at).map_or(at, |token| token.head as usize);
    let is_in_subject = matches!(role, Role::Owner | Role::OfNoun | Role::Modifier)
        && sentence.get(up).is_some_and(|token| token.relation.is_subject());
    let clause = clause_of(sentence, at);
    let mut depth = 0;
    let mut around = clause;
    while let Some(next) = clause_around(sentence, around).filter(|_| depth < STEPS) {
        around = next;
        depth += 1;
    }
    let hangs = sentence.get(clause).map_or(Hang::Main, |token| hang(*token, clause));
    Spot { role, head, clause, hangs, depth, is_in_subject, is_joined, sentence: start }
}

fn is_noun(sentence: &[Token], at: usize) -> bool {
    sentence.get(at).is_some_and(|token| {
        let tag = token.tag.name();
        tag.starts_with('N') || tag.starts_with("PRP")
    })
}

fn role_of(sentence: &[Token], at: usize) -> Role {
    let Some(token) = sentence.get(at) else { return Role::Other };
    match token.relation {
        Relation::NSUBJ | Relation::CSUBJ => Role::Subject,
        Relation::NSUBJPASS | Relation::CSUBJPASS => Role::Passive,
        Relation::DOBJ | Relation::IOBJ => Role::Object,
        Relation::NMOD_POSS => Role::Owner,
        Relation::COMPOUND => Role::Modifier,
        Relation::APPOS => Role::Apposed,
        Relation::NMOD if is_noun(sentence, token.head as usize) => Role::OfNoun,
        Relation::NMOD => Role::Oblique,
        _ => Role::Other,
    }
}

/// The token that heads the clause of the one at `from`: itself where it heads one.
fn clause_of(sentence: &[Token], from: usize) -> usize {
    let mut at = from;
    for _ in 0..STEPS {
        match sentence.get(at) {
            Some(token) if !token.is_root(at) && hang(*token, at) == Hang::Main => {
                at = token.head as usize;
            }
            _ => return at,
        }
    }
    at
}

/// The head of the clause around that of `clause`.
fn clause_around(sentence: &[Token], clause: usize) -> Option<usize> {
    let token = sentence.get(clause).filter(|token| !token.is_root(clause))?;
    Some(clause_of(sentence, token.head as usize)).filter(|around| *around != clause)
}

/// How a clause that the token at `at` heads hangs; [`Hang::Main`] where it heads none of its own.
fn hang(token: Token, at: usize) -> Hang {
    if token.is_root(at) {
        return Hang::Main;
    }
    let tag = token.tag.name();
    let is_verb = tag.starts_with('V');
    match token.relation {
        Relation::CONJ if !tag.starts_with('N') => Hang::Joined,
        Relation::ADVCL => Hang::Adverbial,
        Relation::CCOMP | Relation::CSUBJ | Relation::CSUBJPASS => Hang::Complement,
        Relation::ACL | Relation::ACL_RELCL => Hang::OfNoun,
        Relation::PARATAXIS => Hang::Beside,
        Relation::DEP if is_verb => Hang::Beside,
        _ => Hang::Main,
    }
}

/// What the word before a phrase shows of its role, where the sentence is not parsed.
pub(crate) fn role_at(place: Place) -> Role {
    match place {
        Place::Opening | Place::Subject => Role::Subject,
        Place::Object => Role::Object,
        Place::Oblique => Role::Oblique,
        Place::Owner => Role::Owner,
        Place::Modifier => Role::Modifier,
    }
}
