//! What onrecord makes of quotations. Items in, the group of each out, with time and memory.

use crate::disk::Disk;
use crate::quotations::Item;
use anyhow::Result;
use onrecord::statement::rendition::{Rendition, words_of};
use onrecord::statement::shelf::{Memory, Shelf};
use onrecord::statement::{Statement, Statements};
use onrecord_model::Model;
use rustc_hash::FxHashMap;
use std::fs;
use std::path::Path;
use std::time::Instant;

/// One run.
pub struct Run {
    /// The group of each item, in the order of the items.
    pub groups: Vec<u64>,
    /// Seconds of the wall and of the processor, without reading the file.
    pub seconds: f64,
    pub cpu: f64,
    /// The most memory held so far by the process, in bytes.
    pub peak: u64,
}

/// Groups `items`, added `batch` at a time, with words on the disk below `folder` or in memory.
pub fn group(items: &[Item], batch: usize, folder: Option<&Path>) -> Result<Run> {
    let (started, cpu) = (Instant::now(), processor_seconds()?);
    let all = match folder {
        Some(folder) => added(items, batch, &mut Disk::new(folder)?)?,
        None => added(items, batch, &mut Memory::default())?,
    };
    let (seconds, cpu) = (started.elapsed().as_secs_f64(), processor_seconds()? - cpu);
    let mut group_of: FxHashMap<u64, u64> = FxHashMap::default();
    for (group, statement) in all.iter().enumerate() {
        group_of.extend(statement.quotations.iter().map(|name| (*name, group as u64)));
    }
    let groups = items.iter().map(|item| group_of[&item.id]).collect();
    Ok(Run { groups, seconds, cpu, peak: peak()? })
}

fn added<S: Shelf>(items: &[Item], batch: usize, shelf: &mut S) -> Result<Vec<Statement>>
where
    S::Fault: std::error::Error + Send + Sync + 'static,
{
    let model = Model::english();
    let mut statements = Statements::default();
    for batch in items.chunks(batch.max(1)) {
        let renditions = batch.iter().map(|item| {
            let words = words_of(model, &item.text);
            (item.id, Rendition { words, speaker: None, day: None })
        });
        statements.add(shelf, renditions)?;
    }
    Ok(statements.all(shelf)?)
}

/// User and system time of the process so far.
fn processor_seconds() -> Result<f64> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let after = stat.rsplit_once(')').map_or("", |(_, after)| after);
    let ticks = after.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<f64>().ok());
    Ok(ticks.sum::<f64>() / 100.0)
}

fn peak() -> Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0");
    let kilobytes = line.split_whitespace().next().and_then(|n| n.parse::<u64>().ok());
    Ok(kilobytes.unwrap_or(0) * 1024)
}
