//! Quotations as they were extracted, not checked. A document and its attributions in, one JSON object
//! or lines for a reader out; `schema/extract.v1.json` describes the object. All positions count
//! Unicode code points of the document's text, which for plain text is the user's file.

use crate::attribution::Attribution;
use crate::attribution::setting::Party;
use crate::document::Document;
use crate::report::json::place_of;
use crate::report::phrase;
use crate::report::place::Places;
use crate::report::visible::flat;
use crate::text::span::Span;
use serde_json::{Value, json};

/// One document with all its quotations, speech or not.
#[must_use]
pub fn json(document: &Document, attributions: &[Attribution]) -> Value {
    let places = Places::new(document);
    let metadata = &document.metadata;
    let spans = |spans: &[Span]| {
        spans.iter().map(|span| place_of(document, &places, *span)).collect::<Vec<_>>()
    };
    let party = |party: Option<&Party>| {
        party.map(
            |party| json!({ "place": place_of(document, &places, party.span), "name": party.name }),
        )
    };
    let quotation = |attribution: &Attribution| {
        let quotation = &attribution.quotation;
        let speaker = attribution.speaker.as_ref().map(|speaker| {
            json!({
                "name": speaker.name,
                "named": speaker.named,
                "ids": speaker.ids,
                "reason": attribution.why,
            })
        });
        json!({
            "kind": quotation.kind,
            "speech": quotation.kind.is_speech(),
            "act": quotation.act,
            "content": spans(&quotation.content),
            "marked": spans(&quotation.marked),
            "cue": quotation.cue.map(|cue| place_of(document, &places, cue)),
            "source": quotation.source.map(|source| place_of(document, &places, source)),
            "mention": attribution.mention.map(|mention| place_of(document, &places, mention)),
            "speaker": speaker,
            "reason": attribution.why,
            "addressee": party(attribution.setting.addressee.as_ref()),
            "outlet": party(attribution.setting.outlet.as_ref()),
            "occasion": attribution.setting.occasion.map(|span| place_of(document, &places, span)),
            "date": attribution.setting.date.as_ref().map(|date| {
                json!({
                    "place": place_of(document, &places, date.span),
                    "from": date.days.map(|(from, _)| from),
                    "to": date.days.map(|(_, to)| to),
                    "relative": date.is_relative,
                })
            }),
            "about": attribution.about.map(|about| {
                json!({
                    "relation": about.relation,
                    "phrase": place_of(document, &places, about.phrase),
                    "target": about.target.map(|target| place_of(document, &places, target)),
                })
            }),
            "block": quotation.block,
            "inside": quotation.inside,
        })
    };
    json!({
        "document": {
            "origin": document.origin.name,
            "title": metadata.title(),
            "date": metadata.published(),
            "language": metadata.language.first().map(|language| &language.value),
            "url": metadata.url.first().map(|url| &url.value),
            "outlet": metadata.outlet.first().map(|outlet| &outlet.value),
            "authors": metadata.authors.first().map(|authors| &authors.value),
            "problems": document.problems,
        },
        "quotations": attributions.iter().map(quotation).collect::<Vec<_>>(),
    })
}

/// One line a quotation: where, who, what, and why this speaker.
#[must_use]
pub fn text(document: &Document, attributions: &[Attribution]) -> String {
    let places = Places::new(document);
    let line = |attribution: &Attribution| {
        let quotation = &attribution.quotation;
        let words: Vec<String> =
            quotation.content.iter().map(|span| flat(span.of(&document.text))).collect();
        let speaker = attribution.speaker.as_ref();
        let speaker = speaker.map_or("speaker unclear", |speaker| speaker.name.as_str());
        format!(
            "{}\t{}\t{}\t{}\t({})\n",
            flat(&places.name(quotation)),
            phrase::quotation_kind(quotation.kind),
            flat(speaker),
            words.join(" … "),
            flat(&attribution.why),
        )
    };
    attributions.iter().map(line).collect()
}
