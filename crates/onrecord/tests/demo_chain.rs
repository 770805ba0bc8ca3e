//! The chain of the demo story: forty documents about one answer of the interview, and the tree that
//! their author drew.

#![expect(clippy::disallowed_methods, reason = "the test reads the demo")]

use onrecord::attribution::attribute;
use onrecord::chain::phrase::hop_name;
use onrecord::chain::printing::{Date, Printing};
use onrecord::chain::reading::{Press, day, printing};
use onrecord::chain::{Parent, draw};
use onrecord::document::origin::{DocumentKind, Origin};
use onrecord::document::{Document, read};
use onrecord::matching::archive::Archive;
use onrecord::matching::search;
use onrecord::quotation::{Quotation, extract};
use onrecord::statement::Statements;
use onrecord::statement::rendition::{Rendition, words, words_of};
use onrecord::statement::shelf::Memory;
use onrecord_model::Model;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn demo(below: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo").join(below)
}

fn document(path: &Path, kind: DocumentKind) -> Document {
    let bytes = fs::read(path).expect("a file of the demo can be read");
    let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
    read(&bytes, &Origin { name }, kind).pop().expect("a file gives a document")
}

/// Name, what it was made from, and the kind of copy.
type Row = (String, String, String);

fn drawn_by_the_author() -> Vec<Row> {
    let text = fs::read_to_string(demo("chain/tree.tsv")).expect("the tree can be read");
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let rows = lines.map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>());
    rows.map(|row| match row.as_slice() {
        [name, parent, kind] => (name.clone(), parent.clone(), kind.clone()),
        _ => panic!("three columns a row: {row:?}"),
    })
    .collect()
}

struct Story {
    documents: Vec<Document>,
    /// The one quotation of each document.
    quotations: Vec<Quotation>,
    /// Statements, as documents.
    statements: Vec<Vec<usize>>,
    printings: Vec<Printing>,
    utterance: Printing,
}

fn story() -> Story {
    let model = Model::english();
    let mut paths: Vec<PathBuf> = fs::read_dir(demo("chain"))
        .expect("the demo can be listed")
        .map(|entry| entry.expect("an entry can be read").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    paths.sort();
    let documents: Vec<Document> =
        paths.iter().map(|path| document(path, DocumentKind::Article)).collect();
    let mut press = Press::default();
    let mut outlets: BTreeMap<String, u64> = BTreeMap::new();
    for (at, document) in documents.iter().enumerate() {
        let outlet = document.metadata.outlet.first().expect("an outlet").value.clone();
        let next = outlets.len() as u64;
        press.add_outlet(&outlet, *outlets.entry(outlet.clone()).or_insert(next));
        press.add_document(&document.metadata.url.first().expect("a url").value, at as u64);
    }
    let (mut quotations, mut renditions) = (Vec::new(), Vec::new());
    for document in &documents {
        let found = attribute(model, document, extract(model, document));
        let spoken = found.into_iter().filter(|it| !it.quotation.marked.is_empty());
        let [attribution] = &spoken.collect::<Vec<_>>()[..] else {
            panic!("{}: not one quotation", document.origin.name);
        };
        let name = attribution.speaker.as_ref().map(|speaker| speaker.name.as_str());
        renditions.push(Rendition {
            words: words(model, document, &attribution.quotation),
            speaker: name.map(|name| if name.ends_with("Larkin") { 1 } else { 2 }),
            day: day(document),
        });
        quotations.push(attribution.quotation.clone());
    }
    let (mut all, mut shelf) = (Statements::default(), Memory::default());
    let named = renditions.into_iter().enumerate().map(|(at, it)| (at as u64, it));
    all.add(&mut shelf, named).expect("memory does not fail");
    let statements = all.all(&shelf).expect("memory does not fail");
    let statement = statements.iter().max_by_key(|it| it.quotations.len()).expect("a statement");
    let fullest = statement.fullest[0] as usize;
    let archive =
        Archive::new(vec![document(&demo("record/long-table-41.txt"), DocumentKind::Record)]);
    let found = search(&archive, &documents[fullest], &quotations[fullest]);
    let said = found.first().expect("the record holds the words").passage.span;
    let record = archive.records().get(0).expect("one record");
    let utterance = Printing {
        name: u64::MAX,
        words: words_of(model, said.of(&record.text)),
        date: Date { day: day(&documents[0]).map(|day| day - 1), minute: None },
        ..Printing::default()
    };
    let printings = statement
        .quotations
        .iter()
        .map(|at| {
            let (document, quotation) = (&documents[*at as usize], &quotations[*at as usize]);
            let words = words(model, document, quotation);
            printing(document, &quotation.content, words, &press, *at)
        })
        .collect();
    let statements =
        statements.iter().map(|it| it.quotations.iter().map(|at| *at as usize).collect()).collect();
    Story { documents, quotations, statements, printings, utterance }
}

fn name(story: &Story, at: usize) -> String {
    story.documents[at].origin.name.trim_end_matches(".md").to_owned()
}

#[test]
fn the_tree_is_the_one_that_its_author_drew() {
    let story = story();
    let chain = draw(Some(&story.utterance), &story.printings);
    let mut given: BTreeMap<String, Row> = BTreeMap::new();
    for at in 0..story.documents.len() {
        let row = (name(&story, at), "other".to_owned(), "-".to_owned());
        given.insert(row.0.clone(), row);
    }
    for (edge, printing) in chain.edges.iter().zip(&story.printings) {
        let name_of = |at: usize| name(&story, story.printings[at].name as usize);
        let parent = match edge.parent {
            Parent::Utterance => "utterance".to_owned(),
            Parent::Printing(at) => name_of(at),
            Parent::Unknown => "unknown".to_owned(),
        };
        let own = name(&story, printing.name as usize);
        given.insert(own.clone(), (own, parent, hop_name(edge.hop).to_owned()));
    }
    let drawn = drawn_by_the_author();
    assert_eq!(drawn.len(), 40);
    let other: Vec<(&Row, &Row)> =
        drawn.iter().map(|row| (row, &given[&row.0])).filter(|(a, b)| a != b).collect();
    assert!(other.is_empty(), "drawn, and given:\n{other:#?}");
}

#[test]
fn each_slip_is_named_where_it_first_appears() {
    let story = story();
    let chain = draw(Some(&story.utterance), &story.printings);
    let first = |text: &str| {
        let words = words_of(Model::english(), text);
        let slip = chain.appearances.iter().find(|it| it.words == words);
        slip.map(|it| name(&story, story.printings[it.first].name as usize))
    };
    assert_eq!(first("never").as_deref(), Some("21-never"));
    assert_eq!(first("new").as_deref(), Some("24-new-boat"));
    assert_eq!(first("halted").as_deref(), Some("27-frame"));
}

#[test]
fn what_is_said_later_or_by_another_is_another_statement() {
    let story = story();
    assert_eq!(story.quotations.len(), 40);
    let of = |prefix: &str| {
        let at = (0..40).find(|at| name(&story, *at).starts_with(prefix)).expect("a document");
        story.statements.iter().position(|statement| statement.contains(&at))
    };
    assert_eq!(of("36"), of("37"), "the clarification and its report are one statement");
    assert_ne!(of("36"), of("01"));
    assert_ne!(of("38"), of("01"));
}
