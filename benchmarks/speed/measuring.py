"""Rounds of fresh processes over a workload, and over single calls."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from statistics import median, quantiles

from benchmarks.speed.contenders import UNIT
from benchmarks.speed.figures import CallCost, Rate, WorkloadFigures
from benchmarks.speed.processes import TextFile
from benchmarks.speed.workloads import Workload

SPANS = ("spans", "output", "cld2", "eldc")
RUN_ON = {
    "pages": SPANS,
    "long": SPANS,
    "shuffle": SPANS,
    "messages": ("spans", "output", "detect", "cld2", "eldc"),
    "cliffs": ("spans", "output"),
}
"""The contenders of each part, in the order in which they take turns."""

CALLED = ("spans", "detect", "function", "cld2")
FIVE_WORDS = "Where have you been today?"


def measure(workload: Workload, names: Sequence[str], rounds: int) -> WorkloadFigures:
    """Return the figures of each contender; ratios are taken within a round."""
    seconds: dict[str, list[float]] = {name: [] for name in names}
    latencies: dict[str, list[list[float]]] = {name: [] for name in names}
    with TextFile(workload.texts) as file:
        for _ in range(rounds):
            for name in names:
                seconds[name] += file.timed(name, "total")
                if workload.name == "messages":
                    latencies[name].append(file.timed(name, "each"))
                say(f"{workload.name}/{name}: {workload.size / 1e6 / seconds[name][-1]:.2f} MB/s")
    rates = {
        name: _rate(workload.size, seconds[name], seconds[UNIT], latencies[name]) for name in names
    }
    return WorkloadFigures(workload.title, len(workload.texts), workload.size, rates)


def call_costs() -> dict[str, CallCost]:
    """Return the cost of a call with next to no text; here alone a text is given repeatedly."""
    with TextFile(["", FIVE_WORDS]) as file:
        return {
            name: CallCost(*(1e6 * each for each in file.timed(name, "call"))) for name in CALLED
        }


def say(message: str) -> None:
    """Report progress on standard error."""
    print(message, file=sys.stderr, flush=True)


def _rate(
    size: int, seconds: Sequence[float], unit: Sequence[float], each: Sequence[Sequence[float]]
) -> Rate:
    ratio = median(theirs / ours for ours, theirs in zip(seconds, unit, strict=True))
    rate = size / 1e6 / median(seconds)
    if not each:
        return Rate(rate, ratio)
    middle = median(median(found) for found in each)
    slowest = median(quantiles(found, n=20)[-1] for found in each)
    return Rate(rate, ratio, 1e6 * middle, 1e6 * slowest)
