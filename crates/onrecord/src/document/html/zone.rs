//! An element's tag, classes and roles in, what they say of the words inside out.

use crate::document::html::class::ClassWords;
use crate::document::html::dom::Element;

/// What an element says of its words. Several hold at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub(crate) enum Zone {
    Hidden,
    Navigation,
    Header,
    Footer,
    Aside,
    Figure,
    Caption,
    Credit,
    BlockQuote,
    PullQuote,
    Embed,
    Comments,
    Form,
    Related,
    Promotion,
    Byline,
    Time,
    Correction,
    Standfirst,
    Headline,
    List,
    Table,
    Control,
    Heading,
    Paragraph,
    Struck,
    Article,
}

/// A set of zones.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Zones(u32);

impl Zones {
    /// Whether `zone` is in the set.
    pub(crate) fn has(self, zone: Zone) -> bool {
        self.0 & (1 << zone as u32) != 0
    }

    /// Whether one of `zones` is in the set.
    pub(crate) fn has_any(self, zones: &[Zone]) -> bool {
        zones.iter().any(|zone| self.has(*zone))
    }

    /// The set with `zone`.
    pub(crate) fn with(self, zone: Zone) -> Zones {
        Zones(self.0 | 1 << zone as u32)
    }

    /// Both sets together.
    pub(crate) fn and(self, other: Zones) -> Zones {
        Zones(self.0 | other.0)
    }

    /// The set without `zones`.
    pub(crate) fn without(self, zones: &[Zone]) -> Zones {
        zones.iter().fold(self, |set, zone| Zones(set.0 & !(1 << *zone as u32)))
    }
}

/// Zones that take words out of the article, unless most of the article stands in them.
pub(crate) const OUTSIDE: &[Zone] = &[
    Zone::Hidden,
    Zone::Navigation,
    Zone::Header,
    Zone::Footer,
    Zone::Aside,
    Zone::Comments,
    Zone::Form,
    Zone::Related,
    Zone::Promotion,
    Zone::Control,
    Zone::Byline,
    Zone::Time,
    Zone::Figure,
    Zone::Caption,
    Zone::Credit,
    Zone::PullQuote,
    Zone::Correction,
    Zone::Standfirst,
    Zone::Headline,
    Zone::Struck,
];

/// What the tag itself says.
pub(crate) fn of_tag(element: &Element) -> Zones {
    let zone = match &*element.name {
        "nav" => Zone::Navigation,
        "header" => Zone::Header,
        "footer" => Zone::Footer,
        "aside" => Zone::Aside,
        "figure" | "picture" => Zone::Figure,
        "figcaption" => Zone::Caption,
        "blockquote" => Zone::BlockQuote,
        "form" | "fieldset" | "label" => Zone::Form,
        "ul" | "ol" | "li" | "dl" | "dt" | "dd" => Zone::List,
        "table" => Zone::Table,
        "button" | "select" | "textarea" | "datalist" | "dialog" | "menu" => Zone::Control,
        "noscript" | "svg" | "rt" | "rp" => Zone::Hidden,
        "del" | "s" | "strike" => Zone::Struck,
        "address" => Zone::Byline,
        "time" => Zone::Time,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Zone::Heading,
        "p" => Zone::Paragraph,
        "article" | "main" => Zone::Article,
        _ => return Zones::default(),
    };
    Zones::default().with(zone)
}

/// What the attributes say.
pub(crate) fn of_attributes(words: &ClassWords, element: &Element) -> Zones {
    let mut zones = Zones::default();
    for attribute in &element.attributes {
        let value: &str = &attribute.value;
        match &*attribute.name.local {
            "class" => {
                zones = zones.and(words.zones(value));
                if hides(value) {
                    zones = zones.with(Zone::Hidden);
                }
            }
            "id" | "itemprop" | "data-testid" | "data-component" | "data-type" | "data-qa"
            | "data-module" | "data-block" | "data-name" | "data-test" | "data-t"
            | "data-tb-region" => {
                zones = zones.and(words.zones(value));
            }
            "hidden" => zones = zones.with(Zone::Hidden),
            "style" if value.contains("display:none") || value.contains("display: none") => {
                zones = zones.with(Zone::Hidden);
            }
            "role" => match value {
                "navigation" | "search" | "menu" | "menubar" | "banner" | "toolbar" | "tablist" => {
                    zones = zones.with(Zone::Navigation);
                }
                "complementary" => zones = zones.with(Zone::Aside),
                "dialog" | "alertdialog" | "button" => zones = zones.with(Zone::Control),
                "contentinfo" => zones = zones.with(Zone::Footer),
                _ => {}
            },
            "rel" if value.contains("author") => zones = zones.with(Zone::Byline),
            "aria-modal" => zones = zones.with(Zone::Control),
            _ => {}
        }
    }
    zones
}

/// Words shown to screen readers only, and words not shown at all; a class such as `md:block` brings
/// them back on wide screens.
fn hides(class: &str) -> bool {
    class.split_ascii_whitespace().any(|token| {
        matches!(
            token,
            "sr-only"
                | "visually-hidden"
                | "visuallyhidden"
                | "screen-reader-text"
                | "d-none"
                | "is-hidden"
                | "u-hidden"
                | "print-only"
                | "a11y-hidden"
                | "hidden"
                | "hide"
        )
    }) && !class.contains(':')
        && !class.contains("d-md-")
        && !class.contains("d-lg-")
        && !class.contains("d-sm-")
}
