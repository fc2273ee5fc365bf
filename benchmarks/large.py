"""The command ``corpus`` end to end, beside CLD2 alone.

    python -m benchmarks.large --corpus ../shared/corpus --megabytes 50

Composed records in many languages, JSON Lines, are tagged to Parquet by `polyglot-norm corpus` with
each number of jobs, in full and with labels alone; the same file goes to pycld2, which returns its
vectors and writes nothing. The programs take turns, each in a process of its own.

The first 18 MB are pages with replies and documents in 75 languages, and no sentence comes twice.
What is larger goes on with documents of twenty sentences, half of them in one language and half
with a language for each line: all sentences of these languages, 110 MB, come before one comes
again.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import chain, count
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any, Final

from benchmarks.deck import REFUSED, Deck
from benchmarks.naming import WIDESPREAD
from benchmarks.speed.workloads import Sizes, pages, shuffle
from benchmarks.stream import Run, run, summarised
from polyglot_norm.streams.digests import digest_of_file

MEGABYTES: Final = 50.0
UNREPEATED: Final = 18.0
"""Megabytes of text that are composed without a repetition."""

LINES: Final = 20
"""Sentences of a document after these."""

BARS: Final = {"ratio to cld2, processor": 0.6, "resident": 300.0, "speed-up": 1.7}
"""Wanted: processor time in relation to CLD2, MiB of the largest process, two jobs to one."""

LABELS: Final = ("--exclude", "output", "--to", "none", "--normalise", "none")
"""Options by which languages are found, and no output is made."""

_CLD2: Final = f"""
import json, re, sys
import pycld2
refused = re.compile({REFUSED.pattern!r})
with open(sys.argv[1], "rb") as file:
    for line in file:
        text = refused.sub(" ", json.loads(line)["text"])
        pycld2.detect(text, returnVectors=True, bestEffort=True)
"""


def main() -> int:
    """Read the command line, compose, measure, write."""
    given = _parser().parse_args()
    with tempfile.TemporaryDirectory(dir=given.work) as folder:
        source = Path(folder, "records.jsonl")
        # In a process of its own: a child's peak memory is at least what its parent holds.
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            size = pool.submit(compose, source, Deck(given.corpus), given.megabytes).result()
        found = measure(source, given.jobs, given.rounds, labels=not given.no_labels)
    summary = summary_of(found, size)
    print(json.dumps(summary, indent=1))
    if given.out:
        given.out.write_text(json.dumps(summary, indent=1) + "\n", encoding="utf-8")
    return 0


def compose(target: Path, deck: Deck, megabytes: float) -> int:
    """Write records of pages and of documents in many languages; return their size in bytes."""
    half = round(min(megabytes, UNREPEATED) * 1e6 / 2)
    texts = [text for kind in (pages, shuffle) for text in kind(deck, Sizes(half, half)).texts]
    Random(0).shuffle(texts)
    written = 0
    with target.open("wb") as file:
        for number, text in enumerate(chain(texts, _more(deck))):
            if written >= megabytes * 1e6:
                break
            record = {"id": number, "url": f"https://example.org/{number}", "text": text}
            written += file.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")
    return written


def _more(deck: Deck) -> Iterator[str]:
    """Yield documents of all sentences, again and again, each time in another order."""
    for turn in count():
        draw = Random(turn)
        documents: list[str] = []
        lines: list[str] = []
        for tag in WIDESPREAD:
            pile = [each for each in deck.sentences(tag) if not REFUSED.search(each)]
            draw.shuffle(pile)
            half = len(pile) // 2
            documents += [" ".join(group) for group in _groups(pile[:half])]
            lines += pile[half:]
        draw.shuffle(lines)
        documents += ["\n".join(group) for group in _groups(lines)]
        draw.shuffle(documents)
        yield from documents


def _groups(sentences: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(sentences), LINES):
        yield sentences[start : start + LINES]


def measure(
    source: Path, jobs: Sequence[int], rounds: int, *, labels: bool = True
) -> dict[str, list[Run]]:
    """Return the runs of each program; with ``labels`` those that find languages alone, too.

    Raises:
        RuntimeError: the output depends on the number of jobs.
    """
    found: dict[str, list[Run]] = {}
    digests: dict[str, set[tuple[str, ...]]] = {}
    target = source.parent / "tagged"
    for _ in range(rounds):
        found.setdefault("cld2", []).append(run([sys.executable, "-c", _CLD2, str(source)]))
        for options, name in (((), ""), (LABELS, ", labels"))[: 1 + labels]:
            for number in jobs:
                command = [
                    sys.executable,
                    "-m",
                    "polyglot_norm",
                    "corpus",
                    str(source),
                    str(target),
                ]
                command += ["--quiet", "--jobs", str(number), *options]
                found.setdefault(f"jobs {number}{name}", []).append(run(command))
                made = [digest_of_file(str(path)) for path in sorted(target.glob("*.parquet"))]
                digests.setdefault(name, set()).add(tuple(made))
                shutil.rmtree(target)
    if any(len(each) > 1 for each in digests.values()):
        raise RuntimeError("the output depends on the number of jobs")
    return found


def summary_of(found: dict[str, list[Run]], size: int) -> dict[str, Any]:
    """Return the figures of `benchmarks.stream`, with our bars and the cost of a gigabyte."""
    summary = summarised(found, size) | {"bars": BARS}
    summary["processor seconds a gigabyte"] = {
        name: round(min(each.processor for each in runs) / size * 1e9)
        for name, runs in found.items()
    }
    return summary


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.large",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--corpus", type=Path, required=True, help="folder of the corpus")
    parser.add_argument("--megabytes", type=float, default=MEGABYTES, help="default %(default)s")
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2], help="default 1 2")
    parser.add_argument("--rounds", type=int, default=1, help="default %(default)s")
    parser.add_argument("--no-labels", action="store_true", help="time all columns only")
    parser.add_argument("--work", type=Path, help="folder for the files; default: the system's")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the figures as JSON")
    return parser


if __name__ == "__main__":
    sys.exit(main())
