//! Forms as browsers send them. A request's body in, its bytes or its fields out; what is no UTF-8, too long or
//! of another kind is refused with the reason.

use crate::trouble::Trouble;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use percent_encoding::percent_decode_str;
use serde::de::DeserializeOwned;

/// The fields of a form, not yet read.
#[derive(Debug, Clone)]
pub struct Sent(String);

impl Sent {
    /// The fields as `T`.
    ///
    /// # Errors
    /// Where a field is missing, or is not what `T` has there.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Trouble> {
        serde_urlencoded::from_str(&self.0)
            .map_err(|error| Trouble::Bad(format!("the form cannot be read: {error}")))
    }
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Trouble;

    async fn from_request(request: Request, state: &S) -> Result<Sent, Trouble> {
        let kind = request.headers().get(header::CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if !kind.starts_with("application/x-www-form-urlencoded") {
            let wanted = "a form is sent as application/x-www-form-urlencoded";
            return Err(Trouble::Bad(wanted.to_owned()));
        }
        let bytes = body(request, state).await?;
        let no_text = || Trouble::Bad("the form is no UTF-8 text".to_owned());
        let text = String::from_utf8(bytes.to_vec()).map_err(|_| no_text())?;
        let is_text = percent_decode_str(&text).decode_utf8().is_ok();
        if is_text { Ok(Sent(text)) } else { Err(no_text()) }
    }
}

/// The body of a request, up to the limit.
///
/// # Errors
/// Where it is longer, or breaks off.
pub async fn body<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Trouble> {
    Bytes::from_request(request, state).await.map_err(|rejection| {
        match rejection.into_response().status() {
            StatusCode::PAYLOAD_TOO_LARGE => Trouble::TooLarge,
            _ => Trouble::Bad("the request broke off".to_owned()),
        }
    })
}
