//! Accounts, sessions and tokens on both engines, and letters on their way out.

mod server;

use jiff::Timestamp;
use onrecord_store::account::password::{hashed, kept, matches};
use onrecord_store::account::session::{self, Session};
use onrecord_store::account::token::{self, Scope};
use onrecord_store::account::{Role, Unchanged, create, disable, list, set_password};
use onrecord_store::answering::form::Secret;
use onrecord_store::answering::letter::Letter;
use onrecord_store::database::engine::Engine;
use onrecord_store::database::{Database, Location};
use onrecord_store::ledger::verifying::verify;
use onrecord_store::post::{self, Post, Sent, Undelivered};
use server::Server;
use std::env;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::path::PathBuf;
use std::thread;
use std::time::Instant;

fn at(hour: i64) -> Timestamp {
    Timestamp::from_second(1_770_000_000 + hour * 3600).expect("a time of 2026")
}

fn conform(location: Location) {
    let database = Database::open(location).expect("opens");
    database.write(accounts).expect("works");
    let verified = database.read(|engine| verify(engine, &[])).expect("verifies");
    assert!(verified.breaks.is_empty() && verified.n_entries > 3, "{verified:?}");
}

fn accounts(engine: &mut dyn Engine) -> Result<(), Unchanged> {
    assert!(list(engine)?.is_empty(), "no account comes with the program");
    for (name, password) in [
        ("mara", "short"),
        ("mara", "MARA loves the sea"),
        ("mara", "aaaaaaaaaaaaaaaa"),
        ("mara", &"x y".repeat(500)),
    ] {
        assert!(matches!(hashed(name, password), Err(Unchanged::Password(_))), "{password}");
    }
    let password = hashed("mara", "nine boats in the bay")?;
    for name in ["", "m", "1mara", "ma ra", "mara@x.example", "mära"] {
        let made = create(engine, name, &password, Role::Admin, at(0));
        assert!(matches!(made, Err(Unchanged::Name)), "{name}");
    }
    let mara = create(engine, "mara", &password, Role::Admin, at(0))?;
    let taken = create(engine, "mara", &password, Role::Moderator, at(0));
    assert!(matches!(taken, Err(Unchanged::Taken(_))));
    let olin =
        create(engine, "olin", &hashed("olin", "a lamp at the end")?, Role::Moderator, at(0))?;

    let (id, stored) = kept(engine, "mara")?.expect("there");
    assert_eq!(id, mara);
    assert!(matches(Some(&stored), "nine boats in the bay"));
    assert!(!matches(Some(&stored), "nine boats in the Bay"));
    assert!(!matches(Some(&stored), ""));
    assert!(kept(engine, "nobody")?.is_none());

    let cookie = session::begin(engine, &olin, at(1))?;
    let signed_in: Session = session::of(engine, &cookie, at(2))?.expect("signed in");
    assert!(signed_in.may(Role::Moderator) && !signed_in.may(Role::Editor));
    assert!(signed_in.is_own_form(&signed_in.csrf));
    for csrf in ["", "0", &"0".repeat(64), &signed_in.csrf[1..], "\u{e9}"] {
        assert!(!signed_in.is_own_form(csrf), "{csrf}");
    }
    assert!(session::of(engine, &cookie, at(14))?.is_none(), "after a working day");
    assert!(session::of(engine, &cookie[1..], at(2))?.is_none());
    session::end(engine, &cookie)?;
    assert!(session::of(engine, &cookie, at(2))?.is_none());

    let scopes = [Scope::Queue, Scope::Decide];
    let bearer = token::issue(engine, &olin, "desk", &scopes, 30, at(0))?;
    let granted = token::of(engine, &bearer, at(24))?.expect("granted");
    assert_eq!((granted.account.name.as_str(), granted.scopes.as_slice()), ("olin", &scopes[..]));
    assert!(token::of(engine, &bearer, at(24 * 31))?.is_none());
    assert!(token::of(engine, &format!("{bearer}x"), at(1))?.is_none());
    assert_eq!(token::revoke(engine, &olin, "desk", at(2))?, 1);
    assert!(token::of(engine, &bearer, at(3))?.is_none());

    let bearer = token::issue(engine, &olin, "other", &scopes, 30, at(0))?;
    let cookie = session::begin(engine, &olin, at(4))?;
    disable(engine, "olin", at(5))?;
    assert!(session::of(engine, &cookie, at(6))?.is_none());
    assert!(token::of(engine, &bearer, at(6))?.is_none());
    assert!(kept(engine, "olin")?.is_none());
    assert!(matches!(disable(engine, "mara", at(5)), Err(Unchanged::Last(_))));
    assert!(matches!(disable(engine, "nobody", at(5)), Err(Unchanged::Missing(_))));
    let cookie = session::begin(engine, &mara, at(6))?;
    set_password(engine, "mara", &hashed("mara", "ten boats in the bay")?, at(7))?;
    assert!(session::of(engine, &cookie, at(8))?.is_none(), "its sessions end");
    let (_, stored) = kept(engine, "mara")?.expect("there");
    assert!(!matches(Some(&stored), "nine boats in the bay"));
    Ok(())
}

fn folder(name: &str) -> PathBuf {
    let folder = env::temp_dir().join(format!("onrecord-{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

#[test]
fn accounts_in_a_file() {
    let folder = folder("account");
    conform(Location::File(folder.join("record.sqlite")));
    fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn accounts_on_a_server() {
    let server = Server::start();
    conform(Location::Server(server.url().to_owned()));
}

#[test]
fn a_name_that_is_not_there_costs_as_much_as_a_wrong_password() {
    let stored = hashed("mara", "nine boats in the bay").expect("hashed");
    let time = |kept| {
        let start = Instant::now();
        for _ in 0..5 {
            assert!(!matches(kept, "eight boats in the bay"));
        }
        start.elapsed().as_secs_f64()
    };
    let (there, nobody) = (time(Some(&stored)), time(None));
    assert!(nobody > there / 4.0, "{nobody} s for nobody, {there} s for a wrong password");
}

fn letter() -> Letter {
    Letter {
        reply: "r0123456789abcdef".to_owned(),
        to: Secret("ada@moreau.example".to_owned()),
        subject: "Please confirm your reply".to_owned(),
        body: Secret("Öffnen Sie:\n\n  https://x.example/reply/confirm/abc\n".to_owned()),
    }
}

#[test]
fn a_letter_lies_in_the_outbox_until_it_is_forgotten() {
    let folder = folder("outbox");
    let post = Post::open(&post::Settings::default(), &folder).expect("opens");
    assert_eq!(post.send(&letter(), at(0)).expect("written"), Sent::Spooled);
    let other = Letter { reply: "rffffffffffffffff".to_owned(), ..letter() };
    post.send_all(&[other, letter()], at(1)).expect("written");
    let outbox = folder.join(post::OUTBOX);
    let files: Vec<_> = fs::read_dir(&outbox).expect("listed").flatten().collect();
    assert_eq!(files.len(), 3);
    let mail = files.iter().find(|file| file.file_name().to_string_lossy().contains("-r01"));
    let mail = fs::read_to_string(mail.expect("there").path()).expect("read");
    for line in
        ["To: ada@moreau.example", "Subject: Please confirm", "Auto-Submitted: auto-generated"]
    {
        assert!(mail.contains(line), "{line} in {mail}");
    }
    assert_eq!(post::outbox::forget(&folder, "r0123456789abcdef").expect("deleted"), 2);
    assert_eq!(fs::read_dir(&outbox).expect("listed").count(), 1);
    let forged = Letter { to: Secret("a@x.example\r\nBcc: b@x.example".to_owned()), ..letter() };
    assert!(matches!(post.send(&forged, at(2)), Err(Undelivered::Address { .. })));
    fs::remove_dir_all(&folder).expect("removed");
    for settings in [
        post::Settings { from: Some("nobody".to_owned()), server: None },
        post::Settings { from: None, server: Some("mail.example".to_owned()) },
    ] {
        assert!(Post::open(&settings, &folder).is_err(), "{settings:?}");
    }
}

#[test]
fn settings_of_a_mail_server_are_read_before_it_is_asked() {
    let faults = |from: Option<&str>, server: Option<&str>| {
        let (from, server) = (from.map(str::to_owned), server.map(str::to_owned));
        let faults = post::Settings { from, server }.faults();
        faults
            .into_iter()
            .map(|fault| format!("{}: {}", fault.key, fault.reason))
            .collect::<Vec<_>>()
    };
    let from = Some("Salter Courier <replies@salter.example>");
    for server in [
        "smtps://u:secret@mail.example",
        "smtp://u:secret@mail.example:587?tls=required",
        "smtp://localhost:25",
        "smtp://127.0.0.1",
    ] {
        assert!(faults(from, Some(server)).is_empty(), "{server}");
    }
    assert!(faults(None, None).is_empty() && faults(from, None).is_empty());
    for (from, server, word) in [
        (Some("nobody"), None, "replies@salter.example"),
        (None, Some("smtps://mail.example"), "sender"),
        (from, Some("mail.example"), "smtps://user:password@host"),
        (from, Some("smtp://u:secret@mail.example:25"), "in the clear"),
        (from, Some("smtp://localhost.mail.example:25"), "in the clear"),
    ] {
        let faults = faults(from, server).join("\n");
        assert!(faults.contains(word) && !faults.contains("secret"), "{faults}");
    }
}

/// A mail server that takes one mail; what it was told.
fn listening(listener: &TcpListener) -> String {
    let (stream, _) = listener.accept().expect("a client");
    let mut writer = stream.try_clone().expect("a second handle");
    let mut told = String::new();
    let mut is_data = false;
    writer.write_all(b"220 mail.example\r\n").expect("greets");
    for line in BufReader::new(stream).lines() {
        let line = line.expect("a line");
        let answer: &[u8] = match line.as_str() {
            "." => {
                is_data = false;
                b"250 taken\r\n"
            }
            _ if is_data => b"",
            "DATA" => {
                is_data = true;
                b"354 go on\r\n"
            }
            "QUIT" => b"221 bye\r\n",
            _ => b"250 mail.example\r\n",
        };
        told.push_str(&line);
        told.push('\n');
        writer.write_all(answer).expect("answers");
        if line == "QUIT" || line == "." {
            break;
        }
    }
    told
}

#[test]
fn a_mail_server_takes_a_letter_and_what_it_refuses_is_kept() {
    let folder = folder("smtp");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let settings = post::Settings {
        from: Some("Salter Courier <replies@salter.example>".to_owned()),
        server: Some(format!("smtp://127.0.0.1:{port}")),
    };
    let post = Post::open(&settings, &folder).expect("opens");
    let server = thread::spawn(move || listening(&listener));
    assert_eq!(post.send(&letter(), at(0)).expect("sent"), Sent::Taken);
    let told = server.join().expect("ended");
    assert!(told.contains("RCPT TO:<ada@moreau.example>"), "{told}");
    assert!(told.contains("From: \"Salter Courier\" <replies@salter.example>"), "{told}");
    drop(post);
    let post = Post::open(&settings, &folder).expect("opens");
    assert!(matches!(post.send(&letter(), at(1)), Ok(Sent::Kept(_))), "nobody listens any longer");
    let n_files = || fs::read_dir(folder.join(post::OUTBOX)).expect("listed").count();
    assert_eq!(n_files(), 1);
    let again = post.send_again(at(1)).expect("looked");
    assert_eq!((again.n_waiting, again.reason), (1, None), "its time has not come");
    let again = post.send_again(at(2)).expect("tried");
    assert!(again.n_waiting == 1 && again.reason.is_some(), "{again:?}");
    let listener = TcpListener::bind(("127.0.0.1", port)).expect("the port is free again");
    let server = thread::spawn(move || listening(&listener));
    assert_eq!(post.send_again(at(2)).expect("looked").n_waiting, 1, "it was tried an hour ago");
    let again = post.send_again(at(3)).expect("sent");
    assert_eq!((again.n_taken, again.n_waiting, n_files()), (1, 0, 0), "{again:?}");
    let told = server.join().expect("ended");
    assert!(told.contains("RCPT TO:<ada@moreau.example>"), "{told}");
    assert!(told.contains("/reply/confirm/abc"), "{told}");
    drop(post);
    let post = Post::open(&settings, &folder).expect("opens");
    assert!(matches!(post.send(&letter(), at(4)), Ok(Sent::Kept(_))));
    let again = post.send_again(at(4 + 24 * 5 + 1)).expect("tried");
    assert_eq!((again.given_up, n_files()), (vec![letter().reply], 0), "after five days");
    fs::remove_dir_all(&folder).expect("removed");
}
