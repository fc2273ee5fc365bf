"""From evidence to labels: which languages a block of words holds, and which word is in which.

Two searches over the same numbers. The first grows the set of languages a block holds: beginning
with the one that explains it best, a language is added while the stretches it explains better are
together worth more than the price of another language. The second finds the best path through the
words inside that set, where changing the language costs the more the less the text is broken at
that place. Both are linear in the number of words.

Evidence and costs are whole numbers, in steps of 1/``model.SCALE`` of a natural logarithm.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator"

from __future__ import annotations

from array import array
from typing import NamedTuple

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.language import gaps as kinds

if cython.compiled:
    from cython.cimports.libc.math import exp
else:
    from math import exp

COMPILED = cython.compiled

STOP = cython.declare(cython.int, kinds.STOP)
LINE = cython.declare(cython.int, kinds.LINE)

LEADERS = 8
FARTHEST = 20.0

CHUNK = 5
"""Words that the search for languages looks at together, where nothing breaks the text before."""


class Costs(NamedTuple):
    """What changing the language costs, by what stands there, and what another language does."""

    change: tuple[int, ...]
    """By kind of gap, from HYPHEN to LINE."""
    language: int
    """What a language must explain better to be added to the set."""
    least: int
    """What a stretch must be explained better by to count for that."""


@cython.cclass
class Chunks:
    """The words of a block in chunks, with each chunk's evidence for every language."""

    _labels: cython.Py_ssize_t
    _count: cython.Py_ssize_t
    _sums: cython.int[::1]
    _price: cython.int[::1]
    _best: cython.int[::1]
    _gain: cython.longlong[::1]

    def __init__(
        self,
        rows: cython.short[::1],
        width: cython.int,
        labels: cython.int,
        numbers: cython.int[::1],
        gaps: cython.uchar[::1],
        change: cython.int[::1],
    ) -> None:
        words: cython.Py_ssize_t = len(numbers)
        starts: cython.int[::1] = array("i", bytes(4 * (words + 1)))
        self._labels = labels
        self._count = _cut_chunks(gaps, starts, words)
        self._sums = array("i", bytes(4 * self._count * labels))
        self._price = array("i", bytes(4 * self._count))
        self._best = array("i", bytes(4 * self._count))
        self._gain = array("q", bytes(8 * labels))
        _add_chunks(rows, width, labels, numbers, starts, self._count, self._sums)
        at: cython.Py_ssize_t
        for at in range(self._count):
            before: cython.int = change[gaps[starts[at]]]
            after: cython.int = (
                change[gaps[starts[at + 1]]] if starts[at + 1] < words else change[LINE]
            )
            # Half of both: the neighbours of a chunk may be in its language too.
            self._price[at] = (before + after) // 2

    def totals(self) -> list[int]:
        """The evidence of the whole block, by language."""
        at: cython.Py_ssize_t
        label: cython.Py_ssize_t
        self._gain[:] = 0
        for at in range(self._count):
            for label in range(self._labels):
                self._gain[label] += self._sums[at * self._labels + label]
        return list(self._gain)

    def begin(self, label: cython.int) -> None:
        """Explain every chunk by one language."""
        at: cython.Py_ssize_t
        for at in range(self._count):
            self._best[at] = self._sums[at * self._labels + label]

    def add(self, label: cython.int) -> None:
        """Explain each chunk by a further language where that is better, its price paid."""
        at: cython.Py_ssize_t
        value: cython.int
        for at in range(self._count):
            value = self._sums[at * self._labels + label] - self._price[at]
            if value > self._best[at]:
                self._best[at] = value

    def gains(self, least: cython.int) -> list[int]:
        """By language, how much better it would explain the chunks that it does by ``least``."""
        self._gain[:] = 0
        _add_gains(self._sums, self._best, self._price, self._gain, self._count, least)
        return list(self._gain)


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
def _add_gains(
    sums: cython.int[::1],
    best: cython.int[::1],
    price: cython.int[::1],
    gain: cython.longlong[::1],
    count: cython.Py_ssize_t,
    least: cython.int,
) -> None:
    labels: cython.Py_ssize_t = len(gain)
    chunk: cython.Py_ssize_t
    label: cython.Py_ssize_t
    better: cython.int
    base: cython.int
    for chunk in range(count):
        base = best[chunk] + price[chunk]
        for label in range(labels):
            better = sums[chunk * labels + label] - base
            gain[label] += better if better >= least else 0


@cython.boundscheck(False)
@cython.wraparound(False)
def best_path(
    rows: cython.short[::1],
    width: cython.int,
    numbers: cython.int[::1],
    gaps: cython.uchar[::1],
    chosen: cython.int[::1],
    change: cython.int[::1],
) -> array[int]:
    """The label of each word, as an index into ``chosen``: the path of the most evidence.

    ``change`` says what a change of language costs at each kind of gap. Of equal paths the one
    that changes later is taken, and of equal languages the one chosen first.
    """
    words: cython.Py_ssize_t = len(numbers)
    states: cython.Py_ssize_t = len(chosen)
    labels = array("i", bytes(4 * words))
    out: cython.int[::1] = labels
    if states == 1 or not words:
        return labels
    came: cython.uchar[::1] = array("B", bytes(words * states))
    score: cython.longlong[::1] = array("q", bytes(8 * states))
    at: cython.Py_ssize_t
    state: cython.Py_ssize_t
    leader: cython.Py_ssize_t = 0
    switched: cython.longlong
    row: cython.Py_ssize_t
    for at in range(words):
        row = cython.cast(cython.Py_ssize_t, numbers[at]) * width
        switched = score[leader] - change[gaps[at]]
        for state in range(states):
            if at and switched > score[state]:
                came[at * states + state] = leader
                score[state] = switched
            else:
                came[at * states + state] = state
            score[state] += rows[row + chosen[state]]
        leader = 0
        for state in range(1, states):
            if score[state] > score[leader]:
                leader = state
    state = leader
    for at in range(words - 1, -1, -1):
        out[at] = state
        state = came[at * states + state]
    return labels


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
    total: cython.int[::1] = array("i", prior)
    word: cython.Py_ssize_t
    label: cython.Py_ssize_t
    row: cython.Py_ssize_t
    best: cython.Py_ssize_t = 0
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
    """How much of a stretch of words the model has never seen: 0 to 1, 0 where it cannot tell."""
    unknown: cython.longlong = 0
    whole: cython.longlong = 0
    word: cython.Py_ssize_t
    row: cython.Py_ssize_t
    for word in range(first, last):
        row = cython.cast(cython.Py_ssize_t, numbers[word]) * width
        unknown += rows[row + width - 2]
        whole += rows[row + width - 1]
    return unknown / whole if whole else 0.0


RUN_FIELDS = 3


def find_runs(
    words: array[int], places: array[int], labels: array[int], gaps: array[int]
) -> array[int]:
    """The runs of words with one label in one line: first word, end, and letters of each.

    The first two count in ``places``, the places of the labelled words among ``words``.
    """
    runs = array("q", bytes(8 * RUN_FIELDS * len(labels)))
    count: cython.Py_ssize_t = _fill_runs(words, places, labels, gaps, runs)
    return runs[: RUN_FIELDS * count]


@cython.cfunc
@cython.boundscheck(False)
@cython.wraparound(False)
def _fill_runs(
    words: cython.longlong[::1],
    places: cython.int[::1],
    labels: cython.int[::1],
    gaps: cython.uchar[::1],
    runs: cython.longlong[::1],
) -> cython.Py_ssize_t:
    count: cython.Py_ssize_t = 0
    at: cython.Py_ssize_t
    place: cython.Py_ssize_t
    for at in range(len(labels)):
        if not at or labels[at] != labels[at - 1] or gaps[at] == LINE:
            runs[3 * count] = at
            runs[3 * count + 2] = 0
            count += 1
        place = places[at]
        runs[3 * count - 2] = at + 1
        runs[3 * count - 1] += words[3 * place + 1] - words[3 * place]
    return count
