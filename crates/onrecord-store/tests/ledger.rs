//! The log and the vault on both engines: whatever byte is altered, verifying says where; what is erased
//! cannot be read again, and the log still holds.

mod server;

use jiff::Timestamp;
use onrecord_store::database::engine::{Dialect, Engine, first};
use onrecord_store::database::fault::Fault;
use onrecord_store::database::value::{FromValue, Value};
use onrecord_store::database::{Database, Location};
use onrecord_store::ledger::checkpoint::{self, Checkpoint};
use onrecord_store::ledger::event::What;
use onrecord_store::ledger::note::{Signer, Unsigned, Verifier};
use onrecord_store::ledger::verifying::{Place, verify};
use onrecord_store::ledger::{Event, GENESIS, append, append_all, commits_to, entries, forget};
use onrecord_store::values;
use onrecord_store::vault::{self, Kind};
use proptest::prelude::*;
use server::Server;
use std::env;
use std::fs;
use std::path::PathBuf;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_770_000_000 + second).expect("a time of 2026")
}

fn fill(engine: &mut dyn Engine) -> Result<(), Fault> {
    let event = |what, subject, content| Event { what, subject, content };
    append(engine, at(0), event(What::DocumentAdded, "d1", b"the first article"))?;
    let several = [
        event(What::VersionAdded, "d1", b"as corrected"),
        event(What::ReplySubmitted, "r1", b"sealed"),
        event(What::ReplyPublished, "r1", b"We meant the harbour."),
        event(What::StatementChanged, "s1", b""),
    ];
    append_all(engine, at(9), &several)?;
    checkpoint::sign(engine, at(10), &Signer::new("salter-log", &[7; 32]))?;
    append(engine, at(60), event(What::ReplyEdited, "r1", b"We meant the old harbour."))?;
    checkpoint::sign(engine, at(70), &Signer::new("salter-log", &[7; 32]))?;
    append(engine, at(80), event(What::DocumentAdded, "d2", b"the second article"))?;
    Ok(())
}

fn one<T: FromValue>(engine: &mut dyn Engine, statement: &str) -> T {
    first(engine, statement, values![]).expect("asked").expect("a row").get(0).expect("its type")
}

/// Every text that differs from `text` in one byte; a letter becomes its neighbour.
fn flipped(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let flip = |place: usize| {
        let mut chars = chars.clone();
        chars[place] = char::from_u32(u32::from(chars[place]) ^ 1).expect("a character");
        chars.into_iter().collect()
    };
    (0..chars.len()).map(flip).collect()
}

/// One column of one row: `table`, its key, the key's value, the column.
type Cell<'a> = (&'a str, &'a str, i64, &'a str);

/// Sets `cell` to `altered`, verifies, and sets it back; the first break.
fn tried(engine: &mut dyn Engine, cell: Cell, altered: Value, whole: Value) -> (Place, String) {
    let (table, key, row, column) = cell;
    let set = format!("UPDATE {table} SET {column} = $1 WHERE {key} = $2");
    let done = engine.execute(&set, &[altered.clone(), row.into()]).expect("altered");
    assert_eq!(done, 1, "{cell:?}");
    let verified = verify(engine, &[]).expect("readable");
    assert!(!verified.breaks.is_empty(), "{cell:?} as {altered:?} is not seen");
    let row = if column == key { altered } else { row.into() };
    assert_eq!(engine.execute(&set, &[whole, row]).expect("restored"), 1, "{cell:?}");
    let found = &verified.breaks[0];
    (found.place, found.field.to_owned())
}

fn conform(location: Location) {
    let database = Database::open(location).expect("opens");
    let empty = database.read(|engine| verify(engine, &[])).expect("verifies");
    assert_eq!((empty.n_entries, empty.head.as_str()), (0, GENESIS));
    database.write(fill).expect("fills");
    let verified = database.read(|engine| verify(engine, &[])).expect("verifies");
    assert!(verified.breaks.is_empty(), "{:?}", verified.breaks);
    assert_eq!((verified.n_entries, verified.n_checkpoints, verified.n_erased), (8, 2, 0));
    let opened = database.read(|engine| {
        let right = commits_to(engine, 4, b"We meant the harbour.")?;
        Ok::<_, Fault>((right, commits_to(engine, 4, b"We meant another harbour.")?))
    });
    assert_eq!(opened.expect("opens"), (Some(true), Some(false)));
    let stranger = Signer::new("salter-log", &[8; 32]).verifier();
    let distrusted = database.read(|engine| verify(engine, &[stranger])).expect("verifies");
    assert_eq!(distrusted.breaks.len(), 2, "{:?}", distrusted.breaks);

    database.write(every_flip_is_seen).expect("flips");
    let cut = database.write(|engine| {
        engine.script("DELETE FROM log_nonce WHERE seq > 6; DELETE FROM log WHERE seq > 6")?;
        let cut = verify(engine, &[])?;
        Err::<(), _>(Fault::Content(cut.breaks[0].to_string()))
    });
    let cut = cut.expect_err("undone").to_string();
    assert!(cut.starts_with("checkpoint 7, size: the log has 6 entries"), "{cut}");

    let lost = database.write(|engine| {
        engine.execute("DELETE FROM log_nonce WHERE seq = $1", values![3_i64])?;
        let lost = verify(engine, &[])?;
        Err::<(), _>(Fault::Content(lost.breaks[0].to_string()))
    });
    assert!(lost.expect_err("undone").to_string().starts_with("entry 3, nonce"));
    let gone = database.write(|engine| forget(engine, at(90), "r1", "a request")).expect("erased");
    assert_eq!(gone, 3);
    let erased = database.read(|engine| {
        let erased = verify(engine, &[])?;
        let unknown = commits_to(engine, 4, b"We meant the harbour.")?;
        Ok::<_, Fault>((erased, unknown, entries(engine, 0, Some("r1"), 100)?.len()))
    });
    let (erased, unknown, n_of_reply) = erased.expect("verifies");
    assert!(erased.breaks.is_empty(), "{:?}", erased.breaks);
    assert_eq!((erased.n_entries, erased.n_erased, unknown, n_of_reply), (9, 3, None, 4));

    database.write(a_vault_gives_back_until_it_is_destroyed).expect("seals");
}

fn every_flip_is_seen(engine: &mut dyn Engine) -> Result<(), Fault> {
    engine.script(match engine.dialect() {
        Dialect::Sqlite => "DROP TRIGGER log_is_kept; DROP TRIGGER log_is_whole",
        Dialect::Postgres => {
            "DROP TRIGGER log_is_kept ON log;
             ALTER TABLE log_nonce DROP CONSTRAINT log_nonce_seq_fkey"
        }
    })?;
    let mut n_flips = 0;
    for seq in [1_i64, 4, 7, 8] {
        let place = Place::Entry(seq as u64);
        for field in ["what", "subject", "commitment", "previous", "hash"] {
            let whole: String = one(engine, &format!("SELECT {field} FROM log WHERE seq = {seq}"));
            for altered in flipped(&whole) {
                let cell = ("log", "seq", seq, field);
                let found = tried(engine, cell, altered.into(), whole.as_str().into());
                assert_eq!(found, (place, field.to_owned()));
                n_flips += 1;
            }
        }
        let when: i64 = one(engine, &format!("SELECT at FROM log WHERE seq = {seq}"));
        for bit in 0..64 {
            let altered = when ^ (1 << bit);
            let found = tried(engine, ("log", "seq", seq, "at"), altered.into(), when.into());
            assert_eq!(found, (place, "at".to_owned()), "bit {bit}");
            n_flips += 1;
        }
        let nonce: Vec<u8> = one(engine, &format!("SELECT nonce FROM log_nonce WHERE seq = {seq}"));
        for byte in 0..nonce.len() {
            let mut altered = nonce.clone();
            altered[byte] ^= 16;
            let cell = ("log_nonce", "seq", seq, "nonce");
            let found = tried(engine, cell, altered.into(), nonce.as_slice().into());
            assert_eq!(found, (place, "nonce".to_owned()));
            n_flips += 1;
        }
        let digest: String =
            one(engine, &format!("SELECT digest FROM log_nonce WHERE seq = {seq}"));
        for altered in flipped(&digest) {
            let cell = ("log_nonce", "seq", seq, "digest");
            let found = tried(engine, cell, altered.into(), digest.as_str().into());
            assert_eq!(found, (place, "nonce".to_owned()));
            n_flips += 1;
        }
    }
    if engine.dialect() == Dialect::Postgres {
        for bit in [4, 8, 40, 63] {
            let altered = 4_i64 ^ (1 << bit);
            let found = tried(engine, ("log", "seq", 4, "seq"), altered.into(), 4_i64.into());
            let place = if bit == 63 { Place::Entry(0) } else { Place::Entry(4) };
            assert_eq!(found, (place, "seq".to_owned()), "bit {bit}");
        }
    }
    for size in [6_i64, 7] {
        let place = Place::Checkpoint(size);
        let note: String = one(engine, &format!("SELECT note FROM checkpoint WHERE size = {size}"));
        for altered in flipped(&note) {
            let cell = ("checkpoint", "size", size, "note");
            let found = tried(engine, cell, altered.into(), note.as_str().into());
            assert_eq!(found, (place, "note".to_owned()));
            n_flips += 1;
        }
        let when: i64 = one(engine, &format!("SELECT at FROM checkpoint WHERE size = {size}"));
        for bit in 0..64 {
            let cell = ("checkpoint", "size", size, "at");
            let found = tried(engine, cell, (when ^ (1 << bit)).into(), when.into());
            assert_eq!(found, (place, "at".to_owned()));
        }
        for bit in [3, 5, 33, 63] {
            let altered = size ^ (1 << bit);
            let cell = ("checkpoint", "size", size, "size");
            let found = tried(engine, cell, altered.into(), size.into());
            assert_eq!(found, (Place::Checkpoint(altered), "size".to_owned()));
        }
    }
    assert!(n_flips > 1500, "only {n_flips} flips were tried");
    let mended = verify(engine, &[])?;
    assert!(mended.breaks.is_empty(), "every flip was undone: {:?}", mended.breaks);
    Ok(())
}

fn a_vault_gives_back_until_it_is_destroyed(engine: &mut dyn Engine) -> Result<(), Fault> {
    let ada = vault::new_subject(engine, Kind::Replier, at(0))?;
    let bea = vault::new_subject(engine, Kind::Replier, at(0))?;
    let sealed = vault::seal(engine, &ada, b"ada@moreau.example")?;
    assert_eq!(vault::open(engine, &ada, &sealed)?.as_deref(), Some(&b"ada@moreau.example"[..]));
    assert!(vault::open(engine, &bea, &sealed).is_err(), "another's key opens nothing");
    for byte in 0..sealed.len() {
        let mut altered = sealed.clone();
        altered[byte] ^= 4;
        assert!(vault::open(engine, &ada, &altered).is_err(), "byte {byte} was altered");
        assert!(vault::open(engine, &ada, &sealed[..byte]).is_err(), "cut after {byte} bytes");
    }
    assert!(vault::destroy(engine, &ada, at(5))?);
    assert!(!vault::destroy(engine, &ada, at(6))?, "a second time there is no key");
    assert_eq!(vault::open(engine, &ada, &sealed)?, None);
    assert!(vault::seal(engine, &ada, b"more").is_err(), "nothing is kept of an erased subject");
    assert!(vault::open(engine, "k0", &sealed).is_err(), "there is no such subject");
    Ok(())
}

fn folder(name: &str) -> PathBuf {
    let folder = env::temp_dir().join(format!("onrecord-{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

#[test]
fn a_log_in_a_file_breaks_where_it_is_altered() {
    let folder = folder("ledger");
    conform(Location::File(folder.join("record.sqlite")));
    fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn a_log_on_a_server_breaks_where_it_is_altered() {
    let server = Server::start();
    conform(Location::Server(server.url().to_owned()));
}

#[test]
fn the_key_is_made_once_and_only_its_owner_can_read_it() {
    let folder = folder("key");
    let path = folder.join(checkpoint::KEY_FILE);
    let made = checkpoint::key(&path).expect("made");
    assert_eq!(checkpoint::key(&path).expect("read").verifier(), made.verifier());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(&path).expect("it is there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    fs::write(&path, "a page of notes").expect("overwritten");
    let refused = checkpoint::key(&path).expect_err("no key").to_string();
    assert!(refused.contains("PRIVATE+KEY"), "{refused}");
    fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn a_note_of_another_tool_is_read() {
    // The example of the note package of Go's checksum database, made by its authors.
    let verifier =
        Verifier::parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
            .expect("a key");
    let text = "If you think cryptography is the answer to your problem,\n\
                then you don't know what your problem is.\n";
    let note = format!(
        "{text}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXg\
         KvqfqdngotpRZb6KE6RyyBwJnAM=\n"
    );
    assert_eq!(verifier.verify(&note), Ok(text));
    assert_eq!(verifier.verify(&note.replace("answer", "reply")), Err(Unsigned::Text));
}

proptest! {
    #[test]
    fn no_text_makes_a_reader_of_notes_stumble(text in "\\PC*|(— [a-z]+ [A-Za-z0-9+/=]*\n)*", head in "([a-z ]*\n)*") {
        let signer = Signer::new("salter-log", &[7; 32]);
        let _ = Signer::parse(&text);
        let _ = Verifier::parse(&text);
        let _ = Checkpoint::parse(&text);
        prop_assert!(signer.verifier().verify(&text).is_err());
        let unsigned = format!("{head}\n{text}");
        prop_assert!(signer.verifier().verify(&unsigned).is_err());
        let signed = signer.sign(&format!("{head}end\n"));
        prop_assert!(signer.verifier().verify(&signed).is_ok());
    }

    #[test]
    fn keys_and_checkpoints_are_read_as_they_were_written(seed in any::<[u8; 32]>(), name in "[a-z0-9./-]{1,20}", size in any::<u32>(), second in 0_i64..4_000_000_000) {
        let signer = Signer::new(&name, &seed);
        let again = Signer::parse(&signer.written()).map(|signer| signer.verifier());
        prop_assert_eq!(again, Some(signer.verifier()));
        prop_assert_eq!(Verifier::parse(&signer.verifier().to_string()), Some(signer.verifier()));
        let at = Timestamp::from_second(second).expect("a time");
        let hash = blake3::hash(&seed).to_hex().to_string();
        let checkpoint = Checkpoint { name, size: u64::from(size), hash, at };
        prop_assert_eq!(Checkpoint::parse(&checkpoint.text()), Some(checkpoint));
    }
}
