//! No finding without its replies: every address of the site is walked, and whatever shows the finding shows
//! the words of both replies to it.

use crate::record::{
    DOCUMENT, EMAIL, FINDING, KEPT, OCCASION, OUTLET, PERSON, RECORD, Record, STATEMENT,
    TO_FINDING, TO_STATEMENT, UNSEEN, record,
};
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use onrecord_web::routes::routes;
use tower::ServiceExt;

/// Addresses that show the finding or its statement: the pattern of the route, and an address of it.
pub(crate) fn showing() -> Vec<(&'static str, String)> {
    vec![
        ("/", "/".to_owned()),
        ("/feed.json", "/feed.json".to_owned()),
        ("/search", "/search?q=boats".to_owned()),
        ("/s/{id}", format!("/s/{STATEMENT}")),
        ("/s/{id}", format!("/s/{STATEMENT}@1")),
        ("/p/{id}", format!("/p/{PERSON}")),
        ("/o/{id}", format!("/o/{OUTLET}")),
        ("/d/{id}", format!("/d/{DOCUMENT}")),
        ("/r/{id}", format!("/r/{OCCASION}")),
        ("/r/{id}", format!("/r/{RECORD}")),
        ("/embed/s/{id}", format!("/embed/s/{STATEMENT}")),
        ("/oembed", format!("/oembed?url=http://record.example/s/{STATEMENT}")),
        ("/s/{id}/chain", format!("/s/{STATEMENT}/chain")),
        ("/s/{id}/feed.json", format!("/s/{STATEMENT}/feed.json")),
        ("/s/{id}/report.sarif", format!("/s/{STATEMENT}/report.sarif")),
        ("/s/{id}/annotations.json", format!("/s/{STATEMENT}/annotations.json")),
        ("/p/{id}/feed.json", format!("/p/{PERSON}/feed.json")),
        ("/o/{id}/feed.json", format!("/o/{OUTLET}/feed.json")),
        ("/d/{id}/report.sarif", format!("/d/{DOCUMENT}/report.sarif")),
        ("/replies", "/replies".to_owned()),
        ("/reply", format!("/reply?finding={FINDING}")),
        ("/reply", format!("/reply?statement={STATEMENT}")),
        ("/replies/feed.json", "/replies/feed.json".to_owned()),
        ("/api/v1/statements/{id}", format!("/api/v1/statements/{STATEMENT}")),
        ("/api/v1/statements/{id}/chain", format!("/api/v1/statements/{STATEMENT}/chain")),
        ("/api/v1/findings/{id}", format!("/api/v1/findings/{FINDING}")),
        ("/api/v1/persons/{id}", format!("/api/v1/persons/{PERSON}")),
        ("/api/v1/outlets/{id}", format!("/api/v1/outlets/{OUTLET}")),
        ("/api/v1/documents/{id}", format!("/api/v1/documents/{DOCUMENT}")),
        ("/api/v1/occasions/{id}", format!("/api/v1/occasions/{OCCASION}")),
        ("/api/v1/search", "/api/v1/search?q=boats".to_owned()),
        ("/api/v1/replies", "/api/v1/replies".to_owned()),
    ]
}

/// Routes that show no finding and no statement.
pub(crate) const SILENT: [&str; 9] = [
    "/sign-in",
    "/moderation",
    "/api/v1/moderation",
    "/help",
    "/assets/{name}",
    "/f/{id}",
    "/api/v1/openapi.json",
    "/reply/confirm/{token}",
    "/reply/manage/{token}",
];

pub(crate) async fn get(
    record: &Record,
    address: &str,
) -> (StatusCode, axum::http::HeaderMap, String) {
    let request = Request::get(address).body(Body::empty()).expect("the site answers");
    let response = routes(record.site.clone()).oneshot(request).await.expect("the site answers");
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, 1 << 24).await.expect("the site answers");
    (parts.status, parts.headers, String::from_utf8(bytes.to_vec()).expect("the site answers"))
}

#[tokio::test]
async fn whatever_shows_the_finding_shows_its_replies() {
    let record = record();
    for (_, address) in showing() {
        let (status, _, body) = get(&record, &address).await;
        assert_eq!(status, StatusCode::OK, "{address}: {body}");
        for words in [TO_FINDING, TO_STATEMENT] {
            assert!(body.contains(words), "{address} does not show {words:?}");
        }
        assert!(!body.contains(UNSEEN), "{address} shows what waits for a moderator");
        assert!(!body.contains(EMAIL), "{address} shows an address");
    }
}

#[test]
fn every_route_is_walked_or_known_to_be_silent() {
    let source = include_str!("../../src/routes.rs");
    let walked = showing();
    let routes: Vec<&str> = source
        .split(".route(\"")
        .skip(1)
        .filter_map(|rest| rest.split_once('"'))
        .filter(|(_, rest)| rest.split(".route(").next().is_some_and(|one| one.contains("get(")))
        .map(|(route, _)| route)
        .collect();
    assert!(routes.len() > 25, "only {} routes were seen", routes.len());
    let missed: Vec<&&str> = routes
        .iter()
        .filter(|route| !SILENT.contains(route) && !walked.iter().any(|(one, _)| one == *route))
        .collect();
    assert!(missed.is_empty(), "not walked: {missed:?}");
}

#[tokio::test]
async fn a_page_loads_nothing_from_elsewhere_and_says_so() {
    let record = record();
    for (_, address) in showing() {
        let (_, headers, body) = get(&record, &address).await;
        let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().expect("the site answers");
        assert!(policy.starts_with("default-src 'none'"), "{address}: {policy}");
        assert!(!policy.contains("unsafe"), "{address}: {policy}");
        if headers[header::CONTENT_TYPE]
            .to_str()
            .expect("the site answers")
            .starts_with("text/html")
        {
            for part in
                ["<script>", " style=\"", " onclick", "<script src=\"http", "<img", "<style"]
            {
                assert!(!body.contains(part), "{address} holds {part}");
            }
            assert!(body.len() < 100_000, "{address} has {} bytes", body.len());
        }
    }
}

#[tokio::test]
async fn what_is_asked_for_again_is_not_sent_again() {
    let record = record();
    let address = format!("/s/{STATEMENT}");
    let (_, headers, _) = get(&record, &address).await;
    let tag = headers[header::ETAG].clone();
    let request = Request::get(&address)
        .header(header::IF_NONE_MATCH, tag)
        .body(Body::empty())
        .expect("the site answers");
    let again = routes(record.site.clone()).oneshot(request).await.expect("the site answers");
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    assert!(to_bytes(again.into_body(), 100).await.expect("the site answers").is_empty());
}

#[tokio::test]
async fn an_id_that_was_gone_leads_on_and_what_is_not_held_says_so() {
    let record = record();
    for (address, status) in [
        ("/s/s0000000000000old".to_owned(), StatusCode::MOVED_PERMANENTLY),
        (format!("/d/{RECORD}"), StatusCode::MOVED_PERMANENTLY),
        (format!("/r/{DOCUMENT}"), StatusCode::MOVED_PERMANENTLY),
        ("/api/v1/statements/s0000000000000old".to_owned(), StatusCode::MOVED_PERMANENTLY),
        (format!("/f/{FINDING}"), StatusCode::SEE_OTHER),
        ("/s/s1".to_owned(), StatusCode::NOT_FOUND),
        (format!("/s/{STATEMENT}@9"), StatusCode::NOT_FOUND),
        (format!("/s/{STATEMENT}@x"), StatusCode::NOT_FOUND),
        ("/api/v1/nothing".to_owned(), StatusCode::NOT_FOUND),
        ("/s/%ff".to_owned(), StatusCode::BAD_REQUEST),
        ("/search?q=%c3%28".to_owned(), StatusCode::BAD_REQUEST),
        ("/search?from=soon".to_owned(), StatusCode::BAD_REQUEST),
        ("/search?grade=best".to_owned(), StatusCode::BAD_REQUEST),
        ("/search?page=-1".to_owned(), StatusCode::BAD_REQUEST),
        (format!("/search?q={}", "a".repeat(5000)), StatusCode::BAD_REQUEST),
        ("/api/v1/search?page=0".to_owned(), StatusCode::BAD_REQUEST),
    ] {
        let (found, headers, body) = get(&record, &address).await;
        assert_eq!(found, status, "{address}: {body}");
        if address.starts_with("/api/") && status != StatusCode::MOVED_PERMANENTLY {
            assert_eq!(headers[header::CONTENT_TYPE], "application/problem+json", "{address}");
        }
    }
}

#[tokio::test]
async fn a_kept_version_shows_what_it_showed_and_todays_replies() {
    let record = record();
    let address = format!("/s/{STATEMENT}@1");
    let (_, _, before) = get(&record, &address).await;
    assert!(before.contains(KEPT) && before.contains("It never changes"), "{before}");
    assert!(before.contains("<del><span class=\"hidden\">[removed: </span>never "), "{before}");
    let change = |engine: &mut dyn onrecord_store::database::engine::Engine| {
        for statement in [
            "UPDATE statement SET words = 'Other words', speaker = 'Somebody else', version = 2",
            "UPDATE finding SET fidelity = 'as-recorded', body = '{}'",
        ] {
            engine.execute(statement, &[])?;
        }
        Ok::<(), onrecord_store::answering::refused::Refused>(())
    };
    record.site.write(change).await.expect("changed");
    let (_, _, after) = get(&record, &address).await;
    assert_eq!(after, before, "a permalink never changes");
    let retract = |engine: &mut dyn onrecord_store::database::engine::Engine| {
        engine.execute("DELETE FROM reply_version", &[])?;
        engine.execute("DELETE FROM reply WHERE finding IS NOT NULL", &[])?;
        Ok::<(), onrecord_store::answering::refused::Refused>(())
    };
    record.site.write(retract).await.expect("taken back");
    let (_, _, after) = get(&record, &address).await;
    assert!(!after.contains(TO_FINDING) && after.contains(TO_STATEMENT), "{after}");
}

#[tokio::test]
async fn the_statement_marks_what_differs_and_where_it_can_be_heard() {
    let record = record();
    let (_, _, body) = get(&record, &format!("/s/{STATEMENT}")).await;
    assert!(body.contains("<b>Disputed</b>"), "a party objects: {body}");
    assert!(body.contains("<del><span class=\"hidden\">[removed: </span>never "), "{body}");
    assert!(body.contains("href=\"https://talk.example/a#t=61\""));
    assert!(body.contains("official transcript, whole occasion"));
    assert!(body.contains("https://courier.example/story#:~:text="));
    let (_, _, body) = get(&record, &format!("/d/{DOCUMENT}")).await;
    assert!(body.contains("<mark class=\"g-meaning\">I will sell the boats,"), "{body}");
    let (_, _, body) = get(&record, &format!("/r/{OCCASION}")).await;
    assert!(body.contains("<mark class=\"q1\">"), "{body}");
    assert!(body.contains("<svg class=\"strip\""));
}

#[test]
fn the_description_of_the_interface_is_the_committed_one() {
    let committed = include_str!("../../../../schema/openapi.v1.json");
    let own = onrecord_web::api::description();
    if std::env::var_os("ONRECORD_WRITE_SCHEMA").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../schema/openapi.v1.json");
        std::fs::write(path, &own).expect("the site answers");
        return;
    }
    assert_eq!(own, committed, "make it anew: ONRECORD_WRITE_SCHEMA=1 cargo test -p onrecord-web");
}
