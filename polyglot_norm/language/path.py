# cython: legacy_implicit_noexcept=True, initializedcheck=False
"""From evidence to labels: which word of a block is in which of its languages.

The best path through the words is found (Viterbi), where changing the language costs the more
the less the text is broken at that place. Text is calm, or mixes its languages: in mixed text a
change is cheap but every word costs a little, and a text goes from calm to mixed, or back, at the
end of a sentence. So a page of English stays whole, and a comment that changes its language every
four words is still cut right.

Evidence and costs are whole numbers, in steps of 1/``model.SCALE`` of a natural logarithm.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef"

from __future__ import annotations

from array import array
from typing import NamedTuple

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.language import gaps as kinds
from polyglot_norm.language.model import SCALE

if cython.compiled:
    from cython.cimports.polyglot_norm.language.sums import Evidence
else:
    from polyglot_norm.language.sums import Evidence

COMPILED = cython.compiled

STOP = cython.declare(cython.int, kinds.STOP)
LINE = cython.declare(cython.int, kinds.LINE)
KINDS = cython.declare(cython.int, kinds.KINDS)

MOST = cython.declare(cython.int, 8 * SCALE)
"""By how much one word may speak for a language of the set against another: a name is no proof."""

LOWEST = cython.declare(cython.longlong, -(1 << 60))


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

    def flat(self) -> array[int]:
        """The costs of a path, in the order ``Path`` reads them."""
        return array("i", (*self.calm, *self.mixed, self.stay, self.enter))


MOST_STATES = 16
"""Languages that a path may choose from, at most."""

RUN_FIELDS = cython.declare(cython.int, 3)
"""Of a run: its first word, the word after it, and its letters."""


@cython.cclass
class Path:
    """Finds paths through the words of a block; one is used for block after block."""

    def __init__(self, costs: Costs) -> None:
        flat: cython.int[::1] = costs.flat()
        self._kept_costs = flat
        self._costs = cython.address(flat[0]) if cython.compiled else flat
        score: cython.longlong[::1] = array("q", bytes(16 * MOST_STATES))
        self._kept_score = score
        self._score = cython.address(score[0]) if cython.compiled else score
        self._kept_came = self._kept_labels = self._kept_runs = None

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
        if states > 1 and (self._kept_came is None or len(self._kept_came) < 2 * words * states):
            came: cython.uchar[::1] = array("B", bytes(2 * words * states))
            self._kept_came = came
            self._came = cython.address(came[0]) if cython.compiled else came
        return None  # an object, so that a MemoryError is raised

    @cython.cfunc
    @cython.nogil
    def score(
        self, words: Evidence, chosen: cython.p_int, states: cython.Py_ssize_t
    ) -> cython.longlong:
        """The evidence of the best path through the words, less what it costs."""
        return self._walk(words, chosen, states, False)

    @cython.cfunc
    @cython.nogil
    def find(
        self, words: Evidence, chosen: cython.p_int, states: cython.Py_ssize_t
    ) -> cython.int:
        """Write to ``labels`` the label of each word, counted in ``chosen``: the best path.

        Of equal paths the one that changes later is taken, and of equal languages the one chosen
        first.
        """
        at: cython.Py_ssize_t
        if states > 1:
            self._walk(words, chosen, states, True)
        else:
            for at in range(words.words):
                self.labels[at] = 0
        return 0

    @cython.cfunc
    @cython.nogil
    def _walk(
        self,
        words: Evidence,
        chosen: cython.p_int,
        states: cython.Py_ssize_t,
        keep: cython.bint,
    ) -> cython.longlong:
        """Viterbi over languages at two levels: calm text, and text that mixes its languages."""
        score: cython.p_longlong = self._score
        costs: cython.p_int = self._costs
        came: cython.p_uchar = self._came if keep else cython.NULL
        rows: cython.p_short = words.rows
        stay: cython.int = costs[2 * KINDS]
        enter: cython.int = costs[2 * KINDS + 1]
        calm: cython.Py_ssize_t = 0
        mixed: cython.Py_ssize_t = states
        at: cython.Py_ssize_t
        state: cython.Py_ssize_t
        row: cython.Py_ssize_t
        value: cython.longlong
        least: cython.longlong
        better: cython.longlong
        source: cython.Py_ssize_t
        gap: cython.int
        # What comes to a state of each level from the best of its own level, and of the other.
        into_calm: cython.longlong = LOWEST
        into_mixed: cython.longlong = LOWEST
        from_mixed: cython.longlong = LOWEST
        from_calm: cython.longlong = LOWEST
        best_calm: cython.longlong = 0
        best_mixed: cython.longlong = -enter
        next_calm: cython.Py_ssize_t
        next_mixed: cython.Py_ssize_t
        for state in range(states):
            score[state] = 0
            score[states + state] = -enter
        for at in range(words.words):
            if at:
                gap = words.gaps[at]
                into_calm = best_calm - costs[gap]
                into_mixed = best_mixed - costs[KINDS + gap]
                if gap >= STOP:
                    from_mixed = best_mixed - costs[gap]
                    from_calm = best_calm - enter
                else:
                    from_mixed = LOWEST
                    from_calm = LOWEST
            row = cython.cast(cython.Py_ssize_t, words.numbers[at]) * words.width
            least = rows[row + chosen[0]]
            for state in range(1, states):
                least = max(least, rows[row + chosen[state]])
            least -= MOST
            best_calm = best_mixed = LOWEST
            next_calm = next_mixed = 0
            for state in range(states):
                value = max(least, rows[row + chosen[state]])
                better = score[state]
                source = state
                if into_calm > better:
                    better = into_calm
                    source = calm
                if from_mixed > better:
                    better = from_mixed
                    source = mixed
                better += value
                score[state] = better
                if better > best_calm:
                    best_calm = better
                    next_calm = state
                if keep:
                    came[2 * at * states + state] = source
                better = score[states + state]
                source = states + state
                if into_mixed > better:
                    better = into_mixed
                    source = mixed
                if from_calm > better:
                    better = from_calm
                    source = calm
                better += value - stay
                score[states + state] = better
                if better > best_mixed:
                    best_mixed = better
                    next_mixed = states + state
                if keep:
                    came[(2 * at + 1) * states + state] = source
            calm = next_calm
            mixed = next_mixed
        if keep:
            self._follow(words.words, states, calm if best_calm >= best_mixed else mixed)
        return max(best_calm, best_mixed)

    @cython.cfunc
    @cython.nogil
    def _follow(
        self, words: cython.Py_ssize_t, states: cython.Py_ssize_t, state: cython.Py_ssize_t
    ) -> cython.int:
        """Write the labels of the path that ends in a state."""
        at: cython.Py_ssize_t
        for at in range(words - 1, -1, -1):
            self.labels[at] = state % states
            state = self._came[2 * at * states + state]
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
