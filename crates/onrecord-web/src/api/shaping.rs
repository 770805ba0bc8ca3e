//! From a view to what the interface sends. Findings and statements with their replies in, shapes out.

use crate::api::chain::later;
use crate::api::shape::{
    Difference, Document, Finding, Found, Occasion, Outlet, Person, QuotationChange, Reply,
    Statement, StatementSummary, Version,
};
use crate::words::moment;
use onrecord_store::reading::answered::Answered;
use onrecord_store::reading::document::{DocumentNote, DocumentView};
use onrecord_store::reading::occasion::OccasionView;
use onrecord_store::reading::outlet::OutletView;
use onrecord_store::reading::person::PersonView;
use onrecord_store::reading::reply::PublishedReply;
use onrecord_store::reading::search::SearchView;
use onrecord_store::reading::side::Difference as Named;
use onrecord_store::reading::statement::StatementView;
use onrecord_store::reading::told::Told;
use onrecord_store::reading::versions::QuotationChange as Changed;

impl From<&PublishedReply> for Reply {
    fn from(reply: &PublishedReply) -> Reply {
        Reply {
            id: reply.id.clone(),
            statement: reply.statement.clone(),
            finding: reply.finding.clone(),
            name: reply.name.clone(),
            party: reply.party.word().to_owned(),
            verified_by: reply.verified_by.clone(),
            published: moment(reply.at),
            version: reply.version,
            meaning: reply.meaning.clone(),
            inaccurate: reply.inaccurate.clone(),
            text: reply.text.clone(),
        }
    }
}

impl From<Named> for Difference {
    fn from(named: Named) -> Difference {
        let Named { code, name, class, level, sentence, caveat, printed, recorded } = named;
        Difference { code, name, class, level, sentence, caveat, printed, recorded }
    }
}

impl From<&Answered> for Finding {
    fn from(answered: &Answered) -> Finding {
        let report = answered.report().clone();
        let owned = |text: Option<&str>| text.map(str::to_owned);
        Finding {
            id: answered.id().to_owned(),
            statement: owned(answered.statement()),
            document: report.document,
            title: report.title,
            outlet: report.outlet,
            outlet_name: report.outlet_name,
            published: report.published,
            link: owned(answered.link()),
            hash: report.hash,
            kind: answered.kind().to_owned(),
            words: answered.words().to_owned(),
            start: answered.position().0,
            end: answered.position().1,
            speaker: owned(answered.speaker()),
            person: owned(answered.person()),
            fidelity: answered.fidelity().name().to_owned(),
            phrase: answered.phrase().to_owned(),
            level: answered.level().to_owned(),
            policy: answered.policy().to_owned(),
            record: owned(answered.record()),
            time_ms: answered.time_ms(),
            differences: answered.differences().into_iter().map(Difference::from).collect(),
            replies: answered.replies().iter().map(Reply::from).collect(),
        }
    }
}

/// A statement as lists have it, under a site's address.
pub fn summary(told: &Told, address: &str) -> StatementSummary {
    let owned = |text: Option<&str>| text.map(str::to_owned);
    StatementSummary {
        id: told.id().to_owned(),
        url: format!("{address}/s/{}", told.id()),
        words: told.words().to_owned(),
        speaker: owned(told.speaker()),
        person: owned(told.person()),
        addressee: owned(told.addressee()),
        day: owned(told.day()),
        time_ms: told.time_ms(),
        record: owned(told.record()),
        occasion: owned(told.occasion()),
        occasion_title: owned(told.occasion_title()),
        standing: told.standing().to_owned(),
        version: told.version(),
        n_reports: told.n_reports(),
        changed: moment(told.changed()),
        replies: told.replies().iter().map(Reply::from).collect(),
    }
}

/// A statement with its reports.
pub fn statement(view: &StatementView, address: &str) -> Statement {
    Statement {
        statement: summary(&view.told, address),
        reports: findings(&view.reports),
        later: later(&view.later, address),
        earlier: later(&view.earlier, address),
    }
}

/// Findings with their replies.
pub fn findings(answered: &[Answered]) -> Vec<Finding> {
    answered.iter().map(Finding::from).collect()
}

/// A person.
pub fn person(view: &PersonView, address: &str) -> Person {
    Person {
        id: view.id.clone(),
        name: view.name.clone(),
        is_pseudonym: view.is_pseudonym,
        wikidata: view.wikidata.clone(),
        n_statements: view.n_statements,
        statements: view.statements.iter().map(|told| summary(told, address)).collect(),
    }
}

/// An outlet.
pub fn outlet(view: &OutletView) -> Outlet {
    Outlet {
        id: view.id.clone(),
        name: view.name.clone(),
        domain: view.domain.clone(),
        n_findings: view.n_findings,
        findings: findings(&view.findings),
    }
}

/// A document.
pub fn document(view: &DocumentView) -> Document {
    let DocumentNote { id, title, url, outlet, outlet_name, published, versions, .. } =
        view.note.clone();
    let change = |number: u32| view.changes.iter().find(|change| change.number == number);
    let versions = versions.into_iter().map(|version| Version {
        quotations: change(version.number).map(|one| one.quotations.iter().map(changed).collect()),
        notices: change(version.number).map(|one| one.notices.clone()).unwrap_or_default(),
        number: version.number,
        hash: version.hash,
        n_bytes: version.n_bytes,
        added: moment(version.added),
        captured: version.captured.as_ref().map(moment),
    });
    Document {
        id,
        kind: "article".to_owned(),
        title,
        url,
        outlet,
        outlet_name,
        published,
        versions: versions.collect(),
        findings: findings(&view.findings),
    }
}

fn changed(view: &Changed) -> QuotationChange {
    let (kind, before, after, changes) = match view.clone() {
        Changed::Altered { before, after, changes } => {
            ("altered", Some(before), Some(after), changes)
        }
        Changed::Gone(before) => ("gone", Some(before), None, Vec::new()),
        Changed::Added(after) => ("added", None, Some(after), Vec::new()),
    };
    QuotationChange { kind: kind.to_owned(), before, after, changes }
}

/// An occasion.
pub fn occasion(view: &OccasionView) -> Occasion {
    let note = view.note.clone();
    Occasion {
        id: note.id,
        title: note.title,
        day: note.day,
        place: note.place,
        outlet: note.outlet,
        url: note.url,
        speakers: note.speakers,
        records: view.records.iter().map(|(id, _)| id.clone()).collect(),
        findings: findings(&view.findings),
    }
}

/// What a search found.
pub fn found(view: &SearchView, address: &str) -> Found {
    let statements = view.statements.iter().map(|told| summary(told, address));
    Found { n_found: view.n_found, statements: statements.collect() }
}
