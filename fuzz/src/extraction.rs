//! What the whole extraction promises on any text: quotations with marks and without, their speakers, their
//! settings and what they say of earlier words, every span on char boundaries, and the same text read the
//! same twice. Text in; a broken promise is a panic that says which. The fuzz target and
//! `crates/onrecord/tests/extraction.rs` both call it.

use onrecord::attribution::people::People;
use onrecord::attribution::{Attribution, attribute_read};
use onrecord::document::origin::{DocumentKind, Origin};
use onrecord::document::{Document, read};
use onrecord::quotation::extract_read;
use onrecord::text::span::Span;
use onrecord_model::Model;
use onrecord_model::syntax::analyser::Analyser;

/// `text` read as a plain article, and all that is reported in it.
pub fn extracted(text: &str) -> (Document, Vec<Attribution>) {
    let origin = Origin { name: "article.txt".to_owned() };
    let mut documents = read(text.as_bytes(), &origin, DocumentKind::Article);
    let document = documents.pop().expect("plain text is one document");
    let model = Model::english();
    let tokens = Analyser::english().analyse(&document.text);
    let quotations = extract_read(model, &document, &tokens);
    let people = People::default();
    let attributions = attribute_read(model, &document, &tokens, quotations, &people);
    (document, attributions)
}

/// Extracts from `text` twice and holds every attribution to the promises.
pub fn hold(text: &str) {
    let (document, attributions) = extracted(text);
    for (attribution_idx, attribution) in attributions.iter().enumerate() {
        let Attribution { quotation, setting, about, .. } = attribution;
        let around = quotation.inside;
        assert!(around.is_none_or(|around| around < attribution_idx), "{quotation:?} in {text:?}");
        assert!(!quotation.content.is_empty(), "no content in {text:?}");
        let parties = [&setting.addressee, &setting.outlet].into_iter().flatten();
        let told = parties.map(|party| party.span).chain(setting.occasion);
        let told = told.chain(setting.date.as_ref().map(|when| when.span));
        let earlier = about.iter().flat_map(|about| about.target.into_iter().chain([about.phrase]));
        let spans = quotation.content.iter().chain(&quotation.marked).copied();
        let spans = spans.chain(quotation.cue).chain(quotation.source).chain(attribution.mention);
        for span in spans.chain(told).chain(earlier) {
            assert!(is_inside(&document, span), "{span:?} is on no boundaries in {text:?}");
        }
        if let Some((from, to)) = setting.date.as_ref().and_then(|when| when.days) {
            assert!(from <= to, "{:?} in {text:?}", setting.date);
        }
        assert!(!attribution.why.is_empty(), "no reason for {quotation:?} in {text:?}");
    }
    assert_eq!(attributions, extracted(text).1, "read differently: {text:?}");
}

fn is_inside(document: &Document, span: Span) -> bool {
    document.text.get(span.start()..span.end()).is_some()
}
