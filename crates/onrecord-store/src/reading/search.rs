//! Search for words of statements, with what narrows it. A question in, statements with their replies out,
//! best first.

use crate::database::engine::{Dialect, Engine, first};
use crate::database::fault::Fault;
use crate::database::value::Value;
use crate::reading::condition::Conditions;
use crate::reading::told::{Told, statements};
use onrecord::verdict::fidelity::Fidelity;

/// Words asked for at most; the rest of a longer question is left out.
const WORDS: usize = 32;
/// Characters of a field that are read at most.
const FIELD: usize = 500;

/// What is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Question {
    /// Words that must occur; those between double quotation marks as a phrase.
    pub words: String,
    /// A part of the speaker's name.
    pub speaker: String,
    /// A part of the name of an outlet that reports it.
    pub outlet: String,
    /// Said on this day or later, YYYY-MM-DD.
    pub from: String,
    /// Said on this day or earlier, YYYY-MM-DD.
    pub to: String,
    /// Only statements with a report of this grade.
    pub grade: String,
}

/// What was found.
#[derive(Debug, Clone)]
pub struct SearchView {
    /// Statements from `offset` on.
    pub statements: Vec<Told>,
    /// How many there are in all, counted up to [`COUNTED`].
    pub n_found: u64,
}

/// Counting stops here: "1,000 or more".
pub const COUNTED: u64 = 1000;

impl Question {
    /// Whether nothing is asked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        [&self.words, &self.speaker, &self.outlet, &self.from, &self.to, &self.grade]
            .iter()
            .all(|field| field.trim().is_empty())
    }

    /// What of it cannot be searched for, and what could; `None` where all can.
    #[must_use]
    pub fn fault(&self) -> Option<String> {
        let fields = [&self.words, &self.speaker, &self.outlet];
        if fields.iter().any(|field| field.chars().count() > FIELD) {
            return Some(format!("a field of the search holds more than {FIELD} characters"));
        }
        let is_day = |day: &str| day.is_empty() || day.parse::<jiff::civil::Date>().is_ok();
        if let Some(day) = [&self.from, &self.to].into_iter().find(|day| !is_day(day.trim())) {
            return Some(format!("{day:?} is no day; write it as 2026-05-12"));
        }
        let grade = self.grade.trim();
        let is_grade = grade.is_empty() || Fidelity::ALL.iter().any(|one| one.name() == grade);
        (!is_grade).then(|| format!("{grade:?} is no grade; the help page lists them"))
    }
}

/// Searches; at most `limit` statements from `offset` on.
///
/// # Errors
/// The engine's own.
pub fn search(
    engine: &mut dyn Engine,
    question: &Question,
    offset: usize,
    limit: usize,
) -> Result<SearchView, Fault> {
    let phrases = phrases(&question.words);
    let has_words = !question.words.trim().is_empty();
    if question.is_empty() || has_words && phrases.is_empty() {
        return Ok(SearchView { statements: Vec::new(), n_found: 0 });
    }
    let dialect = engine.dialect();
    let mut conditions = Conditions::default();
    if has_words {
        let (matches, asked) = matching(dialect, &phrases);
        conditions.and(
            &format!("s.id IN (SELECT w.id FROM word w WHERE {matches} AND w.kind = 'statement')"),
            [Value::from(asked)],
        );
    }
    narrow(&mut conditions, question);
    let counted = format!(
        "SELECT COUNT(*) FROM (SELECT 1 FROM statement s LEFT JOIN person p ON p.id = s.person
         WHERE {} LIMIT {COUNTED}) AS found",
        conditions.text()
    );
    let n_found = first(engine, &counted, conditions.values())?.unwrap_or_default().get(0)?;
    // Statements that many report come first, then the latest.
    conditions.push(
        " ORDER BY s.n_reports DESC, COALESCE(s.day, '') DESC, s.id LIMIT ? OFFSET ?",
        [Value::from(limit), Value::from(offset)],
    );
    Ok(SearchView { statements: statements(engine, &conditions)?, n_found })
}

fn narrow(conditions: &mut Conditions, question: &Question) {
    let part = |text: &str| Value::from(format!("%{}%", escaped(&text.trim().to_lowercase())));
    if !question.speaker.trim().is_empty() {
        conditions.and(
            "LOWER(COALESCE(p.pseudonym, p.name, s.speaker, '')) LIKE ? ESCAPE '\\'",
            [part(&question.speaker)],
        );
    }
    if !question.from.trim().is_empty() {
        conditions.and("s.day >= ?", [Value::from(question.from.trim())]);
    }
    if !question.to.trim().is_empty() {
        conditions.and("s.day <= ?", [Value::from(question.to.trim())]);
    }
    let (outlet, grade) = (question.outlet.trim(), question.grade.trim());
    if !outlet.is_empty() || !grade.is_empty() {
        let mut values = Vec::new();
        let mut text = "EXISTS (SELECT 1 FROM finding f JOIN document d ON d.id = f.document
            LEFT JOIN outlet o ON o.id = d.outlet WHERE f.statement = s.id AND d.withheld = 0"
            .to_owned();
        if !outlet.is_empty() {
            text.push_str(" AND LOWER(COALESCE(o.name, '')) LIKE ? ESCAPE '\\'");
            values.push(part(outlet));
        }
        if !grade.is_empty() {
            text.push_str(" AND f.fidelity = ?");
            values.push(Value::from(grade));
        }
        text.push(')');
        conditions.and(&text, values);
    }
}

/// The wild cards of LIKE as plain characters.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// The words between marks together, every other word alone; nothing but letters and digits is left.
fn phrases(words: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (part_idx, part) in words.split(['"', '“', '”', '„', '«', '»']).enumerate() {
        let words = part.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        if part_idx % 2 == 1 {
            found.push(words.take(WORDS).collect::<Vec<_>>().join(" "));
        } else {
            found.extend(words.map(str::to_owned));
        }
    }
    found.retain(|phrase| !phrase.is_empty());
    found.truncate(WORDS);
    found
}

/// The engine's own condition, and its parameter.
fn matching(dialect: Dialect, phrases: &[String]) -> (&'static str, String) {
    let quoted: Vec<String> = phrases.iter().map(|phrase| format!("\"{phrase}\"")).collect();
    match dialect {
        Dialect::Sqlite => ("w.words MATCH ?", quoted.join(" ")),
        Dialect::Postgres => ("w.tokens @@ websearch_to_tsquery('simple', ?)", quoted.join(" ")),
    }
}

#[cfg(test)]
mod tests {
    use crate::reading::search::phrases;

    #[test]
    fn words_between_marks_stay_together_and_signs_are_left_out() {
        assert_eq!(phrases("we “shall never” sell*"), ["we", "shall never", "sell"]);
        assert_eq!(phrases("\"open"), ["open"]);
        assert_eq!(phrases("* -- \"\""), Vec::<String>::new());
    }
}
