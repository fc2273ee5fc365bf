# cython: initializedcheck=False
"""Which languages does a block of text hold? Grown one by one, each with a minimum of evidence.

Told the languages of a text, cutting it into spans is easy; so the set is found first. Beginning
with the language that explains most, one is added while the best path through the words gains
more by it than its price. The price falls for a language that an earlier block held, and for one
that is common or hinted at.

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

from polyglot_norm.language.decoding import Costs
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

COMPILED = cython.compiled

# Found by random search over pages composed of development sentences, and over the mixed sentences
# of the corpus (docs/engine.md).
COSTS = Costs(
    calm=tuple(int(SCALE * nats) for nats in (24, 14, 5, 6.4, 1, 4.1, 0.65, 1.7)),
    mixed=tuple(int(SCALE * nats) for nats in (24, 1.5, 1.05, 0.8, 1.5, 3.9, 0.35, 0.75)),
    stay=int(SCALE * 0.26),
    enter=int(SCALE * 2),
    language=int(SCALE * 4.5),
)

TOLD_COSTS = COSTS._replace(enter=int(SCALE * 0.2))
"""Where the user has told the languages, FEW at most, text that mixes them is no surprise."""

DOUBLING = 1.2 * SCALE
"""By how much a language is dearer in a block of twice the words, which has twice the chances to
look as if it held another one; ``COSTS.language`` is for ``SHORT`` words."""

SHORT = 32

CHEAPEST = 4 * SCALE
"""The price in a block of a few words: the discount of a common language must not exceed it, or
that language would be added to every such block for nothing."""

SEEN_BEFORE = 0.5
"""What is left of the price of a language that an earlier block held."""

PRIOR_WEIGHT = 2.1
"""How many times its prior makes a common language cheaper, and a rare one dearer."""

MOST_LANGUAGES = 12
"""So many languages in one block and one script are enough for any text."""

FEW = 4
"""So few allowed languages are all taken into the set: the user has said what is there."""

CANDIDATES = 8
"""Languages tried at most before it is said that none is left."""

COMPARED = 2
"""Languages worth adding that are tried before the better is added."""

PROMISING = 0.6
"""What of its price a language must gain where every four words may choose for themselves."""

UNAFFORDABLE = 1 << 28
"""A price that no language can pay."""

LEAST = 2 * SCALE
"""By how much four words must be explained better to count for that."""

FORBIDDEN = -UNAFFORDABLE
"""The prior of a label that the options do not allow."""


# The same as C numbers, for the compiled loops.
_LANGUAGE = cython.declare(cython.double, COSTS.language)
_DOUBLING = cython.declare(cython.double, DOUBLING)
_SHORT = cython.declare(cython.double, SHORT)
_CHEAPEST = cython.declare(cython.double, CHEAPEST)
_REBATE = cython.declare(cython.double, 1 - SEEN_BEFORE)
_MOST = cython.declare(cython.Py_ssize_t, MOST_LANGUAGES)
_FEW = cython.declare(cython.Py_ssize_t, FEW)
_CANDIDATES = cython.declare(cython.int, CANDIDATES)
_COMPARED = cython.declare(cython.int, COMPARED)
_PROMISING = cython.declare(cython.double, PROMISING)
_UNAFFORDABLE = cython.declare(cython.int, UNAFFORDABLE)
_LEAST = cython.declare(cython.int, LEAST)
assert max(MOST_LANGUAGES, FEW) < MOST_COLUMNS  # noqa: S101 - there is a column for each


@cython.cclass
class LanguageSet:
    """Grows the set of languages of a block; one is used for block after block.

    ``prior`` is the evidence for each label of a table before the first word, FORBIDDEN for what
    the options do not allow.
    """

    def __init__(self, prior: array[int]) -> None:
        allowed: cython.int[::1] = array(
            "i", [label for label, bonus in enumerate(prior) if bonus > FORBIDDEN] or [0]
        )
        priors: cython.int[::1] = prior
        prices: cython.int[::1] = extra_prices(prior)
        extra: cython.int[::1] = array("i", bytes(4 * len(prior)))
        chosen: cython.int[::1] = array("i", bytes(4 * MOST_COLUMNS))
        tried: cython.int[::1] = array("i", bytes(4 * CANDIDATES))
        seen: cython.uchar[::1] = array("B", bytes(len(prior)))
        self._kept = priors, allowed, prices, extra, chosen, tried, seen
        self.labels = len(prior)
        self.allowed = sum(bonus > FORBIDDEN for bonus in prior)
        if cython.compiled:
            self.prior = cython.address(priors[0])
            self._allowed = cython.address(allowed[0])
            self._prices = cython.address(prices[0])
            self._extra = cython.address(extra[0])
            self.chosen = cython.address(chosen[0])
            self._tried = cython.address(tried[0])
            self._seen = cython.address(seen[0])
        else:
            self.prior, self._allowed, self._prices, self._extra, *rest = self._kept
            self.chosen, self._tried, self._seen = rest

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def begin(self) -> cython.int:
        """Begin a text: no block before."""
        label: cython.Py_ssize_t
        for label in range(self.labels):
            self._seen[label] = 0
        return 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def find(self, words: Evidence, path: Decoder) -> cython.Py_ssize_t:
        """Write the labels that a block holds to ``chosen``; how many they are.

        The one that explains most of it is the first. One at least must be allowed. Their evidence
        is in the columns of ``words``.
        """
        at: cython.Py_ssize_t
        count: cython.Py_ssize_t = 1
        self.chosen[0] = words.main(self.prior)
        words.gather(0, self.chosen[0])
        if self.allowed <= _FEW:
            for at in range(self.allowed):
                if self._allowed[at] != self.chosen[0]:
                    self.chosen[count] = self._allowed[at]
                    words.gather(count, self.chosen[count])
                    count += 1
        else:
            count = self._grow(words, path)
        for at in range(count):
            self._seen[self.chosen[at]] = 1
        return count

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _grow(self, words: Evidence, path: Decoder) -> cython.Py_ssize_t:
        """Add languages to the first of ``chosen`` while one is worth its price; how many are."""
        count: cython.Py_ssize_t = 1
        price: cython.double = floor(_LANGUAGE + _DOUBLING * log2(words.words / _SHORT))
        if price < _CHEAPEST:
            price = _CHEAPEST
        label: cython.int
        for label in range(self.labels):
            self._extra[label] = self._prices[label]
            if self._seen[label]:
                self._extra[label] -= cython.cast(cython.int, floor(_REBATE * price))
        self._extra[self.chosen[0]] = _UNAFFORDABLE
        base: cython.double = path.score(words, 1)
        while count < _MOST:
            label = self._best_addition(words, path, count, price, base)
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
    def _best_addition(
        self,
        words: Evidence,
        path: Decoder,
        count: cython.Py_ssize_t,
        price: cython.double,
        base: cython.double,
    ) -> cython.int:
        """The language whose addition gains most over its price, -1 for none; sets ``_reached``."""
        best: cython.int = -1
        best_gain: cython.double = 0
        gain: cython.double
        reached: cython.double
        worth: cython.int = 0
        at: cython.int
        label: cython.int
        for at in range(self._promising(words, price)):
            label = self._tried[at]
            # What chunks choose for themselves is nearly always more than a path gains.
            if best >= 0 and words.gains[label] - price - self._extra[label] <= best_gain:
                continue
            words.gather(count, label)
            reached = path.score(words, count + 1)
            gain = reached - base - price - self._extra[label]
            if gain > 0:
                worth += 1
                if best < 0 or gain > best_gain or (gain == best_gain and label < best):
                    best = label
                    best_gain = gain
                    self._reached = reached
                if worth == _COMPARED:
                    break
            else:
                # The more languages there are, the less another one gains.
                self._extra[label] = _UNAFFORDABLE
        return best

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _promising(self, words: Evidence, price: cython.double) -> cython.int:
        """Write to ``_tried`` the languages worth trying, best first; how many, up to CANDIDATES.

        They explain some chunks better by a share of their price.
        """
        words.measure(_LEAST)
        count: cython.int = 0
        label: cython.int
        at: cython.int
        for label in range(self.labels):
            if words.gains[label] <= _PROMISING * (price + self._extra[label]):
                continue
            at = count
            if count < _CANDIDATES:
                count += 1
            else:
                at -= 1
                if words.gains[label] <= words.gains[self._tried[at]]:
                    continue
            while at > 0 and words.gains[label] > words.gains[self._tried[at - 1]]:
                self._tried[at] = self._tried[at - 1]
                at -= 1
            self._tried[at] = label
        return count


def extra_prices(prior: array[int]) -> array[int]:
    """What each label of a table costs more than the price of its block, by its prior."""
    return array("i", [min(UNAFFORDABLE, int(-PRIOR_WEIGHT * bonus)) for bonus in prior])
