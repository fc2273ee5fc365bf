"""The process that is measured: many texts, in workers or in threads.

    python -m benchmarks.speed.around_child WAY NUMBER READER FILE

``WAY`` is ``jobs`` or ``threads``, ``READER`` what is read of each document; the file is one of
`benchmarks.speed.processes.TextFile`. Written to standard output as JSON: seconds by the clock,
and of processor time here and in workers.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter

import polyglot_norm as pn

READERS: dict[str, Callable[[pn.Document], object]] = {
    "spans": lambda document: document.segments,
    "output": lambda document: [segment.output.text for segment in document],
}


def by_jobs(texts: Sequence[str], number: int, reader: str) -> None:
    """Read the documents of `tag_many`."""
    read = READERS[reader]
    for document in pn.tag_many(texts, jobs=number):
        read(document)


def by_threads(texts: Sequence[str], number: int, reader: str) -> None:
    """Read the documents of one tagger in threads, each with its part of the texts."""
    read, tag = READERS[reader], pn.Tagger().tag

    def work(first: int) -> None:
        for text in texts[first::number]:
            read(tag(text))

    with ThreadPoolExecutor(number) as pool:
        list(pool.map(work, range(number)))


WAYS = {"jobs": by_jobs, "threads": by_threads}


def main() -> None:
    """Read the texts, measure and print."""
    way, number, reader, file = sys.argv[1:]
    _, texts = json.loads(Path(file).read_bytes())
    clock, before = perf_counter(), os.times()
    WAYS[way](texts, int(number), reader)
    clock, after = perf_counter() - clock, os.times()
    here = after.user + after.system - before.user - before.system
    print(json.dumps([clock, here, after.children_user + after.children_system]))


if __name__ == "__main__":
    main()
