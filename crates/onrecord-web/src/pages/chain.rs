//! The chain of a statement: the tree as a drawing, and the same as a list.

use crate::answer::page;
use crate::assets::STYLE;
use crate::site::Site;
use crate::trouble::Trouble;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use onrecord::chain::copy::Hop;
use onrecord::chain::phrase::hop;
use onrecord_store::reading::chain::{ChainView, HopView, MadeFrom, chain as read};
use onrecord_store::reading::statement::Found;

#[derive(Template)]
#[template(path = "chain.html")]
struct ChainPage {
    view: ChainView,
    drawing: Drawing,
    is_site: bool,
}

#[derive(Template)]
#[template(path = "chain-alone.html")]
struct ChainAlone<'a> {
    view: &'a ChainView,
    drawing: Drawing,
    style: &'static str,
    is_site: bool,
}

/// The tree laid out: one row a report below the row of the words said.
struct Drawing {
    width: usize,
    height: usize,
    rows: Vec<Row>,
    root: String,
}

struct Row {
    x: usize,
    y: usize,
    /// Where the line comes from; `None` where that is not known.
    from: Option<(usize, usize)>,
    sign: &'static str,
    label: String,
}

/// Pixels of a row, of a step to the right, of a letter, and the steps that are drawn at most.
const ROW: usize = 28;
const STEP: usize = 22;
const LETTER: usize = 8;
const STEPS: usize = 20;
const EDGE: usize = 14;

impl Drawing {
    fn of(view: &ChainView) -> Drawing {
        let x = |depth: usize| EDGE + STEP * (depth + 1).min(STEPS);
        let y = |at: usize| EDGE + ROW * (at + 1);
        let row = |(at, one): (usize, &HopView)| Row {
            x: x(one.depth),
            y: y(at),
            from: match one.from {
                MadeFrom::Utterance => Some((EDGE, EDGE)),
                MadeFrom::Report(parent) => {
                    view.hops.get(parent).map(|held| (x(held.depth), y(parent)))
                }
                MadeFrom::Unknown => None,
            },
            sign: sign(one.hop),
            label: format!("{}. {}", at + 1, label(one)),
        };
        let rows: Vec<Row> = view.hops.iter().enumerate().map(row).collect();
        let root = match &view.said {
            Some(_) => "The words said".to_owned(),
            None => "No record of the words is held".to_owned(),
        };
        let widest = rows.iter().map(|row| row.x + LETTER * row.label.chars().count()).max();
        Drawing {
            width: widest.unwrap_or(0).max(LETTER * root.len()) + 2 * EDGE,
            height: ROW * rows.len() + 2 * EDGE,
            rows,
            root,
        }
    }
}

/// Who, when, and what kind of copy.
fn label(one: &HopView) -> String {
    let when = one.when();
    let when = if when.is_empty() { "no date" } else { &when };
    format!("{}, {when}: {}", crate::words::seen(one.who()), hop(one.hop))
}

/// A path for each kind of hop, so that none is known by its colour alone: a disc, a square, a diamond, a
/// triangle, a cross.
fn sign(kind: Hop) -> &'static str {
    match kind {
        Hop::Report => "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0z",
        Hop::WireReprint => "M-5-5h10v10h-10z",
        Hop::VerbatimCopy => "M0-7l7 7l-7 7l-7-7z",
        Hop::LightRewrite => "M0-6l7 12h-14z",
        Hop::Paraphrase => "M-6-3h3v-3h6v3h3v6h-3v3h-6v-3h-3z",
    }
}

/// How a report came about, in one sentence.
fn made(view: &ChainView, one: &HopView) -> String {
    let kind = hop(one.hop);
    match one.from {
        MadeFrom::Utterance => format!("{kind} of the words said"),
        MadeFrom::Report(at) => {
            let who = view.hops.get(at).map_or("", HopView::who);
            format!("{kind}, made from report {} ({})", at + 1, crate::words::seen(who))
        }
        MadeFrom::Unknown => {
            "the first report that is held; where it comes from is unknown".to_owned()
        }
    }
}

fn who(view: &ChainView, at: &usize) -> String {
    view.hops.get(*at).map(|one| crate::words::seen(one.who())).unwrap_or_default()
}

/// `GET /s/{id}/chain`
pub async fn chain(State(site): State<Site>, Path(id): Path<String>) -> Result<Response, Trouble> {
    match site.read(move |engine| read(engine, &id)).await? {
        Found::Here(view) => {
            let drawing = Drawing::of(&view);
            Ok(page(&ChainPage { drawing, view, is_site: true }))
        }
        Found::Moved(to) => Err(Trouble::Moved(format!("/s/{to}/chain"))),
        Found::Nowhere => Err(Trouble::NotFound),
    }
}

/// The same as one page that needs no server.
///
/// # Errors
/// Where the template fails.
pub fn alone(view: &ChainView) -> Result<String, askama::Error> {
    ChainAlone { drawing: Drawing::of(view), view, style: STYLE, is_site: false }.render()
}
