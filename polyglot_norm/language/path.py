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
# mypy: disable-error-code="import-untyped, untyped-decorator"

from __future__ import annotations

from array import array
from typing import NamedTuple

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.language import gaps as kinds
from polyglot_norm.language.model import SCALE

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
        """The costs of a path, in the order ``best_path`` reads them."""
        return array("i", (*self.calm, *self.mixed, self.stay, self.enter))


def best_path(
    rows: cython.short[::1],
    width: cython.int,
    numbers: cython.int[::1],
    gaps: cython.uchar[::1],
    chosen: cython.int[::1],
    costs: cython.int[::1],
) -> array[int]:
    """The label of each word, as an index into ``chosen``: the path of the most evidence.

    ``costs`` are those of ``Costs.flat``. Of equal paths the one that changes later is taken, and
    of equal languages the one chosen first.
    """
    labels = array("i", bytes(4 * len(numbers)))
    if len(chosen) > 1 and len(numbers):
        came = array("B", bytes(len(numbers) * 2 * len(chosen)))
        _walk(rows, width, numbers, gaps, chosen, costs, came, labels)
    return labels


def path_score(
    rows: cython.short[::1],
    width: cython.int,
    numbers: cython.int[::1],
    gaps: cython.uchar[::1],
    chosen: cython.int[::1],
    costs: cython.int[::1],
) -> int:
    """The evidence of the best path through the words, less what it costs."""
    nothing = array("B")
    score: int = _walk(rows, width, numbers, gaps, chosen, costs, nothing, array("i"))
    return score


@cython.cfunc
@cython.boundscheck(False)
@cython.wraparound(False)
def _walk(  # noqa: C901 - the hot loop, written without calls
    rows: cython.short[::1],
    width: cython.int,
    numbers: cython.int[::1],
    gaps: cython.uchar[::1],
    chosen: cython.int[::1],
    costs: cython.int[::1],
    came: cython.uchar[::1],
    labels: cython.int[::1],
) -> cython.longlong:
    """Viterbi over languages at two levels: calm text, and text that mixes its languages.

    With no room in ``came`` the path is not kept, and only its score returned.
    """
    states: cython.Py_ssize_t = len(chosen)
    words: cython.Py_ssize_t = len(numbers)
    keep: cython.bint = len(came) > 0
    score: cython.longlong[::1] = array("q", bytes(16 * states))
    stay: cython.int = costs[2 * KINDS]
    enter: cython.int = costs[2 * KINDS + 1]
    calm: cython.Py_ssize_t = 0
    mixed: cython.Py_ssize_t = states
    at: cython.Py_ssize_t
    state: cython.Py_ssize_t
    source: cython.Py_ssize_t
    row: cython.Py_ssize_t
    value: cython.int
    most: cython.int
    gap: cython.int
    # What comes to a state of each level from the best of its own level, and of the other.
    into_calm: cython.longlong
    into_mixed: cython.longlong
    from_mixed: cython.longlong
    from_calm: cython.longlong
    for state in range(states, 2 * states):
        score[state] = -enter
    for at in range(words):
        gap = gaps[at]
        into_calm = score[calm] - costs[gap]
        into_mixed = score[mixed] - costs[KINDS + gap]
        from_mixed = score[mixed] - costs[gap] if gap >= STOP else LOWEST
        from_calm = score[calm] - enter if gap >= STOP else LOWEST
        row = cython.cast(cython.Py_ssize_t, numbers[at]) * width
        most = rows[row + chosen[0]]
        for state in range(1, states):
            most = max(most, rows[row + chosen[state]])
        for state in range(states):
            value = max(most - MOST, rows[row + chosen[state]])
            source = state
            if at and into_calm > score[state]:
                score[state] = into_calm
                source = calm
            if at and from_mixed > score[state]:
                score[state] = from_mixed
                source = mixed
            score[state] += value
            if keep:
                came[2 * at * states + state] = source
            source = states + state
            if at and into_mixed > score[states + state]:
                score[states + state] = into_mixed
                source = mixed
            if at and from_calm > score[states + state]:
                score[states + state] = from_calm
                source = calm
            score[states + state] += value - stay
            if keep:
                came[(2 * at + 1) * states + state] = source
        calm = 0
        mixed = states
        for state in range(states):
            if score[state] > score[calm]:
                calm = state
            if score[states + state] > score[mixed]:
                mixed = states + state
    state = calm if score[calm] >= score[mixed] else mixed
    into_calm = score[state]
    if keep:
        for at in range(words - 1, -1, -1):
            labels[at] = state % states
            state = came[2 * at * states + state]
    return into_calm


RUN_FIELDS = 3


def find_runs(
    words: array[int], places: array[int], labels: array[int], gaps: array[int]
) -> array[int]:
    """The runs of words with one label in one line: first word, end, and letters of each.

    The first two count in ``places``, the places of the labelled words among ``words``.
    """
    runs = array("q", bytes(8 * RUN_FIELDS * len(labels)))
    count: cython.Py_ssize_t = _fill_runs(words, places, labels, gaps, runs)
    return runs[: RUN_FIELDS * count]


@cython.cfunc
@cython.boundscheck(False)
@cython.wraparound(False)
def _fill_runs(
    words: cython.longlong[::1],
    places: cython.int[::1],
    labels: cython.int[::1],
    gaps: cython.uchar[::1],
    runs: cython.longlong[::1],
) -> cython.Py_ssize_t:
    count: cython.Py_ssize_t = 0
    at: cython.Py_ssize_t
    place: cython.Py_ssize_t
    for at in range(len(labels)):
        if not at or labels[at] != labels[at - 1] or gaps[at] == LINE:
            runs[3 * count] = at
            runs[3 * count + 2] = 0
            count += 1
        place = places[at]
        runs[3 * count - 2] = at + 1
        runs[3 * count - 1] += words[3 * place + 1] - words[3 * place]
    return count
