"""The built-in engine: from words to labelled stretches, block by block.

A block is some thousand words. For each table of the model (the languages that share some
scripts) its words are numbered and scored, the set of languages in the block is grown, and the
best path inside that set labels every word; the words of a script with one language need none of
that. What the blocks before held makes a language cheaper to add, and nothing else is carried
over, so that memory is bounded by a block and the last line of a long text is read as closely as
the first.
"""

from __future__ import annotations

import math
import re
import threading
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from polyglot_norm.language import path
from polyglot_norm.language.gaps import LINE, PROTECTED, SCRIPT, find_gaps, select
from polyglot_norm.language.islands import joined
from polyglot_norm.language.labels import Label, Stretch, Wishes, settled, undetermined
from polyglot_norm.language.model import SCALE, Model, Table
from polyglot_norm.language.present import FLAT_COSTS, FORBIDDEN, extra_prices, find_languages
from polyglot_norm.language.score import Scorer
from polyglot_norm.language.sums import leaders, unknown_share
from polyglot_norm.language.tags import script_of
from polyglot_norm.records import ProtectedSpan
from polyglot_norm.text.characters import SCRIPTS
from polyglot_norm.text.scan import scan

BLOCK = 30_000
"""Code points that are looked at together, up to the end of the line or word."""

MOST_WORDS = BLOCK + 1
"""Words a scorer holds: more than the 2 * ``BLOCK`` code points that a block has at most can be,
since between two words of one script there is something."""

OWNER_CONFIDENCE = 0.99
"""The probability of the only language of a script: others borrow it now and then."""

SHARE_WEIGHT, LEAST_SHARE = 0.3, 0.01
"""How much a language's share of the letters of a block counts in each of its stretches."""

OUTSIDE = 2.5
"""The log-odds against a language that a block was not found to hold, in each of its stretches."""

_LINE_STARTS = re.compile(b"[%c%c]" % (LINE, LINE + PROTECTED))
"""Finds the first words of lines among the kinds of gaps."""

UNKNOWN, SURE = 0.42, 0.8
"""A stretch is ``und`` if the model knows less of its longer letter sequences than the rest, and
is not this sure all the same. Measured on 3,600 stretches of 18 languages and on random letters:
0.1 % of the first are taken for noise, and 73 to 95 % of the second."""

UNSPACED = frozenset(("Hani",))
"""Scripts in which a sequence of four letters is most often new."""


class _Words(NamedTuple):
    """The words of one table in a block."""

    places: array[int]
    numbers: array[int]
    gaps: array[int]


class Engine:
    """Labels texts by a model, under some wishes. Safe in threads."""

    def __init__(self, model: Model, wishes: Wishes) -> None:
        self._model = model
        self._wishes = wishes
        self._priors = {table.scripts: _prior(table, wishes) for table in model.tables}
        self._extra = {scripts: extra_prices(prior) for scripts, prior in self._priors.items()}
        self._allowed = {
            scripts: [label for label, bonus in enumerate(prior) if bonus > FORBIDDEN]
            for scripts, prior in self._priors.items()
        }

    def stretches(self, text: str, protected: Sequence[ProtectedSpan]) -> Iterator[Stretch]:
        """The stretches of a text, in order; what no word stands in belongs to none."""
        shields = array("q", [at for span in protected for at in (span.start, span.end)])
        seen: dict[tuple[str, ...], set[int]] = {}
        for start, end in blocks(text):
            first = 2 * bisect_right(protected, start, key=lambda span: span.end)
            last = 2 * bisect_left(protected, end, key=lambda span: span.start)
            yield from self._block(text, start, end, shields[first:last], seen)

    def _block(
        self,
        text: str,
        start: int,
        end: int,
        shields: array[int],
        seen: dict[tuple[str, ...], set[int]],
    ) -> Iterable[Stretch]:
        words = scan(text, start, end)
        kinds = find_gaps(text, words, shields, start)
        scripts = {SCRIPTS[number] for number in set(words[2::3])}
        found: list[Stretch] = []
        for table in self._model.tables:
            if not scripts.isdisjoint(table.scripts):
                known = seen.setdefault(table.scripts, set())
                found += self._by_table(text, words, kinds, table, known)
        others = scripts.difference(*(table.scripts for table in self._model.tables))
        if others:
            found += self._by_owner(words, kinds, others)
        if len(scripts) > 1:
            found.sort()
        starts = [words[3 * match.start()] for match in _LINE_STARTS.finditer(kinds)]
        return joined(text, found, starts)

    def _by_table(
        self, text: str, words: array[int], kinds: array[int], table: Table, seen: set[int]
    ) -> Iterator[Stretch]:
        """The stretches of the words that a table serves."""
        scorer = scorer_of(table)
        count = len(words) // 3
        numbers = scorer.number(text, words)
        if len(numbers) < count:
            scorer.clear()
            numbers = scorer.number(text, words)
        mine = _Words(*select(kinds, numbers, len(numbers)))
        if not mine.places:
            return
        prior = self._priors[table.scripts]
        allowed = self._allowed[table.scripts]
        if not allowed:
            yield from self._nameless(words, mine, table)
            return
        chosen = find_languages(
            scorer, table, mine.numbers, mine.gaps, prior, self._extra[table.scripts], allowed, seen
        )
        labels = path.best_path(
            scorer.rows, scorer.width, mine.numbers, mine.gaps, array("i", chosen), FLAT_COSTS
        )
        seen.update(chosen)
        runs = path.find_runs(words, mine.places, labels, mine.gaps)
        # A block of one run stands on its own; in a longer one the other runs speak too.
        alone = len(runs) == path.RUN_FIELDS
        prior_at = _Expectation(prior, {} if alone else _letters(runs, labels, chosen))
        fields = iter(runs)
        for first, last, letters in zip(fields, fields, fields, strict=True):
            label = self._label(table, scorer, mine.numbers, first, last, letters, prior_at)
            yield from _stretches(words, mine, first, last, label)

    def _nameless(self, words: array[int], mine: _Words, table: Table) -> Iterator[Stretch]:
        """The words of a table of which no language is allowed."""
        nothing = undetermined({}, table.scripts[0])
        runs = path.find_runs(
            words, mine.places, array("i", bytes(4 * len(mine.places))), mine.gaps
        )
        for first, last in zip(runs[::3], runs[1::3], strict=True):
            yield from _stretches(words, mine, first, last, nothing)

    def _label(
        self,
        table: Table,
        scorer: Scorer,
        numbers: array[int],
        first: int,
        last: int,
        letters: int,
        prior_at: _Expectation,
    ) -> Label:
        """The label of a run of words, with its probability."""
        divisor = SCALE * table.temperature(letters)
        rows, width = scorer.rows, scorer.width
        found = leaders(rows, width, numbers, first, last, prior_at[divisor], divisor)
        shares = {table.tags[label]: share for label, share in found}
        unseen = unknown_share(rows, width, numbers, first, last)
        if unseen > UNKNOWN and found[0][1] < SURE and table.scripts[0] not in UNSPACED:
            return undetermined(shares, table.scripts[0])
        return settled(shares, table.scripts[0], self._wishes)

    def _by_owner(
        self, words: array[int], kinds: array[int], scripts: set[str]
    ) -> Iterator[Stretch]:
        """The stretches of words in a script that one language has to itself, or none we know."""
        labels = {SCRIPTS.index(script): self._owner(script) for script in scripts}
        for place, kind in enumerate(kinds):
            label = labels.get(words[3 * place + 2])
            if label is not None and kind < PROTECTED:
                start, end = words[3 * place], words[3 * place + 1]
                yield Stretch(start, end, label, end - start)

    def _owner(self, script: str) -> Label:
        tag = self._model.owners.get(script)
        if tag is None or (self._wishes.allowed is not None and tag not in self._wishes.allowed):
            return undetermined({}, script)
        return Label(tag, script_of(tag), OWNER_CONFIDENCE, ((tag, OWNER_CONFIDENCE),))


def _stretches(
    words: array[int], mine: _Words, first: int, last: int, label: Label
) -> Iterator[Stretch]:
    """A run of words of one language, cut where words of another script stand in between."""
    places, gaps = mine.places, mine.gaps
    start = first
    if SCRIPT in gaps[first + 1 : last]:
        for at in range(first + 1, last):
            if gaps[at] == SCRIPT:
                yield _stretch(words, places[start], places[at - 1], label)
                start = at
    yield _stretch(words, places[start], places[last - 1], label)


def _stretch(words: array[int], first: int, last: int, label: Label) -> Stretch:
    start, end = words[3 * first], words[3 * last + 1]
    return Stretch(start, end, label, end - start)


def _prior(table: Table, wishes: Wishes) -> array[int]:
    """The evidence for each language of a table before the first word."""
    prior = array("i", table.priors)
    for number, tag in enumerate(table.tags):
        if wishes.allowed is not None and tag not in wishes.allowed:
            prior[number] = FORBIDDEN
        elif tag in wishes.hints:
            prior[number] += round(SCALE * math.log(wishes.hints[tag]))
    return prior


def _letters(runs: array[int], labels: array[int], chosen: Sequence[int]) -> dict[int, int]:
    """How many letters of a block the path gave to each label."""
    letters = dict.fromkeys(chosen, 0)
    for first, count in zip(runs[::3], runs[2::3], strict=True):
        letters[chosen[labels[first]]] += count
    return letters


class _Expectation(dict[float, "array[int]"]):
    """By divisor, the prior in a block of which it is known how many letters each language has."""

    def __init__(self, prior: array[int], letters: dict[int, int]) -> None:
        super().__init__()
        self._prior = prior
        whole = sum(letters.values()) or 1
        self._odds = {
            label: SHARE_WEIGHT * math.log(max(count / whole, LEAST_SHARE))
            for label, count in letters.items()
        }

    def __missing__(self, divisor: float) -> array[int]:
        expected = self._prior
        if self._odds:
            # The divisor is for evidence, which repeats itself; what is expected does not.
            outside = int(OUTSIDE * divisor)
            expected = array("i", [value - outside for value in self._prior])
            for label, odds in self._odds.items():
                expected[label] = self._prior[label] + int(odds * divisor)
        self[divisor] = expected
        return expected


_OPENING = threading.Lock()


def packaged_model() -> Model:
    """The model that comes with the package, opened once."""
    with _OPENING:  # a cache alone would let two threads open it at once
        return _packaged_model()


@cache
def _packaged_model() -> Model:
    return Model.open()


_LOCAL = threading.local()


def scorer_of(table: Table) -> Scorer:
    """This thread's scorer for a table; it keeps the words it has seen until it is full."""
    scorers = _LOCAL.__dict__.setdefault("scorers", {})
    key = id(table)
    if key not in scorers:
        scorers[key] = table, table.scorer(capacity=MOST_WORDS)
    scorer: Scorer = scorers[key][1]
    return scorer


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """Where each block starts and ends: at the end of a line, or of a word in a very long line.

    >>> list(blocks("да " * 12_000))[:2]
    [(0, 36000)]
    """
    start = 0
    while len(text) - start > 2 * BLOCK:
        end = text.find("\n", start + BLOCK, start + 2 * BLOCK) + 1
        if not end:
            end = text.find(" ", start + BLOCK, start + 2 * BLOCK) + 1 or start + BLOCK
        yield start, end
        start = end
    if start < len(text):
        yield start, len(text)
