//! The life of a reply over HTTP: the form, the mailed link, the moderator, the page; and what never gets in.

use crate::record::{FINDING, Record, STATEMENT, record};
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use onrecord_store::answering::deciding::{Decider, publish, verify_claim};
use onrecord_store::answering::refused::Refused;
use onrecord_store::answering::settings::Settings;
use onrecord_store::database::engine::first;
use onrecord_store::{machine, values};
use onrecord_web::routes::{BODY, routes};
use tower::ServiceExt;

async fn ask(record: &Record, request: Request<Body>) -> (StatusCode, String) {
    let response = routes(record.site.clone()).oneshot(request).await.expect("the site answers");
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, 1 << 24).await.expect("the site answers");
    (parts.status, String::from_utf8(bytes.to_vec()).expect("the site answers"))
}

async fn get(record: &Record, address: &str) -> (StatusCode, String) {
    ask(record, Request::get(address).body(Body::empty()).expect("the site answers")).await
}

async fn post(record: &Record, address: &str, body: impl Into<Body>) -> (StatusCode, String) {
    let request = Request::post(address)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(body.into())
        .expect("the site answers");
    ask(record, request).await
}

/// The token of the form on a page.
fn token(page: &str) -> &str {
    let rest = page.split("name=\"token\" value=\"").nth(1).expect("the form has a token");
    rest.split('"').next().expect("the site answers")
}

fn filled(token: &str, text: &str, email: &str) -> String {
    format!(
        "finding={FINDING}&token={token}&name=Edda+Quill&email={email}&party=quoted-person&meaning=&inaccurate=\
         &text={text}&website="
    )
}

/// The link that was mailed last, without the server's address.
fn mailed(record: &Record, part: &str) -> String {
    let letters = record.letters.lock().expect("the site answers");
    let letter =
        letters.iter().rev().find(|letter| letter.body.0.contains(part)).expect("the site answers");
    let rest = letter.body.0.split(part).nth(1).expect("the site answers");
    format!("{part}{}", rest.split_whitespace().next().expect("the site answers"))
}

async fn counted(record: &Record, state: &'static str) -> i64 {
    let count = move |engine: &mut dyn onrecord_store::database::engine::Engine| {
        let query = "SELECT COUNT(*) FROM reply WHERE state = $1";
        first(engine, query, values![state])?.unwrap_or_default().get(0)
    };
    record.site.read(count).await.expect("the site answers")
}

#[tokio::test]
async fn a_reply_goes_from_the_form_to_the_page() {
    let record = record();
    let words = "The+tape+has+the+word+never";
    let (status, form) = get(&record, &format!("/reply?finding={FINDING}")).await;
    assert_eq!(status, StatusCode::OK, "{form}");
    let (status, page) =
        post(&record, "/reply", filled(token(&form), words, "edda%40salter.example")).await;
    assert_eq!(status, StatusCode::ACCEPTED, "{page}");
    assert_eq!(counted(&record, "unconfirmed").await, 1);

    let link = mailed(&record, "/reply/confirm/");
    let (status, page) = get(&record, &link).await;
    assert_eq!(status, StatusCode::OK, "{page}");
    assert_eq!(
        counted(&record, "unconfirmed").await,
        1,
        "a program that opens links confirms nothing"
    );
    let (status, page) = post(&record, &link, "").await;
    assert_eq!(status, StatusCode::OK, "{page}");
    let (status, _) = post(&record, &link, "").await;
    assert_eq!(status, StatusCode::GONE, "a link holds once");

    let (_, before) = get(&record, &format!("/s/{STATEMENT}")).await;
    assert!(!before.contains("The tape has the word never"));
    let settle = |engine: &mut dyn onrecord_store::database::engine::Engine| {
        let query = "SELECT id FROM reply WHERE state = 'waiting' AND finding = $1";
        let id: String = first(engine, query, values![FINDING])?.unwrap_or_default().get(0)?;
        verify_claim(engine, &id, "call to the office", machine::now())?;
        publish(engine, &Settings::default(), &id, Decider::Terminal, machine::now())?;
        Ok::<String, Refused>(id)
    };
    record.site.write(settle).await.expect("the site answers");
    let (_, after) = get(&record, &format!("/s/{STATEMENT}")).await;
    assert!(after.contains("The tape has the word never"), "{after}");
    assert!(!after.contains("salter.example"));

    let own = mailed(&record, "/reply/manage/");
    let (status, page) = get(&record, &own).await;
    assert_eq!(status, StatusCode::OK, "{page}");
    let changed = "name=Edda+Quill&text=The+tape+has+never%2C+twice&meaning=&inaccurate=";
    let (status, page) = post(&record, &own, changed).await;
    assert_eq!(status, StatusCode::OK, "{page}");
    assert!(page.contains("A changed wording waits"), "{page}");
    let (status, _) = post(&record, &format!("{own}/withdraw"), "").await;
    assert_eq!(status, StatusCode::OK);
    let (_, gone) = get(&record, &format!("/s/{STATEMENT}")).await;
    assert!(!gone.contains("The tape has the word never"));
    assert!(gone.contains("taken back"), "a withdrawal leaves its trace: {gone}");
}

#[tokio::test]
async fn what_cannot_be_taken_is_said_beside_its_field_and_nothing_is_lost() {
    let record = record();
    let (_, form) = get(&record, &format!("/reply?finding={FINDING}")).await;
    let (status, page) =
        post(&record, "/reply", filled(token(&form), "My+own+words", "nowhere")).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(page.contains("email-fault"), "{page}");
    assert!(page.contains("My own words"), "what was written is still there");
    let stale = filled("1.abc", "My+own+words", "edda%40salter.example");
    let (status, page) = post(&record, "/reply", stale).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(page.contains("the form is too old"), "{page}");
    assert_eq!(counted(&record, "unconfirmed").await, 0);
}

#[tokio::test]
async fn hostile_requests_are_answered_and_publish_nothing() {
    let record = record();
    let (_, form) = get(&record, &format!("/reply?finding={FINDING}")).await;
    let token = token(&form).to_owned();
    let script = "%3Cscript%3Ealert(1)%3C%2Fscript%3E";
    for (body, wanted) in [
        (
            filled(&token, "x", "a%40b.example").replace("website=", "website=spam"),
            StatusCode::ACCEPTED,
        ),
        (filled(&token, "%ff%fe", "a%40b.example"), StatusCode::BAD_REQUEST),
        ("a".repeat(BODY + 1), StatusCode::PAYLOAD_TOO_LARGE),
        (filled(&token, &"y".repeat(5000), "a%40b.example"), StatusCode::BAD_REQUEST),
        (filled(&token, "'%3B+DROP+TABLE+reply%3B--", "a%40b.example"), StatusCode::ACCEPTED),
        (filled(&token, script, "c%40b.example"), StatusCode::ACCEPTED),
        ("statement=s1%27--&token=1&name=a".to_owned(), StatusCode::NOT_FOUND),
        (String::new(), StatusCode::NOT_FOUND),
    ] {
        let (status, page) = post(&record, "/reply", body.clone()).await;
        assert!(
            status == wanted || status == StatusCode::BAD_REQUEST,
            "{status} {body:.60} {page}"
        );
        assert!(!page.contains("<script>alert"), "{page}");
    }
    for link in ["/reply/confirm/forged", "/reply/manage/forged", "/reply/confirm/%27%20OR%201%3D1"]
    {
        assert_eq!(get(&record, link).await.0, StatusCode::GONE, "{link}");
        assert_eq!(post(&record, link, "text=a&name=b").await.0, StatusCode::GONE, "{link}");
    }
    let (status, _) = ask(
        &record,
        Request::post("/reply").body(Body::from("finding=a")).expect("the site answers"),
    )
    .await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "a form of another kind");
    assert_eq!(counted(&record, "published").await, 2, "only what was published before");
}

#[tokio::test]
async fn the_interface_takes_a_reply_and_a_network_may_send_only_so_many() {
    let record = record();
    let send = |text: String| {
        let body = serde_json::json!({
            "statement": STATEMENT, "name": "Salter Courier", "email": format!("{text}@courier.example"),
            "party": "outlet", "text": text,
        });
        Request::post("/api/v1/replies")
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body.to_string()))
            .expect("the site answers")
    };
    let (status, body) = ask(&record, send("first".to_owned())).await;
    assert_eq!(status, StatusCode::ACCEPTED, "{body}");
    for number in 1..10 {
        let (status, body) = ask(&record, send(format!("n{number}"))).await;
        assert_eq!(status, StatusCode::ACCEPTED, "{number} {body}");
    }
    let (status, body) = ask(&record, send("last".to_owned())).await;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS, "{body}");
    let bad = Request::post("/api/v1/replies")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from("{\"statement\": 3}"))
        .expect("the site answers");
    assert_eq!(ask(&record, bad).await.0, StatusCode::BAD_REQUEST);
    let (status, _) = ask(
        &record,
        Request::post("/api/v1/replies").body(Body::empty()).expect("the site answers"),
    )
    .await;
    assert_eq!(status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
}
