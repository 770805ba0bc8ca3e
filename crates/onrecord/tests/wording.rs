//! A finding speaks of texts, never of persons' motives: no template holds a word that judges a
//! person, and every string that can be printed is looked at.

#![expect(clippy::disallowed_methods, reason = "the templates lie in files")]

use std::fs;
use std::path::{Path, PathBuf};

const BANNED: [&str; 15] = [
    "contradiction",
    "contradicts",
    "lie",
    "lied",
    "liar",
    "fake",
    "fabricated",
    "false",
    "hoax",
    "invented",
    "dishonest",
    "misled",
    "deliberately",
    "manipulated",
    "distorted",
];

#[test]
fn no_template_judges_a_person() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    for folder in [
        "onrecord/src/report",
        "onrecord/src/verdict",
        "onrecord/src/attribution",
        "onrecord/src/document",
        "onrecord/src/chain",
        "onrecord-store/src",
        "onrecord-cli/src",
        "onrecord-web/src",
        "onrecord-web/templates",
    ] {
        gather(&root.join(folder), &mut files);
    }
    let mut n_strings = 0;
    let mut faults = Vec::new();
    for path in &files {
        let source = fs::read_to_string(path).expect("a listed file can be read");
        let templates = match path.extension().is_some_and(|ending| ending == "rs") {
            true => strings(&source),
            false => vec![source],
        };
        n_strings += templates.len();
        for template in &templates {
            // `false` alone is a value of some language; every other word counts alone, too.
            let is_value = template.trim() == "false";
            let mut words = template.split(|c: char| !c.is_alphabetic());
            if let Some(word) = words.find(|word| BANNED.contains(&word.to_lowercase().as_str()))
                && !is_value
            {
                faults.push(format!("{}: {word:?} in {template:?}", path.display()));
            }
        }
    }
    assert!(n_strings > 500, "only {n_strings} strings were seen in {} files", files.len());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a source folder can be listed") {
        let path = entry.expect("an entry can be read").path();
        if path.is_dir() {
            gather(&path, files);
        } else if path
            .extension()
            .is_some_and(|ending| ["rs", "toml", "md", "html"].iter().any(|one| ending == *one))
        {
            files.push(path);
        }
    }
    files.sort();
}

/// The string literals of a Rust source outside its tests and comments.
fn strings(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]").next().unwrap_or("");
    let mut found = Vec::new();
    let mut rest = source;
    while let Some(at) = rest.find(['"', '/', '\'']) {
        rest = &rest[at..];
        if rest.starts_with("//") {
            rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
        } else if let Some(inner) = rest.strip_prefix('"') {
            let mut escaped = false;
            let end = inner.find(|c| {
                let ends = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                ends
            });
            let end = end.unwrap_or(inner.len());
            found.push(inner[..end].to_owned());
            rest = inner.get(end + 1..).unwrap_or("");
        } else {
            let quote = ["'\"'", "'\\''", "'/'"].into_iter().find(|quote| rest.starts_with(*quote));
            rest = &rest[quote.map_or(1, str::len)..];
        }
    }
    found
}

#[test]
fn strings_are_found_in_a_source() {
    let source =
        "let a = \"one two\"; // \"three\"\n// \"four\"\nlet c = '\"';\nf(\"five \\\" six\");";
    let found = strings(source);
    assert!(found.contains(&"one two".to_owned()));
    assert!(found.iter().any(|string| string.contains("five")));
    assert!(!found.contains(&"four".to_owned()));
}
