//! JSON lines: one object a line, each a document: `id`, `url`, `date`, `title`, `authors`, `outlet`
//! (or `domain`), `language`, and `text` or `html`. Also one such object, or a list of them, as JSON.
//! Bytes in, documents out; a line that can't be read is a document without text whose problem names
//! the line, and the others are read.

use crate::document::limits::{JSON_LINES, reached};
use crate::document::metadata::{Metadata, MetadataSource, Moment, Sourced};
use crate::document::origin::{DocumentKind, Origin};
use crate::document::problem::{Problem, ProblemKind};
use crate::document::recogniser_json;
use crate::document::sniff::Format;
use crate::document::{Document, finished, read_text, refused};
use jiff::civil::Date;
use serde_json::Value;

/// Reads decoded JSON lines.
#[must_use]
pub fn read(lines: &str, origin: &Origin, kind: DocumentKind) -> Vec<Document> {
    let mut documents = Vec::new();
    for (line_idx, line) in lines.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        if documents.len() >= JSON_LINES {
            let message = format!("more than {JSON_LINES} documents in one file; part it");
            documents.push(refused(reached(message), origin, kind));
            break;
        }
        documents.push(read_line(line, line_idx + 1, origin, kind));
    }
    documents
}

/// Reads one line of JSON lines: line `number`, from 1, of the file `origin`.
#[must_use]
pub fn read_line(line: &str, number: usize, origin: &Origin, kind: DocumentKind) -> Document {
    let place = format!("{}:{number}", origin.name);
    match serde_json::from_str::<Value>(line) {
        Ok(value) => document(&value, place, Some(number), kind),
        Err(error) => {
            let message = format!("no JSON object on this line: {}", plainly(&error));
            refused(malformed(Some(number), message), &Origin { name: place }, kind)
        }
    }
}

/// Reads one JSON value: a transcript, an object, or a list of objects. JSON lines under a name that
/// ends in `.json` are read as what they are.
#[must_use]
pub fn read_value(json: &str, origin: &Origin, kind: DocumentKind) -> Vec<Document> {
    let value = match serde_json::from_str::<Value>(json) {
        Ok(value) => value,
        Err(error) if error.line() > 1 && is_object(json.lines().next().unwrap_or("")) => {
            return read(json, origin, kind);
        }
        Err(error) => {
            let problem = malformed(Some(error.line()), format!("no JSON: {}", plainly(&error)));
            return vec![refused(problem, origin, kind)];
        }
    };
    let list = value.as_array().filter(|_| recogniser_json::read(&value, origin).is_none());
    let Some(list) = list else {
        return vec![document(&value, origin.name.clone(), None, kind)];
    };
    let place = |idx: usize| format!("{}:{}", origin.name, idx + 1);
    let numbered = list.iter().take(JSON_LINES).enumerate();
    let mut documents: Vec<Document> =
        numbered.map(|(idx, value)| document(value, place(idx), None, kind)).collect();
    if documents.is_empty() {
        let message = "an empty list; give objects with a text or html field".to_owned();
        documents.push(refused(malformed(None, message), origin, kind));
    }
    documents
}

fn is_object(line: &str) -> bool {
    serde_json::from_str::<Value>(line).is_ok_and(|value| value.is_object())
}

/// serde_json's reason without its own place in the line, which starts from the line's beginning.
fn plainly(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let reason = said.split(" at line ").next().unwrap_or(&said);
    format!("{reason} at column {}", error.column())
}

fn malformed(line: Option<usize>, message: String) -> Problem {
    Problem { kind: ProblemKind::Malformed, line, message }
}

/// One object's document; `place` names it if it gives no `id`.
fn document(value: &Value, place: String, line: Option<usize>, kind: DocumentKind) -> Document {
    let name = match value.get("id") {
        Some(Value::String(id)) if !id.trim().is_empty() => id.clone(),
        Some(Value::Number(id)) => id.to_string(),
        _ => place,
    };
    let origin = Origin { name };
    if let Some(document) = recogniser_json::read(value, &origin) {
        return finished(document, Format::Json, kind);
    }
    let field = |key: &str| value.get(key).and_then(Value::as_str);
    let (body, format) = match (field("text"), field("html")) {
        (Some(text), _) if !text.trim().is_empty() => (text, Format::Plain),
        (_, Some(html)) if !html.trim().is_empty() => (html, Format::Html),
        _ => {
            let message =
                "neither text nor html holds words; give one of the two fields".to_owned();
            return refused(
                Problem { kind: ProblemKind::Empty, ..malformed(line, message) },
                &origin,
                kind,
            );
        }
    };
    let mut document = read_text(body.to_owned(), format, &origin, kind);
    add(&mut document.metadata, value);
    document
}

/// Puts the object's own fields in front of what was read from the text.
fn add(metadata: &mut Metadata, value: &Value) {
    let field = |keys: &[&str]| {
        let found = keys.iter().find_map(|key| value.get(key)?.as_str())?.trim();
        (!found.is_empty()).then(|| sourced(found.to_owned()))
    };
    let moment = |keys: &[&str]| {
        let raw = field(keys)?.value;
        let date: Date = raw.get(..10)?.parse().ok()?;
        Some(sourced(Moment { raw, date }))
    };
    first(&mut metadata.title, field(&["title", "headline"]));
    first(&mut metadata.url, field(&["url", "link"]));
    first(&mut metadata.outlet, field(&["outlet", "publisher", "domain", "source"]));
    first(&mut metadata.language, field(&["language", "lang"]));
    first(
        &mut metadata.published,
        moment(&["date", "published", "date_publish", "publication_date"]),
    );
    first(&mut metadata.modified, moment(&["modified", "date_modify", "updated"]));
    first(&mut metadata.authors, authors(value));
}

fn first<T>(candidates: &mut Vec<Sourced<T>>, given: Option<Sourced<T>>) {
    if let Some(given) = given {
        candidates.insert(0, given);
    }
}

fn sourced<T>(value: T) -> Sourced<T> {
    Sourced { value, from: MetadataSource::SideFile }
}

/// A list of names, or one name.
fn authors(value: &Value) -> Option<Sourced<Vec<String>>> {
    let given = ["authors", "author", "byline"].iter().find_map(|key| value.get(key))?;
    let named = |name: &Value| {
        let name = name.as_str().or_else(|| name.get("name")?.as_str())?.trim();
        (!name.is_empty()).then(|| name.to_owned())
    };
    let names: Vec<String> = match given {
        Value::Array(list) => list.iter().filter_map(named).collect(),
        one => named(one).into_iter().collect(),
    };
    (!names.is_empty()).then(|| sourced(names))
}
