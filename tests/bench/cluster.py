#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What a cluster costs as it grows, and whether it keeps its memory: cluster.py FILE.jsonl [SECONDS].

FILE is cut into ten parts of equal size.  Searches go to mufahris-serve over 1, 3 and 10 of them, one worker each:
milliseconds, and the CPU of the page's process (the coordinator) and of all workers.  Then, for SECONDS (default: 600),
one search after another over three parts with two workers each: every answer is compared with the first one to the
same question, and the memory of all processes is told each minute."""
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse

PARTS = 10
QUESTIONS = 300
TICKS = os.sysconf("SC_CLK_TCK")


def program(name):
    return os.path.join(os.environ.get("top_builddir", "."), name)


def quiet(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def deal(path, folder):
    """Lines of FILE to parts, and words of its texts to ask for."""
    with open(path, encoding="utf-8") as f:
        lines = f.read().splitlines()
    for part in range(PARTS):
        name = f"{folder}/{part}"
        with open(name + ".jsonl", "w", encoding="utf-8") as f:
            f.write("\n".join(lines[part::PARTS]) + "\n")
        quiet(program("mufahris-index"), "-d", name, name + ".jsonl")
    texts = (re.findall(r"\w{4,}", json.loads(line)["text"][:3000]) for line in lines[:: len(lines) // QUESTIONS])
    return [" ".join(words[20:22]) for words in texts if len(words) > 21]


def resident(pid):
    with open(f"/proc/{pid}/statm", encoding="ascii") as f:
        pages = f.read().split()
    return (int(pages[1]) - int(pages[2])) * os.sysconf("SC_PAGE_SIZE") / 1e6  # without files that are mapped


def cpu_ms(processes):
    total = 0
    for p in processes:
        with open(f"/proc/{p.pid}/stat", encoding="ascii") as f:
            fields = f.read().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total * 1000 / TICKS


class Cluster:
    def __init__(self, folder, shards, workers):
        self.processes = []
        self.archive = archive = f"{folder}/archive{shards}"
        quiet(program("mufahris-index"), f"--statistics={archive}", *(f"{folder}/{i}" for i in range(shards)))
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            port = s.getsockname()[1]
        self.gearmand = self.start("gearmand", "--listen=127.0.0.1", f"--port={port}", "--log-file=none", "--threads=1")
        file = f"{folder}/{shards}.cluster"
        with open(file, "w", encoding="utf-8") as f:
            f.write(f"[cluster]\nname = bench\narchive = {archive}\nservers = 127.0.0.1:{port}\n")
        self.workers = [
            self.start(program("mufahris-shard"), f"--cluster={file}", "-d", f"{folder}/{i}", told=True)
            for i in range(shards)
            for _ in range(workers)
        ]
        self.page = self.start(program("mufahris-serve"), f"--cluster={file}", "--listen=127.0.0.1:0", told=True)
        self.http = http.client.HTTPConnection(re.search(r"127\.0\.0\.1:\d+", self.said)[0])

    def start(self, *command, told=False):
        """With `told`, once it has said a line."""
        p = subprocess.Popen(command, stdout=subprocess.PIPE if told else subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.processes.append(p)
        self.said = p.stdout.readline().decode() if told else ""
        return p

    def ask(self, words):
        self.http.request("GET", "/api/1/search?q=" + urllib.parse.quote(words))
        answer = json.loads(self.http.getresponse().read())
        del answer["took_ms"]
        return answer

    def megabytes(self):
        """Of what every machine has of the archive."""
        return sum(f.stat().st_size for f in os.scandir(self.archive)) / 1e6

    def close(self):
        for p in reversed(self.processes):
            p.send_signal(signal.SIGKILL)
            p.wait()


def grow(folder, questions):
    print("shards  archive MB  p50 ms  p95 ms  coordinator CPU ms  workers CPU ms, each question", flush=True)
    for shards in (1, 3, 10):
        c = Cluster(folder, shards, 1)
        for q in questions:
            c.ask(q)
        before, spent = (cpu_ms([c.page]), cpu_ms(c.workers)), []
        for q in questions:
            start = time.monotonic()
            c.ask(q)
            spent.append((time.monotonic() - start) * 1000)
        spent.sort()
        n = len(spent)
        page, workers = (cpu_ms([c.page]) - before[0]) / n, (cpu_ms(c.workers) - before[1]) / n
        print(f"{shards:6}  {c.megabytes():10.2f}  {spent[n // 2]:6.2f}  {spent[n * 95 // 100]:6.2f}  {page:18.2f}  {workers:14.2f}", flush=True)
        c.close()


def soak(folder, questions, seconds):
    c = Cluster(folder, 3, 2)
    first = [c.ask(q) for q in questions]
    asked = wrong = minute = 0
    start = time.monotonic()
    print("seconds  searches  wrong  MB of: gearmand, coordinator, workers", flush=True)
    while time.monotonic() - start < seconds:
        for q, answer in zip(questions, first):
            wrong += c.ask(q) != answer
            asked += 1
        if time.monotonic() - start >= minute * 60:
            memory = " ".join(f"{resident(p.pid):.1f}" for p in [c.gearmand, c.page, *c.workers])
            print(f"{time.monotonic() - start:7.0f}  {asked:8}  {wrong:5}  {memory}", flush=True)
            minute += 1
    c.close()
    print(f"{asked} searches, {wrong} wrong")
    return wrong


def main():
    seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 600
    with tempfile.TemporaryDirectory() as folder:
        questions = deal(sys.argv[1], folder)
        grow(folder, questions)
        sys.exit(soak(folder, questions, seconds) > 0)


main()
