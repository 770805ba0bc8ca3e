//! Word documents (DOCX): bytes in, a document out whose text is the paragraphs, a blank line between
//! two. Tracked insertions are kept, deletions dropped; tabs, breaks, no-break hyphens, links, fields'
//! results, content controls and tables are read. Left out: headers, footers, notes, comments,
//! pictures, and soft hyphens, which are not printed.

use crate::document::Document;
use crate::document::block::{Block, Role};
use crate::document::encoding::decode;
use crate::document::entity::decoded;
use crate::document::limits::{XML_DEPTH, reached};
use crate::document::metadata::{MetadataSource, Sourced};
use crate::document::origin::{DocumentKind, Origin};
use crate::document::package::Package;
use crate::document::paragraph::trimmed;
use crate::document::problem::{Problem, ProblemKind};
use crate::text::span::Span;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Reads the bytes of a DOCX file.
#[must_use]
pub fn read(bytes: &[u8], origin: &Origin, kind: DocumentKind) -> Document {
    let mut document = Document::empty(origin, kind);
    if let Err(problem) = fill(&mut document, bytes) {
        document.problems.push(problem);
    }
    if document.text.trim().is_empty() && document.problems.is_empty() {
        let message = "nothing to read: the document holds no words".to_owned();
        document.problems.push(Problem { kind: ProblemKind::Empty, line: None, message });
    }
    document
}

fn fill(document: &mut Document, bytes: &[u8]) -> Result<(), Problem> {
    let mut package = Package::open(bytes)?;
    let part = package.main_part()?;
    let xml = package.member(&part)?.unwrap_or_default();
    let mut body = Body::default();
    let outcome = body.walk(&decode(&xml, None).text);
    body.end_paragraph();
    document.text = body.text;
    document.blocks = body.blocks;
    if let Ok(Some(core)) = package.member("docProps/core.xml") {
        core_properties(document, &decode(&core, None).text);
    }
    outcome
}

/// The text so far, and where in the tree the walk is.
#[derive(Default)]
struct Body {
    text: String,
    blocks: Vec<Block>,
    /// Where the open paragraph begins.
    start: usize,
    /// The open paragraph's role, from its style.
    role: Option<Role>,
    depth: usize,
    cells: usize,
    /// The depth of the element whose content is passed over.
    skipped: Option<usize>,
    /// Whether character data is words: inside `w:t`.
    is_words: bool,
}

impl Body {
    fn walk(&mut self, xml: &str) -> Result<(), Problem> {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().check_end_names = false;
        loop {
            match reader.read_event() {
                Ok(Event::Start(tag)) => {
                    self.depth += 1;
                    if self.depth > XML_DEPTH {
                        return Err(reached(format!(
                            "XML nested deeper than {XML_DEPTH}; the rest is not read"
                        )));
                    }
                    self.open(&tag);
                }
                Ok(Event::Empty(tag)) => {
                    if self.skipped.is_none() {
                        self.sign(&tag);
                    }
                }
                Ok(Event::End(tag)) => self.close(tag.local_name().into_inner()),
                Ok(Event::Text(text)) if self.is_words => {
                    self.text.push_str(&text);
                }
                Ok(Event::CData(text)) if self.is_words => {
                    self.text.push_str(&text);
                }
                Ok(Event::GeneralRef(name)) if self.is_words => {
                    if let Some(c) = reference(&name) {
                        self.text.push(c);
                    }
                }
                Ok(Event::DocType(_)) => {
                    let message =
                        "the document declares a DOCTYPE, which no Word document does".to_owned();
                    return Err(Problem { kind: ProblemKind::Malformed, line: None, message });
                }
                Ok(Event::Eof) => return Ok(()),
                Ok(_) => {}
                Err(error) => {
                    let message = format!(
                        "the document's XML breaks off: {error}; what stands before is read"
                    );
                    return Err(Problem { kind: ProblemKind::Malformed, line: None, message });
                }
            }
        }
    }

    fn open(&mut self, tag: &BytesStart) {
        if self.skipped.is_some() {
            return;
        }
        match tag.local_name().into_inner() {
            // What was deleted or moved away, the second rendering of a text box, a field's formula.
            "del" | "moveFrom" | "Fallback" | "instrText" | "tabs" | "rPrChange" | "pPrChange" => {
                self.skipped = Some(self.depth);
            }
            "p" => {
                self.end_paragraph();
                self.role = None;
            }
            "tc" => {
                self.end_paragraph();
                self.cells += 1;
            }
            "t" => self.is_words = true,
            _ => self.sign(tag),
        }
    }

    fn close(&mut self, name: &str) {
        let depth = self.depth;
        self.depth = depth.saturating_sub(1);
        if let Some(skipped) = self.skipped {
            if depth <= skipped {
                self.skipped = None;
            }
            return;
        }
        match name {
            "p" => self.end_paragraph(),
            "tc" => {
                self.end_paragraph();
                self.cells = self.cells.saturating_sub(1);
            }
            "t" => self.is_words = false,
            _ => {}
        }
    }

    /// An element that stands for a character, or says what the paragraph is.
    fn sign(&mut self, tag: &BytesStart) {
        match tag.local_name().into_inner() {
            "tab" | "ptab" => self.text.push('\t'),
            "br" | "cr" => self.text.push('\n'),
            "noBreakHyphen" => self.text.push('\u{2011}'),
            "numPr" => self.role = self.role.or(Some(Role::ListItem)),
            "pStyle" => {
                if let Some(style) = attribute(tag, "val") {
                    self.role = role(&style).or(self.role);
                }
            }
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let span = trimmed(&self.text, Span::new(self.start, self.text.len()));
        let role = if self.cells > 0 { Role::TableCell } else { self.role.unwrap_or(Role::Body) };
        if !span.is_empty() {
            self.blocks.push(Block { role, span, label: None, duplicate_of: None });
            self.text.truncate(span.end());
            self.text.push_str("\n\n");
        } else {
            self.text.truncate(self.start);
        }
        self.start = self.text.len();
    }
}

fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let found = tag
        .attributes()
        .flatten()
        .find(|attribute| attribute.key.local_name().into_inner() == name)?;
    Some(found.value.into_owned())
}

/// The character of `&amp;`, `&#8217;`: an XML document without DOCTYPE has no others.
fn reference(name: &str) -> Option<char> {
    let resolved = decoded(&format!("&{name};"));
    let mut chars = resolved.chars();
    chars.next().filter(|_| chars.next().is_none())
}

/// The role that the id of a paragraph style gives. Ids follow the language in which the template was
/// made: English, German, French and Spanish are known.
fn role(style: &str) -> Option<Role> {
    let style = style.to_lowercase();
    let has = |stems: &[&str]| stems.iter().any(|stem| style.contains(stem));
    Some(if has(&["subtitle", "untertitel", "sous-titre", "soustitre", "subttulo"]) {
        Role::Standfirst
    } else if has(&[
        "heading",
        "berschrift",
        "titre1",
        "titre2",
        "titre3",
        "ttulo1",
        "ttulo2",
        "ttulo3",
    ]) {
        Role::Heading
    } else if has(&["title", "titel", "titre", "ttulo"]) {
        Role::Title
    } else if has(&["quote", "zitat", "citation", "cita"]) {
        Role::BlockQuote
    } else if has(&["caption", "beschriftung", "lgende", "epgrafe"]) {
        Role::Caption
    } else if has(&["list", "liste"]) {
        Role::ListItem
    } else {
        return None;
    })
}

/// Title and author from the package's properties.
fn core_properties(document: &mut Document, xml: &str) {
    let mut reader = Reader::from_str(xml);
    let mut open: Option<String> = None;
    let mut words = String::new();
    // A broken or strange property part has nothing to say: the text is what counts.
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) => {
                open = Some(tag.local_name().into_inner().to_owned());
                words.clear();
            }
            Event::Text(text) => words.push_str(&text),
            Event::GeneralRef(name) => words.extend(reference(&name)),
            Event::End(_) => {
                let value = words.trim().to_owned();
                let from = MetadataSource::Meta;
                match open.take().as_deref() {
                    Some("title") if !value.is_empty() => {
                        document.metadata.title.push(Sourced { value, from });
                    }
                    Some("creator") if !value.is_empty() => {
                        let value = value.split(';').map(|name| name.trim().to_owned()).collect();
                        document.metadata.authors.push(Sourced { value, from });
                    }
                    _ => {}
                }
            }
            Event::Eof => return,
            _ => {}
        }
    }
}

#[cfg(test)]
#[path = "docx/tests.rs"]
mod tests;
