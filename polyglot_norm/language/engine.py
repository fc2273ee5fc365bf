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
import threading
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from polyglot_norm.language.block import Found, Reader, TableReader
from polyglot_norm.language.labels import Constraints, Label, Stretches
from polyglot_norm.language.language_set import FORBIDDEN
from polyglot_norm.language.model import SCALE, Model, Table
from polyglot_norm.language.naming import undetermined
from polyglot_norm.language.ngrams import Scorer
from polyglot_norm.language.tags import script_of
from polyglot_norm.records import ProtectedSpan
from polyglot_norm.text.characters import SCRIPTS
from polyglot_norm.text.lines import line_end

BLOCK = 30_000
"""Code points that are looked at together, up to the end of the line or word."""

MOST_WORDS = 2 * BLOCK + 1
"""Words a scorer holds: twice as many as the 2 * ``BLOCK`` code points that a block has at most can
be, since between two words of one script there is something; so that text in many languages does
not make it forget them with every block."""

OWNER_CONFIDENCE = 0.99
"""The probability of the only language of a script: others borrow it now and then."""

_NUMBERS = {script: number for number, script in enumerate(SCRIPTS)}
_NO_SHIELDS = array("q", (0, 0))


class Engine:
    """Labels texts by a model, under constraints. Safe in threads."""

    def __init__(self, model: Model, constraints: Constraints) -> None:
        self._model = model
        self._constraints = constraints
        self._priors = [_prior(table, constraints) for table in model.tables]
        served = {script for table in model.tables for script in table.scripts}
        self._owners = {
            number: self._owner(script)
            for number, script in enumerate(SCRIPTS)
            if script not in served
        }
        self._local = threading.local()

    def stretches(self, text: str, protected: Sequence[ProtectedSpan]) -> Stretches:
        """The stretches of a text, in order; what no word stands in belongs to none."""
        reader = self._reader()
        found = Found()
        reader.begin()
        for start, end in blocks(text):
            reader.read(text, start, end, _shields(protected, start, end), found)
        return found.stretches()

    def _reader(self) -> Reader:
        """This thread's reader."""
        try:
            reader: Reader = self._local.reader
        except AttributeError:
            served = [[_NUMBERS[name] for name in table.scripts] for table in self._model.tables]
            reader = self._local.reader = Reader(self._table_reader, served, self._owners)
        return reader

    def _table_reader(self, number: int) -> TableReader:
        """A new reader of a table, for this thread."""
        table = self._model.tables[number]
        return TableReader(table, scorer_of(table), self._priors[number], self._constraints)

    def _owner(self, script: str) -> Label:
        tag = self._model.owners.get(script)
        allowed = self._constraints.allowed
        if tag is None or (allowed is not None and tag not in allowed):
            return undetermined({}, script)
        return Label(tag, script_of(tag), OWNER_CONFIDENCE, ((tag, OWNER_CONFIDENCE),))


def _shields(protected: Sequence[ProtectedSpan], start: int, end: int) -> array[int]:
    """The starts and ends of what is protected between two places, at least one pair."""
    if not protected:
        return _NO_SHIELDS
    first = bisect_right(protected, start, key=lambda span: span.end)
    last = bisect_left(protected, end, key=lambda span: span.start)
    return array("q", [at for span in protected[first:last] for at in span[:2]]) or _NO_SHIELDS


def _prior(table: Table, constraints: Constraints) -> array[int]:
    """The evidence for each language of a table before the first word."""
    prior = array("i", table.priors)
    for number, tag in enumerate(table.tags):
        if constraints.allowed is not None and tag not in constraints.allowed:
            prior[number] = FORBIDDEN
        elif tag in constraints.hints:
            prior[number] += round(SCALE * math.log(constraints.hints[tag]))
    return prior


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
        limit = start + 2 * BLOCK
        end = line_end(text, start + BLOCK, limit)
        if end == limit:
            end = text.find(" ", start + BLOCK, limit) + 1 or start + BLOCK
        yield start, end
        start = end
    if start < len(text):
        yield start, len(text)
