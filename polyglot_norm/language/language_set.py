# cython: initializedcheck=False, boundscheck=False, wraparound=False
"""Selection of the languages in a block of text, each for a price.

Once the languages of a text are known, cutting it into spans is easy; so the set is selected first.
It begins with the language that explains most of the block. Another one is added while decoding
gains more by it than its price, which is lower for a language that an earlier block contained, and
for one that is common or hinted at.

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

from polyglot_norm.language import costs
from polyglot_norm.language.evidence import MOST_COLUMNS
from polyglot_norm.language.model import SCALE

if cython.compiled:
    from cython.cimports.libc.math import floor, log2
    from cython.cimports.polyglot_norm.language.decoding import Decoder
    from cython.cimports.polyglot_norm.language.evidence import Evidence
else:
    from math import floor, log2

    from polyglot_norm.language.decoding import Decoder
    from polyglot_norm.language.evidence import Evidence

MOST_LANGUAGES = cython.declare(cython.Py_ssize_t, 12)
"""The most languages in a block and a script: enough for any text."""

CANDIDATES = cython.declare(cython.int, 8)
"""The most languages that are tried before the set is taken to be complete."""

COMPARED = cython.declare(cython.int, 2)
"""The languages worth their price that are tried before the better is added."""

PROMISING = cython.declare(cython.double, 0.6)
"""The part of its price that a language must gain if each chunk may choose for itself."""

LEAST = cython.declare(cython.int, 2 * SCALE)
"""The least gain in a chunk that counts for that."""

# The same as C numbers, for the compiled loops.
_FEW = cython.declare(cython.Py_ssize_t, costs.FEW)
_LANGUAGE = cython.declare(cython.double, costs.LANGUAGE)
_DOUBLING = cython.declare(cython.double, costs.DOUBLING)
_SHORT = cython.declare(cython.double, costs.SHORT)
_CHEAPEST = cython.declare(cython.double, costs.CHEAPEST)
_DISCOUNT = cython.declare(cython.double, 1 - costs.SEEN_BEFORE)
_UNAFFORDABLE = cython.declare(cython.int, costs.UNAFFORDABLE)
assert max(MOST_LANGUAGES, _FEW) < MOST_COLUMNS  # noqa: S101 - there is a column for each


@cython.cclass
class LanguageSet:
    """Selects the languages of a block; one is used for block after block.

    ``prior`` is the log-odds of each language of a table before the first word, FORBIDDEN for one
    that the options do not allow.
    """

    def __init__(self, prior: array[int]) -> None:
        allowed = [label for label, bonus in enumerate(prior) if bonus > costs.FORBIDDEN]
        self.allowed = len(allowed)
        self.chosen = array("i", bytes(4 * MOST_COLUMNS))
        self._labels = len(prior)
        self._prior = prior
        self._allowed = array("i", allowed)
        self._surcharges = array("i", map(_surcharge, prior))
        self._extra = array("i", bytes(4 * len(prior)))
        self._tried = array("i", bytes(4 * CANDIDATES))
        self._seen = array("B", bytes(len(prior)))

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def begin(self) -> cython.void:
        """Begin a text, which has no block before."""
        label: cython.Py_ssize_t
        for label in range(self._labels):
            self._seen[label] = 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def select(self, words: Evidence, decoder: Decoder) -> cython.Py_ssize_t:
        """Write the languages of a block to ``chosen``; return how many there are.

        The first is the one that explains most of it. At least one must be allowed. Their log-odds
        are in the columns of ``words``.
        """
        at: cython.Py_ssize_t
        count: cython.Py_ssize_t = 1
        self.chosen[0] = words.main(self._prior)
        words.gather(0, self.chosen[0])
        if self.allowed <= _FEW:
            for at in range(self.allowed):
                if self._allowed[at] != self.chosen[0]:
                    self.chosen[count] = self._allowed[at]
                    words.gather(count, self.chosen[count])
                    count += 1
        else:
            count = self._select_by_price(words, decoder)
        for at in range(count):
            self._seen[self.chosen[at]] = 1
        return count

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _select_by_price(self, words: Evidence, decoder: Decoder) -> cython.Py_ssize_t:
        """Add languages to the first while one is worth its price; return how many there are."""
        count: cython.Py_ssize_t = 1
        price: cython.double = self._price_of_block(words.words)
        base: cython.double = decoder.score(words, 1)
        while count < MOST_LANGUAGES:
            label: cython.int = self._best_addition(words, decoder, count, price, base)
            if label < 0:
                break
            base = self._reached
            self.chosen[count] = label
            words.gather(count, label)
            count += 1
            self._extra[label] = _UNAFFORDABLE
            words.add(label)
        return count

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    @cython.cdivision(True)
    def _price_of_block(self, words: cython.Py_ssize_t) -> cython.double:
        """Return the price in a block of so many words; set what each language costs ``_extra``."""
        price: cython.double = floor(_LANGUAGE + _DOUBLING * log2(words / _SHORT))
        if price < _CHEAPEST:
            price = _CHEAPEST
        label: cython.Py_ssize_t
        for label in range(self._labels):
            self._extra[label] = self._surcharges[label]
            if self._seen[label]:
                self._extra[label] -= cython.cast(cython.int, floor(_DISCOUNT * price))
        self._extra[self.chosen[0]] = _UNAFFORDABLE
        return price

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _best_addition(
        self,
        words: Evidence,
        decoder: Decoder,
        count: cython.Py_ssize_t,
        price: cython.double,
        base: cython.double,
    ) -> cython.int:
        """Return the language whose addition gains most over its price, -1 if there is none.

        ``_reached`` is set to the log-likelihood with it.
        """
        best: cython.int = -1
        best_gain: cython.double = 0
        worth: cython.int = 0
        at: cython.int
        for at in range(self._promising(words, price)):
            label: cython.int = self._tried[at]
            # Chunks that choose for themselves nearly always gain more than decoding does.
            if best >= 0 and words.gains[label] - price - self._extra[label] <= best_gain:
                continue
            words.gather(count, label)
            reached: cython.double = decoder.score(words, count + 1)
            gain: cython.double = reached - base - price - self._extra[label]
            if gain <= 0:
                # The more languages there are, the less another one gains.
                self._extra[label] = _UNAFFORDABLE
                continue
            worth += 1
            if best < 0 or gain > best_gain or (gain == best_gain and label < best):
                best = label
                best_gain = gain
                self._reached = reached
            if worth == COMPARED:
                break
        return best

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _promising(self, words: Evidence, price: cython.double) -> cython.int:
        """Write the languages worth trying to ``_tried``, best first; return how many.

        They explain some chunks better by a part of their price.
        """
        words.measure(LEAST)
        count: cython.int = 0
        label: cython.int
        for label in range(self._labels):
            if words.gains[label] > PROMISING * (price + self._extra[label]):
                count = self._insert(words, label, count)
        return count

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _insert(self, words: Evidence, label: cython.int, count: cython.int) -> cython.int:
        """Insert a language into ``_tried`` by its gain; return how many there are then."""
        at: cython.int = count
        if count < CANDIDATES:
            count += 1
        else:
            at -= 1
            if words.gains[label] <= words.gains[self._tried[at]]:
                return count
        while at > 0 and words.gains[label] > words.gains[self._tried[at - 1]]:
            self._tried[at] = self._tried[at - 1]
            at -= 1
        self._tried[at] = label
        return count


def _surcharge(bonus: int) -> int:
    """Return what a language with a prior costs more than the price of its block."""
    return min(costs.UNAFFORDABLE, int(-costs.PRIOR_WEIGHT * bonus))
