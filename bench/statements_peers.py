"""Peers that group quotations: MinHash-LSH (datasketch), RapidFuzz over all pairs, and passim 2.

Usage: statements_peers.py ITEMS GROUPS PEER[=N] …

ITEMS is what `onrecord-cascades draw` wrote. Each peer takes the first N quotations (all, if N is not given)
and writes GROUPS/PEER.tsv, a line `ID<TAB>GROUP` each, and what it spent to GROUPS/PEER.spent. Each
peer runs in a process of its own, so that its memory is its own.

minhash-2, minhash-3: runs of two or three words, 64 permutations, Jaccard 0.5 or 0.4; linked pairs are
    verified by nothing and joined transitively, as the documentation of datasketch does it.
rapidfuzz: `fuzz.partial_ratio` of at least 85 over all pairs, joined transitively.
passim, passim-tuned: defaults, and `-n 15 -m 1 -a 15 -u 1000`; needs PASSIM (a checkout of
    dasmiq/passim), pyspark, graphframes-py and intervaltree. The cluster of a quotation's longest passage
    is its group.
"""

import json
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import threading
import time


def read(path, n):
    with open(path, encoding="utf-8") as lines:
        items = [json.loads(line) for line, _ in zip(lines, range(n))]
    return [item["id"] for item in items], [item["text"] for item in items]


class Groups:
    """Sets that are joined (Tarjan 1975)."""

    def __init__(self, n):
        self.parent = list(range(n))

    def find(self, at):
        while self.parent[at] != at:
            self.parent[at] = self.parent[self.parent[at]]
            at = self.parent[at]
        return at

    def join(self, a, b):
        self.parent[self.find(a)] = self.find(b)


def words(text):
    return re.findall(r"[\w']+", text.lower())


def minhash(texts, size, threshold):
    from datasketch import MinHash, MinHashLSH

    lsh = MinHashLSH(threshold=threshold, num_perm=64)
    groups = Groups(len(texts))
    for at, text in enumerate(texts):
        row = words(text)
        runs = {" ".join(row[i : i + size]).encode() for i in range(max(1, len(row) - size + 1))}
        sketch = MinHash(num_perm=64)
        sketch.update_batch(runs)
        for other in lsh.query(sketch):
            groups.join(at, other)
        lsh.insert(at, sketch)
    return [groups.find(at) for at in range(len(texts))]


def rapidfuzz(texts):
    from rapidfuzz import fuzz, process

    lower = [" ".join(words(text)) for text in texts]
    groups = Groups(len(texts))
    for start in range(0, len(texts), 500):
        scores = process.cdist(
            lower[start : start + 500], lower, scorer=fuzz.partial_ratio, score_cutoff=85, workers=1
        )
        for a, b in zip(*scores.nonzero()):
            groups.join(start + int(a), int(b))
    return [groups.find(at) for at in range(len(texts))]


def passim(ids, texts, options):
    """Passim up to its extents (pairs of passages); their connected components are taken here, because
    the library that passim takes them with comes from no package registry."""
    work = pathlib.Path("target/bench/passim").resolve()
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    with open(work / "in.json", "w", encoding="utf-8") as lines:
        for name, text in zip(ids, texts):
            lines.write(json.dumps({"id": str(name), "series": str(name), "text": text}) + "\n")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["PYTHONPATH"] = os.environ["PASSIM"]
    os.environ["PYSPARK_SUBMIT_ARGS"] = "--master local[2] --driver-memory 4G pyspark-shell"
    sys.path.insert(0, os.environ["PASSIM"])
    from passim.seriatim import main as seriatim
    from pyspark.sql import SparkSession

    # What the command `passim` hands to `seriatim`.
    pairs = ["--all-pairs", "--fields", "xxhash64(series) as gid", "--filterpairs", "gid < gid2"]
    seriatim([*pairs, "--to-extents", *options, str(work / "in.json"), str(work / "out")])
    spark = SparkSession.builder.getOrCreate()
    corpus = spark.read.json(str(work / "in.json")).selectExpr("id", "xxhash64(id) as uid")
    place = {row.uid: int(row.id) for row in corpus.collect()}
    extents = spark.read.load(str(work / "out" / "tmp" / "extents.parquet"))
    spans, links = {}, []
    for row in extents.select("uid", "begin", "end", "uid2", "begin2", "end2").collect():
        ends = [(place[row.uid], row.begin, row.end), (place[row.uid2], row.begin2, row.end2)]
        links.append(ends)
        for end in ends:
            spans.setdefault(end, len(spans))
    spark.stop()
    groups = Groups(len(spans))
    for a, b in links:
        groups.join(spans[a], spans[b])
    # Passages of one text that overlap by half are one.
    of_text = {}
    for span in spans:
        of_text.setdefault(span[0], []).append(span)
    for held in of_text.values():
        for at, (_, begin, end) in enumerate(held):
            for _, begin2, end2 in held[:at]:
                shared = min(end, end2) - max(begin, begin2)
                if 2 * shared >= max(end - begin, end2 - begin2):
                    groups.join(spans[held[at]], spans[(held[at][0], begin2, end2)])
    given = []
    for name in ids:
        longest = max(of_text.get(name, []), key=lambda span: span[2] - span[1], default=None)
        given.append(groups.find(spans[longest]) if longest else (1 << 40) + name)
    return given


PEERS = {
    "minhash-2": lambda ids, texts: minhash(texts, 2, 0.5),
    "minhash-3": lambda ids, texts: minhash(texts, 3, 0.4),
    "rapidfuzz": lambda ids, texts: rapidfuzz(texts),
    "passim": lambda ids, texts: passim(ids, texts, []),
    "passim-tuned": lambda ids, texts: passim(ids, texts, "-n 15 -m 1 -a 15 -u 1000".split()),
}


def descendants():
    """Every process that this one started and that still runs, with its parent."""
    parents = {}
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        ticks = int(fields[11]) + int(fields[12])
        parents[int(stat.parent.name)] = (int(fields[1]), ticks)
    found, grown = {os.getpid()}, True
    while grown:
        fresh = {pid for pid, (parent, _) in parents.items() if parent in found} - found
        grown = bool(fresh)
        found |= fresh
    return {pid: parents[pid][1] for pid in found - {os.getpid()}}


class Watch(threading.Thread):
    """What the programs that a peer starts spend: the most memory at one time, and processor time."""

    def __init__(self):
        super().__init__(daemon=True)
        self.peak, self.ticks = 0, {}

    def run(self):
        while True:
            total = 0
            for pid, ticks in descendants().items():
                self.ticks[pid] = ticks
                try:
                    status = pathlib.Path(f"/proc/{pid}/status").read_text()
                except OSError:
                    continue
                held = re.search(r"VmRSS:\s+(\d+)", status)
                total += int(held[1]) if held else 0
            self.peak = max(self.peak, total)
            time.sleep(0.5)


def alone(items, groups, name, n):
    ids, texts = read(items, n)
    watch = Watch()
    watch.start()
    wall, own = time.perf_counter(), time.process_time()
    given = PEERS[name](ids, texts)
    wall, own = time.perf_counter() - wall, time.process_time() - own
    cpu = own + sum(watch.ticks.values()) / os.sysconf("SC_CLK_TCK")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + watch.peak
    with open(pathlib.Path(groups) / f"{name}.tsv", "w", encoding="utf-8") as out:
        for pair in zip(ids, given):
            out.write("%d\t%d\n" % pair)
    row = f"{name}\t{len(ids)}\t{wall:.2f}\t{cpu:.2f}\t{peak // 1024}"
    (pathlib.Path(groups) / f"{name}.spent").write_text(row, "utf-8")


def main():
    items, groups, *peers = sys.argv[1:]
    if len(peers) == 2 and peers[0] == "--alone":
        name, _, n = peers[1].partition("=")
        alone(items, groups, name, int(n))
        return
    pathlib.Path(groups).mkdir(parents=True, exist_ok=True)
    for peer in peers:
        name, _, n = peer.partition("=")
        if name not in PEERS:
            sys.exit(f"no peer {name}; there are {', '.join(PEERS)}")
        command = [sys.executable, __file__, items, groups, "--alone", f"{name}={n or 10**9}"]
        subprocess.run(command, check=True)


main()
