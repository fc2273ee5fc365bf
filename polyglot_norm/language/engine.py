# cython: initializedcheck=False
"""The built-in engine: from words to labelled stretches, block by block.

A block is some thousand words. For each table of the model (the languages that share some scripts)
its words are scored, the languages of the block are selected, and decoding gives each word one of
them; the words of a script with one language need none of that. Only the languages that earlier
blocks contained are carried over, which makes them cheaper, so that memory is bounded by a block
and the last line of a long text is read as closely as the first.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef"

from __future__ import annotations

import math
import threading
from array import array
from functools import cache

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.language.costs import FORBIDDEN
from polyglot_norm.language.extended import ExtendedTable
from polyglot_norm.language.labels import Constraints, Label
from polyglot_norm.language.model import SCALE, Model, Table
from polyglot_norm.language.naming import undetermined
from polyglot_norm.language.scorer import Scorer
from polyglot_norm.language.table_labeller import TableLabeller
from polyglot_norm.language.tags import known, script_of
from polyglot_norm.language.traits import group_of
from polyglot_norm.text.characters import SCRIPTS

if cython.compiled:
    from cython.cimports.polyglot_norm.language.block_labeller import BlockLabeller
    from cython.cimports.polyglot_norm.language.rules.lone_names import settle_names
    from cython.cimports.polyglot_norm.language.rules.repertoires import settle_han
    from cython.cimports.polyglot_norm.language.stretches import Stretches
    from cython.cimports.polyglot_norm.text.protected_scan import Protected
else:
    from polyglot_norm.language.block_labeller import BlockLabeller
    from polyglot_norm.language.rules.lone_names import settle_names
    from polyglot_norm.language.rules.repertoires import settle_han
    from polyglot_norm.language.stretches import Stretches
    from polyglot_norm.text.protected_scan import Protected

MOST_WORDS = 60_000
"""The words that a scorer holds. A block has at most 2 * ``BLOCK`` code points, and half as many
words, since something separates two words of one script; more are kept, so that text in many
languages does not make a scorer forget them with every page."""

OWNER_CONFIDENCE = 0.99
"""The probability of the only language of a script: others borrow it now and then."""

_NUMBERS = {script: number for number, script in enumerate(SCRIPTS)}


@cython.cclass
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

    @cython.ccall
    def stretches(self, text: str, protected: Protected) -> Stretches:
        """Return the stretches of a text, in order; what holds no word belongs to none."""
        found = self._labeller().stretches(text, protected.bounds)
        found = settle_han(text, found, self._constraints)
        return settle_names(text, found, self._constraints)

    @cython.cfunc
    def _labeller(self) -> BlockLabeller:
        """Return the labeller of blocks for this thread."""
        labeller: BlockLabeller
        try:
            labeller = self._local.labeller
        except AttributeError:
            labeller = self._local.labeller = self._new_labeller()
        return labeller

    def _new_labeller(self) -> BlockLabeller:
        served = [[_NUMBERS[name] for name in table.scripts] for table in self._model.tables]
        return BlockLabeller(served, self._table_labeller, self._owners)

    def _table_labeller(self, number: int) -> TableLabeller:
        """Return a new labeller for a table, for this thread."""
        table = self._model.tables[number]
        scorer = _extended_scorer(table) if isinstance(table, ExtendedTable) else scorer_of(table)
        return TableLabeller(table, scorer, self._priors[number], self._constraints)

    def _owner(self, script: str) -> Label:
        """Return the label of a script that no table serves."""
        tag = self._model.owners.get(script)
        allowed = self._constraints.allowed
        if tag is None or (allowed is not None and tag not in allowed):
            return undetermined({}, script)
        own = script_of(tag) if tag in known() else script
        return Label(tag, own, OWNER_CONFIDENCE, ((tag, OWNER_CONFIDENCE),))


def _prior(table: Table, constraints: Constraints) -> array[int]:
    """Return the log-odds of each language of a table before the first word."""
    prior = array("i", table.priors)
    allowed = constraints.allowed
    for number, tag in enumerate(table.tags):
        if allowed is not None and allowed.isdisjoint((tag, group_of().get(tag, tag))):
            prior[number] = FORBIDDEN
        elif tag in constraints.hints:
            prior[number] += round(SCALE * math.log(constraints.hints[tag]))
    return prior


def _extended_scorer(table: ExtendedTable) -> Scorer:
    """Return a scorer of the engine's own, which goes when the engine does."""
    from polyglot_norm.language.extended_scorer import ExtendedScorer  # rarely needed

    return ExtendedScorer(table, capacity=MOST_WORDS)


_OPENING = threading.Lock()


def packaged_model() -> Model:
    """Return the model that comes with the package, opened once."""
    with _OPENING:  # a cache alone would let two threads open it at once
        return _packaged_model()


@cache
def _packaged_model() -> Model:
    return Model.open()


_LOCAL = threading.local()


def scorer_of(table: Table) -> Scorer:
    """Return this thread's scorer for a table; it keeps the words it has seen until it is full."""
    scorers = _LOCAL.__dict__.setdefault("scorers", {})
    key = id(table)
    if key not in scorers:
        scorers[key] = table, Scorer(table, capacity=MOST_WORDS)
    scorer: Scorer = scorers[key][1]
    return scorer
