//! "Not found" is said only of a record that is held in full: without the record, or with a part of it,
//! the same words are not checkable.

use onrecord::check::check;
use onrecord::document::origin::{DocumentKind, Origin};
use onrecord::document::{Document, read};
use onrecord::matching::archive::Archive;
use onrecord::report::reply::Published;
use onrecord::verdict::fidelity::Fidelity;
use onrecord::verdict::policy::Policy;
use onrecord_model::Model;

const RECORD: &str = "MOREAU: We will paint the ferry green before the winter comes.\n\n\
    LIND: Thank you. Tea stands on the table by the door, as do the minutes of our last meeting.\n";
const ARTICLE: &str = "“We will paint the ferry green before the winter comes,” said Anna Moreau.\n\n\
    “My sister keeps eleven goats behind the lighthouse,” said Anna Moreau.\n";

#[test]
fn removing_the_record_turns_not_found_into_not_checkable() {
    let held = grades(documents(RECORD));
    assert_eq!(held, [Fidelity::AsRecorded, Fidelity::NotFound]);
    assert_eq!(grades(Vec::new()), [Fidelity::NotCheckable, Fidelity::NotCheckable]);
}

#[test]
fn a_record_of_a_part_turns_not_found_into_not_checkable() {
    let part = documents(&format!("(Partial, As spoken)\n\n{RECORD}"));
    assert_eq!(grades(part), [Fidelity::AsRecorded, Fidelity::NotCheckable]);
}

fn documents(record: &str) -> Vec<Document> {
    let origin = Origin { name: "hearing.txt".to_owned() };
    read(record.as_bytes(), &origin, DocumentKind::Record)
}

fn grades(records: Vec<Document>) -> Vec<Fidelity> {
    let origin = Origin { name: "article.txt".to_owned() };
    let articles = read(ARTICLE.as_bytes(), &origin, DocumentKind::Article);
    let archive = Archive::new(records);
    let published = Published::default();
    let report = check(Model::english(), &archive, &articles[0], &Policy::verbatim(), &published);
    report.findings.iter().map(|finding| finding.verdict.fidelity).collect()
}
