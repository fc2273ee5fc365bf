# cython: initializedcheck=False, boundscheck=False, wraparound=False
"""Gains of further languages: by how much each would explain the chunks of a block better.

Most chunks of most texts are explained by a language that was found before, and no other one can
gain in them: they are left out from the start, or once a language that explains them is added.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef"

from __future__ import annotations

from array import array

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.language.model import SCALE

if cython.compiled:
    from cython.cimports.polyglot_norm.language.evidence import Evidence
else:
    from polyglot_norm.language.evidence import Evidence

LEAST = cython.declare(cython.int, 2 * SCALE)
"""The least gain in a chunk that counts."""

_HIGHEST = cython.declare(cython.int, 32767)


@cython.cclass
class Gains:
    """The gains of all languages of a table in one block after another.

    ``each`` has the sum of a language's gains over the chunks, and ``possible`` is a bound on all
    of them that is known before they are measured.
    """

    def __init__(self, labels: int) -> None:
        self.each = array("i", bytes(4 * labels))
        self.possible = 0
        self._labels = labels
        self._count = 0
        self._contested = array("i")

    @cython.cfunc
    @cython.exceptval(-1)
    def reserve(self, chunks: cython.Py_ssize_t) -> cython.int:
        """Make room for so many chunks."""
        if len(self._contested) < chunks:
            self._contested = array("i", bytes(8 * chunks))
            self._best = array("h", bytes(4 * chunks))
        return 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def begin(self, words: Evidence, label: cython.int) -> cython.void:
        """Explain every chunk by one language, and find those in which another one may gain."""
        chunk: cython.Py_ssize_t
        best: cython.int
        count: cython.Py_ssize_t = 0
        self.possible = 0
        for chunk in range(words.chunks):
            best = words.sums[chunk * words.width + label]
            if words.most[chunk] - best >= LEAST:
                self._contested[count] = chunk
                self._best[count] = best
                self.possible += words.most[chunk] - best
                count += 1
        self._count = count

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def measure(self, words: Evidence) -> cython.void:
        """Write the gains of all languages to ``each``."""
        sums: cython.p_short = cython.address(words.sums[0]) if cython.compiled else words.sums
        each: cython.p_int = cython.address(self.each[0]) if cython.compiled else self.each
        label: cython.int
        at: cython.Py_ssize_t
        for label in range(self._labels):
            each[label] = 0
        for at in range(self._count):
            place: cython.Py_ssize_t = self._contested[at] * words.width
            _add_gains(sums, place, self._best[at], each, self._labels)

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def add(self, words: Evidence, label: cython.int) -> cython.void:
        """Explain each chunk by a further language where that is better."""
        sums: cython.p_short = cython.address(words.sums[0]) if cython.compiled else words.sums
        each: cython.p_int = cython.address(self.each[0]) if cython.compiled else self.each
        left: cython.Py_ssize_t = 0
        at: cython.Py_ssize_t
        for at in range(self._count):
            chunk: cython.Py_ssize_t = self._contested[at]
            place: cython.Py_ssize_t = chunk * words.width
            best: cython.short = self._best[at]
            if sums[place + label] > best:
                _drop_gains(sums, place, best, sums[place + label], each, self._labels)
                best = sums[place + label]
            if words.most[chunk] - best >= LEAST:
                self._contested[left] = chunk
                self._best[left] = best
                left += 1
        self._count = left

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def in_common(self, words: Evidence, one: cython.int, other: cython.int) -> cython.int:
        """Return how much two languages gain in the same chunks, each by itself."""
        common: cython.int = 0
        at: cython.Py_ssize_t
        for at in range(self._count):
            place: cython.Py_ssize_t = self._contested[at] * words.width
            gain: cython.int = (
                min(words.sums[place + one], words.sums[place + other]) - self._best[at]
            )
            common += gain if gain >= LEAST else 0
        return common


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
@cython.nogil
def _add_gains(
    sums: cython.p_short,
    at: cython.Py_ssize_t,
    best: cython.short,
    each: cython.p_int,
    labels: cython.int,
) -> cython.void:
    """Add by how much the sums of a chunk exceed its best, where by LEAST."""
    # In 16 bits, so that many columns are compared at once; a difference fits without a sign.
    floor: cython.short = _floor(best)
    label: cython.int
    value: cython.short
    for label in range(labels):
        value = sums[at + label]
        each[label] += cython.cast(cython.ushort, value - best) if value > floor else 0


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
@cython.nogil
def _drop_gains(
    sums: cython.p_short,
    at: cython.Py_ssize_t,
    before: cython.short,
    best: cython.short,
    each: cython.p_int,
    labels: cython.int,
) -> cython.void:
    """Subtract what the sums of a chunk gain less since its best is higher than before."""
    floor_before: cython.short = _floor(before)
    floor: cython.short = _floor(best)
    label: cython.int
    value: cython.short
    less: cython.ushort
    for label in range(labels):
        value = sums[at + label]
        less = cython.cast(cython.ushort, value - before) if value > floor_before else 0
        less -= cython.cast(cython.ushort, value - best) if value > floor else 0
        each[label] -= less


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
@cython.nogil
def _floor(best: cython.int) -> cython.int:
    """Return the highest sum that does not gain by LEAST."""
    return min(_HIGHEST, best + LEAST - 1)
