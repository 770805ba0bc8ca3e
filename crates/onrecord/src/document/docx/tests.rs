//! Packages built in memory, and what must come out of them.

use crate::document::block::Role;
use crate::document::origin::{DocumentKind, Origin};
use crate::document::problem::ProblemKind;
use crate::document::{Document, read};
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn package(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn word(body: &str) -> Vec<u8> {
    let xml = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>"
    );
    package(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", xml.as_bytes())])
}

fn read_as(bytes: &[u8], kind: DocumentKind) -> Document {
    read(bytes, &Origin { name: "draft.docx".to_owned() }, kind).remove(0)
}

fn article(body: &str) -> Document {
    read_as(&word(body), DocumentKind::Article)
}

fn p(words: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r></w:p>")
}

#[test]
fn tracked_changes_breaks_and_references_come_out_as_printed() {
    let document = article(
        "<w:p><w:r><w:t>“We will </w:t></w:r><w:del><w:r><w:delText>never</w:delText><w:t>never</w:t></w:r></w:del>\
         <w:ins><w:r><w:t>not</w:t></w:r></w:ins><w:r><w:t xml:space=\"preserve\"> sell R&amp;D,”</w:t><w:tab/>\
         <w:t>he</w:t><w:br/><w:t>said co</w:t><w:softHyphen/><w:t>op</w:t><w:noBreakHyphen/><w:t>ted&#8217;s.</w:t>\
         </w:r><w:hyperlink><w:r><w:t> Link</w:t></w:r></w:hyperlink><w:sdt><w:sdtContent><w:r><w:t>ed</w:t></w:r>\
         </w:sdtContent></w:sdt></w:p>",
    );
    assert_eq!(
        document.text.trim_end(),
        "“We will not sell R&D,”\the\nsaid coop\u{2011}ted’s. Linked"
    );
    assert!(document.problems.is_empty(), "{:?}", document.problems);
}

#[test]
fn styles_and_tables_give_roles() {
    let styled = |style: &str, words: &str| {
        format!(
            "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"
        )
    };
    let body = styled("Title", "The plant")
        + &styled("Heading1", "The gate")
        + &styled("IntenseQuote", "We stay.")
        + &p("The mayor said so.")
        + "<w:tbl><w:tr><w:tc>"
        + &p("Low")
        + "</w:tc><w:tc>"
        + &p("stay")
        + "</w:tc></w:tr></w:tbl>";
    let roles: Vec<Role> = article(&body).blocks.iter().map(|block| block.role).collect();
    let expected = [
        Role::Title,
        Role::Heading,
        Role::BlockQuote,
        Role::Body,
        Role::TableCell,
        Role::TableCell,
    ];
    assert_eq!(roles, expected);
}

#[test]
fn a_transcript_has_turns() {
    let bytes =
        word(&(p("IDA OST: Good evening.") + &p("ADA LOW: Good evening.") + &p("We stay.")));
    let turns = read_as(&bytes, DocumentKind::Record).transcript.unwrap().turns;
    let names: Vec<_> = turns.iter().map(|turn| turn.speaker.as_deref().unwrap()).collect();
    assert_eq!(names, ["IDA OST", "ADA LOW"]);
}

#[test]
fn a_bomb_is_a_problem_and_not_read() {
    let bytes = package(&[("word/document.xml", &vec![b' '; 80 << 20])]);
    let document = read_as(&bytes, DocumentKind::Article);
    assert_eq!(document.problems[0].kind, ProblemKind::Limit);
    assert!(document.text.is_empty());
    // Below the size limit the ratio stands guard.
    let bytes = package(&[("word/document.xml", &vec![b' '; 8 << 20])]);
    assert_eq!(read_as(&bytes, DocumentKind::Article).problems[0].kind, ProblemKind::Limit);
}

#[test]
fn deep_nesting_and_doctypes_are_problems() {
    let deep = "<w:tbl><w:tr><w:tc>".repeat(20_000) + &p("deep");
    let document = article(&(p("Shallow.") + &deep));
    assert_eq!(document.problems[0].kind, ProblemKind::Limit);
    assert!(document.text.starts_with("Shallow."));
    let bytes = package(&[(
        "word/document.xml",
        b"<!DOCTYPE x [<!ENTITY a \"b\">]><w:p><w:t>&a;</w:t></w:p>",
    )]);
    assert_eq!(read_as(&bytes, DocumentKind::Article).problems[0].kind, ProblemKind::Malformed);
}

#[test]
fn other_archives_are_named() {
    let problem = |members: &[(&str, &[u8])]| {
        read_as(&package(members), DocumentKind::Article).problems.remove(0)
    };
    assert!(
        problem(&[("xl/workbook.xml", b"<x/>")]).message.starts_with("a spreadsheet is not read")
    );
    assert!(problem(&[("content.xml", b"<x/>")]).message.starts_with("an OpenDocument file"));
    assert!(problem(&[("a.txt", b"x")]).message.starts_with("a ZIP archive"));
    assert_eq!(
        read_as(b"PK\x03\x04junk", DocumentKind::Article).problems[0].kind,
        ProblemKind::Malformed
    );
    assert_eq!(article("").problems[0].kind, ProblemKind::Empty);
}

#[test]
fn properties_give_title_and_authors() {
    let core = b"<cp:coreProperties><dc:title>The plant</dc:title><dc:creator>Jo Fern;Ida Ost</dc:creator>\
        </cp:coreProperties>";
    let xml = format!("<w:document>{}</w:document>", p("The mayor said so."));
    let bytes = package(&[("word/document.xml", xml.as_bytes()), ("docProps/core.xml", core)]);
    let metadata = read_as(&bytes, DocumentKind::Article).metadata;
    assert_eq!(metadata.title(), Some("The plant"));
    assert_eq!(metadata.authors[0].value, ["Jo Fern", "Ida Ost"]);
}
