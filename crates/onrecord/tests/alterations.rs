//! One alteration a sentence, laid against a record of all of them: each that alters the meaning gives
//! its own code, and none that cleans up or marks gives a code of that class.

use onrecord::check::check;
use onrecord::document::origin::{DocumentKind, Origin};
use onrecord::document::{Document, read};
use onrecord::matching::archive::Archive;
use onrecord::report::reply::Published;
use onrecord::verdict::code::{Class, Code};
use onrecord::verdict::policy::Policy;
use onrecord_model::Model;

/// What was said, what is printed of it, and the code that must come out.
const ALTERED: &[(&str, &str, Code)] = &[
    (
        "We will not drain the upper lake before the autumn.",
        "We will drain the upper lake before the autumn.",
        Code::Negation,
    ),
    (
        "The engineers have checked every bolt of the crane.",
        "The engineers have never checked every bolt of the crane.",
        Code::Negation,
    ),
    (
        "I can't promise the weavers a warmer workshop.",
        "I can promise the weavers a warmer workshop.",
        Code::Negation,
    ),
    (
        "The brewery didn't pour its waste into the canal.",
        "The brewery poured its waste into the canal.",
        Code::Negation,
    ),
    (
        "The new tram will carry nine hundred people an hour.",
        "The new tram will carry five hundred people an hour.",
        Code::Number,
    ),
    (
        "Each of the orchards lost 40 trees in the storm.",
        "Each of the orchards lost 14 trees in the storm.",
        Code::Number,
    ),
    (
        "The museum owes the bank two million crowns.",
        "The museum owes the bank two billion crowns.",
        Code::Number,
    ),
    (
        "My office wrote to Torvald Ek about the missing maps.",
        "My office wrote to Torvald Ask about the missing maps.",
        Code::Name,
    ),
    (
        "The first shipment of salt came from Varna by rail.",
        "The first shipment of salt came from Burgas by rail.",
        Code::Name,
    ),
    (
        "The theatre will probably lose its leading singer.",
        "The theatre will lose its leading singer.",
        Code::Hedge,
    ),
    (
        "I think the miners deserve a better doctor.",
        "The miners deserve a better doctor.",
        Code::Hedge,
    ),
    (
        "Perhaps the bakers should raise their prices together.",
        "The bakers should raise their prices together.",
        Code::Hedge,
    ),
    (
        "They burned the old ledgers behind the stable.",
        "We burned the old ledgers behind the stable.",
        Code::Pronoun,
    ),
    (
        "She told the inspector about the cracked boiler.",
        "He told the inspector about the cracked boiler.",
        Code::Pronoun,
    ),
    (
        "The airport might charge more for night landings.",
        "The airport must charge more for night landings.",
        Code::Modality,
    ),
    (
        "The school could teach two further languages.",
        "The school will teach two further languages.",
        Code::Modality,
    ),
    (
        "Some nurses in the valley work without a contract.",
        "All nurses in the valley work without a contract.",
        Code::Quantifier,
    ),
    (
        "Most farmers sold their sheep after the drought.",
        "Farmers sold their sheep after the drought.",
        Code::Quantifier,
    ),
    (
        "We will lend you the trumpet if your brother pays for the case.",
        "We will lend you the trumpet.",
        Code::DroppedCondition,
    ),
    (
        "The choir sings well, but only when the hall is heated.",
        "The choir sings well.",
        Code::Truncation,
    ),
];

/// What was said and what is printed of it, where nothing alters the meaning.
const FAITHFUL: &[(&str, &str)] = &[
    (
        "Well, um, the glass roof leaks above the tomatoes.",
        "The glass roof leaks above the tomatoes.",
    ),
    ("The pilots, you know, asked for longer breaks.", "The pilots asked for longer breaks."),
    ("I, I never liked the smell of that varnish.", "I never liked the smell of that varnish."),
    (
        "The printers were, uh, paid in flour that month.",
        "The printers were paid in flour that month.",
    ),
    (
        "We're going to repaint the lighthouse in stripes.",
        "We are going to repaint the lighthouse in stripes.",
    ),
    (
        "They do not sell candles on the southern market.",
        "They don't sell candles on the southern market.",
    ),
    (
        "It is the finest violin in the whole province.",
        "It's the finest violin in the whole province.",
    ),
    (
        "The dam holds twelve thousand barrels of rainwater.",
        "The dam holds 12,000 barrels of rainwater.",
    ),
    ("Thirty percent of the hives froze in January.", "30% of the hives froze in January."),
    ("The statue cost us 5 million dollars.", "The statue cost us $5 million."),
    (
        "The Archive keeps its treaties in the cellar.",
        "The archive keeps its treaties in the cellar.",
    ),
    (
        "Our well-known cheese travels badly in summer.",
        "Our well known cheese travels badly in summer.",
    ),
    (
        "The colour of the curtain annoyed the whole cast.",
        "The color of the curtain annoyed the whole cast.",
    ),
    (
        "The potters fire their kilns with beech and oak on the first Friday of a month.",
        "The potters fire their kilns … on the first Friday of a month.",
    ),
    (
        "Our gardener planted roses, tulips and a walnut tree beside the chapel gate.",
        "Our gardener planted roses ... beside the chapel gate.",
    ),
    ("We mend the nets at dawn. Nobody helps us.", "We mend the nets at dawn. Nobody helps us."),
    (
        "The clockmaker repaired the bells of the town hall.",
        "The clockmaker repaired the bells of the town hall.",
    ),
    (
        "Every glacier above the pass has lost its tongue.",
        "Every glacier above the pass has lost its tongue.",
    ),
    ("Okay, the ropes of the cable car are safe.", "OK, the ropes of the cable car are safe."),
    (
        "The fishermen bought it from the abbey last spring.",
        "The fishermen bought [the cable car] from the abbey last spring.",
    ),
];

#[test]
fn each_alteration_gives_its_code_and_faithful_edits_none_of_meaning() {
    let pairs = ALTERED.iter().map(|(said, printed, _)| (*said, *printed));
    let pairs: Vec<(&str, &str)> = pairs.chain(FAITHFUL.iter().copied()).collect();
    let said: Vec<String> = pairs.iter().map(|(said, _)| format!("MOREAU: {said}\n")).collect();
    let archive = Archive::new(one(&said.join("\n"), "hearing.txt", DocumentKind::Record));
    let mut faults = Vec::new();
    for (index, (said, printed)) in pairs.iter().enumerate() {
        let article = format!("Anna Moreau said: “{printed}”\n");
        let documents = one(&article, "article.txt", DocumentKind::Article);
        let policy = Policy::verbatim();
        let report =
            check(Model::english(), &archive, &documents[0], &policy, &Published::default());
        let verdict = report.findings.first().map(|finding| &finding.verdict);
        let codes: Vec<Code> = verdict
            .map(|verdict| verdict.differences.iter().map(|difference| difference.code).collect())
            .unwrap_or_default();
        let is_right = match ALTERED.get(index) {
            Some((.., code)) => codes.contains(code),
            None => codes.iter().all(|code| code.class() != Class::Meaning),
        };
        let is_located = report.findings.first().is_some_and(|f| !f.matches.is_empty());
        if !is_right || !is_located {
            faults.push(format!("{said} / {printed}: {codes:?}"));
        }
    }
    assert!(faults.is_empty(), "{} of {}:\n{}", faults.len(), pairs.len(), faults.join("\n"));
}

fn one(text: &str, name: &str, kind: DocumentKind) -> Vec<Document> {
    read(text.as_bytes(), &Origin { name: name.to_owned() }, kind)
}
