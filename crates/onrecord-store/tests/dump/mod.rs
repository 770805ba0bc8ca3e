//! What a store holds apart from times, keys and the log: the part that depends on its documents alone.

use onrecord_store::database::Database;
use onrecord_store::database::engine::Engine;
use onrecord_store::database::fault::Fault;
use onrecord_store::database::value::{Row, Value};
use onrecord_store::values;

/// Each table with its columns.
const TABLES: [(&str, &str, usize); 13] = [
    ("fact", "name, value", 2),
    ("document", "id, kind, name, url, outlet, latest, occasion, withheld", 8),
    (
        "version",
        "document, number, hash, side_name, read_as, title, language, published, authors, problems, \
         n_bytes, captured, capture, checked, notices",
        15,
    ),
    ("outlet", "id, name, domain", 3),
    ("person", "id, name, wikidata, ids", 4),
    ("occasion", "id, title, day, place, outlet, url, speakers", 7),
    ("utterance", "document, ordinal, speaker, person, starts, ends, time_ms", 7),
    (
        "finding",
        "id, document, version, ordinal, statement, kind, words, starts, ends, person, speaker, \
         fidelity, level, codes, record, passage_starts, passage_ends, said_starts, said_ends, time_ms, \
         policy, body, hash, about, about_phrase, about_target",
        26,
    ),
    (
        "statement",
        "id, record, occasion, starts, ends, time_ms, words, person, speaker, addressee, day, standing, \
         n_reports, shown",
        14,
    ),
    ("statement_alias", "id, statement", 2),
    ("relation", "statement, kind, later, document, ordinal, day, phrase, why", 8),
    ("word", "id, kind, words", 3),
    ("statement_version", "statement, number, body, hash", 4),
];

/// A line a row, sorted; with the history of pages, which tells of the runs, or without it.
pub(crate) fn dump(database: &Database, history: History) -> Vec<String> {
    let n_tables = TABLES.len() - usize::from(history == History::Without);
    let read = |engine: &mut dyn Engine| {
        let mut lines = Vec::new();
        for (table, columns, n_columns) in &TABLES[..n_tables] {
            for row in engine.query(&format!("SELECT {columns} FROM {table}"), values![])? {
                lines.push(format!("{table}: {}", line(&row, *n_columns)));
            }
        }
        lines.sort();
        Ok::<_, Fault>(lines)
    };
    database.read(read).expect("the store can be read")
}

/// Whether the history of pages is dumped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum History {
    With,
    Without,
}

fn line(row: &Row, n_columns: usize) -> String {
    let column = |at: usize| match row.get::<Option<String>>(at) {
        Ok(text) => format!("{text:?}"),
        Err(_) => format!("{:?}", row.get::<i64>(at).map(Value::from).expect("a number")),
    };
    (0..n_columns).map(column).collect::<Vec<_>>().join(" | ")
}
