//! What a case's inputs give, printed the way its expectations are written.

use crate::markdown::{Fence, Section};
use onrecord::attribution::setting::Party;
use onrecord::attribution::{Attribution, attribute};
use onrecord::check::check;
use onrecord::document::origin::{DocumentKind, Origin};
use onrecord::document::{Document, read};
use onrecord::matching::alignment::{Part, Step, StepKind};
use onrecord::matching::archive::Archive;
use onrecord::matching::search;
use onrecord::quotation::{Quotation, extract, extract_all};
use onrecord::report::finding::Finding;
use onrecord::report::reply::Published;
use onrecord::report::{Checked, Format, render};
use onrecord::text::span::Span;
use onrecord::verdict::code::Code;
use onrecord::verdict::policy::Policy;
use onrecord_model::Model;

/// The outcome that `fence` asks for, or why it can't be had.
pub(crate) fn outcome(section: &Section, fence: &Fence) -> Result<String, String> {
    let records = documents(section, "said", "record.txt", DocumentKind::Record);
    let articles = documents(section, "article", "article.txt", DocumentKind::Article);
    let first =
        articles.first().or(records.first()).ok_or("the case has neither said nor article")?;
    let lines: Vec<String> = match fence.word() {
        "blocks" => blocks(first),
        "quoted" => first.quoted.iter().map(|span| flat(first, *span)).collect(),
        "labels" => labels(first),
        "metadata" => metadata(first),
        "turns" => turns(records.first().ok_or("turns need a said block")?),
        "quotations" => {
            let quotations = extract(Model::english(), first);
            attribute(Model::english(), first, quotations)
                .iter()
                .map(|a| quotation(first, a))
                .collect()
        }
        "settings" => {
            let quotations = extract(Model::english(), first);
            attribute(Model::english(), first, quotations)
                .iter()
                .map(|a| setting(first, a))
                .collect()
        }
        "contents" => extract(Model::english(), first).iter().map(|q| contents(first, q)).collect(),
        "acts" => extract_all(Model::english(), first).iter().map(|q| act(first, q)).collect(),
        "problems" => records
            .iter()
            .chain(&articles)
            .flat_map(|d| &d.problems)
            .map(|p| p.message.clone())
            .collect(),
        "alignment" => {
            let archive = Archive::new(records.clone());
            let quotations = extract(Model::english(), first);
            quotations
                .iter()
                .flat_map(|quotation| {
                    search(&archive, first, quotation).first().map_or(
                        vec!["none".to_owned()],
                        |found| {
                            let record = &archive.records()[found.passage.record];
                            found
                                .alignment
                                .parts
                                .iter()
                                .map(|part| aligned(first, record, part))
                                .collect()
                        },
                    )
                })
                .collect()
        }
        "places" => places(first, &records),
        "silent" => silent(fence, first, &records)?,
        "report" => {
            let policy = policy(policy_name(fence))?;
            let archive = Archive::new(records.clone());
            let report = check(Model::english(), &archive, first, &policy, &Published::default());
            report.findings.iter().map(|f| finding(first, f)).collect()
        }
        other => {
            let format =
                Format::find(other).ok_or_else(|| format!("no outcome is called {other:?}"))?;
            return rendered(first.clone(), records, fence, format);
        }
    };
    Ok(lines.join("\n"))
}

/// Every place of every quotation: the record, the turn counted from one, the words.
fn places(document: &Document, records: &[Document]) -> Vec<String> {
    let archive = Archive::new(records.to_vec());
    let quotations = extract(Model::english(), document);
    let matches = quotations.iter().flat_map(|quotation| search(&archive, document, quotation));
    matches
        .map(|found| {
            let record = &archive.records()[found.passage.record];
            let said = record.transcript.as_ref();
            let turn = said.and_then(|said| said.turn_at(found.passage.span.start()));
            let turn = turn.map_or("-".to_owned(), |turn| (turn + 1).to_string());
            format!("{} {turn}: {}", record.origin.name, flat(record, found.passage.span))
        })
        .collect()
}

fn rendered(
    document: Document,
    records: Vec<Document>,
    fence: &Fence,
    format: Format,
) -> Result<String, String> {
    let archive = Archive::new(records);
    let policy = policy(policy_name(fence))?;
    let report = check(Model::english(), &archive, &document, &policy, &Published::default());
    Ok(render(&archive, &[Checked { document, report }], format))
}

fn policy_name(fence: &Fence) -> Option<&str> {
    fence.info.split_whitespace().skip_while(|word| *word != "policy").nth(1)
}

fn policy(name: Option<&str>) -> Result<Policy, String> {
    let name = name.unwrap_or("verbatim");
    Policy::named(name).ok_or_else(|| format!("no policy is called {name:?}"))
}

fn documents(section: &Section, word: &str, default: &str, kind: DocumentKind) -> Vec<Document> {
    let fences = section.fences.iter().filter(|fence| fence.word() == word);
    fences
        .flat_map(|fence| {
            let name = fence.name().unwrap_or(default).to_owned();
            read(fence.text.as_bytes(), &Origin { name }, kind)
        })
        .collect()
}

fn blocks(document: &Document) -> Vec<String> {
    let block = |block: &onrecord::document::block::Block| {
        let role = serde_json::to_string(&block.role).expect("a role is a plain name");
        let twin = block.duplicate_of.map(|n| format!(" = {n}")).unwrap_or_default();
        format!("{}{twin}: {}", role.trim_matches('"'), flat(document, block.span))
    };
    document.blocks.iter().map(block).collect()
}

fn labels(document: &Document) -> Vec<String> {
    let labelled = document.blocks.iter().filter_map(|block| Some((block, block.label?)));
    labelled
        .map(|(block, label)| format!("{}: {}", flat(document, label), flat(document, block.span)))
        .collect()
}

fn metadata(document: &Document) -> Vec<String> {
    let metadata = &document.metadata;
    let line = |name: &str, value: &str, from| {
        let from = serde_json::to_string(&from).expect("a source is a plain name");
        format!("{name}: {value} ({})", from.trim_matches('"'))
    };
    let mut lines: Vec<String> =
        metadata.title.iter().map(|one| line("title", &one.value, one.from)).collect();
    lines.extend(metadata.authors.iter().map(|o| line("authors", &o.value.join("; "), o.from)));
    let days = [("published", &metadata.published), ("modified", &metadata.modified)];
    for (name, days) in days {
        lines.extend(days.iter().map(|one| line(name, &one.value.date.to_string(), one.from)));
    }
    let texts =
        [("outlet", &metadata.outlet), ("url", &metadata.url), ("language", &metadata.language)];
    for (name, texts) in texts {
        lines.extend(texts.iter().map(|one| line(name, &one.value, one.from)));
    }
    lines
}

fn turns(record: &Document) -> Vec<String> {
    let Some(transcript) = &record.transcript else { return Vec::new() };
    let turn = |turn: &onrecord::document::transcript::Turn| {
        let time = transcript.time_at(turn.span.start()).map(|ms| format!("[{}] ", clock(ms)));
        let speaker = turn.speaker.as_ref().map(|name| format!("{name}: "));
        format!(
            "{}{}{}",
            time.unwrap_or_default(),
            speaker.unwrap_or_default(),
            flat(record, turn.span)
        )
    };
    transcript.turns.iter().map(turn).collect()
}

fn clock(ms: u64) -> String {
    let (seconds, ms) = (ms / 1000, ms % 1000);
    format!("{}:{:02}:{:02}.{ms:03}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// `kind | part | part`, marked parts in `[ ]` where they are not all, nested ones behind `>`.
fn contents(document: &Document, quotation: &Quotation) -> String {
    let kind = serde_json::to_string(&quotation.kind).expect("a kind is a plain name");
    let mut out = kind.trim_matches('"').to_owned();
    if quotation.inside.is_some() {
        out.insert_str(0, "> ");
    }
    for part in &quotation.content {
        out.push_str(" | ");
        let mut at = part.start();
        for marked in quotation.marked.iter().filter(|m| part.contains(**m) && **m != *part) {
            out.push_str(Span::new(at, marked.start()).of(&document.text));
            out.push_str(&format!("[{}]", marked.of(&document.text)));
            at = marked.end();
        }
        out.push_str(Span::new(at, part.end()).of(&document.text));
    }
    out.replace('\n', " ")
}

fn quotation(document: &Document, attribution: &Attribution) -> String {
    let quotation = &attribution.quotation;
    let kind = serde_json::to_string(&quotation.kind).expect("a kind is a plain name");
    let field = |name: &str, span: Option<Span>| {
        span.map(|span| format!(" {name}={}", flat(document, span))).unwrap_or_default()
    };
    let speaker = attribution.speaker.as_ref().map(|s| format!(" speaker={}", s.name));
    format!(
        "{} \"{}\"{}{}{}",
        kind.trim_matches('"'),
        content(document, attribution),
        field("cue", quotation.cue),
        field("source", quotation.source),
        speaker.unwrap_or_default()
    )
}

/// `act "content" cue=…`.
fn act(document: &Document, quotation: &Quotation) -> String {
    let act = serde_json::to_string(&quotation.act).expect("an act is a plain name");
    let parts: Vec<String> = quotation.content.iter().map(|part| flat(document, *part)).collect();
    let cue = quotation.cue.map(|cue| format!(" cue={}", flat(document, cue))).unwrap_or_default();
    format!("{} \"{}\"{cue}", act.trim_matches('"'), parts.join(" | "))
}

/// `to=… outlet=… occasion=… date=… (from to) relation=phrase: target`, empty fields left out.
fn setting(document: &Document, attribution: &Attribution) -> String {
    let setting = &attribution.setting;
    let party = |name: &str, party: Option<&Party>| {
        let named = party.and_then(|party| party.name.clone());
        party.map(|party| {
            let named = named.map(|named| format!(" ({named})")).unwrap_or_default();
            format!("{name}={}{named}", flat(document, party.span))
        })
    };
    let date = setting.date.as_ref().map(|date| {
        let days = date.days.map(|(from, to)| format!(" ({from} {to})")).unwrap_or_default();
        format!("date={}{days}", flat(document, date.span))
    });
    let about = attribution.about.map(|about| {
        let relation = serde_json::to_string(&about.relation).expect("a relation is a plain name");
        let target = about.target.map(|target| format!(": {}", flat(document, target)));
        let phrase = flat(document, about.phrase);
        format!("{}={phrase}{}", relation.trim_matches('"'), target.unwrap_or_default())
    });
    let fields = [
        party("to", setting.addressee.as_ref()),
        party("outlet", setting.outlet.as_ref()),
        setting.occasion.map(|span| format!("occasion={}", flat(document, span))),
        date,
        about,
    ];
    let fields: Vec<String> = fields.into_iter().flatten().collect();
    if fields.is_empty() { "-".to_owned() } else { fields.join(" ") }
}

fn finding(document: &Document, finding: &Finding) -> String {
    let speaker = finding.attribution.speaker.as_ref().map_or("?", |speaker| speaker.name.as_str());
    let differences: Vec<String> = finding
        .verdict
        .differences
        .iter()
        .map(|difference| format!("{}: {}", difference.code.name(), difference.sentence))
        .collect();
    let list = if differences.is_empty() {
        String::new()
    } else {
        format!(" [{}]", differences.join("; "))
    };
    let words = content(document, &finding.attribution);
    format!("{speaker}: \"{words}\" {}{list}", finding.verdict.fidelity.name())
}

fn aligned(document: &Document, record: &Document, part: &Part) -> String {
    let open = part.joint.map(|joint| format!("|| {} ", joint.words)).unwrap_or_default();
    let step = |step: &Step| {
        let printed = flat(document, step.content);
        let said = flat(record, step.passage);
        match step.kind {
            StepKind::Same => format!("={printed}"),
            StepKind::Changed => format!("{printed}~{said}"),
            StepKind::Dropped => format!("-{said}"),
            StepKind::Added => format!("+{printed}"),
        }
    };
    format!("{open}{}", part.steps.iter().map(step).collect::<Vec<_>>().join(" "))
}

fn content(document: &Document, attribution: &Attribution) -> String {
    let spans = attribution.quotation.content.iter();
    spans.map(|span| flat(document, *span)).collect::<Vec<_>>().join(" | ")
}

/// The words of a span on one line.
fn flat(document: &Document, span: Span) -> String {
    span.of(&document.text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The lines of `fence`, each the name of a difference; one that is found says so.
fn silent(fence: &Fence, article: &Document, records: &[Document]) -> Result<Vec<String>, String> {
    let archive = Archive::new(records.to_vec());
    let policy = Policy::verbatim();
    let report = check(Model::english(), &archive, article, &policy, &Published::default());
    let is_found = |code: Code| {
        let verdicts = report.findings.iter().map(|finding| &finding.verdict);
        verdicts.flat_map(|verdict| &verdict.differences).any(|found| found.code == code)
    };
    let line = |name: &str| {
        let code = Code::ALL.iter().find(|code| code.name() == name);
        let code = code.ok_or(format!("no difference is called {name:?}"))?;
        Ok(if is_found(*code) { format!("{name} is found") } else { name.to_owned() })
    };
    fence.text.lines().map(line).collect()
}
