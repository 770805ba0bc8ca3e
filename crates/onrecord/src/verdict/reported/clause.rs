//! How the words of one side hang together. A stretch of a text in, its words with their heads out:
//! who does what, and what a negation denies.

use crate::text::span::Span;
use onrecord_model::syntax::analyser::Analyser;
use onrecord_model::syntax::relation::Relation;
use onrecord_model::syntax::tag::Tag;
use onrecord_model::syntax::token::Token;

/// Longest stretch that is parsed, in bytes: a few long sentences.
const LONGEST: usize = 3_000;

/// One side, parsed.
pub(crate) struct Clause {
    /// Where the stretch begins in its text.
    base: usize,
    /// Its tokens; `head` counts in the stretch, not in the sentence.
    tokens: Vec<Token>,
}

/// Who does what: token indices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Roles {
    /// The doer; `None` where nobody is named ("the seal was broken").
    pub(crate) agent: Option<usize>,
    /// What is done to.
    pub(crate) patient: Option<usize>,
}

impl Clause {
    /// The stretch `span` of `text`; without words where it is too long to be one report's passage.
    pub(crate) fn new(text: &str, span: Span) -> Clause {
        let words = span.of(text);
        let mut clause = Clause { base: span.start(), tokens: Vec::new() };
        if words.len() > LONGEST {
            return clause;
        }
        let analysed = Analyser::english().analyse(words);
        for sentence in analysed.sentences() {
            let first = clause.tokens.len() as u32;
            let moved = |token: &Token| Token { head: token.head + first, ..*token };
            clause.tokens.extend(sentence.iter().map(moved));
        }
        clause
    }

    /// The token in which `span` begins.
    pub(crate) fn at(&self, span: Span) -> Option<usize> {
        let start = span.start().checked_sub(self.base)? as u32;
        let next = self.tokens.partition_point(|token| token.end <= start);
        self.tokens.get(next).filter(|token| token.start <= start).map(|_| next)
    }

    /// Where the token stands in the text.
    pub(crate) fn span(&self, at: usize) -> Span {
        let (start, end) = self.tokens.get(at).map_or((0, 0), |token| (token.start, token.end));
        Span::new(self.base + start as usize, self.base + end as usize)
    }

    pub(crate) fn tag(&self, at: usize) -> Option<Tag> {
        self.tokens.get(at).map(|token| token.tag)
    }

    /// The token's head, `None` for the head of a sentence.
    pub(crate) fn head(&self, at: usize) -> Option<usize> {
        let token = self.tokens.get(at)?;
        let head = token.head as usize;
        (head != at && head < self.tokens.len()).then_some(head)
    }

    pub(crate) fn is(&self, at: usize, relation: Relation) -> bool {
        self.tokens.get(at).is_some_and(|token| token.relation == relation)
    }

    /// The tokens whose head is `head`, from left to right.
    pub(crate) fn below(&self, head: usize) -> impl Iterator<Item = usize> {
        (0..self.tokens.len()).filter(move |at| self.head(*at) == Some(head))
    }

    fn child(&self, head: usize, relations: &[Relation]) -> Option<usize> {
        self.below(head).find(|at| relations.iter().any(|relation| self.is(*at, *relation)))
    }

    /// Who does what `verb` says, in the active or the passive voice.
    pub(crate) fn roles(&self, text: &str, verb: usize) -> Roles {
        let is_passive = self.child(verb, &[Relation::AUXPASS]).is_some();
        if let Some(subject) = self.child(verb, &[Relation::NSUBJPASS]) {
            let is_by = |at: &usize| {
                let case = self.child(*at, &[Relation::CASE]);
                case.is_some_and(|case| self.span(case).of(text).eq_ignore_ascii_case("by"))
            };
            let mut agents = self.below(verb).filter(|at| self.is(*at, Relation::NMOD));
            return Roles { agent: agents.find(is_by), patient: Some(subject) };
        }
        if is_passive {
            return Roles::default();
        }
        Roles {
            agent: self.child(verb, &[Relation::NSUBJ]),
            patient: self.child(verb, &[Relation::DOBJ]),
        }
    }

    /// The words that a negation at `at` denies: the verb or noun that it belongs to, and the clauses
    /// that hang on that ("did not say that …", "failed to …").
    pub(crate) fn denied(&self, at: usize) -> Vec<usize> {
        let is_verb = |at: usize| self.tag(at).is_some_and(|tag| tag.name().starts_with('V'));
        let first = match self.head(at) {
            // "failed to pay": the verb denies what hangs on it.
            _ if is_verb(at) => at,
            Some(head) => head,
            None => return Vec::new(),
        };
        let mut denied = if first == at { Vec::new() } else { vec![first] };
        // "no bridge closes": the verb is denied with its noun.
        if self.is(at, Relation::DET) || self.is(at, Relation::NEG) && !is_verb(first) {
            denied.extend(self.head(first).filter(|verb| is_verb(*verb)));
        }
        let clauses = |head: usize| {
            self.below(head).filter(|below| {
                self.is(*below, Relation::XCOMP) || self.is(*below, Relation::CCOMP)
            })
        };
        let mut next = clauses(first).next();
        for _ in 0..3 {
            let Some(clause) = next else { break };
            denied.push(clause);
            next = clauses(clause).next();
        }
        denied
    }

    /// Whether the token stands in a clause that opens with "if", "unless" or "whether".
    pub(crate) fn is_supposed(&self, text: &str, at: usize) -> bool {
        let mut place = Some(at);
        for _ in 0..8 {
            let Some(word) = place else { return false };
            let opens = self.below(word).filter(|below| self.is(*below, Relation::MARK));
            let words: Vec<String> =
                opens.map(|mark| self.span(mark).of(text).to_lowercase()).collect();
            if words.iter().any(|word| matches!(word.as_str(), "if" | "unless" | "whether")) {
                return true;
            }
            place = self.head(word);
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use crate::text::span::Span;
    use crate::verdict::reported::clause::Clause;

    fn clause(text: &str) -> Clause {
        Clause::new(text, Span::new(0, text.len()))
    }

    fn place(clause: &Clause, text: &str, word: &str) -> usize {
        let start = text.find(word).expect("the word is in the text");
        clause.at(Span::new(start, start + word.len())).expect("a token begins there")
    }

    #[test]
    fn the_doer_is_the_same_in_both_voices() {
        for text in ["Dahl broke the seal.", "The seal was broken by Dahl."] {
            let clause = clause(text);
            let verb = place(&clause, text, "bro");
            let roles = clause.roles(text, verb);
            let of = |at: Option<usize>| at.map(|at| clause.span(at).of(text));
            assert_eq!((of(roles.agent), of(roles.patient)), (Some("Dahl"), Some("seal")));
        }
    }

    #[test]
    fn a_negation_denies_its_verb_and_what_hangs_on_it() {
        let text = "The council failed to pay the crew.";
        let clause = clause(text);
        let denied = clause.denied(place(&clause, text, "failed"));
        assert!(denied.contains(&place(&clause, text, "pay")), "{denied:?}");
    }

    #[test]
    fn a_stretch_of_any_length_is_taken() {
        let text = "no ".repeat(5_000);
        assert_eq!(clause(&text).at(Span::new(0, 2)), None);
    }
}
