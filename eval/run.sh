#!/usr/bin/env bash
# Every gate in full, one table after the other.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --release --locked --quiet --workspace
gate=target/release/onrecord-gate
for arguments in demo pages "syntax dev" "polnear dev" gap captions debates locate flagged statements; do
  printf '\n== %s\n' "$arguments"
  # shellcheck disable=SC2086 -- the words are arguments
  $gate $arguments
done
