//! A class or id in, its zones out. Class names are written in English on pages of every language, so a
//! short list of words serves; a few others occur on German, French, Spanish, Italian and Nordic pages.

use crate::document::html::zone::{Zone, Zones};
use rustc_hash::FxHashMap;

/// The list, ready for look-ups.
#[derive(Debug)]
pub(crate) struct ClassWords(FxHashMap<&'static str, Zones>);

impl ClassWords {
    /// Reads the list.
    pub(crate) fn new() -> ClassWords {
        let mut words: FxHashMap<&'static str, Zones> = FxHashMap::default();
        for (zone, names) in WORDS {
            for name in names.split_ascii_whitespace() {
                let zones = words.entry(name).or_default();
                *zones = zones.with(*zone);
            }
        }
        ClassWords(words)
    }

    /// The zones of a class or id: its words, alone and in pairs.
    pub(crate) fn zones(&self, value: &str) -> Zones {
        value.split_ascii_whitespace().fold(Zones::default(), |zones, token| {
            if STATES.iter().any(|state| token.starts_with(state)) {
                return zones;
            }
            zones.and(self.of_token(token))
        })
    }

    fn of_token(&self, token: &str) -> Zones {
        let mut zones = Zones::default();
        let mut last = String::new();
        let mut word = String::new();
        let mut was_lower = false;
        for c in token.chars().chain([' ']) {
            let splits = !c.is_ascii_alphabetic() || c.is_ascii_uppercase() && was_lower;
            if splits && !word.is_empty() {
                zones = zones.and(self.look_up(&word));
                if !last.is_empty() {
                    last.push('-');
                    last.push_str(&word);
                    zones = zones.and(self.look_up(&last));
                }
                last.clear();
                std::mem::swap(&mut last, &mut word);
            }
            if c.is_ascii_alphabetic() {
                word.push(c.to_ascii_lowercase());
            }
            was_lower = c.is_ascii_lowercase();
        }
        // A "sidebar-grid" is a grid, an "article-sidebar" a sidebar: the last word says what it is.
        if SIDES.contains(&last.as_str()) { zones.with(Zone::Related) } else { zones }
    }

    fn look_up(&self, name: &str) -> Zones {
        self.0.get(name).copied().unwrap_or_default()
    }
}

/// How classes begin that name a state or a hook for scripts, not what stands in the element.
const STATES: [&str; 8] = ["js-", "has-", "no-", "with-", "without-", "is-", "not-", "qa-"];

/// Words for a column beside the article.
const SIDES: [&str; 3] = ["sidebar", "rail", "sidecolumn"];

/// Class words by what they say; a pair stands for two words in a row.
const WORDS: &[(Zone, &str)] = &[
    (
        Zone::Navigation,
        "nav navbar navigation menu submenu breadcrumb breadcrumbs crumbs pagination pager \
         skip-link toolbar masthead site-header tags taglist tag-list topics topic-list \
         keywords hashtags toc table-contents share sharing shares social socials sharebar \
         share-bar sharer addtoany follow kicker eyebrow rubric category categories tag-cloud \
         audioplayer audio-player player toggle slideshow-nav bookmark print-button ticker",
    ),
    (Zone::Footer, "footer site-footer page-footer colophon copyright disclaimer impressum"),
    (
        Zone::Comments,
        "comments comment commentlist disqus livefyre respond user-comments commentaires \
         kommentare comentarios coral viafoura",
    ),
    (
        Zone::Related,
        "related recommended recommendation recommendations recommender readmore read-more \
         read-also read-next more-from more-on more-stories more-news trending popular \
         most-read mostread also-read see-also outbrain taboola carousel next-article latest \
         latest-news similar teasers teaser-list linkbox link-box river relacionadas \
         relacionados siehe-auch mehr-zum weitere aussi lire-aussi top-stories newsfeed \
         headlines story-card card cards widget leia-mais onward \
         further-reading internal-link backlinks teaser collection plista ligatus zergnet \
         revcontent dianomi",
    ),
    (
        Zone::Promotion,
        "newsletter newsletters subscribe subscription subscriptions signup sign-up advert \
         adverts advertisement advertising advertorial ad ads adslot ad-slot sponsor \
         sponsored sponsors promo promos promotion promobox cta banner cookie cookies consent \
         gdpr donate donation support-us membership upsell app-promo anzeige werbung \
         publicidad pub regwall commercial affiliate affiliates shop onetrust piano appeal \
         marketing abo push-notification google-news whatsapp podcast-promo",
    ),
    (
        Zone::Byline,
        "byline bylines author authors authorbox author-bio author-box bio autor autoren \
         autores auteur firma contributor contributors writer about-author autorenbox \
         redaktion journalist",
    ),
    (
        Zone::Time,
        "date dates dateline datetime timestamp published pubdate publish-date date-published \
         date-modified updated last-updated time reading-time read-time readtime datum fecha \
         meta article-meta post-meta",
    ),
    (
        Zone::Caption,
        "caption captions figcaption wp-caption legend bildunterschrift image-text \
         image-caption media-caption lightbox gallery slideshow photo-caption",
    ),
    (
        Zone::Credit,
        "credit credits photo-credit image-credit photographer image-source copyright-holder \
         bildquelle image-copyright",
    ),
    (Zone::PullQuote, "pullquote pull-quote pull-quotes pullquotes quote-box"),
    (
        Zone::Embed,
        "tweet twitter-tweet twitter instagram instagram-media tiktok-embed fb-post embed \
         bluesky-embed opinary",
    ),
    (Zone::Correction, "correction corrections editors-note editor-note clarification"),
    (
        Zone::Standfirst,
        "standfirst dek deck subheadline subheading sub-headline subtitle subline \
         article-summary vorspann chapo entradilla bajada occhiello sommario ingress \
         article-lead lede article-intro sub-title excerpt alternative-headline \
         article-teaser summary description leadtext lead-text strapline sapo intro lead",
    ),
    (Zone::Headline, "headline article-title entry-title post-title page-title article-headline"),
    (
        Zone::Control,
        "modal popup overlay tooltip dropdown login paywall-overlay button btn buttons",
    ),
    (
        Zone::Article,
        "article-body articlebody story-body article-content entry-content post-content \
         body-text article-text story-content rich-text richtext",
    ),
];
