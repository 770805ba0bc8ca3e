"""Python trafilatura on the pages of the gate `pages`, with the same measures.

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install trafilatura lxml_html_clean
    /tmp/venv/bin/python bench/pages_peers.py PATH/TO/shared/data/pages

Prints precision, recall and F1 of 4-gram shingles (as `onrecord-gate pages`: means over pages, F1 of
the two means; gold is summary, headings and paragraphs) for all pages and both halves of the sorted
names, and pages a second of CPU time.
"""

import gzip
import json
import re
import sys
import time
from collections import Counter
from pathlib import Path

import trafilatura

TOKEN = re.compile(r"\w+")


def shingles(text):
    tokens = TOKEN.findall(text or "")
    return Counter(tuple(tokens[i : i + 4]) for i in range(max(1, len(tokens) - 3)) if tokens[i : i + 4])


def body(gold):
    parts = list(gold["body"]["summary"])
    for section in gold["body"]["sections"]:
        parts += section["headline"] + section["paragraphs"]
    return "\n\n".join(parts)


def scores(rows):
    precisions = [common / predicted for common, predicted, _ in rows if predicted]
    recalls = [common / gold for common, _, gold in rows if gold]
    precision = sum(precisions) / len(precisions)
    recall = sum(recalls) / len(recalls)
    return precision, recall, 2 * precision * recall / (precision + recall)


def main():
    folder = Path(sys.argv[1])
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    rows, seconds = [], 0.0
    for name in sorted(gold):
        html = gzip.decompress((folder / f"{name}.html.gz").read_bytes())
        start = time.process_time()
        text = trafilatura.extract(html, include_comments=False, include_tables=True)
        seconds += time.process_time() - start
        found, wanted = shingles(text), shingles(body(gold[name]))
        rows.append(((found & wanted).total(), found.total(), wanted.total()))
    half = (len(rows) + 1) // 2
    for label, part in (("all", rows), ("first", rows[:half]), ("held out", rows[half:])):
        print(f"{label:<9} {len(part):>3}  P {scores(part)[0]:.3f}  R {scores(part)[1]:.3f}  F1 {scores(part)[2]:.3f}")
    print(f"trafilatura {trafilatura.__version__}: {len(rows) / seconds:.0f} pages/s")


main()
