//! Answers and their headers. A template or a value in, a response out; every response gets the headers that
//! keep a browser from loading anything else, and every page a digest by which it can be asked for again.

use crate::trouble::Trouble;
use askama::Template;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// A page may load this server's own style sheet and script, and send forms to it; nothing else.
const PAGE_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// A card may be framed by anybody, and loads the style sheet only.
const CARD_POLICY: &str =
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *";
/// Bodies up to here get a digest.
const DIGESTED: usize = 16 << 20;

/// The page that `template` makes.
#[must_use]
pub fn page(template: &impl Template) -> Response {
    match template.render() {
        Ok(html) => typed("text/html; charset=utf-8", html),
        Err(error) => {
            let kind = HeaderValue::from_static("text/plain; charset=utf-8");
            crate::serving::log(&format!("a template failed: {error}"));
            let body = "The page could not be made.\n";
            (StatusCode::INTERNAL_SERVER_ERROR, [(header::CONTENT_TYPE, kind)], body)
                .into_response()
        }
    }
}

/// A page that other pages may frame.
#[must_use]
pub fn card(template: &impl Template) -> Response {
    let mut response = page(template);
    let policy = HeaderValue::from_static(CARD_POLICY);
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    response
}

/// `value` as JSON of media type `kind`.
#[must_use]
pub fn json(kind: &'static str, value: &impl Serialize) -> Response {
    match serde_json::to_string_pretty(value) {
        Ok(text) => typed(kind, text + "\n"),
        Err(error) => Trouble::Internal(error.to_string()).json(),
    }
}

/// `text` of media type `kind`.
#[must_use]
pub fn typed(kind: &'static str, text: String) -> Response {
    ([(header::CONTENT_TYPE, HeaderValue::from_static(kind))], text).into_response()
}

/// Adds what every response carries.
pub async fn headed(request: Request, next: Next) -> Response {
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    let known = request.headers().get(header::IF_NONE_MATCH).cloned();
    let response = next.run(request).await;
    let mut response = if is_read && response.status() == StatusCode::OK {
        digested(response, known.as_ref()).await
    } else {
        response
    };
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(header::CONTENT_SECURITY_POLICY, PAGE_POLICY);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "same-origin");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(
        HeaderName::from_static("permissions-policy"),
        "interest-cohort=(), camera=(), microphone=()",
    );
    set(header::CACHE_CONTROL, if is_read { "no-cache" } else { "no-store" });
    response
}

/// The response with an entity tag over its bytes, or 304 where the asker has these bytes.
async fn digested(response: Response, known: Option<&HeaderValue>) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, DIGESTED).await else {
        return Trouble::Internal("a page is larger than is served".to_owned()).into_response();
    };
    if !parts.headers.contains_key(header::ETAG) {
        let tag = format!("\"{}\"", &blake3::hash(&bytes).to_hex()[..24]);
        if let Ok(tag) = HeaderValue::from_str(&tag) {
            parts.headers.insert(header::ETAG, tag);
        }
    }
    let tag = parts.headers.get(header::ETAG).and_then(|tag| tag.to_str().ok()).unwrap_or_default();
    let known = known.and_then(|known| known.to_str().ok()).unwrap_or_default();
    let is_known = known.split(',').any(|one| {
        let one = one.trim().trim_start_matches("W/");
        one == "*" || one == tag
    });
    if is_known {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(header::CONTENT_LENGTH);
        return Response::from_parts(parts, Body::empty());
    }
    Response::from_parts(parts, Body::from(bytes))
}
