//! The whole way: a document and an archive in, a report out.

use crate::attribution::people::People;
use crate::attribution::setting::Setting;
use crate::attribution::{Attribution, attribute_among, attribute_read};
use crate::document::Document;
use crate::document::block::Role;
use crate::matching::Match;
use crate::matching::alignment::Passage;
use crate::matching::archive::Archive;
use crate::matching::reported::Sentences;
use crate::quotation::act::Act;
use crate::quotation::learned::refine_read;
use crate::quotation::{Quotation, QuotationKind, extract};
use crate::report::finding::{Comparison, Finding, PolicyNote, RecordNote, Report};
use crate::report::identity::identify;
use crate::report::ignore::ignore_by_comments;
use crate::report::noted::{note, note_of};
use crate::report::reply::Published;
use crate::text::span::Span;
use crate::verdict::choice::choose;
use crate::verdict::counterpart::better_first;
use crate::verdict::fidelity::Fidelity;
use crate::verdict::held::Held;
use crate::verdict::policy::{Level, Policy};
use crate::verdict::quilt::{judge_quilt, patches};
use crate::verdict::reported::judge_reported;
use crate::verdict::voice::{likely, shares};
use crate::verdict::{Verdict, judge};
use onrecord_model::Model;
use onrecord_model::syntax::analyser::Analyser;

/// Which reports of utterances are laid beside the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scope {
    /// Quotations with marks, and the claims of headlines.
    Marked,
    /// Those, and indirect speech, which the learned reading finds.
    #[default]
    Reported,
}

/// Checks every quotation of `document`, indirect speech among them, against `archive` under `policy`,
/// and puts what is `published` in reply beside the findings answered.
#[must_use]
pub fn check(
    model: &Model,
    archive: &Archive,
    document: &Document,
    policy: &Policy,
    published: &Published,
) -> Report {
    check_among(model, archive, document, policy, published, &People::default(), Scope::default())
}

/// As [`check`], of the reports in `scope`; speakers on the list `people` go by its names and have its
/// ids.
#[must_use]
pub fn check_among(
    model: &Model,
    archive: &Archive,
    document: &Document,
    policy: &Policy,
    published: &Published,
    people: &People,
    scope: Scope,
) -> Report {
    let in_comment = |attribution: &Attribution| {
        let content = attribution.quotation.content.first().copied().unwrap_or_default();
        let next = document.comments.partition_point(|c| c.span.start() <= content.start());
        let before = next.checked_sub(1).and_then(|at| document.comments.get(at));
        before.is_some_and(|comment| comment.span.contains(content))
    };
    let (speech, mut unchecked): (Vec<_>, Vec<_>) = attributions(model, document, people, scope)
        .into_iter()
        .enumerate()
        .filter(|(_, attribution)| !in_comment(attribution))
        .partition(|(_, attribution)| attribution.quotation.kind.is_speech());
    let (indices, speech): (Vec<usize>, Vec<Attribution>) = speech.into_iter().unzip();
    let mut report = beside(model, archive, document, speech, policy, published);
    let mut kept: Vec<(usize, Finding)> = Vec::new();
    for (index, finding) in indices.into_iter().zip(std::mem::take(&mut report.findings)) {
        // A report in other words that is not found on the record says nothing of either text.
        if finding.attribution.quotation.is_in_other_words() && finding.matches.is_empty() {
            unchecked.push((index, finding.attribution));
        } else {
            kept.push((index, finding));
        }
    }
    unchecked.sort_by_key(|(index, _)| *index);
    report.findings = renumbered(kept, |finding| &mut finding.attribution);
    report.unchecked = renumbered(unchecked, |attribution| attribution);
    ignore_by_comments(&mut report, document);
    report
}

/// The quotations in `scope` with their speakers, in text order. Those with marks go by the rules alone,
/// whether or not indirect speech is read too.
fn attributions(
    model: &Model,
    document: &Document,
    people: &People,
    scope: Scope,
) -> Vec<Attribution> {
    let quotations = extract(model, document);
    if scope == Scope::Marked {
        return attribute_among(model, document, quotations, people);
    }
    let tokens = Analyser::english().analyse(&document.text);
    let marked = attribute_among(model, document, quotations.clone(), people);
    let refined = refine_read(model, document, &tokens, quotations);
    let all = attribute_read(model, document, &tokens, refined, people);
    let speech = marked.iter().filter(|one| one.quotation.kind.is_speech());
    let mut taken: Vec<Span> = speech.flat_map(|one| one.quotation.content.clone()).collect();
    taken.sort_unstable();
    taken.dedup_by(|next, known| {
        let overlaps = next.start() < known.end();
        *known = if overlaps { known.hull(*next) } else { *known };
        overlaps
    });
    let is_free = |one: &Attribution| {
        !one.quotation.content.iter().any(|part| {
            let next = taken.partition_point(|span| span.end() <= part.start());
            taken.get(next).is_some_and(|span| span.overlaps(*part))
        })
    };
    let reported: Vec<Attribution> = (all.into_iter())
        .filter(|one| one.quotation.kind == QuotationKind::Indirect && is_free(one))
        .collect();
    let start = |one: &Attribution| one.quotation.content.first().map_or(0, |part| part.start());
    let places: Vec<usize> = (marked.iter().enumerate())
        .map(|(at, one)| at + reported.partition_point(|other| start(other) < start(one)))
        .collect();
    let mut merged: Vec<Attribution> = Vec::with_capacity(marked.len() + reported.len());
    let mut reported = reported.into_iter();
    for (mut one, place) in marked.into_iter().zip(&places) {
        merged.extend(reported.by_ref().take(place.saturating_sub(merged.len())));
        let inside = &mut one.quotation.inside;
        *inside = inside.and_then(|around| places.get(around).copied());
        merged.push(one);
    }
    merged.extend(reported);
    merged
}

/// What is `kept`, each with its index among all (ascending); `inside` tells the index in the list that
/// comes out, and is empty where the quotation around is not in it.
fn renumbered<T>(kept: Vec<(usize, T)>, of: impl Fn(&mut T) -> &mut Attribution) -> Vec<T> {
    let indices: Vec<usize> = kept.iter().map(|(index, _)| *index).collect();
    let renumber = |(_, mut one): (usize, T)| {
        let inside = &mut of(&mut one).quotation.inside;
        *inside = inside.and_then(|around| indices.binary_search(&around).ok());
        one
    };
    kept.into_iter().map(renumber).collect()
}

/// Lays each paragraph of `document` that may hold speech beside `archive`, as if all of it stood
/// between marks, and lists the paragraphs of `archive` that are laid beside none: a comparison of two
/// texts. Both are held whole, so words that are not found are not in the other text.
#[must_use]
pub fn compare(archive: &Archive, document: &Document, policy: &Policy) -> Report {
    let blocks = document.blocks.iter().enumerate().filter(|(_, block)| block.role.holds_speech());
    let whole = blocks.map(|(block_idx, block)| Attribution {
        quotation: Quotation {
            kind: QuotationKind::Direct,
            content: vec![block.span],
            marked: vec![block.span],
            cue: None,
            source: None,
            block: block_idx,
            inside: None,
            act: Act::Speech,
        },
        speaker: None,
        mention: None,
        why: "the words themselves are compared".to_owned(),
        setting: Setting::default(),
        about: None,
    });
    let (model, published) = (Model::english(), Published::default());
    let mut report = beside(model, archive, document, whole.collect(), policy, &published);
    for finding in &mut report.findings {
        let is_absent = finding.verdict.fidelity == Fidelity::NotCheckable;
        if is_absent && finding.matches.is_empty() {
            finding.verdict.fidelity = Fidelity::NotFound;
        }
    }
    report.comparison =
        Some(Comparison { only_in_record: only_in_record(archive, &report.findings) });
    report
}

/// The paragraphs of all records of which no passage covers a fifth.
fn only_in_record(archive: &Archive, findings: &[Finding]) -> Vec<Passage> {
    let mut covered: Vec<(usize, Span)> = (findings.iter())
        .filter_map(|finding| finding.matches.first())
        .flat_map(|found| {
            found.alignment.parts.iter().map(|part| (found.passage.record, part.passage))
        })
        .collect();
    covered.sort_unstable_by_key(|(record, span)| (*record, span.start(), span.end()));
    let mut only = Vec::new();
    for (record_idx, record) in archive.records().iter().enumerate() {
        let from = covered.partition_point(|(record, _)| *record < record_idx);
        let mut next = covered.get(from..).unwrap_or_default().iter().peekable();
        for block in record.blocks.iter().filter(|block| block.role.holds_speech()) {
            let (mut n_covered, mut at) = (0, block.span.start());
            while let Some((_, span)) = next.peek().filter(|(record, _)| *record == record_idx) {
                if span.start() >= block.span.end() {
                    break;
                }
                let end = span.end().min(block.span.end());
                n_covered += end.saturating_sub(span.start().max(at));
                at = at.max(end);
                if span.end() > block.span.end() {
                    break;
                }
                next.next();
            }
            if 5 * n_covered < block.span.len() {
                only.push(Passage { record: record_idx, span: block.span });
            }
        }
    }
    only
}

fn beside(
    model: &Model,
    archive: &Archive,
    document: &Document,
    mut attributions: Vec<Attribution>,
    policy: &Policy,
    published: &Published,
) -> Report {
    let ids = identify(document, &attributions);
    let shares = shares(model, archive, &attributions);
    let mut places: Vec<Vec<Match>> = attributions
        .iter()
        .zip(&shares)
        .map(|(attribution, share)| {
            let matches = likely(model, archive, document, attribution, *share);
            let chosen = choose(model, archive, document, attribution, matches);
            better_first(archive, document, attribution, chosen)
        })
        .collect();
    // What was found of a speaker tells where the rest of the same speaker's words should be.
    let held = Held::of(model, archive, document, &attributions, shares, &places);
    let is_loose = |one: &Attribution| one.quotation.is_in_other_words();
    let may_be = |one: &Attribution| is_loose(one) || is_claim_quote(document, &one.quotation);
    let occasions = if attributions.iter().any(may_be) { held.occasions() } else { Vec::new() };
    let mut sentences = Sentences::new(model, archive);
    let mut verdicts: Vec<Verdict> = Vec::with_capacity(attributions.len());
    let mut claims: Vec<usize> = Vec::new();
    for (index, (attribution, matches)) in attributions.iter().zip(&mut places).enumerate() {
        let mut verdict = None;
        if !is_loose(attribution) {
            let judged = match patches(archive, document, attribution, matches) {
                patches if patches.is_empty() => {
                    matches.retain(|found| held.is_passage(index, attribution, found));
                    judge(model, archive, document, attribution, matches, &held, policy)
                }
                patches => {
                    matches.truncate(1);
                    let judged = judge_quilt(
                        model,
                        archive,
                        document,
                        attribution,
                        &matches[0],
                        &patches,
                        policy,
                    );
                    matches.extend(patches.into_iter().map(|patch| patch.place));
                    judged
                }
            };
            let is_verbatim = matches!(
                judged.fidelity,
                Fidelity::AsRecorded
                    | Fidelity::CleanedUp
                    | Fidelity::MarkedEdit
                    | Fidelity::OtherSpeaker
            );
            if !is_verbatim && is_claim_quote(document, &attribution.quotation) {
                claims.push(index);
            } else {
                verdict = Some(judged);
            }
        }
        let verdict = verdict.unwrap_or_else(|| {
            let content = &attribution.quotation.content;
            let may_say = |record, turn| held.may_say(attribution, record, turn);
            let found = sentences.search(&document.text, content, &occasions, may_say);
            if found.is_some() || is_loose(attribution) {
                *matches = found.into_iter().collect();
            }
            match matches.first() {
                Some(found) => judge_reported(model, archive, document, attribution, found, policy),
                None => judge(model, archive, document, attribution, matches, &held, policy),
            }
        });
        verdicts.push(verdict);
    }
    let records: Vec<Option<RecordNote>> = attributions
        .iter()
        .zip(&places)
        .zip(&verdicts)
        .map(|((attribution, matches), verdict)| {
            let of_place = note(model, archive, document, attribution, matches);
            of_place.or_else(|| {
                let is_missing = verdict.fidelity == Fidelity::NotFound;
                let record = held.expected(attribution).filter(|_| is_missing)?;
                Some(note_of(archive.records().get(record)?))
            })
        })
        .collect();
    for claim in claims {
        if let Some(attribution) = attributions.get_mut(claim) {
            attribution.quotation.kind = QuotationKind::Headline;
            attribution.quotation.marked.clear();
        }
    }
    let parts = ids.into_iter().zip(attributions).zip(places).zip(verdicts).zip(records);
    let findings = parts.map(|((((id, attribution), matches), verdict), record)| Finding {
        record,
        replies: published.replies_to(&id),
        ignored: Vec::new(),
        id,
        attribution,
        matches,
        verdict,
    });
    Report {
        origin: document.origin.clone(),
        policy: PolicyNote {
            name: policy.name.clone(),
            version: policy.version,
            hash: policy.hash(),
        },
        not_checkable: Level::Off,
        findings: findings.collect(),
        unchecked: Vec::new(),
        comparison: None,
        problems: document.problems.clone(),
    }
}

/// Whether a headline sets the words between single marks: by custom its own wording of a claim, unless
/// the words stand so in the record.
fn is_claim_quote(document: &Document, quotation: &Quotation) -> bool {
    let is_title =
        document.blocks.get(quotation.block).is_some_and(|block| block.role == Role::Title);
    let opens_single = |part: &Span| {
        document.text.get(..part.start()).is_some_and(|before| before.ends_with(['‘', '\'']))
    };
    is_title && !quotation.marked.is_empty() && quotation.marked.iter().all(opens_single)
}
