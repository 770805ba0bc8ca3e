//! Marks in, the figures of one tool out.

use crate::score::Mark;

/// Bounds of the lengths in words.
pub const LENGTHS: [(usize, usize, &str); 4] =
    [(1, 6, "5–6"), (7, 12, "7–12"), (13, 24, "13–24"), (25, usize::MAX, "25+")];

/// Kinds that join stretches; their recall counts stretches, not places.
pub const JOINED: [&str; 5] =
    ["near-splice", "far-splice", "reordered", "question-in-answer", "quilt"];

/// One tool with its marks.
pub struct Tool {
    pub name: String,
    pub marks: Vec<Mark>,
}

/// A share in percent; none where nothing was counted.
pub type Percent = Option<f64>;

fn percent(n: usize, of: usize) -> Percent {
    (of > 0).then(|| 100.0 * n as f64 / of as f64)
}

impl Tool {
    fn share(&self, of: impl Fn(&Mark) -> bool, is: impl Fn(&Mark) -> bool) -> Percent {
        let chosen: Vec<&Mark> = self.marks.iter().filter(|mark| of(mark)).collect();
        percent(chosen.iter().filter(|mark| is(mark)).count(), chosen.len())
    }

    /// How often the first place is right, of one kind.
    pub fn recall(&self, kind: &str) -> Percent {
        self.share(|mark| mark.kind == kind && mark.is_held, |mark| mark.is_right)
    }

    /// The same over the lengths of `LENGTHS`, all kinds that stand in one place.
    pub fn recall_by_length(&self, low: usize, high: usize) -> Percent {
        let fits = |mark: &Mark| {
            mark.is_held
                && !JOINED.contains(&mark.kind.as_str())
                && (low..=high).contains(&mark.words)
        };
        self.share(fits, |mark| mark.is_right)
    }

    /// The mean of the kinds that stand in the texts, each counted alike.
    pub fn macro_recall(&self, kinds: &[String]) -> Percent {
        let found: Vec<f64> = kinds.iter().filter_map(|kind| self.recall(kind)).collect();
        (!found.is_empty()).then(|| found.iter().sum::<f64>() / found.len() as f64)
    }

    /// Places that cover nine tenths.
    pub fn tight(&self) -> Percent {
        self.share(|mark| mark.is_held, |mark| mark.is_tight)
    }

    /// Stretches found, of quotations that join some.
    pub fn fragments(&self) -> Percent {
        let joined = || self.marks.iter().filter(|mark| mark.n_fragments > 1);
        percent(
            joined().map(|mark| mark.n_found).sum(),
            joined().map(|mark| mark.n_fragments).sum(),
        )
    }

    /// Of those found whole, the share in the right order.
    pub fn ordered(&self) -> Percent {
        self.share(
            |mark| mark.n_fragments > 1 && mark.n_found == mark.n_fragments,
            |mark| mark.is_ordered,
        )
    }

    /// Quotations that stand nowhere and are given a place.
    pub fn given_for_absent(&self) -> Percent {
        self.share(|mark| !mark.is_held, |mark| mark.is_find)
    }

    /// How often the first place is right and surer than all but one in a hundred of the finds for
    /// quotations that stand nowhere.
    /// Of those that `counts`.
    pub fn recall_at_one_percent(&self, counts: impl Fn(&Mark) -> bool) -> Percent {
        let absent = self.marks.iter().filter(|mark| !mark.is_held && counts(mark));
        let mut absent: Vec<f64> = absent.map(|mark| mark.evalue).collect();
        absent.sort_by(f64::total_cmp);
        let bound = absent.get(absent.len() / 100).copied().unwrap_or(f64::INFINITY);
        self.share(|mark| mark.is_held, |mark| mark.is_right && mark.evalue < bound)
    }
}

/// The kinds in the order of the items, those that stand nowhere left out.
pub fn kinds(tool: &Tool) -> Vec<String> {
    let mut kinds: Vec<String> = Vec::new();
    for mark in tool.marks.iter().filter(|mark| mark.is_held) {
        if !kinds.contains(&mark.kind) {
            kinds.push(mark.kind.clone());
        }
    }
    kinds
}

fn cell(figure: Percent) -> String {
    figure.map_or_else(|| "–".to_owned(), |figure| format!("{figure:.1}"))
}

/// The figures of all tools as a Markdown table, a tool a column.
pub fn markdown(tools: &[Tool]) -> String {
    let Some(first) = tools.first() else { return String::new() };
    let kinds = kinds(first);
    let mut rows: Vec<(String, Vec<Percent>)> = Vec::new();
    let mut row = |name: &str, figure: &dyn Fn(&Tool) -> Percent| {
        rows.push((name.to_owned(), tools.iter().map(figure).collect()))
    };
    row("quotations asked for", &|tool| Some(tool.marks.len() as f64));
    row("**first place right, mean of kinds**", &|tool| tool.macro_recall(&kinds));
    row("nine tenths of the place right", &Tool::tight);
    row("right at 1 % finds for absent ones", &|tool| tool.recall_at_one_percent(|_| true));
    row("… none of them shuffled", &|tool| {
        tool.recall_at_one_percent(|mark| mark.kind == "absent")
    });
    row("finds for absent ones", &Tool::given_for_absent);
    row("stretches of splices found", &Tool::fragments);
    row("… in the right order", &Tool::ordered);
    for (low, high, name) in LENGTHS {
        row(&format!("{name} words"), &|tool| tool.recall_by_length(low, high));
    }
    for kind in &kinds {
        row(kind, &|tool| tool.recall(kind));
    }
    let heads: Vec<&str> = tools.iter().map(|tool| tool.name.as_str()).collect();
    let mut text = format!("| % | {} |\n|---|{}\n", heads.join(" | "), "---|".repeat(tools.len()));
    for (name, figures) in rows {
        let cells: Vec<String> = figures.into_iter().map(cell).collect();
        text.push_str(&format!("| {name} | {} |\n", cells.join(" | ")));
    }
    text
}
