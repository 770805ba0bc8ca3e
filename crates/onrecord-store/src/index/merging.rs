//! Which segments are made into one. A manifest in, groups of its segments out: as many small ones as
//! make a larger one, and those of which much was removed.

use crate::index::manifest::Manifest;

/// Bytes of text of a segment that is not made larger.
pub(crate) const FULL: u64 = 64 << 20;

/// Segments of about one size that are made into one. Each text is then written anew once a size.
const ALIKE: usize = 4;

/// A size is this many times the one below it.
const STEP: u32 = 2;

/// Groups of segments, each of which becomes one, in their order. A group of one is written anew
/// without what was removed.
pub(crate) fn groups(manifest: &Manifest) -> Vec<Vec<usize>> {
    let mut live = vec![0_u32; manifest.segments.len()];
    for run in manifest.files.iter().flat_map(|file| &file.runs) {
        if let Some(live) = live.get_mut(run.segment) {
            *live += run.n;
        }
    }
    // A quarter of the documents removed: the figures of chance count the removed ones.
    let is_worn = |at: usize| live[at] < manifest.segments[at].documents / 4 * 3;
    let mut sizes: Vec<(u32, Vec<usize>)> = Vec::new();
    let mut groups = Vec::new();
    for (at, segment) in manifest.segments.iter().enumerate() {
        if segment.text_bytes >= FULL / 2 {
            if is_worn(at) {
                groups.push(vec![at]);
            }
            continue;
        }
        let size = (segment.text_bytes >> 16).max(1).ilog2() / STEP;
        match sizes.iter_mut().find(|(known, _)| *known == size) {
            Some((_, alike)) => alike.push(at),
            None => sizes.push((size, vec![at])),
        }
    }
    for (_, alike) in sizes {
        if alike.len() >= ALIKE {
            groups.push(alike);
        } else {
            groups.extend(alike.into_iter().filter(|at| is_worn(*at)).map(|at| vec![at]));
        }
    }
    groups
}
