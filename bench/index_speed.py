"""(f): an index of the whole record: how long it takes to build with one thread, how large it is, and what a
look-up costs in a quarter, a half and all of it.

The quotations are runs of 8 to 24 words of the interviews, drawn with a seed from the quarter; every
second one lacks a word. CPU is that of whole processes, system time included: opening the index,
checking the bytes that are read, reading the records that are looked at.

Prints the table and the two sentences below it as Markdown.

Usage: index_speed.py SHARED_DATA ONRECORD
"""

import math
import os
import pathlib
import random
import resource
import subprocess
import sys
import tempfile

SEED = 5
N_QUERIES = 400
COLD = 50
PASSES = 3

root, onrecord = pathlib.Path(sys.argv[1], "record").resolve(), sys.argv[2]


def cpu(*command):
    """Seconds of CPU of one run, and what it said."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run([onrecord, *command], capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if run.returncode > 1:
        sys.exit(run.stderr)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, run.stderr


def draw(files, n):
    drawn = []
    while len(drawn) < n:
        words = rng.choice(files).read_text("utf-8").split()
        length = rng.randint(8, 24)
        if len(words) < 2 * length:
            continue
        first = rng.randrange(len(words) - length)
        said = words[first : first + length]
        if any(mark in "".join(said) for mark in ("**", "](", "http", "\\[")):
            continue
        if len(drawn) % 2:
            del said[rng.randrange(1, length - 1)]
        drawn.append(" ".join(said))
    return drawn


rng = random.Random(SEED)
files = sorted(path for path in root.rglob("*") if path.suffix in (".md", ".txt"))
rng.shuffle(files)
quarter = [path for path in files[: len(files) // 4] if path.suffix == ".md"]

with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    queries, cold = folder / "queries.txt", folder / "cold.txt"
    drawn = draw(quarter, N_QUERIES)
    queries.write_text("\n".join(drawn) + "\n", "utf-8")
    cold.write_text("\n".join(drawn[:COLD]) + "\n", "utf-8")
    costs, rows = [], ["| of the record | indexed | CPU time | a look-up |", "|---|---|---|---|"]
    for part in (4, 2, 1):
        tapes = folder / f"tapes{part}"
        for path in files[: len(files) // part]:
            link = tapes / path.relative_to(root)
            link.parent.mkdir(parents=True, exist_ok=True)
            os.symlink(path, link)
        index = folder / f"index{part}"
        seconds, said = cpu("index", str(tapes), "--output", str(index), "--threads", "1")
        told = said.strip().splitlines()[-1].split(": ", 2)[-1]
        ask = ("--record", str(index), "--format", "jsonl")
        each = min(cpu("find", "--queries", str(queries), *ask)[0] for _ in range(PASSES)) / N_QUERIES
        costs.append(each)
        rows.append(f"| 1/{part} | {told} | {seconds:.1f} s | {1000 * each:.2f} ms |")
    fastest = min(cpu("find", "--queries", str(cold), *ask)[0] for _ in range(PASSES))
    print("\n".join(rows))
    print()
    print(f"{COLD} look-ups in a process of their own take {fastest:.2f} s of CPU. The cost of a look-up grows with the record")
    print(f"to the power of {math.log2(costs[2] / costs[0]) / 2:.2f}.")
