"""Puts what a command printed into a page, between the marks `<!-- NAME -->` and `<!-- end of NAME -->`.

Usage: put.py PAGE NAME FILE
"""

import pathlib
import sys

page, name, file = pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3])
opens, ends = f"<!-- {name} -->", f"<!-- end of {name} -->"
head, found, rest = page.read_text("utf-8").partition(opens)
_, ended, tail = rest.partition(ends)
if not (found and ended):
    sys.exit(f"{page} has no {opens} … {ends}")
page.write_text(f"{head}{opens}\n{file.read_text('utf-8')}{ends}{tail}", "utf-8")
