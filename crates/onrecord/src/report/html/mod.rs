//! HTML: one file that asks nothing of the network and reads well without its script. Checked
//! documents in, a page out: a summary, each finding with both sides, and the replies.

mod finding;

use crate::matching::archive::Archive;
use crate::report::Checked;
use crate::report::escape;
use crate::report::finding::Finding;
use crate::report::phrase;
use crate::report::place::Places;
use crate::report::summary::{Summary, short};
use crate::report::visible::visible;
use crate::verdict::fidelity::Fidelity;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::sync::LazyLock;

const STYLE: &str = include_str!("style.css");
const KEYS: &str = include_str!("keys.js");

/// What the page may load: its own style sheet and script, named by their digests, and nothing else.
static CONTENT_POLICY: LazyLock<String> = LazyLock::new(|| {
    let [style, keys] = [STYLE, KEYS].map(|file| escape::base64(&Sha256::digest(file.as_bytes())));
    format!(
        "default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{keys}'; \
         base-uri 'none'; form-action 'none'"
    )
});

/// Most quotations that get a cell in the strip at the top.
const STRIP: usize = 200;

/// Renders every document as one page.
#[must_use]
pub fn render(archive: &Archive, checked: &[Checked]) -> String {
    let mut out = String::new();
    let title = title(checked);
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"generator\" content=\"onrecord {}\">\n\
         <title>{title} · onrecord</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#findings\">Skip to the findings</a>\n",
        *CONTENT_POLICY,
        env!("CARGO_PKG_VERSION"),
    );
    top(&mut out, checked, &title);
    out.push_str("<main id=\"findings\" class=\"page\">\n");
    for (document_idx, one) in checked.iter().enumerate() {
        document(&mut out, archive, document_idx, one);
    }
    out.push_str("</main>\n");
    out.push_str(FOOT);
    let _ = write!(out, "<script>{KEYS}</script>\n</body>\n</html>\n");
    out
}

const FOOT: &str = "<footer><div class=\"page\">\n\
    <p><ins><span class=\"hidden\">inserted: </span>Underlined</ins> words stand in the article and \
    not in the record. <del><span class=\"hidden\">removed: </span>Struck</del> words stand in the \
    record and not in the article. <span class=\"moved\">Dotted</span> words stand elsewhere in the \
    record, or are somebody else’s. The sign ‸ marks the place where the other side has words.</p>\n\
    <p>A finding is never stronger than its record: its kind and coverage stand beside it. “Not \
    found” does not mean that the words were not said.</p>\n\
    <p><button type=\"button\" class=\"keys\" hidden>Keys</button></p>\n\
    </div></footer>\n\
    <dialog id=\"keys\" aria-labelledby=\"keys-title\"><h2 id=\"keys-title\">Keys</h2>\n\
    <p><kbd>j</kbd> next finding<br><kbd>k</kbd> previous finding<br><kbd>?</kbd> this help</p>\n\
    <p><label><input type=\"checkbox\" id=\"keys-on\" checked> Use single keys</label></p>\n\
    <form method=\"dialog\"><button>Close</button></form></dialog>\n";

/// The page's title: that of the one document, else how many there are.
fn title(checked: &[Checked]) -> String {
    match checked {
        [one] => html(one.document.metadata.title().unwrap_or(&one.report.origin.name)),
        _ => format!("{} beside the record", phrase::count(checked.len(), "document")),
    }
}

fn top(out: &mut String, checked: &[Checked], title: &str) {
    let summary = Summary::of(checked);
    let policy = checked.first().map_or("", |one| one.report.policy.name.as_str());
    let _ = write!(
        out,
        "<header class=\"page top\">\n<p class=\"brand\">onrecord</p>\n<h1>{title}</h1>\n\
         <p class=\"line\">{}. Policy: {}.</p>\n",
        html(&summary.line()),
        html(policy),
    );
    if (1..=STRIP).contains(&summary.findings()) {
        out.push_str("<nav aria-label=\"Quotations in order\"><ol class=\"strip\">\n");
        for (document_idx, one) in checked.iter().enumerate() {
            for (finding_idx, found) in one.report.findings.iter().enumerate() {
                let grade = found.verdict.fidelity;
                let _ = writeln!(
                    out,
                    "<li><a class=\"g-{}\" href=\"#{}\"><span aria-hidden=\"true\">{}</span>\
                     <span class=\"hidden\">{}: {}, {}</span></a></li>",
                    grade.name(),
                    anchor(document_idx, &found.id),
                    sign(grade),
                    finding_idx + 1,
                    html(speaker(found)),
                    found.phrase(),
                );
            }
        }
        out.push_str("</ol></nav>\n");
    }
    let grades: Vec<Fidelity> =
        Fidelity::ALL.iter().copied().filter(|grade| summary.grade(*grade) > 0).collect();
    if grades.len() > 1 {
        out.push_str("<fieldset><legend>Show</legend>\n");
        for grade in &grades {
            let _ = writeln!(
                out,
                "<label><input type=\"checkbox\" id=\"show-{}\" checked> {} {}</label>",
                grade.name(),
                summary.grade(*grade),
                short(*grade, summary.grade(*grade)),
            );
        }
        out.push_str("</fieldset>\n");
    }
    out.push_str("</header>\n");
}

fn document(out: &mut String, archive: &Archive, document_idx: usize, checked: &Checked) {
    let metadata = &checked.document.metadata;
    let name = &checked.report.origin.name;
    let _ = write!(
        out,
        "<section class=\"document\" aria-labelledby=\"document-{document_idx}\">\n\
         <h2 id=\"document-{document_idx}\">{}</h2>\n<p class=\"origin\">",
        html(metadata.title().unwrap_or(name)),
    );
    let mut about: Vec<String> = metadata.title().map(|_| html(name)).into_iter().collect();
    if let Some(date) = metadata.published() {
        about.push(format!("<time datetime=\"{date}\">{date}</time>"));
    }
    if let Some(outlet) = metadata.outlet.first() {
        about.push(html(&outlet.value));
    }
    let _ = writeln!(out, "{}</p>", about.join(" · "));
    if !checked.report.problems.is_empty() {
        out.push_str("<div class=\"problems\"><ul>\n");
        for problem in &checked.report.problems {
            let line = problem.line.map(|line| format!("line {line}: ")).unwrap_or_default();
            let _ = writeln!(out, "<li>{line}{}</li>", html(&problem.message));
        }
        out.push_str("</ul></div>\n");
    }
    let places = Places::new(&checked.document);
    for found in &checked.report.findings {
        finding::render(out, archive, document_idx, checked, &places, found);
    }
    for only in checked.report.comparison.iter().flat_map(|c| &c.only_in_record) {
        let Some(record) = archive.records().get(only.record) else { continue };
        let name = html(&record.origin.name);
        let words = html(only.span.of(&record.text));
        let _ = writeln!(out, "<h3>Only in {name}</h3>\n<blockquote>{words}</blockquote>");
    }
    if checked.report.findings.is_empty() {
        out.push_str("<p>No quotation was found in this document.</p>\n");
    }
    out.push_str("</section>\n");
}

/// The id of a finding on the page: its own; in a further document with that document's number.
fn anchor(document_idx: usize, id: &str) -> String {
    if document_idx == 0 { format!("f-{id}") } else { format!("f{document_idx}-{id}") }
}

fn speaker(finding: &Finding) -> &str {
    finding.attribution.speaker.as_ref().map_or("Speaker unclear", |speaker| &speaker.name)
}

/// A sign for each grade, so that none is known by its colour alone.
fn sign(fidelity: Fidelity) -> &'static str {
    match fidelity {
        Fidelity::AsRecorded => "=",
        Fidelity::CleanedUp => "≈",
        Fidelity::MarkedEdit => "[…]",
        Fidelity::InOtherWords => "↝",
        Fidelity::UnmarkedEdit => "~",
        Fidelity::Meaning => "!",
        Fidelity::OtherSpeaker => "⇄",
        Fidelity::NotFound => "?",
        Fidelity::NotCheckable => "–",
    }
}

/// Foreign words in HTML.
fn html(text: &str) -> String {
    escape::html(&visible(text))
}
