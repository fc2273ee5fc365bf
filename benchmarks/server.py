"""The HTTP service under load: texts a second, waiting times, hostile text, and memory.

    python -m benchmarks.server --corpus ../shared/corpus

Needs wrk (Debian has it). The service, its workers and wrk share the machine, so that it must have
nothing else to do, and the figures are of all of it.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from urllib.request import Request, urlopen

from benchmarks.corpus import TrainingText

WORKERS = 2
TEXTS, LENGTH = 64, 200
BODIES = 2000
"""Different bodies of training text, sent in turn: none comes again while its words are known."""

LOADS = {"one language a text": False, "several languages a text": True}
"""Texts cut from the sentences of one language or, which is harder, of all in turn."""

SENTENCES = 1500
"""Of each language, at most: enough for all bodies."""

CONNECTIONS = 8
OPERATIONS = ("tag", "detect")

HOSTILE = {
    "spaces": " " * 60_000,
    "one word": "a" * 60_000,
    "signs": "&amp;" * 12_000,
    "scripts in turn": "аaбb" * 15_000,
    "marks": "e\N{COMBINING ACUTE ACCENT}" * 30_000,
    "mojibake": "Å¡Ä\x8d" * 15_000,
    "emoji": "😀👩‍💻" * 15_000,
    "links": "https://a.b/ц " * 4_000,
}
"""Texts that a service must not choke on."""

SCRIPT = """
local bodies, at = {}, 0
function init(args)
  wrk.headers["Content-Type"] = "application/json"
  for path in io.popen("ls %s/*.json"):lines() do
    local file = io.open(path, "rb")
    bodies[#bodies + 1] = wrk.format("POST", nil, nil, file:read("*a"))
    file:close()
  end
end
request = function() at = at %% #bodies + 1; return bodies[at] end
"""
PAUSE = "delay = function() return %d end\n"


class Load(NamedTuple):
    """The requests that wrk saw answered, and their waiting times."""

    requests: float
    p99: float
    """Milliseconds."""
    failed: bool


def main() -> int:
    """Read the command line, measure, and print Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--seconds", type=int, default=8)
    parser.add_argument("--requests", type=int, default=100_000, help="for the figure of memory")
    given = parser.parse_args()
    if shutil.which("wrk") is None:
        sys.exit("wrk is not installed: apt-get install wrk")
    with tempfile.TemporaryDirectory() as root, service() as (url, pid):
        folders = dict(_written(TrainingText(given.corpus), Path(root)))
        for line in _report(url, pid, folders, given):
            print(line, flush=True)
    return 0


def _written(corpus: TrainingText, root: Path) -> Iterator[tuple[str, Path]]:
    """Write the bodies of each load into a folder of its own."""
    for number, (name, mixed) in enumerate(LOADS.items()):
        folder = root / str(number)
        folder.mkdir()
        for count, body in enumerate(_bodies(corpus, mixed)):
            Path(folder, f"{count:04}.json").write_bytes(body)
        yield name, folder


def _report(url: str, pid: int, folders: dict[str, Path], given: Any) -> Iterator[str]:
    yield f"{os.cpu_count()} processors, load average before {os.getloadavg()[0]:.1f}\n"
    yield "| operation | load | texts/s | p99 at half of it, ms | processor time of a text, µs |"
    yield "|---|---|--:|--:|--:|"
    for operation in OPERATIONS:
        for name, folder in folders.items():
            yield f"| {operation} | {name} | {_row(f'{url}/v1/{operation}', pid, folder, given)} |"
    body = min(next(iter(folders.values())).iterdir()).read_bytes()
    yield "\n| text | processor time for a byte, prose = 1 |\n|---|--:|"
    prose = " ".join(json.loads(body)["texts"]) * 4
    base = _cost(url, pid, prose)
    for name, text in HOSTILE.items():
        yield f"| {name} | {_cost(url, pid, text) / base:.2f} |"
    before = _memory(pid)
    _post(url, body, given.requests)
    yield f"\nMemory of all processes: {before:.0f} MiB, after {given.requests:,} more requests "
    yield f"{_memory(pid):.0f} MiB"


def _row(url: str, pid: int, folder: Path, given: Any) -> str:
    """Return the texts a second under full load, the wait at half, and what a text costs."""
    _load(url, folder, given.seconds)  # tables are opened when first used
    before = _processor_time(pid)
    full = _load(url, folder, given.seconds)
    spent = _processor_time(pid) - before
    pause = 1000 * CONNECTIONS / (full.requests / 2) - 1000 * CONNECTIONS / full.requests
    half = _load(url, folder, given.seconds, pause=round(pause))
    failed = " (some failed)" if full.failed or half.failed else ""
    texts = full.requests * TEXTS
    cost = spent / 1000 / (texts * given.seconds)
    return f"{texts:,.0f}{failed} | {half.p99:.1f} | {cost:.1f}"


def _bodies(corpus: TrainingText, mixed: bool) -> Iterator[bytes]:
    random = Random(1)
    sources = [corpus.sentences(tag)[:SENTENCES] for tag in corpus.tags]
    if mixed:
        sources = [[line for lines in sources for line in lines]]
        random.shuffle(sources[0])
    texts = [text for lines in sources for text in _cut(" ".join(lines))]
    if not mixed:
        random.shuffle(texts)
    for start in range(0, min(len(texts) // TEXTS, BODIES) * TEXTS, TEXTS):
        body = {"texts": texts[start : start + TEXTS]}
        yield json.dumps(body, ensure_ascii=False).encode()


def _cut(text: str) -> list[str]:
    """Return a text in parts of equal length, without its last ones."""
    return [text[start : start + LENGTH] for start in range(0, len(text) - LENGTH, LENGTH)]


@contextmanager
def service() -> Iterator[tuple[str, int]]:
    """Start a service; yield its address and the number of its process."""
    command = [sys.executable, "-m", "polyglot_norm", "serve", "--port", "0"]
    command += ["--workers", str(WORKERS)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    try:
        url = process.stderr.readline().partition("listening on ")[2].strip()
        while urlopen(f"{url}/metrics").read().count(b"workers_ready 2.0") == 0:
            time.sleep(0.1)
        yield url, process.pid
    finally:
        process.terminate()
        process.wait()


def _load(url: str, folder: Path, seconds: int, pause: int = 0) -> Load:
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(SCRIPT % folder + (PAUSE % pause if pause else ""))
        script.flush()
        options = ["-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", "-s", script.name]
        command = ["wrk", *options, url]
        found = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    requests = re.search(r"Requests/sec:\s+([\d.]+)", found)
    p99 = re.search(r"99%\s+([\d.]+)(us|ms|s)", found)
    if requests is None or p99 is None:
        sys.exit(found)
    unit = {"us": 0.001, "ms": 1.0, "s": 1000.0}[p99[2]]
    return Load(float(requests[1]), float(p99[1]) * unit, "Non-2xx" in found)


def _cost(url: str, pid: int, text: str) -> float:
    """Return the processor time that a byte of a text takes, the least of several."""
    body = json.dumps({"text": text}, ensure_ascii=False).encode()
    best = min(_worked(url, pid, body) for _ in range(9))
    return best / len(text.encode())


def _worked(url: str, pid: int, body: bytes) -> int:
    """Return the nanoseconds that the service and its workers spend on a request."""
    before = _processor_time(pid)
    _post(url, body)
    return _processor_time(pid) - before


def _processor_time(pid: int) -> int:
    found = 0
    for each in _all(pid):
        for task in Path(f"/proc/{each}/task").iterdir():
            found += int((task / "schedstat").read_text().split()[0])
    return found


def _children(pid: int) -> list[int]:
    listed = [each.read_text() for each in Path(f"/proc/{pid}/task").glob("*/children")]
    return [int(child) for child in " ".join(listed).split()]


def _post(url: str, body: bytes, times: int = 1) -> None:
    if times > 1:  # by wrk, which is quicker
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "0.json").write_bytes(json.dumps({"text": "Why?"}).encode())
            done = 0.0
            while done < times:
                done += _load(f"{url}/v1/detect", Path(folder), 10).requests * 10
        return
    headers = {"Content-Type": "application/json"}
    urlopen(Request(f"{url}/v1/tag", data=body, headers=headers)).read()


def _memory(pid: int) -> float:
    """Return the resident memory of a process and those that it has started, in MiB."""
    pages = [int(Path(f"/proc/{each}/statm").read_text().split()[1]) for each in _all(pid)]
    return sum(pages) * os.sysconf("SC_PAGE_SIZE") / 2**20


def _all(pid: int) -> list[int]:
    return [pid, *_children(pid)]


if __name__ == "__main__":
    sys.exit(main())
