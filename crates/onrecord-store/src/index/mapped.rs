//! Segments mapped into memory. A path in, a segment out.

use crate::error::Error;
use memmap2::Mmap;
use onrecord::matching::segment::Segment;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

/// Maps the segment at `path`.
pub(crate) fn segment(path: &Path) -> Result<Segment, Error> {
    let failed = |source| Error::Read { path: path.to_owned(), source };
    let file = File::open(path).map_err(failed)?;
    let bytes = map(&file).map_err(failed)?;
    Segment::open(Arc::new(bytes)).map_err(|fault| Error::Damaged { path: path.to_owned(), fault })
}

#[expect(
    unsafe_code,
    reason = "a mapped file must not be cut short or written by others while it is mapped: a segment \
              is written under another name, renamed when it is whole, and never changed again"
)]
fn map(file: &File) -> std::io::Result<Mmap> {
    // SAFETY: as the reason above says; bytes that others change nevertheless are found by their
    // checksums, and read as plain bytes.
    unsafe { Mmap::map(file) }
}
