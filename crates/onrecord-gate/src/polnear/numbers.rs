//! What comes out of all 924 texts of train and dev and the seed page: quotations a document, how many
//! have a full name for a speaker, and whether any document was given up.

use crate::polnear::corpus;
use crate::shared::shared;
use anyhow::{Context, Result};
use onrecord::attribution::attribute;
use onrecord::attribution::speaker::Named;
use onrecord::document;
use onrecord::document::origin::{DocumentKind, Origin};
use onrecord::quotation::extract;
use onrecord_model::Model;
use std::fs;
use std::panic::catch_unwind;

/// Counts over documents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Numbers {
    /// Documents read.
    pub n_documents: usize,
    /// Documents that made the way through panic, or whose blocks that hold speech have a pair of double
    /// marks and gave no quotation.
    pub n_given_up: usize,
    /// Quotations that stand for speech.
    pub n_quotations: usize,
    /// Of these, with a speaker known by at least two names.
    pub n_full_names: usize,
    /// Marked text labelled as no speech.
    pub n_no_speech: usize,
}

/// Extracts from every text and attributes.
///
/// # Errors
/// Names the file that is absent or cannot be read.
pub fn count() -> Result<Numbers> {
    let mut texts: Vec<(String, String)> = Vec::new();
    for compartment in ["train", "dev"] {
        texts.extend(corpus::read(compartment)?.into_iter().map(|text| (text.id, text.text)));
    }
    let seed = shared("seed")?;
    for entry in fs::read_dir(&seed).with_context(|| format!("listing {}", seed.display()))? {
        let path = entry.with_context(|| format!("listing {}", seed.display()))?.path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            let text =
                fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
            texts.push((path.display().to_string(), text));
        }
    }
    let mut numbers = Numbers::default();
    for (name, text) in &texts {
        numbers.n_documents += 1;
        match catch_unwind(|| count_text(name, text)) {
            Ok(of_text) => {
                numbers.n_quotations += of_text.n_quotations;
                numbers.n_full_names += of_text.n_full_names;
                numbers.n_no_speech += of_text.n_no_speech;
                numbers.n_given_up += of_text.n_given_up;
            }
            Err(_) => numbers.n_given_up += 1,
        }
    }
    Ok(numbers)
}

fn count_text(name: &str, text: &str) -> Numbers {
    let model = Model::english();
    let origin = Origin { name: format!("{name}.txt") };
    let mut numbers = Numbers::default();
    for document in document::read(text.as_bytes(), &origin, DocumentKind::Article) {
        let attributions = attribute(model, &document, extract(model, &document));
        for attribution in &attributions {
            let is_speech = attribution.quotation.kind.is_speech();
            let speaker = attribution.speaker.as_ref();
            let is_full = speaker.is_some_and(|speaker| speaker.named == Named::FullName);
            numbers.n_quotations += usize::from(is_speech);
            numbers.n_no_speech += usize::from(!is_speech);
            numbers.n_full_names += usize::from(is_speech && is_full);
        }
        let n_marks: usize = (document.blocks.iter())
            .filter(|block| block.role.holds_speech() && block.duplicate_of.is_none())
            .map(|block| outside_attributes(block.span.of(&document.text)))
            .map(|text| text.matches(['"', '“', '”']).count())
            .sum();
        numbers.n_given_up += usize::from(attributions.is_empty() && n_marks >= 2);
    }
    numbers
}

/// `text` without the values of attributes (`id="7"`) that a scraper left.
fn outside_attributes(text: &str) -> String {
    let mut parts = text.split("=\"");
    let first = parts.next().unwrap_or("").to_owned();
    parts.fold(first, |kept, part| kept + part.split_once('"').map_or("", |(_, after)| after))
}

/// The numbers as lines to print.
#[must_use]
pub fn render(numbers: &Numbers) -> String {
    let documents = numbers.n_documents.max(1) as f64;
    let quotations = numbers.n_quotations.max(1) as f64;
    format!(
        "{} documents, {} given up\n{} quotations, {:.1} a document; {:.1} % with a full name for a \
         speaker\n{} marked stretches that are no speech\n",
        numbers.n_documents,
        numbers.n_given_up,
        numbers.n_quotations,
        numbers.n_quotations as f64 / documents,
        100.0 * numbers.n_full_names as f64 / quotations,
        numbers.n_no_speech,
    )
}
