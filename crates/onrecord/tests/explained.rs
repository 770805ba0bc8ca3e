//! Every code has a page, and the example on it comes out as the page says.

use onrecord::check::check;
use onrecord::document::origin::{DocumentKind, Origin};
use onrecord::document::{Document, read};
use onrecord::matching::archive::Archive;
use onrecord::report::reply::Published;
use onrecord::verdict::code::{Class, Code};
use onrecord::verdict::page::Page;
use onrecord::verdict::policy::Policy;
use onrecord_model::Model;

/// What else was said on the occasion: chance is reckoned against the words of the whole record.
const REST: &str = "\n\nLIND: Thank you. Tea stands on the table by the door, as do the minutes of our last \
    meeting, and whoever wants a copy of the map may take one home.";

#[test]
fn every_page_has_an_example_that_comes_out_as_it_says() {
    let mut faults = Vec::new();
    for code in Code::ALL {
        let page = Page::of(*code).unwrap_or_else(|| panic!("{} has no page", code.name()));
        let fields = [&page.looks, &page.fires, &page.silent, &page.source];
        assert!(fields.iter().all(|field| field.ends_with('.')), "{page:?}");
        let name = page.example.record.as_deref().unwrap_or("record.txt");
        let archive = Archive::new(one(&(page.example.said + REST), name, DocumentKind::Record));
        let articles = one(&page.example.printed, "article.md", DocumentKind::Article);
        let policy = Policy::verbatim();
        let report =
            check(Model::english(), &archive, &articles[0], &policy, &Published::default());
        let verdict = report.findings.first().map(|finding| &finding.verdict);
        let outcome = verdict.map(|verdict| {
            let of_code = verdict.differences.iter().filter(|d| d.code == *code);
            let sentences: Vec<&str> = of_code.map(|d| d.sentence.as_str()).collect();
            (verdict.fidelity.name(), sentences.join("; "))
        });
        let written = (page.example.grade.as_str(), page.example.sentence.clone());
        if outcome.as_ref() != Some(&written) || written.1.is_empty() {
            faults.push(format!("{}: {outcome:?}, not {written:?}", code.name()));
        } else if (written.0 == "meaning") != (code.class() == Class::Meaning) {
            faults.push(format!("{}: graded {:?}", code.name(), written.0));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn one(text: &str, name: &str, kind: DocumentKind) -> Vec<Document> {
    read(text.as_bytes(), &Origin { name: name.to_owned() }, kind)
}
