//! The persons of one document, asked who each quotation's speaker is. Sources in, answers out, each
//! with its reason as one plain clause.

use crate::attribution::chain::{Chain, Meant, Wanted};
use crate::attribution::description::{holders, may_be_topic};
use crate::attribution::gender::vote;
use crate::attribution::giver::asked_until;
use crate::attribution::grammar::parsed::Parsed;
use crate::attribution::grammar::titled;
use crate::attribution::ground::{Ground, block_at, spoken};
use crate::attribution::kinds::{asked, tell};
use crate::attribution::mention::{Mention, in_headline, mention};
use crate::attribution::name::{Gender, Place, gender};
use crate::attribution::people::{People, PronounOf};
use crate::attribution::person::{Person, gender_of};
use crate::attribution::printed::Printed;
use crate::attribution::ranking::View;
use crate::attribution::reference::{Description, form};
use crate::attribution::resolver::{By, Learned};
use crate::attribution::roster::Roster;
use crate::attribution::setting::{Reader, Setting};
use crate::attribution::speaker::{Named, Speaker};
use crate::attribution::they::tell_they;
use crate::document::Document;
use crate::quotation::Quotation;
use crate::text::span::Span;
use onrecord_model::Model;
use onrecord_model::syntax::token::Tokens;
use rustc_hash::FxHashMap;

/// The least lead of a pronoun's best candidate over the next, and over nobody, in thousandths.
pub(crate) const PRONOUN: (i32, i32) = (200, 0);

/// The same for a description that the document never sets beside a name.
const DESCRIPTION: (i32, i32) = (600, 0);

/// The persons of a document.
pub(crate) struct Cast<'a> {
    pub(crate) model: &'a Model,
    pub(crate) document: &'a Document,
    pub(crate) people: &'a People,
    pub(crate) printed: Printed,
    pub(crate) roster: Roster,
    parsed: Parsed,
    learned: Learned,
    by: By,
    sources: Vec<Span>,
    spoken: Vec<(usize, Vec<usize>)>,
    titled: Vec<usize>,
    pub(crate) chain: Chain,
    /// The person of each description that names nobody, by the byte at which its source begins.
    pub(crate) described: FxHashMap<usize, usize>,
    /// The first person named in full with each surname, lower case.
    pub(crate) surnames: FxHashMap<String, usize>,
}

/// Who a quotation's speaker is, and why.
#[derive(Debug, Clone, Default)]
pub(crate) struct Answer {
    pub(crate) speaker: Option<Speaker>,
    pub(crate) mention: Option<Span>,
    pub(crate) why: String,
    /// Index among the persons of the document.
    pub(crate) person: Option<usize>,
}

impl<'a> Cast<'a> {
    /// Reads the persons of `document`; `people` is the user's list. Without `tokens` no sentence is parsed.
    pub(crate) fn of(
        model: &'a Model,
        document: &'a Document,
        tokens: Option<&Tokens>,
        people: &'a People,
        quotations: &[Quotation],
    ) -> Cast<'a> {
        let printed = Printed::read(model, document, quotations);
        let until = asked_until(model, document, &printed.names, quotations);
        let by = if tokens.is_some() { By::Grammar } else { By::Topic };
        let learned = (Learned::of(model), by);
        Cast::weighed(model, document, tokens, people, quotations, learned, (printed, until))
    }

    /// As [`Cast::of`], with other weights, what is `printed`, and the byte up to which references are resolved.
    pub(crate) fn weighed(
        model: &'a Model,
        document: &'a Document,
        tokens: Option<&Tokens>,
        people: &'a People,
        quotations: &[Quotation],
        (learned, by): (Learned, By),
        (printed, until): (Printed, usize),
    ) -> Cast<'a> {
        let mut roster = Roster::of(model, document, &printed);
        let asked = asked(&printed, &roster);
        let to_name: Vec<Span> = asked.iter().map(|(span, _)| *span).collect();
        let to_parse = match by {
            By::Topic => Vec::new(),
            By::Grammar => printed.grounds(until),
        };
        let parsed = Parsed::of(&document.text, tokens, &to_name, &to_parse);
        tell(&parsed, &asked, &mut roster);
        vote(&printed, &mut roster);
        tell_they(&document.text, &printed, &mut roster);
        for person in &mut roster.people {
            person.known = people.of_person(person);
            let pronoun = person.known.and_then(|at| people.get(at)).and_then(|k| k.pronoun);
            if let Some(pronoun) = pronoun {
                person.goes_by_they = pronoun == PronounOf::They;
            }
            if let Some(gender) = pronoun.and_then(PronounOf::gender) {
                person.say(gender);
            }
        }
        let mut surnames = FxHashMap::default();
        for (person, known) in roster.people.iter().enumerate() {
            if let Some((_, surname)) = known.name.rsplit_once(' ') {
                surnames.entry(surname.to_lowercase()).or_insert(person);
            }
        }
        let mut sources: Vec<Span> = quotations.iter().filter_map(|q| q.source).collect();
        sources.sort_unstable();
        sources.dedup();
        let spoken = spoken(&printed, &roster, quotations);
        let titled = titled(&printed, &roster);
        let chain = Chain::default();
        let described = FxHashMap::default();
        let mut cast = Cast {
            model,
            document,
            people,
            printed,
            roster,
            parsed,
            learned,
            by,
            sources,
            spoken,
            titled,
            chain,
            described,
            surnames,
        };
        let unnamed = cast.describe();
        cast.chain = Chain::of(cast.ground(), &unnamed, until);
        cast
    }

    pub(crate) fn ground(&self) -> Ground<'_> {
        Ground {
            model: self.model,
            document: self.document,
            printed: &self.printed,
            roster: &self.roster,
            parsed: &self.parsed,
            weights: &self.learned.sources,
            clauses: &self.learned.clauses,
            by: self.by,
            sources: &self.sources,
            spoken: &self.spoken,
            titled: &self.titled,
        }
    }

    pub(crate) fn chain(&self) -> &Chain {
        &self.chain
    }

    /// Enters whoever speaks without a name: "a spokeswoman for Poe" may be "she" later. Sources of
    /// the same words are one person.
    fn describe(&mut self) -> Vec<(Span, usize)> {
        let mut by_words: FxHashMap<String, usize> = FxHashMap::default();
        let mut found = Vec::new();
        for source in &self.sources {
            let (mention, head) = mention(self.model, self.document, &self.printed.names, *source);
            let Mention::Described(noun) = mention else { continue };
            if !self.model.roles.contains(&noun) {
                continue;
            }
            let words = flat(source.of(&self.document.text));
            let block = block_at(self.document, source.start());
            let person = *by_words.entry(words.to_lowercase()).or_insert_with(|| {
                let words = words.split(", ").next().unwrap_or(&words).to_owned();
                self.roster.people.push(Person::described(self.model, words, &noun, block));
                self.roster.people.len() - 1
            });
            self.described.insert(source.start(), person);
            found.push((head, person));
        }
        found
    }

    /// What the text says of the occasion of each quotation.
    pub(crate) fn settings(&self, quotations: &[Quotation]) -> Vec<Setting> {
        let mut quoted: Vec<Span> = quotations
            .iter()
            .filter(|quotation| quotation.inside.is_none())
            .flat_map(|quotation| quotation.marked.iter().copied())
            .collect();
        quoted.sort_unstable();
        let reader = Reader {
            model: self.model,
            document: self.document,
            names: &self.printed.names,
            meant: &self.roster.meant,
            people: &self.roster.people,
        };
        let near = |quotation: &Quotation| {
            let block =
                self.document.blocks.get(quotation.block).map_or(Span::empty(0), |b| b.span);
            let cue = quotation.cue.unwrap_or(block).hull(block);
            let first = quoted.partition_point(|span| span.end() <= cue.start());
            let end = quoted.partition_point(|span| span.start() < cue.end());
            quoted.get(first..end.max(first)).unwrap_or_default()
        };
        let setting = |quotation: &Quotation| reader.setting(quotation, near(quotation));
        quotations.iter().map(setting).collect()
    }

    /// The speaker of `quotation`, given the quotations before it and their answers.
    pub(crate) fn answer(
        &self,
        quotation: &Quotation,
        earlier: &[Quotation],
        answers: &[Answer],
    ) -> Answer {
        let Some(source) = self.giver(quotation) else {
            return unnamed("nobody is named beside the quotation");
        };
        if quotation.cue.is_none() {
            let before = earlier.iter().zip(answers).rev().take(8);
            let same = before.clone().find(|(before, _)| before.source == Some(source));
            if let Some((before, answer)) = same {
                let place = if before.block == quotation.block {
                    "same paragraph"
                } else {
                    "the paragraph before"
                };
                let why = format!(
                    "nobody is named beside the quotation: goes on from the quotation before, {place}"
                );
                return Answer { why, ..answer.clone() };
            }
        }
        let label = self.document.blocks.get(quotation.block).and_then(|block| block.label);
        if label == Some(source) {
            return self.labelled(source);
        }
        self.goes_on(quotation, source, earlier, answers)
            .or_else(|| self.spoke_as_body(quotation, source, earlier, answers))
            .or_else(|| self.named_after(source))
            .or_else(|| self.spoke_by_name(quotation, source, earlier, answers))
            .unwrap_or_else(|| self.meant(source))
    }

    /// Whom the words at `source` mean.
    pub(crate) fn meant(&self, source: Span) -> Answer {
        let (mention, head) = mention(self.model, self.document, &self.printed.names, source);
        let words = flat(head.of(&self.document.text));
        match mention {
            Mention::Name(name) => match self.roster.meant.get(name).copied().flatten() {
                Some(person) => self.person(person, head, self.named_why(&words, person)),
                None => Answer {
                    mention: Some(head),
                    why: format!("unclear: more than one person bears the name {words}"),
                    ..Answer::default()
                },
            },
            Mention::Names(names) => self.several(&names, head, &words),
            Mention::Pronoun(gender) => {
                let wanted = Wanted { gender: Some(gender), only: None, is_open: false };
                self.resolved(head, wanted, &words, PRONOUN)
            }
            Mention::Author => self.author(head),
            Mention::Plural => self.plural(head, &words),
            Mention::Relative => self.relative(head, &words),
            Mention::Definite(description) => self.definite(head, source, &description, &words),
            Mention::Described(noun) => self.described(head, source, &noun),
        }
    }

    /// "the mayor": whom the text calls so; else whom it speaks of; else somebody unnamed.
    fn definite(&self, head: Span, source: Span, description: &Description, words: &str) -> Answer {
        let noun = description.noun.as_str();
        if let Some(listed) = self.people.of_name(&flat(source.of(&self.document.text))) {
            return self.listed(listed, head, words);
        }
        if let Some(meant) = self.chain.meant(head.start()) {
            return self.found(head, meant, words, "whom the text calls so", PRONOUN);
        }
        if let ([only], true) =
            (holders(&self.roster, description).as_slice(), in_headline(self.document, source))
        {
            let meant = Meant::certain(*only, usize::MAX);
            return self.found(head, meant, words, "whom the text calls so", PRONOUN);
        }
        if let Some(person) = self.office_of(head, description) {
            let meant = Meant::certain(person, usize::MAX);
            return self.found(head, meant, words, "whom the text tells of there", PRONOUN);
        }
        if may_be_topic(noun) && description.complement.is_empty() {
            let wanted = Wanted { gender: gender_of(self.model, noun), only: None, is_open: false };
            let found = self.resolved(head, wanted, words, DESCRIPTION);
            if found.person.is_some_and(|person| self.roster.is_topic(person)) {
                return found;
            }
        }
        self.described(head, source, noun)
    }

    pub(crate) fn speaker(&self, person: &Person) -> Speaker {
        match person.known.and_then(|at| self.people.get(at)) {
            Some(known) => Speaker {
                name: known.name.clone(),
                named: if person.is_person() { Named::FullName } else { person.named },
                ids: known.ids.clone(),
            },
            None => Speaker::new(person.name.clone(), person.named),
        }
    }

    pub(crate) fn person(&self, person: usize, mention: Span, why: String) -> Answer {
        let Some(known) = self.roster.people.get(person) else { return unnamed("unclear") };
        let speaker = Some(self.speaker(known));
        Answer { speaker, mention: Some(mention), why, person: Some(person) }
    }

    fn named_why(&self, words: &str, person: usize) -> String {
        match self.roster.people.get(person) {
            Some(known) if known.name != words => {
                format!("{words} → {}, {}", known.name, self.place(known.block))
            }
            _ => format!("{words} is named beside the quotation"),
        }
    }

    /// Where in the document a block is: the paragraphs of its main text are counted from 1.
    fn place(&self, block: usize) -> String {
        let blocks = &self.document.blocks;
        match blocks.get(block) {
            Some(found) if found.role.is_main() => {
                format!("named in paragraph {}", self.printed.paragraphs_before(block) + 1)
            }
            _ => "named in full outside the main text".to_owned(),
        }
    }

    /// The person at `head`: as the chain has it, or weighed at that place.
    fn resolved(&self, head: Span, wanted: Wanted<'_>, words: &str, least: (i32, i32)) -> Answer {
        let sort = match wanted.gender {
            Some(Gender::Male) => "nearest man named before",
            Some(Gender::Female) => "nearest woman named before",
            None => "nearest person named before",
        };
        let meant = self.chain.meant(head.start()).unwrap_or_else(|| {
            let block = block_at(self.document, head.start());
            let view = View { form: form(words, false), place: Place::Subject, is_source: true };
            let standpoint = self.ground().standing(head, block, view, gender(words));
            self.chain.resolve(self.ground(), standpoint, wanted, gender(words).is_some())
        });
        self.found(head, meant, words, sort, least)
    }

    pub(crate) fn found(
        &self,
        head: Span,
        meant: Meant,
        words: &str,
        sort: &str,
        (lead, over): (i32, i32),
    ) -> Answer {
        let name = |person: usize| self.roster.people.get(person).map_or("", |p| p.name.as_str());
        let unclear = |why: String| Answer { mention: Some(head), why, ..Answer::default() };
        let Some((person, back)) =
            meant.best.filter(|_| meant.over_nobody >= over && !meant.is_vague)
        else {
            return unclear(format!("unclear: nobody named before fits {words}"));
        };
        if let Some(next) = meant.next.filter(|_| meant.lead < lead) {
            return unclear(format!("unclear: {words} may be {} or {}", name(person), name(next)));
        }
        let place = match back {
            0 => "same paragraph".to_owned(),
            1 => "the paragraph before".to_owned(),
            back if back < 1000 => format!("{back} paragraphs before"),
            _ => "elsewhere in the text".to_owned(),
        };
        self.person(person, head, format!("{words} → {}, {sort}, {place}", name(person)))
    }
}

pub(crate) fn unnamed(why: &str) -> Answer {
    Answer { why: why.to_owned(), ..Answer::default() }
}

pub(crate) fn flat(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
