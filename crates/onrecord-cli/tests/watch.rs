//! `onrecord watch`: a feed in rounds, what it adds, and what is told of it, to a file and to a webhook.

mod desk;
#[path = "../../onrecord-capture/tests/server/mod.rs"]
#[allow(dead_code, reason = "each test uses a part of the server")]
mod server;

use desk::Desk;
use serde_json::Value;
use server::{Reply, Request, Server};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const HTML: [(&str, &str); 1] = [("Content-Type", "text/html; charset=utf-8")];

/// A feed with one teaser, whose page says other words each time that `words` counts on; a hook that takes what
/// it is sent from the second time on.
fn site(words: Arc<AtomicUsize>) -> Server {
    Server::start(move |request: &Request, n_before| match request.path.as_str() {
        "/robots.txt" => Reply::new(200, &[], "User-agent: *\nDisallow:"),
        "/feed" => {
            let feed = "<rss version=\"2.0\"><channel><title>Courier</title><item><title>Bridge</title>\
                 <link>HOST/bridge</link><description>A teaser.</description></item></channel></rss>";
            let host = request.head.lines().find_map(|line| line.strip_prefix("host: "));
            let feed = feed.replace("HOST", &format!("http://{}", host.unwrap_or_default()));
            Reply::new(200, &[("Content-Type", "application/rss+xml")], feed)
        }
        "/bridge" => {
            let said = ["never close", "not close"][words.load(Ordering::Relaxed)];
            let page = format!(
                "<html><head><title>The bridge</title></head><body><article><p>The mayor spoke for an \
                 hour on Monday.</p><p>“We will {said} the old iron bridge before the summer of this \
                 year,” said Ada Moreau.</p></article></body></html>"
            );
            Reply::new(200, &HTML, page)
        }
        "/hook" if n_before == 0 => Reply::new(500, &[], ""),
        "/hook" => Reply::new(204, &[], ""),
        "/elsewhere" => Reply::to("/hook"),
        _ => Reply::new(404, &[], ""),
    })
}

fn kinds(feed: &Value) -> Vec<String> {
    let items = feed["items"].as_array().expect("items").iter();
    items.map(|item| item["_onrecord"]["kind"].as_str().expect("a kind").to_owned()).collect()
}

#[test]
fn a_report_and_its_change_are_told_to_the_file_and_the_webhook() {
    let desk = Desk::new();
    let words = Arc::new(AtomicUsize::new(0));
    let site = site(Arc::clone(&words));
    assert_eq!(desk.run("add record.vtt --store kept").code, 0);
    let (feed, bridge, hook) = (site.url("/feed"), site.url("/bridge"), site.url("/hook"));
    let watch = |addresses: &str| {
        desk.run(&format!(
            "watch {addresses} --store kept --delay 0 --rounds 1 --webhook {hook} --address \
             http://record.example"
        ))
    };
    // Links of a feed may not lead to a private network; the user may.
    let first = watch(&format!("{feed} {bridge} --follow"));
    assert_eq!(first.code, 0, "{}", first.err);
    assert!(first.err.contains("private network"), "{}", first.err);
    assert!(first.err.contains("Reported: "), "{}", first.err);
    // The hook did not take it: it is told again.
    assert!(first.err.contains("told again in the next round"), "{}", first.err);
    let second = watch(&bridge);
    assert_eq!(second.code, 0, "{}", second.err);
    words.store(1, Ordering::Relaxed);
    assert_eq!(watch(&bridge).code, 0);
    let sent: Vec<Value> = site
        .asked()
        .iter()
        .filter(|one| one.path == "/hook")
        .map(|one| serde_json::from_str(&one.body).expect("JSON"))
        .collect();
    assert_eq!(sent.len(), 3);
    assert_eq!(sent[0]["items"], sent[1]["items"]);
    assert_eq!(kinds(&sent[0]), ["report"]);
    assert_eq!(kinds(&sent[2]), ["change"]);
    let item = &sent[0]["items"][0];
    assert!(item["url"].as_str().expect("an address").starts_with("http://record.example/s/s"));
    assert!(item["_onrecord"]["statement"]["replies"].is_array());
    let file: Value = serde_json::from_str(&desk.text("kept/alerts.json")).expect("JSON");
    assert_eq!(kinds(&file), ["change", "report"]);
    // Nothing new, nothing told.
    assert_eq!(watch(&bridge).code, 0);
    assert_eq!(site.asked().iter().filter(|one| one.path == "/hook").count(), 3);
}

#[test]
fn a_webhook_that_leads_elsewhere_is_not_followed() {
    let desk = Desk::new();
    let site = site(Arc::default());
    assert_eq!(desk.run("add record.vtt --store kept").code, 0);
    let (bridge, elsewhere) = (site.url("/bridge"), site.url("/elsewhere"));
    let watch = format!("watch {bridge} --store kept --delay 0 --rounds 1 --webhook {elsewhere}");
    let watched = desk.run(&watch);
    assert!(watched.err.contains("it answered 302"), "{}", watched.err);
    assert!(site.asked().iter().all(|one| one.path != "/hook"));
}
