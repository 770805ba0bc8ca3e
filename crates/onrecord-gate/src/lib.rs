//! What every change must pass: gold readers, metrics, pinned floors. Nothing depends on this crate.

pub mod shared;
