//! What the readers of a store promise, on any bytes: feeds, captures, forms. Bytes in; a broken promise is a
//! panic that says which. The fuzz targets and `crates/onrecord-store/tests/any_bytes.rs` both call it.

use onrecord_store::answering::Target;
use onrecord_store::answering::form::{Form, Secret, TEXT};
use onrecord_store::answering::settings::Settings;
use onrecord_store::store::feed::entries;
use onrecord_store::store::warc::{answers, pages};
use std::io::Cursor;

/// Reads `bytes` as a feed: every entry has a text and is read again as the JSON that it is kept as.
pub(crate) fn hold_feed(bytes: &[u8]) {
    let read = entries(bytes);
    assert_eq!(read, entries(bytes), "the same bytes read differently");
    for entry in read.into_iter().flatten() {
        assert!(!entry.html.trim().is_empty(), "an entry without a text");
        let json: serde_json::Value =
            serde_json::from_str(&entry.json()).expect("an entry is kept as JSON");
        assert_eq!(json["html"], entry.html, "the text is kept whole");
    }
}

/// Reads `bytes` as a file of captures: it ends, and after an error nothing follows.
pub(crate) fn hold_captures(bytes: &[u8]) {
    let mut is_over = false;
    let mut n_pages = 0;
    for page in pages(Cursor::new(bytes.to_vec())) {
        assert!(!is_over, "a page follows an error");
        is_over = page.is_err();
        n_pages += usize::from(!is_over);
    }
    assert!(n_pages <= bytes.len() * 1100, "more pages than bytes can hold");
    for one in answers(bytes).into_iter().flatten() {
        assert!(one.offset + one.length <= bytes.len() as u64, "an answer ends behind its file");
        assert!(one.length > 0, "an answer has no bytes");
    }
}

/// Reads `bytes` as a form, as a browser sends it: it is taken within its limits, or its faults are told.
pub(crate) fn hold_form(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut parts = text.split('&').map(str::to_owned);
    let mut next = || parts.next().unwrap_or_default();
    let form = Form {
        name: next(),
        email: Secret(next()),
        party: next(),
        meaning: next(),
        inaccurate: next(),
        text: next(),
        consent: next(),
        ..Form::default()
    };
    match form.read(&Settings::default(), Target::Finding("f".to_owned())) {
        Ok(submission) => {
            let wording = &submission.wording;
            assert!(!wording.name.trim().is_empty() && !wording.text.trim().is_empty());
            assert!(wording.text.chars().count() <= TEXT, "a text above its limit");
            assert!(!wording.name.contains('@'), "an e-mail for a name");
            let is_clean = |text: &str| !text.chars().any(|c| c.is_control() && c != '\n');
            for text in [&wording.name, &wording.meaning, &wording.inaccurate, &wording.text] {
                assert!(is_clean(text), "a control character is published: {text:?}");
            }
        }
        Err(faults) => assert!(!faults.is_empty(), "refused without a reason"),
    }
}
