//! The articles of PolNeAR train and dev with their day of publication, and what the check finds of
//! them in the whole record. The corpora in, one [`Located`] a quotation of seven words or more out.

use crate::shared::shared;
use anyhow::{Context, Result};
use onrecord::attribution::people::People;
use onrecord::check::{Scope, check, check_among};
use onrecord::document::metadata::{MetadataSource, Moment, Sourced};
use onrecord::document::origin::{DocumentKind, Origin};
use onrecord::document::{Document, read};
use onrecord::matching::Match;
use onrecord::matching::alignment::StepKind;
use onrecord::matching::archive::Archive;
use onrecord::quotation::{Quotation, QuotationKind};
use onrecord::report::finding::Finding;
use onrecord::report::reply::Published;
use onrecord::text::folded::tokens;
use onrecord::verdict::fidelity::Fidelity;
use onrecord::verdict::policy::Policy;
use onrecord_model::Model;
use onrecord_store::record::documents;
use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;

/// Shortest quotation counted, in words.
pub const SHORTEST: usize = 7;

/// The folders of the record.
pub const FOLDERS: [&str; 4] =
    ["record/speeches", "record/debates", "record/captions", "record/changelog"];

/// A quotation of an article, checked.
#[derive(Debug)]
pub struct Located {
    /// Index of the article.
    pub article: usize,
    /// What the check says of it.
    pub finding: Finding,
}

impl Located {
    /// The passage that the check judges by; `None` where it found none.
    #[must_use]
    pub fn best(&self) -> Option<&Match> {
        let is_found =
            !matches!(self.finding.verdict.fidelity, Fidelity::NotCheckable | Fidelity::NotFound);
        self.finding.matches.first().filter(|_| is_found)
    }
}

/// The records of `folders`, which lie below the shared data.
///
/// # Errors
/// Names the corpus that is missing.
pub fn records(folders: &[&str]) -> Result<Vec<Document>> {
    let folders = folders.iter().map(|part| shared(part)).collect::<Result<Vec<PathBuf>>>()?;
    Ok(documents(&folders, DocumentKind::Record).value)
}

/// The articles of PolNeAR train and dev, each with its day of publication as a side file gives it.
///
/// # Errors
/// Names the corpus that is missing, or the file that cannot be read.
pub fn articles() -> Result<Vec<Document>> {
    let days = days()?;
    let mut found = Vec::new();
    for part in ["polnear/train/text", "polnear/dev/text"] {
        let folder = shared(part)?;
        let listed =
            fs::read_dir(&folder).with_context(|| format!("listing {}", folder.display()))?;
        let mut paths = listed.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
        paths.sort();
        for path in paths {
            let bytes = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
            let origin = Origin { name: path.display().to_string() };
            let day = path.file_stem().and_then(|stem| days.get(&*stem.to_string_lossy()));
            for mut article in read(&bytes, &origin, DocumentKind::Article) {
                if let Some(day) = day {
                    let value = day.clone();
                    let from = MetadataSource::SideFile;
                    article.metadata.published.insert(0, Sourced { value, from });
                }
                found.push(article);
            }
        }
    }
    Ok(found)
}

/// The day of publication by the name of the text: the second and the sixth column of the corpus' list.
fn days() -> Result<HashMap<String, Moment>> {
    let path = shared("polnear/metadata.tsv")?;
    let list = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let mut days = HashMap::new();
    for line in list.lines().skip(1) {
        let mut columns = line.split('\t');
        let (Some(name), Some(raw)) = (columns.nth(1), columns.nth(3)) else { continue };
        if let Ok(date) = raw.parse() {
            days.insert(name.to_owned(), Moment { raw: raw.to_owned(), date });
        }
    }
    Ok(days)
}

/// The findings of `articles` on direct and mixed quotations of seven words or more, in text order.
#[must_use]
pub fn checked(archive: &Archive, articles: &[Document]) -> Vec<Located> {
    let policy = Policy::verbatim();
    let mut found = Vec::new();
    let (model, published, people) = (Model::english(), Published::default(), People::default());
    for (article, document) in articles.iter().enumerate() {
        let report =
            check_among(model, archive, document, &policy, &published, &people, Scope::Marked);
        let counted = report.findings.into_iter();
        let counted = counted.filter(|f| is_counted(document, &f.attribution.quotation));
        found.extend(counted.map(|finding| Located { article, finding }));
    }
    found
}

/// The findings of `articles` on what they report in other words, located or not, in text order.
#[must_use]
pub fn reported(archive: &Archive, articles: &[Document]) -> Vec<Located> {
    let policy = Policy::verbatim();
    let mut found = Vec::new();
    for (article, document) in articles.iter().enumerate() {
        let report = check(Model::english(), archive, document, &policy, &Published::default());
        let loose = report.findings.into_iter();
        let loose = loose.filter(|finding| finding.attribution.quotation.is_in_other_words());
        found.extend(loose.map(|finding| Located { article, finding }));
    }
    found
}

/// Whether the quotation is direct or mixed and has seven words between marks.
#[must_use]
pub fn is_counted(document: &Document, quotation: &Quotation) -> bool {
    let marked = quotation.marked.iter();
    let n_words: usize = marked.map(|span| tokens(&document.text, *span).len()).sum();
    matches!(quotation.kind, QuotationKind::Direct | QuotationKind::Mixed) && n_words >= SHORTEST
}

/// A document's name below the shared data, as judgements and lists give it.
#[must_use]
pub fn name(document: &Document) -> &str {
    let name = document.origin.name.as_str();
    ["/polnear/", "/record/"]
        .iter()
        .find_map(|folder| name.split_once(folder).map(|(_, rest)| rest))
        .unwrap_or(name)
}

/// Whether the passage has every word of the quotation, one after the other, and no other between.
#[must_use]
pub fn has_same_words(found: &Match) -> bool {
    let mut steps = found.alignment.parts.iter().flat_map(|part| &part.steps);
    found.alignment.parts.len() == 1 && steps.all(|step| step.kind == StepKind::Same)
}
