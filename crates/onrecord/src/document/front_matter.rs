//! What an article says of itself in front of its text: `title: …` lines between `---` or `+++`.
//! Lines in, metadata out. Left out: nested values.

use crate::document::metadata::{Metadata, MetadataSource, Moment, Sourced};
use jiff::civil::Date;

/// Adds the fields of `lines` to `metadata`.
pub fn add(metadata: &mut Metadata, lines: &str) {
    for line in lines.lines() {
        let Some((key, value)) = line.split_once([':', '=']) else { continue };
        let value = value.trim().trim_matches(['"', '\'']).to_owned();
        if value.is_empty() {
            continue;
        }
        match key.trim().to_ascii_lowercase().as_str() {
            "title" | "headline" => metadata.title.push(sourced(value)),
            "author" | "authors" | "byline" => {
                let names = value.trim_matches(['[', ']']).split([',', ';']);
                let names = names.map(|name| name.trim().trim_matches(['"', '\'']).to_owned());
                metadata.authors.push(sourced(names.filter(|name| !name.is_empty()).collect()));
            }
            "date" | "published" => metadata.published.extend(moment(value)),
            "updated" | "modified" => metadata.modified.extend(moment(value)),
            "outlet" | "publication" | "site" => metadata.outlet.push(sourced(value)),
            "url" | "canonical" | "link" => metadata.url.push(sourced(value)),
            "language" | "lang" => metadata.language.push(sourced(value)),
            _ => {}
        }
    }
}

fn moment(raw: String) -> Option<Sourced<Moment>> {
    let date: Date = raw.get(..10)?.parse().ok()?;
    Some(sourced(Moment { raw, date }))
}

fn sourced<T>(value: T) -> Sourced<T> {
    Sourced { value, from: MetadataSource::SideFile }
}
