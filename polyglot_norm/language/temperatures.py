# cython: initializedcheck=False, boundscheck=False, wraparound=False
"""Temperatures of a table: what the log-odds of a stretch are divided by, for its length.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef"

from __future__ import annotations

from array import array
from collections.abc import Iterable
from math import exp

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.language.model import SCALE

FARTHEST = 20.0
"""The distance from the first language, as log-odds, beyond which another one is ignored."""

BITS = 6
"""The odds at a distance are those at its last bits, so many, times those at the rest of it."""

FEW = 8
SHARPER = 0.95
"""A factor for the divisors of stretches of so few letters. They were fitted to words of all
languages; of those of widespread ones 1.4 points more were right than said."""


@cython.cclass
class Temperatures:
    """The divisors of a table, of which one is chosen for a stretch: ``divisor``.

    ``powers`` holds, from ``start`` on, the odds of a language against the first by its distance in
    steps of 1/``SCALE``, up to FARTHEST: those at the distances below 2 ** BITS, then those at its
    multiples. ``pairs`` are the letters up to which a divisor holds, and the divisor; the last one
    holds for all longer stretches.
    """

    def __init__(self, pairs: Iterable[tuple[int, float]]) -> None:
        kept = list(pairs)
        self._letters = array("q", [letters for letters, _ in kept])
        self._divisors = array(
            "d",
            [SCALE * divisor * (SHARPER if letters <= FEW else 1.0) for letters, divisor in kept],
        )
        starts, powers = array("i"), array("d")
        for divisor in self._divisors:
            starts.append(len(powers))
            powers.extend(exp(-distance / divisor) for distance in range(1 << BITS))
            farthest = int(FARTHEST * divisor)
            powers.extend(exp(-far / divisor) for far in range(0, farthest + 1, 1 << BITS))
        self._starts = starts
        self.powers = powers
        self._count = len(kept)
        self.start = 0
        self.divisor = self._divisors[0]

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def choose(self, letters: cython.longlong) -> cython.void:
        """Choose the divisor of a stretch of so many letters."""
        at: cython.Py_ssize_t = 0
        while at < self._count - 1 and letters > self._letters[at]:
            at += 1
        self.divisor = self._divisors[at]
        self.start = self._starts[at]
