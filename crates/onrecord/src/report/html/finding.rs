//! One finding on the page: who, how it came out, both sides, the differences, the replies.

use crate::matching::archive::Archive;
use crate::report::Checked;
use crate::report::finding::{Finding, RecordNote};
use crate::report::html::{anchor, html, sign, speaker};
use crate::report::phrase;
use crate::report::place::{Places, record_link};
use crate::report::side::{Change, Piece, Text, article, record};
use crate::verdict::code::Class;
use crate::verdict::difference::Difference;
use crate::verdict::policy::Level;
use std::fmt::Write;

/// Bytes of text shown around the words on either side: about 25 words, what a short quotation of
/// each work allows.
const CONTEXT: usize = 160;

/// Writes one finding.
pub(crate) fn render(
    out: &mut String,
    archive: &Archive,
    document_idx: usize,
    checked: &Checked,
    places: &Places,
    finding: &Finding,
) {
    let id = anchor(document_idx, &finding.id);
    let grade = finding.verdict.fidelity;
    let kind = phrase::quotation_kind(finding.attribution.quotation.kind);
    let place = html(&places.name(&finding.attribution.quotation));
    let place = match places.link(&finding.attribution.quotation) {
        Some(url) => format!("<a rel=\"noreferrer\" href=\"{}\">{place}</a>", html(&url)),
        None => place,
    };
    let _ = write!(
        out,
        "<article class=\"finding g-{}\" id=\"{id}\" tabindex=\"-1\" aria-labelledby=\"{id}-h\">\n\
         <div class=\"head\"><h3 id=\"{id}-h\">{}</h3>\
         <p class=\"grade\"><span class=\"sign\" aria-hidden=\"true\">{}</span>{}</p></div>\n\
         <p class=\"where\">{} · {kind} · {} · <a href=\"#{id}\">finding {}</a></p>\n",
        grade.name(),
        html(speaker(finding)),
        sign(grade),
        finding.phrase(),
        place,
        html(&finding.attribution.why),
        finding.id,
    );
    let printed = article(&checked.document, finding, CONTEXT);
    let said = record(archive, finding, CONTEXT);
    let alone = if said.is_empty() { " alone" } else { "" };
    let _ = writeln!(out, "<div class=\"sides{alone}\">");
    side(out, &id, finding, &printed, Text::Article);
    if !said.is_empty() {
        side(out, &id, finding, &said, Text::Record);
    }
    out.push_str("</div>\n");
    differences(out, &id, checked, finding);
    elsewhere(out, archive, finding);
    for ignored in &finding.ignored {
        let what = ignored.code.map_or("this finding", |code| code.number());
        let _ = writeln!(
            out,
            "<p class=\"note\">Ignored: {what}. {} <span class=\"caveat\">({})</span></p>",
            html(&ignored.reason),
            html(&ignored.by.phrase()),
        );
    }
    for (reply_idx, reply) in finding.replies.iter().enumerate() {
        let _ = writeln!(
            out,
            "<section class=\"reply\" aria-labelledby=\"{id}-r{reply_idx}\">\
             <h4 id=\"{id}-r{reply_idx}\">Reply by {}, {}</h4>\
             <p class=\"words\" dir=\"auto\">{}</p><p class=\"from\"><time datetime=\"{}\">{}</time>, verified: {}</p></section>",
            html(&reply.name),
            reply.party.phrase(),
            html(&reply.text),
            reply.date,
            reply.date,
            html(&reply.verified_by),
        );
    }
    out.push_str("</article>\n");
}

fn side(out: &mut String, id: &str, finding: &Finding, pieces: &[Piece], text: Text) {
    let (class, caption) = match text {
        Text::Article => ("article", "In the article"),
        Text::Record => ("record", "In the record"),
    };
    let _ = write!(
        out,
        "<figure class=\"{class}\"><figcaption>{caption}</figcaption>\
         <blockquote class=\"words\" dir=\"auto\">"
    );
    for piece in pieces {
        self::piece(out, id, finding, *piece, text);
    }
    out.push_str("</blockquote>\n");
    if let Some(note) = finding.record.as_ref().filter(|_| text == Text::Record) {
        from(out, note);
    }
    out.push_str("</figure>\n");
}

fn piece(out: &mut String, id: &str, finding: &Finding, piece: Piece, text: Text) {
    let _ = match piece {
        Piece::Plain(words) => write!(out, "{}", html(words)),
        Piece::Around(words) => write!(out, "<span class=\"around\">{}</span>", html(words)),
        Piece::Gap(n) => {
            write!(out, " <span class=\"gap\">[… {} …]</span> ", phrase::count(n, "word"))
        }
        Piece::Place(mark) => {
            let missing = match text {
                Text::Article => "words of the record are not here",
                Text::Record => "words of the article are not here",
            };
            write!(
                out,
                "<span class=\"place\"><span aria-hidden=\"true\">‸</span>\
                 <span class=\"hidden\"> ({missing}) </span></span>{}",
                tag(id, finding, mark.difference, text)
            )
        }
        Piece::Marked(mark, words) => {
            let (open, said, close) = match (mark.change, text) {
                (Change::Elsewhere, _) => ("<span class=\"moved\">", "elsewhere: ", "</span>"),
                (_, Text::Article) => ("<ins>", "inserted: ", "</ins>"),
                (_, Text::Record) => ("<del>", "removed: ", "</del>"),
            };
            write!(
                out,
                "{open}<span class=\"hidden\">{said}</span>{}{close}{}",
                html(words),
                tag(id, finding, mark.difference, text)
            )
        }
    };
}

/// The code beside marked words; on the article's side it leads to the sentence below.
fn tag(id: &str, finding: &Finding, difference_idx: usize, text: Text) -> String {
    let Some(difference) = finding.verdict.differences.get(difference_idx) else {
        return String::new();
    };
    let code = difference.code.number();
    match text {
        Text::Article if !is_quiet(difference) => {
            format!("<a class=\"tag\" href=\"#{id}-d{difference_idx}\">{code}</a>")
        }
        _ => format!("<span class=\"tag\">{code}</span>"),
    }
}

fn from(out: &mut String, note: &RecordNote) {
    let who = note.speaker.as_deref().unwrap_or("Speaker not named");
    let _ = write!(out, "<p class=\"from\"><b>{}</b>", html(who));
    if let Some(ms) = note.time_ms {
        let _ = write!(
            out,
            " at <time datetime=\"{}\">{}</time>",
            phrase::duration(ms),
            phrase::clock(ms)
        );
    }
    let _ = write!(out, " · {}", html(&phrase::record(note)));
    let occasion = &note.occasion;
    let title = occasion.title.as_deref().unwrap_or(&note.origin.name);
    match record_link(note) {
        Some(url) => {
            let (url, title) = (html(&url), html(title));
            let _ = write!(out, " · <a rel=\"noreferrer\" href=\"{url}\">{title}</a>");
        }
        None => {
            let _ = write!(out, " · {}", html(title));
        }
    }
    if let Some(date) = occasion.date {
        let _ = write!(out, " · <time datetime=\"{date}\">{date}</time>");
    }
    if occasion.title.is_some() {
        let _ = write!(out, " · {}", html(&note.origin.name));
    }
    if !note.picked_by.is_empty() {
        let _ = write!(out, " · picked by {}", html(&note.picked_by.join("; ")));
    }
    out.push_str("</p>\n");
}

fn differences(out: &mut String, id: &str, checked: &Checked, finding: &Finding) {
    let all = || finding.verdict.differences.iter().enumerate();
    let grade_level = checked.report.grade_level(finding);
    if grade_level > Level::Off || all().any(|(_, one)| !is_quiet(one)) {
        out.push_str("<ul class=\"differences\">\n");
        for (difference_idx, one) in all().filter(|(_, one)| !is_quiet(one)) {
            let level = match finding.ignoring(one) {
                Some(_) => "ignored",
                None => phrase::level(one.level),
            };
            let caveat = one
                .caveat
                .as_ref()
                .map(|caveat| format!(" <span class=\"caveat\">({})</span>", html(caveat)));
            let _ = writeln!(
                out,
                "<li id=\"{id}-d{difference_idx}\"><span class=\"code\">{}</span>\
                 <span class=\"l-{level}\">{level}</span><span><b>{}</b>: {}{}</span></li>",
                one.code.number(),
                one.code.name(),
                html(&one.sentence),
                caveat.unwrap_or_default(),
            );
        }
        if grade_level > Level::Off {
            let level = phrase::level(grade_level);
            let grade = finding.verdict.fidelity;
            let _ = writeln!(
                out,
                "<li><span class=\"code\">{}</span><span class=\"l-{level}\">{level}</span>\
                 <span>{}</span></li>",
                sign(grade),
                grade.phrase(),
            );
        }
        out.push_str("</ul>\n");
    }
    let n_quiet = all().filter(|(_, one)| is_quiet(one)).count();
    if n_quiet > 0 {
        let count = phrase::count(n_quiet, "difference");
        let _ = writeln!(out, "<details><summary>{count} that the policy allows</summary><ul>");
        for (_, one) in all().filter(|(_, one)| is_quiet(one)) {
            let (code, name) = (one.code.number(), one.code.name());
            let sentence = html(&one.sentence);
            let _ = writeln!(out, "<li><span class=\"code\">{code}</span> {name}: {sentence}</li>");
        }
        out.push_str("</ul></details>\n");
    }
}

fn elsewhere(out: &mut String, archive: &Archive, finding: &Finding) {
    let others = finding.matches.get(1..).unwrap_or_default();
    if others.is_empty() {
        return;
    }
    let count = phrase::count(others.len(), "other place");
    let _ = writeln!(out, "<details><summary>{count} in the records</summary><ul>");
    for other in others {
        let Some(record) = archive.records().get(other.passage.record) else { continue };
        let span = other.passage.span;
        let transcript = record.transcript.as_ref();
        let time = transcript.and_then(|transcript| transcript.time_at(span.start()));
        let time = time.map(|ms| format!(" at {}", phrase::clock(ms))).unwrap_or_default();
        let name = html(&record.origin.name);
        let words = html(span.of(&record.text));
        let _ = writeln!(out, "<li>{name}{time}: “{words}”</li>");
    }
    out.push_str("</ul></details>\n");
}

/// A difference that is harmless and that the policy allows: listed, not put forward.
fn is_quiet(difference: &Difference) -> bool {
    difference.level == Level::Off && difference.code.class() == Class::Harmless
}
