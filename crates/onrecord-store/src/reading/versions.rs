//! What became of a document's quotations from one version to the next. A document's id in; for each further
//! version the quotations that are altered, gone or put in, and the notices of correction that came with it,
//! out.

use crate::database::engine::Engine;
use crate::database::fault::Fault;
use crate::store::identity::folded;
use crate::store::version::document;
use crate::values;
use onrecord::chain::change::{Change, changes};
use onrecord::chain::phrase::{Wording, change};
use onrecord::document::Document;
use onrecord::document::notice::notices;
use onrecord::quotation::{QuotationKind, extract};
use onrecord::statement::pair::Held;
use onrecord::statement::rendition::{Rendition, words_of};
use onrecord_model::Model;

/// Further versions that are laid against the one before, the latest: both are read again from their bytes.
const VERSIONS: usize = 10;

/// How a version differs from the one before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionChange {
    /// Its number; the one before has the number below.
    pub number: u32,
    /// When it was captured, else added, microseconds.
    pub at: i64,
    /// Quotations that are not as they were, in text order; empty where all are.
    pub quotations: Vec<QuotationChange>,
    /// Notices of correction that the version before has not.
    pub notices: Vec<String>,
}

/// What became of one quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuotationChange {
    /// Other words stand between the marks.
    Altered {
        /// The words before.
        before: String,
        /// The words since.
        after: String,
        /// What was done to them, a sentence a change.
        changes: Vec<String>,
    },
    /// It is there no more.
    Gone(String),
    /// It was not there before.
    Added(String),
}

impl VersionChange {
    /// Whether quotations changed, and a notice says that something did.
    #[must_use]
    pub fn is_told(&self) -> bool {
        !self.quotations.is_empty() && !self.notices.is_empty()
    }
}

/// The further versions of document `id`, the latest first; versions whose quotations and notices are as
/// before are among them.
///
/// # Errors
/// The engine's own, and where a version is damaged.
pub fn version_changes(engine: &mut dyn Engine, id: &str) -> Result<Vec<VersionChange>, Fault> {
    let query = format!(
        "SELECT number, COALESCE(captured, added) FROM version WHERE document = $1
         ORDER BY number DESC LIMIT {}",
        VERSIONS + 1
    );
    let mut rows: Vec<(u32, i64)> = Vec::new();
    for row in engine.query(&query, values![id])? {
        rows.push((row.get(0)?, row.get(1)?));
    }
    let Some(((number, _), true)) = rows.first().map(|latest| (*latest, rows.len() > 1)) else {
        return Ok(Vec::new());
    };
    let mut later = document(engine, id, number)?;
    let mut found = Vec::new();
    for pair in rows.windows(2) {
        let [(number, at), (before, _)] = pair else { continue };
        let earlier = document(engine, id, *before)?;
        if let (Some(old), Some(new)) = (&earlier, &later) {
            found.push(between(old, new, *number, *at));
        }
        later = earlier;
    }
    Ok(found)
}

fn between(old: &Document, new: &Document, number: u32, at: i64) -> VersionChange {
    let known: Vec<String> = notices(old).map(|one| folded(one.of(&old.text))).collect();
    let told = notices(new).map(|one| one.of(&new.text).to_owned());
    let notices = told.filter(|one| !known.contains(&folded(one))).collect();
    VersionChange { number, at, quotations: laid(&quoted(old), &quoted(new)), notices }
}

/// The words between marks, a text a quotation.
fn quoted(document: &Document) -> Vec<String> {
    let spoken = extract(Model::english(), document).into_iter();
    let spoken = spoken.filter(|one| {
        matches!(one.kind, QuotationKind::Direct | QuotationKind::Mixed) && !one.marked.is_empty()
    });
    spoken
        .map(|one| {
            let parts = one.marked.iter().map(|part| part.of(&document.text));
            parts.collect::<Vec<_>>().join(" … ").split_whitespace().collect::<Vec<_>>().join(" ")
        })
        .collect()
}

/// Each quotation of `new` with its like in `old`, those that are the same left out.
fn laid(old: &[String], new: &[String]) -> Vec<QuotationChange> {
    let mut left: Vec<Option<&String>> = old.iter().map(Some).collect();
    let mut found: Vec<Option<QuotationChange>> = Vec::new();
    for after in new {
        let same = left.iter_mut().find(|one| one.is_some_and(|one| folded(one) == folded(after)));
        let is_same = same.map(Option::take).is_some();
        found.push((!is_same).then(|| QuotationChange::Added(after.clone())));
    }
    for change in found.iter_mut().flatten() {
        let QuotationChange::Added(after) = change else { continue };
        let like =
            left.iter_mut().find(|one| one.is_some_and(|one| is_like(one, after, old.len())));
        if let Some(before) = like.and_then(Option::take) {
            *change = altered(before, after);
        }
    }
    let gone = left.into_iter().flatten().map(|one| QuotationChange::Gone(one.clone()));
    found.into_iter().flatten().chain(gone).collect()
}

fn is_like(before: &str, after: &str, n_lines: usize) -> bool {
    let rendition =
        |text| Rendition { words: words_of(Model::english(), text), ..Rendition::default() };
    let (before, after) = (rendition(before), rendition(after));
    Held::new(&before).is_rendered_in(&mut Held::new(&after), n_lines)
}

fn altered(before: &str, after: &str) -> QuotationChange {
    let words = |text| words_of(Model::english(), text);
    let (old, new) = (Wording::new(before), Wording::new(after));
    let found: Vec<Change> = changes(&words(before), &words(after)).0;
    QuotationChange::Altered {
        before: before.to_owned(),
        after: after.to_owned(),
        changes: found.iter().map(|one| change(one, &old, &new)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use crate::reading::versions::{QuotationChange, between};
    use onrecord::document::origin::{DocumentKind, Origin};
    use onrecord::document::{Document, read};

    fn page(text: &str) -> Document {
        let origin = Origin { name: "page.md".to_owned() };
        read(text.as_bytes(), &origin, DocumentKind::Article).pop().expect("a document")
    }

    const BEFORE: &str = "“We will never close the old iron bridge this year,” said Ada Moreau.\n\n\
        “The piers have suffered a great deal,” she said.\n\n“Come and see it,” she said.\n";

    #[test]
    fn altered_gone_and_added_quotations_are_named() {
        let after = "“We will close the old iron bridge this year,” said Ada Moreau.\n\n\
            “The piers have suffered a great deal,” she said.\n\n“Nobody asked the fishermen,” she said.\n\n\
            Correction: an earlier version of this report had a word too many.\n";
        let found = between(&page(BEFORE), &page(after), 2, 0);
        assert_eq!(found.quotations.len(), 3, "{found:?}");
        assert!(matches!(&found.quotations[0], QuotationChange::Altered { changes, .. }
            if changes == &["“never” is left out"]));
        assert!(matches!(&found.quotations[1], QuotationChange::Added(words)
            if words.starts_with("Nobody asked")));
        assert!(matches!(&found.quotations[2], QuotationChange::Gone(words)
            if words.starts_with("Come and see")));
        assert!(found.is_told());
        assert!(found.notices[0].starts_with("Correction: an earlier version"));
    }

    #[test]
    fn other_narration_changes_no_quotation() {
        let after = format!("It rained on Monday.\n\n{BEFORE}");
        let found = between(&page(BEFORE), &page(&after), 2, 0);
        assert_eq!((found.quotations.len(), found.notices.len()), (0, 0));
        assert!(!found.is_told());
    }
}
