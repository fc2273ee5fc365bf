"""``python -m benchmarks.stream --corpus DIR``: the command line end to end, against CLD2 alone.

A large file of mixed pages is tagged to JSON Lines by `polyglot-norm tag` with each number of
jobs, and the same text is given to pycld2, which returns its vectors and writes nothing. They take
turns in one run; each is a process of its own, and what counts is the seconds on the clock from
start to end, reading and writing included for ours, reading alone for pycld2.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import blake2b
from itertools import chain, cycle
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.compose import Composer
from benchmarks.corpus import TrainingText

PAGES = 20_000
"""Comment pages at most that are composed; a larger file goes through them again."""

BARS = {"ratio": 0.6, "resident": 200.0, "speed-up": 1.7}
"""What is asked for: the rate to that of CLD2, MiB resident with one job, two jobs to one."""

# In pieces of about a megabyte, cut at line ends; CLD2 takes no control characters.
_CLD2 = """
import re, sys
import pycld2
bad = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\ufdd0-\\ufdef\\ufffe\\uffff]")
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    while lines := file.readlines(1 << 20):
        try:
            pycld2.detect(bad.sub(" ", "".join(lines)), returnVectors=True, bestEffort=True)
        except pycld2.error as error:
            print(error, file=sys.stderr)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a program: seconds on the clock and of the processor, all its processes together.

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
        size = compose(page, TrainingText(given.corpus), given.megabytes)
        found = measure(page, given.jobs, given.rounds)
    summary = summarised(found, size)
    print(json.dumps(summary, indent=1))
    if given.out:
        given.out.write_text(json.dumps(summary, indent=1) + "\n", encoding="utf-8")
    return 0


def compose(page: Path, corpus: TrainingText, megabytes: float) -> int:
    """Write mixed pages until there are so many megabytes; how many bytes there are."""
    make = Composer(corpus)
    wanted, size = megabytes * 1e6, 0
    with page.open("wb") as file:
        for text in _pages(make):
            size += file.write(text.encode())
            if size >= wanted:
                return size
    return size


def _pages(make: Composer) -> Iterator[str]:
    """Comment pages, and now and then one of another kind."""
    others = cycle(chain(make.sentences(20), make.phrases(20), make.monolingual()))
    while True:
        for number, page in enumerate(make.comments(PAGES)):
            yield page.text + "\n\n"
            if number % 5 == 0:
                yield next(others).text + "\n\n"


def measure(page: Path, jobs: list[int], rounds: int) -> dict[str, list[Run]]:
    """The runs of each program, taking turns.

    Raises:
        AssertionError: the output depends on the number of jobs.
    """
    found: dict[str, list[Run]] = {}
    digests = set()
    for _ in range(rounds):
        found.setdefault("cld2", []).append(run([sys.executable, "-c", _CLD2, str(page)]))
        for number in jobs:
            output = page.with_suffix(".jsonl")
            command = [sys.executable, "-m", "polyglot_norm", "tag", str(page), "-o", str(output)]
            found.setdefault(f"jobs {number}", []).append(run([*command, "--jobs", str(number)]))
            with output.open("rb") as file:
                digest = blake2b()
                while chunk := file.read(1 << 20):
                    digest.update(chunk)
            digests.add(digest.hexdigest())
            output.unlink()
    assert len(digests) == 1, "the output depends on the number of jobs"
    return found


def run(command: list[str]) -> Run:
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


def summarised(found: dict[str, list[Run]], size: int) -> dict[str, object]:
    """Medians over the rounds: megabytes a second, MiB, and the ratios that have bars."""
    rounds = range(len(found["cld2"]))
    rates = {
        name: round(median(size / 1e6 / run.seconds for run in runs), 3)
        for name, runs in found.items()
    }
    ratios = {
        name: round(median(found["cld2"][i].seconds / runs[i].seconds for i in rounds), 3)
        for name, runs in found.items()
    }
    # What else the machine does falls on the clock, hardly on the processor's seconds.
    processor = {
        name: round(median(found["cld2"][i].processor / runs[i].processor for i in rounds), 3)
        for name, runs in found.items()
    }
    summary: dict[str, object] = {
        "megabytes": round(size / 1e6, 1),
        "rates": rates,
        "ratio to cld2": ratios,
        "ratio to cld2, processor": processor,
        "resident": {name: max(run.resident for run in runs) for name, runs in found.items()},
        "runs": {name: [asdict(run) for run in runs] for name, runs in found.items()},
        "bars": BARS,
    }
    if "jobs 1" in found and "jobs 2" in found:
        pairs = zip(found["jobs 1"], found["jobs 2"], strict=True)
        summary["speed-up"] = round(median(one.seconds / two.seconds for one, two in pairs), 2)
    return summary


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stream", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--megabytes", type=float, default=200.0)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--work", type=Path, help="folder for the file [default: the system's]")
    parser.add_argument("--out", type=Path, help="write what was measured to this file, as JSON")
    return parser


if __name__ == "__main__":
    sys.exit(main())
