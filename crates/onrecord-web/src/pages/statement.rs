//! A statement, as it stands and as it stood.

use crate::answer::page;
use crate::site::Site;
use crate::trouble::Trouble;
use crate::words::{at_time, web};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use onrecord_store::reading::side::Piece;
use onrecord_store::reading::statement::{
    Found, PageVersion, StatementView, kept, statement as read,
};

#[derive(Template)]
#[template(path = "statement.html")]
struct StatementPage<'a> {
    view: StatementView,
    play: Option<String>,
    address: &'a str,
    /// Where an old version is asked for: which.
    kept: Option<Kept>,
    is_site: bool,
}

/// A version of the page that was kept.
struct Kept {
    version: PageVersion,
    words: String,
    body: String,
}

/// `GET /s/{id}` and `GET /s/{id}@{version}`
pub async fn statement(
    State(site): State<Site>,
    Path(id): Path<String>,
) -> Result<Response, Trouble> {
    let (id, number) = match id.split_once('@') {
        Some((id, number)) => {
            let number: u32 = number.parse().map_err(|_| Trouble::NotFound)?;
            (id.to_owned(), Some(number))
        }
        None => (id, None),
    };
    let asked = id.clone();
    let (found, version) = site
        .read(move |engine| {
            let version = match number {
                Some(number) => kept(engine, &asked, number)?,
                None => None,
            };
            Ok((read(engine, &asked)?, version))
        })
        .await?;
    let view = match found {
        Found::Here(view) => view,
        Found::Moved(to) => {
            let version = number.map(|number| format!("@{number}")).unwrap_or_default();
            return Err(Trouble::Moved(format!("/s/{to}{version}")));
        }
        Found::Nowhere => return Err(Trouble::NotFound),
    };
    if number.is_some() && version.is_none() {
        return Err(Trouble::NotFound);
    }
    let kept = version.map(|(version, body)| Kept {
        version,
        words: body["words"].as_str().unwrap_or(view.told.words()).to_owned(),
        body: format!("{body:#}"),
    });
    let play = play(&view);
    let address = &site.presentation().address;
    Ok(page(&StatementPage { play, address, kept, view, is_site: true }))
}

/// Where the medium can be played from these words on.
fn play(view: &StatementView) -> Option<String> {
    let record = view.record.as_ref()?;
    let url = record.occasion_url.as_deref().or(record.url.as_deref()).and_then(web)?;
    Some(at_time(url, view.told.time_ms()?))
}
