# cython: initializedcheck=False, boundscheck=False, wraparound=False
"""Posterior probabilities of a stretch of words: its likeliest languages, by its log-odds.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef"

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.language import temperatures

if cython.compiled:
    from cython.cimports.libc.math import floor, log
    from cython.cimports.polyglot_norm.language.evidence import Evidence
    from cython.cimports.polyglot_norm.language.expectations import Expectations
    from cython.cimports.polyglot_norm.language.temperatures import Temperatures
else:
    from math import floor, log

    from polyglot_norm.language.evidence import Evidence
    from polyglot_norm.language.expectations import Expectations
    from polyglot_norm.language.temperatures import Temperatures

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LEADERS = cython.declare(cython.int, 8)
"""The most languages that are named."""

COUNTED = cython.declare(cython.longlong, 6)
"""The longest n-grams that a stretch needs to show whether the model knows its words."""

CLEAR = cython.declare(cython.double, 16.0)
"""The distance of the second language from the first, as log-odds, beyond which all others are
ignored: with four digits, four hundred of them are 0."""

LEAST = 1e-4
"""The part of the first one's probability below which a language is not named."""

FEW = cython.declare(cython.longlong, 3)
MET_OF_FEW: float = 3.0
"""The letters of a stretch in which how often a language is met weighs more, by so much: a word of
three letters is a word of most languages, and the commonest of some that hardly anybody writes."""

JUDGED = 16
WEAK = cython.declare(cython.double, 0.5)
"""The letters of a stretch from which the evidence for its language can be weak, and the part of
the probability that is left then: ciphers, invented words and languages that the model does not
know have n-grams of many languages."""

REPEATED = cython.declare(cython.Py_ssize_t, 4)
"""How often every word of a stretch is repeated where the evidence is weak, too."""

_JUDGED = cython.declare(cython.longlong, JUDGED)
_FARTHEST = cython.declare(cython.double, temperatures.FARTHEST)
_FARTHEST_NAMED = cython.declare(cython.double, -log(LEAST))
_BITS = cython.declare(cython.int, temperatures.BITS)
_LOW = cython.declare(cython.int, (1 << temperatures.BITS) - 1)


@cython.cclass
class Posteriors:
    """The likeliest languages of a stretch with their probabilities; used for one after another.

    ``is_part`` and ``is_aside`` are those of what was ``expected``. ``is_repeated`` is true for a
    stretch that says the same again and again.

    ``met`` has how often each language is met, as log-odds, and ``weakest`` the log-odds a letter
    that text has.
    """

    def __init__(
        self,
        expected: Expectations,
        met: Sequence[int],
        pairs: Iterable[tuple[int, float]],
        weakest: float,
    ) -> None:
        self._expected = expected
        self._weakest = weakest
        self.is_aside = self.is_part = self.is_repeated = False
        self.labels = array("i", bytes(4 * (LEADERS + 1)))
        self.probabilities = array("d", bytes(8 * (LEADERS + 1)))
        self.count = 0
        self._temperatures = Temperatures(pairs)
        self._distances = array("i", bytes(4 * (LEADERS + 1)))
        self._labels = len(met)
        self._met = array("i", [round(MET_OF_FEW * odds) for odds in met])

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    @cython.cdivision(True)
    def find(
        self,
        words: Evidence,
        first: cython.Py_ssize_t,
        last: cython.Py_ssize_t,
        letters: cython.longlong,
    ) -> cython.void:
        """Find the likeliest languages of a stretch, best first, and the part that is ``unknown``.

        The log-probability of a language is its log-odds with the prior, divided by what is right
        for so many letters, normalised. Stretches must be asked for in order.
        """
        count: cython.Py_ssize_t = words.sum_run(first, last)
        letters = letters * count // (last - first)
        self.counted = words.total[self._labels + 1]
        self.unknown = 0.0
        if self.counted >= COUNTED:
            self.unknown = cython.cast(cython.double, words.total[self._labels]) / self.counted
        total: cython.p_int = cython.address(words.total[0]) if cython.compiled else words.total
        self.is_repeated = REPEATED * count <= last - first
        is_weak: cython.bint = self.is_repeated or (
            letters >= _JUDGED and _highest(total, self._labels) < self._weakest * letters
        )
        self._temperatures.choose(letters)
        divisor: cython.double = self._temperatures.divisor
        self.is_part = self._expected.is_part
        self.is_aside = self._expected.is_aside
        self._expected.add_to(total, divisor)
        if letters <= FEW:
            self._add_met(total)
        top: cython.int = _highest(total, self._labels)
        self._rank_and_weigh(total, top, divisor)
        if self.is_part and self._expected.overlap > 0.0:
            self._doubt(self._expected.overlap)
        if is_weak:
            self._doubt(1.0 - WEAK)

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _add_met(self, total: cython.p_int) -> cython.void:
        """Add how often each language is met, once more."""
        label: cython.int
        for label in range(self._labels):
            total[label] += self._met[label]

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _doubt(self, doubt: cython.double) -> cython.void:
        """Leave a probability to what the model cannot see."""
        at: cython.int
        for at in range(self.count):
            self.probabilities[at] *= 1.0 - doubt

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    @cython.cdivision(True)
    def _rank_and_weigh(
        self, total: cython.p_int, top: cython.int, divisor: cython.double
    ) -> cython.void:
        """Rank the languages, and weigh them by their log-odds."""
        if self._is_clear(total, top, divisor):
            return
        powers: cython.p_double = (
            cython.address(self._temperatures.powers[0])
            if cython.compiled
            else self._temperatures.powers
        )
        mass: cython.double = self._rank_all(total, top, powers)
        at: cython.int
        for at in range(self.count):
            self.probabilities[at] = self._odds_at(powers, self._distances[at]) / mass

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _is_clear(
        self, total: cython.p_int, top: cython.int, divisor: cython.double
    ) -> cython.bint:
        """Return True, and rank the first language alone, if no other one comes near."""
        near: cython.int = top - cython.cast(cython.int, floor(CLEAR * divisor))
        count: cython.int = 0
        label: cython.int
        for label in range(self._labels):
            count += total[label] >= near
        if count > 1:
            return False
        first: cython.int = 0
        while total[first] != top:
            first += 1
        self.count = 1
        self.labels[0] = first
        self.probabilities[0] = 1.0
        return True

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _rank_all(
        self, total: cython.p_int, top: cython.int, powers: cython.p_double
    ) -> cython.double:
        """Rank the languages by their distance from the first; return the sum of all odds."""
        divisor: cython.double = self._temperatures.divisor
        farthest: cython.int = cython.cast(cython.int, floor(_FARTHEST * divisor))
        farthest_named: cython.int = cython.cast(cython.int, floor(_FARTHEST_NAMED * divisor))
        mass: cython.double = 0.0
        label: cython.int
        self.count = 0
        for label in range(self._labels):
            distance: cython.int = top - total[label]
            if distance <= farthest:
                mass += self._odds_at(powers, distance)
                if distance <= farthest_named:
                    self._rank(label, distance)
                    if self.count == LEADERS:
                        farthest_named = self._distances[LEADERS - 1] - 1
        return mass

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    @cython.nogil
    def _odds_at(self, powers: cython.p_double, distance: cython.int) -> cython.double:
        """Return the odds of a language at a distance from the first."""
        at: cython.int = self._temperatures.start
        return powers[at + (distance & _LOW)] * powers[at + _LOW + 1 + (distance >> _BITS)]

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _rank(self, label: cython.int, distance: cython.int) -> cython.void:
        """Insert a language among the likeliest."""
        at: cython.int = self.count
        while at > 0 and distance < self._distances[at - 1]:
            self._distances[at] = self._distances[at - 1]
            self.labels[at] = self.labels[at - 1]
            at -= 1
        self._distances[at] = distance
        self.labels[at] = label
        self.count = min(self.count + 1, LEADERS)


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
@cython.nogil
def _highest(total: cython.p_int, labels: cython.int) -> cython.int:
    """Return the highest of so many numbers."""
    highest: cython.int = total[0]
    label: cython.int
    for label in range(1, labels):
        highest = total[label] if total[label] > highest else highest
    return highest
