//! robots.txt (RFC 9309). The bytes of one in, which addresses of its site a client may fetch out.

/// Bytes that are read; a longer file's rest is left out (the RFC demands at least as many).
pub const MOST: usize = 500 << 10;

/// What the owner of a site allows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Robots {
    groups: Vec<Group>,
}

/// Rules for some clients.
#[derive(Debug, Clone, Default, PartialEq)]
struct Group {
    /// Names of clients in lower case; "*" is any.
    agents: Vec<String>,
    rules: Vec<Rule>,
    delay: Option<f64>,
}

/// One line that allows or disallows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Whether it allows.
    pub is_allow: bool,
    /// The path as the file has it.
    pub path: String,
    /// Its line, from 1.
    pub line: usize,
    /// The path as it is compared.
    pattern: Vec<u8>,
}

impl Robots {
    /// Reads a file of any bytes: a line that says nothing is passed over.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Robots {
        let text = String::from_utf8_lossy(bytes.get(..MOST).unwrap_or(bytes));
        let text = text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n").replace('\r', "\n");
        let mut groups: Vec<Group> = Vec::new();
        // Lines that name clients belong together until a rule follows.
        let mut is_naming = false;
        for (line, content) in (1..).zip(text.split('\n')) {
            let content = content.split('#').next().unwrap_or_default();
            let Some((key, value)) = content.split_once(':') else { continue };
            let value = value.trim();
            let key = key.trim().to_ascii_lowercase();
            if key == "user-agent" {
                if !is_naming {
                    groups.push(Group::default());
                }
                is_naming = true;
                if let Some(group) = groups.last_mut() {
                    group.agents.push(product(value));
                }
                continue;
            }
            let Some(group) = groups.last_mut() else { continue };
            match key.as_str() {
                "allow" | "disallow" => {
                    is_naming = false;
                    if !value.is_empty() {
                        let pattern = comparable(value);
                        let is_allow = key == "allow";
                        group.rules.push(Rule { is_allow, path: value.to_owned(), line, pattern });
                    }
                }
                "crawl-delay" => {
                    is_naming = false;
                    group.delay = value
                        .parse()
                        .ok()
                        .filter(|d: &f64| d.is_finite() && *d >= 0.0)
                        .or(group.delay);
                }
                _ => {}
            }
        }
        Robots { groups }
    }

    /// The rule that keeps the client called `agent` from `path`, an absolute path with its query; `None`
    /// where it may fetch it. The longest rule that fits decides; of two as long, the one that allows.
    #[must_use]
    pub fn forbids(&self, agent: &str, path: &str) -> Option<&Rule> {
        let path = comparable(path);
        if path == b"/robots.txt" {
            return None;
        }
        let rules = self.of(agent).flat_map(|group| &group.rules);
        let fitting = rules.filter(|rule| fits(&rule.pattern, &path));
        let decisive = fitting.max_by_key(|rule| (rule.pattern.len(), rule.is_allow));
        decisive.filter(|rule| !rule.is_allow)
    }

    /// Seconds that the site asks to be left between two requests; the longest, where it says several.
    #[must_use]
    pub fn delay(&self, agent: &str) -> Option<f64> {
        self.of(agent).filter_map(|group| group.delay).reduce(f64::max)
    }

    /// The groups for `agent`: those that name it, else those for any.
    fn of(&self, agent: &str) -> impl Iterator<Item = &Group> {
        let agent = agent.to_ascii_lowercase();
        let is_named = self.groups.iter().any(|group| group.agents.contains(&agent));
        let wanted = if is_named { agent } else { "*".to_owned() };
        self.groups.iter().filter(move |group| group.agents.contains(&wanted))
    }
}

/// The product token that a line names: "Onrecord/1.0" is "onrecord".
fn product(value: &str) -> String {
    if value.starts_with('*') {
        return "*".to_owned();
    }
    let is_token = |c: &char| c.is_ascii_alphabetic() || matches!(c, '-' | '_');
    value.chars().take_while(is_token).collect::<String>().to_ascii_lowercase()
}

/// A path as it is compared: what needs no percent sign without one, the rest in capitals.
fn comparable(path: &str) -> Vec<u8> {
    let bytes = path.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let hex = bytes.get(at + 1..at + 3).filter(|_| *byte == b'%');
        let hex = hex.and_then(|hex| std::str::from_utf8(hex).ok());
        let decoded = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        let (octet, was_coded) = decoded.map_or((*byte, false), |octet| (octet, true));
        at += if was_coded { 3 } else { 1 };
        let is_plain = octet.is_ascii_alphanumeric() || b"-._~".contains(&octet);
        if is_plain || !was_coded && octet.is_ascii() {
            plain.push(octet);
        } else {
            plain.extend(format!("%{octet:02X}").bytes());
        }
    }
    plain
}

/// Whether `path` begins as `pattern` says: `*` stands for any bytes, `$` at its end for the path's end.
fn fits(pattern: &[u8], path: &[u8]) -> bool {
    let (pattern, is_whole) = match pattern.strip_suffix(b"$") {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut parts = pattern.split(|byte| *byte == b'*');
    let Some(mut rest) = parts.next().and_then(|first| path.strip_prefix(first)) else {
        return false;
    };
    let parts: Vec<&[u8]> = parts.collect();
    let Some((last, between)) = parts.split_last() else {
        return !is_whole || rest.is_empty();
    };
    for part in between {
        let Some(after) = after(rest, part) else { return false };
        rest = after;
    }
    if is_whole { rest.ends_with(last) } else { after(rest, last).is_some() }
}

/// What follows the first `part` in `text`.
fn after<'a>(text: &'a [u8], part: &[u8]) -> Option<&'a [u8]> {
    if part.is_empty() {
        return Some(text);
    }
    let at = text.windows(part.len()).position(|window| window == part)?;
    text.get(at + part.len()..)
}

#[cfg(test)]
mod tests {
    use crate::robots::Robots;

    fn may(robots: &str, path: &str) -> bool {
        Robots::read(robots.as_bytes()).forbids("onrecord", path).is_none()
    }

    #[test]
    fn the_group_that_names_the_client_decides_alone() {
        let robots = "User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-agent: OnRecord/2.0\n\
                      Disallow: /private\nAllow: /private/letters\n";
        assert!(may(robots, "/news"));
        assert!(!may(robots, "/private/x"));
        assert!(may(robots, "/private/letters/1"));
        assert!(!may("User-agent: *\nDisallow: /", "/news"));
        assert!(may("User-agent: other\nDisallow: /", "/news"));
        assert!(may("", "/news") && may("Disallow: /", "/news"));
        // Two groups for one client are one.
        let twice = "User-agent: onrecord\nDisallow: /a\nUser-agent: onrecord\nDisallow: /b";
        assert!(!may(twice, "/a") && !may(twice, "/b") && may(twice, "/c"));
    }

    #[test]
    fn the_longest_rule_decides_and_of_two_the_one_that_allows() {
        let robots = "user-agent: *\nallow: /page\ndisallow: /page\ndisallow: /pages/of\nallow: /";
        assert!(may(robots, "/page") && may(robots, "/pages/x") && !may(robots, "/pages/off"));
        assert!(may("user-agent: *\ndisallow:", "/x"));
        assert!(may("user-agent: *\ndisallow: /", "/robots.txt"));
    }

    #[test]
    fn stars_and_ends_and_percent_signs_are_read() {
        let robots =
            "user-agent: *\ndisallow: /*.gif$\ndisallow: /a*b*c\ndisallow: /ü\ndisallow: /%61bc/";
        assert!(!may(robots, "/x/y.gif") && may(robots, "/y.gif?s=1"));
        assert!(!may(robots, "/a-b-c-d") && may(robots, "/a-c-b"));
        assert!(!may(robots, "/%c3%bc/x") && !may(robots, "/abc/d"));
        assert!(
            !may("user-agent: *\ndisallow: /x$", "/x")
                && may("user-agent: *\ndisallow: /x$", "/xy")
        );
        assert!(
            !may("user-agent: *\ndisallow: *", "/x") && may("user-agent: *\ndisallow: $*", "/$")
        );
    }

    #[test]
    fn comments_line_ends_delays_and_foreign_lines_are_borne() {
        let robots = "\u{FEFF}Sitemap: https://a.example/map\rUser-Agent : * # all\r\nCrawl-delay: 2.5\r\n\
                      disallow : /x # here\r\nnonsense\r\n";
        let read = Robots::read(robots.as_bytes());
        assert_eq!(read.delay("onrecord"), Some(2.5));
        let rule = read.forbids("onrecord", "/x/1").unwrap();
        assert_eq!((rule.path.as_str(), rule.line), ("/x", 4));
        assert_eq!(
            Robots::read(b"user-agent: *\ncrawl-delay: -1\ncrawl-delay: inf").delay("x"),
            None
        );
        assert!(Robots::read(b"\xFF\xFE\x00user-agent").forbids("onrecord", "/").is_none());
    }
}
