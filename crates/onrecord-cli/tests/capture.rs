//! Pages by the command: captured, captured again, changed, gone, and a feed.

mod desk;
#[path = "../../onrecord-capture/tests/server/mod.rs"]
#[allow(dead_code, reason = "each test uses a part of the server")]
mod server;

use desk::Desk;
use server::{Reply, Server};
use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

fn page(words: &str) -> String {
    format!(
        "<html><head><title>The bridge</title></head><body><article><p>The mayor spoke for an hour.</p>\
         <p>“{words},” said Ada Moreau.</p></article></body></html>"
    )
}

const WORDS: &str = "We will close the old iron bridge before the summer of this year";

fn site(version: Arc<AtomicUsize>) -> Server {
    Server::start(move |request, _| {
        let version = version.load(Ordering::Relaxed);
        let tag = format!("\"{version}\"");
        match request.path.as_str() {
            "/robots.txt" => Reply::new(200, &[], "User-agent: *\nDisallow: /private"),
            "/old" => Reply::to("/bridge"),
            "/bridge" if request.head.contains(&format!("if-none-match: {tag}")) => {
                Reply::new(304, &[("ETag", &tag)], "")
            }
            "/bridge" => {
                let correction = ["", " Corrected on Friday."][version];
                let fields = [("Content-Type", "text/html; charset=utf-8"), ("ETag", &tag)];
                Reply::new(
                    200,
                    &fields,
                    page(WORDS).replace("an hour.", &format!("an hour.{correction}")),
                )
            }
            "/latin" => {
                let fields = [("Content-Type", "text/plain; charset=iso-8859-1")];
                let text =
                    "\u{84}x\u{93} \u{96} caf\u{e9}: \"We stay here,\" said Ada Moreau on Monday.";
                Reply::new(200, &fields, text.chars().map(|c| c as u8).collect::<Vec<u8>>())
            }
            "/feed" => {
                let feed = "<rss version=\"2.0\"><channel><title>Courier</title><item><title>Piers</title>\
                     <link>https://courier.example/piers</link><content:encoded><![CDATA[<p>“The winter \
                     was long,” said Ada Moreau.</p>]]></content:encoded></item></channel></rss>";
                Reply::new(200, &[("Content-Type", "application/rss+xml")], feed)
            }
            _ => Reply::new(404, &[], ""),
        }
    })
}

#[test]
fn pages_are_captured_added_and_asked_for_again_only_if_they_changed() {
    let desk = Desk::new();
    let version = Arc::new(AtomicUsize::new(0));
    let site = site(Arc::clone(&version));
    assert_eq!(desk.run("add record.vtt --store kept").code, 0);
    let capture = |paths: &[&str]| {
        let urls: Vec<String> = paths.iter().map(|path| site.url(path)).collect();
        desk.run(&format!(
            "capture {} --store kept --delay 0 --contact desk@post.example",
            urls.join(" ")
        ))
    };
    let first = capture(&["/old"]);
    assert_eq!(first.code, 0, "{}", first.err);
    assert!(first.err.contains("1 added"), "{}", first.err);
    let told = format!("{} (by {}): ", site.url("/old"), site.url("/bridge"));
    assert!(first.err.contains(&told) && first.err.contains("; document d"), "{}", first.err);
    assert!(site.asked()[0].head.contains("(+desk@post.example)"));
    let lines = desk.run("export --store kept").out;
    let line: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!(line["url"], site.url("/bridge"));
    assert_eq!(line["finding"]["fidelity"], "meaning");

    let again = capture(&["/bridge"]);
    assert!(again.err.contains("not changed since it was captured last"), "{}", again.err);
    assert!(again.err.contains("0 added, 0 in a further version, 1 known"), "{}", again.err);
    version.store(1, Ordering::Relaxed);
    let changed = capture(&["/bridge"]);
    assert!(changed.err.contains("version 2 of document d"), "{}", changed.err);

    let partly = capture(&["/gone", "/private/x", "/feed", "/latin"]);
    assert_eq!(partly.code, 2);
    for told in ["/gone was not captured: it answered 404", "disallows \"/private\"", "2 added"] {
        assert!(partly.err.contains(told), "{told}: {}", partly.err);
    }
    let lines = desk.run("export --store kept").out;
    assert!(lines.contains("https://courier.example/piers"), "{lines}");
    assert!(lines.contains("We stay here,") && lines.contains("café"), "{lines}");

    let verified = desk.run("verify --store kept");
    assert_eq!(verified.code, 0, "{}", verified.err);
    let captures: Vec<_> = fs::read_dir(desk.path("kept/captures")).unwrap().flatten().collect();
    assert_eq!(captures.len(), 5);
    // The captures alone make the same documents again.
    desk.put("pages/one.txt", "");
    for capture in captures {
        fs::copy(capture.path(), desk.path("pages").join(capture.file_name())).unwrap();
    }
    assert_eq!(desk.run("add record.vtt pages --store other").code, 0);
    let ids = |store: &str| {
        let lines = desk.run(&format!("export --store {store}")).out;
        let mut ids: Vec<String> = lines
            .lines()
            .map(|line| {
                let line: serde_json::Value = serde_json::from_str(line).unwrap();
                format!("{} {}", line["document"], line["finding"]["id"])
            })
            .collect();
        ids.sort();
        ids
    };
    assert_eq!(ids("other"), ids("kept"));

    let nothing = capture(&["/gone"]);
    assert_eq!(nothing.code, 2);
    assert!(nothing.err.contains("nothing was captured"), "{}", nothing.err);
    let bad = desk.run("capture bridge.html --store kept");
    assert!(bad.err.contains("begins with https://"), "{}", bad.err);
}
