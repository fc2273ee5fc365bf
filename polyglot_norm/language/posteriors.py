# cython: initializedcheck=False
"""From the evidence of a stretch to probabilities: how likely each of its leading languages is.

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

if cython.compiled:
    from cython.cimports.libc.math import exp, floor, log
    from cython.cimports.polyglot_norm.language.evidence import Evidence
else:
    from math import exp, floor, log

    from polyglot_norm.language.evidence import Evidence

COMPILED = cython.compiled

LEADERS = cython.declare(cython.int, 8)
"""Labels that are named at most."""

TELLING = cython.declare(cython.longlong, 6)
"""Sequences of four letters that a stretch must have to show whether the model knows its words."""

FARTHEST = cython.declare(cython.double, 20.0)
"""Labels so far behind the first, as log-odds, are not counted."""

LEAST = cython.declare(cython.double, 1e-4)
"""Labels with so small a part of the first one's probability are not named."""

SHARE_WEIGHT = cython.declare(cython.double, 0.3)
"""How much a language's share of the letters of a block counts in each of its stretches."""

LEAST_SHARE = cython.declare(cython.double, 0.01)
"""A smaller share counts as this one."""

OUTSIDE = cython.declare(cython.double, 5.0)
"""The log-odds against a language that a block was not found to hold, in each of its stretches."""

MOST_EXPECTED = cython.declare(cython.int, 16)


@cython.cclass
class Posteriors:
    """The likeliest labels of a stretch, with their probabilities; used for one after another."""

    def __init__(self, prior: array[int]) -> None:
        priors: cython.int[::1] = prior
        labels: cython.int[::1] = array("i", bytes(4 * (LEADERS + 1)))
        shares: cython.double[::1] = array("d", bytes(8 * (LEADERS + 1)))
        odds: cython.double[::1] = array("d", bytes(8 * MOST_EXPECTED))
        chosen: cython.int[::1] = array("i", bytes(4 * MOST_EXPECTED))
        self._kept = priors, labels, shares, odds, chosen
        self._labels = len(prior)
        self._expected = 0
        if cython.compiled:
            self._prior = cython.address(priors[0])
            self.labels = cython.address(labels[0])
            self.shares = cython.address(shares[0])
            self._odds = cython.address(odds[0])
            self._chosen = cython.address(chosen[0])
        else:
            self._prior, self.labels, self.shares, self._odds, self._chosen = self._kept

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def expect_nothing(self) -> cython.int:
        """Take the next stretches by themselves."""
        self._expected = 0
        return 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def expect(
        self, chosen: cython.p_int, letters: cython.p_longlong, count: cython.Py_ssize_t
    ) -> cython.int:
        """Expect the languages of a block, of each of which it has so many letters."""
        whole: cython.longlong = 0
        at: cython.Py_ssize_t
        for at in range(count):
            whole += letters[at]
        for at in range(count):
            share: cython.double = cython.cast(cython.double, letters[at]) / max(whole, 1)
            self._chosen[at] = chosen[at]
            self._odds[at] = -SHARE_WEIGHT * log(max(share, LEAST_SHARE))
        self._expected = count
        return 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    @cython.cdivision(True)
    def find(
        self,
        words: Evidence,
        first: cython.Py_ssize_t,
        last: cython.Py_ssize_t,
        divisor: cython.double,
    ) -> cython.int:
        """Write the likeliest labels of a stretch, best first, and how much of it is ``unseen``.

        The log-probability of a label is its evidence and prior over ``divisor``, normalised.
        Stretches must be asked for in order.
        """
        words.stretch(first, last)
        total: cython.p_int = words.total
        whole: cython.longlong = total[self._labels + 1]
        unknown: cython.longlong = total[self._labels]
        self.unseen = cython.cast(cython.double, unknown) / whole if whole >= TELLING else 0.0
        self._add_expected(total, divisor)
        label: cython.int
        top: cython.int = total[0]
        for label in range(1, self._labels):
            if total[label] > top:
                top = total[label]
        # Below this no label counts: most are far below, and their distance need not be known.
        floor_: cython.int = top - cython.cast(cython.int, floor(FARTHEST * divisor)) - 1
        mass: cython.double = 0.0
        self.count = 0
        for label in range(self._labels):
            if total[label] < floor_:
                continue
            distance: cython.double = (total[label] - top) / divisor
            if distance > -FARTHEST:
                share: cython.double = exp(distance)
                mass += share
                if share > LEAST:
                    self._rank(label, share)
        for label in range(self.count):
            self.shares[label] /= mass
        return 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _add_expected(self, total: cython.p_int, divisor: cython.double) -> cython.int:
        """Add the prior, and what is expected of the block."""
        # The divisor is for evidence, which repeats itself; what is expected does not.
        outside: cython.int = 0
        label: cython.int
        at: cython.Py_ssize_t
        if self._expected:
            outside = cython.cast(cython.int, floor(OUTSIDE * divisor))
        for label in range(self._labels):
            total[label] += self._prior[label] - outside
        for at in range(self._expected):
            total[self._chosen[at]] += outside - cython.cast(
                cython.int, floor(self._odds[at] * divisor)
            )
        return 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _rank(self, label: cython.int, share: cython.double) -> cython.int:
        """Take up a label where it belongs among the likeliest."""
        at: cython.int = self.count
        while at > 0 and share > self.shares[at - 1]:
            self.shares[at] = self.shares[at - 1]
            self.labels[at] = self.labels[at - 1]
            at -= 1
        self.shares[at] = share
        self.labels[at] = label
        self.count = min(self.count + 1, LEADERS)
        return 0
