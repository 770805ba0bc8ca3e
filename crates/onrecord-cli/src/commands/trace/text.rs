//! The tree for a terminal of 80 columns. A view in, lines out; nothing is said by colour.

use onrecord::chain::phrase::hop;
use onrecord::report::visible::flat;
use onrecord_store::reading::answered::{Answered, day_of};
use onrecord_store::reading::chain::{AppearanceView, ChainView, HopView, MadeFrom};
use onrecord_store::reading::later::LaterView;
use onrecord_store::reading::reply::PublishedReply;
use onrecord_store::reading::told::Told;

const WIDTH: usize = 80;
/// Steps to the right that are drawn at most: what lies deeper names its parent.
const STEPS: usize = 12;

/// The tree with its statement, then where each difference first appears.
pub(crate) fn tree(view: &ChainView) -> String {
    let mut page = Page { out: String::new() };
    page.statement(view);
    for (at, one) in view.hops.iter().enumerate() {
        page.hop(view, at, one);
    }
    if view.n_more > 0 {
        page.put("", "", &format!("{} more reports are held and not drawn", view.n_more));
    }
    if !view.appearances.is_empty() {
        page.put("", "", "");
        page.put("", "", "Where each difference first appears:");
        for one in &view.appearances {
            page.appearance(view, one);
        }
    }
    if !view.later.is_empty() {
        page.put("", "", "");
        page.put("", "", "Later:");
        for one in &view.later {
            page.later(one);
        }
    }
    if !view.others.is_empty() {
        page.put("", "", "");
        page.put("", "", "In other words:");
        for one in &view.others {
            let who = one.report().outlet_name.as_ref().unwrap_or(&one.report().title);
            page.put("  ", "    ", &format!("{who}: “{}”", one.words()));
            page.finding("    ", one);
        }
    }
    page.put("", "", "");
    page.out
}

struct Page {
    out: String,
}

impl Page {
    /// `text` in as many lines as it takes: `first` before the first, `rest` before the others.
    fn put(&mut self, first: &str, rest: &str, text: &str) {
        let mut head = first;
        let mut line = String::new();
        let text = flat(text);
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            let length = head.chars().count() + line.chars().count() + 1 + word.chars().count();
            if !line.is_empty() && length > WIDTH {
                self.out.push_str(&format!("{head}{line}\n"));
                (head, line) = (rest, String::new());
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        self.out.push_str(format!("{head}{line}").trim_end());
        self.out.push('\n');
    }

    fn statement(&mut self, view: &ChainView) {
        let told = &view.told;
        self.put("", " ", &format!("“{}”", told.words().trim()));
        let mut about: Vec<String> = vec![told.speaker().unwrap_or("speaker not named").to_owned()];
        about.extend(told.occasion_title().map(str::to_owned));
        about.extend(told.day().map(str::to_owned));
        about.push(format!("{} reports", told.n_reports()));
        if told.standing() != "undisputed" {
            about.push(told.standing().to_owned());
        }
        self.put("  ", "  ", &about.join(" · "));
        let held = match &view.said {
            Some(_) => "a record of the words is held",
            None => "no record of the words is held: they are as its reports have them",
        };
        self.put("  ", "  ", &format!("statement {}; {held}", told.id()));
        for reply in told.replies() {
            self.reply("  ", reply);
        }
        self.put("", "", "");
        if view.said.is_some() {
            self.put("", "", "the words said");
        }
    }

    fn hop(&mut self, view: &ChainView, at: usize, one: &HopView) {
        let (branch, below) = rails(view, at);
        let kind = match one.from {
            MadeFrom::Unknown => "first report held, its origin is unknown".to_owned(),
            MadeFrom::Report(parent) if one.depth >= STEPS => {
                format!("{} of {}", hop(one.hop), parent + 1)
            }
            _ => hop(one.hop).to_owned(),
        };
        let when = one.when();
        let when = if when.is_empty() { "no date".to_owned() } else { when };
        let number = at + 1;
        self.put(&branch, &below, &format!("{number}. {}, {when}: {kind}", one.who()));
        for change in &one.changes {
            self.put(&format!("{below}  ~ "), &format!("{below}    "), &change.sentence);
        }
        if !one.reasons.is_empty() {
            let why = format!("because {}", one.reasons.join("; "));
            self.put(&format!("{below}  "), &format!("{below}    "), &why);
        }
        for finding in &one.findings {
            self.finding(&format!("{below}  "), finding);
        }
    }

    /// The grade of a finding with its replies.
    fn finding(&mut self, indent: &str, finding: &Answered) {
        let indent_rest = format!("{indent}  ");
        self.put(indent, &indent_rest, &format!("record: {}", finding.phrase()));
        for reply in finding.replies() {
            self.reply(indent, reply);
        }
    }

    fn reply(&mut self, indent: &str, reply: &PublishedReply) {
        let verified = match reply.verified_by.as_str() {
            "" => "not verified".to_owned(),
            by => format!("verified: {by}"),
        };
        let party = reply.party.phrase();
        let head = format!(
            "reply of {} ({party}, {verified}), {}: “{}”",
            reply.name,
            day_of(reply.at),
            reply.text
        );
        self.put(&format!("{indent}> "), &format!("{indent}> "), &head);
    }

    fn later(&mut self, one: &LaterView) {
        let mut line =
            format!("{}, {}", one.day.as_deref().unwrap_or("no date"), one.kind.phrase());
        let said = one.other.as_ref();
        line.push_str(&format!(": {}", said.and_then(Told::speaker).unwrap_or(&one.who)));
        if let Some(told) = said {
            line.push_str(&format!(", “{}”", told.words().trim()));
        }
        if !one.phrase.is_empty() {
            line.push_str(&format!("; in the words “{}”", one.phrase));
        }
        self.put("  ", "    ", &format!("{line}; because {}", one.why));
        for reply in said.map(Told::replies).unwrap_or_default() {
            self.reply("    ", reply);
        }
    }

    fn appearance(&mut self, view: &ChainView, one: &AppearanceView) {
        let what = match (one.before.as_str(), one.after.as_str()) {
            ("", after) => format!("“{after}” is put in"),
            (before, "") => format!("“{before}” is left out"),
            (before, after) => format!("“{before}” is “{after}”"),
        };
        let who = view.hops.get(one.first).map_or("", HopView::who);
        let reports = if one.n_reports == 1 { "report" } else { "reports" };
        let line =
            format!("{what}: first in {}. {who}; {} {reports}", one.first + 1, one.n_reports);
        self.put("  ", "    ", &line);
    }
}

/// What stands before the first line of a report and before its others: a rail for each brother that
/// follows further down.
fn rails(view: &ChainView, at: usize) -> (String, String) {
    let depth = |at: usize| view.hops.get(at).map_or(0, |one| one.depth.min(STEPS));
    let own = depth(at);
    let follows = |level: usize| {
        let later = view.hops.iter().skip(at + 1).map(|one| one.depth.min(STEPS));
        later.into_iter().take_while(|depth| *depth >= level).any(|depth| depth == level)
    };
    let mut rails = String::new();
    for level in 0..own {
        rails.push_str(if follows(level) { "│ " } else { "  " });
    }
    let (branch, below) = if follows(own) { ("├─", "│ ") } else { ("└─", "  ") };
    (format!("{rails}{branch} "), format!("{rails}{below} "))
}
