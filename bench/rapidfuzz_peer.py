"""(c): the look-ups of `onrecord-gate peer`, asked of RapidFuzz's `partial_ratio_alignment` as well.

Both get the same words. The gate asks for 500 sentences of at least ten words, drawn with a seed from
the 35 debates; by turns as they are, without one word, with one word changed, without the last
quarter. RapidFuzz gets them, and the debates, in lower case without punctuation, goes through every
debate and keeps the best. A passage is right if it shares at least half of the longer of itself and
the sentence. The first N of the 500 stand in for all where RapidFuzz would take too long: they are in
the order drawn.

Usage: rapidfuzz_peer.py SHARED_DATA ONRECORD_GATE [N]
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import rapidfuzz
from rapidfuzz.fuzz import partial_ratio_alignment

# As often as the gate; the fastest counts.
PASSES = 3

shared, gate = sys.argv[1], sys.argv[2]
n = int(sys.argv[3]) if len(sys.argv) > 3 else 40

with tempfile.TemporaryDirectory() as folder:
    path = pathlib.Path(folder, "asked.jsonl")
    subprocess.run([gate, "peer", str(path)], env=dict(os.environ, ONRECORD_SHARED=shared), check=True)
    first, *lines = path.read_text("utf-8").splitlines()
texts = json.loads(first)["texts"]
asked = [json.loads(line) for line in lines[:n]]


def look_up(quotation):
    best, place = None, None
    for at, text in enumerate(texts):
        found = partial_ratio_alignment(quotation, text, score_cutoff=best.score if best else 0)
        if found and (best is None or found.score > best.score):
            best, place = found, at
    return best, place


def is_right(best, place, ask):
    if best is None or place != ask["text"]:
        return False
    common = min(best.dest_end, ask["end"]) - max(best.dest_start, ask["start"])
    longer = max(best.dest_end - best.dest_start, ask["end"] - ask["start"])
    return common * 2 >= longer


n_right, seconds = 0, 0.0
for ask in asked:
    fastest = float("inf")
    for _ in range(PASSES):
        start = time.perf_counter()
        best, place = look_up(ask["quotation"])
        fastest = min(fastest, time.perf_counter() - start)
    seconds += fastest
    n_right += is_right(best, place, ask)

ours_right = sum(ask["is_right"] for ask in asked)
ours_seconds = sum(ask["seconds"] for ask in asked)
print(
    f"RapidFuzz {rapidfuzz.__version__}: {n_right} of {len(asked)} right, {1000 * seconds / len(asked):.1f} ms each; "
    f"onrecord on the same {len(asked)}: {ours_right} right, {1000 * ours_seconds / len(asked):.2f} ms each; "
    f"{seconds / ours_seconds:.0f} times the speed"
)
