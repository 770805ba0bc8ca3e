//! Later speech about earlier statements. The settled tables in, the rows of relations and the standings that
//! follow from them out: who clarified, disputed or took back which statement and by which words, what was said
//! again, and which reports were corrected. Where nothing leads to one statement alone, none is named.

use crate::database::engine::{Engine, Insert};
use crate::database::fault::Fault;
use crate::machine::now;
use crate::store::identity::folded;
use crate::values;
use onrecord::statement::pair::in_common;
use onrecord::statement::rendition::words_of;
use onrecord_model::Model;
use std::collections::{BTreeMap, BTreeSet};

/// Telling words in common from which one text speaks of another.
const IN_COMMON: usize = 2;

/// One statement, as far as later speech is about it.
struct Said {
    id: String,
    words: String,
    person: Option<String>,
    speaker: Option<String>,
    day: Option<String>,
    occasion: Option<String>,
}

/// One row, without its time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Relation {
    statement: String,
    kind: String,
    document: String,
    ordinal: u64,
    later: Option<String>,
    day: Option<String>,
    phrase: String,
    why: String,
}

/// Brings relations and standings to what the tables say; `lines` are the statements that render the same
/// words.
pub(crate) fn relate(engine: &mut dyn Engine, lines: &[BTreeSet<String>]) -> Result<(), Fault> {
    let said = said(engine)?;
    let mut relations: BTreeMap<(String, String, String, u64), Relation> = BTreeMap::new();
    let mut all = spoken_of(engine, &said)?;
    all.extend(repeated(engine, &said, lines)?);
    all.extend(corrected(engine)?);
    for one in all {
        let key = (one.statement.clone(), one.kind.clone(), one.document.clone(), one.ordinal);
        relations.entry(key).or_insert(one);
    }
    write(engine, relations.into_values().collect())?;
    stand(engine)
}

fn said(engine: &mut dyn Engine) -> Result<Vec<Said>, Fault> {
    let rows = engine.query(
        "SELECT statement.id, statement.words, statement.person, statement.speaker, statement.day,
                occasion.title
         FROM statement LEFT JOIN occasion ON occasion.id = statement.occasion ORDER BY statement.id",
        values![],
    )?;
    rows.iter()
        .map(|row| {
            Ok(Said {
                id: row.get(0)?,
                words: row.get(1)?,
                person: row.get(2)?,
                speaker: row.get(3)?,
                day: row.get(4)?,
                occasion: row.get(5)?,
            })
        })
        .collect()
}

/// What speakers say of their own earlier words.
fn spoken_of(engine: &mut dyn Engine, said: &[Said]) -> Result<Vec<Relation>, Fault> {
    let rows = engine.query(
        "SELECT finding.document, finding.ordinal, finding.statement, finding.person, finding.words,
                finding.about, finding.about_phrase, finding.about_target, version.published,
                finding.speaker
         FROM finding JOIN version
         ON version.document = finding.document AND version.number = finding.version
         WHERE finding.about IS NOT NULL AND finding.statement IS NOT NULL
         ORDER BY finding.document, finding.ordinal",
        values![],
    )?;
    let mut by_person: BTreeMap<&str, Vec<&Said>> = BTreeMap::new();
    let mut by_surname: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for one in said {
        if let Some(person) = &one.person {
            by_person.entry(person).or_default().push(one);
            by_surname.entry(surname(one.speaker.as_deref())).or_default().insert(person);
        }
    }
    let mut relations = Vec::new();
    for row in rows {
        let (later, person) = (row.get::<String>(2)?, row.get::<Option<String>>(3)?);
        let words = row.get::<String>(4)?;
        let target = row.get::<Option<String>>(7)?;
        let day = row.get::<Option<String>>(8)?;
        let speaker = row.get::<Option<String>>(9)?;
        // "Larkin said": the surname stands for the one person whose statements are held under it.
        let of_surname = by_surname.get(&surname(speaker.as_deref()));
        let alone = of_surname.filter(|persons| persons.len() == 1).and_then(|held| held.first());
        let person = person.as_deref().or(alone.copied());
        let of_person = person.and_then(|person| by_person.get(person));
        let earlier: Vec<&Said> = of_person
            .into_iter()
            .flatten()
            .filter(|one| one.id != later && may_precede(one.day.as_deref(), day.as_deref()))
            .copied()
            .collect();
        let spoken = [Some(words), target].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let Some((one, why)) = meant(&earlier, &spoken) else { continue };
        relations.push(Relation {
            statement: one.id.clone(),
            kind: row.get(5)?,
            document: row.get(0)?,
            ordinal: row.get(1)?,
            later: Some(later),
            day,
            phrase: row.get::<Option<String>>(6)?.unwrap_or_default(),
            why,
        });
    }
    Ok(relations)
}

/// The last word of a name, folded; empty for no name.
fn surname(name: Option<&str>) -> String {
    name.map(folded)
        .and_then(|name| name.split(' ').next_back().map(str::to_owned))
        .unwrap_or_default()
}

fn may_precede(earlier: Option<&str>, later: Option<&str>) -> bool {
    earlier.zip(later).is_none_or(|(earlier, later)| earlier < later)
}

/// The one of `earlier` that `spoken` is about, and what leads there; `None` where several are as likely.
fn meant<'a>(earlier: &[&'a Said], spoken: &str) -> Option<(&'a Said, String)> {
    let model = Model::english();
    let own = words_of(model, spoken);
    let counts: Vec<usize> =
        earlier.iter().map(|one| in_common(&own, &words_of(model, &one.words))).collect();
    let most = counts.iter().copied().max().unwrap_or(0);
    if most >= IN_COMMON {
        let mut best = earlier.iter().zip(&counts).filter(|(_, n)| **n == most);
        if let (Some((one, n)), None) = (best.next(), best.next()) {
            return Some((one, format!("it has {n} telling words of the statement")));
        }
    }
    let named = |one: &&&Said| one.occasion.as_deref().is_some_and(|title| names(spoken, title));
    let mut of_occasion = earlier.iter().filter(named);
    match (of_occasion.next(), of_occasion.next()) {
        (Some(one), None) => {
            let title = one.occasion.as_deref().unwrap_or_default();
            Some((one, format!("it names the occasion, “{title}”")))
        }
        _ => None,
    }
}

/// Whether `spoken` holds a part of the title that has two words or more: "The Long Table" of "The Long
/// Table, episode 41".
fn names(spoken: &str, title: &str) -> bool {
    let spoken = format!(" {} ", folded(spoken));
    title
        .split([',', ':', ';', '(', '–', '—', '|'])
        .map(folded)
        .any(|part| part.contains(' ') && spoken.contains(&format!(" {part} ")))
}

/// Words that were said again on another occasion: each time after the first.
fn repeated(
    engine: &mut dyn Engine,
    said: &[Said],
    lines: &[BTreeSet<String>],
) -> Result<Vec<Relation>, Fault> {
    let by_id: BTreeMap<&str, &Said> = said.iter().map(|one| (one.id.as_str(), one)).collect();
    let mut relations = Vec::new();
    for line in lines {
        let mut occasions: Vec<&Said> =
            line.iter().filter_map(|id| by_id.get(id.as_str()).copied()).collect();
        occasions.retain(|one| one.day.is_some());
        occasions.sort_by_key(|one| (&one.day, &one.id));
        let Some((first, again)) = occasions.split_first() else { continue };
        for one in again.iter().filter(|one| one.day > first.day) {
            let query = "SELECT document, ordinal FROM finding WHERE statement = $1
                         ORDER BY document, ordinal LIMIT 1";
            for row in engine.query(query, values![one.id.as_str()])? {
                relations.push(Relation {
                    statement: first.id.clone(),
                    kind: "repeats".to_owned(),
                    document: row.get(0)?,
                    ordinal: row.get(1)?,
                    later: Some(one.id.clone()),
                    day: one.day.clone(),
                    phrase: String::new(),
                    why: "the same words are on record on another occasion".to_owned(),
                });
            }
        }
    }
    Ok(relations)
}

/// Notices of correction in documents that report a statement: of the one statement that the document
/// quotes, or of the one that the notice shares words with.
fn corrected(engine: &mut dyn Engine) -> Result<Vec<Relation>, Fault> {
    let rows = engine.query(
        "SELECT document.id, version.notices FROM document JOIN version
         ON version.document = document.id AND version.number = document.latest
         WHERE version.notices IS NOT NULL ORDER BY document.id",
        values![],
    )?;
    let mut relations = Vec::new();
    for row in rows {
        let (id, notices): (String, String) = (row.get(0)?, row.get(1)?);
        let notices: Vec<String> = serde_json::from_str(&notices)
            .map_err(|error| Fault::Content(format!("the notices of document {id}: {error}")))?;
        let query = "SELECT finding.ordinal, finding.statement, finding.words, version.published
                     FROM finding JOIN version ON version.document = finding.document
                     AND version.number = finding.version
                     WHERE finding.document = $1 AND finding.statement IS NOT NULL
                     ORDER BY finding.ordinal";
        let mut quoted: Vec<(u64, String, String, Option<String>)> = Vec::new();
        for row in engine.query(query, values![id.as_str()])? {
            quoted.push((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
        }
        for notice in notices {
            let own = words_of(Model::english(), &notice);
            let n_common = |words: &str| in_common(&own, &words_of(Model::english(), words));
            let statements: BTreeSet<&str> =
                quoted.iter().map(|(_, statement, ..)| statement.as_str()).collect();
            let best = quoted.iter().max_by_key(|(ordinal, _, words, _)| {
                (n_common(words), std::cmp::Reverse(*ordinal))
            });
            let Some((ordinal, statement, words, day)) = best else { continue };
            let why = match (n_common(words), statements.len()) {
                (n, _) if n >= IN_COMMON => {
                    format!("the notice has {n} telling words of the report")
                }
                (_, 1) => "the document quotes this statement alone".to_owned(),
                _ => continue,
            };
            relations.push(Relation {
                statement: statement.clone(),
                kind: "corrects".to_owned(),
                document: id.clone(),
                ordinal: *ordinal,
                later: None,
                day: day.clone(),
                phrase: notice,
                why,
            });
        }
    }
    Ok(relations)
}

/// Writes down what is not there yet and takes away what is there no more: what stays keeps its time.
fn write(engine: &mut dyn Engine, relations: Vec<Relation>) -> Result<(), Fault> {
    let mut known: BTreeSet<Relation> = BTreeSet::new();
    for row in engine.query(
        "SELECT statement, kind, document, ordinal, later, day, phrase, why FROM relation",
        values![],
    )? {
        known.insert(Relation {
            statement: row.get(0)?,
            kind: row.get(1)?,
            document: row.get(2)?,
            ordinal: row.get(3)?,
            later: row.get(4)?,
            day: row.get(5)?,
            phrase: row.get(6)?,
            why: row.get(7)?,
        });
    }
    let wanted: BTreeSet<Relation> = relations.into_iter().collect();
    for gone in known.difference(&wanted) {
        engine.execute(
            "DELETE FROM relation
             WHERE statement = $1 AND kind = $2 AND document = $3 AND ordinal = $4",
            values![
                gone.statement.as_str(),
                gone.kind.as_str(),
                gone.document.as_str(),
                gone.ordinal
            ],
        )?;
    }
    const RELATION: Insert = Insert {
        head:
            "INSERT INTO relation (statement, kind, document, ordinal, later, day, phrase, why, at)
               VALUES",
        n_columns: 9,
        tail: "",
    };
    let at = now().as_microsecond();
    let rows: Vec<_> = wanted
        .difference(&known)
        .map(|one| {
            values![
                one.statement.as_str(),
                one.kind.as_str(),
                one.document.as_str(),
                one.ordinal,
                one.later.clone(),
                one.day.clone(),
                one.phrase.as_str(),
                one.why.as_str(),
                at
            ]
            .to_vec()
        })
        .collect();
    engine.put_many(RELATION, &rows)
}

/// The standing that each statement has by the strongest relation to it.
fn stand(engine: &mut dyn Engine) -> Result<(), Fault> {
    let mut standings: BTreeMap<String, (u8, &'static str)> = BTreeMap::new();
    for row in engine.query("SELECT statement, kind FROM relation", values![])? {
        let standing = match row.get::<String>(1)?.as_str() {
            "retracts" => (4, "withdrawn"),
            "denies" | "disputes" => (3, "disputed"),
            "clarifies" => (2, "clarified"),
            "corrects" => (1, "corrected"),
            _ => continue,
        };
        let held = standings.entry(row.get(0)?).or_insert(standing);
        *held = standing.max(*held);
    }
    let at = now().as_microsecond();
    for row in engine.query("SELECT id, standing FROM statement", values![])? {
        let (id, held): (String, String) = (row.get(0)?, row.get(1)?);
        let standing = standings.get(&id).map_or("undisputed", |(_, standing)| standing);
        if held != standing {
            engine.execute(
                "UPDATE statement SET standing = $1, changed = $2 WHERE id = $3",
                values![standing, at, id.as_str()],
            )?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::store::relating::{Said, meant};

    fn said(id: &str, words: &str, occasion: Option<&str>) -> Said {
        Said {
            id: id.to_owned(),
            words: words.to_owned(),
            person: Some("p1".to_owned()),
            speaker: Some("Edda Larkin".to_owned()),
            day: Some("2026-05-12".to_owned()),
            occasion: occasion.map(str::to_owned),
        }
    }

    #[test]
    fn later_speech_is_about_the_statement_that_it_shares_words_with() {
        let ferry = said("s1", "We stopped the ferry because the hull had rust", None);
        let bakery = said("s2", "The bakery on Pier Street makes the best bread", None);
        let found = meant(&[&ferry, &bakery], "What I meant was that the hull of the ferry is old");
        assert_eq!(found.map(|(one, _)| one.id.as_str()), Some("s1"));
    }

    #[test]
    fn it_is_about_the_only_statement_of_an_occasion_that_it_names_and_else_about_none() {
        let title = Some("The Long Table, episode 41");
        let one = said("s1", "We stopped the ferry because the hull had rust", title);
        let other = said("s2", "The bakery on Pier Street makes the best bread", title);
        let spoken = "Let me be clear about what I told The Long Table";
        assert_eq!(meant(&[&one], spoken).map(|(one, _)| one.id.as_str()), Some("s1"));
        assert!(meant(&[&one, &other], spoken).is_none());
        assert!(meant(&[&one], "I was misquoted").is_none());
    }
}
