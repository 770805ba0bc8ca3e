//! Which program asks. The header `Authorization: Bearer …` in, whom it works for and what it may do out.

use crate::api::Problem;
use crate::site::Site;
use crate::trouble::Trouble;
use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use onrecord_store::account::token::{Granted, Scope, of};
use onrecord_store::machine::now;

/// What a program may do.
#[derive(Debug)]
pub struct Bearer(Granted);

impl Bearer {
    /// The id of the account that the program works for, where it may use `scope`.
    ///
    /// # Errors
    /// Where its token was made for something else.
    pub fn may(&self, scope: Scope) -> Result<&str, Trouble> {
        if self.0.scopes.contains(&scope) {
            return Ok(&self.0.account.id);
        }
        let wanted = format!("the token does not have the scope \"{}\"", scope.word());
        Err(Trouble::Forbidden(wanted))
    }
}

impl FromRequestParts<Site> for Bearer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Bearer, Problem> {
        let line = parts.headers.get(header::AUTHORIZATION).and_then(|line| line.to_str().ok());
        let token = line.and_then(|line| {
            let (scheme, token) = line.split_once(' ')?;
            scheme.eq_ignore_ascii_case("bearer").then(|| token.trim().to_owned())
        });
        let Some(token) = token else { return Err(Problem(Trouble::SignIn)) };
        let granted = site.read(move |engine| of(engine, &token, now())).await?;
        granted.map(Bearer).ok_or(Problem(Trouble::SignIn))
    }
}
