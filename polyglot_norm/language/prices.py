# cython: initializedcheck=False, boundscheck=False, wraparound=False
"""Prices of languages: what each must gain in a block to be added to its set.

The price of a block grows with its words, since twice the words have twice the chances to resemble
some other language. A language that is seldom met costs more than that, and one that an earlier
block of the text contained less.

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

if cython.compiled:
    from cython.cimports.libc.math import floor, log2
else:
    from math import floor, log2

PROMISING = cython.declare(cython.double, 0.6)
"""The part of its price that a language must gain if each chunk may choose for itself."""

# The same as C numbers, for the compiled loops.
_LANGUAGE = cython.declare(cython.double, costs.LANGUAGE)
_DOUBLING = cython.declare(cython.double, costs.DOUBLING)
_SHORT = cython.declare(cython.double, costs.SHORT)
_CHEAPEST = cython.declare(cython.double, costs.CHEAPEST)
_DISCOUNT = cython.declare(cython.double, 1 - costs.SEEN_BEFORE)
_UNAFFORDABLE = cython.declare(cython.int, costs.UNAFFORDABLE)


@cython.cclass
class Prices:
    """The prices of the languages of a table in one block after another.

    ``extra`` is what each language costs besides the price of the block, and ``needed`` what it
    must gain to be worth trying. ``surcharges`` are what it costs more where no block came before;
    ``met`` is how often each is met, as log-odds.
    """

    def __init__(self, met: array[int]) -> None:
        labels = len(met)
        self._labels = labels
        self.surcharges = array("i", map(_surcharge, met))
        self._least_surcharge = min(self.surcharges)
        self.extra = array("i", bytes(4 * labels))
        self.needed = array("i", bytes(4 * labels))
        # What is needed in the first block of a text, at a price that many have after each other.
        self._needed_at_first = array("i", bytes(4 * labels))
        self._price = -1.0
        # The last text that contained each language; texts are numbered, and the first is 1.
        self._seen = array("q", bytes(8 * labels))
        self._text = 1
        self._any_seen = False

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def begin(self) -> cython.void:
        """Begin a text, which has no block before."""
        self._text += 1
        self._any_seen = False

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def set(self, price: cython.double) -> cython.void:
        """Set the prices of languages in a block with a price."""
        label: cython.Py_ssize_t
        if price != self._price:
            self._price = price
            for label in range(self._labels):
                self._needed_at_first[label] = _needed(price + self.surcharges[label])
        for label in range(self._labels):
            self.extra[label] = self.surcharges[label]
            self.needed[label] = self._needed_at_first[label]
        if self._any_seen:
            discount: cython.int = cython.cast(cython.int, floor(_DISCOUNT * price))
            for label in range(self._labels):
                if self._seen[label] == self._text:
                    self.extra[label] -= discount
                    self.needed[label] = _needed(price + self.extra[label])

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def ask_more(self, label: cython.int, more: cython.int) -> cython.void:
        """Add to what a language costs in this block."""
        self.extra[label] += more
        self.needed[label] = _needed(self._price + self.extra[label])

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def least_needed(self, price: cython.double) -> cython.double:
        """Return what no language needs less than in a block with a price, before it is set."""
        return PROMISING * self.cheapest(price)

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def cheapest(self, price: cython.double) -> cython.double:
        """Return what no language costs less than in a block with a price."""
        discount: cython.double = floor(_DISCOUNT * price) if self._any_seen else 0
        return price + self._least_surcharge - discount

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def rule_out(self, label: cython.int) -> cython.void:
        """Try a language no more: it was added or, the more there are, the less one gains."""
        self.needed[label] = _UNAFFORDABLE

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def see(self, label: cython.int) -> cython.void:
        """Take down that a block of the text contains a language."""
        self._seen[label] = self._text
        self._any_seen = True


@cython.cfunc
@cython.exceptval(check=False)
@cython.nogil
@cython.cdivision(True)
def price_of_block(words: cython.Py_ssize_t) -> cython.double:
    """Return the price of a language in a block of so many words."""
    price: cython.double = floor(_LANGUAGE + _DOUBLING * log2(words / _SHORT))
    return price if price > _CHEAPEST else _CHEAPEST


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
@cython.nogil
def _needed(price: cython.double) -> cython.int:
    return cython.cast(cython.int, floor(PROMISING * price))


def _surcharge(met: int) -> int:
    """Return what a language costs more than the price of its block, by how often it is met."""
    return min(costs.UNAFFORDABLE, int(-costs.PRIOR_WEIGHT * met))
