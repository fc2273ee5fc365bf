"""The process that is measured: one contender on texts it has never seen.

    python -m benchmarks.speed.child CONTENDER MODE FILE

The file holds two JSON arrays of texts, decoded before the clock starts: the first texts load the
tables of their scripts, the others are measured. Written to standard output as JSON: processor
seconds for all texts (``total``), for each text (``each``), or for one of many calls with the same
text (``call``).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import process_time, process_time_ns

from benchmarks.speed.contenders import CONTENDERS, Call

_FIRST = "The first call opens the model."
_BATCHES, _CALLS = 9, 1000


def total(call: Call, texts: Sequence[str]) -> list[float]:
    """Return the seconds that all texts took together, as the only figure."""
    start = process_time()
    for text in texts:
        call(text)
    return [process_time() - start]


def each(call: Call, texts: Sequence[str]) -> list[float]:
    """Return the seconds that each text took, less what reading the clock costs."""
    clock = _clock_cost()
    return [max(0, _nanoseconds(call, text) - clock) / 1e9 for text in texts]


def one_call(call: Call, texts: Sequence[str]) -> list[float]:
    """Return the seconds of a call with each text: medians of batches, for once it is warm."""
    return [
        median(total(call, [text] * _CALLS)[0] / _CALLS for _ in range(_BATCHES)) for text in texts
    ]


MODES: dict[str, Callable[[Call, Sequence[str]], list[float]]] = {
    "total": total,
    "each": each,
    "call": one_call,
}


def main() -> None:
    """Load, measure and print."""
    name, mode, file = sys.argv[1:]
    first, texts = json.loads(Path(file).read_bytes())
    call = CONTENDERS[name].ready()
    for text in [_FIRST, *first]:
        call(text)
    print(json.dumps(MODES[mode](call, texts)))


def _nanoseconds(call: Call, text: str) -> int:
    start = process_time_ns()
    call(text)
    return process_time_ns() - start


def _clock_cost() -> int:
    return int(median(_nanoseconds(lambda text: None, "") for _ in range(1000)))


if __name__ == "__main__":
    main()
