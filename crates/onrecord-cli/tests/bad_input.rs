//! Input that cannot be read: a clear message that names file and place, the other files still
//! checked, exit code 2 only where nothing could be done.

mod desk;

use desk::{ARTICLE, Desk, RECORD};
use std::fs::{self, File};
use std::io::Write;

/// The other article is still checked, the message names the file, and the exit code is the findings'.
fn is_named_and_the_rest_is_checked(desk: &Desk, bad: &str, message: &str) {
    let run = desk.run(&format!("check {bad} article.txt --record record.vtt"));
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains(bad) && run.err.contains(message), "{:?}", run.err);
    assert!(run.out.contains("old iron bridge"), "{}", run.out);
    let alone = desk.run(&format!("check {bad} --record record.vtt"));
    assert_eq!(alone.code, 2, "{}\n{}", alone.out, alone.err);
}

#[test]
fn a_missing_file_is_named() {
    is_named_and_the_rest_is_checked(&Desk::new(), "missing.txt", "No such file");
}

#[test]
fn an_empty_file_is_named() {
    let desk = Desk::new();
    desk.put("empty.txt", "");
    is_named_and_the_rest_is_checked(&desk, "empty.txt", "empty");
}

#[test]
fn a_file_over_the_limit_is_refused_by_its_size() {
    let desk = Desk::new();
    File::create(desk.path("huge.txt")).unwrap().set_len(2 << 30).unwrap();
    is_named_and_the_rest_is_checked(&desk, "huge.txt", "2 GiB; at most 32 MiB");
}

#[test]
fn binary_junk_is_named() {
    let desk = Desk::new();
    let junk: Vec<u8> =
        (0..20_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    desk.put("junk.txt", junk);
    is_named_and_the_rest_is_checked(&desk, "junk.txt", "text");
}

#[test]
fn a_folder_that_cannot_be_listed_is_named() {
    let desk = Desk::new();
    // Root may list anything, so the folder is a link to itself, which nobody can.
    #[cfg(unix)]
    std::os::unix::fs::symlink(desk.path("loop"), desk.path("loop")).unwrap();
    let run = desk.run("check loop article.txt --record record.vtt");
    assert_eq!(run.code, 1);
    assert!(run.err.contains("loop"), "{:?}", run.err);
}

#[test]
fn invalid_utf8_is_read_with_a_word_about_it() {
    let desk = Desk::new();
    let mut bytes = ARTICLE.as_bytes().to_vec();
    bytes.extend(b"\nA line with \xff in it.\n\n");
    bytes.extend("The rest of the page goes on in peace.\n".repeat(60).as_bytes());
    desk.put("broken.txt", bytes);
    let run = desk.run("check broken.txt --record record.vtt");
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("broken.txt:7:"), "{:?}", run.err);
    assert!(run.out.contains("old iron bridge"), "{}", run.out);
}

#[test]
fn html_nested_a_hundred_thousand_deep_is_read() {
    let desk = Desk::new();
    desk.put("deep.html", format!("{}“We stop here,” he said.", "<div>".repeat(100_000)));
    let run = desk.run("check deep.html article.txt --record record.vtt");
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.out.contains("old iron bridge"), "{}", run.out);
}

#[test]
fn times_that_run_backwards_are_named_with_their_line() {
    let desk = Desk::new();
    let backwards = format!("{RECORD}\n00:00:09.000 --> 00:00:04.000\nThat was all.\n");
    desk.put("backwards.vtt", backwards);
    let run = desk.run("check article.txt --record backwards.vtt");
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("backwards.vtt:9:"), "{:?}", run.err);
}

#[test]
fn an_empty_record_alone_leaves_nothing_to_be_done() {
    let desk = Desk::new();
    desk.put("empty.vtt", "");
    let run = desk.run("check article.txt --record empty.vtt");
    assert_eq!(run.code, 2, "{}", run.out);
    assert!(run.err.contains("empty.vtt"), "{:?}", run.err);
    let both = desk.run("check article.txt --record empty.vtt record.vtt");
    assert_eq!(both.code, 1, "{}", both.err);
}

#[test]
fn a_zip_bomb_is_refused() {
    let desk = Desk::new();
    let file = File::create(desk.path("bomb.docx")).unwrap();
    let mut bomb = zip::ZipWriter::new(file);
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated);
    bomb.start_file("[Content_Types].xml", options).unwrap();
    bomb.write_all(b"<Types/>").unwrap();
    bomb.start_file("word/document.xml", options).unwrap();
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..512 {
        bomb.write_all(&zeros).unwrap();
    }
    bomb.finish().unwrap();
    assert!(fs::metadata(desk.path("bomb.docx")).unwrap().len() < 1 << 20);
    is_named_and_the_rest_is_checked(&desk, "bomb.docx", "");
}

#[test]
fn no_name_and_no_word_steers_the_terminal() {
    let desk = Desk::new();
    let name = "a\u{1b}[31m\u{202e}b.txt";
    desk.put(name, "“We will \u{1b}]0;owned\u{7} close \u{9b}31m the old iron bridge before \u{202e}the summer.”\n");
    for format in ["text", "github", "md", "html", "json", "jsonl", "sarif", "annotation"] {
        let mut command = desk.command();
        let arguments =
            ["check", name, "absent\u{1b}[2J", "--record", "record.vtt", "--format", format];
        let run = desk::run(command.args(arguments));
        for c in ['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}'] {
            assert!(!run.out.contains(c), "{format} lets {c:?} through");
            assert!(!run.err.contains(c), "stderr lets {c:?} through");
        }
    }
}
