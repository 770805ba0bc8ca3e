#!/usr/bin/env bash
# The open workload: builds it from the interviews beside the project (CC BY-SA 4.0), asks `onrecord` and
# its peers, and writes the tables and the picture into bench/RESULTS.md and bench/workload.svg.
# Usage: bench/workload.sh [ITEMS_OF_EACH_KIND]
set -euo pipefail
cd "$(dirname "$0")/.."
interviews=${ONRECORD_SHARED:-../shared/data}/record/changelog
[ -d "$interviews" ] || { echo "no interviews at $interviews; set ONRECORD_SHARED to the folder that holds record/changelog" >&2; exit 2; }
onrecord=$PWD/target/release/onrecord
python=$PWD/bench/.venv/bin/python
tool=$PWD/bench/workload/target/release/onrecord-workload
work=$PWD/target/bench/workload
n=${1:-100}

cargo build --release --locked --quiet --bin onrecord
cargo build --release --locked --quiet --manifest-path bench/workload/Cargo.toml
[ -x "$python" ] || python3 -m venv bench/.venv
"$python" -m pip install -qq --disable-pip-version-check -r bench/requirements.txt

rm -rf "$work"
"$tool" build --interviews "$interviews" --n "$n" --output "$work"
"$tool" drafts --workload "$work" --output "$work/drafts"
"$python" bench/workload_peers.py "$work" "$work/answers" --queries > "$work/queries.jsonl"
# Exit code 1 says that something was not found, as it has to be.
(cd "$work/interviews" && time "$onrecord" find --queries ../queries.jsonl --record . --format jsonl > ../answers/onrecord.jsonl) || [ $? = 1 ]
sed -i 's#"document":"\./#"document":"#g' "$work/answers/onrecord.jsonl"
(cd "$work" && "$onrecord" check drafts --record interviews --format json --exit-zero > report.json)
peers=(tantivy-bm25=20 tantivy-phrase=20 fts5-4grams=10 rapidfuzz=1 pg_trgm=1)
"$python" bench/workload_peers.py "$work" "$work/answers" "${peers[@]}" | tee "$work/times.txt"

answers=(--answers "onrecord=$work/answers/onrecord.jsonl")
for peer in "${peers[@]%%=*}"; do
    [ -s "$work/answers/$peer.jsonl" ] && answers+=(--answers "$peer=$work/answers/$peer.jsonl")
done
{
    "$tool" score --workload "$work" "${answers[@]}" --svg bench/workload.svg
    echo
    echo "![Recall by kind of alteration and by length](workload.svg)"
    echo
    "$tool" differences --workload "$work" --report "$work/report.json"
    echo
    "$python" bench/thresholds.py "$work" "$work/report.json"
} > "$work/tables.md"
"$python" - "$work/tables.md" <<'PYTHON'
import pathlib
import sys

page = pathlib.Path("bench/RESULTS.md")
head, _, rest = page.read_text("utf-8").partition("<!-- workload -->")
_, _, tail = rest.partition("<!-- end of workload -->")
tables = pathlib.Path(sys.argv[1]).read_text("utf-8")
page.write_text(f"{head}<!-- workload -->\n{tables}<!-- end of workload -->{tail}", "utf-8")
PYTHON
cat "$work/tables.md"
