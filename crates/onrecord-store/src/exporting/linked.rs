//! schema.org in JSON-LD. Findings in, a graph of statements, reports and replies out. What was said is a
//! `Quotation`; a report is a `NewsArticle` whose quotations say what they are based on and how their words
//! compare. No `ClaimReview`: it would rate the truth of what was said.

use crate::database::fault::Fault;
use crate::database::value::Value as Column;
use crate::error::Error;
use crate::exporting::annotation::moment;
use crate::exporting::{Export, place, put};
use crate::reading::answered::Answered;
use crate::reading::condition::{Conditions, one_of};
use crate::reading::reply::PublishedReply;
use crate::reading::told::{Told, statements};
use crate::store::Store;
use crate::values;
use onrecord::report::escape::json_text;
use serde_json::{Value, json};

const HEAD: &str = r#"{"@context":["https://schema.org",{"onrecord":"https://example.org/onrecord/terms#"}],"@graph":["#;
/// Statements that are read together.
const AT_ONCE: usize = 200;

pub(crate) fn write(store: &Store, export: &mut Export) -> Result<(), Error> {
    let mut comma = "\n";
    put(export.sink, HEAD)?;
    let mut item = |export: &mut Export, value: Value| {
        let text = format!("{comma}{}", json_text(&value.to_string()));
        comma = ",\n";
        put(export.sink, &text)
    };
    let shown = "SELECT DISTINCT f.statement FROM finding f JOIN document d ON d.id = f.document
                 WHERE d.withheld = 0 AND f.statement IS NOT NULL";
    store.database().read(|engine| {
        let rows = engine.query(shown, values![])?;
        let mut ids: Vec<String> =
            rows.iter().map(|row| row.get(0)).collect::<Result<_, Fault>>()?;
        ids.sort_unstable();
        for some in ids.chunks(AT_ONCE) {
            let mut conditions = Conditions::default();
            let values = some.iter().map(|id| Column::from(id.as_str()));
            conditions.and(&one_of("s.id", some.len()), values);
            conditions.push(" ORDER BY s.id", []);
            for told in statements(engine, &conditions)? {
                let value = said(&told, export.address);
                item(export, value)?;
            }
        }
        Ok::<_, Error>(())
    })?;
    store.articles("1 = 1", &mut |found| {
        let value = reported(found, export.address);
        item(export, value)
    })?;
    put(export.sink, "\n]}\n")
}

/// What was said.
fn said(told: &Told, address: &str) -> Value {
    let occasion = told.occasion().map(|id| {
        json!({
            "@type": "CreativeWork",
            "@id": place(address, "r", id),
            "name": told.occasion_title(),
        })
    });
    without_empty(json!({
        "@type": "Quotation",
        "@id": place(address, "s", told.id()),
        "text": told.words(),
        "creator": person(told.speaker(), told.person(), address),
        "dateCreated": told.day(),
        "isPartOf": occasion,
        "onrecord:addressee": told.addressee(),
        "onrecord:standing": told.standing(),
        "comment": replies(told.replies(), address),
    }))
}

/// An article with its quotations; `found` holds at least one.
fn reported(found: &[Answered], address: &str) -> Value {
    let Some(first) = found.first() else { return Value::Null };
    let report = first.report();
    let publisher = report.outlet_name.as_ref();
    let quotation = |one: &Answered| {
        let differences = one.differences().into_iter().map(|one| {
            without_empty(json!({
                "onrecord:code": one.code,
                "name": one.name,
                "description": one.sentence,
                "onrecord:caveat": one.caveat,
                "onrecord:printed": one.printed,
                "onrecord:recorded": one.recorded,
            }))
        });
        without_empty(json!({
            "@type": "Quotation",
            "@id": format!("{}#f-{}", place(address, "d", &report.document), one.id()),
            "text": one.words(),
            "creator": person(one.speaker(), one.person(), address),
            "isBasedOn": one.statement().map(|id| json!({ "@id": place(address, "s", id) })),
            "onrecord:fidelity": one.fidelity().name(),
            "onrecord:phrase": one.phrase(),
            "onrecord:difference": differences.collect::<Vec<Value>>(),
            "comment": replies(one.replies(), address),
        }))
    };
    without_empty(json!({
        "@type": "NewsArticle",
        "@id": place(address, "d", &report.document),
        "url": report.url,
        "headline": report.title,
        "publisher": publisher.map(|name| json!({ "@type": "Organization", "name": name })),
        "datePublished": report.published,
        "hasPart": found.iter().map(quotation).collect::<Vec<Value>>(),
    }))
}

fn person(name: Option<&str>, id: Option<&str>, address: &str) -> Value {
    let Some(name) = name else { return Value::Null };
    without_empty(json!({
        "@type": "Person",
        "@id": id.map(|id| place(address, "p", id)),
        "name": name,
    }))
}

fn replies(replies: &[PublishedReply], address: &str) -> Vec<Value> {
    let comment = |reply: &PublishedReply| {
        without_empty(json!({
            "@type": "Comment",
            "@id": place(address, "replies", &reply.id),
            "author": { "@type": "Person", "name": reply.name },
            "onrecord:party": reply.party.word(),
            "onrecord:verifiedBy": reply.verified_by,
            "text": reply.text,
            "dateCreated": moment(reply.at),
        }))
    };
    replies.iter().map(comment).collect()
}

/// The object without what is not known.
fn without_empty(mut value: Value) -> Value {
    if let Some(fields) = value.as_object_mut() {
        let is_empty = |value: &Value| match value {
            Value::Null => true,
            Value::Array(all) => all.is_empty(),
            Value::String(text) => text.is_empty(),
            _ => false,
        };
        fields.retain(|_, value| !is_empty(value));
    }
    value
}
