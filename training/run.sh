#!/usr/bin/env bash
# Trains every weight in crates/onrecord-model/assets from the corpora beside the project. One thread a
# network and every sum in a fixed order: the same corpora give the same bytes.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --release --locked --quiet --package onrecord-training
target/release/onrecord-training syntax
target/release/onrecord-training quotation
# What stands for whom reads what the two before it made.
cargo run --release --locked --quiet --package onrecord-training-pronouns
