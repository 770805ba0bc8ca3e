//! What a request can run into. A fault in, an answer with its status, as a page or as JSON, out.

use crate::answer::page;
use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use onrecord_store::answering::refused::Refused;
use onrecord_store::database::fault::Fault;
use serde_json::json;

/// Why a request is not answered as asked.
#[derive(Debug)]
pub enum Trouble {
    /// Nothing is held under this address.
    NotFound,
    /// It stands at another address.
    Moved(String),
    /// The request cannot be read, or says what is not accepted.
    Bad(String),
    /// Whoever asks has not signed in.
    SignIn,
    /// Whoever asks may not do this.
    Forbidden(String),
    /// It conflicts with what happened meanwhile.
    Conflict(String),
    /// It was there and is gone.
    Gone(String),
    /// The request is longer than is read.
    TooLarge,
    /// Too many requests; seconds to wait.
    TooMany(u64),
    /// It is sent as another kind of content than is read.
    Kind,
    /// This address does not take this method.
    Method,
    /// The server's own fault; the reason is for its log.
    Internal(String),
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Trouble {
        Trouble::Internal(fault.to_string())
    }
}

impl From<Refused> for Trouble {
    fn from(refused: Refused) -> Trouble {
        let words = refused.to_string();
        match refused {
            Refused::TooMany(seconds) => Trouble::TooMany(u64::try_from(seconds).unwrap_or(1)),
            Refused::Busy => Trouble::TooMany(3600),
            Refused::Missing(_) => Trouble::NotFound,
            Refused::Link => Trouble::Gone(words),
            Refused::State { .. } | Refused::Unverified(_) => Trouble::Conflict(words),
            Refused::Database(fault) => fault.into(),
            _ => Trouble::Bad(words),
        }
    }
}

#[derive(Template)]
#[template(path = "trouble.html")]
struct TroublePage<'a> {
    title: &'a str,
    sentence: &'a str,
}

impl Trouble {
    fn status(&self) -> StatusCode {
        match self {
            Trouble::NotFound => StatusCode::NOT_FOUND,
            Trouble::Moved(_) => StatusCode::MOVED_PERMANENTLY,
            Trouble::Bad(_) => StatusCode::BAD_REQUEST,
            Trouble::SignIn => StatusCode::UNAUTHORIZED,
            Trouble::Forbidden(_) => StatusCode::FORBIDDEN,
            Trouble::Conflict(_) => StatusCode::CONFLICT,
            Trouble::Gone(_) => StatusCode::GONE,
            Trouble::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Trouble::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Trouble::Kind => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Trouble::Method => StatusCode::METHOD_NOT_ALLOWED,
            Trouble::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn words(&self) -> (&'static str, &str) {
        match self {
            Trouble::NotFound => (
                "Nothing is held here",
                "No page of this record has that address. It may have been mistyped, or the page was never kept.",
            ),
            Trouble::Moved(_) => ("Moved", "It stands at another address."),
            Trouble::Bad(reason) => ("This request cannot be read", reason),
            Trouble::SignIn => ("Sign in first", "This page is for the moderators of this record."),
            Trouble::Forbidden(reason) => ("Not allowed", reason),
            Trouble::Conflict(reason) => ("Something changed meanwhile", reason),
            Trouble::Gone(reason) => ("No longer here", reason),
            Trouble::TooLarge => (
                "Too long",
                "The request is longer than this server reads. Shorten it and send it again.",
            ),
            Trouble::TooMany(_) => (
                "Too many requests",
                "Too many came from your network in a short time. Wait a moment and try again.",
            ),
            Trouble::Kind => ("Another kind of content", "Send it as application/json."),
            Trouble::Method => ("Not this way", "This address does not take that kind of request."),
            Trouble::Internal(_) => (
                "A fault of this server",
                "The page could not be made. It is not your request that is at fault; the operator can read the reason in the server's log.",
            ),
        }
    }

    /// The answer as JSON: `{"status", "title", "detail"}`.
    #[must_use]
    pub fn json(&self) -> Response {
        let (title, sentence) = self.words();
        let body = json!({ "status": self.status().as_u16(), "title": title, "detail": sentence });
        let kind = HeaderValue::from_static("application/problem+json");
        self.headed(
            (self.status(), [(header::CONTENT_TYPE, kind)], format!("{body}\n")).into_response(),
        )
    }

    fn headed(&self, mut response: Response) -> Response {
        let headers = response.headers_mut();
        match self {
            Trouble::Moved(to) => {
                if let Ok(to) = HeaderValue::from_str(to) {
                    headers.insert(header::LOCATION, to);
                }
            }
            Trouble::TooMany(seconds) => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
            }
            Trouble::SignIn => {
                headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
            }
            _ => {}
        }
        response
    }
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        if let Trouble::Internal(reason) = &self {
            crate::serving::log(reason);
        }
        let (title, sentence) = self.words();
        let mut response = page(&TroublePage { title, sentence });
        *response.status_mut() = self.status();
        self.headed(response)
    }
}
