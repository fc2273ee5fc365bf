# cython: initializedcheck=False, boundscheck=False, wraparound=False
"""Forward–backward decoding of the words of a block into its languages.

A hidden Markov model: a state is a language in calm or in mixed text. In calm text a change of
language costs the more the less the text is broken there; in mixed text a change is cheap, but
every word costs a little, and text turns from calm to mixed, or back, at the end of a sentence. So
a page of English stays whole, and a comment that changes its language every four words is still
cut right.

Each word gets the language with the highest posterior probability. The single best path
(Viterbi) would not do: between close languages each word says little, and a thousand paths that
are nearly as good are together likelier than the one that never changes.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef"

from __future__ import annotations

from array import array
from math import exp
from typing import TYPE_CHECKING

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.language import changes
from polyglot_norm.language.clauses import LONGEST, MOST
from polyglot_norm.language.evidence import MOST_COLUMNS
from polyglot_norm.language.model import SCALE

if cython.compiled:
    from cython.cimports.libc.math import log, rint
    from cython.cimports.polyglot_norm.language.changes import Changes
    from cython.cimports.polyglot_norm.language.clauses import Clauses
    from cython.cimports.polyglot_norm.language.evidence import Evidence
else:
    from math import log

    from polyglot_norm.language.changes import Changes
    from polyglot_norm.language.clauses import Clauses
    from polyglot_norm.language.evidence import Evidence

    rint = round

if TYPE_CHECKING:
    from polyglot_norm.language.costs import Costs

WEIGHT = 0.85
"""The weight of log-odds between the languages of a set: words of a text repeat each other."""

_SCALE = cython.declare(cython.double, SCALE)
_MOST = cython.declare(cython.int, MOST)

_SMALL = cython.declare(cython.double, 2.0**-300)
_LARGE = cython.declare(cython.double, 2.0**300)
"""Probabilities below the one are multiplied by the other, so that none underflows."""

# The fields of `changes.Changes`, as C numbers.
CHANGE = cython.declare(cython.Py_ssize_t, changes.FIELDS)
_CALM = cython.declare(cython.Py_ssize_t, changes.CALM)
_MIXED = cython.declare(cython.Py_ssize_t, changes.MIXED)
_TO_CALM = cython.declare(cython.Py_ssize_t, changes.TO_CALM)
_TO_MIXED = cython.declare(cython.Py_ssize_t, changes.TO_MIXED)
_EDGE = cython.declare(cython.Py_ssize_t, changes.EDGE)
_BACK = cython.declare(cython.Py_ssize_t, changes.BACK)

# What is done on the way besides: nothing; the probabilities are kept for each word; or, on the way
# back, each word is labelled.
_SCORE = cython.declare(cython.int, 0)
_KEEP = cython.declare(cython.int, 1)
_LABEL = cython.declare(cython.int, 2)


@cython.cclass
class Decoder:
    """Decodes the words of a block; one is used for block after block.

    ``labels`` holds the language of each word, as a column of its evidence, and ``sure`` the
    probability of that.
    """

    def __init__(self, costs: Costs) -> None:
        self._changes = Changes(costs)
        self._enters = exp((costs.stay - costs.enter) / SCALE)
        # The likelihood of a word in a language with so many steps of log-odds less than another.
        self._likely = array("d", [exp(-WEIGHT * steps / SCALE) for steps in range(MOST + 1)])
        # And of so many words more in mixed text.
        self._stays = array("d", [exp(-costs.stay * words / SCALE) for words in range(LONGEST + 1)])
        self._now = array("d", bytes(16 * MOST_COLUMNS))
        self._near = array("i", bytes(4 * MOST_COLUMNS))
        self._forward = array("d")
        self.labels = array("i")
        self.sure = array("d")

    @cython.cfunc
    @cython.exceptval(-1)
    def reserve(self, words: cython.Py_ssize_t, states: cython.Py_ssize_t) -> cython.int:
        """Make room to decode so many words into so many languages."""
        if len(self.labels) < words:
            self.labels = array("i", bytes(8 * words))
            self.sure = array("d", bytes(16 * words))
        needed: cython.Py_ssize_t = 2 * words * states if states > 1 else 0
        if len(self._forward) < needed:
            self._forward = array("d", bytes(8 * needed))
        return 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def score(self, words: Evidence, clauses: Clauses, states: cython.Py_ssize_t) -> cython.double:
        """Return the log-likelihood of the words over all paths, in steps of 1/``SCALE``.

        The languages are those of the first ``states`` columns. In each clause only those count
        that come near, and what is far from them says nothing.
        """
        self._go_there(words, clauses, states, _SCORE)
        logarithm: cython.double = log(self._calm + self._mixed) - self._scaled * log(_LARGE)
        return rint(self._offset + _SCALE * logarithm)

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def decode(self, words: Evidence, clauses: Clauses, states: cython.Py_ssize_t) -> cython.void:
        """Write the likeliest language of each word to ``labels``, the first of equals."""
        at: cython.Py_ssize_t
        if states > 1:
            self._go_there(words, clauses, states, _KEEP)
            self._go_back(words, clauses, states)
        else:
            for at in range(words.words):
                self.labels[at] = 0
                self.sure[at] = 1.0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    @cython.cdivision(True)
    def _go_there(
        self,
        words: Evidence,
        clauses: Clauses,
        states: cython.Py_ssize_t,
        task: cython.int,
    ) -> cython.void:
        """Carry the probability of each state, given the words up to one, through all of them."""
        self._changes.weigh(states)
        self._begin(states, 1.0 / states, self._enters / states)
        clause: cython.Py_ssize_t
        for clause in range(clauses.count):
            self._go_through(words, clauses, clause, task)

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _go_back(self, words: Evidence, clauses: Clauses, states: cython.Py_ssize_t) -> cython.void:
        """Carry the likelihood of the words after one, given each state, back; label all words."""
        self._begin(states, 1.0, 1.0)
        clause: cython.Py_ssize_t
        for clause in range(clauses.count - 1, -1, -1):
            self._go_through(words, clauses, clause, _LABEL)

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    @cython.nogil
    def _begin(
        self, states: cython.Py_ssize_t, calm: cython.double, mixed: cython.double
    ) -> cython.void:
        """Begin at an end of the block."""
        state: cython.Py_ssize_t
        for state in range(2 * states):
            self._now[state] = 0.0
        self._states = states
        self._calm = calm
        self._mixed = mixed
        self._offset = self._scaled = 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _go_through(
        self, words: Evidence, clauses: Clauses, clause: cython.Py_ssize_t, task: cython.int
    ) -> cython.void:
        """Carry the probabilities through a clause."""
        first: cython.Py_ssize_t = clauses.starts[clause]
        last: cython.Py_ssize_t = clauses.starts[clause + 1]
        near: cython.Py_ssize_t = self._drop_far(clauses.near[clause])
        at: cython.Py_ssize_t
        if near == 1:
            self._offset += clauses.values[clause]
            if task == _LABEL:
                for at in range(first, last):
                    self.labels[at] = self._near[0]
                    self.sure[at] = 1.0
                self._pass(_BACK + CHANGE * _gap(words, last), last - first)
            else:
                self._pass(CHANGE * _gap(words, first), last - first)
        # So written that each is compiled by itself.
        elif task == _SCORE:
            self._walk(words, first, last, near, False, False)
        elif task == _KEEP:
            self._walk(words, first, last, near, True, False)
        else:
            self._walk(words, first, last, near, False, True)

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    @cython.nogil
    def _drop_far(self, bits: cython.int) -> cython.Py_ssize_t:
        """Write the languages near in a clause to ``_near``, drop the others; return how many."""
        count: cython.Py_ssize_t = 0
        state: cython.int
        for state in range(self._states):
            if bits >> state & 1:
                self._near[count] = state
                count += 1
            else:
                self._now[2 * state] = 0.0
                self._now[2 * state + 1] = 0.0
        return count

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    @cython.nogil
    def _pass(self, gap: cython.Py_ssize_t, words: cython.Py_ssize_t) -> cython.void:
        """Carry the probabilities through a clause of so many words in one language."""
        # Within it calm text stays what it is, and mixed text only costs.
        table: cython.p_double = (
            cython.address(self._changes.table[0]) if cython.compiled else self._changes.table
        )
        state: cython.Py_ssize_t = 2 * self._near[0]
        calm: cython.double = (
            self._now[state] * (1.0 - table[gap + _CALM])
            + table[gap + _CALM] * self._calm
            + table[gap + _TO_CALM] * self._mixed
        )
        mixed: cython.double = self._stays[words] * (
            self._now[state + 1] * (1.0 - table[gap + _MIXED])
            + table[gap + _MIXED] * self._mixed
            + table[gap + _TO_MIXED] * self._calm
        )
        self._now[state] = self._calm = calm
        self._now[state + 1] = self._mixed = mixed
        if calm + mixed < _SMALL:
            self._rescale(1)
            self._calm *= _LARGE
            self._mixed *= _LARGE

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    @cython.nogil
    def _walk(
        self,
        words: Evidence,
        first: cython.Py_ssize_t,
        last: cython.Py_ssize_t,
        near: cython.Py_ssize_t,
        keep: cython.bint,
        back: cython.bint,
    ) -> cython.void:
        """Carry the probabilities through a clause of several languages, word by word.

        With ``keep`` they are written to ``_forward``, as they are before the word itself counts;
        on the way ``back`` each word is labelled. This function is long so that what it computes
        stays in registers.
        """
        now: cython.p_double = cython.address(self._now[0]) if cython.compiled else self._now
        likely: cython.p_double = (
            cython.address(self._likely[0]) if cython.compiled else self._likely
        )
        table: cython.p_double = (
            cython.address(self._changes.table[0]) if cython.compiled else self._changes.table
        )
        columns: cython.p_short = (
            cython.address(words.columns[0]) if cython.compiled else words.columns
        )
        states: cython.p_int = cython.address(self._near[0]) if cython.compiled else self._near
        count: cython.Py_ssize_t = words.words
        step: cython.Py_ssize_t
        place: cython.Py_ssize_t
        state: cython.Py_ssize_t
        value: cython.int
        chance: cython.double
        stay: cython.double = self._stays[1]
        calm: cython.double = self._calm
        mixed: cython.double = self._mixed
        offset: cython.longlong = 0
        for step in range(last - first):
            at: cython.Py_ssize_t = last - 1 - step if back else first + step
            gap: cython.Py_ssize_t = CHANGE * _gap(words, at + back) + (_BACK if back else 0)
            # The part of its probability that a language keeps, and what each of them gets.
            keeps_calm: cython.double = 1.0 - table[gap + _CALM]
            keeps_mixed: cython.double = 1.0 - table[gap + _MIXED]
            to_calm: cython.double = table[gap + _CALM] * calm + table[gap + _TO_CALM] * mixed
            to_mixed: cython.double = table[gap + _MIXED] * mixed + table[gap + _TO_MIXED] * calm
            most: cython.int = _highest(columns, at, count, states, near)
            offset += most
            calm = mixed = 0.0
            for place in range(near):
                state = states[place]
                value = most - columns[state * count + at]
                chance = likely[value if value < _MOST else _MOST]
                if keep:
                    to: cython.Py_ssize_t = 2 * (at * self._states + state)
                    self._forward[to] = now[2 * state] * keeps_calm + to_calm
                    self._forward[to + 1] = now[2 * state + 1] * keeps_mixed + to_mixed
                now[2 * state] = (now[2 * state] * keeps_calm + to_calm) * chance
                now[2 * state + 1] = (now[2 * state + 1] * keeps_mixed + to_mixed) * (chance * stay)
                calm += now[2 * state]
                mixed += now[2 * state + 1]
            if calm + mixed < _SMALL:
                calm *= _LARGE
                mixed *= _LARGE
                self._rescale(near)
            if back:
                self.labels[at] = self._likeliest(at, near)
        self._calm = calm
        self._mixed = mixed
        self._offset += offset

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    @cython.nogil
    @cython.cdivision(True)
    def _likeliest(self, at: cython.Py_ssize_t, near: cython.Py_ssize_t) -> cython.int:
        """Return the likeliest language of a word, given the words before it and from it on."""
        first: cython.Py_ssize_t = 2 * at * self._states
        best: cython.int = 0
        highest: cython.double = -1.0
        whole: cython.double = 0.0
        place: cython.Py_ssize_t
        state: cython.int
        for place in range(near):
            state = self._near[place]
            chance: cython.double = (
                self._forward[first + 2 * state] * self._now[2 * state]
                + self._forward[first + 2 * state + 1] * self._now[2 * state + 1]
            )
            whole += chance
            if chance > highest:
                best = state
                highest = chance
        self.sure[at] = highest / whole if whole > 0.0 else 1.0
        return best

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _rescale(self, near: cython.Py_ssize_t) -> cython.void:
        """Enlarge the probabilities at a word before they underflow."""
        place: cython.Py_ssize_t
        for place in range(near):
            self._now[2 * self._near[place]] *= _LARGE
            self._now[2 * self._near[place] + 1] *= _LARGE
        self._scaled += 1


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
@cython.nogil
def _gap(words: Evidence, at: cython.Py_ssize_t) -> cython.Py_ssize_t:
    """Return the kind of gap before a word, or after the last one."""
    return words.gaps[at] if 0 < at < words.words else _EDGE


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
@cython.nogil
def _highest(
    columns: cython.p_short,
    at: cython.Py_ssize_t,
    count: cython.Py_ssize_t,
    states: cython.p_int,
    near: cython.Py_ssize_t,
) -> cython.int:
    """Return the log-odds of the best language of a word, of those that come near."""
    most: cython.int = columns[states[0] * count + at]
    place: cython.Py_ssize_t
    value: cython.int
    for place in range(1, near):
        value = columns[states[place] * count + at]
        most = value if value > most else most
    return most
