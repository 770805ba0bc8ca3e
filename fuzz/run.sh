#!/bin/sh
# Fuzzes every reader MINUTES minutes each (the first argument, default 10), one after the other, and
# stops at the first crash. Needs a nightly toolchain and `cargo install cargo-fuzz`. No sanitizer: the
# crates forbid unsafe code, and without one the targets run several times as fast.
set -e
cd "$(dirname "$0")/.."
for target in $(cargo +nightly fuzz list); do
    echo "$target"
    cargo +nightly fuzz run --sanitizer none "$target" -- -max_total_time=$((${1:-10} * 60)) \
        -max_len=65536 -timeout=10 -rss_limit_mb=2048
done
