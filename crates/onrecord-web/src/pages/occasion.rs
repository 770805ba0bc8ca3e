//! An occasion: its transcript with the quoted passages marked by how often they are quoted, and where in it
//! they come from.

use crate::answer::page;
use crate::marking::{Paragraph, record};
use crate::site::Site;
use crate::trouble::Trouble;
use crate::words::clock;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use onrecord_store::reading::answered::Answered;
use onrecord_store::reading::occasion::{OccasionView, occasion as read};
use onrecord_store::reading::reply::PublishedReply;
use onrecord_store::reading::statement::Found;

#[derive(Template)]
#[template(path = "occasion.html")]
struct OccasionPage {
    view: OccasionView,
    paragraphs: Vec<Paragraph>,
    places: Vec<Place>,
    /// The scale under the strip: where, and what.
    scale: Vec<(u32, String)>,
}

/// A passage that is quoted.
struct Place {
    /// Where in the strip, from 0 to 1000.
    x: u32,
    /// How high its bar is, from 1 to 60.
    height: u32,
    /// When, or how far into the text.
    at: String,
    statement: String,
    words: String,
    reports: Vec<Answered>,
}

impl Place {
    /// The grades of its reports, each with how often.
    fn grades(&self) -> String {
        let mut grades: Vec<(&str, usize)> = Vec::new();
        for report in &self.reports {
            match grades.iter_mut().find(|(phrase, _)| *phrase == report.phrase()) {
                Some((_, n)) => *n += 1,
                None => grades.push((report.phrase(), 1)),
            }
        }
        let one = |(phrase, n): &(&str, usize)| match n {
            1 => (*phrase).to_owned(),
            n => format!("{n} × {phrase}"),
        };
        grades.iter().map(one).collect::<Vec<_>>().join("; ")
    }

    /// Every reply to one of its reports, each once.
    fn replies(&self) -> Vec<&PublishedReply> {
        let mut replies: Vec<&PublishedReply> = Vec::new();
        for reply in self.reports.iter().flat_map(Answered::replies) {
            if !replies.iter().any(|known| known.id == reply.id) {
                replies.push(reply);
            }
        }
        replies
    }
}

/// `GET /r/{id}`
pub async fn occasion(
    State(site): State<Site>,
    Path(id): Path<String>,
) -> Result<Response, Trouble> {
    let view = match site.read(move |engine| read(engine, &id)).await? {
        Found::Here(view) => view,
        Found::Moved(to) => return Err(Trouble::Moved(format!("/d/{to}"))),
        Found::Nowhere => return Err(Trouble::NotFound),
    };
    let (mut paragraphs, mut places, mut scale) = (Vec::new(), Vec::new(), Vec::new());
    if let Some(document) = &view.document {
        let n_points = document.text.chars().count().max(1);
        let times =
            document.transcript.as_ref().map(|one| one.times.as_slice()).unwrap_or_default();
        let last_ms = times.last().map(|time| time.end_ms).filter(|ms| *ms > 0);
        places = placed(&view.findings, n_points, last_ms);
        let ranges: Vec<(u32, u32)> = places.iter().map(range).collect();
        paragraphs = record(document, &ranges);
        scale = ticks(last_ms);
    }
    Ok(page(&OccasionPage { view, paragraphs, places, scale }))
}

/// The range of the record that a place's reports come from.
fn range(place: &Place) -> (u32, u32) {
    let passages = || place.reports.iter().filter_map(Answered::passage);
    let start = passages().map(|passage| passage.0).min().unwrap_or_default();
    (start, passages().map(|passage| passage.1).max().unwrap_or_default())
}

/// The findings by the statement that they report, in the order of the record.
fn placed(findings: &[Answered], n_points: usize, last_ms: Option<u64>) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for finding in findings {
        let (Some(statement), Some((start, _))) = (finding.statement(), finding.passage()) else {
            continue;
        };
        if let Some(place) = places.iter_mut().find(|place| place.statement == statement) {
            place.reports.push(finding.clone());
            continue;
        }
        let share = match (last_ms, finding.time_ms()) {
            (Some(last), Some(ms)) => ms as f64 / last as f64,
            _ => f64::from(start) / n_points as f64,
        };
        places.push(Place {
            x: (share.clamp(0.0, 1.0) * 1000.0).round() as u32,
            height: 0,
            at: match finding.time_ms() {
                Some(ms) => clock(ms),
                None => format!("{:.0} % into the text", share * 100.0),
            },
            statement: statement.to_owned(),
            words: finding.words().to_owned(),
            reports: vec![finding.clone()],
        });
    }
    let most = places.iter().map(|place| place.reports.len()).max().unwrap_or(1);
    for place in &mut places {
        place.height = 12 + (48 * place.reports.len() / most) as u32;
    }
    places
}

/// Marks of the scale: five, from the beginning to the end.
fn ticks(last_ms: Option<u64>) -> Vec<(u32, String)> {
    let label = |quarter: u64| match last_ms {
        Some(last) => clock(last * quarter / 4),
        None => format!("{} %", quarter * 25),
    };
    (0..=4).map(|quarter| (quarter as u32 * 250, label(quarter))).collect()
}
