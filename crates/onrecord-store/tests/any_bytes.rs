//! The readers of a store keep their promises on altered feeds, captures and forms, and on any bytes.

#[path = "../../../fuzz/src/kept.rs"]
mod kept;

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use std::io::Write;

const RSS: &str = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Post</title><item><title>Bridge\
    </title><link>https://post.example/b?a=1&amp;b=2</link><guid>17</guid><pubDate>Mon, 03 May 2021 10:00:00 \
    +0200</pubDate><content:encoded><![CDATA[<p>“We stay,” said Edda Larkin.</p>]]></content:encoded></item>\
    </channel></rss>";
const ATOM: &str = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Post</title><entry><id>1</id>\
    <link href=\"https://post.example/b\"/><published>2021-05-04T01:02:03Z</published><content type=\"xhtml\">\
    <div><p>“We <em>stay</em>,” she said &#8212; &x;.</p></div></content></entry></feed>";
const JSON: &str = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Post\", \"items\": [{\"id\": \
    \"1\", \"content_text\": \"A & B\\n\\nC\"}]}";
const FORM: &str =
    "Edda Larkin&edda@salter.example&quoted-person&a\r\nb&c&My own words.\u{202E}&yes";

fn warc() -> Vec<u8> {
    let answer = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=iso-8859-1\r\nTransfer-Encoding: \
                  chunked\r\n\r\n5\r\n<p>x<\r\n0\r\n\r\n";
    let record = |kind: &str| {
        format!(
            "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://post.example/x\r\nWARC-Date: \
             2021-05-04T10:00:00Z\r\nContent-Length: {}\r\n\r\n{answer}\r\n\r\n",
            answer.len()
        )
    };
    [record("response"), record("revisit"), record("request")].concat().into_bytes()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut member = GzEncoder::new(Vec::new(), Compression::default());
    member.write_all(bytes).expect("memory takes it");
    member.finish().expect("memory takes it")
}

fn seeds() -> Vec<Vec<u8>> {
    let texts = [RSS, ATOM, JSON, FORM].map(|text| text.as_bytes().to_vec());
    let two = [packed(&warc()), packed(&warc())].concat();
    texts.into_iter().chain([warc(), two]).collect()
}

fn hold(bytes: &[u8]) {
    kept::hold_feed(bytes);
    kept::hold_captures(bytes);
    kept::hold_form(bytes);
}

#[test]
fn what_is_sound_is_read() {
    seeds().iter().for_each(|seed| hold(seed));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(5), ..ProptestConfig::default() })]

    #[test]
    fn altered_bytes_are_read_or_told_of(
        seed in 0..6_usize,
        cut in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
    ) {
        let mut bytes = seeds().swap_remove(seed);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if cut.index(3) == 0 {
            bytes.truncate(cut.index(bytes.len()));
        }
        hold(&bytes);
    }

    #[test]
    fn any_bytes_are_read_or_told_of(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        hold(&bytes);
    }
}
