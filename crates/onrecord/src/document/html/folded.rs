//! Words for comparison: a text in, its letters and digits in lower case out, parted by single spaces.
//! Soft hyphens vanish, so that "Heli\u{AD}port" is one word.

/// `text` for comparison; empty where it has no letter or digit.
pub(crate) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if c != '\u{AD}' && !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}
