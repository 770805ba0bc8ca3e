//! Who is signed in. The cookie of a request in, the session out; a form has to carry the session's own token.

use crate::site::Site;
use crate::trouble::Trouble;
use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use onrecord_store::account::Role;
use onrecord_store::account::session::{self, HOURS, Session};
use onrecord_store::machine::now;

/// The cookie's name.
const COOKIE: &str = "onrecord";

/// A moderator or more, with the cookie's token.
#[derive(Debug)]
pub struct Signed {
    /// The session.
    pub session: Session,
    /// The cookie's token.
    pub token: String,
}

impl Signed {
    /// Whether a form was theirs.
    ///
    /// # Errors
    /// Where it did not carry the session's token.
    pub fn own(&self, csrf: &str) -> Result<(), Trouble> {
        if self.session.is_own_form(csrf) {
            return Ok(());
        }
        Err(Trouble::Forbidden("the form is not from this session; open the page again".to_owned()))
    }
}

impl FromRequestParts<Site> for Signed {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Signed, Trouble> {
        let token = cookie(parts).ok_or(Trouble::SignIn)?;
        let asked = token.clone();
        let found = site.read(move |engine| session::of(engine, &asked, now())).await?;
        let session = found.ok_or(Trouble::SignIn)?;
        if !session.may(Role::Moderator) {
            return Err(Trouble::Forbidden("this account may not decide on replies".to_owned()));
        }
        Ok(Signed { session, token })
    }
}

fn cookie(parts: &Parts) -> Option<String> {
    let cookies = parts.headers.get_all(header::COOKIE).iter().filter_map(|one| one.to_str().ok());
    let mut pairs =
        cookies.flat_map(|one| one.split(';')).filter_map(|one| one.trim().split_once('='));
    pairs.find(|(name, _)| *name == COOKIE).map(|(_, value)| value.to_owned())
}

/// The header that sets the cookie; over HTTPS only where the site's address says so.
#[must_use]
pub fn set_cookie(site: &Site, token: &str) -> String {
    let secure = if site.presentation().address.starts_with("https://") { "; Secure" } else { "" };
    let seconds = if token.is_empty() { 0 } else { HOURS * 3600 };
    format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}")
}
