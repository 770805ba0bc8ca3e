"""(d): Python trafilatura and dom_smoothie on the pages of the gate `pages`, with the same measures.

Prints precision, recall and F1 of 4-gram shingles (as `onrecord-gate pages`: means over pages, F1 of
the two means; gold is summary, headings and paragraphs) for all pages and both halves of the sorted
names, and pages a second on one thread.

Usage: pages_peers.py SHARED_DATA DOM_SMOOTHIE_PEER
"""

import gzip
import json
import re
import subprocess
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


def by_trafilatura(folder, names):
    texts, seconds = {}, 0.0
    for name in names:
        html = gzip.decompress((folder / f"{name}.html.gz").read_bytes())
        start = time.perf_counter()
        texts[name] = trafilatura.extract(html, include_comments=False, include_tables=True)
        seconds += time.perf_counter() - start
    return texts, seconds


def by_dom_smoothie(folder, command):
    found = json.loads(subprocess.run([command, str(folder)], stdout=subprocess.PIPE, check=True).stdout)
    return found["texts"], found["seconds"]


def show(label, gold, texts, seconds):
    print(f"{label}: {len(gold) / seconds:.0f} pages/s")
    rows = []
    for name in sorted(gold):
        found, wanted = shingles(texts.get(name)), shingles(body(gold[name]))
        rows.append(((found & wanted).total(), found.total(), wanted.total()))
    half = (len(rows) + 1) // 2
    for part, some in (("all", rows), ("first", rows[:half]), ("held out", rows[half:])):
        precision, recall, f1 = scores(some)
        print(f"{part:<9} {len(some):>3}  {precision:.3f}  {recall:.3f}  {f1:.3f}")


def main():
    folder = Path(sys.argv[1]) / "pages"
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    show(f"trafilatura {trafilatura.__version__}", gold, *by_trafilatura(folder, sorted(gold)))
    show("dom_smoothie", gold, *by_dom_smoothie(folder, sys.argv[2]))


main()
