//! A page's JSON-LD in, the description of its article out: a tolerant reader, because pages wrap it
//! in CDATA or comments, leave line feeds inside strings and end it with a semicolon. Text that is
//! still no JSON is passed over.

use crate::document::entity::decoded;
use crate::document::html::dom::{Dom, NodeId};
use serde_json::{Map, Value};

/// What JSON-LD says of the article. Fields are empty or `None` where it does not say.
#[derive(Debug, Default)]
pub(crate) struct Described {
    pub(crate) titles: Vec<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) published: Vec<String>,
    pub(crate) modified: Vec<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) body: Option<String>,
}

/// Objects looked at on one page.
const MAX_OBJECTS: usize = 10_000;

/// Articles described on one page; a list of related ones is longer.
const MAX_ARTICLES: usize = 16;

/// Authors of one article.
const MAX_AUTHORS: usize = 100;

/// Bytes of one author's name; longer values are sentences about the author.
const MAX_NAME: usize = 80;

/// The descriptions of articles on the page, the one most like an article first.
pub(crate) fn described(dom: &Dom, scripts: &[NodeId]) -> Vec<Described> {
    let roots: Vec<Value> = scripts.iter().filter_map(|script| json(dom, *script)).collect();
    let mut objects: Vec<&Map<String, Value>> = Vec::new();
    let mut open: Vec<&Value> = roots.iter().rev().collect();
    while let Some(value) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items.iter().rev()),
            Value::Object(object) => {
                objects.push(object);
                for key in ["mainEntity", "mainEntityOfPage", "@graph"] {
                    open.extend(object.get(key).filter(|value| !value.is_string()));
                }
            }
            _ => {}
        }
        if objects.len() > MAX_OBJECTS {
            break;
        }
    }
    let mut ranked: Vec<(u8, &Map<String, Value>)> =
        objects.iter().filter_map(|object| Some((rank(object)?, *object))).collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().take(MAX_ARTICLES).map(|(_, object)| describe(object, &objects)).collect()
}

fn json(dom: &Dom, script: NodeId) -> Option<Value> {
    let raw = dom.text_below(script, usize::MAX);
    let mut text = raw.trim();
    for (open, close) in [
        ("/*<![CDATA[*/", "/*]]>*/"),
        ("//<![CDATA[", "//]]>"),
        ("<![CDATA[", "]]>"),
        ("<!--", "-->"),
        ("/*", "*/"),
    ] {
        text = text.strip_prefix(open).unwrap_or(text);
        text = text.strip_suffix(close).unwrap_or(text).trim();
    }
    let text = text.trim_end_matches(';');
    if let Ok(value) = serde_json::from_str(text) {
        return Some(value);
    }
    let cleaned: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    serde_json::from_str(&without_stray_commas(&cleaned)).ok()
}

/// Commas right before a closing bracket, outside strings, taken out.
fn without_stray_commas(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut in_string, mut escaped) = (false, false);
    for c in text.chars() {
        if !in_string && matches!(c, '}' | ']') {
            out.truncate(out.trim_end().len());
            if out.ends_with(',') {
                out.pop();
            }
        }
        in_string ^= c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        out.push(c);
    }
    out
}

/// 0 for an article, 1 for other texts, 2 for the page; `None` for anything else.
fn rank(object: &Map<String, Value>) -> Option<u8> {
    let kinds = match object.get("@type")? {
        Value::String(kind) => vec![kind.as_str()],
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => return None,
    };
    let best = kinds.iter().filter_map(|kind| match kind.rsplit('/').next().unwrap_or(kind) {
        kind if kind.ends_with("Article") => Some(0),
        "BlogPosting" | "LiveBlogPosting" | "Report" | "Review" | "OpinionPiece" => Some(0),
        "CreativeWork" | "SocialMediaPosting" | "Interview" => Some(1),
        "WebPage" | "ItemPage" => Some(2),
        _ => None,
    });
    best.min()
}

fn describe(object: &Map<String, Value>, objects: &[&Map<String, Value>]) -> Described {
    let text = |key: &str| object.get(key).and_then(plain);
    let page = object.get("mainEntityOfPage");
    Described {
        titles: ["headline", "name", "alternativeHeadline"]
            .iter()
            .filter_map(|key| text(key))
            .collect(),
        authors: object.get("author").map(|author| names(author, objects)).unwrap_or_default(),
        published: ["datePublished", "dateCreated", "uploadDate"]
            .iter()
            .filter_map(|key| text(key))
            .collect(),
        modified: text("dateModified").into_iter().collect(),
        outlet: object
            .get("publisher")
            .and_then(|publisher| names(publisher, objects).into_iter().next()),
        url: text("url").or_else(|| page.and_then(plain)),
        language: text("inLanguage"),
        description: text("description"),
        body: text("articleBody").or_else(|| text("text")).filter(|body| !body.is_empty()),
    }
}

/// A value that is a text, or an object or list that names one.
fn plain(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.as_str(),
        Value::Array(items) => items.iter().find_map(Value::as_str)?,
        Value::Object(object) => ["@value", "@id", "name", "alternateName"]
            .iter()
            .find_map(|key| object.get(*key)?.as_str())?,
        _ => return None,
    };
    let text = decoded(text).trim().to_owned();
    (!text.is_empty()).then_some(text)
}

/// The names of persons given as text, object, reference or list of these.
fn names(value: &Value, objects: &[&Map<String, Value>]) -> Vec<String> {
    let items = match value {
        Value::Array(items) => items.iter().collect(),
        value => vec![value],
    };
    let mut names: Vec<String> = Vec::new();
    for item in items.into_iter().take(MAX_AUTHORS) {
        let name = match item {
            Value::Object(person) => {
                let known = person.get("name").is_some();
                let id = person.get("@id").and_then(Value::as_str);
                let elsewhere = |id: &str| {
                    let is_it = |object: &&&Map<String, Value>| {
                        object.get("@id").and_then(Value::as_str) == Some(id)
                            && object.contains_key("name")
                    };
                    objects.iter().find(is_it).copied()
                };
                let person = match id.filter(|_| !known) {
                    Some(id) => elsewhere(id).unwrap_or(person),
                    None => person,
                };
                match person.get("name") {
                    Some(Value::Array(several)) => {
                        names.extend(several.iter().filter_map(plain));
                        None
                    }
                    name => name.and_then(plain),
                }
            }
            Value::String(_) => plain(item),
            _ => None,
        };
        names.extend(name.filter(|name| name.len() <= 4 * MAX_NAME));
    }
    names.dedup();
    names
}
