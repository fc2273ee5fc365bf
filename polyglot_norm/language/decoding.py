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

from polyglot_norm.language import gaps as kinds
from polyglot_norm.language.evidence import MOST_COLUMNS
from polyglot_norm.language.model import SCALE

if cython.compiled:
    from cython.cimports.libc.math import log, rint
    from cython.cimports.polyglot_norm.language.evidence import Evidence
else:
    from math import log

    from polyglot_norm.language.evidence import Evidence

    rint = round

if TYPE_CHECKING:
    from polyglot_norm.language.costs import Costs

MOST = cython.declare(cython.int, 6 * SCALE)
"""The most that one word may say for one language of the set against another: it may be a name."""

WEIGHT = 0.85
"""The weight of log-odds between the languages of a set: words of a text repeat each other."""

_STOP = cython.declare(cython.int, kinds.STOP)
_LINE = cython.declare(cython.int, kinds.LINE)
_KINDS = cython.declare(cython.int, kinds.KINDS)
_STAY = cython.declare(cython.int, 2 * kinds.KINDS)
_ENTER = cython.declare(cython.int, 2 * kinds.KINDS + 1)
_SCALE = cython.declare(cython.double, SCALE)

_SMALL = cython.declare(cython.double, 2.0**-300)
_LARGE = cython.declare(cython.double, 2.0**300)
"""Probabilities below the one are multiplied by the other, so that none underflows."""

# Of each kind of gap: the part of a language that changes to another one in calm and in mixed text,
# and what each language gets of mixed text that turns calm, and of calm that turns mixed.
CHANGE = cython.declare(cython.Py_ssize_t, 4)
_CALM = cython.declare(cython.Py_ssize_t, 0)
_MIXED = cython.declare(cython.Py_ssize_t, 1)
_TO_CALM = cython.declare(cython.Py_ssize_t, 2)
_TO_MIXED = cython.declare(cython.Py_ssize_t, 3)

RUN_FIELDS = cython.declare(cython.int, 3)
"""The numbers of a run: its first word, the word after it, and its letters."""


@cython.cclass
class Decoder:
    """Decodes the words of a block; one is used for block after block.

    ``labels`` holds the language of each word, as a column of its evidence.
    """

    def __init__(self, costs: Costs) -> None:
        each = (*costs.calm, *costs.mixed, costs.stay, costs.enter)
        self._odds = array("d", [exp(-cost / SCALE) for cost in each])
        # The likelihood of a word in a language with so many steps of log-odds less than another.
        self._likely = array("d", [exp(-WEIGHT * steps / SCALE) for steps in range(MOST + 1)])
        self._now = array("d", bytes(16 * MOST_COLUMNS))
        self._changes = array("d", bytes(8 * CHANGE * _KINDS))
        self._forward = array("d")
        self.labels = array("i")

    @cython.cfunc
    @cython.exceptval(-1)
    def reserve(self, words: cython.Py_ssize_t, states: cython.Py_ssize_t) -> cython.int:
        """Make room to decode so many words into so many languages."""
        if len(self.labels) < words:
            self.labels = array("i", bytes(8 * words))
            self.runs = array("q", bytes(8 * RUN_FIELDS * 2 * words))
        needed: cython.Py_ssize_t = 2 * words * states if states > 1 else 0
        if len(self._forward) < needed:
            self._forward = array("d", bytes(8 * needed))
        return 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def score(self, words: Evidence, states: cython.Py_ssize_t) -> cython.double:
        """Return the log-likelihood of the words over all paths, in steps of 1/``SCALE``.

        The languages are those of the first ``states`` columns.
        """
        return self._go_forward(words, states, False)

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def decode(self, words: Evidence, states: cython.Py_ssize_t) -> cython.void:
        """Write the likeliest language of each word to ``labels``, the first of equals."""
        at: cython.Py_ssize_t
        if states > 1:
            self._go_forward(words, states, True)
            self._go_backward(words, states)
        else:
            for at in range(words.words):
                self.labels[at] = 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def find_runs(
        self, evidence: Evidence, words: cython.longlong[::1], places: cython.int[::1]
    ) -> cython.Py_ssize_t:
        """Write the runs of words with one label in one line to ``runs``; return how many.

        ``places`` are the places of the labelled words among all ``words``.
        """
        count: cython.Py_ssize_t = 0
        at: cython.Py_ssize_t
        place: cython.Py_ssize_t
        for at in range(evidence.words):
            if not at or self.labels[at] != self.labels[at - 1] or evidence.gaps[at] == _LINE:
                self.runs[RUN_FIELDS * count] = at
                self.runs[RUN_FIELDS * count + 2] = 0
                count += 1
            place = places[at]
            self.runs[RUN_FIELDS * count - 2] = at + 1
            self.runs[RUN_FIELDS * count - 1] += words[3 * place + 1] - words[3 * place]
        return count

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    @cython.cdivision(True)
    def _weigh_changes(self, states: cython.Py_ssize_t) -> cython.void:
        """Write what each kind of gap does between so many languages to ``_changes``."""
        share: cython.double = 1.0 / (states - 1) if states > 1 else 0.0
        gap: cython.int
        for gap in range(_KINDS):
            self._changes[CHANGE * gap + _CALM] = self._odds[gap] * share
            self._changes[CHANGE * gap + _MIXED] = self._odds[_KINDS + gap] * share
            broken: cython.double = 1.0 / states if gap >= _STOP else 0.0
            self._changes[CHANGE * gap + _TO_CALM] = self._odds[gap] * broken
            self._changes[CHANGE * gap + _TO_MIXED] = self._odds[_ENTER] * broken

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    @cython.cdivision(True)
    def _go_forward(
        self, words: Evidence, states: cython.Py_ssize_t, keep: cython.bint
    ) -> cython.double:
        """Return the log-likelihood of the words over all paths.

        This function and the next are long so that what they compute stays in registers.

        With ``keep`` write the probability of each state at each word, given the words up to it, to
        ``_forward``: each language in calm, then in mixed text.
        """
        now: cython.p_double = cython.address(self._now[0]) if cython.compiled else self._now
        likely: cython.p_double = (
            cython.address(self._likely[0]) if cython.compiled else self._likely
        )
        columns: cython.p_short = (
            cython.address(words.columns[0]) if cython.compiled else words.columns
        )
        count: cython.Py_ssize_t = words.words
        at: cython.Py_ssize_t
        state: cython.Py_ssize_t
        value: cython.int
        offset: cython.longlong = 0
        scaled: cython.longlong = 0
        chance: cython.double
        stay: cython.double = self._odds[_STAY]
        # The probability of calm and of mixed text at a word; the part of it that a language keeps,
        # and that each of them gets.
        calm: cython.double = 1.0
        mixed: cython.double = self._odds[_ENTER] / stay
        kept_calm: cython.double = 0.0
        kept_mixed: cython.double = 0.0
        to_calm: cython.double = calm / states
        to_mixed: cython.double = mixed / states
        self._weigh_changes(states)
        for state in range(2 * states):
            now[state] = 0.0
        for at in range(count):
            if at:
                gap: cython.Py_ssize_t = CHANGE * words.gaps[at]
                kept_calm = 1.0 - self._changes[gap + _CALM]
                kept_mixed = 1.0 - self._changes[gap + _MIXED]
                to_calm = self._changes[gap + _CALM] * calm + self._changes[gap + _TO_CALM] * mixed
                to_mixed = (
                    self._changes[gap + _MIXED] * mixed + self._changes[gap + _TO_MIXED] * calm
                )
            most: cython.int = _highest(columns, at, count, states)
            offset += most
            calm = 0.0
            mixed = 0.0
            for state in range(states):
                value = most - columns[state * count + at]
                chance = likely[value if value < MOST else MOST]
                now[2 * state] = (now[2 * state] * kept_calm + to_calm) * chance
                now[2 * state + 1] = (now[2 * state + 1] * kept_mixed + to_mixed) * (chance * stay)
                calm += now[2 * state]
                mixed += now[2 * state + 1]
            if calm + mixed < _SMALL:
                scaled += 1
                calm *= _LARGE
                mixed *= _LARGE
                self._rescale(states)
            if keep:
                for state in range(2 * states):
                    self._forward[2 * at * states + state] = now[state]
        return rint(offset + _SCALE * (log(calm + mixed) - scaled * log(_LARGE)))

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _go_backward(self, words: Evidence, states: cython.Py_ssize_t) -> cython.void:
        """Write the likeliest language of each word to ``labels``, after ``_go_forward``."""
        after: cython.p_double = cython.address(self._now[0]) if cython.compiled else self._now
        likely: cython.p_double = (
            cython.address(self._likely[0]) if cython.compiled else self._likely
        )
        columns: cython.p_short = (
            cython.address(words.columns[0]) if cython.compiled else words.columns
        )
        count: cython.Py_ssize_t = words.words
        at: cython.Py_ssize_t
        state: cython.Py_ssize_t
        value: cython.int
        chance: cython.double
        calm: cython.double
        mixed: cython.double
        stay: cython.double = self._odds[_STAY]
        for state in range(2 * states):
            after[state] = 1.0
        for at in range(count - 1, -1, -1):
            self.labels[at] = self._likeliest(at, states)
            most: cython.int = _highest(columns, at, count, states)
            calm = 0.0
            mixed = 0.0
            for state in range(states):
                value = most - columns[state * count + at]
                chance = likely[value if value < MOST else MOST]
                after[2 * state] *= chance
                after[2 * state + 1] *= chance * stay
                calm += after[2 * state]
                mixed += after[2 * state + 1]
            if calm + mixed < _SMALL:
                calm *= _LARGE
                mixed *= _LARGE
                self._rescale(states)
            gap: cython.Py_ssize_t = CHANGE * words.gaps[at]
            kept_calm: cython.double = 1.0 - self._changes[gap + _CALM]
            kept_mixed: cython.double = 1.0 - self._changes[gap + _MIXED]
            from_calm: cython.double = (
                self._changes[gap + _CALM] * calm + self._changes[gap + _TO_MIXED] * mixed
            )
            from_mixed: cython.double = (
                self._changes[gap + _MIXED] * mixed + self._changes[gap + _TO_CALM] * calm
            )
            for state in range(states):
                after[2 * state] = after[2 * state] * kept_calm + from_calm
                after[2 * state + 1] = after[2 * state + 1] * kept_mixed + from_mixed

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _rescale(self, states: cython.Py_ssize_t) -> cython.void:
        """Enlarge the probabilities at a word before they underflow."""
        state: cython.Py_ssize_t
        for state in range(2 * states):
            self._now[state] *= _LARGE

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    @cython.nogil
    def _likeliest(self, at: cython.Py_ssize_t, states: cython.Py_ssize_t) -> cython.int:
        """Return the likeliest language of a word, given the words before and after it."""
        first: cython.Py_ssize_t = 2 * at * states
        best: cython.int = 0
        highest: cython.double = -1.0
        state: cython.Py_ssize_t
        for state in range(states):
            chance: cython.double = (
                self._forward[first + 2 * state] * self._now[2 * state]
                + self._forward[first + 2 * state + 1] * self._now[2 * state + 1]
            )
            if chance > highest:
                best = state
                highest = chance
        return best


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
@cython.nogil
def _highest(
    columns: cython.p_short,
    at: cython.Py_ssize_t,
    count: cython.Py_ssize_t,
    states: cython.Py_ssize_t,
) -> cython.int:
    """Return the log-odds of the best language of a word."""
    most: cython.int = columns[at]
    state: cython.Py_ssize_t
    value: cython.int
    for state in range(1, states):
        value = columns[state * count + at]
        most = value if value > most else most
    return most
