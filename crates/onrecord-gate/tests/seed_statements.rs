//! The seed page in a store beside the demo stories: it joins no statement of theirs; a copy in its manner is
//! named as machine-paraphrased where two reports that agree stand beside it.

use onrecord::attribution::people::People;
use onrecord::chain::copy::Hop;
use onrecord::verdict::policy::Policy;
use onrecord_gate::shared::shared;
use onrecord_store::database::fault::Fault;
use onrecord_store::reading::chain::chain;
use onrecord_store::reading::statement::Found;
use onrecord_store::store::Store;
use onrecord_store::store::adding::Adding;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn store(name: &str, paths: &[PathBuf]) -> Store {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("seed-{name}"));
    if folder.exists() {
        std::fs::remove_dir_all(&folder).expect("the folder of an earlier run can go");
    }
    let store = Store::open(&folder.join("store"), None).expect("a store can be made");
    let (policy, people) = (Policy::verbatim(), People::default());
    let adding = Adding { paths, kind: None, policy: &policy, people: &people, n_threads: 1 };
    let done = store.add(&adding, &|_| ()).expect("the documents can be added");
    assert!(done.errors.is_empty() && done.lost.is_empty(), "{done:?}");
    store
}

fn demo(part: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo").join(part)
}

#[test]
fn the_seed_page_joins_no_statement_of_the_demo() {
    let seed = shared("seed").expect("the seed page is there");
    let store =
        store("joins", &[demo("record"), demo("reports"), demo("chain"), demo("spun"), seed]);
    let of = store.database().read(|engine| {
        let rows = engine.query(
            "SELECT finding.statement, document.name FROM finding
             JOIN document ON document.id = finding.document",
            &[],
        )?;
        let mut of: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for row in rows {
            let name: String = row.get(1)?;
            let counts = of.entry(row.get(0)?).or_default();
            match name.contains("2d40c753db175154") {
                true => counts.0 += 1,
                false => counts.1 += 1,
            }
        }
        Ok::<_, Fault>(of)
    });
    let of = of.expect("the store answers");
    let n_seed: usize = of.values().map(|(seed, _)| seed).sum();
    assert!(n_seed >= 10, "only {n_seed} quotations of the seed page");
    let joined: Vec<&String> =
        of.iter().filter(|(_, (seed, demo))| *seed > 0 && *demo > 0).map(|(id, _)| id).collect();
    assert!(joined.is_empty(), "{joined:?}");
}

#[test]
fn a_copy_in_its_manner_is_named_beside_two_reports_that_agree() {
    let kinds = |files: &[&str]| {
        let paths: Vec<PathBuf> = files.iter().map(|file| demo("spun").join(file)).collect();
        let store = store(&format!("spun-{}", files.len()), &paths);
        let ids = store.recalled("I would not wait for a third").expect("the store answers");
        let view = store.database().read::<_, Fault>(|engine| chain(engine, &ids[0]));
        match view.expect("the store answers") {
            Found::Here(view) => view
                .hops
                .iter()
                .map(|hop| (hop.who().to_owned(), hop.hop))
                .collect::<BTreeMap<String, Hop>>(),
            other => panic!("{other:?}"),
        }
    };
    let beside = kinds(&["1-gazette.md", "2-post.md", "3-digest.md"]);
    assert_eq!(beside.len(), 3, "{beside:?}");
    assert_eq!(beside["Rapid Shore Digest"], Hop::Paraphrase);
    assert_ne!(beside["Skerry Post"], Hop::Paraphrase);
    // One report alone agrees with nothing.
    let alone = kinds(&["1-gazette.md", "3-digest.md"]);
    assert_eq!(alone["Rapid Shore Digest"], Hop::LightRewrite);
}
