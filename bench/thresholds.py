"""What checkers accept of each kind of alteration: thresholds as quotation-checking tools use them, and
`onrecord check`.

Every quotation is laid beside its own paragraph of the record, so that finding it is no part of it.
Accepted means: by a ratio, at or above it; by the longest block, when a run of characters that both
share covers at least 85 in 100 of the quotation; by tokens, when every word of the quotation stands
somewhere in the paragraph; by onrecord, when its grade is as-recorded, cleaned-up or marked-edit. What
onrecord does not locate it does not accept.

Usage: thresholds.py WORKLOAD_FOLDER REPORT_JSON
"""

import collections
import difflib
import json
import pathlib
import sys

from rapidfuzz.fuzz import partial_ratio

ACCEPTING = {"as-recorded", "cleaned-up", "marked-edit"}
MARGIN = 200


def plain(text):
    return " ".join(text.lower().replace("’", "'").split())


def words(text):
    return {word.strip(".,;:!?…—-\"'()[]") for word in plain(text).split()} - {""}


def longest_block(quotation, window):
    matcher = difflib.SequenceMatcher(None, quotation, window, autojunk=False)
    return matcher.find_longest_match().size / max(len(quotation), 1)


CHECKERS = {
    "ratio ≥ 85": lambda q, w: partial_ratio(plain(q), plain(w)) >= 85,
    "ratio ≥ 90": lambda q, w: partial_ratio(plain(q), plain(w)) >= 90,
    "longest block": lambda q, w: longest_block(plain(q), plain(w)) >= 0.85,
    "all words": lambda q, w: words(q) <= words(w),
}

folder = pathlib.Path(sys.argv[1])
items = [json.loads(line) for line in (folder / "items.jsonl").read_text("utf-8").splitlines()]
report = json.loads(pathlib.Path(sys.argv[2]).read_text("utf-8"))
grades = {
    pathlib.PurePath(checked["origin"]).stem: {finding["fidelity"] for finding in checked["findings"]}
    for checked in report["reports"]
}
texts = {}
counts = collections.defaultdict(collections.Counter)
for item in items:
    if not item["fragments"]:
        continue
    window = []
    for fragment in item["fragments"]:
        path = fragment["document"]
        if path not in texts:
            texts[path] = (folder / "interviews" / path).read_text("utf-8")
        window.append(texts[path][max(fragment["start"] - MARGIN, 0) : fragment["end"] + MARGIN])
    window = " ".join(window)
    count = counts[item["kind"]]
    count["n"] += 1
    for name, accepts in CHECKERS.items():
        count[name] += accepts(item["text"], window)
    said = grades.get(item["id"], set())
    count["onrecord"] += bool(said) and said <= ACCEPTING

names = [*CHECKERS, "onrecord"]
print("| accepted, % | " + " | ".join(names) + " |")
print("|---|" + "---|" * len(names))
for kind, count in counts.items():
    print(f"| {kind} | " + " | ".join(f"{100 * count[name] / count['n']:.0f}" for name in names) + " |")
