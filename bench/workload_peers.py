"""The open workload asked of other tools: answers as JSON lines, one per item, for `onrecord-workload score`.

Each tool gets the interviews in the way that it is made for: RapidFuzz whole texts, the search engines
passages of 120 words that overlap by 40. A search engine names a passage and no place in it: its first
ten passages are laid beside the quotation with RapidFuzz's `partial_ratio_alignment`, as tools that
are built on it do, and the best place is its answer. All get lower case without punctuation.

Slow tools are asked the first N of every kind. Time is CPU time of one thread, that of the look-ups alone;
building is printed apart. pg_trgm works in a server's process, so its time is that of the clock; it gets
the interviews that hold its answers and as many others, since it builds no index of all in the time of a
run.

Usage: workload_peers.py WORKLOAD_FOLDER OUTPUT_FOLDER [TOOL[=N] ...]
       workload_peers.py WORKLOAD_FOLDER OUTPUT_FOLDER --queries   (prints the queries of `onrecord find`)
       workload_peers.py WORKLOAD_FOLDER OUTPUT_FOLDER --words     (the same without the speakers)
Tools: rapidfuzz, tantivy-bm25, tantivy-phrase, fts5-4grams, pg_trgm
"""

import collections
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

from rapidfuzz.fuzz import partial_ratio_alignment

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
PASSAGE, STEP, CANDIDATES = 120, 80, 10

Passage = collections.namedtuple("Passage", "document words text starts")


def words_of(text):
    return [(m.start(), m.end(), m.group().lower().replace("’", "'")) for m in WORD.finditer(text)]


def read(folder):
    root = folder / "interviews"
    paths = sorted(root.rglob("*.md"))
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in paths}


def passages_of(documents):
    for name, text in documents.items():
        words = words_of(text)
        for at in range(0, max(len(words) - PASSAGE + STEP, 1), STEP):
            part = words[at : at + PASSAGE]
            if part:
                yield name, part


def joined(words):
    """The words with one space between, and where in that text each begins."""
    text, starts = [], []
    length = 0
    for _, _, word in words:
        starts.append(length)
        text.append(word)
        length += len(word) + 1
    return " ".join(text), starts


def place(document, words, starts, start, end, score):
    """Characters `start` to `end` of the joined text, as code points of the document."""
    inside = [i for i, at in enumerate(starts) if at + len(words[i][2]) > start and at < end]
    if not inside:
        return None
    first, last = words[inside[0]], words[inside[-1]]
    return {"document": document, "start": first[0], "end": last[1], "evalue": -score}


def laid(quotation, candidates):
    """The best place of the candidates (document, words), by RapidFuzz."""
    best = None
    for document, words in candidates:
        text, starts = joined(words)
        found = partial_ratio_alignment(quotation, text, score_cutoff=-best["evalue"] if best else 0)
        if found and (best is None or found.score > -best["evalue"]):
            best = place(document, words, starts, found.dest_start, found.dest_end, found.score) or best
    return [best] if best else []


class RapidFuzz:
    def __init__(self, documents, _):
        self.texts = []
        for name, text in documents.items():
            words = words_of(text)
            self.texts.append((name, words, *joined(words)))

    def ask(self, quotation):
        best, at = None, None
        for name, words, text, starts in self.texts:
            found = partial_ratio_alignment(quotation, text, score_cutoff=best.score if best else 0)
            if found and (best is None or found.score > best.score):
                best, at = found, (name, words, starts)
        return [place(*at, best.dest_start, best.dest_end, best.score)] if best else []


class Tantivy:
    def __init__(self, documents, folder):
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text", stored=False)
        builder.add_integer_field("at", stored=True)
        self.engine = tantivy
        path = folder / "tantivy"
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(parents=True)
        self.index = tantivy.Index(builder.build(), path=str(path))
        writer = self.index.writer(heap_size=200_000_000, num_threads=1)
        self.passages = list(passages_of(documents))
        for at, (_, words) in enumerate(self.passages):
            writer.add_document(tantivy.Document(text=joined(words)[0], at=at))
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        self.searcher = self.index.searcher()

    def found(self, query):
        hits = self.searcher.search(query, CANDIDATES).hits
        return [self.passages[self.searcher.doc(address)["at"][0]] for _, address in hits]


class TantivyBm25(Tantivy):
    def ask(self, quotation):
        terms = [self.engine.Query.term_query(self.index.schema, "text", term) for term in re.findall(r"\w+", quotation)]
        query = self.engine.Query.boolean_query([(self.engine.Occur.Should, term) for term in terms])
        return laid(quotation, self.found(query))


class TantivyPhrase(Tantivy):
    def ask(self, quotation):
        terms = re.findall(r"\w+", quotation)
        query = self.engine.Query.phrase_query(self.index.schema, "text", terms, slop=8)
        return laid(quotation, self.found(query))


class Fts5:
    """Runs of four words as terms, any of them, ranked by BM25."""

    def __init__(self, documents, folder):
        path = folder / "fts5.db"
        path.unlink(missing_ok=True)
        self.base = sqlite3.connect(path)
        self.base.execute("pragma journal_mode = off")
        self.base.execute("create virtual table t using fts5(grams, content='', tokenize=\"unicode61 tokenchars '_'\")")
        self.passages = list(passages_of(documents))
        rows = ((at, " ".join(self.grams([w for _, _, w in words]))) for at, (_, words) in enumerate(self.passages))
        self.base.executemany("insert into t(rowid, grams) values (?, ?)", rows)
        self.base.commit()

    @staticmethod
    def grams(words):
        plain = [word.replace("'", "") for word in words]
        return ["_".join(plain[i : i + 4]) for i in range(max(len(plain) - 3, 1))]

    def ask(self, quotation):
        query = " OR ".join(f'"{gram}"' for gram in self.grams(quotation.split()))
        rows = self.base.execute("select rowid from t where t match ? order by rank limit ?", (query, CANDIDATES))
        return laid(quotation, [self.passages[row[0]] for row in rows])


class PgTrgm:
    """`word_similarity` of at least a half, with a GIN index of trigrams.

    Runs the machine's own PostgreSQL, whose contributed modules hold pg_trgm (Debian: postgresql,
    postgresql-contrib); PostgreSQL refuses to run as root, so root hands it to the user `postgres`.
    """

    def __init__(self, documents, _):
        import psycopg

        self.folder = tempfile.mkdtemp(prefix="onrecord-pg-")
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres")
        self.run("initdb", "-D", f"{self.folder}/data", "-A", "trust", "-U", "postgres", "--no-sync")
        options = f"-k {self.folder} -c listen_addresses='' -c fsync=off -c shared_buffers=512MB -c maintenance_work_mem=512MB"
        self.run("pg_ctl", "-D", f"{self.folder}/data", "-o", options, "-l", f"{self.folder}/log", "-w", "start")
        self.base = psycopg.connect(host=self.folder, user="postgres", dbname="postgres", autocommit=True)
        self.base.execute("create extension pg_trgm")
        self.base.execute("create table passages (at integer, text text)")
        self.passages = list(passages_of(documents))
        with self.base.cursor().copy("copy passages from stdin") as copy:
            for at, (_, words) in enumerate(self.passages):
                copy.write_row((at, joined(words)[0]))
        self.base.execute("create index on passages using gin (text gin_trgm_ops)")
        self.base.execute("analyze passages")
        self.base.execute("set pg_trgm.word_similarity_threshold = 0.5")

    def run(self, program, *arguments):
        hand_over = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        subprocess.run([*hand_over, shutil.which(program), *arguments], check=True, stdout=subprocess.DEVNULL)

    def close(self):
        self.base.close()
        self.run("pg_ctl", "-D", f"{self.folder}/data", "-m", "immediate", "stop")
        shutil.rmtree(self.folder)

    def ask(self, quotation):
        rows = self.base.execute(
            "select at from passages where %s <%% text order by word_similarity(%s, text) desc limit %s",
            (quotation, quotation, CANDIDATES),
        )
        return laid(quotation, [self.passages[row[0]] for row in rows])


TOOLS = {
    "rapidfuzz": (RapidFuzz, 1),
    "tantivy-bm25": (TantivyBm25, 100),
    "tantivy-phrase": (TantivyPhrase, 100),
    "fts5-4grams": (Fts5, 10),
    "pg_trgm": (PgTrgm, 1),
}


def asked_of(items, per_kind):
    """The first of every kind, kinds in order: what `score` expects of a tool that answers fewer."""
    kinds = list(dict.fromkeys(item["kind"] for item in items))
    if all(sum(item["kind"] == kind for item in items) <= per_kind for kind in kinds):
        return items
    return [item for kind in kinds for item in [i for i in items if i["kind"] == kind][:per_kind]]


def part_of(documents, items):
    """The documents that hold the items, and as many others, by name."""
    held = {fragment["document"] for item in items for fragment in item["fragments"]}
    others = [name for name in sorted(documents) if name not in held]
    chosen = held | set(others[:: max(len(others) // max(len(held), 1), 1)][: len(held)])
    return {name: text for name, text in documents.items() if name in chosen}


def main():
    folder, output = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    chosen = sys.argv[3:] or list(TOOLS)
    output.mkdir(parents=True, exist_ok=True)
    items = [json.loads(line) for line in (folder / "items.jsonl").read_text("utf-8").splitlines()]
    if chosen in (["--queries"], ["--words"]):
        fields = ("text", "speaker") if chosen == ["--queries"] else ("text",)
        for item in items:
            print(json.dumps({field: item[field] for field in fields}))
        return
    documents = read(folder)
    for choice in chosen:
        name, _, number = choice.partition("=")
        make, per_kind = TOOLS[name]
        asked = asked_of(items, int(number) if number else per_kind)
        searched, clock = documents, time.process_time
        if make is PgTrgm:
            searched, clock = part_of(documents, asked), time.perf_counter
        size = sum(len(text.encode()) for text in searched.values()) / 1e6
        start = clock()
        tool = make(searched, output)
        built = clock() - start
        answers, times = [], []
        for item in asked:
            quotation = " ".join(word for _, _, word in words_of(item["text"]))
            start = clock()
            answers.append({"places": tool.ask(quotation)})
            times.append(clock() - start)
        lines = "".join(json.dumps(answer) + "\n" for answer in answers)
        (output / f"{name}.jsonl").write_text(lines, "utf-8")
        if hasattr(tool, "close"):
            tool.close()
        times.sort()
        mean, p95 = 1000 * sum(times) / len(times), 1000 * times[int(0.95 * (len(times) - 1))]
        print(f"| {name} | {size:.0f} MB | {len(asked)} | {built:.1f} s | {mean:.2f} ms | {p95:.1f} ms |", flush=True)


main()
