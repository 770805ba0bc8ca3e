//! The life of a reply on both engines, from the form to the page and away again, and what nobody may see of
//! it on the way.

mod leaks;
mod server;
mod story;

use jiff::Timestamp;
use leaks::{assert_absent, forms};
use onrecord::report::reply::Party;
use onrecord_store::answering::deciding::{Decider, Ground, publish, refuse, verify_claim};
use onrecord_store::answering::form::{Field, Form, Secret};
use onrecord_store::answering::guard::{Guard, check_form, form_token};
use onrecord_store::answering::letter::Letter;
use onrecord_store::answering::life::{Done, confirm, due, edit, own, submit, withdraw};
use onrecord_store::answering::refused::Refused;
use onrecord_store::answering::retention::sweep;
use onrecord_store::answering::settings::{Moderation, Office, Readers, Settings, Weekends};
use onrecord_store::answering::shown::{
    editions, latest, published, published_to, replies_to, traces_of,
};
use onrecord_store::answering::{State, Target, kept, queue};
use onrecord_store::database::engine::Engine;
use onrecord_store::database::{Database, Location};
use onrecord_store::ledger::verifying::verify;
use proptest::prelude::*;
use server::Server;
use std::env;
use std::fs;
use std::net::IpAddr;

const EMAIL: &str = "Ada.Moreau+desk@council.example";

fn at(hour: i64) -> Timestamp {
    Timestamp::from_second(1_770_000_000 + hour * 3600).expect("a time of 2026")
}

fn settings() -> Settings {
    let office = Office {
        of: "Ada Moreau".to_owned(),
        domains: vec!["council.example".to_owned()],
        addresses: vec!["ada@moreau.example".to_owned()],
    };
    Settings { offices: vec![office], ..Settings::default() }
}

fn form(email: &str) -> Form {
    Form {
        name: "Ada  Moreau".to_owned(),
        email: Secret(email.to_owned()),
        party: "quoted-person".to_owned(),
        meaning: "that I would close the harbour".to_owned(),
        inaccurate: "I said \"the old harbour\".".to_owned(),
        text: "I spoke of the old harbour.\r\nThe new one stays open.".to_owned(),
        ..Form::default()
    }
}

fn finding() -> Target {
    Target::Finding("f1".to_owned())
}

fn sent(engine: &mut dyn Engine, form: &Form, target: Target, hour: i64) -> Done {
    let submission = form.read(&settings(), target).expect("filled in");
    submit(engine, &settings(), &submission, at(hour)).expect("taken")
}

/// The token of the link in a letter.
fn token(letter: &Letter) -> String {
    let body = &letter.body.0;
    let start = body.find("/reply/").expect("a link") + "/reply/".len();
    let line = body[start..].lines().next().expect("a line");
    line.split('/').next_back().expect("a token").to_owned()
}

fn conform(location: Location) {
    let database = Database::open(location).expect("opens");
    database.write(story::told).expect("a story");
    database.write(a_life).expect("lives");
    database.write(other_lives).expect("lives");
    let dump = database.read(leaks::clear_text).expect("read");
    assert!(
        dump.contains("the domain of the office, council.example"),
        "the method is in the clear"
    );
    assert_absent(&dump, &forms(EMAIL), "the database's clear text");
    assert_absent(&dump, &forms("spare@moreau.example"), "the database's clear text");
    assert_absent(&dump, &["stays open".to_owned()], "the database's clear text");
    let verified = database.read(|engine| verify(engine, &[])).expect("verifies");
    assert!(verified.breaks.is_empty(), "{:?}", verified.breaks);
}

fn a_life(engine: &mut dyn Engine) -> Result<(), Refused> {
    let settings = settings();
    let done = sent(engine, &form(EMAIL), finding(), 0);
    assert_eq!((done.state, done.letters.len()), (State::Unconfirmed, 1));
    assert_eq!(done.letters[0].to.0, EMAIL);
    assert!(queue::waiting(engine, 10)?.is_empty(), "nobody sees it before it is confirmed");
    assert!(replies_to(engine, &finding())?.is_empty());
    let link = token(&done.letters[0]);
    let forged: String = link.chars().rev().collect();
    for wrong in ["", "x", forged.as_str(), "../../etc/passwd", "' OR 1=1 --", "\0"] {
        assert!(matches!(confirm(engine, &settings, wrong, at(1)), Err(Refused::Link)), "{wrong}");
    }
    assert!(matches!(own(engine, &link, at(1)), Err(Refused::Link)), "it confirms and no more");
    assert!(matches!(confirm(engine, &settings, &link, at(48)), Err(Refused::Link)), "too late");
    let done = confirm(engine, &settings, &link, at(2))?;
    let id = done.reply.clone();
    assert_eq!((done.state, done.due), (State::Waiting, Some(at(50).as_microsecond())));
    assert!(matches!(confirm(engine, &settings, &link, at(3)), Err(Refused::Link)), "once only");
    let manage = token(&done.letters[0]);

    let waiting = queue::waiting(engine, 10)?;
    assert_eq!(waiting.len(), 1);
    let wording = waiting[0].wording.clone().expect("kept");
    assert_eq!(wording.name, "Ada Moreau");
    assert_eq!(wording.text, "I spoke of the old harbour.\nThe new one stays open.");
    let method = waiting[0].verified_by.clone().expect("verified by the address");
    assert_eq!(method, "an e-mail at the domain of the office, council.example");
    assert_eq!(queue::left(&waiting[0], at(3)), Some(47 * 3_600_000_000));
    let load = queue::load(engine, at(51))?;
    assert_eq!((load.n_waiting, load.n_overdue), (1, 1));
    assert!(latest(engine, 10)?.is_empty(), "nothing is shown before it is decided");

    let done = publish(engine, &settings, &id, Decider::Account("a1"), at(4))?;
    assert_eq!((done.state, done.letters.len()), (State::Published, 1));
    let shown = replies_to(engine, &finding())?;
    let reply = shown.iter().next().expect("shown");
    assert_eq!((reply.party, reply.name.as_str()), (Party::QuotedPerson, "Ada Moreau"));
    assert_eq!(published(engine)?.replies_to("f1").len(), 1);
    assert_eq!(replies_to(engine, &Target::Statement("s1".to_owned()))?.len(), 1);
    let again = publish(engine, &settings, &id, Decider::Account("a1"), at(5));
    assert!(matches!(again, Err(Refused::State { .. })), "there is nothing to decide");

    let changed = Form { text: "I spoke of the old harbour alone.".to_owned(), ..form(EMAIL) };
    let done = edit(engine, &settings, &manage, &changed, at(10))?;
    assert_eq!(done.state, State::Published);
    let reply = published_to(engine, &[finding()])?.remove(0);
    assert!(
        reply.wording.text.contains("stays open"),
        "the old wording stands until it is decided"
    );
    assert_eq!(queue::waiting(engine, 10)?.len(), 1);
    publish(engine, &settings, &id, Decider::Account("a1"), at(11))?;
    let reply = published_to(engine, &[finding()])?.remove(0);
    assert_eq!(reply.wording.text, "I spoke of the old harbour alone.");
    assert_eq!((editions(engine, &id)?.len(), reply.at), (2, at(4).as_microsecond()));
    let worse = Form { text: "Buy boats.".to_owned(), ..form(EMAIL) };
    edit(engine, &settings, &manage, &worse, at(12))?;
    let by = Decider::Account("a1");
    let why = "an advertisement answers nothing";
    refuse(engine, &settings, &id, by, Ground::NotAboutThis, why, at(13))?;
    assert!(queue::waiting(engine, 10)?.is_empty());
    let reply = published_to(engine, &[finding()])?.remove(0);
    assert_eq!(reply.wording.text, "I spoke of the old harbour alone.");

    assert_eq!(own(engine, &manage, at(14))?.email, Some(Secret(EMAIL.to_owned())));
    withdraw(engine, &settings, &manage, at(20))?;
    assert!(replies_to(engine, &finding())?.is_empty());
    assert!(matches!(own(engine, &manage, at(21)), Err(Refused::Link)), "the link went with it");
    let traces = traces_of(engine, &finding())?;
    assert_eq!(traces.len(), 1);
    let trace = &traces[0];
    assert_eq!(trace.published, at(4).as_microsecond());
    assert_eq!(trace.withdrawn, at(20).as_microsecond());
    assert_eq!(kept::read(engine, &id)?.wording, None);
    Ok(())
}

fn other_lives(engine: &mut dyn Engine) -> Result<(), Refused> {
    let mut settings = settings();
    let statement = Target::Statement("s1".to_owned());
    let done = sent(engine, &form("ada@gmail.com"), statement.clone(), 0);
    let confirmed = confirm(engine, &settings, &token(&done.letters[0]), at(1))?;
    let id = confirmed.reply;
    let early = publish(engine, &settings, &id, Decider::Terminal, at(2));
    assert!(matches!(early, Err(Refused::Unverified(_))), "anybody can have such an address");
    for how in ["", "yes", "she wrote from ada@moreau.example"] {
        assert!(matches!(verify_claim(engine, &id, how, at(2)), Err(Refused::Words(_))), "{how}");
    }
    let words = verify_claim(engine, &id, "a call to the council's listed number", at(2))?;
    publish(engine, &settings, &id, Decider::Terminal, at(3))?;
    let all = published(engine)?;
    let to_first = all.replies_to("f1");
    assert_eq!(to_first.iter().next().map(|reply| reply.verified_by.clone()), Some(words));
    assert_eq!(all.replies_to("f2").len(), 1, "a reply to a statement stands with each finding");

    let done = sent(engine, &form("spare@moreau.example"), finding(), 5);
    let confirmed = confirm(engine, &settings, &token(&done.letters[0]), at(6))?;
    let by = Decider::Terminal;
    let short = refuse(engine, &settings, &confirmed.reply, by, Ground::Other, "no", at(7));
    assert!(matches!(short, Err(Refused::Words(_))), "a refusal says why");
    let why = "the address is not known to be hers";
    let done = refuse(engine, &settings, &confirmed.reply, by, Ground::NotThatParty, why, at(7))?;
    assert!(done.letters[0].body.0.contains(why), "the sender is told");
    assert_eq!(done.state, State::Refused);

    let outlet = Form { party: "outlet".to_owned(), ..form("desk@news.salter.example") };
    let done = sent(engine, &outlet, finding(), 8);
    settings.moderation = Moderation::After;
    let done = confirm(engine, &settings, &token(&done.letters[0]), at(9))?;
    assert_eq!(
        done.state,
        State::Published,
        "a verified party is shown at once where the house says so"
    );
    let unknown = sent(engine, &form("x@elsewhere.example"), finding(), 8);
    let unknown = confirm(engine, &settings, &token(&unknown.letters[0]), at(9))?;
    assert_eq!(unknown.state, State::Waiting);
    let missing = form(EMAIL).read(&settings, Target::Finding("f9".to_owned())).expect("filled in");
    assert!(matches!(submit(engine, &settings, &missing, at(9)), Err(Refused::Missing(_))));

    let late = sent(engine, &form("late@moreau.example"), finding(), 10);
    let swept = sweep(engine, &settings, at(10 + 49))?;
    assert_eq!((swept.n_unconfirmed, swept.n_unpublished), (1, 0));
    assert!(matches!(kept::read(engine, &late.reply), Err(Refused::Missing(_))));
    let swept = sweep(engine, &settings, at(24 * 31))?;
    assert_eq!((swept.n_unpublished, swept.n_published), (2, 0));
    assert_eq!(kept::read(engine, &confirmed.reply)?.email, None);
    let swept = sweep(engine, &settings, at(24 * 400))?;
    assert_eq!((swept.n_unpublished, swept.n_published), (0, 2));
    assert_eq!(kept::read(engine, &id)?.email, None, "only its keyed hash is kept");
    assert_eq!(published(engine)?.replies_to("f1").len(), 2, "the replies stay");
    assert_eq!(sweep(engine, &settings, at(24 * 400))?.n_published, 0);
    Ok(())
}

#[test]
fn a_reply_lives_in_a_file() {
    let folder = env::temp_dir().join(format!("onrecord-answering-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    conform(Location::File(folder.join("record.sqlite")));
    fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn a_reply_lives_on_a_server() {
    let server = Server::start();
    conform(Location::Server(server.url().to_owned()));
}

#[test]
fn each_field_says_what_it_would_take() {
    let fields = |form: &Form, settings: &Settings| -> Vec<Field> {
        let read = form.read(settings, finding());
        read.expect_err("refused").into_iter().map(|fault| fault.field).collect()
    };
    let settings = settings();
    let empty = fields(&Form::default(), &settings);
    assert_eq!(empty, [Field::Name, Field::Email, Field::Party, Field::Text]);
    for email in [
        "ada",
        "ada@",
        "@x.example",
        "a b@x.example",
        "a@x",
        "a@x..y",
        "a@-x.example",
        "a@x.example\r\nBcc: all@x.example",
        "a..b@x.example",
    ] {
        assert_eq!(fields(&form(email), &settings), [Field::Email], "{email}");
    }
    let reader = Form { party: "reader".to_owned(), ..form(EMAIL) };
    assert_eq!(fields(&reader, &settings), [Field::Party]);
    let open = Settings { readers: Readers::On, ..settings.clone() };
    assert!(reader.read(&open, finding()).is_ok());
    let long = Form { text: "x".repeat(4001), name: "n".repeat(121), ..form(EMAIL) };
    assert_eq!(fields(&long, &settings), [Field::Name, Field::Text]);
    let told = Form { text: format!("write to {}", EMAIL.to_uppercase()), ..form(EMAIL) };
    assert_eq!(fields(&told, &settings), [Field::Text], "the address would be published");
    let faults = Settings {
        address: "record.example/".to_owned(),
        hours: 0,
        offices: vec![Office {
            of: "Ada Moreau".to_owned(),
            domains: vec!["gmail.com".to_owned(), "council".to_owned()],
            addresses: vec!["ada".to_owned()],
        }],
        ..Settings::default()
    };
    assert_eq!(faults.faults().len(), 5, "{:?}", faults.faults());
}

#[test]
fn machines_are_kept_out_and_people_are_not() {
    let (secret, settings) = ([9; 32], settings());
    let check = |form: &Form, at| check_form(&secret, &settings, &finding(), form, at);
    let later = at(0) + jiff::SignedDuration::from_secs(4);
    let mut filled = form(EMAIL);
    filled.token = form_token(&secret, &finding(), at(0));
    assert!(check(&filled, later).is_ok());
    assert!(matches!(check(&filled, at(0)), Err(Refused::TooSoon(4))));
    assert!(matches!(check(&filled, at(37)), Err(Refused::Stale)));
    assert!(matches!(check(&filled, at(-1)), Err(Refused::Stale)));
    let other = Target::Finding("f2".to_owned());
    assert!(check_form(&secret, &settings, &other, &filled, later).is_err(), "for another finding");
    for token in ["", ".", "1.2", "é.é", "99999999999999999999.aa"] {
        let form = Form { token: token.to_owned(), ..filled.clone() };
        assert!(matches!(check(&form, later), Err(Refused::Stale)), "{token}");
    }
    filled.website = "https://boats.example".to_owned();
    assert!(matches!(check(&filled, later), Err(Refused::Machine)));

    let guard = Guard::default();
    let admit = |address: &str, email: &str, hour| {
        let address: IpAddr = address.parse().expect("an address");
        guard.admit(&settings, address, email, at(hour))
    };
    for n in 0..10 {
        admit(&format!("192.0.2.{n}"), &format!("{n}@x.example"), 0).expect("admitted");
    }
    assert!(matches!(admit("192.0.2.77", "n@x.example", 0), Err(Refused::TooMany(3600))));
    assert!(admit("::ffff:192.0.2.78", "n@x.example", 0).is_err(), "the same network");
    assert!(admit("192.0.3.1", "n@x.example", 0).is_ok());
    assert!(admit("192.0.2.77", "n@x.example", 2).is_ok(), "two hours later");
    for n in 0..2 {
        admit(&format!("2001:db8:{n}::1"), "n@x.example", 2).expect("admitted");
    }
    assert!(
        admit("2001:db8:9::1", "N@x.example", 2).is_err(),
        "three mails an hour to one address"
    );
}

#[test]
fn the_clock_rests_over_a_weekend_where_the_house_says_so() {
    let friday: Timestamp = "2026-11-27T12:00:00Z".parse().expect("a time");
    let day = |weekends| due(&Settings { weekends, ..Settings::default() }, friday).to_string();
    assert_eq!(day(Weekends::Count), "2026-11-29T12:00:00Z");
    assert_eq!(day(Weekends::Rest), "2026-12-01T12:00:00Z");
}

proptest! {
    #[test]
    fn no_form_makes_the_reader_stumble(name in ".*", email in ".*", party in ".*", text in "(?s).{0,200}", token in ".*") {
        let form = Form { name, email: Secret(email), party, text, token, ..Form::default() };
        let settings = Settings { readers: Readers::On, ..Settings::default() };
        if let Ok(submission) = form.read(&settings, finding()) {
            prop_assert!(!submission.wording.name.contains(char::is_control));
            prop_assert!(submission.email.0.contains('@'));
        }
        prop_assert!(check_form(&[9; 32], &settings, &finding(), &form, at(1)).is_err());
    }
}
