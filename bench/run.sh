#!/usr/bin/env bash
# Speed, each figure beside a peer or baseline of the same run. Writes nothing into the project but
# target/, bench/.venv and bench/dom_smoothie/target.
set -euo pipefail
cd "$(dirname "$0")/.."
export ONRECORD_SHARED=${ONRECORD_SHARED:-../shared/data}
shared=$ONRECORD_SHARED
[ -d "$shared" ] || { echo "no corpora at $shared; set ONRECORD_SHARED to the folder that holds polnear, record and pages" >&2; exit 2; }

cargo build --release --locked --quiet --bin onrecord --bin onrecord-gate
cargo build --release --locked --quiet --manifest-path bench/dom_smoothie/Cargo.toml
[ -x bench/.venv/bin/python ] || python3 -m venv bench/.venv
bench/.venv/bin/pip install -qq --disable-pip-version-check -r bench/requirements.txt
python=bench/.venv/bin/python

echo "== (a) extraction, one thread"
target/release/onrecord-gate speed
"$python" bench/extract_baseline.py "$shared"
"$python" bench/textacy_peer.py "$shared"

echo
echo "== (b) one article against one two-hour transcript, cold process"
"$python" bench/cold_check.py "$shared" target/release/onrecord

echo
echo "== (c) 500 quotations in 35 debates, against RapidFuzz partial_ratio_alignment"
"$python" bench/rapidfuzz_peer.py "$shared" target/release/onrecord-gate

echo
echo "== (d) main text of 129 pages, one thread, beside trafilatura and dom_smoothie"
target/release/onrecord-gate pages
"$python" bench/pages_peers.py "$shared" bench/dom_smoothie/target/release/dom-smoothie-peer

echo
echo "== (e) the open workload: 45 kinds of altered quotations in 119 MB"
bash bench/workload.sh

echo
echo "== (f) an index of the whole record, one thread"
"$python" bench/index_speed.py "$shared" target/release/onrecord > target/bench/index.md
cat target/bench/index.md
"$python" bench/put.py bench/RESULTS.md index target/bench/index.md

echo
echo "== (g) statements and chains: cascades, growth to a million quotations, peers"
bash bench/statements.sh

echo
echo "== (h) serving the whole record beside Isso, hostile posts, a soak"
bash bench/serve.sh
