//! The interface for the programs of moderators: which token may do what, and what it never tells.

use crate::record::{EMAIL, FINDING, Record, STATEMENT, record};
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use onrecord_store::account::password::hashed;
use onrecord_store::account::token::{Scope, issue, revoke};
use onrecord_store::account::{Role, Unchanged, create};
use onrecord_store::answering::refused::Refused;
use onrecord_store::answering::{Target, form::Form, form::Secret, life};
use onrecord_store::machine::now;
use onrecord_web::routes::routes;
use onrecord_web::upkeep::swept;
use serde_json::{Value, json};
use tower::ServiceExt;

async fn ask(
    record: &Record,
    token: &str,
    method: &str,
    address: &str,
    body: &Value,
) -> (StatusCode, Value) {
    let request = Request::builder()
        .method(method)
        .uri(address)
        .header(header::AUTHORIZATION, token)
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()))
        .expect("a request");
    let response = routes(record.site.clone()).oneshot(request).await.expect("the site answers");
    let status = response.status();
    let bytes = to_bytes(response.into_body(), 1 << 20).await.expect("the site answers");
    (status, serde_json::from_slice(&bytes).expect("JSON"))
}

/// Tokens with each scope alone, and the id of their account.
async fn tokens(record: &Record) -> (String, String, String) {
    let make = |engine: &mut dyn onrecord_store::database::engine::Engine| {
        let password = hashed("mara", "nine boats in the bay")?;
        let mara = create(engine, "mara", &password, Role::Moderator, now())?;
        let queue = issue(engine, &mara, "queue", &[Scope::Queue], 1, now())?;
        let decide = issue(engine, &mara, "decide", &[Scope::Decide], 1, now())?;
        Ok::<_, Unchanged>((format!("Bearer {queue}"), format!("bearer {decide}"), mara))
    };
    let make = move |engine: &mut dyn onrecord_store::database::engine::Engine| {
        make(engine).map_err(|error| Refused::Words(error.to_string()))
    };
    record.site.write(make).await.expect("made")
}

/// A confirmed reply to the finding; its id.
async fn sent_in(record: &Record) -> String {
    let settings = record.site.desk().settings.clone();
    let send = move |engine: &mut dyn onrecord_store::database::engine::Engine| {
        let form = Form {
            name: "Edda Quill".to_owned(),
            email: Secret(EMAIL.to_owned()),
            party: "quoted-person".to_owned(),
            text: "The tape has the word never".to_owned(),
            ..Form::default()
        };
        let target = Target::Finding(FINDING.to_owned());
        let submission = form.read(&settings, target).map_err(Refused::Fields)?;
        let sent = life::submit(engine, &settings, &submission, now())?;
        let link = sent.letters[0].body.0.split("/reply/confirm/").nth(1).expect("a link");
        let token = link.split_whitespace().next().expect("a token");
        Ok::<_, Refused>(life::confirm(engine, &settings, token, now())?.reply)
    };
    record.site.write(send).await.expect("sent in")
}

#[tokio::test]
async fn a_token_may_do_what_its_scope_says_and_nothing_else() {
    let record = record();
    let (queue, decide, _) = tokens(&record).await;
    let reply = sent_in(&record).await;
    let at = |act: &str| format!("/api/v1/moderation/{reply}/{act}");
    let how = json!({ "how": "a call to the listed number" });
    for token in
        ["", "Bearer ", "Bearer onrecord_x", "Basic bWFyYTp4", &queue.replace("Bearer", "Token")]
    {
        let (status, _) = ask(&record, token, "GET", "/api/v1/moderation", &Value::Null).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{token}");
        let (status, _) = ask(&record, token, "POST", &at("publish"), &Value::Null).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{token}");
    }
    let (status, waiting) = ask(&record, &queue, "GET", "/api/v1/moderation", &Value::Null).await;
    assert_eq!(status, StatusCode::OK, "{waiting}");
    let mine =
        waiting["replies"].as_array().expect("a list").iter().find(|one| one["id"] == *reply);
    assert_eq!(mine.expect("it waits")["text"], "The tape has the word never");
    assert!(!waiting.to_string().contains("salter.example"), "{waiting}");
    let (status, said) = ask(&record, &decide, "GET", "/api/v1/moderation", &Value::Null).await;
    assert_eq!(status, StatusCode::FORBIDDEN, "{said}");
    for act in ["verify", "publish", "refuse"] {
        let (status, said) = ask(&record, &queue, "POST", &at(act), &how).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{act}: {said}");
        assert!(said["detail"].as_str().expect("says why").contains("\"decide\""), "{said}");
    }
    let (status, said) = ask(&record, &decide, "POST", &at("publish"), &Value::Null).await;
    assert_eq!(status, StatusCode::CONFLICT, "not verified yet: {said}");
    let (status, said) = ask(&record, &decide, "POST", &at("verify"), &json!({ "how": "x" })).await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "{said}");
    let (status, said) = ask(&record, &decide, "POST", &at("verify"), &how).await;
    assert_eq!((status, &said["state"]), (StatusCode::OK, &json!("waiting")), "{said}");
    let refusal = json!({ "ground": "dull", "explanation": "It is not to our taste." });
    let (status, said) = ask(&record, &decide, "POST", &at("refuse"), &refusal).await;
    assert!(
        status == StatusCode::BAD_REQUEST && said.to_string().contains("not-factual"),
        "{said}"
    );
    let (status, said) = ask(&record, &decide, "POST", &at("publish"), &Value::Null).await;
    assert_eq!((status, &said["state"]), (StatusCode::OK, &json!("published")), "{said}");
    let told = record.letters.lock().expect("the site answers").len();
    assert_eq!(told, 1, "the sender is told that it is published");
    let statement = format!("/api/v1/statements/{STATEMENT}");
    let (_, shown) = ask(&record, "", "GET", &statement, &Value::Null).await;
    assert!(shown.to_string().contains("The tape has the word never"));
    let missing = "/api/v1/moderation/r0/publish";
    let (status, _) = ask(&record, &decide, "POST", missing, &Value::Null).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_revoked_token_opens_nothing() {
    let record = record();
    let (queue, _, mara) = tokens(&record).await;
    let revoke = move |engine: &mut dyn onrecord_store::database::engine::Engine| {
        Ok::<_, Refused>(revoke(engine, &mara, "queue", now())?)
    };
    assert_eq!(record.site.write(revoke).await.expect("revoked"), 1);
    let (status, _) = ask(&record, &queue, "GET", "/api/v1/moderation", &Value::Null).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_server_lets_go_what_its_settings_do_not_keep() {
    let record = record();
    let reply = sent_in(&record).await;
    let age = move |engine: &mut dyn onrecord_store::database::engine::Engine| {
        let old = now().as_microsecond() - 31 * 24 * 3_600_000_000;
        let age = "UPDATE reply SET submitted = $1 WHERE id = $2";
        Ok::<_, Refused>(engine.execute(age, onrecord_store::values![old, reply])?)
    };
    record.site.write(age).await.expect("aged");
    let let_go = swept(&record.site).await.expect("swept");
    assert_eq!(let_go.n_unpublished, 1, "{let_go}");
    assert_eq!(swept(&record.site).await.expect("swept").n_unpublished, 0);
}
