//! Articles and bytes a second through reading, extraction and attribution, on one thread: by the marks
//! alone, and with all that is said in other words.

use crate::shared::shared;
use anyhow::{Context, Result};
use onrecord::attribution::people::People;
use onrecord::attribution::{Attribution, attribute, attribute_read};
use onrecord::document::Document;
use onrecord::document::origin::{DocumentKind, Origin};
use onrecord::document::read;
use onrecord::quotation::{extract, extract_read};
use onrecord_model::Model;
use onrecord_model::syntax::analyser::Analyser;
use std::fs;
use std::time::Instant;

/// How often the corpus is gone through; the fastest pass counts, the others warm caches.
const PASSES: usize = 3;

/// Goes through every text of PolNeAR train and prints the fastest of three passes of each way, in time
/// on the processor, which other programs lengthen less than time by the clock.
///
/// # Errors
/// Names the corpus or file that is missing.
pub fn run(_arguments: &[String]) -> Result<()> {
    let folder = shared("polnear/train/text")?;
    let mut articles = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| format!("listing {}", folder.display()))? {
        let path = entry?.path();
        let bytes = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
        articles.push((Origin { name: path.display().to_string() }, bytes));
    }
    measure("extract, one thread", &articles, |model, document| {
        attribute(model, document, extract(model, document))
    });
    measure("extract_all, one thread", &articles, |model, document| {
        let tokens = Analyser::english().analyse(&document.text);
        let quotations = extract_read(model, document, &tokens);
        attribute_read(model, document, &tokens, quotations, &People::default())
    });
    if let Some(peak) = peak_memory() {
        println!("peak memory: {peak:.0} MB, the texts included");
    }
    Ok(())
}

fn measure(
    name: &str,
    articles: &[(Origin, Vec<u8>)],
    attributed: impl Fn(&Model, &Document) -> Vec<Attribution>,
) {
    let n_bytes: usize = articles.iter().map(|(_, bytes)| bytes.len()).sum();
    let model = Model::english();
    let mut fastest = f64::INFINITY;
    let mut n_quotations = 0;
    for _ in 0..PASSES {
        let start = Clock::start();
        n_quotations = 0;
        for (origin, bytes) in articles {
            for document in read(bytes, origin, DocumentKind::Article) {
                n_quotations += attributed(model, &document).len();
            }
        }
        fastest = fastest.min(start.seconds());
    }
    println!(
        "{name}: {:.0} articles/s, {:.1} MB/s ({} articles, {n_quotations} quotations)",
        articles.len() as f64 / fastest,
        n_bytes as f64 / 1e6 / fastest,
        articles.len(),
    );
}

/// Time on the processor, where the system tells it; else time by the clock.
struct Clock {
    processor: Option<f64>,
    wall: Instant,
}

impl Clock {
    fn start() -> Clock {
        Clock { processor: processor_seconds(), wall: Instant::now() }
    }

    fn seconds(&self) -> f64 {
        match (self.processor, processor_seconds()) {
            (Some(start), Some(end)) => end - start,
            _ => self.wall.elapsed().as_secs_f64(),
        }
    }
}

/// How long this thread has run, by Linux's count of nanoseconds.
fn processor_seconds() -> Option<f64> {
    let times = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(times.split_whitespace().next()?.parse::<f64>().ok()? / 1e9)
}

/// The most memory that this process has held, in megabytes, by Linux's account.
fn peak_memory() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(peak.trim().trim_end_matches("kB").trim().parse::<f64>().ok()? / 1024.0)
}
