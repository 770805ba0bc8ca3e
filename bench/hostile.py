"""Hostile posts against a record that is served on loopback, then a soak.

usage: hostile.py ONRECORD STORE [POSTS] [SOAK_SECONDS]

Sends POSTS (10,000) requests of ten kinds from eight threads, slow ones among them; then says how many answers of
each status came, whether a reply more than before is published, and whether the server answers. The soak reads
pages for SOAK_SECONDS (600) at some 100 a second and prints the resident memory along the way. Standard library
only; writes into STORE and an onrecord.toml beside it, which lifts the limits of the form, so give it a copy in a
folder of its own.
"""

import collections
import http.client
import json
import random
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
from pathlib import Path

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"
SQL = "'; DROP TABLE reply; UPDATE reply SET state = 'published' --"
FIELDS = ("name", "email", "party", "meaning", "inaccurate", "text", "consent", "token", "website", "finding")


def resident(pid):
    with open(f"/proc/{pid}/status") as status:
        return int(re.search(r"VmRSS:\s+(\d+)", status.read())[1]) / 1024


def sound(finding, token, number):
    return {
        "finding": finding, "token": token, "name": "Edda Quill", "email": f"edda{number}@salter.example",
        "party": "quoted-person", "meaning": "", "inaccurate": "", "text": f"Reply number {number}",
    }


class Attack:
    def __init__(self, port, finding, statement):
        self.port, self.finding, self.statement = port, finding, statement
        self.statuses = collections.defaultdict(collections.Counter)
        self.token = re.search(r'name="token" value="([^"]+)"', self.get(f"/reply?finding={finding}"))[1]

    def get(self, path):
        return urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30).read().decode()

    def post(self, kind, path, body, content="application/x-www-form-urlencoded"):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("POST", path, body, {"Content-Type": content})
            self.statuses[kind][connection.getresponse().status] += 1
        except (OSError, http.client.HTTPException) as error:
            self.statuses[kind][type(error).__name__] += 1
        finally:
            connection.close()

    def slow(self):
        """A head that promises more than comes; the server is not waited for."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as half:
            half.sendall(b"POST /reply HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                         b"Content-Length: 900\r\n\r\nname=")
            time.sleep(random.uniform(0, 0.2))
        self.statuses["slow"]["left hanging"] += 1

    def one(self, number):
        kind = number % 10
        fields = sound(self.finding, self.token, number)
        encode = urllib.parse.urlencode
        if kind == 0:
            self.post("bot fills every field", "/reply", encode({**fields, "website": "https://spam.example"}))
        elif kind == 1:
            self.post("oversize", "/reply", encode({**fields, "text": "x" * 200_000}))
        elif kind == 2:
            self.post("bad UTF-8", "/reply", encode(fields).replace("Reply", "%ff%c3%28").encode() + b"\xff")
        elif kind == 3:
            field = FIELDS[number // 10 % len(FIELDS)]
            self.post("script in a field", "/reply", encode({**fields, field: SCRIPT}))
        elif kind == 4:
            field = FIELDS[number // 10 % len(FIELDS)]
            self.post("SQL in a field", "/reply", encode({**fields, field: SQL}))
        elif kind == 5:
            forged = random.choice(("A" * 43, "%00", "..%2f..", "x" * 3000, urllib.parse.quote(SQL)))
            self.post("forged mail link", f"/reply/confirm/{forged}", "")
        elif kind == 6:
            self.post("replayed token", "/reply", encode(fields))
        elif kind == 7:
            self.post("forged token", "/reply", encode({**fields, "token": f"{int(time.time())}.{'ab' * 32}"}))
        elif kind == 8:
            self.post("interface", "/api/v1/replies", json.dumps({"statement": self.statement, "name": SCRIPT,
                      "email": "a@b.example", "party": "outlet", "text": SQL}), "application/json")
        elif number % 100 == 9:
            self.slow()
        else:
            self.post("moderation without a session", "/moderation/r1/publish", "csrf=1")


def main():
    onrecord, store = sys.argv[1:3]
    n_posts = int(sys.argv[3]) if len(sys.argv) > 3 else 10_000
    soak = int(sys.argv[4]) if len(sys.argv) > 4 else 600
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    onrecord, store = Path(onrecord).resolve(), Path(store).resolve()
    # Limits and waits would keep most posts from what they are meant for.
    (store.parent / "onrecord.toml").write_text("[reply]\nper-hour = 100000\nleast-seconds = 0\n")
    server = subprocess.Popen(
        [onrecord, "serve", "--store", store, "--bind", f"127.0.0.1:{port}"],
        cwd=store.parent, stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(address + "/help").read()
                break
            except OSError:
                time.sleep(0.1)
        read = lambda path: json.load(urllib.request.urlopen(address + path, timeout=30))
        words = "the" if len(sys.argv) <= 5 else sys.argv[5]
        statement = read(f"/api/v1/search?q={words}")["statements"][0]["id"]
        finding = read(f"/api/v1/statements/{statement}")["reports"][0]["id"]
        published = len(read("/api/v1/replies")["replies"])
        attack = Attack(port, finding, statement)
        before, started = resident(server.pid), time.monotonic()
        turns = iter(range(n_posts))
        lock = threading.Lock()

        def work():
            while True:
                with lock:
                    number = next(turns, None)
                if number is None:
                    return
                attack.one(number)

        threads = [threading.Thread(target=work) for _ in range(8)]
        [thread.start() for thread in threads]
        [thread.join() for thread in threads]
        print("| posts | answers |\n|---|---|")
        for kind, statuses in sorted(attack.statuses.items()):
            answers = ", ".join(f"{n:,} × {status}" for status, n in sorted(statuses.items(), key=lambda one: -one[1]))
            print(f"| {kind} | {answers} |")
        after = len(read("/api/v1/replies")["replies"])
        print(f"\n{n_posts:,} posts in {time.monotonic() - started:.0f} s; {published} replies published before it, {after} after; "
              f"resident memory {before:.1f} MiB before, {resident(server.pid):.1f} after; the first page answers "
              f"{urllib.request.urlopen(address).status}.")
        if after != published or server.poll() is not None:
            sys.exit("something was published, or the server ended")
        paths = ["/", f"/s/{statement}", f"/search?q={words}", f"/api/v1/statements/{statement}", "/replies", "/help"]
        end, n_read, samples, mark = time.monotonic() + soak, 0, [], 0.0
        while time.monotonic() < end:
            urllib.request.urlopen(address + paths[n_read % len(paths)], timeout=30).read()
            n_read += 1
            time.sleep(0.008)
            if time.monotonic() - mark > max(soak / 10, 1):
                mark = time.monotonic()
                samples.append(resident(server.pid))
        samples.append(resident(server.pid))
        print(f"\n{n_read:,} pages read in the {soak} s after it; memory in MiB, from start to end: "
              f"{', '.join(f'{one:.1f}' for one in samples)}.")
    finally:
        server.terminate()
        server.wait()


main()
