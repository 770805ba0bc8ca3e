//! Where words begin and end. A text and a place in, the end of the word there out; no contractions,
//! no sentences.

/// The end of the token that begins at `at`, which is a char boundary and not white space. Always past
/// `at`, a char boundary, and found in time in step with the token's length.
pub(crate) fn end_of_token(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let Some(first) = bytes.get(at).copied() else { return text.len() };
    match first {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => word_or_address(text, at),
        b'@' | b'#' if is_word_byte(bytes.get(at + 1)) => handle_end(bytes, at + 1),
        b'\'' if bytes.get(at + 1) == Some(&b'\'') => at + 2,
        b'`' if bytes.get(at + 1) == Some(&b'`') => at + 2,
        b'\'' => clipped_end(text, at, 1),
        b'-' if bytes.get(at + 1).is_some_and(u8::is_ascii_digit) && !follows_word(text, at) => {
            word_end(text, at + 1)
        }
        b'-' => run_end(bytes, at, b'-'),
        b'.' => stops_end(bytes, at),
        b'!' | b'?' | b'*' | b'_' | b'=' => run_end(bytes, at, first),
        _ if first.is_ascii() => at + 1,
        _ => {
            let c = text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
            let after = at + c.len_utf8();
            if c.is_alphanumeric() {
                word_end(text, at)
            } else if c == '’' {
                clipped_end(text, at, c.len_utf8())
            } else {
                after
            }
        }
    }
}

pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘')
}

fn is_word_byte(byte: Option<&u8>) -> bool {
    byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
}

fn follows_word(text: &str, at: usize) -> bool {
    text.get(..at).and_then(|before| before.chars().next_back()).is_some_and(char::is_alphanumeric)
}

fn handle_end(bytes: &[u8], from: usize) -> usize {
    let mut end = from;
    while is_word_byte(bytes.get(end)) {
        end += 1;
    }
    end
}

fn run_end(bytes: &[u8], from: usize, byte: u8) -> usize {
    let mut end = from + 1;
    while bytes.get(end) == Some(&byte) {
        end += 1;
    }
    end
}

/// One full stop, or an ellipsis of touching or of spaced stops.
fn stops_end(bytes: &[u8], at: usize) -> usize {
    let end = run_end(bytes, at, b'.');
    if end > at + 1 {
        return end;
    }
    let mut spaced = end;
    // Three at most: a fourth ends the sentence. " .5" is a number.
    while spaced < end + 4 && bytes.get(spaced..).is_some_and(|rest| rest.starts_with(b" .")) {
        if bytes.get(spaced + 2).is_some_and(|byte| byte.is_ascii_digit() || *byte == b'.') {
            break;
        }
        spaced += 2;
    }
    if spaced > end { spaced } else { end }
}

/// A word whose first letters an apostrophe of `n_bytes` stands for, as in "'em" and "'80s"; else the
/// apostrophe alone.
fn clipped_end(text: &str, at: usize, n_bytes: usize) -> usize {
    let after = at + n_bytes;
    let bytes = text.as_bytes();
    let mut end = after;
    while bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) {
        end += 1;
    }
    let rest = bytes.get(after..end).unwrap_or_default();
    let is_decade = matches!(rest, [a, b, tail @ ..]
        if a.is_ascii_digit() && b.is_ascii_digit() && matches!(tail, [] | [b's']));
    let is_clipped =
        ["em", "cause", "til", "tis", "twas", "s", "re", "ve", "ll", "d", "m", "n", "bout"]
            .iter()
            .any(|word| rest.eq_ignore_ascii_case(word.as_bytes()));
    if is_decade || is_clipped { end } else { after }
}

fn word_or_address(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    let is_address = [&b"http://"[..], b"https://", b"www."].iter().any(|opening| {
        rest.get(..opening.len()).is_some_and(|start| start.eq_ignore_ascii_case(opening))
    });
    if is_address { address_end(text, at) } else { word_end(text, at) }
}

/// Up to the white space, less the marks that end it.
fn address_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    let whole = rest
        .split(|c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”' | '<' | '>' | '’'))
        .next()
        .unwrap_or("");
    let trimmed = whole.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'']);
    (at + trimmed.len()).max(at + 1)
}

/// Letters and digits with what joins them: hyphens, apostrophes, the stops of initials and the marks
/// inside numbers.
fn word_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = at;
    loop {
        while bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) {
            end += 1;
        }
        let Some(byte) = bytes.get(end).copied() else { return text.len() };
        if !byte.is_ascii() {
            let c = text.get(end..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
            let after = end + c.len_utf8();
            let goes_on = c.is_alphanumeric()
                || matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}')
                || (is_apostrophe(c) && end > at && opens_word(text, after));
            if !goes_on {
                return end.max(at + 1);
            }
            end = after;
            continue;
        }
        let before = end.checked_sub(1).filter(|_| end > at).and_then(|i| bytes.get(i));
        let after = bytes.get(end + 1);
        let digits =
            before.is_some_and(u8::is_ascii_digit) && after.is_some_and(u8::is_ascii_digit);
        let joins = match byte {
            b'-' | b'\'' | b'/' | b'_' => opens_word(text, end + 1),
            // "U.S.-Mexico"
            b'.' if after == Some(&b'-') => {
                end >= at + 3 && bytes.get(end - 2) == Some(&b'.') && opens_word(text, end + 2)
            }
            b'&' => {
                before.is_some_and(u8::is_ascii_uppercase)
                    && after.is_some_and(u8::is_ascii_uppercase)
            }
            b'.' => digits || joins_initials(bytes, at, end),
            b',' | b':' => digits,
            b'@' => before.is_some() && is_word_byte(after),
            _ => false,
        };
        if !joins {
            return end.max(at + 1);
        }
        end += if byte == b'.' && after == Some(&b'-') { 2 } else { 1 };
    }
}

fn opens_word(text: &str, at: usize) -> bool {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => byte.is_ascii_alphanumeric(),
        Some(_) => {
            text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphanumeric)
        }
        None => false,
    }
}

/// Whether the stop at `end` stands inside initials or an address: "U.S", "a.m", "example.org".
/// "end.The", two sentences that lost their space, is parted.
fn joins_initials(bytes: &[u8], at: usize, end: usize) -> bool {
    let Some(after) = bytes.get(end + 1).filter(|byte| byte.is_ascii_alphanumeric()) else {
        return false;
    };
    let part = bytes.get(at..end).unwrap_or_default();
    let part = part.rsplit(|byte| matches!(byte, b'.' | b'-')).next().unwrap_or_default();
    let is_initial = part.len() <= 2 && part.iter().all(u8::is_ascii_alphabetic);
    is_initial || !after.is_ascii_uppercase() && !after.is_ascii_digit()
}
