//! Erasing a replier on both engines: the log verifies before and after, and nothing of theirs is left in
//! any byte of the store's files.

mod leaks;
mod server;
mod story;

use jiff::Timestamp;
use leaks::{assert_absent, forms};
use onrecord_store::answering::deciding::{Decider, publish};
use onrecord_store::answering::form::{Form, Secret};
use onrecord_store::answering::letter::Letter;
use onrecord_store::answering::life::{confirm, edit, submit};
use onrecord_store::answering::refused::Refused;
use onrecord_store::answering::settings::{Office, Settings};
use onrecord_store::answering::shown::{published, traces_of};
use onrecord_store::answering::{Target, kept};
use onrecord_store::database::engine::Engine;
use onrecord_store::database::{Database, Location};
use onrecord_store::erasing::{replier, scour};
use onrecord_store::ledger::checkpoint::sign;
use onrecord_store::ledger::note::Signer;
use onrecord_store::ledger::verifying::verify;
use onrecord_store::post::{self, Post};
use server::Server;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

const EMAIL: &str = "Ada.Moreau+desk@council.example";
const WORDS: &str = "Nine lighthouse keepers can say so.";

fn at(hour: i64) -> Timestamp {
    Timestamp::from_second(1_770_000_000 + hour * 3600).expect("a time of 2026")
}

fn settings() -> Settings {
    let office = Office {
        of: "Ada Moreau".to_owned(),
        domains: vec!["council.example".to_owned()],
        addresses: Vec::new(),
    };
    Settings { offices: vec![office], ..Settings::default() }
}

fn token(letter: &Letter) -> String {
    let line = letter.body.0.lines().find(|line| line.contains("/reply/")).expect("a link");
    line.rsplit('/').next().expect("a token").to_owned()
}

/// A published reply that was changed once; its id, and the letters it gave.
fn replied(engine: &mut dyn Engine) -> Result<(String, Vec<Letter>), Refused> {
    story::told(engine)?;
    let settings = settings();
    let form = Form {
        name: "Adeline Zwickelmann".to_owned(),
        email: Secret(EMAIL.to_owned()),
        party: "representative".to_owned(),
        text: WORDS.to_owned(),
        ..Form::default()
    };
    let target = Target::Finding("f1".to_owned());
    let submission = form.read(&settings, target).map_err(Refused::Fields)?;
    let sent = submit(engine, &settings, &submission, at(0))?;
    let confirmed = confirm(engine, &settings, &token(&sent.letters[0]), at(1))?;
    let shown = publish(engine, &settings, &sent.reply, Decider::Terminal, at(2))?;
    let other = Form { text: format!("{WORDS} And more."), ..form };
    edit(engine, &settings, &token(&confirmed.letters[0]), &other, at(3))?;
    let letters = [sent.letters, confirmed.letters, shown.letters].concat();
    sign(engine, at(4), &Signer::new("salter-log", &[7; 32]))?;
    Ok((sent.reply, letters))
}

/// Every byte of every file below `folder`, as text.
fn bytes(folder: &Path) -> String {
    let (mut text, mut folders, mut n_files) = (String::new(), vec![folder.to_owned()], 0);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("listed").flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                n_files += 1;
                text.push_str(&entry.file_name().to_string_lossy());
                text.push_str(&String::from_utf8_lossy(&fs::read(entry.path()).expect("read")));
            }
        }
    }
    assert!(n_files > 0, "there are files");
    text
}

fn conform(location: Location, folder: &Path) {
    let database = Database::open(location).expect("opens");
    let (id, letters) = database.write(replied).expect("replied");
    let post = Post::open(&post::Settings::default(), folder).expect("opens");
    assert_eq!(post.send_all(&letters, at(4)).expect("spooled").len(), 3);
    assert!(bytes(folder).contains(EMAIL), "the mails in the outbox say it");
    let before = database.read(|engine| verify(engine, &[])).expect("verifies");
    assert!(before.breaks.is_empty() && before.n_erased == 0, "{before:?}");
    assert_eq!(database.read(published).expect("read").replies_to("f1").len(), 1);
    // What was sealed, by which its bytes are known again.
    let sealed: Vec<String> = database
        .read(|engine| {
            let mut sealed = Vec::new();
            for row in
                engine.query("SELECT sealed FROM reply_version WHERE sealed IS NOT NULL", &[])?
            {
                sealed.push(String::from_utf8_lossy(&row.get::<Vec<u8>>(0)?[1..40]).into_owned());
            }
            for row in engine.query("SELECT key FROM subject WHERE kind = 'replier'", &[])? {
                sealed.push(String::from_utf8_lossy(&row.get::<Vec<u8>>(0)?).into_owned());
            }
            Ok::<_, Refused>(sealed)
        })
        .expect("read");
    assert!(sealed.len() > 3, "{}", sealed.len());

    database.write(|engine| replier::erase(engine, &id, "art. 17", at(5))).expect("erased");
    assert_eq!(post::outbox::forget(folder, &id).expect("deleted"), 3);
    database.apart(scour).expect("scoured");

    let after = database.read(|engine| verify(engine, &[])).expect("verifies");
    assert!(after.breaks.is_empty(), "{:?}", after.breaks);
    assert!(after.n_erased >= 3 && after.n_entries == before.n_entries + 1, "{after:?}");
    let again = database.write(|engine| replier::erase(engine, &id, "art. 17", at(6)));
    assert!(matches!(again, Err(Refused::State { .. })));
    let left = database.read(|engine| kept::read(engine, &id)).expect("a row is left");
    assert_eq!((left.wording, left.email, left.verified_by), (None, None, None));
    assert!(database.read(published).expect("read").replies_to("f1").is_empty());
    let target = Target::Finding("f1".to_owned());
    assert_eq!(database.read(|engine| traces_of(engine, &target)).expect("read").len(), 1);

    let dump = database.read(leaks::clear_text).expect("read");
    for (text, place) in [(bytes(folder), "a file of the store"), (dump, "a table")] {
        assert_absent(&text, &forms(EMAIL), place);
        assert_absent(&text, &forms("Adeline Zwickelmann"), place);
        assert_absent(&text, &["lighthouse keepers".to_owned(), "zwickel".to_owned()], place);
        for sealed in &sealed {
            assert!(!text.contains(sealed), "{place} holds sealed bytes or the key");
        }
    }
}

fn folder(name: &str) -> PathBuf {
    let folder = env::temp_dir().join(format!("onrecord-{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("lock"), "").expect("a file");
    folder
}

#[test]
fn a_replier_is_erased_from_a_file() {
    let folder = folder("erasing");
    conform(Location::File(folder.join("record.sqlite")), &folder);
    fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn a_replier_is_erased_from_a_server() {
    let (server, folder) = (Server::start(), folder("erasing-server"));
    conform(Location::Server(server.url().to_owned()), &folder);
    fs::remove_dir_all(&folder).expect("removed");
}
