//! A record of one statement, one report of it and two replies, made by hand.

use onrecord_store::answering::letter::Letter;
use onrecord_store::answering::settings::Settings;
use onrecord_store::database::engine::Engine;
use onrecord_store::database::fault::Fault;
use onrecord_store::store::Store;
use onrecord_store::values;
use onrecord_store::vault::{Kind, new_subject, seal};
use onrecord_web::desk::Desk;
use onrecord_web::proxy::Proxies;
use onrecord_web::site::{Presentation, Site, Texts};
use serde_json::json;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

pub(crate) const STATEMENT: &str = "s00000000000000a1";
pub(crate) const FINDING: &str = "00000000000000f1";
pub(crate) const DOCUMENT: &str = "d00000000000000d1";
pub(crate) const RECORD: &str = "d00000000000000d2";
pub(crate) const PERSON: &str = "p00000000000000b1";
pub(crate) const OUTLET: &str = "o00000000000000e1";
pub(crate) const OCCASION: &str = "c00000000000000c1";

/// Words of the reply to the finding, and of the one to the statement.
pub(crate) const TO_FINDING: &str = "We never offered the boats to anybody; the tape has it";
pub(crate) const TO_STATEMENT: &str = "The harbour office stands by the whole answer";
/// Words of a reply that is not published, and of an address.
pub(crate) const UNSEEN: &str = "These words wait for a moderator";
pub(crate) const EMAIL: &str = "edda@salter.example";

/// The words of the statement as an earlier version of its page had them.
pub(crate) const KEPT: &str = "I will never sell the boats. They are ours.";

const ARTICLE: &str =
    "The harbour\n\nThe mayor spoke on Tuesday.\n\n\"I will sell the boats,\" Edda Quill said.\n";
const SAID: &str = "EDDA QUILL: Listen. I will never sell the boats. They are ours.\n\nJON AMSEL: Thank you.\n\nEDDA QUILL: Goodbye, all of you.\n";
const AT: i64 = 1_780_000_000_000_000;

/// A folder of its own for each record; it goes with the record.
pub(crate) struct Record {
    folder: PathBuf,
    pub(crate) site: Site,
    pub(crate) letters: Arc<Mutex<Vec<Letter>>>,
}

impl Drop for Record {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

pub(crate) fn record() -> Record {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("onrecord-web-{}-{number}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a record for a test can be made");
    let store = Store::open(&folder, None).expect("a record for a test can be made");
    store.database().write(fill).expect("a record for a test can be made");
    let presentation = Presentation {
        address: "http://record.example".to_owned(),
        texts: Texts::Whole,
        proxies: Proxies::default(),
    };
    let letters: Arc<Mutex<Vec<Letter>>> = Arc::default();
    let outbox = Arc::clone(&letters);
    let post = Box::new(move |letter: &Letter| {
        outbox.lock().expect("a record for a test can be made").push(letter.clone());
        Ok(())
    });
    let settings = Settings { least_seconds: 0, ..Settings::default() };
    let site =
        Site::new(Arc::new(store), presentation, Desk::new(settings, post, Box::new(|| None)));
    Record { folder, site, letters }
}

fn fill(engine: &mut dyn Engine) -> Result<(), Fault> {
    let now = jiff::Timestamp::from_microsecond(AT).expect("a record for a test can be made");
    let person = new_subject(engine, Kind::Person, now)?;
    engine.execute(
        "INSERT INTO person (id, name, subject) VALUES ($1, 'Edda Quill', $2)",
        values![PERSON, person],
    )?;
    engine.execute(
        "INSERT INTO outlet (id, name, domain) VALUES ($1, 'Salter Courier', 'courier.example')",
        values![OUTLET],
    )?;
    engine.execute(
        "INSERT INTO occasion (id, title, day, place, url, speakers)
         VALUES ($1, 'Harbour talk', '2026-05-12', 'Port Salter', 'https://talk.example/a', '[{\"name\": \"Edda Quill\"}]')",
        values![OCCASION],
    )?;
    document(engine, RECORD, "record", "talk.txt", SAID, None)?;
    document(
        engine,
        DOCUMENT,
        "article",
        "story.txt",
        ARTICLE,
        Some("https://courier.example/story"),
    )?;
    let (start, end) = range(SAID, "I will never sell the boats");
    engine.execute(
        "INSERT INTO statement (id, record, occasion, starts, ends, time_ms, words, person, speaker, addressee,
         day, standing, version, n_reports, shown, changed)
         VALUES ($1, $2, $3, $4, $5, 61000, 'I will never sell the boats', $6, 'Edda Quill', 'Jon Amsel',
         '2026-05-12', 'undisputed', 1, 1, 'abc', $7)",
        values![STATEMENT, RECORD, OCCASION, start, end, PERSON, AT],
    )?;
    engine.execute(
        "INSERT INTO statement_alias (id, statement) VALUES ('s0000000000000old', $1)",
        values![STATEMENT],
    )?;
    engine.execute(
        "INSERT INTO word (id, kind, words) VALUES ($1, 'statement', 'I will never sell the boats')",
        values![STATEMENT],
    )?;
    finding(engine)?;
    reply(engine, "r1", None, Some(FINDING), "published", TO_FINDING)?;
    reply(engine, "r2", Some(STATEMENT), None, "published", TO_STATEMENT)?;
    reply(engine, "r3", Some(STATEMENT), None, "waiting", UNSEEN)
}

fn document(
    engine: &mut dyn Engine,
    id: &str,
    kind: &str,
    name: &str,
    text: &str,
    url: Option<&str>,
) -> Result<(), Fault> {
    let (outlet, occasion) = match kind {
        "article" => (Some(OUTLET), None),
        _ => (None, Some(OCCASION)),
    };
    engine.execute(
        "INSERT INTO document (id, kind, name, url, outlet, occasion, latest) VALUES ($1, $2, $3, $4, $5, $6, 1)",
        values![id, kind, name, url, outlet, occasion],
    )?;
    let bytes = zstd::bulk::compress(text.as_bytes(), 1).expect("a text can be packed");
    engine.execute(
        "INSERT INTO version (document, number, hash, bytes, read_as, title, published, n_bytes, added)
         VALUES ($1, 1, $2, $3, $4, 'The harbour', '2026-05-13', $5, $6)",
        values![id, "ab".repeat(32), bytes, name, text.len(), AT],
    )?;
    Ok(())
}

fn finding(engine: &mut dyn Engine) -> Result<(), Fault> {
    let (start, end) = range(ARTICLE, "I will sell the boats,");
    let (from, to) = range(SAID, "I will never sell the boats");
    let (left_out, left_out_end) = range(SAID, "never ");
    let words = "I will sell the boats,";
    let content = json!([{ "start": start, "end": end, "text": words }]);
    let place = start + 7;
    let body = json!({
        "id": FINDING,
        "fidelity": "meaning",
        "phrase": "differs in words that may alter the meaning",
        "level": "error",
        "quotation": {
            "kind": "direct", "content": content, "marked": content,
            "selector": { "exact": words, "prefix": "on Tuesday.\n\n\"", "suffix": "\" Edda" },
            "position": { "start": start, "end": end },
            "link": "https://courier.example/story#:~:text=I%20will%20sell",
        },
        "speaker": { "name": "Edda Quill", "named": "full-name" },
        "record": { "kind": "official", "coverage": { "state": "complete" } },
        "passage": {
            "selector": { "exact": "I will never sell the boats", "prefix": "Listen. ", "suffix": ". They" },
            "position": { "start": from, "end": to },
        },
        "differences": [{
            "code": "OR201", "name": "negation", "class": "meaning", "level": "error",
            "article": { "start": place, "end": place, "text": "" },
            "record": { "start": left_out, "end": left_out_end, "text": "never " },
            "sentence": "\"never\" is in the record.", "caveat": null,
        }],
        "replies": [],
    });
    engine.execute(
        "INSERT INTO finding (id, document, version, ordinal, statement, kind, words, starts, ends, person,
         speaker, fidelity, level, codes, record, passage_starts, passage_ends, time_ms, policy, body, hash)
         VALUES ($1, $2, 1, 0, $3, 'direct', $4, $5, $6, $7, 'Edda Quill', 'meaning', 'error', 'OR201', $8,
         $9, $10, 61000, 'cleaned', $11, 'abc')",
        values![
            FINDING, DOCUMENT, STATEMENT, words, start, end, PERSON, RECORD, from, to,
            body.to_string()
        ],
    )?;
    let shown = json!({
        "words": KEPT, "speaker": "Edda Quill", "day": "2026-05-12", "record": RECORD,
        "reports": [{ "document": DOCUMENT, "version": 1, "finding": body }],
    });
    engine.execute(
        "INSERT INTO statement_version (statement, number, at, body, hash) VALUES ($1, 1, $2, $3, 'abc')",
        values![STATEMENT, AT, shown.to_string()],
    )?;
    Ok(())
}

fn reply(
    engine: &mut dyn Engine,
    id: &str,
    statement: Option<&str>,
    finding: Option<&str>,
    state: &str,
    text: &str,
) -> Result<(), Fault> {
    let now = jiff::Timestamp::from_microsecond(AT).expect("a record for a test can be made");
    let subject = new_subject(engine, Kind::Replier, now)?;
    let wording = json!({ "name": "Edda Quill", "meaning": "That the boats are for sale", "inaccurate": "", "text": text });
    let sealed = seal(engine, &subject, wording.to_string().as_bytes())?;
    engine.execute(
        "INSERT INTO reply (id, statement, finding, subject, state, party, verified_by, sealed, submitted, decided)
         VALUES ($1, $2, $3, $4, $5, 'quoted-person', 'domain of the office', $6, $7, $8)",
        values![id, statement, finding, subject, state, sealed, AT, AT],
    )?;
    Ok(())
}

/// Where `words` stand in `text`, in code points: both are ASCII.
fn range(text: &str, words: &str) -> (usize, usize) {
    let start = text.find(words).expect("the words stand in the text");
    (start, start + words.len())
}
