//! `onrecord serve` with the settings of onrecord.toml: limits, links, letters and who is believed in who asks.

mod desk;

use desk::Desk;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Stdio};

/// A server of the desk's store; it ends with the test.
struct Served {
    child: Child,
    port: u16,
    /// What it has yet to say to its operator.
    said: BufReader<std::process::ChildStderr>,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn serve(desk: &Desk) -> Served {
    let probe = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = probe.local_addr().expect("an address").port();
    drop(probe);
    let mut command = desk.command();
    command.args(["serve", "--store", "kept", "--bind", &format!("127.0.0.1:{port}")]);
    let mut child = command.stderr(Stdio::piped()).spawn().expect("starts");
    let mut said = BufReader::new(child.stderr.take().expect("a pipe"));
    let mut line = String::new();
    said.read_line(&mut line).expect("says something");
    assert!(line.contains("the record is open at https://record.example"), "{line}");
    Served { child, port, said }
}

/// A reply of `email` to `finding`, sent in as if for `asker` by the server before this one; the status.
fn reply(served: &Served, finding: &str, email: &str, asker: &str) -> String {
    let body = serde_json::json!({
        "finding": finding, "name": "Ada Moreau", "email": email, "party": "quoted-person",
        "text": "I said that we will not.",
    });
    let body = body.to_string();
    let mut stream = TcpStream::connect(("127.0.0.1", served.port)).expect("answers");
    let request = format!(
        "POST /api/v1/replies HTTP/1.1\r\nHost: record.example\r\nConnection: close\r\n\
         X-Forwarded-For: {asker}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).expect("taken");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("answers");
    answer.split(' ').nth(1).expect("a status").to_owned()
}

fn kept(settings: &str) -> Desk {
    let desk = Desk::new();
    desk.put("onrecord.toml", settings);
    assert_eq!(desk.run("add article.txt record.vtt --store kept").code, 0);
    desk
}

const REPLY: &str = "[reply]\nhouse = \"Salter Courier, the readers' editor\"\n\
    address = \"https://record.example\"\nper-hour = 1\nlink-hours = 7\n";

#[test]
fn limits_count_whom_a_proxy_names_and_letters_are_the_houses() {
    let desk = kept(&format!("{REPLY}[serve]\nproxies = [\"127.0.0.1\"]\n"));
    let (served, finding) = (serve(&desk), desk.ids().remove(0));
    assert_eq!(reply(&served, &finding, "ada@moreau.example", "6.6.6.6, 198.51.100.7"), "202");
    assert_eq!(reply(&served, &finding, "bo@moreau.example", "7.7.7.7, 198.51.100.8"), "429");
    assert_eq!(reply(&served, &finding, "bo@moreau.example", "203.0.113.1"), "202");
    let letters: Vec<String> = fs::read_dir(desk.path("kept/outbox"))
        .expect("listed")
        .flatten()
        .map(|file| fs::read_to_string(file.path()).expect("read"))
        .collect();
    assert_eq!(letters.len(), 2);
    for letter in letters {
        assert!(letter.contains("https://record.example/reply/confirm/"), "{letter}");
        assert!(letter.contains("within 7 hours") && letter.contains("Salter Courier"), "{letter}");
    }
}

#[test]
fn nobody_is_believed_who_is_not_named() {
    let desk = kept(REPLY);
    let (served, finding) = (serve(&desk), desk.ids().remove(0));
    assert_eq!(reply(&served, &finding, "ada@moreau.example", "198.51.100.7"), "202");
    assert_eq!(reply(&served, &finding, "bo@moreau.example", "203.0.113.1"), "429");
}

#[test]
fn a_letter_goes_to_the_mail_server_that_is_set() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let mail = format!(
        "[mail]\nfrom = \"Courier <replies@salter.example>\"\nserver = \"smtp://127.0.0.1:{port}\"\n"
    );
    let desk = kept(&format!("{REPLY}{mail}"));
    let (mut served, finding) = (serve(&desk), desk.ids().remove(0));
    let server = std::thread::spawn(move || {
        let (stream, _) = listener.accept().expect("a client");
        let mut writer = stream.try_clone().expect("a second handle");
        writer.write_all(b"220 mail.example\r\n").expect("greets");
        let mut told = Vec::new();
        for line in BufReader::new(stream).lines() {
            let line = line.expect("a line");
            let is_refused = line.starts_with("RCPT");
            told.push(line);
            let answer: &[u8] =
                if is_refused { b"550 not <ada@moreau.example>\r\n" } else { b"250 yes\r\n" };
            if writer.write_all(answer).is_err() || is_refused {
                break;
            }
        }
        told.join("\n")
    });
    assert_eq!(reply(&served, &finding, "ada@moreau.example", "198.51.100.7"), "202");
    let told = server.join().expect("ended");
    assert!(told.contains("MAIL FROM:<replies@salter.example>"), "{told}");
    assert_eq!(fs::read_dir(desk.path("kept/outbox")).expect("listed").count(), 1, "it waits");
    served.child.kill().expect("ends");
    let mut log = String::new();
    served.said.read_to_string(&mut log).expect("text");
    assert!(log.contains("it lies in the outbox") && log.contains("(an address)"), "{log}");
    assert!(!log.contains("moreau.example"), "{log}");
}
