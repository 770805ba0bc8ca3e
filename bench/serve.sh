#!/usr/bin/env bash
# Serving the whole record: load beside Isso, ten thousand hostile posts, and a soak of SOAK seconds (600). The record
# is all of the corpora's, in ONRECORD_STORE (target/bench/record); it is made where it lacks. Needs wrk.
set -euo pipefail
cd "$(dirname "$0")/.."
shared=${ONRECORD_SHARED:-../shared/data}
store=${ONRECORD_STORE:-target/bench/record}
command -v wrk >/dev/null || { echo "no wrk: apt-get install wrk" >&2; exit 2; }

[ -x target/release/onrecord ] || cargo build --release --locked --quiet --bin onrecord
[ -x bench/.venv/bin/python ] || python3 -m venv bench/.venv
bench/.venv/bin/pip install -qq --disable-pip-version-check gunicorn==27.0.1 isso==0.14.0
mkdir -p target/bench
[ -e "$store/record.sqlite" ] ||
  target/release/onrecord add "$shared/record" "$shared/polnear/train" "$shared/polnear/dev" --store "$store"

WORDS=${WORDS:-people} bench/.venv/bin/python bench/serve.py target/release/onrecord "$store" 5 | tee target/bench/serve.md
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -r "$store" "$copy/store"
{
  echo
  bench/.venv/bin/python bench/hostile.py target/release/onrecord "$copy/store" 10000 "${SOAK:-600}" people
} | tee -a target/bench/serve.md
bench/.venv/bin/python bench/put.py bench/RESULTS.md serve target/bench/serve.md
