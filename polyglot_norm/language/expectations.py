# cython: initializedcheck=False, boundscheck=False, wraparound=False
"""What is expected of a stretch before its own words: by its block, or by the text around it.

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

from polyglot_norm.language import gaps as kinds
from polyglot_norm.language.costs import UNAFFORDABLE
from polyglot_norm.language.evidence import MOST_COLUMNS
from polyglot_norm.language.model import SCALE

if cython.compiled:
    from cython.cimports.libc.math import floor, log
    from cython.cimports.polyglot_norm.language.evidence import Evidence
else:
    from math import floor, log

    from polyglot_norm.language.evidence import Evidence

SHARE_WEIGHT = cython.declare(cython.double, 0.5)
"""The weight of a language's share of the letters of a block in each of its stretches."""

SHARE_WEIGHT_OF_WORD = cython.declare(cython.double, 0.8)
"""The same in a stretch of one word: a button or a heading is in the language of its page."""

LEAST_SHARE = cython.declare(cython.double, 0.01)
"""A smaller share counts as this one."""

OUTSIDE = cython.declare(cython.double, 5.0)
"""The log-odds, in each stretch, against a language that the rest of a long block does not have."""

KIN_WEIGHT = cython.declare(cython.double, 0.5)
"""The weight of the log-odds of a block's other stretches between close relatives."""

FAMILIAR = cython.declare(cython.double, 100.0)
"""The letters of a block's other stretches that make for half of these log-odds."""

OUTSIDE_OF_WORD = cython.declare(cython.double, 8.0)
"""The log-odds against such a language in a stretch of one word, which is often a name,"""

FAMILIAR_OF_WORD = cython.declare(cython.double, 20.0)
"""and the letters of others for half of these."""

OVERLAP = cython.declare(cython.double, 1.5)
"""So many letters, over those of a stretch beside others in its line, squared, is the probability
that it is none of what the model compares: a title, a quotation, words of its neighbour."""

DECODED = cython.declare(cython.double, 0.5)
"""The weight of what decoding leaves to other languages, the mean over its words, squared: where a
border is unsure, the stretch that it bounds is, too."""

MOST_OVERLAP = cython.declare(cython.double, 0.9)
"""The two together are this at most. All three fit stretches in composed pages and treebanks."""

INSERTED = cython.declare(cython.double, 0.018)
"""The same for an insertion."""

_ROOM = cython.declare(cython.Py_ssize_t, MOST_COLUMNS)
_LINE = cython.declare(cython.int, kinds.LINE)
_LOWEST = cython.declare(cython.longlong, -(1 << 62))
_SCALE = cython.declare(cython.double, SCALE)
_DEAREST = cython.declare(cython.double, UNAFFORDABLE)


@cython.cclass
class Expectations:
    """The log-odds of the languages of one stretch after another, before their own words.

    ``is_part`` is true for a stretch beside other text, and ``is_aside`` for a single word there,
    as names are, and what is inserted. ``overlap`` is the part of the probability that borders
    leave. ``prior`` has the log-odds of each language, and ``kin`` the number of its group of close
    relatives, -1 for those without.
    """

    def __init__(self, prior: array[int], kin: array[int]) -> None:
        self.is_aside = self.is_part = False
        self.overlap = 0.0
        self._labels = len(prior)
        self._prior = prior
        self._kin = kin
        self._odds = array("d", bytes(8 * MOST_COLUMNS))
        self._expected_labels = array("i", bytes(4 * MOST_COLUMNS))
        self._expected = 0
        self._host = -1
        self._kin_sums = array("q", bytes(8 * len(prior)))
        self._others = array("q", bytes(8 * MOST_COLUMNS))

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def forget_kin(self) -> cython.void:
        """Begin a block, of whose relatives nothing is known."""
        label: cython.int
        for label in range(self._labels):
            self._kin_sums[label] = 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def add_kin(
        self, words: Evidence, first: cython.Py_ssize_t, last: cython.Py_ssize_t
    ) -> cython.void:
        """Add the log-odds of a stretch in a language with relatives to those of its block."""
        label: cython.int
        words.sum_run(first, last)
        for label in range(self._labels):
            self._kin_sums[label] += words.total[label]

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    @cython.cdivision(True)
    def expect(
        self,
        chosen: cython.int[::1],
        letters: cython.longlong[::1],
        count: cython.Py_ssize_t,
        own: cython.int,
        words: cython.Py_ssize_t,
    ) -> cython.void:
        """Expect the languages of a block in the next stretch, by the letters of others in each.

        ``own`` is the index of the language it was found in. Close relatives are expected together:
        that others were taken for one of them is no evidence against another.
        """
        whole: cython.longlong = 0
        at: cython.Py_ssize_t
        for at in range(count):
            whole += letters[at]
        self._expected = 0
        self._host = -1
        self.is_aside = words == 1 and whole > 0
        self.is_part = whole > 0
        if words == 1:
            self._outside = OUTSIDE_OF_WORD * whole / (whole + FAMILIAR_OF_WORD)
        else:
            self._outside = OUTSIDE * whole / (whole + FAMILIAR)
        weight: cython.double = SHARE_WEIGHT_OF_WORD if words == 1 else SHARE_WEIGHT
        self._is_kin = count > 0 and self._kin[chosen[own]] >= 0
        for at in range(count):
            if letters[at] > 0:
                share: cython.double = cython.cast(cython.double, letters[at]) / whole
                self._expect_one(chosen[at], -weight * log(max(share, LEAST_SHARE)))
        found: cython.Py_ssize_t = self._expected
        for at in range(found):
            if self._kin[self._expected_labels[at]] >= 0:
                self._expect_kin(self._kin[self._expected_labels[at]])

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def expect_inserted(
        self,
        host: cython.int,
        guest: cython.int,
        least: cython.int,
        own_price: cython.int,
        prices: cython.int[::1],
    ) -> cython.void:
        """Expect in the next stretch the language around it, or another one by what that costs.

        ``least`` is what any other must explain better, in steps of log-odds, and ``prices`` what
        each costs besides; the one that was found, ``own_price``.
        """
        self.is_aside = True
        self.is_part = True
        self._host = host
        self._guest = guest
        self._least = least
        self.overlap = INSERTED
        self._own_price = own_price
        self._prices = prices

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    @cython.cdivision(True)
    def doubt_borders(
        self,
        words: Evidence,
        sure: cython.double[::1],
        first: cython.Py_ssize_t,
        last: cython.Py_ssize_t,
        letters: cython.longlong,
    ) -> cython.double:
        """Return the part of the next stretch's probability that its borders leave, and set it.

        ``sure`` has the probability of the language of each word.
        """
        self.overlap = 0.0
        if (first > 0 and words.gaps[first] != _LINE) or (
            last < words.words and words.gaps[last] != _LINE
        ):
            whole: cython.double = 0.0
            at: cython.Py_ssize_t
            for at in range(first, last):
                whole += sure[at]
            other: cython.double = 1.0 - whole / (last - first)
            part: cython.double = OVERLAP / letters
            self.overlap = min(MOST_OVERLAP, part * part + DECODED * other * other)
        return self.overlap

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _expect_one(self, label: cython.int, odds: cython.double) -> cython.void:
        """Expect a language with some log-odds less than if it had all letters."""
        self._expected_labels[self._expected] = label
        self._odds[self._expected] = odds
        self._expected += 1

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _expect_kin(self, kin: cython.int) -> cython.void:
        """Expect the languages of a group that are not expected yet."""
        label: cython.int
        at: cython.Py_ssize_t
        for label in range(self._labels):
            if self._kin[label] == kin and self._expected < _ROOM:
                at = 0
                while at < self._expected and self._expected_labels[at] != label:
                    at += 1
                if at == self._expected:
                    self._expect_one(label, 0.0)

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def add_to(self, total: cython.p_int, divisor: cython.double) -> cython.void:
        """Add what is expected of each language to its log-odds.

        These are divided later, by ``divisor``, which is for words: they repeat each other, and
        expectations do not.
        """
        if self._host < 0:
            self._add_expected(total, divisor)
        else:
            self._subtract_prices(total, divisor)

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _add_expected(self, total: cython.p_int, divisor: cython.double) -> cython.void:
        """Add the prior, and the expectations of the block."""
        prior: cython.p_int = cython.address(self._prior[0]) if cython.compiled else self._prior
        outside: cython.int = cython.cast(cython.int, floor(self._outside * divisor))
        label: cython.int
        at: cython.Py_ssize_t
        for label in range(self._labels):
            total[label] += prior[label] - outside
        for at in range(self._expected):
            label = self._expected_labels[at]
            if self._kin[label] < 0:
                total[label] += outside - cython.cast(cython.int, floor(self._odds[at] * divisor))
        if self._expected:
            self._add_kin_expected(total, outside)

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    @cython.cdivision(True)
    def _subtract_prices(self, total: cython.p_int, divisor: cython.double) -> cython.void:
        """Subtract what each language costs where it is inserted."""
        weight: cython.double = divisor / _SCALE
        label: cython.int
        for label in range(self._labels):
            cost: cython.double = self._prices[label] + self._least
            if label == self._host:
                cost = 0.0
            elif label == self._guest:
                cost = self._own_price + self._least
            total[label] -= cython.cast(cython.int, min(floor(weight * cost), _DEAREST))
        self._host = -1

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _add_kin_expected(self, total: cython.p_int, outside: cython.int) -> cython.void:
        """Add what the other stretches say about each of some relatives that are expected."""
        label: cython.int
        other: cython.longlong
        at: cython.Py_ssize_t
        best: cython.longlong = _LOWEST
        for at in range(self._expected):
            label = self._expected_labels[at]
            if self._kin[label] >= 0:
                other = self._kin_sums[label]
                if self._is_kin:  # what the stretch says itself, as it was before the prior
                    other -= total[label] - self._prior[label] + outside
                self._others[at] = other
                best = max(best, other)
        for at in range(self._expected):
            label = self._expected_labels[at]
            if self._kin[label] >= 0:
                behind: cython.double = floor(KIN_WEIGHT * (best - self._others[at]))
                if behind < outside:
                    total[label] += outside - cython.cast(cython.int, behind)
