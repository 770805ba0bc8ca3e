//! The same conduct on both engines: what is written is read, what failed is not, many rows go together.

mod server;

use onrecord_store::database::engine::{Engine, Insert, first};
use onrecord_store::database::fault::Fault;
use onrecord_store::database::migrations::latest;
use onrecord_store::database::value::Value;
use onrecord_store::database::{Database, Location};
use onrecord_store::values;
use server::Server;
use std::env;
use std::fs;

fn conform(location: Location) {
    let database = Database::open(location.clone()).expect("opens");
    let version = database.read(|engine| {
        let row = first(engine, "SELECT version FROM schema_version", values![])?.expect("a row");
        row.get::<u32>(0)
    });
    assert_eq!(version.expect("reads"), latest());

    let put = Insert {
        head: "INSERT INTO outlet (id, name, domain) VALUES",
        n_columns: 3,
        tail: "ON CONFLICT (id) DO UPDATE SET name = excluded.name",
    };
    let rows: Vec<Vec<Value>> = (0..5000)
        .map(|n| vec![format!("o{n}").into(), "Salter Courier".into(), Value::Null])
        .collect();
    database.write(|engine| engine.put_many(put, &rows)).expect("writes");
    let again = vec![vec!["o7".into(), "Harbour\0 Post".into(), "example.org".into()]];
    database.write(|engine| engine.put_many(put, &again)).expect("writes again");
    let read = |engine: &mut dyn Engine| {
        let all = first(engine, "SELECT count(*) FROM outlet WHERE domain IS NULL", values![])?;
        let one = first(engine, "SELECT name FROM outlet WHERE id = $1", values!["o7"])?;
        Ok::<_, Fault>((all.expect("a row").get::<u32>(0)?, one.expect("a row").get::<String>(0)?))
    };
    assert_eq!(database.read(read).expect("reads"), (5000, "Harbour Post".to_owned()));

    let failed = database.write(|engine| {
        engine.execute("DELETE FROM outlet WHERE id <> $1", values!["o7"])?;
        engine.query("SELECT no_such_column FROM outlet", values![])
    });
    assert!(failed.is_err());
    assert_eq!(database.read(read).expect("reads after a failure").0, 5000);

    let entry = "INSERT INTO log (seq, at, what, subject, commitment, previous, hash)
                 VALUES ($1, 0, 'test', 's', 'c', '', 'h')";
    database.write(|engine| engine.execute(entry, values![1_i64])).expect("logs");
    for change in ["UPDATE log SET what = 'other'", "DELETE FROM log"] {
        let changed = database.write(|engine| engine.execute(change, values![]));
        assert!(changed.is_err(), "{change} is refused");
    }
    let other = Database::open(location).expect("opens a second time");
    assert_eq!(other.read(read).expect("reads").0, 5000);
}

#[test]
fn a_file_conforms() {
    let folder = env::temp_dir().join(format!("onrecord-database-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    conform(Location::File(folder.join("record.sqlite")));
    fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn a_server_conforms() {
    let server = Server::start();
    conform(Location::Server(server.url().to_owned()));
}
