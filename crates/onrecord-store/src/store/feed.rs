//! Feeds: RSS 2.0 and 1.0, Atom (RFC 4287), JSON Feed 1.1. Bytes in, the entries that carry their text out, and
//! the addresses of those that have a teaser alone. Nothing is fetched.

use crate::store::offer::Offered;
use jiff::fmt::rfc2822;
use onrecord::document::limits::XML_DEPTH;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::{Value, json};

/// One entry with its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// The entry's own id; empty where it gives none.
    pub id: String,
    /// The address of its page; empty where it gives none.
    pub url: String,
    /// Its title; may be empty.
    pub title: String,
    /// Its authors in order.
    pub authors: Vec<String>,
    /// The day of publication as `YYYY-MM-DD`; empty where it gives none.
    pub date: String,
    /// What the feed is called; may be empty.
    pub outlet: String,
    /// Its text as HTML; plain text has no tags.
    pub html: String,
}

/// Fewest bytes of a description that is taken for the text itself: a teaser has a sentence or two.
const WHOLE: usize = 1000;
/// Most entries of one feed.
const MOST: usize = 100_000;

impl Entry {
    /// The entry as a line of JSON lines, which [`onrecord::document::read`] reads.
    #[must_use]
    pub fn json(&self) -> String {
        let mut object = serde_json::Map::new();
        let fields = [
            ("url", &self.url),
            ("title", &self.title),
            ("date", &self.date),
            ("outlet", &self.outlet),
            ("html", &self.html),
        ];
        for (name, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
            object.insert(name.to_owned(), json!(value));
        }
        if !self.authors.is_empty() {
            object.insert("authors".to_owned(), json!(self.authors));
        }
        Value::Object(object).to_string()
    }

    /// The entry as a document of the feed that is `called` so.
    pub(crate) fn offered(&self, called: &str) -> Offered {
        let id = if self.id.is_empty() { &self.url } else { &self.id };
        Offered {
            bytes: self.json().into_bytes(),
            read_as: "entry.json".to_owned(),
            name: format!("{called}#{id}"),
            is_named: true,
            ..Offered::default()
        }
    }
}

/// The entries of the feed that `bytes` are, those that carry their text; `None` where they are no feed.
#[must_use]
pub fn entries(bytes: &[u8]) -> Option<Vec<Entry>> {
    let mut entries = all(bytes)?;
    entries.retain(|entry| !entry.html.trim().is_empty());
    Some(entries)
}

/// The addresses of the entries of a feed that carry a teaser alone, in order; none where `bytes` are no feed.
#[must_use]
pub fn teasers(bytes: &[u8]) -> Vec<String> {
    let entries = all(bytes).unwrap_or_default().into_iter();
    let teasers = entries.filter(|entry| entry.html.trim().is_empty() && !entry.url.is_empty());
    teasers.map(|entry| entry.url).collect()
}

fn all(bytes: &[u8]) -> Option<Vec<Entry>> {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    if text.starts_with('{') {
        return json_feed(text);
    }
    let head: String = text.chars().take(2000).collect();
    let is_feed = ["<rss", "<feed", "<rdf:RDF"].iter().any(|root| head.contains(root));
    (text.starts_with('<') && is_feed).then(|| xml_feed(text))
}

fn json_feed(text: &str) -> Option<Vec<Entry>> {
    if !text.contains("jsonfeed.org") {
        return None;
    }
    let feed: Value = serde_json::from_str(text).ok()?;
    let is_feed = feed.get("version")?.as_str()?.contains("jsonfeed.org");
    let items = feed.get("items")?.as_array().filter(|_| is_feed)?;
    let outlet = words(&feed, "title");
    let entry = |item: &Value| {
        let html = words(item, "content_html");
        let html = if html.is_empty() { escaped(&words(item, "content_text")) } else { html };
        let authors = item.get("authors").and_then(Value::as_array);
        let names = authors.into_iter().flatten().chain(item.get("author"));
        Entry {
            id: words(item, "id"),
            url: words(item, "url"),
            title: words(item, "title"),
            authors: names.map(|name| words(name, "name")).filter(|n| !n.is_empty()).collect(),
            date: day(&words(item, "date_published")),
            outlet: outlet.clone(),
            html,
        }
    };
    Some(items.iter().take(MOST).map(entry).collect())
}

fn words(value: &Value, key: &str) -> String {
    value.get(key).and_then(Value::as_str).unwrap_or_default().trim().to_owned()
}

/// Plain text as HTML, a paragraph where an empty line stands.
fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let paragraphs = text.split("\n\n").filter(|part| !part.trim().is_empty());
    paragraphs.map(|part| format!("<p>{}</p>", part.trim())).collect()
}

/// The day of a moment as RSS (RFC 2822) or Atom (RFC 3339) writes it; empty for another form.
fn day(moment: &str) -> String {
    if let Some(day) = moment.get(..10).filter(|day| day.parse::<jiff::civil::Date>().is_ok()) {
        return day.to_owned();
    }
    rfc2822::parse(moment).map(|moment| moment.date().to_string()).unwrap_or_default()
}

/// Reads until the XML ends or breaks off.
fn xml_feed(text: &str) -> Vec<Entry> {
    let mut walk = Walk::default();
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                if walk.path.len() >= XML_DEPTH {
                    return walk.entries;
                }
                walk.open(&tag);
            }
            Ok(Event::Empty(tag)) => {
                walk.open(&tag);
                walk.close();
            }
            Ok(Event::End(_)) => walk.close(),
            Ok(Event::Text(text)) => walk.text.push_str(&text),
            Ok(Event::CData(text)) => walk.text.push_str(&text),
            Ok(Event::GeneralRef(name)) => walk.text.extend(reference(&name)),
            Ok(Event::Eof) | Err(_) => return walk.entries,
            Ok(_) => {}
        }
        if walk.entries.len() >= MOST {
            return walk.entries;
        }
    }
}

/// The character of `&amp;`, `&#8217;`: feeds declare no others.
fn reference(name: &str) -> Option<char> {
    let digits = match name.strip_prefix('#') {
        None => {
            return Some(match name {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                "apos" => '\'',
                "nbsp" => '\u{A0}',
                _ => return None,
            });
        }
        Some(digits) => digits,
    };
    let point = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => digits.parse(),
    };
    point.ok().and_then(char::from_u32)
}

#[derive(Default)]
struct Walk {
    /// Names of the open elements, with their prefixes.
    path: Vec<String>,
    /// Characters since the last tag of the feed's own.
    text: String,
    outlet: String,
    entry: Option<Entry>,
    description: String,
    /// How many elements were open where markup of an entry's text begins.
    markup: Option<usize>,
    /// Whether the open text is plain and not HTML.
    is_plain: bool,
    entries: Vec<Entry>,
}

impl Walk {
    fn open(&mut self, tag: &BytesStart) {
        let name = tag.name().into_inner().to_owned();
        if self.markup.is_some() {
            let local = tag.local_name().into_inner();
            self.text.push_str(&format!("<{local}>"));
            self.path.push(name);
            return;
        }
        let attribute = |wanted: &str| {
            let found = tag.attributes().flatten().find(|one| one.key.into_inner() == wanted);
            found.map(|one| one.value.into_owned())
        };
        self.text.clear();
        match name.as_str() {
            "item" | "entry" => {
                self.entry = Some(Entry { outlet: self.outlet.clone(), ..Entry::default() });
                self.description.clear();
            }
            "link" => {
                let is_page = attribute("rel").is_none_or(|rel| rel == "alternate");
                if let (Some(entry), Some(href), true) =
                    (&mut self.entry, attribute("href"), is_page)
                {
                    entry.url = href.trim().replace("&amp;", "&");
                }
            }
            "content" | "summary" => {
                let form = attribute("type").unwrap_or_default();
                self.is_plain = form.is_empty() || form == "text";
                if form == "xhtml" {
                    self.markup = Some(self.path.len());
                }
            }
            _ => {}
        }
        self.path.push(name);
    }

    fn close(&mut self) {
        let Some(name) = self.path.pop() else { return };
        if let Some(depth) = self.markup {
            if self.path.len() > depth {
                let local = name.rsplit(':').next().unwrap_or(&name);
                self.text.push_str(&format!("</{local}>"));
                return;
            }
            self.markup = None;
        }
        let text = std::mem::take(&mut self.text).trim().to_owned();
        let parent = self.path.last().map_or("", String::as_str);
        let Some(entry) = &mut self.entry else {
            if name == "title" && matches!(parent, "channel" | "feed") {
                self.outlet = text;
            }
            return;
        };
        match (name.as_str(), parent) {
            ("item" | "entry", _) => self.finish(),
            ("title", "item" | "entry") => entry.title = text,
            ("link", "item") if !text.is_empty() => entry.url = text,
            ("guid" | "id", "item" | "entry") => entry.id = text,
            ("pubDate" | "published" | "dc:date", _) => entry.date = day(&text),
            ("updated", "entry") if entry.date.is_empty() => entry.date = day(&text),
            ("dc:creator", _) | ("name", "author") if !text.is_empty() => entry.authors.push(text),
            ("content:encoded", _) => entry.html = text,
            ("content", "entry") => entry.html = if self.is_plain { escaped(&text) } else { text },
            ("summary", "entry") => {
                self.description = if self.is_plain { escaped(&text) } else { text };
            }
            ("description", "item") => self.description = text,
            _ => {}
        }
    }

    fn finish(&mut self) {
        let Some(mut entry) = self.entry.take() else { return };
        if entry.html.trim().is_empty() && self.description.len() >= WHOLE {
            entry.html = std::mem::take(&mut self.description);
        }
        self.entries.push(entry);
    }
}

#[cfg(test)]
mod tests {
    use crate::store::feed::{Entry, entries};
    use onrecord::document::origin::{DocumentKind, Origin};
    use onrecord::document::read;

    const RSS: &str = r#"<?xml version="1.0"?><rss version="2.0"><channel><title>Salter Courier</title>
<item><title>Bridge stays</title><link>https://courier.example/bridge?a=1&amp;b=2</link>
<guid>17</guid><pubDate>Mon, 03 May 2021 10:00:00 +0200</pubDate><dc:creator>Jo Quill</dc:creator>
<content:encoded><![CDATA[<p>“We stay,” said Mayor Edda Larkin.</p>]]></content:encoded></item>
<item><title>Teaser</title><link>https://courier.example/t</link><description>Soon.</description></item>
</channel></rss>"#;

    const ATOM: &str = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Post</title><entry>
<title>Bridge</title><id>tag:1</id><link href="https://post.example/b"/><link rel="edit" href="https://post.example/e"/>
<published>2021-05-04T01:02:03Z</published><author><name>Ida Ost</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>“We <em>stay</em>,” she said.</p></div></content>
</entry></feed>"#;

    const JSON: &str = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": [
{"id": "1", "url": "https://post.example/1", "content_text": "A & B\n\nC", "date_published": "2021-05-05T00:00:00Z"},
{"id": "2", "summary": "only this"}]}"#;

    #[test]
    fn entries_with_text_become_documents() {
        let rss = entries(RSS.as_bytes()).unwrap();
        assert_eq!(rss.len(), 1);
        assert_eq!(rss[0].url, "https://courier.example/bridge?a=1&b=2");
        assert_eq!(
            (rss[0].date.as_str(), rss[0].outlet.as_str()),
            ("2021-05-03", "Salter Courier")
        );
        let origin = Origin { name: "entry.json".to_owned() };
        let document = read(rss[0].json().as_bytes(), &origin, DocumentKind::Article).remove(0);
        assert!(document.text.contains("“We stay,” said Mayor Edda Larkin."));
        assert_eq!(document.metadata.title(), Some("Bridge stays"));
        let atom = entries(ATOM.as_bytes()).unwrap();
        assert_eq!(atom[0].url, "https://post.example/b");
        assert_eq!(atom[0].authors, ["Ida Ost"]);
        assert!(atom[0].html.contains("<p>“We <em>stay</em>,” she said.</p>"), "{}", atom[0].html);
        let json = entries(JSON.as_bytes()).unwrap();
        assert_eq!(json.len(), 1);
        assert_eq!(json[0].html, "<p>A &amp; B</p><p>C</p>");
    }

    #[test]
    fn what_is_no_feed_is_none() {
        for text in ["", "<html><p>x</p></html>", "{\"items\": []}", "plain"] {
            assert_eq!(entries(text.as_bytes()), None, "{text}");
        }
        assert_eq!(entries(b"<rss><channel><item><content:encoded>x"), Some(Vec::<Entry>::new()));
    }
}
