"""Baseline of (a): a regular expression for marked stretches over the same texts, no cue, no speaker.

Usage: extract_baseline.py SHARED_DATA
"""

import pathlib
import re
import sys
import time

MARKED = re.compile(r"[“\"]([^”\"\n]+)[”\"]")

texts = [path.read_text("utf-8") for path in sorted(pathlib.Path(sys.argv[1], "polnear/train/text").iterdir())]
n_bytes = sum(len(text.encode()) for text in texts)
fastest = float("inf")
for _ in range(3):
    start = time.perf_counter()
    n_found = sum(len(MARKED.findall(text)) for text in texts)
    fastest = min(fastest, time.perf_counter() - start)
print(
    f"baseline, Python re for marks alone: {len(texts) / fastest:.0f} articles/s, "
    f"{n_bytes / 1e6 / fastest:.1f} MB/s ({n_found} stretches)"
)
