"""The command line end to end, beside CLD2 alone.

    python -m benchmarks.stream --corpus ../shared/corpus

A file of mixed text, in which no sentence occurs twice, is tagged to JSON Lines by
`polyglot-norm tag` with each number of jobs; the same file goes to pycld2, which returns its
vectors and writes nothing. The programs take turns, each in a process of its own. Time is what the
clock shows from start to end, with reading and, for ours, writing.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from hashlib import blake2b
from multiprocessing import get_context
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.deck import REFUSED, Deck
from benchmarks.speed.workloads import Sizes, pages, shuffle

MEGABYTES = 20.0
"""The corpus has text for about forty without a repetition."""

BARS = {"ratio": 0.6, "resident": 200.0, "speed-up": 1.8}
"""Wanted: speed in relation to CLD2, MiB resident with one job, two jobs in relation to one."""

# In pieces of about a megabyte, cut at line ends.
_CLD2 = f"""
import re, sys
import pycld2
refused = re.compile({REFUSED.pattern!r})
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    while lines := file.readlines(1 << 20):
        pycld2.detect(refused.sub(" ", "".join(lines)), returnVectors=True, bestEffort=True)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a program: seconds on the clock, and of the processor for all its processes.

    ``resident``: MiB that its main process held at most.
    """

    seconds: float
    processor: float
    resident: float


def main() -> int:
    """Read the command line, compose, measure, write."""
    given = _parser().parse_args()
    with tempfile.TemporaryDirectory(dir=given.work) as folder:
        page = Path(folder, "mixed.txt")
        # In a process of its own: a child's peak memory is at least what its parent holds.
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            size = pool.submit(compose, page, Deck(given.corpus), given.megabytes).result()
        found = measure(page, given.jobs, given.rounds)
    summary = summarised(found, size)
    print(json.dumps(summary, indent=1))
    if given.out:
        given.out.write_text(json.dumps(summary, indent=1) + "\n", encoding="utf-8")
    return 0


def compose(page: Path, deck: Deck, megabytes: float) -> int:
    """Write a file of pages and of lines in many languages; return its size in bytes."""
    half = round(megabytes * 1e6 / 2)
    texts = [text for kind in (pages, shuffle) for text in kind(deck, Sizes(half, half)).texts]
    Random(0).shuffle(texts)
    return page.write_bytes("\n\n".join(texts).encode())


def measure(page: Path, jobs: Sequence[int], rounds: int) -> dict[str, list[Run]]:
    """Return the runs of each program.

    Raises:
        RuntimeError: the output depends on the number of jobs.
    """
    found: dict[str, list[Run]] = {}
    digests = set()
    output = page.with_suffix(".jsonl")
    for _ in range(rounds):
        found.setdefault("cld2", []).append(run([sys.executable, "-c", _CLD2, str(page)]))
        for number in jobs:
            command = [sys.executable, "-m", "polyglot_norm", "tag", str(page), "-o", str(output)]
            found.setdefault(f"jobs {number}", []).append(run([*command, "--jobs", str(number)]))
            digests.add(blake2b(output.read_bytes()).hexdigest())
            output.unlink()
    if len(digests) > 1:
        raise RuntimeError("the output depends on the number of jobs")
    return found


def run(command: Sequence[str]) -> Run:
    """Run a program to its end."""
    begun = perf_counter()
    child = subprocess.Popen(command)
    _, status, usage = os.wait4(child.pid, 0)
    seconds = perf_counter() - begun
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command)
    processor = usage.ru_utime + usage.ru_stime
    return Run(round(seconds, 2), round(processor, 2), round(usage.ru_maxrss / 1024, 1))


def summarised(found: Mapping[str, Sequence[Run]], size: int) -> dict[str, Any]:
    """Return medians over the rounds: megabytes a second, MiB, and the ratios that have bars."""
    summary: dict[str, Any] = {
        "megabytes": round(size / 1e6, 1),
        "rates": {
            name: round(median(size / 1e6 / run.seconds for run in runs), 3)
            for name, runs in found.items()
        },
        "ratio to cld2": _ratios(found, lambda run: run.seconds),
        # Other work on the machine slows the clock, but hardly the processor's seconds.
        "ratio to cld2, processor": _ratios(found, lambda run: run.processor),
        "resident": {name: max(run.resident for run in runs) for name, runs in found.items()},
        "runs": {name: [asdict(run) for run in runs] for name, runs in found.items()},
        "bars": BARS,
    }
    if "jobs 1" in found and "jobs 2" in found:
        pairs = zip(found["jobs 1"], found["jobs 2"], strict=True)
        summary["speed-up"] = round(median(one.seconds / two.seconds for one, two in pairs), 2)
    return summary


def _ratios(found: Mapping[str, Sequence[Run]], time: Callable[[Run], float]) -> dict[str, float]:
    return {
        name: round(median(time(c) / time(r) for c, r in zip(found["cld2"], runs, strict=True)), 3)
        for name, runs in found.items()
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.stream",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--corpus", type=Path, required=True, help="folder of the corpus")
    parser.add_argument("--megabytes", type=float, default=MEGABYTES, help="default %(default)s")
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2], help="default 1 2")
    parser.add_argument("--rounds", type=int, default=1, help="default %(default)s")
    parser.add_argument("--work", type=Path, help="folder for the file; default: the system's")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the figures as JSON")
    return parser


if __name__ == "__main__":
    sys.exit(main())
