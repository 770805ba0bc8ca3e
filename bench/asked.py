"""`onrecord find` asked of the open workload: a row of the table of speeds, in CPU time of one process, opening the
index, reading records and writing answers included.

Usage: asked.py NAME ONRECORD QUERIES INDEX OUTPUT MEGABYTES BUILT_SECONDS
"""

import resource
import subprocess
import sys

name, onrecord, queries, index, output, size, built = sys.argv[1:]
with open(output, "w", encoding="utf-8") as answers:
    run = subprocess.run([onrecord, "find", "--queries", queries, "--record", index, "--format", "jsonl"], stdout=answers)
if run.returncode > 1:  # 1 says that something was not found, as it has to be.
    sys.exit(run.returncode)
spent = resource.getrusage(resource.RUSAGE_CHILDREN)
n = sum(1 for _ in open(queries, encoding="utf-8"))
each = 1000 * (spent.ru_utime + spent.ru_stime) / n
print(f"| {name} | {size} MB | {n} | {built} s | {each:.2f} ms | – |")
