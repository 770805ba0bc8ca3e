#!/usr/bin/env bash
# Every test of the project, in one go. Stops at the first part that fails.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '\n== %s\n' "$*"; }

say "format and lints"
if cargo fmt --version >/dev/null 2>&1; then cargo fmt --check; else echo "rustfmt is not installed: not checked"; fi
if cargo clippy --version >/dev/null 2>&1; then
  cargo clippy --workspace --all-targets --locked --quiet -- -D warnings
else
  echo "clippy is not installed: not checked"
fi

say "the workspace"
bash tests/postgres.sh
if cargo nextest --version >/dev/null 2>&1; then
  cargo nextest run --workspace --locked --no-fail-fast --status-level fail
else
  cargo test --workspace --locked --no-fail-fast --all-targets
fi
cargo test --workspace --locked --doc --quiet

say "the page in a browser"
bash tests/web/run.sh

say "the interface against its description"
bash tests/interface.sh
