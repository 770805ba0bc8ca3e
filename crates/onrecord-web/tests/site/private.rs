//! The e-mail of whoever replies is in no answer of the site, in no form that it could be looked up by: every
//! address is walked at each step of the reply's life.

#[path = "../../../onrecord-store/tests/leaks/mod.rs"]
#[allow(dead_code, reason = "the tables are looked through where the store is tested")]
mod leaks;

use crate::parity::{SILENT, get, showing};
use crate::record::{FINDING, Record, record};
use leaks::{assert_absent, forms};
use onrecord_store::answering::deciding::{Decider, publish, verify_claim};
use onrecord_store::answering::form::{Form, Secret};
use onrecord_store::answering::refused::Refused;
use onrecord_store::answering::{Target, life};
use onrecord_store::database::engine::Engine;
use onrecord_store::machine::now;

const EMAIL: &str = "Adeline.Zwickelmann+desk@harbour-office.example";

/// Walks every address that anybody may ask, and looks for the e-mail in what it says.
async fn walk(record: &Record, when: &str) {
    let forms = forms(EMAIL);
    let silent = SILENT.iter().filter(|route| !route.contains('{'));
    let silent = silent.map(|route| (*route).to_owned());
    for address in showing().into_iter().map(|(_, address)| address).chain(silent) {
        let (_, headers, body) = get(record, &address).await;
        assert_absent(&body, &forms, &format!("{address}, {when},"));
        assert_absent(&format!("{headers:?}"), &forms, &format!("a header of {address}, {when},"));
    }
}

#[tokio::test]
async fn the_e_mail_of_a_replier_is_in_no_answer() {
    let record = record();
    let settings = record.site.desk().settings.clone();
    walk(&record, "before").await;
    let send = move |engine: &mut dyn Engine| {
        let form = Form {
            name: "Adeline Z.".to_owned(),
            email: Secret(EMAIL.to_owned()),
            party: "representative".to_owned(),
            text: "The whole answer is on the tape".to_owned(),
            ..Form::default()
        };
        let target = Target::Finding(FINDING.to_owned());
        let submission = form.read(&settings, target).map_err(Refused::Fields)?;
        life::submit(engine, &settings, &submission, now())
    };
    let sent = record.site.write(send).await.expect("taken in");
    walk(&record, "unconfirmed").await;
    let link = sent.letters[0].body.0.split("/reply/confirm/").nth(1).expect("a link").to_owned();
    let confirm = format!("/reply/confirm/{}", link.split_whitespace().next().expect("a token"));
    let (_, _, page) = get(&record, &confirm).await;
    assert_absent(&page, &forms(EMAIL), "the page behind the mailed link");
    let settings = record.site.desk().settings.clone();
    let settle = move |engine: &mut dyn Engine| {
        let token = confirm.rsplit('/').next().unwrap_or_default();
        let confirmed = life::confirm(engine, &settings, token, now())?;
        verify_claim(engine, &confirmed.reply, "a call to the office", now())?;
        publish(engine, &settings, &confirmed.reply, Decider::Terminal, now())?;
        Ok::<_, Refused>(confirmed.letters[0].body.0.clone())
    };
    let letter = record.site.write(settle).await.expect("published");
    walk(&record, "published").await;
    let (_, _, page) = get(&record, &format!("/s/{}", crate::record::STATEMENT)).await;
    assert!(page.contains("The whole answer is on the tape"), "it is published");
    let own = letter.split("/reply/manage/").nth(1).expect("a link").to_owned();
    let own = format!("/reply/manage/{}", own.split_whitespace().next().expect("a token"));
    let (_, _, page) = get(&record, &own).await;
    assert_absent(&page, &forms(EMAIL), "the sender's own page");
}
