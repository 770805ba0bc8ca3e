//! Character references of subtitle files and of HTML escaped twice (`&amp;`, `&#39;`). Characters in, characters out; one that
//! is not known stays as it is. HTML has its own, in the parser.

/// `words` with its references resolved.
#[must_use]
pub fn decoded(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find('&') {
        let (before, reference) = rest.split_at(at);
        out.push_str(before);
        let end = reference.bytes().take(LONGEST).position(|byte| byte == b';');
        let known = end.and_then(|end| Some((character(reference.get(1..end)?)?, end + 1)));
        let (c, len) = known.unwrap_or(('&', 1));
        out.push(c);
        rest = reference.get(len..).unwrap_or("");
    }
    out.push_str(rest);
    out
}

/// Longest reference, in bytes: `&#x10FFFF;`.
const LONGEST: usize = 12;

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| *c != '\0');
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        "lrm" => '\u{200E}',
        "rlm" => '\u{200F}',
        "ldquo" => '“',
        "rdquo" => '”',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "bdquo" => '„',
        "laquo" => '«',
        "raquo" => '»',
        "auml" => 'ä',
        "ouml" => 'ö',
        "uuml" => 'ü',
        "Auml" => 'Ä',
        "Ouml" => 'Ö',
        "Uuml" => 'Ü',
        "szlig" => 'ß',
        "eacute" => 'é',
        "egrave" => 'è',
        "agrave" => 'à',
        "aacute" => 'á',
        "iacute" => 'í',
        "oacute" => 'ó',
        "uacute" => 'ú',
        "ntilde" => 'ñ',
        "ccedil" => 'ç',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use crate::document::entity::decoded;

    #[test]
    fn known_references_are_resolved_and_others_stay() {
        assert_eq!(decoded("R&amp;D &#39;x&#x27; &lt;b&gt;"), "R&D 'x' <b>");
        assert_eq!(
            decoded("AT&T &unknown; & &#0; &#xFFFFFFFF;"),
            "AT&T &unknown; & &#0; &#xFFFFFFFF;"
        );
    }
}
