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
mkdir -p "$work/answers"
"$python" bench/workload_peers.py "$work" "$work/answers" --queries > "$work/queries.jsonl"
"$python" bench/workload_peers.py "$work" "$work/answers" --words > "$work/words.jsonl"

TIMEFORMAT='%U %S'
built=$( { time "$onrecord" index "$work/interviews" --output "$work/index" --threads 1 2> "$work/index.txt"; } 2>&1 | awk '{print $1 + $2}')
megabytes=$(du -scbL "$work/interviews" | awk 'END {printf "%.0f", $1 / 1e6}')
{
    echo "| asked | searched | quotations | built in | CPU time each | 95 in 100 within |"
    echo "|---|---|---|---|---|---|"
    for asked in "onrecord=queries" "onrecord (words alone)=words"; do
        "$python" bench/asked.py "${asked%%=*}" "$onrecord" "$work/${asked##*=}.jsonl" "$work/index" "$work/answers/${asked##*=}.jsonl" "$megabytes" "$built"
    done
} | tee "$work/times.md"
sed -i "s#\"document\":\"$work/interviews/#\"document\":\"#g" "$work"/answers/{queries,words}.jsonl
peers=(tantivy-bm25=20 tantivy-phrase=20 fts5-4grams=3 rapidfuzz=1 pg_trgm=1)
for peer in "${peers[@]}"; do
    "$python" bench/workload_peers.py "$work" "$work/answers" "$peer" | tee -a "$work/times.md" || echo "$peer has no answer" >&2
done

(cd "$work" && "$onrecord" check drafts --record interviews --format json --exit-zero > report.json)
answers=(--answers "onrecord=$work/answers/queries.jsonl" --answers "onrecord (words alone)=$work/answers/words.jsonl")
for peer in "${peers[@]%%=*}"; do
    [ -s "$work/answers/$peer.jsonl" ] && answers+=(--answers "$peer=$work/answers/$peer.jsonl")
done
{
    "$tool" score --workload "$work" "${answers[@]}" --svg bench/workload.svg
    echo
    echo "![Recall by kind of alteration and by length](workload.svg)"
    echo
    cat "$work/times.md"
    echo
    "$python" bench/doubled.py "$work" "$onrecord" "$tool" "$work/index"
    echo
    "$tool" differences --workload "$work" --report "$work/report.json"
    echo
    "$python" bench/thresholds.py "$work" "$work/report.json"
} > "$work/tables.md"
"$python" bench/put.py bench/RESULTS.md workload "$work/tables.md"
cat "$work/tables.md"
