//! Signing in and out.

use crate::answer::page;
use crate::sent::Sent;
use crate::serving::Peer;
use crate::signed::{Signed, set_cookie};
use crate::site::Site;
use crate::trouble::Trouble;
use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use onrecord_store::account::password::{kept, matches};
use onrecord_store::account::session;
use onrecord_store::answering::refused::Refused;
use onrecord_store::machine::now;
use serde::Deserialize;
use std::net::{IpAddr, Ipv4Addr};

/// Attempts that one network has in an hour.
const ATTEMPTS: u32 = 20;

#[derive(Template)]
#[template(path = "sign-in.html")]
struct SignInPage {
    name: String,
    fault: Option<&'static str>,
}

/// What the form sends.
#[derive(Deserialize)]
pub struct Credentials {
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: String,
}

/// What a form that changes nothing else sends.
#[derive(Debug, Deserialize)]
pub struct Own {
    /// The session's token.
    #[serde(default)]
    pub csrf: String,
}

/// `GET /sign-in`
pub async fn form() -> Response {
    page(&SignInPage { name: String::new(), fault: None })
}

/// `POST /sign-in`
pub async fn sign_in(
    State(site): State<Site>,
    peer: Option<Extension<Peer>>,
    sent: Sent,
) -> Result<Response, Trouble> {
    let address = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |Extension(peer)| peer.0);
    site.desk().guard.count_act("sign-in", address, ATTEMPTS, now())?;
    let Credentials { name, password } = sent.read()?;
    let asked = name.clone();
    let known = site.read(move |engine| kept(engine, &asked)).await?;
    let (account, hashed) = known.unzip();
    // Reckoning the hash takes a while by design; it is done where waiting harms nobody.
    let fits = tokio::task::spawn_blocking(move || matches(hashed.as_ref(), &password)).await;
    let Some(account) = account.filter(|_| fits.unwrap_or_default()) else {
        let fault = Some("No account of this name has this password.");
        let mut response = page(&SignInPage { name, fault });
        *response.status_mut() = StatusCode::FORBIDDEN;
        return Ok(response);
    };
    let token = site
        .write(move |engine| session::begin(engine, &account, now()).map_err(Refused::from))
        .await
        .map_err(Trouble::from)?;
    Ok(with_cookie(&site, &token, "/moderation"))
}

/// `POST /sign-out`
pub async fn sign_out(
    State(site): State<Site>,
    signed: Signed,
    sent: Sent,
) -> Result<Response, Trouble> {
    signed.own(&sent.read::<Own>()?.csrf)?;
    let token = signed.token;
    site.write(move |engine| session::end(engine, &token).map_err(Refused::from))
        .await
        .map_err(Trouble::from)?;
    Ok(with_cookie(&site, "", "/"))
}

fn with_cookie(site: &Site, token: &str, to: &str) -> Response {
    let mut response = Redirect::to(to).into_response();
    if let Ok(cookie) = HeaderValue::from_str(&set_cookie(site, token)) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}
