//! The tables without somebody's names. Names in; each row that says them rewritten, and how many, out.

use crate::database::engine::{Engine, first};
use crate::database::fault::Fault;
use crate::database::value::Value;
use crate::erasing::names::Names;
use crate::erasing::rewriting::{Rewritten, rewritten, rewritten_json};
use crate::store::identity::digest;
use crate::store::version::{COLUMNS, Version, packed};
use crate::store::words::put_words;
use crate::values;

/// How many rows of each kind were rewritten.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rows {
    /// Turns of records.
    pub n_turns: usize,
    /// Findings.
    pub n_findings: usize,
    /// Statements.
    pub n_statements: usize,
    /// Kept versions of statements.
    pub n_shown: usize,
    /// Outlets, occasions, relations and notes on replies.
    pub n_others: usize,
}

/// Documents by id, each with the numbers and hashes of its versions.
type Documents = Vec<(String, Vec<(u32, String)>)>;
/// Statements by id, each with what its latest version shows.
type Statements = Vec<(String, String)>;

/// Rewrites the versions of every document that says `names`.
///
/// # Errors
/// The engine's own, and where a version cannot be rewritten.
pub(crate) fn documents(engine: &mut dyn Engine, names: &Names) -> Result<Documents, Fault> {
    let mut changed = Vec::new();
    for id in ids(engine, "SELECT id FROM document ORDER BY id")? {
        let statement = format!(
            "SELECT {COLUMNS}, version.title, version.authors, version.problems,
             version.notices FROM document
             JOIN version ON version.document = document.id WHERE document.id = $1 ORDER BY version.number"
        );
        let mut versions = Vec::new();
        for row in engine.query(&statement, values![id.as_str()])? {
            let version = Version::of(&row)?;
            let Some(after) = rewritten(&version, names)? else { continue };
            let texts = [row.get(11)?, row.get(12)?, row.get(13)?, row.get(14)?];
            put_version(engine, &version, &after, texts, names)?;
            versions.push((version.number, after.hash));
        }
        let is_renamed = rename(engine, &id, names)?;
        if !versions.is_empty() || is_renamed {
            changed.push((id, versions));
        }
    }
    Ok(changed)
}

fn put_version(
    engine: &mut dyn Engine,
    version: &Version,
    after: &Rewritten,
    [title, authors, problems, notices]: [Option<String>; 4],
    names: &Names,
) -> Result<(), Fault> {
    let masked = |text: Option<String>| text.map(|text| names.replaced(&text));
    let side = after.side.as_ref().map(|side| packed(side)).transpose()?;
    engine.execute(
        "UPDATE version SET bytes = $1, side = $2, side_name = $3, read_as = $4, rehashed = $5, title = $6,
         authors = $7, problems = $8, notices = $9, capture = NULL WHERE document = $10 AND number = $11",
        values![
            packed(&after.bytes)?,
            side,
            after.side_name.clone(),
            after.read_as.as_str(),
            after.hash.as_str(),
            masked(title),
            masked(authors),
            masked(problems),
            masked(notices),
            version.document.as_str(),
            version.number
        ],
    )?;
    Ok(())
}

/// Takes the names out of what document `id` is called. An address without them leads nowhere, so that none is kept.
fn rename(engine: &mut dyn Engine, id: &str, names: &Names) -> Result<bool, Fault> {
    let known = "SELECT kind, name, url FROM document WHERE id = $1";
    let Some(row) = first(engine, known, values![id])? else { return Ok(false) };
    let (kind, name) = (row.get::<String>(0)?, row.get::<String>(1)?);
    let url = row.get::<Option<String>>(2)?;
    let mut after = names.replaced_in_address(&name);
    let kept = url.clone().filter(|url| names.replaced_in_address(url) == *url);
    if after == name && kept == url {
        return Ok(false);
    }
    let other = "SELECT 1 AS one FROM document WHERE kind = $1 AND name = $2 AND id <> $3";
    if first(engine, other, values![kind, after.as_str(), id])?.is_some() {
        after = format!("{after}#{id}");
    }
    let statement = "UPDATE document SET name = $1, url = $2 WHERE id = $3";
    engine.execute(statement, values![after, kept, id])?;
    Ok(true)
}

/// Rewrites all other rows that say `names`.
///
/// # Errors
/// The engine's own, and where a finding or a kept page is no JSON.
pub(crate) fn others(
    engine: &mut dyn Engine,
    names: &Names,
    pseudonym: &str,
) -> Result<(Rows, Statements), Fault> {
    let mut rows = Rows::default();
    let documents = ids(engine, "SELECT id FROM document ORDER BY id")?;
    for id in &documents {
        rows.n_turns += turns(engine, names, id)?;
        rows.n_findings += findings(engine, names, pseudonym, id)?;
    }
    let mut statements = Vec::new();
    for id in ids(engine, "SELECT DISTINCT statement FROM statement_version ORDER BY statement")? {
        let (n_shown, latest) = shown(engine, names, pseudonym, &id)?;
        rows.n_shown += n_shown;
        if n_shown > 0 {
            statements.push((id, latest));
        }
    }
    for id in ids(engine, "SELECT id FROM statement ORDER BY id")? {
        rows.n_statements += usize::from(statement(engine, names, pseudonym, &id)?);
    }
    for (table, columns) in [
        ("outlet", &["name"][..]),
        ("occasion", &["title", "place", "outlet", "url"]),
        ("reply", &["verified_by", "reason"]),
    ] {
        rows.n_others += texts(engine, names, table, columns)?;
    }
    rows.n_others += relations(engine, names)?;
    for row in engine.query("SELECT id, speakers FROM occasion ORDER BY id", values![])? {
        // The list stands under a key here as it does where a page is kept.
        let list = format!("{{\"speakers\":{}}}", row.get::<String>(1)?);
        if let Some(after) = rewritten_json(&list, names, pseudonym)? {
            let after = after.trim_start_matches("{\"speakers\":").trim_end_matches('}').to_owned();
            let statement = "UPDATE occasion SET speakers = $1 WHERE id = $2";
            engine.execute(statement, values![after, row.get::<String>(0)?])?;
            rows.n_others += 1;
        }
    }
    for row in engine.query("SELECT id, kind, words FROM word", values![])? {
        let words = row.get::<String>(2)?;
        let after = match names.are(&words) {
            true => pseudonym.to_owned(),
            false => names.replaced(&words),
        };
        if after != words {
            put_words(engine, &row.get::<String>(0)?, &row.get::<String>(1)?, &after)?;
        }
    }
    Ok((rows, statements))
}

fn ids(engine: &mut dyn Engine, statement: &str) -> Result<Vec<String>, Fault> {
    engine.query(statement, values![])?.iter().map(|row| row.get(0)).collect()
}

/// A speaker's name: the pseudonym for the whole name, else what is around it masked.
fn speaker(names: &Names, pseudonym: &str, name: Option<String>) -> Option<String> {
    name.map(|name| if names.are(&name) { pseudonym.to_owned() } else { names.replaced(&name) })
}

fn turns(engine: &mut dyn Engine, names: &Names, document: &str) -> Result<usize, Fault> {
    let statement =
        "SELECT DISTINCT speaker FROM utterance WHERE document = $1 AND speaker IS NOT NULL";
    let mut n_turns = 0;
    for row in engine.query(statement, values![document])? {
        let label = row.get::<String>(0)?;
        let after = names.replaced(&label);
        if after != label {
            let put = "UPDATE utterance SET speaker = $1 WHERE document = $2 AND speaker = $3";
            n_turns += engine.execute(put, values![after, document, label])? as usize;
        }
    }
    Ok(n_turns)
}

fn findings(
    engine: &mut dyn Engine,
    names: &Names,
    pseudonym: &str,
    document: &str,
) -> Result<usize, Fault> {
    let statement = "SELECT ordinal, words, speaker, body, about_phrase, about_target FROM finding
                     WHERE document = $1";
    let mut n_findings = 0;
    for row in engine.query(statement, values![document])? {
        let (words, given) = (row.get::<String>(1)?, row.get::<Option<String>>(2)?);
        let body = row.get::<String>(3)?;
        let after = rewritten_json(&body, names, pseudonym)?;
        let (new_words, new_given) =
            (names.replaced(&words), speaker(names, pseudonym, given.clone()));
        let about: [Option<String>; 2] = [row.get(4)?, row.get(5)?];
        let new_about = about.clone().map(|text| text.map(|text| names.replaced(&text)));
        if after.is_none() && new_words == words && new_given == given && new_about == about {
            continue;
        }
        let body = after.unwrap_or(body);
        let hash = digest(&[&body])[..16].to_owned();
        let put =
            "UPDATE finding SET words = $1, speaker = $2, body = $3, hash = $4, about_phrase = $5,
                   about_target = $6 WHERE document = $7 AND ordinal = $8";
        let (ordinal, [phrase, target]) = (row.get::<i64>(0)?, new_about);
        let values = values![new_words, new_given, body, hash, phrase, target, document, ordinal];
        engine.execute(put, values)?;
        n_findings += 1;
    }
    Ok(n_findings)
}

/// Rewrites what the page of statement `id` showed each time, and the chain of hashes from there on; how many
/// versions changed, and what the latest shows.
fn shown(
    engine: &mut dyn Engine,
    names: &Names,
    pseudonym: &str,
    id: &str,
) -> Result<(usize, String), Fault> {
    let statement =
        "SELECT number, body, hash FROM statement_version WHERE statement = $1 ORDER BY number";
    let (mut n_shown, mut previous, mut latest) = (0, String::new(), String::new());
    for row in engine.query(statement, values![id])? {
        let (number, body) = (row.get::<i64>(0)?, row.get::<String>(1)?);
        let after = rewritten_json(&body, names, pseudonym)?;
        n_shown += usize::from(after.is_some());
        latest = after.unwrap_or(body);
        let hash = digest(&[&previous, &latest]);
        if n_shown > 0 {
            let put = "UPDATE statement_version SET body = $1, hash = $2
                       WHERE statement = $3 AND number = $4";
            engine.execute(put, values![latest.as_str(), hash.as_str(), id, number])?;
        }
        previous = hash;
    }
    Ok((n_shown, latest))
}

fn statement(
    engine: &mut dyn Engine,
    names: &Names,
    pseudonym: &str,
    id: &str,
) -> Result<bool, Fault> {
    let known = "SELECT words, speaker, addressee FROM statement WHERE id = $1";
    let Some(row) = first(engine, known, values![id])? else { return Ok(false) };
    let before: [Option<String>; 3] = [row.get(0)?, row.get(1)?, row.get(2)?];
    let [words, by, to] = before.clone();
    let after = [
        words.map(|words| names.replaced(&words)),
        speaker(names, pseudonym, by),
        speaker(names, pseudonym, to),
    ];
    if after == before {
        return Ok(false);
    }
    let [words, by, to] = after;
    let put = "UPDATE statement SET words = $1, speaker = $2, addressee = $3 WHERE id = $4";
    engine.execute(put, values![words, by, to, id])?;
    Ok(true)
}

/// What leads from later speech to a statement.
fn relations(engine: &mut dyn Engine, names: &Names) -> Result<usize, Fault> {
    let statement = "SELECT statement, kind, document, ordinal, phrase, why FROM relation";
    let mut n_rows = 0;
    for row in engine.query(statement, values![])? {
        let before: [String; 2] = [row.get(4)?, row.get(5)?];
        let after = before.clone().map(|text| names.replaced(&text));
        if after == before {
            continue;
        }
        let put = "UPDATE relation SET phrase = $1, why = $2
                   WHERE statement = $3 AND kind = $4 AND document = $5 AND ordinal = $6";
        let [phrase, why] = after;
        let key: [String; 3] = [row.get(0)?, row.get(1)?, row.get(2)?];
        let [of, kind, document] = key;
        engine.execute(put, values![phrase, why, of, kind, document, row.get::<i64>(3)?])?;
        n_rows += 1;
    }
    Ok(n_rows)
}

/// Masks the names in the text columns of a table whose key is `id`.
fn texts(
    engine: &mut dyn Engine,
    names: &Names,
    table: &str,
    columns: &[&str],
) -> Result<usize, Fault> {
    let mut n_rows = 0;
    let statement = format!("SELECT id, {} FROM {table} ORDER BY id", columns.join(", "));
    for row in engine.query(&statement, values![])? {
        let mut sets = Vec::new();
        let mut values: Vec<Value> = Vec::new();
        for (at, column) in columns.iter().enumerate() {
            let Some(text) = row.get::<Option<String>>(at + 1)? else { continue };
            let after = match *column {
                "url" => names.replaced_in_address(&text),
                _ => names.replaced(&text),
            };
            if after != text {
                // An address without the name leads nowhere.
                values.push(if *column == "url" { Value::Null } else { after.into() });
                sets.push(format!("{column} = ${}", values.len()));
            }
        }
        if sets.is_empty() {
            continue;
        }
        values.push(row.get::<String>(0)?.into());
        let put = format!("UPDATE {table} SET {} WHERE id = ${}", sets.join(", "), values.len());
        engine.execute(&put, &values)?;
        n_rows += 1;
    }
    Ok(n_rows)
}
