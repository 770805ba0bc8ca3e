//! Finding statements by what a user has: words, however altered, or a file that was added. Words or bytes in,
//! ids out.

use crate::database::engine::{Engine, first};
use crate::database::fault::Fault;
use crate::error::Error;
use crate::haystack::bytes;
use crate::reading::search::{Question, search};
use crate::store::Store;
use crate::store::version::hash;
use crate::values;
use onrecord::statement::pair::Held;
use onrecord::statement::rendition::{Rendition, words_of};
use onrecord_model::Model;
use std::collections::BTreeSet;
use std::path::Path;

/// Statements that are named for words.
const MOST: usize = 20;

impl Store {
    /// The statements that hold all of `words`, those with most reports first; where there is none, those
    /// that `words` render, or that render them, altered or trimmed. At most 20.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub fn recalled(&self, words: &str) -> Result<Vec<String>, Error> {
        let whole = format!("“{words}”");
        Ok(self.database().read(|engine| {
            for asked in [whole.as_str(), words] {
                let question = Question { words: asked.to_owned(), ..Question::default() };
                let found = search(engine, &question, 0, MOST)?.statements;
                if !found.is_empty() {
                    return Ok(found.iter().map(|told| told.id().to_owned()).collect());
                }
            }
            rendered(engine, words)
        })?)
    }

    /// The article that the file at `path` holds, if it was added as it is; its id.
    ///
    /// # Errors
    /// Where the file cannot be read, or the database does not answer.
    pub fn added_from(&self, path: &Path) -> Result<Option<String>, Error> {
        let hash = hash(&bytes(path)?, None);
        Ok(self.database().read(|engine| {
            let query = "SELECT document FROM version WHERE hash = $1 ORDER BY document LIMIT 1";
            first(engine, query, values![hash.as_str()])?.map(|row| row.get(0)).transpose()
        })?)
    }

    /// The statements that document `id` quotes, in text order.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub fn statements_of(&self, id: &str) -> Result<Vec<String>, Error> {
        Ok(self.database().read(|engine| {
            let query =
                "SELECT statement FROM finding WHERE document = $1 AND statement IS NOT NULL
                         ORDER BY ordinal";
            let mut seen = BTreeSet::new();
            let mut statements: Vec<String> = Vec::new();
            for row in engine.query(query, values![id])? {
                let statement: String = row.get(0)?;
                if seen.insert(statement.clone()) {
                    statements.push(statement);
                }
            }
            Ok::<_, Fault>(statements)
        })?)
    }

    /// The statement that finding `id` reports.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub fn statement_of(&self, id: &str) -> Result<Option<String>, Error> {
        Ok(self.database().read(|engine| {
            let query = "SELECT statement FROM finding WHERE id = $1 AND statement IS NOT NULL";
            first(engine, query, values![id])?.map(|row| row.get(0)).transpose()
        })?)
    }
}

/// The statements whose reports stand in `words`, or `words` in them.
fn rendered(engine: &mut dyn Engine, words: &str) -> Result<Vec<String>, Fault> {
    let rendition = |words: &str| Rendition {
        words: words_of(Model::english(), words),
        ..Rendition::default()
    };
    let rows = engine.query(
        "SELECT statement.id, statement.n_reports, finding.words FROM statement
         JOIN finding ON finding.statement = statement.id",
        values![],
    )?;
    let own = rendition(words);
    let mut held = Held::new(&own);
    let mut found: BTreeSet<(std::cmp::Reverse<u64>, String)> = BTreeSet::new();
    for row in &rows {
        let other = rendition(&row.get::<String>(2)?);
        if held.is_rendered_in(&mut Held::new(&other), rows.len()) {
            found.insert((std::cmp::Reverse(row.get(1)?), row.get(0)?));
        }
    }
    Ok(found.into_iter().take(MOST).map(|(_, id)| id).collect())
}
