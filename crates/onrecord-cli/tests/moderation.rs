//! `onrecord admin`, `reply`, `log` and `erase`: a store that is added to, answered, decided on and erased
//! from at a terminal.

mod desk;
#[path = "../../onrecord-store/tests/leaks/mod.rs"]
#[allow(dead_code, reason = "the tables are looked through where the store is tested")]
mod leaks;

use desk::{Desk, run};
use leaks::{assert_absent, forms};
use onrecord_store::answering::Target;
use onrecord_store::answering::form::{Form, Secret};
use onrecord_store::answering::life::{confirm, submit};
use onrecord_store::answering::refused::Refused;
use onrecord_store::answering::settings::Settings;
use onrecord_store::machine::now;
use onrecord_store::store::Store;
use std::fs;
use std::io::Write as _;
use std::process::Stdio;

const EMAIL: &str = "ada@moreau.example";

/// A desk with a store that holds its article and record.
fn kept() -> Desk {
    let desk = Desk::new();
    let added = desk.run("add article.txt record.vtt --store kept");
    assert_eq!(added.code, 0, "{}", added.err);
    desk
}

/// A confirmed reply to a finding of the store; its id.
fn replied(desk: &Desk) -> String {
    let store = Store::open_existing(&desk.path("kept"), None).expect("there");
    let finding = store.database().read(|engine| {
        let rows = engine.query("SELECT id FROM finding ORDER BY ordinal LIMIT 1", &[])?;
        rows[0].get::<String>(0)
    });
    let form = Form {
        name: "Ada Moreau".to_owned(),
        email: Secret(EMAIL.to_owned()),
        party: "quoted-person".to_owned(),
        text: "I said that we will not.".to_owned(),
        ..Form::default()
    };
    let (settings, target) = (Settings::default(), Target::Finding(finding.expect("a finding")));
    let submission = form.read(&settings, target).expect("filled in");
    let sent = store.database().write(|engine| submit(engine, &settings, &submission, now()));
    let body = sent.expect("taken").letters[0].body.0.clone();
    let line = body.lines().find(|line| line.contains("/reply/confirm/")).expect("a link");
    let token = line.rsplit('/').next().expect("a token");
    let confirmed: Result<_, Refused> =
        store.database().write(|engine| confirm(engine, &settings, token, now()));
    confirmed.expect("confirmed").reply
}

#[test]
fn accounts_are_made_with_a_password_that_is_piped() {
    let desk = kept();
    let create = |name: &str, password: &str| {
        let mut command = desk.command();
        command.args(["admin", "create", name, "--store", "kept", "--password-stdin"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("starts");
        let mut stdin = child.stdin.take().expect("a pipe");
        stdin.write_all(password.as_bytes()).expect("written");
        drop(stdin);
        let output = child.wait_with_output().expect("ends");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (code, said) = create("mara", "short\n");
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("at least 12"), "{said}");
    assert_eq!(create("mara", "nine boats in the bay\n").0, Some(0));
    let (code, said) = create("mara", "nine boats in the bay\n");
    assert!(code == Some(2) && said.contains("already"), "{said}");
    let listed = desk.run("admin list --store kept");
    assert!(listed.out.starts_with("mara\tadmin\t"), "{}", listed.out);
    let token = desk.run("admin token mara --label desk --scope queue --store kept");
    assert!(token.out.starts_with("onrecord_"), "{}", token.err);
    let tokens = desk.run("admin tokens --store kept");
    assert!(tokens.out.starts_with("mara\tdesk\tqueue\tholds until "), "{}", tokens.out);
    assert!(!tokens.out.contains(token.out.trim()));
    assert_eq!(desk.run("admin revoke mara --label desk --store kept").code, 0);
    let again = desk.run("admin revoke mara --label desk --store kept");
    assert!(again.code == 2 && again.err.contains("no token that holds"), "{}", again.err);
    assert!(desk.run("admin tokens --store kept").out.contains("revoked "));
    let swept = desk.run("admin sweep --store kept");
    assert!(swept.code == 0 && swept.err.contains("let go: 0 replies"), "{}", swept.err);
    let last = desk.run("admin disable mara --store kept");
    assert!(last.code == 2 && last.err.contains("last admin"), "{}", last.err);
    let database = fs::read(desk.path("kept/record.sqlite")).expect("read");
    let database = String::from_utf8_lossy(&database);
    assert!(!database.contains(token.out.trim()) && !database.contains("nine boats"));
}

#[test]
fn a_reply_is_decided_at_a_terminal_and_erased() {
    let desk = kept();
    let id = replied(&desk);
    let listed = desk.run("reply list --store kept");
    assert!(listed.out.contains(&id) && listed.out.contains("not verified"), "{}", listed.out);
    let early = desk.run(&format!("reply publish {id} --store kept"));
    assert!(early.code == 2 && early.err.contains("verify it"), "{}", early.err);
    let mut command = desk.command();
    command.args(["reply", "verify", &id, "a call to the listed number", "--store", "kept"]);
    assert_eq!(run(&mut command).code, 0);
    let published = desk.run(&format!("reply publish {id} --store kept"));
    assert_eq!(published.code, 0, "{}", published.err);
    let shown = desk.run(&format!("reply show {id} --store kept"));
    assert!(shown.out.contains("I said that we will not."), "{}", shown.out);
    assert!(shown.out.contains("by the editors: a call"), "{}", shown.out);
    for format in ["text", "json", "dot", "html"] {
        let mut command = desk.command();
        command.args(["trace", "close the old iron bridge", "--store", "kept", "--format", format]);
        let traced = run(&mut command);
        assert_eq!(traced.code, 0, "{format}: {}", traced.err);
        assert!(traced.out.contains("I said that we will not."), "{format}: {}", traced.out);
    }
    let outbox: Vec<_> = fs::read_dir(desk.path("kept/outbox")).expect("listed").collect();
    assert_eq!(outbox.len(), 1, "the sender is told");

    let signed = desk.run("log checkpoint --store kept");
    assert!(signed.out.contains("\n\n— onrecord-"), "{}", signed.out);
    let key = signed.err.trim().rsplit(' ').next().expect("a key").to_owned();
    let verified = desk.run(&format!("log verify --store kept --key {key}"));
    assert!(verified.code == 0 && verified.err.contains("as it was written"), "{}", verified.err);
    assert_eq!(desk.run("log verify --store kept --key x").code, 2);

    let finding = desk.ids().remove(0);
    let mut command = desk.command();
    let shown_person = run(command.args(["show", "Ada Moreau", "--store", "kept"]));
    let mut outputs = vec![
        ("show finding".to_owned(), desk.run(&format!("show {finding} --store kept"))),
        ("show document".to_owned(), desk.run("show article.txt --store kept")),
        ("show person".to_owned(), shown_person),
        ("export".to_owned(), desk.run("export --store kept")),
        ("log show".to_owned(), desk.run("log show --store kept")),
        ("verify".to_owned(), desk.run("verify --store kept")),
        ("reply list".to_owned(), desk.run("reply list --state published --store kept")),
        ("an error".to_owned(), desk.run("reply show r0 --store kept")),
    ];
    for format in ["text", "json", "jsonl", "sarif", "github", "html", "md", "annotation"] {
        let line = format!("check article.txt --record kept --exit-zero --format {format}");
        let checked = desk.run(&line);
        assert!(checked.out.contains("I said that we will not"), "{format}: {}", checked.err);
        outputs.push((line, checked));
    }
    for (what, output) in &outputs {
        assert!(output.out.len() + output.err.len() > 5, "{what} says something");
        assert_absent(&output.out, &forms(EMAIL), what);
        assert_absent(&output.err, &forms(EMAIL), what);
    }
    let copied = desk.run("backup copy --store kept");
    assert_eq!(copied.code, 0, "{}", copied.err);
    let copy = fs::read(desk.path("copy/record.sqlite")).expect("read");
    assert_absent(&String::from_utf8_lossy(&copy), &forms(EMAIL), "a copy");

    let erased = desk.run(&format!("erase replier {id} --store kept"));
    assert_eq!(erased.code, 0, "{}", erased.err);
    let verified = desk.run(&format!("log verify --store kept --key {key}"));
    assert_eq!((verified.code, verified.out.as_str()), (0, ""), "{}", verified.err);
    let entries = desk.run(&format!("log show --subject {id} --store kept"));
    assert!(entries.out.contains("\treply-published\t") && entries.out.contains("\terased\t"));
    for output in [&shown, &listed, &published, &signed, &verified, &erased, &entries] {
        assert!(!output.out.contains(EMAIL) && !output.err.contains(EMAIL), "{}", output.out);
    }
    for name in ["kept/record.sqlite", "kept/log.key"] {
        let bytes = fs::read(desk.path(name)).expect("read");
        assert!(!String::from_utf8_lossy(&bytes).contains(EMAIL), "{name}");
    }
    assert_eq!(fs::read_dir(desk.path("kept/outbox")).expect("listed").count(), 0);
    let missing = desk.run("erase replier r0 --store kept");
    assert!(missing.code == 2 && missing.err.contains("no reply r0"), "{}", missing.err);
}
