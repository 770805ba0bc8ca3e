//! What is kept of a document, without somebody's names. Kept bytes, rows and JSON in; the same with every mention
//! masked, place for place, out.

use crate::database::fault::Fault;
use crate::erasing::names::Names;
use crate::store::version::{Version, hash, reading};
use onrecord::document::Document;
use onrecord::document::origin::DocumentKind;
use serde_json::Value as Json;

/// The name that bytes are read under that were put down anew as plain text.
const PLAIN: &str = "text.txt";

/// The bytes of a version without the names.
#[derive(Debug)]
pub(crate) struct Rewritten {
    pub(crate) bytes: Vec<u8>,
    pub(crate) side: Option<Vec<u8>>,
    pub(crate) side_name: Option<String>,
    pub(crate) read_as: String,
    /// Of the bytes and the side file as they are then.
    pub(crate) hash: String,
}

/// `version` without `names`; `None` where it does not say them. A version is rewritten whole or not at all: its
/// text has every other letter where it was.
///
/// # Errors
/// Where its bytes are damaged, or hold the names so that they cannot be taken out without moving the rest.
pub(crate) fn rewritten(version: &Version, names: &Names) -> Result<Option<Rewritten>, Fault> {
    let (bytes, side) = version.opened()?;
    let read_as = version.read_as();
    let address = names.replaced_in_address(read_as);
    let side_name = version.side_name().map(|name| names.replaced_in_address(name));
    let is_renamed = address != read_as || side_name.as_deref() != version.side_name();
    let text = std::str::from_utf8(&bytes).ok();
    if !is_renamed
        && let Some(text) = text
        && side.as_deref().is_none_or(|side| std::str::from_utf8(side).is_ok())
    {
        let side = side.as_deref().and_then(|side| std::str::from_utf8(side).ok());
        let lower = |text: &str| names.may_be_in(&text.to_lowercase());
        let may_hide = names.are_beyond_ascii() && text.contains('&');
        if !lower(text) && !side.is_some_and(lower) && !may_hide {
            return Ok(None);
        }
    }
    let before = read(&bytes, side.as_deref(), version.side_name(), read_as, version.kind);
    let wanted = names.replaced(&before.text);
    let side_after = side.as_deref().map(|side| masked(side, names));
    let is_same = |bytes: &[u8], read_as: &str| {
        let side = side_after.as_deref();
        let after = read(bytes, side, side_name.as_deref(), read_as, version.kind);
        after.text == wanted && turns(&after) == turns(&before)
    };
    let whole = text.map(|text| names.replaced(text).into_bytes());
    let whole =
        whole.filter(|bytes| is_same(bytes, &address)).map(|bytes| (bytes, address.clone()));
    // Another encoding, a packed format, a name with a sign written as an entity: the text itself is kept instead.
    let plain = || {
        let bytes = wanted.clone().into_bytes();
        is_same(&bytes, PLAIN).then(|| (bytes, PLAIN.to_owned()))
    };
    let (after, read_as) = whole.or_else(plain).ok_or_else(|| {
        let Version { document, number, .. } = version;
        Fault::Content(format!(
            "version {number} of document {document} names them in a way that cannot be masked without moving the \
             rest of its text; nothing was changed. Withhold the document, or give the spelling with --also"
        ))
    })?;
    if after == bytes && side_after == side && !is_renamed {
        return Ok(None);
    }
    let named = side_after.as_deref().zip(side_name.as_deref());
    let hash = hash(&after, named);
    Ok(Some(Rewritten { bytes: after, side: side_after, side_name, read_as, hash }))
}

fn read(
    bytes: &[u8],
    side: Option<&[u8]>,
    side_name: Option<&str>,
    read_as: &str,
    kind: DocumentKind,
) -> Document {
    reading(bytes, side.zip(side_name), read_as, kind)
}

/// Where turns begin and end, and whether somebody is given as the speaker of each.
fn turns(document: &Document) -> Vec<(usize, usize, bool)> {
    let turns = document.transcript.iter().flat_map(|said| &said.turns);
    turns.map(|turn| (turn.span.start(), turn.span.end(), turn.speaker.is_some())).collect()
}

fn masked(bytes: &[u8], names: &Names) -> Vec<u8> {
    match std::str::from_utf8(bytes) {
        Ok(text) => names.replaced(text).into_bytes(),
        Err(_) => names.replaced(&String::from_utf8_lossy(bytes)).into_bytes(),
    }
}

/// The JSON text `text` with every mention masked; where a whole name stands as the name of a speaker, the
/// pseudonym stands then, and the person's ids are gone. `None` where it does not say the names.
///
/// # Errors
/// Where it is no JSON.
pub(crate) fn rewritten_json(
    text: &str,
    names: &Names,
    pseudonym: &str,
) -> Result<Option<String>, Fault> {
    if !names.may_be_in(&text.to_lowercase()) {
        return Ok(None);
    }
    let mut value: Json = serde_json::from_str(text)
        .map_err(|error| Fault::Content(format!("what is kept is not JSON: {error}")))?;
    walk(&mut value, "", names, pseudonym);
    let after = value.to_string();
    Ok((after != text).then_some(after))
}

fn walk(value: &mut Json, key: &str, names: &Names, pseudonym: &str) {
    match value {
        Json::String(text) => {
            *text = match key {
                "name" | "speaker" | "addressee" | "speakers" if names.are(text) => {
                    pseudonym.to_owned()
                }
                "link" | "url" | "source" => names.replaced_in_address(text),
                _ => names.replaced(text),
            };
        }
        Json::Array(list) => list.iter_mut().for_each(|one| walk(one, key, names, pseudonym)),
        Json::Object(fields) => {
            if fields.get("name").and_then(Json::as_str).is_some_and(|name| names.are(name))
                && let Some(ids) = fields.get_mut("ids")
            {
                *ids = Json::Object(serde_json::Map::new());
            }
            for (key, value) in fields.iter_mut() {
                walk(value, key, names, pseudonym);
            }
        }
        _ => {}
    }
}
