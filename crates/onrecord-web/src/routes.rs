//! Every address of the site, in one list, and what all of them have in common.

use crate::answer::headed;
use crate::api::{self, Problem};
use crate::assets::asset;
use crate::pages::{
    chain, document, embed, help, home, moderation, occasion, outlet, person, replies, reply,
    search, sign_in, statement,
};
use crate::site::Site;
use crate::trouble::Trouble;
use crate::{alerts, annotations, feeds, oembed, sarif};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{StatusCode, Uri};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use std::time::Duration;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

/// Bytes of a request's body that are read at most.
pub const BODY: usize = 64 << 10;
/// How long a request may take, its body included.
const TIME: Duration = Duration::from_secs(30);
/// Bytes of an address that are read at most.
const ADDRESS: usize = 4096;

/// The routes over `site`.
pub fn routes(site: Site) -> Router {
    Router::new()
        .route("/", get(home::home))
        .route("/feed.json", get(alerts::site))
        .route("/search", get(search::search))
        .route("/s/{id}", get(statement::statement))
        .route("/p/{id}", get(person::person))
        .route("/o/{id}", get(outlet::outlet))
        .route("/d/{id}", get(document::document))
        .route("/r/{id}", get(occasion::occasion))
        .route("/embed/s/{id}", get(embed::statement))
        .route("/s/{id}/chain", get(chain::chain))
        .route("/s/{id}/feed.json", get(feeds::statement))
        .route("/s/{id}/report.sarif", get(sarif::statement))
        .route("/s/{id}/annotations.json", get(annotations::annotations))
        .route("/p/{id}/feed.json", get(feeds::person))
        .route("/o/{id}/feed.json", get(feeds::outlet))
        .route("/d/{id}/report.sarif", get(sarif::document))
        .route("/f/{id}", get(replies::finding))
        .route("/replies", get(replies::replies))
        .route("/replies/feed.json", get(feeds::replies))
        .route("/reply", get(reply::form).post(reply::send))
        .route("/reply/confirm/{token}", get(reply::confirmation).post(reply::confirm))
        .route("/reply/manage/{token}", get(reply::own).post(reply::change))
        .route("/reply/manage/{token}/withdraw", post(reply::withdraw))
        .route("/sign-in", get(sign_in::form).post(sign_in::sign_in))
        .route("/sign-out", post(sign_in::sign_out))
        .route("/moderation", get(moderation::queue))
        .route("/moderation/{reply}/verify", post(moderation::verify))
        .route("/moderation/{reply}/publish", post(moderation::show))
        .route("/moderation/{reply}/refuse", post(moderation::turn_down))
        .route("/oembed", get(oembed::oembed))
        .route("/api/v1/openapi.json", get(api::openapi))
        .route("/api/v1/statements/{id}", get(api::reading::statement))
        .route("/api/v1/statements/{id}/chain", get(api::chain::chain))
        .route("/api/v1/findings/{id}", get(api::reading::finding))
        .route("/api/v1/persons/{id}", get(api::reading::person))
        .route("/api/v1/outlets/{id}", get(api::reading::outlet))
        .route("/api/v1/documents/{id}", get(api::reading::document))
        .route("/api/v1/occasions/{id}", get(api::reading::occasion))
        .route("/api/v1/search", get(api::reading::search))
        .route("/api/v1/replies", get(api::reading::replies).post(api::submitting::submit))
        .route("/api/v1/moderation", get(api::moderating::waiting))
        .route("/api/v1/moderation/{reply}/verify", post(api::moderating::verify))
        .route("/api/v1/moderation/{reply}/publish", post(api::moderating::show))
        .route("/api/v1/moderation/{reply}/refuse", post(api::moderating::turn_down))
        .route("/help", get(help::help))
        .route("/assets/{name}", get(asset))
        .fallback(|uri: Uri| async move { troubled(&uri, Trouble::NotFound) })
        .method_not_allowed_fallback(|uri: Uri| async move { troubled(&uri, Trouble::Method) })
        .with_state(site)
        .layer(DefaultBodyLimit::max(BODY))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, TIME))
        .layer(from_fn(legible))
        .layer(from_fn(headed))
        .layer(CompressionLayer::new())
}

/// Refuses what no handler could read: addresses that are no UTF-8, hold a control character or are endless.
async fn legible(request: Request, next: Next) -> Response {
    let uri = request.uri();
    let address = uri.path_and_query().map_or("", |address| address.as_str());
    if address.len() > ADDRESS {
        let reason = format!("the address is longer than {ADDRESS} bytes");
        return troubled(uri, Trouble::Bad(reason));
    }
    match percent_encoding::percent_decode_str(address).decode_utf8() {
        Ok(text) if !text.contains('\0') => next.run(request).await,
        _ => troubled(uri, Trouble::Bad("the address is no UTF-8 text".to_owned())),
    }
}

/// The trouble as a page, or for the interface as JSON.
fn troubled(uri: &Uri, trouble: Trouble) -> Response {
    match uri.path().starts_with("/api/") {
        true => Problem(trouble).into_response(),
        false => trouble.into_response(),
    }
}
