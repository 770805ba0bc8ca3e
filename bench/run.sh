#!/usr/bin/env bash
# Speed, each figure beside a peer or baseline of the same run. Writes nothing into the project but
# target/ and bench/.venv.
set -euo pipefail
cd "$(dirname "$0")/.."
shared=${ONRECORD_SHARED:-../shared/data}
[ -d "$shared" ] || { echo "no corpora at $shared; set ONRECORD_SHARED" >&2; exit 2; }

cargo build --release --locked --quiet --workspace
if [ ! -x bench/.venv/bin/python ]; then
  python3 -m venv bench/.venv
  bench/.venv/bin/pip install --quiet -r bench/requirements.txt
fi
python=bench/.venv/bin/python

echo "== (a) extraction, one thread"
target/release/onrecord-gate speed
"$python" bench/extract_baseline.py "$shared"

echo
echo "== (b) one article against one two-hour transcript, cold process"
"$python" bench/cold_check.py "$shared" target/release/onrecord

echo
echo "== (c) 500 quotations in 35 debates, against RapidFuzz partial_ratio_alignment"
"$python" bench/rapidfuzz_peer.py "$shared" target/release/onrecord-gate
