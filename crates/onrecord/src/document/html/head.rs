//! A page's tree in, what the page says of itself out: title, authors, dates, outlet, address and
//! language from JSON-LD, Open Graph, microdata, `<meta>` and markup. All candidates are kept, the
//! most trusted first; equal values are kept once, with the first source.

use crate::document::entity::decoded;
use crate::document::html::authors::{listed, names_of};
use crate::document::html::day::day;
use crate::document::html::dom::{Dom, NodeId};
use crate::document::html::folded::folded;
use crate::document::html::json_ld::{Described, described};
use crate::document::metadata::{Metadata, MetadataSource, Moment, Sourced};

/// Bytes of one value; a longer one is no title, name or date.
const MAX_VALUE: usize = 2_000;

/// Headings of the first rank that are looked at.
const MAX_HEADINGS: usize = 8;

/// What a page says of itself and of its article's words.
#[derive(Debug, Default)]
pub(crate) struct Head {
    pub(crate) metadata: Metadata,
    /// Summaries of the article, from whichever place.
    pub(crate) descriptions: Vec<String>,
    /// The article's words as JSON-LD gives them.
    pub(crate) bodies: Vec<String>,
}

/// Reads everything a page says of itself.
pub(crate) fn head(dom: &Dom) -> Head {
    let found = Found::collect(dom);
    let mut head = Head::default();
    let articles = described(dom, &found.scripts);
    json_ld(&articles, &mut head);
    meta(&found, &mut head);
    markup(dom, &found, &mut head);
    let headings: Vec<String> =
        found.headings.iter().take(MAX_HEADINGS).map(|id| folded(&words(dom, *id))).collect();
    settle_titles(&mut head.metadata, &headings);
    head
}

/// Puts the title that the page prints first. JSON-LD and Open Graph often hold titles written for
/// search engines or for sharing; the one that agrees with an `<h1>` is for readers. The heading alone
/// will not do: it may name the section, or hold a kicker too. Where none agrees, Open Graph's comes
/// first. The outlet's name behind a dash or bar is taken off.
fn settle_titles(metadata: &mut Metadata, headings: &[String]) {
    let known: Vec<String> = metadata.title.iter().map(|title| title.value.clone()).collect();
    let outlets: Vec<String> = metadata.outlet.iter().map(|o| o.value.to_lowercase()).collect();
    for title in &mut metadata.title {
        let bare = known.iter().find(|other| {
            let rest = title.value.strip_prefix(other.as_str()).map(str::trim_start);
            rest.is_some_and(|rest| rest.starts_with(['|', '–', '—', '-', '·', '•', ':', '«']))
        });
        if let Some(bare) = bare {
            title.value.clone_from(bare);
        } else if let Some((at, sign)) =
            title.value.char_indices().rev().find(|(_, c)| "|–—-·•".contains(*c))
        {
            let behind =
                title.value.get(at + sign.len_utf8()..).unwrap_or("").trim().to_lowercase();
            let before = title.value.get(..at).unwrap_or("").trim_end().len();
            if before > 0 && before < at && outlets.contains(&behind) {
                title.value.truncate(before);
            }
        }
    }
    metadata.title.sort_by_key(|title| {
        let words = folded(&title.value);
        let agrees = headings.iter().any(|heading| {
            heading.contains(&words)
                || words.contains(heading.as_str()) && heading.len() * 2 > words.len()
        });
        let is_printed = title.from == MetadataSource::Markup;
        (is_printed, !agrees, title.from != MetadataSource::OpenGraph)
    });
    let mut seen = Vec::new();
    metadata.title.retain(|title| {
        let is_first = !seen.contains(&title.value);
        seen.push(title.value.clone());
        is_first
    });
}

/// The elements that hold metadata, each with its text.
#[derive(Default)]
struct Found {
    scripts: Vec<NodeId>,
    /// Name or property in lower case, and content.
    metas: Vec<(String, String)>,
    /// `itemprop` in lower case, and value.
    items: Vec<(String, String)>,
    canonical: Option<String>,
    language: Option<String>,
    title: Option<String>,
    headings: Vec<NodeId>,
    times: Vec<String>,
    bylines: Vec<NodeId>,
}

impl Found {
    fn collect(dom: &Dom) -> Found {
        let mut found = Found::default();
        for id in dom.below(Dom::ROOT) {
            let Some(element) = dom.element(id) else { continue };
            let attribute = |name| element.attribute(name).map(str::trim).filter(|v| !v.is_empty());
            match &*element.name {
                "script" if attribute("type").is_some_and(|kind| kind.contains("ld+json")) => {
                    found.scripts.push(id);
                }
                "meta" => {
                    let names =
                        ["property", "name", "itemprop"].iter().filter_map(|name| attribute(name));
                    let content = attribute("content").filter(|content| content.len() <= MAX_VALUE);
                    for name in names {
                        let content = content.map(decoded);
                        found.metas.extend(content.map(|content| (name.to_lowercase(), content)));
                    }
                }
                "link" if attribute("rel") == Some("canonical") => {
                    found.canonical =
                        found.canonical.or_else(|| attribute("href").map(str::to_owned));
                }
                "html" => found.language = attribute("lang").map(str::to_owned),
                "title" if found.title.is_none() => found.title = Some(words(dom, id)),
                "h1" => found.headings.push(id),
                "time" => {
                    let at = attribute("datetime").map(str::to_owned);
                    found.times.push(at.unwrap_or_else(|| words(dom, id)));
                }
                _ => {}
            }
            if element.name != *"meta"
                && let Some(property) = attribute("itemprop")
            {
                let value = ["content", "datetime"].iter().find_map(|name| attribute(name));
                let value = value.map_or_else(|| words(dom, id), str::to_owned);
                found.items.push((property.to_lowercase(), value));
            }
            if names_of(element) {
                found.bylines.push(id);
            }
        }
        found
    }

    fn metas<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.metas.iter().filter(move |(key, _)| key == name).map(|(_, content)| content.as_str())
    }

    fn items<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.items.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

fn json_ld(articles: &[Described], head: &mut Head) {
    let metadata = &mut head.metadata;
    let from = MetadataSource::JsonLd;
    for article in articles {
        for title in &article.titles {
            offer(&mut metadata.title, title.clone(), from);
        }
        offer(&mut metadata.authors, listed(&article.authors), from);
        offer_days(&mut metadata.published, article.published.iter().map(String::as_str), from);
        offer_days(&mut metadata.modified, article.modified.iter().map(String::as_str), from);
        offer_text(&mut metadata.outlet, article.outlet.as_deref(), from);
        offer_text(&mut metadata.url, article.url.as_deref(), from);
        offer_text(&mut metadata.language, article.language.as_deref(), from);
        head.descriptions.extend(article.description.clone());
        head.bodies.extend(article.body.clone());
    }
}

fn meta(found: &Found, head: &mut Head) {
    let metadata = &mut head.metadata;
    let graph = MetadataSource::OpenGraph;
    let plain = MetadataSource::Meta;
    for (name, from) in [
        ("og:title", graph),
        ("twitter:title", plain),
        ("dc.title", plain),
        ("headline", plain),
        ("title", plain),
    ] {
        found.metas(name).for_each(|title| offer_text(&mut metadata.title, Some(title), from));
    }
    for (name, from) in [
        ("article:author", graph),
        ("author", plain),
        ("parsely-author", plain),
        ("sailthru.author", plain),
        ("dc.creator", plain),
        ("article:author_name", plain),
        ("byl", plain),
        ("cxenseparse:author", plain),
        ("og:article:author", graph),
        ("twitter:data1", plain),
    ] {
        let names: Vec<String> = found.metas(name).map(str::to_owned).collect();
        if name != "twitter:data1"
            || found.metas("twitter:label1").any(|label| label == "Written by")
        {
            offer(&mut metadata.authors, listed(&names), from);
        }
    }
    for (name, from) in [
        ("article:published_time", graph),
        ("og:article:published_time", graph),
        ("datepublished", plain),
        ("parsely-pub-date", plain),
        ("sailthru.date", plain),
        ("dc.date", plain),
        ("dc.date.issued", plain),
        ("publishdate", plain),
        ("pubdate", plain),
        ("date", plain),
        ("publish-date", plain),
        ("cxenseparse:publishtime", plain),
        ("cxenseparse:recs:publishtime", plain),
        ("last-modified", plain),
    ] {
        offer_days(&mut metadata.published, found.metas(name), from);
    }
    for (name, from) in [
        ("article:modified_time", graph),
        ("og:updated_time", graph),
        ("datemodified", plain),
        ("last-modified", plain),
    ] {
        offer_days(&mut metadata.modified, found.metas(name), from);
    }
    for (name, from) in [("og:site_name", graph), ("application-name", plain), ("publisher", plain)]
    {
        found.metas(name).for_each(|outlet| offer_text(&mut metadata.outlet, Some(outlet), from));
    }
    for name in ["og:url", "twitter:url"] {
        found.metas(name).for_each(|url| offer_text(&mut metadata.url, Some(url), graph));
    }
    for (name, from) in [("og:locale", graph), ("language", plain), ("content-language", plain)] {
        found.metas(name).for_each(|tag| offer_text(&mut metadata.language, Some(tag), from));
    }
    for name in ["og:description", "description", "twitter:description"] {
        head.descriptions.extend(found.metas(name).map(str::to_owned));
    }
}

fn markup(dom: &Dom, found: &Found, head: &mut Head) {
    let metadata = &mut head.metadata;
    let items = MetadataSource::Microdata;
    let from = MetadataSource::Markup;
    found.items("headline").for_each(|title| offer_text(&mut metadata.title, Some(title), items));
    let authors: Vec<String> = found.items("author").map(str::to_owned).collect();
    offer(&mut metadata.authors, listed(&authors), items);
    offer_days(&mut metadata.published, found.items("datepublished"), items);
    offer_days(&mut metadata.modified, found.items("datemodified"), items);
    for heading in &found.headings {
        offer_text(&mut metadata.title, Some(&words(dom, *heading)), from);
    }
    offer_text(&mut metadata.title, found.title.as_deref(), from);
    let names: Vec<String> = found.bylines.iter().take(8).map(|id| words(dom, *id)).collect();
    offer(&mut metadata.authors, listed(&names), from);
    offer_days(&mut metadata.published, found.times.iter().map(String::as_str).take(3), from);
    offer_text(&mut metadata.url, found.canonical.as_deref(), from);
    offer_text(&mut metadata.language, found.language.as_deref(), from);
    if let Some(canonical) =
        metadata.url.iter().position(|url| Some(&url.value) == found.canonical.as_ref())
    {
        metadata.url.swap(0, canonical);
    }
}

/// The words below an element, white space folded.
fn words(dom: &Dom, id: NodeId) -> String {
    dom.text_below(id, MAX_VALUE).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn offer_text(list: &mut Vec<Sourced<String>>, value: Option<&str>, from: MetadataSource) {
    let value = value.map(|value| value.split_whitespace().collect::<Vec<_>>().join(" "));
    offer(list, value.unwrap_or_default(), from);
}

fn offer_days<'a>(
    list: &mut Vec<Sourced<Moment>>,
    values: impl Iterator<Item = &'a str>,
    from: MetadataSource,
) {
    for raw in values {
        if let Some(date) =
            day(raw).filter(|date| list.iter().all(|known| known.value.date != *date))
        {
            list.push(Sourced { value: Moment { raw: raw.to_owned(), date }, from });
        }
    }
}

fn offer<T: PartialEq + Default>(list: &mut Vec<Sourced<T>>, value: T, from: MetadataSource) {
    if value != T::default() && list.iter().all(|known| known.value != value) {
        list.push(Sourced { value, from });
    }
}
