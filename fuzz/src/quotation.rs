//! What `quotation::extract` and `quotation::extract_all` promise on any text: spans on char boundaries, inside a block, the parts
//! of a content ordered and disjoint. Text in; a broken promise is a panic that says which. The fuzz
//! target and `crates/onrecord/tests/quotation_spans.rs` both call it.

use onrecord::document::origin::{DocumentKind, Origin};
use onrecord::document::{Document, read};
use onrecord::quotation::{Quotation, extract, extract_all};
use onrecord::text::span::Span;
use onrecord_model::Model;

/// `text` read as a plain article, and its quotations.
pub fn extracted(text: &str) -> (Document, Vec<Quotation>) {
    let origin = Origin { name: "article.txt".to_owned() };
    let mut documents = read(text.as_bytes(), &origin, DocumentKind::Article);
    let document = documents.pop().expect("plain text is one document");
    let quotations = extract(Model::english(), &document);
    (document, quotations)
}

/// Extracts from `text` and holds every quotation to the promises.
pub fn hold(text: &str) {
    let (document, quotations) = extracted(text);
    hold_all(text, &document, &quotations);
    hold_all(text, &document, &extract_all(Model::english(), &document));
}

fn hold_all(text: &str, document: &Document, quotations: &[Quotation]) {
    let is_valid = |span: &Span| document.text.get(span.start()..span.end()).is_some();
    let mut last_start = 0;
    for (quotation_idx, quotation) in quotations.iter().enumerate() {
        assert!(!quotation.content.is_empty(), "no content in {text:?}");
        for spans in [&quotation.content, &quotation.marked] {
            let is_apart = |pair: &[Span]| pair[0].end() <= pair[1].start();
            assert!(spans.windows(2).all(is_apart), "{quotation:?} in {text:?}");
            for span in spans {
                assert!(is_valid(span) && !span.is_empty(), "{span:?} in {text:?}");
                let next = document.blocks.partition_point(|b| b.span.start() <= span.start());
                let block = next.checked_sub(1).map(|at| document.blocks[at].span);
                assert!(block.is_some_and(|b| b.contains(*span)), "{span:?} in {text:?}");
            }
        }
        let hull = quotation.content.iter().copied().reduce(Span::hull).expect("content");
        assert!(quotation.marked.iter().all(|span| hull.contains(*span)), "{quotation:?}");
        assert!(quotation.cue.iter().chain(&quotation.source).all(is_valid), "{quotation:?}");
        assert!(quotation.inside.is_none_or(|around| around < quotation_idx), "{quotation:?}");
        assert!(hull.start() >= last_start, "out of order: {quotation:?} in {text:?}");
        last_start = hull.start();
    }
}
