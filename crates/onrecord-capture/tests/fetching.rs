//! What a client does against a server: rules, redirects, limits, later times, and what did not change.

#[allow(dead_code, reason = "each test uses a part of the server")]
mod server;

use flate2::Compression;
use flate2::write::GzEncoder;
use onrecord_capture::fetching::{AskedBy, Client, Fetched, Settings};
use onrecord_store::store::capture::Validators;
use server::{Reply, Request, Server};
use std::io::Write;
use std::time::{Duration, Instant};

const PAGE: &str =
    "<html><body><article><p>“We stay,” said Mayor Edda Larkin.</p></article></body></html>";

fn settings() -> Settings {
    Settings { delay: Duration::ZERO, time: Duration::from_secs(5), ..Settings::default() }
}

fn fetch(server: &Server, path: &str) -> Result<Fetched, String> {
    fetch_with(&mut Client::new(settings()), server, path)
}

fn fetch_with(client: &mut Client, server: &Server, path: &str) -> Result<Fetched, String> {
    let told = |error: &dyn std::error::Error| {
        let cause = error.source().map(|cause| format!(": {cause}")).unwrap_or_default();
        format!("{error}{cause}")
    };
    client.fetch(&server.url(path), AskedBy::User, &|_| None).map_err(|error| told(&error))
}

/// A server with a robots.txt that answers so, and the page everywhere else.
fn ruled(robots: impl Fn() -> Reply + Send + Sync + 'static) -> Server {
    Server::start(move |request, _| match request.path.as_str() {
        "/robots.txt" => robots(),
        _ => Reply::page(PAGE),
    })
}

#[test]
fn a_page_is_kept_byte_for_byte() {
    let server = ruled(|| Reply::new(404, &[], ""));
    let fetched = fetch(&server, "/ferry?a=1#words").unwrap();
    assert_eq!(fetched.url.as_str(), server.url("/ferry?a=1"));
    assert_eq!((fetched.body.as_slice(), fetched.is_unchanged), (PAGE.as_bytes(), false));
    let [exchange] = &fetched.exchanges[..] else { panic!("one hop") };
    let response = String::from_utf8(exchange.response.clone()).unwrap();
    assert!(response.starts_with("HTTP/1.1 200 Told\r\nContent-Type: text/html"), "{response}");
    assert!(response.ends_with(PAGE));
    let request = String::from_utf8(exchange.request.clone()).unwrap();
    assert!(request.starts_with("GET /ferry?a=1 HTTP/1.1\r\n"), "{request}");
    assert!(request.contains("onrecord/"), "{request}");
    assert_eq!(exchange.ip, Some("127.0.0.1".parse().unwrap()));
}

#[test]
fn robots_txt_is_asked_first_and_heeded() {
    let server = ruled(|| Reply::new(200, &[], "User-agent: *\nDisallow: /private"));
    let mut client = Client::new(settings());
    assert!(fetch_with(&mut client, &server, "/open").is_ok());
    let error = fetch_with(&mut client, &server, "/private/x").unwrap_err();
    assert!(error.contains("/private/x was not fetched") && error.contains("line 2"), "{error}");
    assert_eq!(server.asked().len(), 1);
    for status in [400, 401, 403, 404, 410] {
        assert!(fetch(&ruled(move || Reply::new(status, &[], "")), "/x").is_ok(), "{status}");
    }
    for status in [429, 500, 503] {
        let server = ruled(move || Reply::new(status, &[], ""));
        let error = fetch(&server, "/x").unwrap_err();
        assert!(error.contains(&status.to_string()) && error.contains("robots.txt"), "{error}");
        assert_eq!(server.asked().len(), 0);
    }
    let moved = Server::start(|request, _| match request.path.as_str() {
        "/robots.txt" => Reply::to("/rules/robots.txt"),
        "/rules/robots.txt" => Reply::new(200, &[], "User-agent: onrecord\nDisallow: /"),
        _ => Reply::page(PAGE),
    });
    assert!(fetch(&moved, "/x").is_err());
    let error = fetch(&moved, "/x").unwrap_err();
    assert!(error.contains("disallows \"/\""), "{error}");
}

#[test]
fn a_delay_is_left_between_two_requests() {
    let server = ruled(|| Reply::new(200, &[], "User-agent: *\nCrawl-delay: 0.4"));
    let mut client = Client::new(settings());
    let begun = Instant::now();
    for path in ["/a", "/b", "/c"] {
        fetch_with(&mut client, &server, path).unwrap();
    }
    assert!(begun.elapsed() >= Duration::from_millis(800), "{:?}", begun.elapsed());
}

#[test]
fn redirects_are_followed_kept_and_judged_one_by_one() {
    let server = Server::start(|request, _| match request.path.as_str() {
        "/robots.txt" => Reply::new(200, &[], "User-agent: *\nDisallow: /closed"),
        "/old" => Reply::to("/older?x#part"),
        "/older?x" => Reply::to("/ferry"),
        "/circle" => Reply::to("/circle2"),
        "/circle2" => Reply::to("/circle"),
        "/self" => Reply::to("/self"),
        "/to-closed" => Reply::to("/closed/page"),
        "/nowhere" => Reply::new(301, &[], ""),
        "/file" => Reply::to("file:///etc/hostname"),
        path if path.starts_with("/long") => Reply::to(&format!("{path}x")),
        _ => Reply::page(PAGE),
    });
    let fetched = fetch(&server, "/old").unwrap();
    assert_eq!(fetched.url.as_str(), server.url("/ferry"));
    let hops: Vec<(u16, &str)> =
        fetched.exchanges.iter().map(|one| (one.status, one.url.as_str())).collect();
    let [old, older, ferry] = ["/old", "/older?x", "/ferry"].map(|path| server.url(path));
    assert_eq!(hops, [(302, old.as_str()), (302, older.as_str()), (200, ferry.as_str())]);
    for (path, told) in [
        ("/circle", "in a circle"),
        ("/self", "in a circle"),
        ("/to-closed", "disallows"),
        ("/nowhere", "does not say where to"),
        ("/file", "no address of the web"),
        ("/long", "more than 10 times"),
    ] {
        let error = fetch(&server, path).unwrap_err();
        assert!(error.contains(told), "{path}: {error}");
    }
    assert!(server.asked().iter().all(|one| !one.path.starts_with("/closed")));
}

#[test]
fn a_page_cannot_lead_into_a_private_network() {
    let inner = ruled(|| Reply::new(404, &[], ""));
    // The same machine by another name is another host.
    let private = inner.url("/secret").replace("127.0.0.1", "localhost");
    let outer = Server::start(move |request, _| match request.path.as_str() {
        "/robots.txt" => Reply::new(404, &[], ""),
        _ => Reply::to(&private),
    });
    let error = fetch(&outer, "/page").unwrap_err();
    assert!(error.contains("private network") && error.contains("localhost"), "{error}");
    assert!(inner.asked().is_empty());
    let by_page = Client::new(settings()).fetch(&inner.url("/x"), AskedBy::Page, &|_| None);
    assert!(by_page.unwrap_err().to_string().contains("private network"));
    assert!(inner.asked().is_empty());
    // Whoever names it means it.
    assert!(fetch(&inner, "/secret").is_ok());
}

#[test]
fn sizes_times_and_types_have_bounds() {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&vec![b' '; 1 << 20]).unwrap();
    let packed = packed.finish().unwrap();
    let server = Server::start(move |request, _| match request.path.as_str() {
        "/robots.txt" => Reply::new(404, &[], ""),
        "/large" => Reply::page(&"x".repeat(200_000)),
        "/chunked" => Reply::new(
            200,
            &[("Transfer-Encoding", "chunked"), ("Content-Type", "text/html")],
            format!("{:x}\r\n{}\r\n0\r\n\r\n", 200_000, "x".repeat(200_000)),
        ),
        "/bomb" => {
            let fields = [("Content-Type", "text/html"), ("Content-Encoding", "gzip")];
            Reply::new(200, &fields, packed.clone())
        }
        "/no-gzip" => {
            let fields = [("Content-Type", "text/html"), ("Content-Encoding", "gzip")];
            Reply::new(200, &fields, "plain")
        }
        "/br" => {
            let fields = [("Content-Type", "text/html"), ("Content-Encoding", "br")];
            Reply::new(200, &fields, "x")
        }
        "/slow" => Reply { wait: Duration::from_millis(200), ..Reply::page(&"x".repeat(5000)) },
        "/picture" => Reply::new(200, &[("Content-Type", "image/png")], "x"),
        _ => Reply::page("short"),
    });
    let tight = || {
        let time = Duration::from_millis(700);
        Client::new(Settings { bytes: 100_000, time, ..settings() })
    };
    for (path, told) in [
        ("/large", "MB"),
        ("/chunked", "MB"),
        ("/bomb", "MB"),
        ("/no-gzip", "gzip"),
        ("/br", "packed as \"br\""),
        ("/slow", "after 0.7 s"),
        ("/picture", "it is image/png; pages of these types are kept: text/html"),
    ] {
        let error = fetch_with(&mut tight(), &server, path).unwrap_err();
        assert!(error.contains(told) && error.contains(path), "{path}: {error}");
    }
    assert!(fetch_with(&mut tight(), &server, "/short").is_ok());
}

#[test]
fn gzip_and_chunks_are_read_and_kept_as_they_came() {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(PAGE.as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    let server = Server::start(move |request, _| match request.path.as_str() {
        "/robots.txt" => Reply::new(404, &[], ""),
        _ => {
            let mut body = format!("{:x}\r\n", packed.len()).into_bytes();
            body.extend(&packed);
            body.extend(b"\r\n0\r\n\r\n");
            let fields = [
                ("Content-Type", "text/html"),
                ("Content-Encoding", "gzip"),
                ("Transfer-Encoding", "chunked"),
            ];
            Reply::new(200, &fields, body)
        }
    });
    let fetched = fetch(&server, "/x").unwrap();
    assert_eq!(fetched.body, PAGE.as_bytes());
    assert!(fetched.exchanges[0].response.ends_with(b"\r\n0\r\n\r\n"));
    assert!(server.asked()[0].head.contains("accept-encoding: gzip"));
}

#[test]
fn what_did_not_change_is_not_sent_again() {
    let server = Server::start(|request: &Request, _| match request.path.as_str() {
        "/robots.txt" => Reply::new(404, &[], ""),
        _ if request.head.contains("if-none-match: \"v1\"") => Reply::new(304, &[], ""),
        _ => Reply::page(PAGE),
    });
    let known = Validators {
        etag: Some("\"v1\"".to_owned()),
        modified: Some("Tue, 12 May 2026 10:00:00 GMT".to_owned()),
    };
    let fetched = Client::new(settings())
        .fetch(&server.url("/x"), AskedBy::User, &|_| Some(known.clone()))
        .unwrap();
    assert!(fetched.is_unchanged && fetched.body.is_empty());
    assert!(server.asked()[0].head.contains("if-modified-since: tue, 12 may 2026"));
}

#[test]
fn a_server_that_says_later_is_waited_for_and_others_are_told_of() {
    let server = Server::start(|request, nth| match (request.path.as_str(), nth) {
        ("/robots.txt", _) => Reply::new(404, &[], ""),
        ("/busy", 0) => Reply::new(429, &[("Retry-After", "1")], ""),
        ("/never", _) => Reply::new(503, &[("Retry-After", "0")], ""),
        ("/tomorrow", _) => Reply::new(503, &[("Retry-After", "86400")], ""),
        ("/unsaid", _) => Reply::new(429, &[], ""),
        ("/gone", _) => Reply::new(410, &[], ""),
        ("/missing", _) => Reply::new(404, &[], ""),
        ("/barred", _) => Reply::new(403, &[], ""),
        ("/broken", _) => Reply::new(500, &[], ""),
        _ => Reply::page(PAGE),
    });
    let begun = Instant::now();
    assert!(fetch(&server, "/busy").is_ok());
    assert!(begun.elapsed() >= Duration::from_secs(1));
    for (path, told) in [
        ("/never", "503"),
        ("/tomorrow", "asks to wait 86400 s; at most 60 s"),
        ("/unsaid", "429"),
        ("/gone", "410; only an answer of 200 is kept"),
        ("/missing", "404"),
        ("/barred", "403"),
        ("/broken", "500"),
    ] {
        let error = fetch(&server, path).unwrap_err();
        assert!(error.contains(told) && error.contains(path), "{path}: {error}");
    }
    assert_eq!(server.asked().iter().filter(|one| one.path == "/never").count(), 3);
}

#[test]
fn a_server_that_is_not_there_is_told_of() {
    let error = Client::new(settings())
        .fetch("http://127.0.0.1:9/x", AskedBy::User, &|_| None)
        .unwrap_err()
        .to_string();
    assert!(error.contains("http://127.0.0.1:9/robots.txt could not be read"), "{error}");
}
