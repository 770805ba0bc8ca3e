#!/usr/bin/env bash
# Statements and chains: cascades with known copyists, growth to a million quotations, and peers on the same
# quotations. Writes the tables into bench/RESULTS.md.
# passim runs too where PASSIM names a checkout of dasmiq/passim and bench/.venv has pyspark,
# graphframes-py and intervaltree.
set -euo pipefail
cd "$(dirname "$0")/.."
shared=${ONRECORD_SHARED:-../shared/data}
[ -d "$shared/record" ] || { echo "no record at $shared; set ONRECORD_SHARED to the folder that holds record" >&2; exit 2; }
tool=${CARGO_TARGET_DIR:-$PWD/bench/cascades/target}/release/onrecord-cascades
python=$PWD/bench/.venv/bin/python
work=$PWD/target/bench/statements
seed=${SEED:-1}

cargo build --release --locked --quiet --manifest-path bench/cascades/Cargo.toml
[ -x "$python" ] || python3 -m venv bench/.venv
grep -E "^(datasketch|rapidfuzz)=" bench/requirements.txt | xargs "$python" -m pip install -qq --disable-pip-version-check
# KEEP=1 goes on with a run that was stopped: what its peers spent and gave is taken as it is.
[ -n "${KEEP:-}" ] || rm -rf "$work"
mkdir -p "$work/groups"
for n in 10000 100000 1000000; do
    [ -s "$work/$n.jsonl" ] || "$tool" draw --shared "$shared" --n "$n" --seed "$seed" --output "$work/$n.jsonl"
done

head='| | quotations | B³ F1 | P | R | pairs F1 | largest of true | CPU, s | wall, s | MB |
|---|---|---|---|---|---|---|---|---|---|'
row() { # PEER=N: the peer on the first N of a hundred thousand quotations
    [ -s "$work/groups/${1%=*}.spent" ] || "$python" bench/statements_peers.py "$work/100000.jsonl" "$work/groups" "$1" >&2
    "$tool" score --items "$work/100000.jsonl" --groups "$work/groups/${1%=*}.tsv" --spent "$(cat "$work/groups/${1%=*}.spent")"
}
{
    echo "Cascades of 500 printings with known copyists, seeds $seed to $((seed + 19)); beside each lie 500 other quotations:"
    echo
    "$tool" trees --shared "$shared" --seed "$seed"
    for without in surroundings credits dates; do
        "$tool" trees --shared "$shared" --seed "$seed" --without "$without" | sed -n "s/| all/| all, without $without/p"
    done
    echo
    echo "Growth, one thread, quotations added at once, and in batches of 5,000 with words on the disk:"
    echo
    echo "$head"
    for n in 10000 100000 1000000; do
        "$tool" group --items "$work/$n.jsonl"
    done
    "$tool" group --items "$work/100000.jsonl" --batch 5000 --folder "$work/shelf"
    echo
    echo "Peers on the same quotations:"
    echo
    echo "$head"
    "$tool" group --items "$work/100000.jsonl"
    row minhash-2=100000
    row minhash-3=100000
    "$tool" group --items "$work/100000.jsonl" --first 1000
    row rapidfuzz=1000
    if [ -n "${PASSIM:-}" ]; then
        row passim=1000
        row passim-tuned=1000
    fi
} > "$work/tables.md"
"$python" - "$work/tables.md" <<'PYTHON'
import pathlib
import sys

page = pathlib.Path("bench/RESULTS.md")
head, _, rest = page.read_text("utf-8").partition("<!-- statements -->")
_, _, tail = rest.partition("<!-- end of statements -->")
tables = pathlib.Path(sys.argv[1]).read_text("utf-8")
page.write_text(f"{head}<!-- statements -->\n{tables}<!-- end of statements -->{tail}", "utf-8")
PYTHON
cat "$work/tables.md"
