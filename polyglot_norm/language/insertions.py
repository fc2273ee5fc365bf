# cython: initializedcheck=False, boundscheck=False, wraparound=False
"""Insertions: one to three words of another language in the middle of a sentence.

Decoding finds no such words: in calm text two changes of language cost more than a word may say,
and mixed text costs something for every word. But most of them are words that the language around
them does not have. So once a block is decoded, its words are read again: where a few in a row are
far better explained by another language than by that of their run, text goes out into it and back.

A language that the block does not contain otherwise must explain its insertions better by a price,
as for a place in the set of the block (`language_set`); it is then added to that.

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

from polyglot_norm.language import gaps as kinds
from polyglot_norm.language.costs import SHORT, UNAFFORDABLE
from polyglot_norm.language.evidence import MOST_COLUMNS
from polyglot_norm.language.model import SCALE

if cython.compiled:
    from cython.cimports.libc.math import exp, floor, log2
    from cython.cimports.polyglot_norm.language.evidence import Evidence
    from cython.cimports.polyglot_norm.language.expectations import Expectations
    from cython.cimports.polyglot_norm.language.gaps import is_upper
    from cython.cimports.polyglot_norm.text.code_points import code_point
else:
    from math import exp, floor, log2

    from polyglot_norm.language.evidence import Evidence
    from polyglot_norm.language.expectations import Expectations
    from polyglot_norm.language.gaps import is_upper
    from polyglot_norm.text.code_points import code_point

if TYPE_CHECKING:
    from collections.abc import Sequence

# In nats. They were chosen by development pages and by treebanks of mixed text (docs/engine.md).
OUT_AND_BACK = cython.declare(cython.int, int(5.0 * SCALE))
"""What an insertion must explain better than the language around it."""

OF_NAME = cython.declare(cython.int, int(3.0 * SCALE))
"""What it must besides for each word in upper case inside a sentence: most are names."""

DOUBLING = cython.declare(cython.double, 1.0 * SCALE)
"""What a language that the block does not contain otherwise costs more than in the set of it when
the number of words doubles, above ``costs.SHORT``: they are the more likely names of something."""

FIRST = cython.declare(cython.int, int(2.5 * SCALE))
"""What the first word of an insertion must explain better in some language,"""

NEXT = cython.declare(cython.int, int(1.0 * SCALE))
"""and what the others must."""

MOST_OF_WORD = cython.declare(cython.int, 12 * SCALE)
"""The most that one word may say."""

LONGEST = cython.declare(cython.int, 3)
"""The words of an insertion: longer ones are found by decoding."""

LEAST_LETTERS = cython.declare(cython.longlong, 4)
"""The letters that one of its words must have."""

OF_RELATIVE = cython.declare(cython.int, int(3.0 * SCALE))
"""What a close relative of the language around it must explain better besides: they share most of
their words, and one that is missing in training is no insertion."""

OF_ROMANISED = cython.declare(cython.int, int(1.25 * SCALE))
"""What an insertion in romanised text must: it is spelt as people like, and many of its words look
like words of others."""

AROUND = cython.declare(cython.int, 3)
"""The least number of other words in a run that contains an insertion."""

_SCALE = cython.declare(cython.double, SCALE)
# The odds of all others against a language that is likelier than not, with its own, which are 1.
_EVEN = cython.declare(cython.double, 2.0)
_FAR = cython.declare(cython.double, 8 * SCALE)
_STOP = cython.declare(cython.int, kinds.STOP)
_LINE = cython.declare(cython.int, kinds.LINE)
_SHORT = cython.declare(cython.double, SHORT)
_MOST_COLUMNS = cython.declare(cython.Py_ssize_t, MOST_COLUMNS)
_FIELDS = cython.declare(cython.Py_ssize_t, 5)
# Of an insertion: its first word, the word after it, its language, the gain, the language around.
_UNAFFORDABLE = cython.declare(cython.int, UNAFFORDABLE)
_LOWEST = cython.declare(cython.int, -(1 << 30))


@cython.cclass
class Insertions:
    """Finds the insertions of one block after another.

    ``surcharges`` are what each language of a table costs more than the price of a block,
    UNAFFORDABLE for one that the options do not allow. ``kin`` is the number of each language's
    group, whose members insert nothing into each other, and ``families`` that of its close
    relatives; -1 for those without. ``romanised`` is 1 for each that is spelt as people like.

    ``count`` is the number of insertions of a block. ``of_word`` has the number of that which a
    word is part of, -1 for the others; it means nothing if there is none.
    """

    def __init__(
        self,
        surcharges: Sequence[int],
        kin: array[int],
        families: array[int],
        romanised: array[int],
    ) -> None:
        labels = len(kin)
        self._labels = labels
        self._kin = kin
        self._families = families
        self._romanised = romanised
        self._surcharges = array("i", surcharges)
        self._prices = array("i", bytes(4 * labels))
        self._better = array("i", bytes(4 * labels))
        self._gains = array("i", bytes(4 * labels))
        self._found = array("i")
        self.of_word = array("i")
        self.count = 0

    @cython.cfunc
    @cython.exceptval(-1)
    def reserve(self, words: cython.Py_ssize_t) -> cython.int:
        """Make room for the insertions of so many words."""
        if len(self._found) < _FIELDS * words:
            self._found = array("i", bytes(8 * _FIELDS * words))
            self.of_word = array("i", bytes(8 * words))
        return 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def find(
        self,
        kind: cython.int,
        data: cython.p_void,
        evidence: Evidence,
        best: cython.short[::1],
        spans: cython.longlong[::1],
        places: cython.int[::1],
        labels: cython.int[::1],
        chosen: cython.int[::1],
        count: cython.Py_ssize_t,
        price: cython.int,
    ) -> cython.Py_ssize_t:
        """Label the words of insertions; return how many languages the block has with them.

        ``labels`` are those of its words, as places in the ``chosen`` languages, of which there are
        ``count`` so far; ``best`` has the highest log-odds of each word of the scorer, ``spans``
        the start and end of all words of a text, of which those of ``evidence`` are at ``places``.
        """
        found: cython.Py_ssize_t = 0
        at: cython.Py_ssize_t = 0
        self.count = 0
        while at < evidence.words:
            host: cython.int = chosen[labels[at]]
            if best[evidence.number(at)] - evidence.value(at, host) >= FIRST:
                if not found:
                    self._begin(evidence.words, labels, chosen, price)
                if self._is_host(evidence, labels, at) and self._measure(
                    kind, data, evidence, best, spans, places, labels, host, at, found
                ):
                    at = self._found[_FIELDS * found + 1] - 1
                    found += 1
            at += 1
        if not found:
            return count
        for at in range(evidence.words):
            self.of_word[at] = -1
        return self._accept(found, labels, chosen, count)

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def expect(
        self, expected: Expectations, first: cython.Py_ssize_t, last: cython.Py_ssize_t
    ) -> cython.bint:
        """Return True if some words are an insertion, and set what is expected of it."""
        if not self.count or self.of_word[first] < 0:
            return False
        found: cython.Py_ssize_t = _FIELDS * self.of_word[first]
        if self._found[found] != first or self._found[found + 1] != last:
            return False
        label: cython.int = self._found[found + 2]
        # It is no evidence for itself, but the other insertions are.
        others: cython.int = self._gains[label] - self._found[found + 3]
        price: cython.int = max(0, self._prices[label] - others)
        expected.expect_inserted(self._found[found + 4], label, OUT_AND_BACK, price, self._prices)
        return True

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    @cython.cdivision(True)
    def _begin(
        self,
        words: cython.Py_ssize_t,
        labels: cython.int[::1],
        chosen: cython.int[::1],
        price: cython.int,
    ) -> cython.void:
        """Set what each language costs, nothing if the block contains it already."""
        label: cython.int
        at: cython.Py_ssize_t
        doublings: cython.double = max(0.0, log2(words / _SHORT))
        another: cython.int = cython.cast(cython.int, floor(DOUBLING * doublings))
        for label in range(self._labels):
            self._gains[label] = 0
            self._prices[label] = max(0, price + self._surcharges[label]) + another
        # A language of the set that no word is in, it has for nothing but these words.
        for at in range(words):
            self._prices[chosen[labels[at]]] = 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _is_host(
        self, evidence: Evidence, labels: cython.int[::1], at: cython.Py_ssize_t
    ) -> cython.bint:
        """Return True if the run of a word has enough other words to contain an insertion."""
        needed: cython.int = AROUND + 1
        before: cython.Py_ssize_t = at
        while before > 0 and at - before < needed and labels[before - 1] == labels[at]:
            if evidence.gaps[before] == _LINE:
                break
            before -= 1
        after: cython.Py_ssize_t = at + 1
        while after < evidence.words and after - before < needed and labels[after] == labels[at]:
            if evidence.gaps[after] == _LINE:
                break
            after += 1
        return after - before >= needed

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _measure(
        self,
        kind: cython.int,
        data: cython.p_void,
        evidence: Evidence,
        best: cython.short[::1],
        spans: cython.longlong[::1],
        places: cython.int[::1],
        labels: cython.int[::1],
        host: cython.int,
        first: cython.Py_ssize_t,
        found: cython.Py_ssize_t,
    ) -> cython.bint:
        """Write the insertion that begins at a word, if there is one, as that of a number."""
        letters: cython.longlong = 0
        needed: cython.int = OUT_AND_BACK
        highest: cython.int = _LOWEST
        at: cython.Py_ssize_t
        label: cython.int
        for label in range(self._labels):
            self._better[label] = 0
        for at in range(first, min(first + LONGEST, evidence.words)):
            if at > first and (
                labels[at] != labels[first]
                or evidence.gaps[at] >= _STOP
                or best[evidence.number(at)] - evidence.value(at, host) < NEXT
            ):
                break
            start: cython.longlong = spans[3 * places[at]]
            end: cython.longlong = spans[3 * places[at] + 1]
            letters = max(letters, end - start)
            if is_upper(code_point(kind, data, start)) and (
                (at and evidence.gaps[at] < _STOP)
                or (end - start > 1 and is_upper(code_point(kind, data, start + 1)))
            ):
                needed += OF_NAME
            self._add(evidence, at, host)
            if letters >= LEAST_LETTERS:
                label = self._likeliest(host)
                gain: cython.int = self._better[label] - needed - self._kinship(label, host)
                if gain > 0 and gain - self._prices[label] > highest and self._is_likely(label):
                    highest = gain - self._prices[label]
                    self._found[_FIELDS * found] = first
                    self._found[_FIELDS * found + 1] = at + 1
                    self._found[_FIELDS * found + 2] = label
                    self._found[_FIELDS * found + 3] = gain
                    self._found[_FIELDS * found + 4] = host
        return highest > _LOWEST

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _add(self, evidence: Evidence, at: cython.Py_ssize_t, host: cython.int) -> cython.void:
        """Add what each language explains better of a word than that of the run."""
        row: cython.Py_ssize_t = evidence.row(at)
        rows: cython.p_short = (
            cython.address(evidence.rows[0]) if cython.compiled else evidence.rows
        )
        better: cython.p_int = cython.address(self._better[0]) if cython.compiled else self._better
        own: cython.int = rows[row + host]
        label: cython.int
        more: cython.int
        for label in range(self._labels):
            more = rows[row + label] - own
            better[label] += more if more < MOST_OF_WORD else MOST_OF_WORD

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _is_likely(self, own: cython.int) -> cython.bint:
        """Return True if a language is likelier than all others together, as often as each is met.

        A rare word of the language around it resembles many others, an insertion its own.
        """
        odds: cython.double = 0
        label: cython.int
        for label in range(self._labels):
            behind: cython.double = self._better[own] - self._surcharges[own]
            behind -= self._better[label] - self._surcharges[label]
            if behind < -_FAR:  # its odds are too large for a number
                return False
            if behind < _FAR:
                odds += exp(-behind / _SCALE)
                if odds > _EVEN:
                    return False
        return True

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _likeliest(self, host: cython.int) -> cython.int:
        """Return the language that explains most over its price, and over its kinship."""
        best: cython.int = host
        highest: cython.int = _LOWEST
        label: cython.int
        for label in range(self._labels):
            value: cython.int = self._better[label] - self._prices[label]
            if value > highest:
                value -= self._kinship(label, host)
                if value > highest:
                    best = label
                    highest = value
        return best

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    @cython.nogil
    def _kinship(self, label: cython.int, host: cython.int) -> cython.int:
        """Return what a language must explain better inside one that it is related to."""
        if self._kin[label] >= 0 and self._kin[label] == self._kin[host]:
            return _UNAFFORDABLE
        if self._families[label] >= 0 and self._families[label] == self._families[host]:
            return OF_RELATIVE
        return OF_ROMANISED if self._romanised[host] else 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _accept(
        self,
        found: cython.Py_ssize_t,
        labels: cython.int[::1],
        chosen: cython.int[::1],
        count: cython.Py_ssize_t,
    ) -> cython.Py_ssize_t:
        """Label the insertions in languages that gain more than their price by all of them."""
        at: cython.Py_ssize_t
        word: cython.Py_ssize_t
        column: cython.int
        for at in range(found):
            self._gains[self._found[_FIELDS * at + 2]] += self._found[_FIELDS * at + 3]
        for at in range(found):
            label: cython.int = self._found[_FIELDS * at + 2]
            if self._gains[label] <= self._prices[label]:
                continue
            column = 0
            while column < count and chosen[column] != label:
                column += 1
            if column == _MOST_COLUMNS:
                continue
            if column == count:
                chosen[column] = label
                count += 1
            for word in range(self._found[_FIELDS * at], self._found[_FIELDS * at + 1]):
                labels[word] = column
                self.of_word[word] = at
            self.count += 1
        return count
