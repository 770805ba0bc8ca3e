//! The shape of a case file: headings and fenced blocks.

/// One case.
pub(crate) struct Section {
    /// The heading above it.
    pub(crate) title: String,
    /// Its fenced blocks, in order.
    pub(crate) fences: Vec<Fence>,
}

/// One fenced block.
pub(crate) struct Fence {
    /// What follows the opening fence: `said tape.vtt`.
    pub(crate) info: String,
    /// The lines inside, each with its line break but the last.
    pub(crate) text: String,
}

impl Fence {
    /// The first word of the info string.
    pub(crate) fn word(&self) -> &str {
        self.info.split_whitespace().next().unwrap_or("")
    }

    /// What follows the first word, if anything: a name may hold spaces.
    pub(crate) fn name(&self) -> Option<&str> {
        self.info.split_once(' ').map(|(_, name)| name.trim())
    }
}

/// The sections of a case file that hold at least one fence. A fence closes with as many backticks
/// as opened it, so a case can hold a Markdown article with fences of its own.
pub(crate) fn sections(text: &str) -> Vec<Section> {
    let mut found: Vec<Section> = Vec::new();
    let mut lines = text.lines();
    let mut title = String::new();
    while let Some(line) = lines.next() {
        if let Some(heading) = line.strip_prefix('#') {
            title = heading.trim_start_matches('#').trim().to_owned();
            found.push(Section { title: title.clone(), fences: Vec::new() });
            continue;
        }
        let n_ticks = line.chars().take_while(|c| *c == '`').count();
        if n_ticks < 3 {
            continue;
        }
        let close = "`".repeat(n_ticks);
        let inside: Vec<&str> =
            lines.by_ref().take_while(|line| line.trim_end() != close).collect();
        let fence = Fence { info: line[n_ticks..].trim().to_owned(), text: inside.join("\n") };
        match found.last_mut() {
            Some(section) => section.fences.push(fence),
            None => found.push(Section { title: title.clone(), fences: vec![fence] }),
        }
    }
    found.retain(|section| !section.fences.is_empty());
    found
}
