//! Taking a quoted private person's names out of a store, on both engines: nothing says them afterwards, ids and
//! permalinks are as before, log and store verify, and further documents change none of it.

mod dump;
mod leaks;
mod server;

use dump::History::With;
use dump::dump;
use jiff::Timestamp;
use leaks::{assert_absent, forms};
use onrecord::attribution::people::People;
use onrecord::verdict::policy::Policy;
use onrecord_store::answering::Target;
use onrecord_store::answering::deciding::{Decider, publish, verify_claim};
use onrecord_store::answering::form::{Form, Secret};
use onrecord_store::answering::life::{confirm, submit};
use onrecord_store::answering::refused::Refused;
use onrecord_store::answering::settings::Settings;
use onrecord_store::database::engine::{Engine, first};
use onrecord_store::database::fault::Fault;
use onrecord_store::erasing::person::{Changes, Mode, Whom, pseudonymise};
use onrecord_store::ledger::verifying::verify;
use onrecord_store::reading::kept::kept;
use onrecord_store::reading::statement::{Found, statement};
use onrecord_store::store::Store;
use onrecord_store::store::adding::{Adding, Done};
use onrecord_store::values;
use server::Server;
use std::fs;
use std::path::{Path, PathBuf};

const NAME: &str = "Tilda Õunapuu-Marrow";

const RECORD: &str = "EDDA LARKIN: Good evening, and thank you all for coming out to the harbour hall.\n\n\
    TILDA ÕUNAPUU-MARROW: I have baked for this harbour for thirty years, and nobody asked me about the new boats.\n\n\
    EDDA LARKIN: Then I will ask you now, Tilda, since the council votes on Thursday evening.\n\n\
    TILDA ÕUNAPUU-MARROW: Keep the old ones and mend the pier before the winter comes.\n";
const SIDE: &str = "title = \"Harbour hall, with Tilda Õunapuu-Marrow\"\ndate = \"2026-05-12\"\nkind = \"official\"\n\
    speakers = [{ name = \"Edda Larkin\" }, { name = \"Tilda Õunapuu-Marrow\" }]\n";
const PAGE: &str = "<html><head><title>Tilda Õunapuu-Marrow wants the pier mended</title>\
    <link rel=\"canonical\" href=\"https://courier.example/2026/tilda-õunapuu-marrow-pier\"></head><body>\
    <!-- Tilda Õunapuu-Marrow, photo to come --><article><h1>Baker wants the pier mended</h1>\
    <p>The baker <b>Tilda</b> &Otilde;unapuu-Marrow spoke in the harbour hall on Tuesday, before a full house of \
    fishermen and their families.</p>\
    <p>“I have baked for this harbour for thirty years, and somebody asked me about the new boats,” said Tilda \
    Õunapuu-Marrow.</p><p>“Keep the old ones and mend the pier before the winter comes,” Õunapuu-Marrow added.</p>\
    </article></body></html>";
const NOTE: &str = "Port Salter, May 14. “The bakery is not for sale to anybody from the mainland,” said Tilda \
    Õunapuu-Marrow on Thursday.\n\nThe harbour was quiet.\n";
const OTHER: &str = "Port Salter, May 15. “Then I will ask you now, since the council votes on Thursday evening,” \
    said Edda Larkin.\n";
const LATER: &str = "JON AMSEL: The ferry leaves at six from the southern pier, whatever the council decides.\n\n\
    EDDA LARKIN: Thank you, Jon.\n\nJON AMSEL: You are most welcome, madam mayor, as always here.\n";

fn at() -> Timestamp {
    Timestamp::from_second(1_780_000_000).expect("a time of 2026")
}

fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("pseudonym-{name}"));
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the folder of an earlier run can go");
    }
    for part in ["record", "reports", "kept"] {
        fs::create_dir_all(folder.join(part)).expect("a folder can be made");
    }
    for (file, text) in [
        ("record/harbour-hall.txt", RECORD),
        ("record/harbour-hall.toml", SIDE),
        ("reports/1-tilda-page.html", PAGE),
        ("reports/2-note.txt", NOTE),
        ("reports/3-other.txt", OTHER),
    ] {
        fs::write(folder.join(file), text).expect("a file can be written");
    }
    // "Õ" is one byte in this encoding.
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(NOTE);
    fs::write(folder.join("reports/4-latin.txt"), latin).expect("a file can be written");
    folder
}

fn add(store: &Store, paths: &[PathBuf]) -> Done {
    let policy = Policy::named("cleaned").expect("a built-in policy");
    let people = People::default();
    let adding = Adding { paths, kind: None, policy: &policy, people: &people, n_threads: 2 };
    let done = store.add(&adding, &|_| {}).expect("documents are added");
    assert!(done.errors.is_empty() && done.lost.is_empty(), "{done:?}");
    done
}

/// What of the tables must stay as it is, and where everybody can link to.
fn links(store: &Store) -> Vec<String> {
    let read = |engine: &mut dyn Engine| {
        let mut lines = Vec::new();
        for (query, n_columns) in [
            ("SELECT id, statement, document, person, record, fidelity, codes FROM finding", 7),
            ("SELECT id, person, record, occasion, day, standing FROM statement", 6),
            ("SELECT id, occasion, outlet FROM document", 3),
            ("SELECT id, id FROM person", 2),
            ("SELECT document, person, speaker IS NULL FROM utterance", 2),
        ] {
            for row in engine.query(query, values![])? {
                let column = |at| row.get::<Option<String>>(at).map(|text| format!("{text:?}"));
                let line: Result<Vec<String>, Fault> = (0..n_columns).map(column).collect();
                lines.push(line?.join(" "));
            }
        }
        lines.sort();
        Ok::<_, Fault>(lines)
    };
    store.database().read(read).expect("read")
}

/// Every byte that is kept, unpacked: files, rows, versions, and the records of the index.
fn everything(store: &Store) -> String {
    let (mut text, mut folders) = (String::new(), vec![store.folder().to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("listed").flatten() {
            match entry.path().is_dir() {
                true => folders.push(entry.path()),
                false => {
                    text.push_str(&entry.file_name().to_string_lossy());
                    text.push_str(&String::from_utf8_lossy(&fs::read(entry.path()).expect("read")));
                }
            }
        }
    }
    let unpacked = |engine: &mut dyn Engine| {
        let mut text = leaks::clear_text(engine)?;
        for row in engine.query("SELECT bytes, side FROM version", values![])? {
            for packed in [row.get::<Option<Vec<u8>>>(0)?, row.get(1)?].into_iter().flatten() {
                let bytes = zstd::decode_all(&packed[..]).unwrap_or(packed);
                text.push_str(&String::from_utf8_lossy(&bytes));
            }
        }
        Ok::<_, Fault>(text)
    };
    text.push_str(&store.database().read(unpacked).expect("read"));
    let record = store.record(1).expect("the index opens");
    let records = record.archive().records();
    for at in 0.. {
        let Some(document) = records.get(at) else { break };
        text.push_str(&document.text);
        for turn in document.transcript.iter().flat_map(|said| &said.turns) {
            text.push_str(turn.speaker.as_deref().unwrap_or_default());
        }
    }
    text
}

/// A published reply to the finding that differs; its id.
fn reply(store: &Store) -> String {
    let settings = Settings::default();
    let write = |engine: &mut dyn Engine| {
        let query = "SELECT id FROM finding WHERE fidelity = 'meaning'";
        let finding: String =
            first(engine, query, values![])?.expect("a finding that differs").get(0)?;
        let form = Form {
            name: "The harbour office".to_owned(),
            email: Secret("office@harbour.example".to_owned()),
            party: "representative".to_owned(),
            text: format!("{NAME} said that nobody asked her."),
            ..Form::default()
        };
        let submission = form.read(&settings, Target::Finding(finding)).map_err(Refused::Fields)?;
        let sent = submit(engine, &settings, &submission, at())?;
        let link =
            sent.letters[0].body.0.split("/reply/confirm/").nth(1).expect("a link").to_owned();
        let token = link.split_whitespace().next().expect("a token").to_owned();
        let id = confirm(engine, &settings, &token, at())?.reply;
        verify_claim(engine, &id, "a call to the listed number", at())?;
        publish(engine, &settings, &id, Decider::Terminal, at())?;
        Ok::<_, Refused>(id)
    };
    store.database().write(write).expect("published")
}

fn erase(store: &Store, mode: Mode) -> Changes {
    let whom =
        Whom { who: NAME, also: &[], pseudonym: Some("A baker of Port Salter"), reason: "art. 17" };
    pseudonymise(store, whom, mode, at(), 2).expect("the names are taken out")
}

fn assert_sound(store: &Store) {
    let log = store.database().read(|engine| verify(engine, &[])).expect("verifies");
    assert!(log.breaks.is_empty(), "{:?}", log.breaks);
    let verified = store.verify().expect("verifies");
    assert!(verified.faults.is_empty() && !verified.is_unfinished, "{:?}", verified.faults);
}

/// The statements with the speaker and words that their pages show, and every kept version of them.
fn pages(store: &Store) -> Vec<(String, Option<String>, usize)> {
    let read = |engine: &mut dyn Engine| {
        let mut pages = Vec::new();
        for row in engine.query("SELECT id, version FROM statement ORDER BY id", values![])? {
            let id: String = row.get(0)?;
            let Found::Here(view) = statement(engine, &id)? else { panic!("{id} is gone") };
            let mut n_kept = 0;
            for number in 1..=row.get::<u32>(1)? {
                n_kept += usize::from(kept(engine, &id, number)?.is_some());
            }
            let speaker = view.told.speaker().map(str::to_owned);
            pages.push((id, speaker, n_kept));
        }
        Ok::<_, Fault>(pages)
    };
    store.database().read(read).expect("read")
}

fn conform(store: &Store, folder: &Path) {
    let paths = [folder.join("record"), folder.join("reports")];
    assert_eq!(add(store, &paths).n_added, 5);
    fs::create_dir_all(store.captures_folder()).expect("a folder can be made");
    capture(store, "tilda", NOTE);
    capture(store, "other", OTHER);
    let answered = reply(store);
    assert_sound(store);
    let (before, all, n_pages) = (links(store), dump(store.database(), With), pages(store));
    let names = ["Tilda Õunapuu-Marrow", "TILDA ÕUNAPUU-MARROW", "Õunapuu", "tilda", "unapuu"];
    assert!(everything(store).contains(NAME));
    assert!(n_pages.iter().any(|(_, speaker, _)| speaker.as_deref() == Some(NAME)), "{n_pages:?}");

    let listed = erase(store, Mode::Dry);
    assert_eq!(dump(store.database(), With), all, "a dry run changes nothing");
    assert!(everything(store).contains(NAME));
    let done = erase(store, Mode::Done);
    assert_eq!(done, listed, "a dry run lists what is done");
    assert_eq!((done.persons.len(), done.documents.len()), (1, 4), "{done:?}");
    assert!(done.rows.n_turns >= 2 && done.rows.n_findings >= 3, "{:?}", done.rows);
    assert!(done.rows.n_statements >= 2 && done.rows.n_shown >= 2, "{:?}", done.rows);
    assert_eq!((done.replies, done.captures.len()), (vec![answered], 1));

    let assert_gone = || {
        let all = everything(store);
        for name in names {
            assert_absent(&all, &forms(name), "the store");
        }
        assert!(all.contains("A baker of Port Salter") && all.contains("XXXXX"), "masked, not cut");
        assert!(all.contains("Edda Larkin"), "nobody else is touched");
    };
    assert_gone();
    assert_sound(store);
    assert_eq!(links(store), before, "ids and links are as before");
    let after = pages(store);
    assert_eq!(after.len(), n_pages.len());
    for ((id, speaker, n_kept), (_, before, n_before)) in after.iter().zip(&n_pages) {
        let wanted = match before.as_deref() {
            Some(NAME) => Some("A baker of Port Salter"),
            other => other,
        };
        assert_eq!((speaker.as_deref(), n_kept), (wanted, n_before), "{id}");
    }
    let found = |word: &str| store.meant(word).expect("asked");
    assert!(found(NAME).is_none() && found("Edda Larkin").is_some());

    // The same files again are known, and a further record moves nothing.
    let again = add(store, &paths);
    assert_eq!((again.n_added, again.n_changed, again.n_known), (0, 0, 5), "{again:?}");
    fs::write(folder.join("record/later.txt"), LATER).expect("a file can be written");
    assert_eq!(add(store, &paths).n_added, 1);
    assert_gone();
    assert_sound(store);
    let now = links(store);
    assert!(before.iter().all(|line| now.contains(line)), "{before:#?}\n{now:#?}");
    let whom = Whom { who: &done.persons[0], also: &[], pseudonym: None, reason: "art. 17" };
    let twice = pseudonymise(store, whom, Mode::Done, at(), 1).expect_err("it was done before");
    assert!(twice.to_string().contains("pseudonym"), "{twice}");
}

/// A capture of a page that says `text`, called by the hash of its bytes.
fn capture(store: &Store, name: &str, text: &str) {
    let body = format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n{text}");
    let record = format!(
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://courier.example/{name}\r\n\
         WARC-Date: 2026-05-14T00:00:00Z\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n",
        body.len()
    );
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packed, record.as_bytes()).expect("packed");
    let bytes = packed.finish().expect("packed");
    let hash = blake3::hash(&bytes).to_hex();
    fs::write(store.captures_folder().join(format!("{hash}.warc.gz")), bytes).expect("written");
}

#[test]
fn a_person_is_taken_out_of_a_file() {
    let folder = folder("file");
    let store = Store::open(&folder.join("kept"), None).expect("a store can be made");
    conform(&store, &folder);
}

#[test]
fn a_person_is_taken_out_of_a_server() {
    let (server, folder) = (Server::start(), folder("server"));
    let store = Store::at(server.url(), &folder.join("kept")).expect("a store can be made");
    conform(&store, &folder);
}
