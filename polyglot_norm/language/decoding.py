# cython: initializedcheck=False
"""From evidence to labels: which word of a block is in which of its languages.

Each word gets the language that is likeliest over all paths through the words (forward and
backward), where changing the language costs the more the less the text is broken at that place.
Text is calm, or mixes its languages: in mixed text a change is cheap but every word costs a
little, and a text goes from calm to mixed, or back, at the end of a sentence. So a page of
English stays whole, and a comment that changes its language every four words is still cut right.
The best path alone would not do: between close languages each word says little, and a thousand
paths that are nearly as good together are likelier than the one that never changes.

Evidence and costs are whole numbers, in steps of 1/``model.SCALE`` of a natural logarithm.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef"

from __future__ import annotations

from array import array
from math import exp
from typing import NamedTuple

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

COMPILED = cython.compiled

STOP = cython.declare(cython.int, kinds.STOP)
LINE = cython.declare(cython.int, kinds.LINE)
KINDS = cython.declare(cython.int, kinds.KINDS)

MOST = cython.declare(cython.int, 6 * SCALE)
"""By how much one word may speak for a language of the set against another: a name is no proof."""

WEIGHT = 0.85
"""What evidence counts between the languages of a set: it repeats itself from word to word."""

_SCALE = cython.declare(cython.double, SCALE)
_SMALL = cython.declare(cython.double, 2.0**-300)
_LARGE = cython.declare(cython.double, 2.0**300)
"""Probabilities below the one are taken times the other, so that none is lost."""

CHANGE = cython.declare(cython.Py_ssize_t, 4)
"""What a gap does: the part of each language that goes to another one in calm text, and in mixed
text; and what each language gets of mixed text that turns calm, and of calm that turns mixed."""

_CALM = cython.declare(cython.Py_ssize_t, 0)
_MIXED = cython.declare(cython.Py_ssize_t, 1)
_TO_CALM = cython.declare(cython.Py_ssize_t, 2)
_TO_MIXED = cython.declare(cython.Py_ssize_t, 3)


class Costs(NamedTuple):
    """What changing the language costs, by what stands there, and what another language does."""

    calm: tuple[int, ...]
    """A change of language in calm text, by kind of gap from HYPHEN to LINE."""
    mixed: tuple[int, ...]
    """The same in text that mixes its languages."""
    stay: int
    """What each word of mixed text costs."""
    enter: int
    """What it costs to take text for mixed."""
    language: int
    """What a language must explain better to be added to the set."""

    def odds(self) -> array[float]:
        """What the costs of a path leave of its probability, in ``Decoder``'s order."""
        costs = (*self.calm, *self.mixed, self.stay, self.enter)
        return array("d", [exp(-cost / SCALE) for cost in costs])


RUN_FIELDS = cython.declare(cython.int, 3)
"""Of a run: its first word, the word after it, and its letters."""


@cython.cclass
class Decoder:
    """Finds paths through the words of a block; one is used for block after block."""

    def __init__(self, costs: Costs) -> None:
        odds: cython.double[::1] = costs.odds()
        # How likely a word is in a language that has so many steps of evidence less than another.
        likely: cython.double[::1] = array(
            "d", [exp(-WEIGHT * steps / SCALE) for steps in range(MOST + 1)]
        )
        now: cython.double[::1] = array("d", bytes(16 * MOST_COLUMNS))
        changes: cython.double[::1] = array("d", bytes(8 * CHANGE * KINDS))
        self._kept_fixed = odds, likely, now, changes
        if cython.compiled:
            self._odds = cython.address(odds[0])
            self._likely = cython.address(likely[0])
            self._now = cython.address(now[0])
            self._changes = cython.address(changes[0])
        else:
            self._odds, self._likely, self._now, self._changes = self._kept_fixed
        self._kept_forward = self._kept_labels = self._kept_runs = None

    @cython.cfunc
    def reserve(self, words: cython.Py_ssize_t, states: cython.Py_ssize_t) -> object:
        """Make room for a path through so many words, in one of so many languages."""
        if self._kept_labels is None or len(self._kept_labels) < words:
            labels: cython.int[::1] = array("i", bytes(8 * words))
            runs: cython.longlong[::1] = array("q", bytes(8 * RUN_FIELDS * 2 * words))
            self._kept_labels = labels
            self._kept_runs = runs
            self.labels = cython.address(labels[0]) if cython.compiled else labels
            self.runs = cython.address(runs[0]) if cython.compiled else runs
        needed: cython.Py_ssize_t = 2 * words * states if states > 1 else 0
        if needed and (self._kept_forward is None or len(self._kept_forward) < needed):
            forward: cython.double[::1] = array("d", bytes(8 * needed))
            self._kept_forward = forward
            self._forward = cython.address(forward[0]) if cython.compiled else forward
        return None  # an object, so that a MemoryError is raised

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def score(self, words: Evidence, states: cython.Py_ssize_t) -> cython.double:
        """The evidence of all paths through the words together, less what they cost.

        The languages to choose from are those of the first ``states`` columns.
        """
        return self._go_forward(words, states, False)

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def find(self, words: Evidence, states: cython.Py_ssize_t) -> cython.int:
        """Write to ``labels`` the column of each word: its likeliest language.

        Of equal languages the one of the first column is taken.
        """
        at: cython.Py_ssize_t
        if states > 1:
            self._go_forward(words, states, True)
            self._go_backward(words, states)
        else:
            for at in range(words.words):
                self.labels[at] = 0
        return 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    @cython.cdivision(True)
    def _weigh_changes(self, states: cython.Py_ssize_t) -> cython.int:
        """Write to ``_changes`` what each kind of gap does between so many languages."""
        odds: cython.p_double = self._odds
        share: cython.double = 1.0 / (states - 1) if states > 1 else 0.0
        gap: cython.int
        for gap in range(KINDS):
            self._changes[CHANGE * gap + _CALM] = odds[gap] * share
            self._changes[CHANGE * gap + _MIXED] = odds[KINDS + gap] * share
            broken: cython.double = 1.0 / states if gap >= STOP else 0.0
            self._changes[CHANGE * gap + _TO_CALM] = odds[gap] * broken
            self._changes[CHANGE * gap + _TO_MIXED] = odds[2 * KINDS + 1] * broken
        return 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    @cython.cdivision(True)
    def _go_forward(
        self, words: Evidence, states: cython.Py_ssize_t, keep: cython.bint
    ) -> cython.double:
        """The log-probability of the words over all paths, in steps of evidence.

        If asked to, ``_forward`` is filled with how likely each state is at each word, given the
        words up to it: each language in calm text, then in mixed text.
        """
        now: cython.p_double = self._now
        likely: cython.p_double = self._likely
        columns: cython.p_short = words.columns
        count: cython.Py_ssize_t = words.words
        at: cython.Py_ssize_t
        state: cython.Py_ssize_t
        value: cython.int
        offset: cython.longlong = 0
        scaled: cython.longlong = 0
        chance: cython.double
        stay: cython.double = self._odds[2 * KINDS]
        # How likely calm and mixed text is at a word, and the part of it that a language keeps
        # and that each of them gets.
        calm: cython.double = 1.0
        mixed: cython.double = self._odds[2 * KINDS + 1] / stay
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
            most: cython.int = columns[at]
            for state in range(1, states):
                value = columns[state * count + at]
                most = value if value > most else most
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
                for state in range(2 * states):
                    now[state] *= _LARGE
            if keep:
                for state in range(2 * states):
                    self._forward[2 * at * states + state] = now[state]
        return rint(offset + _SCALE * (log(calm + mixed) - scaled * log(_LARGE)))

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _go_backward(self, words: Evidence, states: cython.Py_ssize_t) -> cython.int:
        """Write the likeliest language of each word, given all words, after ``_go_forward``."""
        after: cython.p_double = self._now
        likely: cython.p_double = self._likely
        columns: cython.p_short = words.columns
        count: cython.Py_ssize_t = words.words
        at: cython.Py_ssize_t
        state: cython.Py_ssize_t
        value: cython.int
        best: cython.int
        chance: cython.double
        highest: cython.double
        calm: cython.double
        mixed: cython.double
        stay: cython.double = self._odds[2 * KINDS]
        for state in range(2 * states):
            after[state] = 1.0
        for at in range(count - 1, -1, -1):
            best = 0
            highest = -1.0
            for state in range(states):
                chance = (
                    self._forward[2 * (at * states + state)] * after[2 * state]
                    + self._forward[2 * (at * states + state) + 1] * after[2 * state + 1]
                )
                if chance > highest:
                    best = state
                    highest = chance
            self.labels[at] = best
            most: cython.int = columns[at]
            for state in range(1, states):
                value = columns[state * count + at]
                most = value if value > most else most
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
                for state in range(2 * states):
                    after[state] *= _LARGE
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
        return 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def cut(
        self, evidence: Evidence, words: cython.p_longlong, places: cython.p_int
    ) -> cython.Py_ssize_t:
        """Write to ``runs`` the words with one label in one line; how many runs there are.

        ``places`` says where the labelled words stand among all ``words``.
        """
        count: cython.Py_ssize_t = 0
        at: cython.Py_ssize_t
        place: cython.Py_ssize_t
        for at in range(evidence.words):
            if not at or self.labels[at] != self.labels[at - 1] or evidence.gaps[at] == LINE:
                self.runs[RUN_FIELDS * count] = at
                self.runs[RUN_FIELDS * count + 2] = 0
                count += 1
            place = places[at]
            self.runs[RUN_FIELDS * count - 2] = at + 1
            self.runs[RUN_FIELDS * count - 1] += words[3 * place + 1] - words[3 * place]
        return count
