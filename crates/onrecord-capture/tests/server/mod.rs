//! A small server for one test, on the loopback. It answers by the path, and remembers what it was asked.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread::{sleep, spawn};
use std::time::Duration;

/// A request: its first line's path, its head in lower case, and its body.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(crate) path: String,
    pub(crate) head: String,
    pub(crate) body: String,
}

/// An answer, and how long is waited before each hundred bytes of its body.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
    pub(crate) wait: Duration,
}

impl Reply {
    pub(crate) fn new(status: u16, fields: &[(&str, &str)], body: impl Into<Vec<u8>>) -> Reply {
        let mut head = format!("HTTP/1.1 {status} Told\r\n");
        for (name, value) in fields {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        Reply { head, body: body.into(), wait: Duration::ZERO }
    }

    pub(crate) fn page(body: &str) -> Reply {
        Reply::new(200, &[("Content-Type", "text/html; charset=utf-8")], body)
    }

    pub(crate) fn to(address: &str) -> Reply {
        Reply::new(302, &[("Location", address)], "")
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Server {
    at: SocketAddr,
    asked: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    /// Answers with what `answer` gives for the nth request, counted from 0.
    pub(crate) fn start(
        answer: impl Fn(&Request, usize) -> Reply + Send + Sync + 'static,
    ) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let at = listener.local_addr().expect("the port is known");
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (shared, answer) = (Arc::clone(&asked), Arc::new(answer));
        spawn(move || {
            for stream in listener.incoming().flatten() {
                let (shared, answer) = (Arc::clone(&shared), Arc::clone(&answer));
                spawn(move || {
                    // A client that goes before its answer ends is a part of some tests.
                    let _ = serve(stream, &shared, answer.as_ref());
                });
            }
        });
        Server { at, asked }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.at)
    }

    /// What it was asked, without its robots.txt.
    pub(crate) fn asked(&self) -> Vec<Request> {
        let all = self.asked.lock().expect("no test panicked");
        all.iter().filter(|one| one.path != "/robots.txt").cloned().collect()
    }
}

fn serve(
    stream: TcpStream,
    asked: &Mutex<Vec<Request>>,
    answer: &dyn Fn(&Request, usize) -> Reply,
) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head)? == 0 {
            return Ok(());
        }
    }
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    let head = head.to_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    let mut body = vec![0; length.and_then(|length| length.trim().parse().ok()).unwrap_or(0)];
    reader.read_exact(&mut body)?;
    let body = String::from_utf8_lossy(&body).into_owned();
    let request = Request { path, head, body };
    let n_before = {
        let mut asked = asked.lock().expect("no test panicked");
        let n_before = asked.iter().filter(|one: &&Request| one.path == request.path).count();
        asked.push(request.clone());
        n_before
    };
    let Reply { head, body, wait } = answer(&request, n_before);
    let mut stream = stream;
    let length = if head.to_lowercase().contains("transfer-encoding") || head.contains(" 304 ") {
        String::new()
    } else {
        format!("Content-Length: {}\r\n", body.len())
    };
    write!(stream, "{head}{length}\r\n")?;
    for part in body.chunks(if wait.is_zero() { 1 << 20 } else { 100 }) {
        sleep(wait);
        stream.write_all(part)?;
        stream.flush()?;
    }
    Ok(())
}
