"""(b): processor time of one cold `onrecord check`: a 2,000-word article, a two-hour transcript.

The transcript is a debate of the corpus, cut or repeated to two hours at 150 words a minute (Tauroza
and Allison 1990 give 160 for interviews); the article is twenty of its stretches, quoted.

Usage: cold_check.py SHARED_DATA ONRECORD
"""

import pathlib
import resource
import subprocess
import sys
import tempfile

RECORD_WORDS = 120 * 150
ARTICLE_WORDS = 2_000
RUNS = 20

shared, onrecord = pathlib.Path(sys.argv[1]), sys.argv[2]
turns = (shared / "record/debates/2016/2016-09-26.said").read_text("utf-8").split("\n\n")
turns += (shared / "record/debates/2016/2016-10-09.said").read_text("utf-8").split("\n\n")
record, n_words = [], 0
for turn in turns:
    if n_words >= RECORD_WORDS:
        break
    record.append(turn)
    n_words += len(turn.split())

words = " ".join(turn.partition(": ")[2] for turn in record).split()
article, at = [], 0
while sum(len(paragraph.split()) for paragraph in article) < ARTICLE_WORDS:
    article.append(f"“{' '.join(words[at : at + 25])},” Clinton said in the debate. " + "The hall was quiet. " * 18)
    at = (at + 701) % (len(words) - 30)

with tempfile.TemporaryDirectory() as folder:
    draft, tape = pathlib.Path(folder, "draft.txt"), pathlib.Path(folder, "debate.txt")
    draft.write_text("\n\n".join(article), "utf-8")
    tape.write_text("\n\n".join(record), "utf-8")
    command = [onrecord, "check", str(draft), "--record", str(tape), "--format", "json", "--exit-zero"]

    def processor_ms(arguments):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(arguments, stdout=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return 1000 * (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)

    check = sorted(processor_ms(command) for _ in range(RUNS))
    start = sorted(processor_ms([onrecord, "--version"]) for _ in range(RUNS))
    python = sorted(processor_ms([sys.executable, "-c", "pass"]) for _ in range(RUNS))

middle = RUNS // 2
print(
    f"check: {check[middle]:.1f} ms of CPU (median of {RUNS}; {len(article)} quotations, "
    f"{len(words)} words of record); `onrecord --version`: {start[middle]:.1f} ms; "
    f"an empty Python: {python[middle]:.1f} ms"
)
