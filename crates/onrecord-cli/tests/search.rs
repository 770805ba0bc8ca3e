//! A store searched from a terminal, as the search page does.

mod desk;

use desk::Desk;

fn kept() -> Desk {
    let desk = Desk::new();
    desk.put("papers/article.json", r#"{"title": "The bridge", "outlet": "Salter Courier", "text":
"The mayor spoke for an hour.\n\n“We will close the old iron bridge before the summer of this year,” said Ada Moreau."}"#);
    assert_eq!(desk.run("add article.txt papers record.vtt --store kept").code, 0);
    desk
}

#[test]
fn words_find_statements_with_their_speakers_and_how_they_stand() {
    let desk = kept();
    let found = desk.run("search bridge --store kept");
    assert_eq!(found.code, 0, "{}", found.err);
    assert!(found.out.starts_with("Ada Moreau"), "{}", found.out);
    assert!(found.out.contains("2 reports · undisputed · s"), "{}", found.out);
    assert!(found.out.ends_with("1 statement\n"), "{}", found.out);
    assert!(found.out.lines().all(|line| line.chars().count() <= 80), "{}", found.out);
    for (line, n_found) in [
        ("search --speaker moreau", 2),
        ("search bridge --speaker quill", 0),
        ("search --outlet courier", 1),
        ("search --grade meaning", 1),
        ("search winter --grade meaning", 0),
        ("search --until 1999-01-01", 0),
    ] {
        let run = desk.run(&format!("{line} --store kept --format json"));
        let value: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
        assert_eq!(value["n_found"], n_found, "{line}: {}", run.out);
        assert_eq!(run.code, i32::from(n_found == 0), "{line}");
        for one in value["statements"].as_array().expect("a list") {
            assert!(one["replies"].is_array(), "{one}");
        }
    }
    let second = desk.run("search --speaker moreau --limit 1 --offset 1 --store kept");
    assert!(second.out.contains("2 statements; shown are 2 to 2"), "{}", second.out);
    let nothing = desk.run("search nowhere --store kept");
    assert!(
        nothing.out.contains("does not mean that the words were not said")
            || nothing.out.contains("does not")
    );
}

#[test]
fn what_cannot_be_asked_is_told() {
    let desk = kept();
    for (line, told) in [
        ("search", "nothing is asked"),
        ("search x --since soon", "is no day; write it as 2026-05-12"),
        ("search x --grade best", "possible values"),
    ] {
        let run = desk.run(&format!("{line} --store kept"));
        assert_eq!(run.code, 2, "{line}");
        assert!(run.err.contains(told), "{line}: {}", run.err);
    }
    assert!(desk.run("search x --store nowhere").err.contains("is no store"));
}

#[test]
fn a_file_outside_is_called_by_its_folder_and_name_alone() {
    let desk = kept();
    let other = Desk::new();
    let path = other.path("article.txt");
    let added = desk.run(&format!("add {} --store kept", path.display()));
    assert!(added.err.contains("1 added"), "{}", added.err);
    assert!(desk.run(&format!("add {} --store kept", path.display())).err.contains("1 known"));
    let folder = other.path("").file_name().expect("a name").to_string_lossy().into_owned();
    let lines = desk.run("export --store kept").out;
    assert!(lines.contains(&format!("\"name\":\"{folder}/article.txt\"")), "{lines}");
    let whole = path.parent().expect("a folder").parent().expect("a folder").join(&folder);
    assert!(!lines.contains(&*whole.to_string_lossy()), "{lines}");
    let shown = desk.run(&format!("show {} --store kept", path.display()));
    assert_eq!(shown.code, 0, "{}", shown.err);
}
