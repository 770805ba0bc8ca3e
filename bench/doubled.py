"""Whether an E-value holds when the record is twice as large: the quotations of the open workload that stand in
every second interview, and those that stand nowhere, asked of these interviews alone and of all.

Usage: doubled.py WORKLOAD_FOLDER ONRECORD WORKLOAD_TOOL INDEX_OF_ALL
"""

import json
import pathlib
import shutil
import subprocess
import sys

work, onrecord, tool, whole = pathlib.Path(sys.argv[1]), *sys.argv[2:]
work = work.resolve()
root = work / "interviews"
names = sorted(path.relative_to(root).as_posix() for path in root.rglob("*.md"))[::2]
part = work / "half"
shutil.rmtree(part, ignore_errors=True)
for name in names:
    link = part / "interviews" / name
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(root / name)
held = set(names)
items = [json.loads(line) for line in (work / "items.jsonl").read_text("utf-8").splitlines()]
items = [item for item in items if all(fragment["document"] in held for fragment in item["fragments"])]
(part / "items.jsonl").write_text("".join(json.dumps(item) + "\n" for item in items), "utf-8")
queries = ("".join(json.dumps({key: item[key] for key in ("text", "speaker")}) + "\n" for item in items)).encode()
subprocess.run([onrecord, "index", part / "interviews", "--output", part / "index"], check=True, capture_output=True)
answers = []
for name, index in (("half of the record", part / "index"), ("all of it", whole)):
    ask = [onrecord, "find", "--queries", "-", "--record", index, "--format", "jsonl"]
    said = subprocess.run(ask, input=queries, capture_output=True).stdout.decode()
    for folder in (part / "interviews", root):
        said = said.replace(f'"document":"{folder}/', '"document":"')
    file = part / f"{name}.jsonl"
    file.write_text(said, "utf-8")
    answers += ["--answers", f"{name}={file}"]
table = subprocess.run([tool, "score", "--workload", part, *answers], check=True, capture_output=True, text=True).stdout
print("\n".join(table.splitlines()[:9]))
