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
    from cython.cimports.libc.math import floor
    from cython.cimports.polyglot_norm.language.clauses import Clauses
    from cython.cimports.polyglot_norm.language.decoding import Decoder
    from cython.cimports.polyglot_norm.language.evidence import Evidence
    from cython.cimports.polyglot_norm.language.gains import Gains
    from cython.cimports.polyglot_norm.language.prices import Prices, price_of_block
else:
    from math import floor

    from polyglot_norm.language.clauses import Clauses
    from polyglot_norm.language.decoding import Decoder
    from polyglot_norm.language.evidence import Evidence
    from polyglot_norm.language.gains import Gains
    from polyglot_norm.language.prices import Prices, price_of_block

MOST_LANGUAGES = cython.declare(cython.Py_ssize_t, 12)
"""The most languages in a block and a script: enough for any text."""

CANDIDATES = cython.declare(cython.int, 8)
"""The most languages that are tried before the set is taken to be complete."""

COMPARED = cython.declare(cython.int, 2)
"""The languages worth their price that are tried before the better is added."""

LEAD = cython.declare(cython.double, 0.1)
MOST_OF_LEAD = cython.declare(cython.double, 80.0 * SCALE)
"""What a close relative of the main language costs more: a part of the log-odds by which the whole
block is that language rather than this one, up to 80 nats."""

IN_COMMON = cython.declare(cython.double, 0.5)
"""The part of its gains that a language must have in common with another to be compared to it."""

_FEW = cython.declare(cython.Py_ssize_t, costs.FEW)
assert max(MOST_LANGUAGES, _FEW) < MOST_COLUMNS  # noqa: S101 - there is a column for each


@cython.cclass
class LanguageSet:
    """Selects the languages of a block; one is used for block after block.

    ``prior`` is the log-odds of each language of a table before the first word, FORBIDDEN for one
    that the options do not allow; ``met`` how often each is met, which decides what it costs;
    ``families`` the number of its close relatives, -1 for those without. ``named`` is true if the
    options allow some languages only: then a few are all taken to be there (``is_known``).
    """

    def __init__(
        self, prior: array[int], met: array[int], families: array[int], named: bool
    ) -> None:
        allowed = [label for label, bonus in enumerate(prior) if bonus > costs.FORBIDDEN]
        self.allowed = len(allowed)
        self.is_known = named and len(allowed) <= costs.FEW
        self.chosen = array("i", bytes(4 * MOST_COLUMNS))
        self.clauses = Clauses()
        self._labels = len(prior)
        self._families = families
        self._prior = prior
        self._allowed = array("i", allowed)
        self._gains = Gains(len(prior))
        self.prices = Prices(met)
        self._left = array("i", bytes(4 * len(prior)))

    @cython.cfunc
    @cython.exceptval(-1)
    def reserve(self, words: Evidence) -> cython.int:
        """Make room to select the languages of a block."""
        self.clauses.reserve(words.words)
        return self._gains.reserve(words.chunks)

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def begin(self) -> cython.void:
        """Begin a text, which has no block before."""
        self.prices.begin()

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def select(self, words: Evidence, decoder: Decoder) -> cython.Py_ssize_t:
        """Write the languages of a block to ``chosen``; return how many there are.

        The first is the one that explains most of it. At least one must be allowed. If there are
        several, their log-odds are in the columns of ``words``.
        """
        at: cython.Py_ssize_t
        count: cython.Py_ssize_t = 1
        self.chosen[0] = self._main(words)
        if self.is_known:
            self._begin_clauses(words)
            for at in range(self.allowed):
                if self._allowed[at] != self.chosen[0]:
                    self._consider(words, count, self._allowed[at])
                    self._add(words, count, self._allowed[at])
                    count += 1
        else:
            count = self._select_by_price(words, decoder)
        for at in range(count):
            self.prices.see(self.chosen[at])
        return count

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _main(self, words: Evidence) -> cython.int:
        """Return the language that explains most of a block, by its prior too."""
        # The highest value first, which a compiler finds many at a time.
        whole: cython.p_int = cython.address(words.whole[0]) if cython.compiled else words.whole
        prior: cython.p_int = cython.address(self._prior[0]) if cython.compiled else self._prior
        highest: cython.int = whole[0] + prior[0]
        label: cython.int
        value: cython.int
        for label in range(self._labels):
            value = whole[label] + prior[label]
            highest = value if value > highest else highest
        label = 0
        while whole[label] + prior[label] != highest:
            label += 1
        return label

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _select_by_price(self, words: Evidence, decoder: Decoder) -> cython.Py_ssize_t:
        """Add languages to the first while one is worth its price; return how many there are."""
        count: cython.Py_ssize_t = 1
        price: cython.double = price_of_block(words.words)
        self._gains.begin(words, self.chosen[0])
        if self._gains.possible <= self.prices.least_needed(price):
            return count
        self._begin_clauses(words)
        self._gains.measure(words)
        self.prices.set(price)
        self._ask_more_of_relatives(words)
        self.prices.rule_out(self.chosen[0])
        base: cython.double = 0
        while count < MOST_LANGUAGES and self._find_candidates():
            if count == 1:
                base = decoder.score(words, self.clauses, 1)
            label: cython.int = self._best_addition(words, decoder, count, price, base)
            if label < 0:
                break
            base = self._reached
            self._consider(words, count, label)
            self._add(words, count, label)
            count += 1
            self.prices.rule_out(label)
            self._gains.add(words, label)
        return count

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _ask_more_of_relatives(self, words: Evidence) -> cython.void:
        """Add to the prices of the main language's close relatives, by its lead over each.

        A page is in one of them but for what says clearly otherwise; where they alternate, none
        has a lead.
        """
        main: cython.int = self.chosen[0]
        label: cython.int
        if self._families[main] < 0:
            return
        for label in range(self._labels):
            if self._families[label] == self._families[main]:
                lead: cython.double = LEAD * (words.whole[main] - words.whole[label])
                if lead > 0:
                    more: cython.double = floor(min(lead, MOST_OF_LEAD))
                    self.prices.ask_more(label, cython.cast(cython.int, more))

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _begin_clauses(self, words: Evidence) -> cython.void:
        """Cut the block into clauses, all in its main language."""
        words.gather(0, self.chosen[0])
        self.clauses.begin(words)
        self._considered = -1

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    @cython.nogil
    def _consider(
        self, words: Evidence, count: cython.Py_ssize_t, label: cython.int
    ) -> cython.void:
        """Find where a language comes near that might be added to so many."""
        if label != self._considered:
            self._considered = label
            words.gather(count, label)
            self.clauses.consider(words, count)

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    @cython.nogil
    def _add(self, words: Evidence, count: cython.Py_ssize_t, label: cython.int) -> cython.void:
        """Add a language that was considered to so many."""
        self.chosen[count] = label
        self.clauses.add(words, count)
        self._considered = -1

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
        cheapest: cython.double = self.prices.cheapest(price)
        _try: cython.Py_ssize_t
        for _try in range(CANDIDATES):
            label: cython.int = self._next_candidate()
            # The candidates that follow gain less.
            if label < 0 or (best >= 0 and self._gains.each[label] - cheapest <= best_gain):
                break
            if best >= 0 and not self._competes(words, label, best, price + best_gain):
                continue
            self._consider(words, count, label)
            reached: cython.double = decoder.score(words, self.clauses, count + 1)
            gain: cython.double = reached - base - price - self.prices.extra[label]
            if gain <= 0:
                self.prices.rule_out(label)
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
    def _competes(
        self, words: Evidence, label: cython.int, best: cython.int, needed: cython.double
    ) -> cython.bint:
        """Return True if a language may be a better addition than the best so far.

        Chunks that choose for themselves nearly always gain more than decoding does. Two languages
        that gain in different chunks do not compete: the other one will be added later.
        """
        gain: cython.int = self._gains.each[label]
        if gain - self.prices.extra[label] <= needed:
            return False
        return IN_COMMON * gain <= self._gains.in_common(words, label, best)

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _find_candidates(self) -> cython.int:
        """Find the languages worth trying; return how many there are.

        They explain chunks better by a part of their price.
        """
        gains: cython.p_int = (
            cython.address(self._gains.each[0]) if cython.compiled else self._gains.each
        )
        needed: cython.p_int = (
            cython.address(self.prices.needed[0]) if cython.compiled else self.prices.needed
        )
        left: cython.p_int = cython.address(self._left[0]) if cython.compiled else self._left
        count: cython.int = 0
        label: cython.int
        for label in range(self._labels):
            left[label] = gains[label] if gains[label] > needed[label] else 0
            count += gains[label] > needed[label]
        return count

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _next_candidate(self) -> cython.int:
        """Remove the candidate that gains most, the first of equals; return it, or -1."""
        left: cython.p_int = cython.address(self._left[0]) if cython.compiled else self._left
        most: cython.int = 0
        label: cython.int
        for label in range(self._labels):
            most = left[label] if left[label] > most else most
        if not most:
            return -1
        label = 0
        while left[label] != most:
            label += 1
        left[label] = 0
        return label
