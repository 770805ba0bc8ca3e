//! A store of each earlier schema opens, with all that it held, and can be worked with.

mod server;
mod story;

use onrecord_store::answering::refused::Refused;
use onrecord_store::database::engine::{Engine, first};
use onrecord_store::database::fault::Fault;
use onrecord_store::database::migrations::{latest, migrate_to};
use onrecord_store::database::{Database, Location, postgres::Postgres, sqlite::Sqlite};
use onrecord_store::values;
use server::Server;
use std::fs;
use std::path::PathBuf;

/// Fills a store of schema `version`, as a program of that time did.
fn earlier(engine: &mut dyn Engine, version: u32) {
    migrate_to(engine, version).expect("an earlier schema is made");
    engine.script("BEGIN").expect("begins");
    story::told(engine).expect("the story is told");
    let put = "INSERT INTO version (document, number, hash, bytes, n_bytes, added)
               VALUES ($1, 1, 'h', $2, 1, 0)";
    for document in ["d1", "d2"] {
        let values = values![document, &b"x"[..]];
        engine.execute(put, values).expect("a version is written down");
    }
    engine
        .script(
            "INSERT INTO reply (id, finding, statement, subject, state, party, submitted)
                 SELECT 'r1', 'f1', 's1', id, 'published', 'person', 0 FROM subject;
             COMMIT",
        )
        .expect("the story goes on");
}

fn opens(location: Location, version: u32) {
    let database = Database::open(location).expect("an earlier store opens");
    let read = |engine: &mut dyn Engine| {
        let mut number =
            |statement: &str| first(engine, statement, values![])?.expect("a row").get::<u32>(0);
        assert_eq!(number("SELECT version FROM schema_version")?, latest(), "from {version}");
        assert_eq!(number("SELECT count(*) FROM finding")?, 2);
        assert_eq!(number("SELECT count(*) FROM capture")?, 0);
        let answered = "SELECT n_replies FROM finding_answered WHERE id = ";
        assert_eq!(number(&format!("{answered}'f1'"))?, 1);
        assert_eq!(number(&format!("{answered}'f2'"))?, 0);
        Ok::<_, Fault>(())
    };
    database.read(read).expect("what it held is there");
    let more = |engine: &mut dyn Engine| -> Result<(), Refused> {
        engine.script("UPDATE reply SET finding = NULL")?;
        Ok(())
    };
    database.write(more).expect("it can be written");
    let both = "SELECT count(*) FROM finding_answered WHERE n_replies = 1 AND first_reply = 'r1'";
    let row = database.read(|engine| first(engine, both, values![])).expect("reads");
    assert_eq!(row.expect("a row").get::<u32>(0).expect("a number"), 2);
}

#[test]
fn a_file_of_each_earlier_schema_opens() {
    assert!(latest() >= 2);
    for version in 1..=latest() {
        let name = format!("earlier-{version}.sqlite");
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        for ending in ["", "-wal", "-shm"] {
            let _ = fs::remove_file(format!("{}{ending}", path.display()));
        }
        earlier(&mut Sqlite::open(&path).expect("a file is made"), version);
        opens(Location::File(path), version);
    }
}

#[test]
fn a_server_of_an_earlier_schema_opens() {
    let server = Server::start();
    earlier(&mut Postgres::open(server.url()).expect("the server answers"), 1);
    opens(Location::Server(server.url().to_owned()), 1);
}
