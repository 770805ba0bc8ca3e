//! What must not be found where it has no place: a secret in every form that somebody could look it up by.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use md5::Md5;
use onrecord_store::database::engine::{Dialect, Engine};
use onrecord_store::database::fault::Fault;
use onrecord_store::database::value::Value;
use onrecord_store::values;
use sha1::Sha1;
use sha2::{Digest as _, Sha256, Sha512};

/// `secret` as it is, percent-encoded, in base64 at each of three offsets, in hex, backwards, and hashed; in
/// the case that it was written in and in lower case.
pub(crate) fn forms(secret: &str) -> Vec<String> {
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let mut forms = Vec::new();
    for secret in [secret.to_owned(), secret.to_lowercase()] {
        let percent: String = secret
            .bytes()
            .map(|byte| match byte {
                byte if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => {
                    char::from(byte).to_string()
                }
                byte => format!("%{byte:02X}"),
            })
            .collect();
        for lead in 0..3 {
            let shifted = [&b"xxx"[..lead], secret.as_bytes()].concat();
            for engine in [&STANDARD, &URL_SAFE] {
                // The ends depend on what stands before and behind; the middle does not.
                let coded = engine.encode(&shifted);
                forms.push(coded[4..coded.len() - 4].to_owned());
            }
        }
        let bytes = secret.as_bytes();
        forms.extend([
            percent.replace("%40", "@").to_lowercase(),
            percent.to_lowercase(),
            percent,
            hex(bytes),
            hex(&Md5::digest(bytes)),
            hex(&Sha1::digest(bytes)),
            hex(&Sha256::digest(bytes)),
            hex(&Sha512::digest(bytes)),
            blake3::hash(bytes).to_hex().to_string(),
            STANDARD.encode(Md5::digest(bytes)),
            STANDARD.encode(Sha256::digest(bytes)),
            secret.replace('@', "&#64;"),
            secret.chars().rev().collect(),
            secret,
        ]);
    }
    // The middle of a short word in base64 is next to nothing, and stands everywhere.
    forms.retain(|form| form.len() > 4);
    forms.sort();
    forms.dedup();
    forms
}

/// Fails where `text` holds one of `forms`, in whatever case.
pub(crate) fn assert_absent(text: &str, forms: &[String], place: &str) {
    let text = text.to_lowercase();
    assert!(!forms.is_empty(), "there is something to look for");
    for form in forms {
        assert!(!text.contains(&form.to_lowercase()), "{place} holds {form}");
    }
}

/// Every text and number of every table, and the bytes of every column that is not sealed.
pub(crate) fn clear_text(engine: &mut dyn Engine) -> Result<String, Fault> {
    let tables = match engine.dialect() {
        Dialect::Sqlite => "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name",
        Dialect::Postgres => {
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
        }
    };
    let mut text = String::new();
    let mut n_rows = 0;
    for table in engine.query(tables, values![])? {
        let table: String = table.get(0)?;
        // The server's own form of the words to search for is made from a column that is read.
        let columns = if table == "word" { "id, kind, words" } else { "*" };
        for row in engine.query(&format!("SELECT {columns} FROM {table}"), values![])? {
            n_rows += 1;
            for column in 0..40 {
                if let Ok(Some(Any(value))) = row.get::<Option<Any>>(column) {
                    text.push_str(&value);
                    text.push('\n');
                }
            }
        }
    }
    assert!(n_rows > 10, "only {n_rows} rows were read");
    Ok(text)
}

struct Any(String);

impl onrecord_store::database::value::FromValue for Any {
    const NAME: &'static str = "anything";

    fn from_value(value: &Value) -> Option<Any> {
        Some(Any(match value {
            Value::Null => return None,
            Value::Integer(number) => number.to_string(),
            Value::Real(number) => number.to_string(),
            Value::Text(text) => text.clone(),
            Value::Blob(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        }))
    }
}
