//! Where the corpora lie: `../shared/data` beside the project, or `ONRECORD_SHARED`.

use anyhow::{Result, bail};
use std::path::{Path, PathBuf};

/// The path of `part` below the shared data.
///
/// # Errors
/// Names the missing path and how to say where the corpora lie.
pub fn shared(part: &str) -> Result<PathBuf> {
    let root = std::env::var_os("ONRECORD_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    let path = root.join(part);
    if !path.exists() {
        bail!(
            "no corpus at {}; set ONRECORD_SHARED to the folder that holds {part}",
            path.display()
        );
    }
    Ok(path)
}
