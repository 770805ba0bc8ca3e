//! Every export shows a finding with its published replies, and nothing that has no place in it: no e-mail in
//! any form, no reply that waits, no place on the machine.

#[allow(dead_code, reason = "the tables are looked through elsewhere")]
mod leaks;

use flate2::read::MultiGzDecoder;
use jiff::Timestamp;
use leaks::{assert_absent, forms};
use onrecord::attribution::people::People;
use onrecord::verdict::policy::Policy;
use onrecord_store::answering::Target;
use onrecord_store::answering::deciding::{Decider, publish};
use onrecord_store::answering::form::{Form, Secret};
use onrecord_store::answering::letter::Letter;
use onrecord_store::answering::life::{confirm, submit};
use onrecord_store::answering::refused::Refused;
use onrecord_store::answering::settings::{Office, Settings};
use onrecord_store::database::engine::{Engine, first};
use onrecord_store::database::fault::Fault;
use onrecord_store::exporting::{Export, Shape, URN};
use onrecord_store::store::Store;
use onrecord_store::store::adding::Adding;
use onrecord_store::store::capture::Exchange;
use onrecord_store::values;
use parquet::file::reader::{FileReader, SerializedFileReader};
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

const EMAIL: &str = "Ada.Moreau+desk@council.example";
const WORDS: &str = "Nine lighthouse keepers can say so.";
const UNSEEN: &str = "A sentence that waits for a moderator.";
const PAGE: &str = "https://courier.example/boats";

fn at(hour: i64) -> Timestamp {
    Timestamp::from_second(1_770_000_000 + hour * 3600).expect("a time of 2026")
}

fn demo(part: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo").join(part)
}

/// The demo story, one of its reports as a captured page.
fn store(name: &str) -> Store {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    let store = Store::open(&folder, None).expect("a store is made");
    let page = fs::read_to_string(demo("reports/4-inserted-negation.html")).expect("a report");
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n";
    let exchange = Exchange {
        url: PAGE.to_owned(),
        at: at(0),
        ip: None,
        status: 200,
        request: b"GET /boats HTTP/1.1\r\nHost: courier.example\r\n\r\n".to_vec(),
        response: format!("{head}{page}").into_bytes(),
    };
    let kept = store.keep(&[exchange]).expect("the capture is kept");
    let policy = Policy::named("cleaned").expect("a built-in policy");
    let people = People::default();
    let paths = [demo("record"), demo("reports"), kept.path];
    let adding =
        Adding { paths: &paths, kind: None, policy: &policy, people: &people, n_threads: 2 };
    store.add(&adding, &|_| {}).expect("the story is added");
    store
}

fn token(letter: &Letter) -> String {
    let line = letter.body.0.lines().find(|line| line.contains("/reply/")).expect("a link");
    line.rsplit('/').next().expect("a token").to_owned()
}

/// A published reply to a finding of the captured page, and one to its statement that waits; the finding.
fn reply(store: &Store) -> String {
    let read = |engine: &mut dyn Engine| {
        let statement = "SELECT finding.id, finding.statement FROM finding JOIN document
            ON document.id = finding.document JOIN version ON version.document = document.id
            WHERE version.capture IS NOT NULL ORDER BY finding.ordinal LIMIT 1";
        let row = first(engine, statement, values![])?.expect("the page has a finding");
        Ok::<_, Fault>((row.get::<String>(0)?, row.get::<String>(1)?))
    };
    let (finding, statement) = store.database().read(read).expect("reads");
    let office = Office {
        of: "Edda Larkin".to_owned(),
        domains: vec!["council.example".to_owned()],
        addresses: Vec::new(),
    };
    let settings = Settings { offices: vec![office], ..Settings::default() };
    let mut form = Form {
        name: "Office of the Mayor".to_owned(),
        email: Secret(EMAIL.to_owned()),
        party: "representative".to_owned(),
        text: WORDS.to_owned(),
        ..Form::default()
    };
    let write = |engine: &mut dyn Engine| {
        let target = Target::Finding(finding.clone());
        let submission = form.read(&settings, target).map_err(Refused::Fields)?;
        let sent = submit(engine, &settings, &submission, at(1))?;
        confirm(engine, &settings, &token(&sent.letters[0]), at(2))?;
        publish(engine, &settings, &sent.reply, Decider::Terminal, at(3))?;
        form.text = UNSEEN.to_owned();
        let target = Target::Statement(statement);
        let submission = form.read(&settings, target).map_err(Refused::Fields)?;
        let sent = submit(engine, &settings, &submission, at(4))?;
        confirm(engine, &settings, &token(&sent.letters[0]), at(5))?;
        Ok::<_, Refused>(())
    };
    store.database().write(write).expect("replied");
    finding
}

fn export(store: &Store, shape: Shape) -> Vec<u8> {
    let mut bytes = Vec::new();
    store.export(shape, &mut Export { sink: &mut bytes, address: URN }).expect("exports");
    bytes
}

/// What a reader of `bytes` sees, all of it as text.
fn readable(shape: Shape, bytes: Vec<u8>) -> String {
    match shape {
        Shape::Lines | Shape::Annotation | Shape::Linked => {
            String::from_utf8(bytes).expect("UTF-8")
        }
        Shape::Table => {
            let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).expect("Parquet");
            let rows = reader.get_row_iter(None).expect("rows");
            rows.map(|row| format!("{}\n", row.expect("a row"))).collect()
        }
        Shape::Pack => {
            let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
            let mut text = String::new();
            for nth in 0..zip.len() {
                let mut file = zip.by_index(nth).expect("a file");
                let mut held = Vec::new();
                file.read_to_end(&mut held).expect("reads");
                let name = file.name().expect("a name").to_string();
                text.push_str(&name);
                if name.ends_with(".gz") {
                    let mut opened = Vec::new();
                    MultiGzDecoder::new(&held[..]).read_to_end(&mut opened).expect("gzip");
                    held = opened;
                }
                text.push_str(&String::from_utf8_lossy(&held));
            }
            text
        }
    }
}

#[test]
fn every_export_shows_the_replies_and_nothing_private() {
    let store = store("exporting");
    let finding = reply(&store);
    let here = fs::canonicalize(demo("record")).expect("the demo story is there");
    let here = here.parent().expect("a folder").to_string_lossy().into_owned();
    for (shape, name) in Shape::ALL {
        let text = readable(shape, export(&store, shape));
        assert!(text.contains(&finding), "{name} shows the finding");
        assert!(text.contains(WORDS), "{name} shows the reply: {text}");
        assert!(!text.contains(UNSEEN), "{name} shows what waits");
        assert!(!text.contains(&here), "{name} names {here}");
        assert_absent(&text, &forms(EMAIL), name);
    }
}

#[test]
fn what_is_withheld_is_in_no_export() {
    let store = store("withheld");
    let finding = reply(&store);
    let hide = "UPDATE document SET withheld = 1 WHERE id IN
        (SELECT document FROM version WHERE capture IS NOT NULL)";
    store.database().write(|engine| engine.execute(hide, values![])).expect("writes");
    for (shape, name) in Shape::ALL {
        if shape == Shape::Pack {
            let mut bytes = Vec::new();
            let packed = store.export(shape, &mut Export { sink: &mut bytes, address: URN });
            assert!(packed.is_err(), "there is nothing to pack");
            continue;
        }
        let text = readable(shape, export(&store, shape));
        // The same words in another report are another finding.
        assert!(!text.contains(&finding) && !text.contains(PAGE), "{name}");
    }
}

#[test]
fn shapes_are_what_their_standards_say() {
    let store = store("shapes");
    reply(&store);
    let lines = String::from_utf8(export(&store, Shape::Lines)).unwrap();
    let n_findings = lines.lines().count();
    let json = |shape| serde_json::from_slice::<serde_json::Value>(&export(&store, shape)).unwrap();

    let annotations = json(Shape::Annotation);
    assert_eq!(annotations["total"], n_findings);
    let items = annotations["first"]["items"].as_array().unwrap();
    assert_eq!(items.len(), n_findings);
    for item in items {
        let selectors = item["target"]["selector"].as_array().unwrap();
        assert_eq!(selectors[0]["type"], "TextQuoteSelector");
        assert_eq!(selectors[1]["type"], "TextPositionSelector");
        let length = selectors[0]["exact"].as_str().unwrap().chars().count() as u64;
        let [start, end] = ["start", "end"].map(|end| selectors[1][end].as_u64().unwrap());
        assert_eq!(end - start, length, "{item}");
    }

    let graph = json(Shape::Linked);
    let graph = graph["@graph"].as_array().unwrap();
    let of = |kind: &str| graph.iter().filter(|one| one["@type"] == kind).count();
    assert!(of("Quotation") > 3 && of("NewsArticle") == 7, "{graph:?}");
    assert!(!graph.iter().any(|one| one.to_string().contains("ClaimReview")));
    let known: Vec<&str> = graph.iter().filter_map(|one| one["@id"].as_str()).collect();
    for part in graph.iter().filter_map(|one| one["hasPart"].as_array()).flatten() {
        assert!(known.contains(&part["isBasedOn"]["@id"].as_str().unwrap()), "{part}");
    }

    let table = export(&store, Shape::Table);
    assert!(table.starts_with(b"PAR1") && table.ends_with(b"PAR1"));
    assert_eq!(readable(Shape::Table, table).lines().count(), n_findings);

    let pack = export(&store, Shape::Pack);
    let mut zip = zip::ZipArchive::new(Cursor::new(pack)).unwrap();
    let mut file = |name: &str| {
        let mut held = Vec::new();
        zip.by_name(name).unwrap().read_to_end(&mut held).unwrap();
        held
    };
    let index = String::from_utf8(file("indexes/index.cdx")).unwrap();
    let (key, about) = index.trim().split_once(" {").unwrap();
    assert!(key.starts_with("example,courier)/boats 2026"), "{index}");
    let about: serde_json::Value = serde_json::from_str(&format!("{{{about}")).unwrap();
    let [from, length] =
        ["offset", "length"].map(|at| about[at].as_str().unwrap().parse::<usize>().unwrap());
    let archive = file("archive/data.warc.gz");
    let mut record = String::new();
    MultiGzDecoder::new(&archive[from..from + length]).read_to_string(&mut record).unwrap();
    assert!(record.contains("WARC-Type: response") && record.contains(PAGE), "{record}");
    assert!(String::from_utf8(file("pages/pages.jsonl")).unwrap().contains(PAGE));
}
