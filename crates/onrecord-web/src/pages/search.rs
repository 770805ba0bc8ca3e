//! Search by words, speaker, outlet, day and grade.

use crate::answer::page;
use crate::pages::{LISTED, Pager, Paging};
use crate::site::Site;
use crate::trouble::Trouble;
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use onrecord::verdict::fidelity::Fidelity;
use onrecord_store::reading::search::{COUNTED, Question, SearchView, search as read};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

/// What the form sends.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    /// Words.
    pub q: String,
    /// A part of the speaker's name.
    pub speaker: String,
    /// A part of an outlet's name.
    pub outlet: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// The name of a grade.
    pub grade: String,
    /// Which part of the list, from 1.
    pub page: Option<usize>,
}

impl Form {
    /// What is asked.
    ///
    /// # Errors
    /// Where a field holds what cannot be searched for.
    pub fn question(&self) -> Result<Question, Trouble> {
        let question = Question {
            words: self.q.clone(),
            speaker: self.speaker.clone(),
            outlet: self.outlet.clone(),
            from: self.from.clone(),
            to: self.to.clone(),
            grade: self.grade.clone(),
        };
        match question.fault() {
            None => Ok(question),
            Some(fault) => Err(Trouble::Bad(fault)),
        }
    }

    /// The address of page `page` of what this asks.
    fn link(&self, page: usize) -> String {
        let fields = [
            ("q", &self.q),
            ("speaker", &self.speaker),
            ("outlet", &self.outlet),
            ("from", &self.from),
            ("to", &self.to),
            ("grade", &self.grade),
        ];
        let mut link = "/search?".to_owned();
        for (name, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
            link.push_str(&format!("{name}={}&", utf8_percent_encode(value, NON_ALPHANUMERIC)));
        }
        link.push_str(&format!("page={page}"));
        link
    }
}

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    form: Form,
    is_empty: bool,
    is_more: bool,
    view: SearchView,
    grades: &'static [Fidelity],
    pager: Pager,
}

/// `GET /search`
pub async fn search(
    State(site): State<Site>,
    Query(form): Query<Form>,
) -> Result<Response, Trouble> {
    let question = form.question()?;
    let is_empty = question.is_empty();
    let paging = Paging { page: form.page };
    let view = site.read(move |engine| read(engine, &question, paging.offset(), LISTED)).await?;
    let pager = Pager::new(paging, view.n_found, |page| form.link(page));
    let is_more = view.n_found >= COUNTED;
    Ok(page(&SearchPage { form, is_empty, is_more, view, grades: Fidelity::ALL, pager }))
}
