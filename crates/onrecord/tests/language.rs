//! A finding speaks of texts, never of persons' motives: no words of blame in anything that is shown.

#![expect(clippy::disallowed_methods, reason = "the sources lie in files")]

use std::fs;
use std::path::{Path, PathBuf};

const BANNED: [&str; 12] = [
    "lie",
    "lied",
    "liar",
    "fake",
    "fabricated",
    "hoax",
    "invented",
    "dishonest",
    "misled",
    "deliberately",
    "manipulated",
    "distorted",
];

/// The literals of a source file: what stands between double marks, comments and tests left out.
/// `false` is a word of the language outside literals, so literals alone are looked at.
fn literals(source: &str) -> Vec<String> {
    let body = source.split("#[cfg(test)]").next().unwrap_or("");
    let lines = body.lines().map(str::trim_start).filter(|line| !line.starts_with("//"));
    let text = lines.collect::<Vec<_>>().join("\n").replace("\\\"", " ").replace("'\"'", " ");
    text.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn no_template_blames() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut n_literals = 0;
    for folder in ["verdict", "verdict/rules", "verdict/policies", "report"] {
        for path in files(&root.join(folder)) {
            let source = fs::read_to_string(&path).expect("a listed file can be read");
            let shown = match path.extension().and_then(|ending| ending.to_str()) {
                Some("rs") => literals(&source),
                _ => vec![source],
            };
            for literal in shown {
                n_literals += 1;
                let words = literal.split(|c: char| !c.is_alphanumeric() && c != '-');
                for word in words {
                    let word = word.to_lowercase();
                    assert!(
                        !BANNED.contains(&word.as_str()) && word != "false",
                        "{}: {word:?} in {literal:?}",
                        path.display()
                    );
                }
            }
        }
    }
    assert!(n_literals > 100, "only {n_literals} literals were looked at");
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder can be listed")
        .map(|entry| entry.expect("an entry can be read").path())
        .filter(|path| path.is_file())
        .collect();
    found.sort();
    found
}
