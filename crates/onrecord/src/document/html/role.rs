//! Strips and the article's place in, a [`Role`] for each out.

use crate::document::block::Role;
use crate::document::furniture;
use crate::document::html::article::{Article, ends_sentence, letters, weight};
use crate::document::html::dom::Dom;
use crate::document::html::folded::folded;
use crate::document::html::head::Head;
use crate::document::html::strip::Strip;
use crate::document::html::zone::{OUTSIDE, Zone, Zones};

/// The role of each strip, in the same order.
pub(crate) fn roles(dom: &Dom, strips: &[Strip], article: &Article, head: &Head) -> Vec<Role> {
    let first_body = strips
        .iter()
        .enumerate()
        .position(|(at, strip)| {
            article.is_inside[at] && is_body_prose(strip, article.zones[strip.node])
        })
        .unwrap_or(strips.len());
    let titles: Vec<String> =
        head.metadata.title.iter().map(|title| folded(&title.value)).collect();
    let title = strips.iter().position(|strip| dom.name(strip.node) == "h1");
    let title = title.unwrap_or(strips.len());
    let summaries: Vec<String> = head.descriptions.iter().map(|text| folded(text)).collect();
    strips
        .iter()
        .enumerate()
        .map(|(at, strip)| {
            let place = Place {
                zones: article.zones[strip.node],
                is_inside: article.is_inside[at],
                is_before_body: at < first_body,
                is_after_title: at > title,
                tag: dom.name(strip.node),
            };
            role(strip, place, &titles, &summaries)
        })
        .collect()
}

struct Place<'a> {
    zones: Zones,
    is_inside: bool,
    is_before_body: bool,
    is_after_title: bool,
    tag: &'a str,
}

fn role(strip: &Strip, place: Place, titles: &[String], summaries: &[String]) -> Role {
    let mut zones = place.zones;
    if zones.has(Zone::BlockQuote) {
        // The footer of a block quote names who is quoted.
        zones = zones.without(&[Zone::Footer]);
    }
    let words = folded(&strip.text);
    let is_title = titles.contains(&words);
    let is_linked = strip.linked * 2 > strip.text.len();
    if strip.is_apart || zones.has_any(&[Zone::Struck, Zone::Hidden]) {
        return if zones.has(Zone::Control) { Role::Navigation } else { Role::Hidden };
    }
    if place.tag == "h1" || is_title && place.is_before_body && !is_linked {
        return Role::Title;
    }
    if zones.has(Zone::Comments) {
        return if zones.has(Zone::Form) { Role::CommentForm } else { Role::Comment };
    }
    if zones.has(Zone::Embed) && zones.has_any(&[Zone::BlockQuote, Zone::Figure]) {
        return Role::Embed;
    }
    if letters(&strip.text) == 0 {
        return Role::Navigation;
    }
    let is_summary = words.len() > 30
        && summaries.iter().any(|summary| {
            *summary == words
                || words.len() > 40
                    && (summary.starts_with(&words)
                        || summary.len() > 40 && words.starts_with(summary.as_str()))
        });
    if place.is_before_body && is_summary && !is_linked {
        return Role::Standfirst;
    }
    for (zone, role) in [
        (Zone::Control, Role::Navigation),
        (Zone::Form, Role::Navigation),
        (Zone::Navigation, Role::Navigation),
        (Zone::Footer, Role::Navigation),
        (Zone::Promotion, Role::Promotion),
        (Zone::Related, Role::Related),
        (Zone::Credit, Role::Credit),
        (Zone::Caption, Role::Caption),
        (Zone::PullQuote, Role::PullQuote),
        (Zone::Correction, Role::Correction),
    ] {
        if zones.has(zone) {
            return role;
        }
    }
    if zones.has(Zone::Figure) && !zones.has(Zone::BlockQuote) {
        return Role::Caption;
    }
    let is_prose = weight(strip) > 0;
    if place.is_before_body && zones.has(Zone::Standfirst) && letters(&strip.text) > 20 {
        return Role::Standfirst;
    }
    if place.is_inside
        && zones.has(Zone::Heading)
        && zones.has(Zone::Time)
        && !zones.has(Zone::Byline)
    {
        return Role::Heading;
    }
    if zones.has_any(&[Zone::Byline, Zone::Time]) {
        return Role::Byline;
    }
    if place.is_before_body && place.is_after_title && is_prose && !zones.has(Zone::Aside) {
        return Role::Standfirst;
    }
    if zones.has(Zone::Aside) {
        return Role::Related;
    }
    if !place.is_inside {
        return if is_linked { Role::Related } else { Role::Navigation };
    }
    if is_linked && weight(strip) == 0 && !ends_sentence(&strip.text) {
        return Role::Related;
    }
    if zones.has(Zone::BlockQuote) {
        return Role::BlockQuote;
    }
    if zones.has(Zone::Heading) {
        return Role::Heading;
    }
    if zones.has(Zone::Table) {
        return Role::TableCell;
    }
    let by_words = furniture::role(&strip.text);
    if zones.has(Zone::List) {
        return by_words.unwrap_or(Role::ListItem);
    }
    if zones.has(Zone::Paragraph) || weight(strip) > 0 {
        return by_words.unwrap_or(Role::Body);
    }
    Role::Navigation
}

fn is_body_prose(strip: &Strip, zones: Zones) -> bool {
    weight(strip) > 0 && !strip.is_apart && !zones.has_any(OUTSIDE)
}
