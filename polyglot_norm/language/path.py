# cython: legacy_implicit_noexcept=True, initializedcheck=False
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
from polyglot_norm.language.model import SCALE
from polyglot_norm.language.sums import MOST_COLUMNS

if cython.compiled:
    from cython.cimports.libc.math import log, rint
    from cython.cimports.polyglot_norm.language.sums import Evidence
else:
    from math import log

    from polyglot_norm.language.sums import Evidence

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
        """What the costs of a path leave of its probability, in the order ``Path`` reads them."""
        costs = (*self.calm, *self.mixed, self.stay, self.enter)
        return array("d", [exp(-cost / SCALE) for cost in costs])


RUN_FIELDS = cython.declare(cython.int, 3)
"""Of a run: its first word, the word after it, and its letters."""


@cython.cclass
class Path:
    """Finds paths through the words of a block; one is used for block after block."""

    def __init__(self, costs: Costs) -> None:
        odds: cython.double[::1] = costs.odds()
        # How likely a word is in a language that has so many steps of evidence less than another.
        likely: cython.double[::1] = array(
            "d", [exp(-WEIGHT * steps / SCALE) for steps in range(MOST + 1)]
        )
        now: cython.double[::1] = array("d", bytes(16 * MOST_COLUMNS))
        self._kept_fixed = odds, likely, now
        if cython.compiled:
            self._odds = cython.address(odds[0])
            self._likely = cython.address(likely[0])
            self._now = cython.address(now[0])
        else:
            self._odds, self._likely, self._now = self._kept_fixed
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
    @cython.nogil
    def score(self, words: Evidence, states: cython.Py_ssize_t) -> cython.double:
        """The evidence of all paths through the words together, less what they cost.

        The languages to choose from are those of the first ``states`` columns.
        """
        return self._go_forward(words, states, False)

    @cython.cfunc
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
    @cython.nogil
    @cython.cdivision(True)
    def _go_forward(  # noqa: C901 - the hot loop, written without calls
        self, words: Evidence, states: cython.Py_ssize_t, keep: cython.bint
    ) -> cython.double:
        """The log-probability of the words over all paths, in steps of evidence.

        If asked to, ``_forward`` is filled with how likely each state is at each word, given the
        words up to it: first the languages in calm text, then the same in mixed text.
        """
        now: cython.p_double = self._now
        odds: cython.p_double = self._odds
        likely: cython.p_double = self._likely
        columns: cython.p_short = words.columns
        count: cython.Py_ssize_t = words.words
        at: cython.Py_ssize_t
        state: cython.Py_ssize_t
        most: cython.int
        value: cython.int
        offset: cython.longlong = 0
        scaled: cython.longlong = 0
        calm: cython.double
        mixed: cython.double
        total: cython.double = 1.0
        chance: cython.double
        calm_other: cython.double
        mixed_other: cython.double
        calm_from_mixed: cython.double
        mixed_from_calm: cython.double
        stay: cython.double = odds[2 * KINDS]
        enter: cython.double = odds[2 * KINDS + 1] / states
        share: cython.double = 1.0 / (states - 1) if states > 1 else 0.0
        for state in range(states):
            now[state] = 1.0 / states
            now[states + state] = enter
        for at in range(count):
            if at:
                gap: cython.int = words.gaps[at]
                calm = 0.0
                mixed = 0.0
                for state in range(states):
                    calm += now[state]
                    mixed += now[states + state]
                calm_other = odds[gap] * share
                mixed_other = odds[KINDS + gap] * share
                calm_from_mixed = odds[gap] / states * mixed if gap >= STOP else 0.0
                mixed_from_calm = enter * calm if gap >= STOP else 0.0
                for state in range(states):
                    now[state] += calm_other * (calm - now[state]) + calm_from_mixed
                    now[states + state] = stay * (
                        now[states + state]
                        + mixed_other * (mixed - now[states + state])
                        + mixed_from_calm
                    )
            most = columns[at]
            for state in range(1, states):
                most = max(most, columns[state * count + at])
            offset += most
            total = 0.0
            for state in range(states):
                value = most - columns[state * count + at]
                chance = likely[value if value < MOST else MOST]
                now[state] *= chance
                now[states + state] *= chance
                total += now[state] + now[states + state]
            if total < _SMALL:
                scaled += 1
                total *= _LARGE
                for state in range(2 * states):
                    now[state] *= _LARGE
            if keep:
                for state in range(2 * states):
                    self._forward[2 * at * states + state] = now[state]
        return rint(offset + _SCALE * (log(total) - scaled * log(_LARGE)))

    @cython.cfunc
    @cython.nogil
    @cython.cdivision(True)
    def _go_backward(self, words: Evidence, states: cython.Py_ssize_t) -> cython.int:
        """Write the likeliest language of each word, given all words, after ``_go_forward``."""
        after: cython.p_double = self._now
        odds: cython.p_double = self._odds
        likely: cython.p_double = self._likely
        columns: cython.p_short = words.columns
        count: cython.Py_ssize_t = words.words
        at: cython.Py_ssize_t
        state: cython.Py_ssize_t
        most: cython.int
        value: cython.int
        best: cython.int
        calm: cython.double
        mixed: cython.double
        total: cython.double
        chance: cython.double
        highest: cython.double
        calm_other: cython.double
        mixed_other: cython.double
        calm_from_mixed: cython.double
        mixed_from_calm: cython.double
        stay: cython.double = odds[2 * KINDS]
        enter: cython.double = odds[2 * KINDS + 1] / states
        share: cython.double = 1.0 / (states - 1)
        for state in range(2 * states):
            after[state] = 1.0
        for at in range(count - 1, -1, -1):
            best = 0
            highest = -1.0
            for state in range(states):
                chance = (
                    self._forward[2 * at * states + state] * after[state]
                    + self._forward[(2 * at + 1) * states + state] * after[states + state]
                )
                if chance > highest:
                    best = state
                    highest = chance
            self.labels[at] = best
            most = columns[at]
            for state in range(1, states):
                most = max(most, columns[state * count + at])
            calm = 0.0
            mixed = 0.0
            for state in range(states):
                value = most - columns[state * count + at]
                chance = likely[value if value < MOST else MOST]
                after[state] *= chance
                after[states + state] *= chance * stay
                calm += after[state]
                mixed += after[states + state]
            gap: cython.int = words.gaps[at]
            calm_other = odds[gap] * share
            mixed_other = odds[KINDS + gap] * share
            calm_from_mixed = odds[gap] / states * calm if gap >= STOP else 0.0
            mixed_from_calm = enter * mixed if gap >= STOP else 0.0
            total = 0.0
            for state in range(states):
                after[state] += calm_other * (calm - after[state]) + mixed_from_calm
                after[states + state] += (
                    mixed_other * (mixed - after[states + state]) + calm_from_mixed
                )
                total += after[state] + after[states + state]
            if total < _SMALL:
                for state in range(2 * states):
                    after[state] *= _LARGE
        return 0

    @cython.cfunc
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
