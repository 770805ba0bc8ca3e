"""Serving a record beside Isso serving a thread of like size, in one run on loopback.

usage: serve.py ONRECORD STORE [SECONDS]

Prints a table of requests a second and latencies (wrk, 2 threads, 16 connections) of a statement page, a search, and Isso's
thread, each asked in turn, three rounds, the middle one of each, with the ratio. Isso runs under gunicorn with two
workers, as its documentation advises. Needs wrk, isso and gunicorn.
"""

import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from pathlib import Path

ROUNDS = 3


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(url, process):
    for _ in range(200):
        if process.poll() is not None:
            sys.exit(f"{url}: the server ended with {process.returncode}")
        try:
            return urllib.request.urlopen(url, timeout=2).read()
        except OSError:
            time.sleep(0.1)
    sys.exit(f"{url} does not answer")


def start_onrecord(onrecord, store):
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(
        [onrecord, "serve", "--store", store, "--bind", f"127.0.0.1:{port}"], stderr=subprocess.DEVNULL
    )
    wait_for(address + "/help", process)
    return process, address


def most_reported(address, words):
    """The statement with most reports among those that a search finds."""
    query = urllib.parse.urlencode({"q": words})
    found = json.load(urllib.request.urlopen(f"{address}/api/v1/search?{query}"))
    return found["statements"][0]["id"]


def start_isso(folder, size):
    """Isso with one thread whose JSON has at least `size` bytes."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    settings = Path(folder) / "isso.cfg"
    settings.write_text(
        f"[general]\ndbpath = {folder}/isso.db\nhost = {address}/\n"
        "[guard]\nenabled = false\n[moderation]\nenabled = false\n"
    )
    process = subprocess.Popen(
        [Path(sys.executable).parent / "gunicorn", "-w", "2", "-b", f"127.0.0.1:{port}", "isso.run:application"],
        env={**os.environ, "ISSO_SETTINGS": str(settings)},
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    thread = f"{address}/?uri=%2Fthread%2F"
    for _ in range(200):
        if process.poll() is not None:
            sys.exit(f"Isso ended with {process.returncode}")
        try:
            urllib.request.urlopen(address + "/js/embed.min.js", timeout=2).read()
            break
        except urllib.error.HTTPError:
            break
        except OSError:
            time.sleep(0.1)
    while True:
        comment = {"text": "The harbour office stands by the whole answer, which is on the tape. " * 4, "author": "A"}
        request = urllib.request.Request(
            f"{address}/new?uri=%2Fthread%2F&title=Thread",
            json.dumps({**comment, "title": "Thread"}).encode(),
            {"Content-Type": "application/json", "Origin": address, "Referer": address + "/thread/"},
        )
        urllib.request.urlopen(request).read()
        if len(urllib.request.urlopen(thread).read()) >= size:
            return process, thread


def load(url, seconds):
    text = subprocess.run(
        ["wrk", "-t2", "-c16", f"-d{seconds}s", "--latency", url], capture_output=True, text=True, check=True
    ).stdout
    if "Non-2xx" in text:
        sys.exit(f"{url}: not every answer was a success\n{text}")
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1])
    unit = {"us": 1e-3, "ms": 1.0, "s": 1e3}
    at = {
        share: float(value) * unit[scale]
        for share, value, scale in re.findall(r"(50|99)%\s+([\d.]+)(us|ms|s)", text)
    }
    return rate, at["50"], at["99"]


def main():
    onrecord, store = sys.argv[1:3]
    seconds = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    words = os.environ.get("WORDS", "the")
    ours, address = start_onrecord(onrecord, store)
    try:
        statement = f"{address}/s/{most_reported(address, words)}"
        size = len(urllib.request.urlopen(statement).read())
        with tempfile.TemporaryDirectory() as folder:
            isso, thread = start_isso(folder, size)
            try:
                urls = {
                    "statement": statement,
                    "search": f"{address}/search?" + urllib.parse.urlencode({"q": os.environ.get("QUERY", words)}),
                    "Isso thread": thread,
                }
                runs = {name: [] for name in urls}
                for _ in range(ROUNDS):
                    for name, url in urls.items():
                        runs[name].append(load(url, seconds))
                figures = {}
                for name, url in urls.items():
                    n_bytes = len(urllib.request.urlopen(url).read())
                    figures[name] = (n_bytes, *(statistics.median(column) for column in zip(*runs[name])))
                peer = figures["Isso thread"][1]
                print("| what | bytes | requests a second | p50 ms | p99 ms | times Isso |\n|---|---|---|---|---|---|")
                for name, (n_bytes, rate, p50, p99) in figures.items():
                    print(f"| {name} | {n_bytes:,} | {rate:,.0f} | {p50:.2f} | {p99:.2f} | {rate / peer:.1f} |")
            finally:
                isso.terminate()
                isso.wait()
    finally:
        ours.terminate()
        ours.wait()


main()
