//! Nothing reaches the network unless the user asked for that very fetch: one crate has a client, and only the
//! commands whose purpose it is to fetch use it. Letters to repliers and a database on a server are the
//! store's own: they go where its settings say.

use crate::{files, root, text};
use std::path::Path;

/// The crate with the client.
const CLIENT: &str = "onrecord-capture";
/// The commands that fetch.
const FETCHING: [&str; 2] = ["capture.rs", "watch.rs"];
/// Libraries that fetch from the web.
const LIBRARIES: [&str; 12] = [
    "attohttpc",
    "awc",
    "curl",
    "hyper-client",
    "isahc",
    "minreq",
    "reqwest",
    "surf",
    "tungstenite",
    "ureq",
    "wget",
    "wreq",
];
/// What opens a connection or looks up a name.
const OPENING: [&str; 8] = [
    "TcpStream",
    "UdpSocket",
    "UnixStream",
    "ToSocketAddrs",
    "to_socket_addrs",
    "lookup_host",
    "TcpSocket",
    "hyper::client",
];

fn manifests() -> Vec<(String, toml::Table)> {
    let all = files(&["Cargo.toml"]);
    let crates = all.iter().filter(|path| path.starts_with(root().join("crates")));
    let named = crates.map(|path| {
        let name = path.parent().and_then(Path::file_name).unwrap_or_default();
        (name.to_string_lossy().into_owned(), text(path).parse().expect("a manifest is TOML"))
    });
    named.collect()
}

#[test]
fn one_crate_has_a_client_and_the_command_alone_uses_it() {
    let manifests = manifests();
    assert!(manifests.len() >= 7, "only {} crates were seen", manifests.len());
    for (name, manifest) in &manifests {
        for part in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let Some(used) = manifest.get(part).and_then(toml::Value::as_table) else { continue };
            for other in used.keys() {
                let may = name == CLIENT || !LIBRARIES.contains(&other.as_str());
                assert!(may, "{name} may not use {other}: {CLIENT} is the one client");
                let may = other != CLIENT || name == "onrecord-cli" && part == "dependencies";
                assert!(may, "{name} may not use {CLIENT}");
            }
        }
    }
    let client = manifests.iter().find(|(name, _)| name == CLIENT).expect("there is a client");
    assert!(client.1["dependencies"].get("ureq").is_some());
}

#[test]
fn no_other_source_opens_a_connection() {
    let (mut faults, mut n_using) = (Vec::new(), 0);
    for path in files(&[".rs"]) {
        let inside = path.strip_prefix(root()).unwrap_or(&path).to_string_lossy().into_owned();
        // Tests talk to the servers that they start.
        let is_source = inside.starts_with("crates/") && inside.contains("/src/");
        if !is_source || inside.starts_with("crates/onrecord-capture/") {
            continue;
        }
        let source = text(&path);
        for word in OPENING.iter().filter(|word| source.contains(**word)) {
            faults.push(format!("{inside} names {word}"));
        }
        let fetches = inside
            .strip_prefix("crates/onrecord-cli/src/commands/")
            .is_some_and(|name| FETCHING.contains(&name));
        if source.contains("onrecord_capture") {
            n_using += 1;
            if !fetches {
                faults.push(format!("{inside} uses the client"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert_eq!(n_using, FETCHING.len());
}
