# cython: legacy_implicit_noexcept=True, initializedcheck=False
"""The evidence of stretches of words: added up, compared, and turned into probabilities.

Evidence is a whole number, in steps of 1/``model.SCALE`` of a natural logarithm. ``rows`` and
``width`` are those of a ``Scorer``, ``numbers`` the numbers it gave to words.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator"

from __future__ import annotations

from array import array

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

if cython.compiled:
    from cython.cimports.libc.math import exp
else:
    from math import exp

from polyglot_norm.language import gaps as kinds

COMPILED = cython.compiled

STOP = cython.declare(cython.int, kinds.STOP)

CHUNK = cython.declare(cython.int, 4)
"""Words looked at together where nothing breaks the text before: most phrases are longer."""

LEADERS = 8
"""Labels that ``leaders`` returns at most."""

TELLING = cython.declare(cython.longlong, 6)
"""Sequences of four letters that a stretch must have to show whether the model knows its words."""

FARTHEST = cython.declare(cython.double, 20.0)
"""Labels so far behind the first, as log-odds, are not counted."""


@cython.cclass
class Chunks:
    """The words of a block in chunks, with each chunk's evidence for every language."""

    _labels: cython.Py_ssize_t
    _count: cython.Py_ssize_t
    _sums: cython.int[::1]
    _best: cython.int[::1]
    _total: cython.longlong[::1]

    def __init__(
        self,
        rows: cython.short[::1],
        width: cython.int,
        labels: cython.int,
        numbers: cython.int[::1],
        gaps: cython.uchar[::1],
    ) -> None:
        starts: cython.int[::1] = array("i", bytes(4 * (len(numbers) + 1)))
        self._labels = labels
        self._count = _cut_chunks(gaps, starts, len(numbers))
        self._sums = array("i", bytes(4 * self._count * labels))
        self._best = array("i", bytes(4 * self._count))
        self._total = array("q", bytes(8 * labels))
        _add_chunks(rows, width, labels, numbers, starts, self._count, self._sums)

    def main(self, prior: cython.int[::1]) -> int:
        """The language that explains most of the block; it explains every chunk from now on."""
        _add_totals(self._sums, self._total, self._count)
        best: cython.Py_ssize_t = 0
        label: cython.Py_ssize_t
        for label in range(self._labels):
            self._total[label] += prior[label]
            if self._total[label] > self._total[best]:
                best = label
        at: cython.Py_ssize_t
        for at in range(self._count):
            self._best[at] = self._sums[at * self._labels + best]
        found: int = best
        return found

    def add(self, label: cython.int) -> None:
        """Explain each chunk by a further language where that is better."""
        at: cython.Py_ssize_t
        for at in range(self._count):
            self._best[at] = max(self._best[at], self._sums[at * self._labels + label])

    def promising(
        self, price: cython.int, extra: cython.int[::1], share: cython.double, least: cython.int
    ) -> list[int]:
        """The languages that explain some chunks better by a share of their price, best first.

        The price of a language is ``price`` and its ``extra``; a chunk counts if it is explained
        better by ``least``.
        """
        _add_gains(self._sums, self._best, self._total, self._count, least)
        found = []
        label: cython.Py_ssize_t
        for label in range(self._labels):
            if self._total[label] > share * (price + extra[label]):
                found.append((-self._total[label], label))  # noqa: PERF401 - compiled
        found.sort()
        return [label for _, label in found]


@cython.cfunc
@cython.boundscheck(False)
@cython.wraparound(False)
def _cut_chunks(
    gaps: cython.uchar[::1], starts: cython.int[::1], words: cython.Py_ssize_t
) -> cython.Py_ssize_t:
    """Write where each chunk starts; how many there are."""
    count: cython.Py_ssize_t = 0
    at: cython.Py_ssize_t
    for at in range(words):
        if not at or gaps[at] >= STOP or at - starts[count - 1] >= CHUNK:
            starts[count] = at
            count += 1
    starts[count] = words
    return count


@cython.cfunc
@cython.boundscheck(False)
@cython.wraparound(False)
def _add_chunks(
    rows: cython.short[::1],
    width: cython.int,
    labels: cython.int,
    numbers: cython.int[::1],
    starts: cython.int[::1],
    count: cython.Py_ssize_t,
    sums: cython.int[::1],
) -> None:
    """Write the evidence of every chunk."""
    chunk: cython.Py_ssize_t
    word: cython.Py_ssize_t
    label: cython.Py_ssize_t
    to: cython.Py_ssize_t
    row: cython.Py_ssize_t
    for chunk in range(count):
        to = chunk * labels
        for word in range(starts[chunk], starts[chunk + 1]):
            row = cython.cast(cython.Py_ssize_t, numbers[word]) * width
            for label in range(labels):
                sums[to + label] += rows[row + label]


@cython.cfunc
@cython.boundscheck(False)
@cython.wraparound(False)
def _add_totals(
    sums: cython.int[::1], total: cython.longlong[::1], count: cython.Py_ssize_t
) -> None:
    labels: cython.Py_ssize_t = len(total)
    chunk: cython.Py_ssize_t
    label: cython.Py_ssize_t
    for label in range(labels):
        total[label] = 0
    for chunk in range(count):
        for label in range(labels):
            total[label] += sums[chunk * labels + label]


@cython.cfunc
@cython.boundscheck(False)
@cython.wraparound(False)
def _add_gains(
    sums: cython.int[::1],
    best: cython.int[::1],
    total: cython.longlong[::1],
    count: cython.Py_ssize_t,
    least: cython.int,
) -> None:
    labels: cython.Py_ssize_t = len(total)
    chunk: cython.Py_ssize_t
    label: cython.Py_ssize_t
    better: cython.int
    for label in range(labels):
        total[label] = 0
    for chunk in range(count):
        for label in range(labels):
            better = sums[chunk * labels + label] - best[chunk]
            total[label] += better if better >= least else 0


@cython.boundscheck(False)
@cython.wraparound(False)
@cython.cdivision(True)
def leaders(
    rows: cython.short[::1],
    width: cython.int,
    numbers: cython.int[::1],
    first: cython.Py_ssize_t,
    last: cython.Py_ssize_t,
    prior: cython.int[::1],
    divisor: cython.double,
) -> list[tuple[int, float]]:
    """The likeliest labels of a stretch of words, up to ``LEADERS``, with their probabilities.

    The log-probability of a label is its evidence and prior over ``divisor``, normalised.
    """
    labels: cython.Py_ssize_t = len(prior)
    total: cython.int[::1] = array("i", bytes(4 * labels))
    word: cython.Py_ssize_t
    label: cython.Py_ssize_t
    row: cython.Py_ssize_t
    best: cython.Py_ssize_t = 0
    for label in range(labels):
        total[label] = prior[label]
    for word in range(first, last):
        row = cython.cast(cython.Py_ssize_t, numbers[word]) * width
        for label in range(labels):
            total[label] += rows[row + label]
    for label in range(labels):
        if total[label] > total[best]:
            best = label
    top: cython.int = total[best]
    mass: cython.double = 0.0
    found = []
    for label in range(labels):
        distance: cython.double = (total[label] - top) / divisor
        if distance > -FARTHEST:
            share: cython.double = exp(distance)
            mass += share
            if share > 1e-4:
                found.append((share, label))
    found.sort(key=_by_share)
    return [(label, share / mass) for share, label in found[:LEADERS]]


def _by_share(pair: tuple[float, int]) -> tuple[float, int]:
    return -pair[0], pair[1]


@cython.boundscheck(False)
@cython.wraparound(False)
def unknown_share(
    rows: cython.short[::1],
    width: cython.int,
    numbers: cython.int[::1],
    first: cython.Py_ssize_t,
    last: cython.Py_ssize_t,
) -> float:
    """How much of a stretch of words the model has never seen: 0 to 1, 0 where it is too short."""
    unknown: cython.longlong = 0
    whole: cython.longlong = 0
    word: cython.Py_ssize_t
    row: cython.Py_ssize_t
    for word in range(first, last):
        row = cython.cast(cython.Py_ssize_t, numbers[word]) * width
        unknown += rows[row + width - 2]
        whole += rows[row + width - 1]
    return unknown / whole if whole >= TELLING else 0.0
