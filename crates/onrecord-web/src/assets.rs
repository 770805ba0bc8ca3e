//! The style sheet, the script and the icon, served from the program itself under names that change with their bytes.

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use std::sync::LazyLock;

/// The style sheet.
pub(crate) const STYLE: &str = include_str!("../assets/site.css");
const SCRIPT: &str = include_str!("../assets/site.js");
const ICON: &str = include_str!("../assets/icon.svg");

/// The address of the style sheet.
pub static STYLE_PATH: LazyLock<String> = LazyLock::new(|| named("site", STYLE, "css"));
/// The address of the script.
pub static SCRIPT_PATH: LazyLock<String> = LazyLock::new(|| named("site", SCRIPT, "js"));

/// The address of the icon.
pub static ICON_PATH: LazyLock<String> = LazyLock::new(|| named("site", ICON, "svg"));

fn named(stem: &str, text: &str, ending: &str) -> String {
    format!("/assets/{stem}-{}.{ending}", &blake3::hash(text.as_bytes()).to_hex()[..12])
}

/// One of the three; a name of another version gets this one, to be asked for again.
pub async fn asset(Path(name): Path<String>) -> Response {
    let (text, kind, path) = if name.starts_with("site-") && name.ends_with(".css") {
        (STYLE, "text/css; charset=utf-8", &*STYLE_PATH)
    } else if name.starts_with("site-") && name.ends_with(".js") {
        (SCRIPT, "text/javascript; charset=utf-8", &*SCRIPT_PATH)
    } else if name.starts_with("site-") && name.ends_with(".svg") {
        (ICON, "image/svg+xml", &*ICON_PATH)
    } else {
        return crate::trouble::Trouble::NotFound.into_response();
    };
    let is_this = path.ends_with(&format!("/{name}"));
    let keep = if is_this { "public, max-age=31536000, immutable" } else { "no-cache" };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CACHE_CONTROL, HeaderValue::from_static(keep)),
    ];
    (headers, text).into_response()
}
