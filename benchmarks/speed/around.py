"""Speed around the engine: worker processes, threads, the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.speed.contenders import UNIT
from benchmarks.speed.figures import Around, CommandLine, Parallel
from benchmarks.speed.measuring import say
from benchmarks.speed.processes import ROOT, TextFile
from benchmarks.speed.workloads import Workload

JOBS = 2
KEPT = ("--to", "none", "--normalise", "none")
FILES, SMALL_FILES = 1_000, 10_000


def measure_around(pages: Workload, messages: Workload, rounds: int) -> Around:
    """Return the figures; whatever is compared takes turns."""
    with TemporaryDirectory() as folder:
        return Around(
            many=dict(_many((pages, messages), rounds)),
            commands=_commands(Path(folder), pages, rounds),
            folder=_folder(Path(folder), messages.texts, rounds),
        )


def _many(loads: Sequence[Workload], rounds: int) -> Iterator[tuple[str, Parallel]]:
    for load in loads:
        with TextFile(load.texts) as file, TextFile(load.texts[:2]) as few:
            for reader in ("spans", "output"):
                runs = [_parallel(file, few, reader) for _ in range(rounds)]
                say(f"tag_many, {load.name}/{reader}: {runs[-1]}")
                yield f"{load.name}, {reader}", Parallel(*map(median, zip(*runs, strict=True)))


def _parallel(file: TextFile, few: TextFile, reader: str) -> tuple[float, ...]:
    """Return seconds: of one process, of a parent and its workers, without and for their start."""
    _, one, _ = _child(file, "jobs", 1, reader)
    _, parent, workers = _child(file, "jobs", JOBS, reader)
    _, first, start = _child(few, "jobs", JOBS, reader)
    single, _, _ = _child(file, "threads", 1, reader)
    shared, _, _ = _child(file, "threads", JOBS, reader)
    return one, parent - first, workers - start, first + start, single / shared


def _child(file: TextFile, way: str, number: int, reader: str) -> list[float]:
    command = ["-m", "benchmarks.speed.around_child", way, str(number), reader, str(file.path)]
    done = subprocess.run([sys.executable, *command], stdout=subprocess.PIPE, check=True, cwd=ROOT)
    seconds: list[float] = json.loads(done.stdout)
    return seconds


def _commands(folder: Path, pages: Workload, rounds: int) -> dict[str, CommandLine]:
    whole = _written(folder / "whole", ["\n\n".join(pages.texts)])
    size = -(-len(pages.texts) // FILES)
    groups = [pages.texts[at : at + size] for at in range(0, len(pages.texts), size)]
    many = _written(folder / "many", ["\n\n".join(group) for group in groups])
    runs = {
        "one file": (str(whole),),
        f"{len(groups):,} files": (str(many),),
        "one file, text as it is": (str(whole), *KEPT),
        f"{len(groups):,} files, text as it is": (str(many), *KEPT),
    }
    out = ("-o", str(folder / "out.jsonl"))
    with TextFile(pages.texts) as file:
        rounds_of = [
            (file.timed(UNIT, "total")[0], [_tagged(*given, *out) for given in runs.values()])
            for _ in range(rounds)
        ]
    return {
        name: CommandLine(
            median(seconds[at] for _, seconds in rounds_of),
            median(unit / seconds[at] for unit, seconds in rounds_of),
        )
        for at, name in enumerate(runs)
    }


def _folder(folder: Path, texts: Sequence[str], rounds: int) -> float:
    """Return the processor time of many small files with ``-O``, where ``-o`` takes 1."""
    small = str(_written(folder / "small", texts[:SMALL_FILES]))
    return median(
        _tagged(small, "-O", str(folder / f"out{number}"))
        / _tagged(small, "-o", str(folder / "out.jsonl"))
        for number in range(rounds)
    )


def _written(folder: Path, texts: Sequence[str]) -> Path:
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8", newline="")
    return folder


def _tagged(*arguments: str) -> float:
    """Return the processor seconds of ``polyglot-norm tag`` from start to end."""
    command = [sys.executable, "-m", "polyglot_norm", "tag", "-f", "jsonl", "--force", *arguments]
    seconds = _of_children(lambda: subprocess.run(command, check=True, cwd=ROOT))
    say(f"tag {' '.join(arguments)}: {seconds:.2f} s")
    return seconds


def _of_children(work: Callable[[], object]) -> float:
    before = os.times()
    work()
    after = os.times()
    return (
        after.children_user + after.children_system - before.children_user - before.children_system
    )
