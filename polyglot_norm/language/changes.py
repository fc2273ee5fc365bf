# cython: initializedcheck=False, boundscheck=False, wraparound=False
"""Changes of language at each kind of gap, as probabilities.

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
from polyglot_norm.language.model import SCALE

if TYPE_CHECKING:
    from polyglot_norm.language.costs import Costs

# Of each kind of gap: the part of a language that changes to another one in calm and in mixed text,
# and what each language gets of mixed text that turns calm, and of calm that turns mixed.
FIELDS = 4
CALM, MIXED, TO_CALM, TO_MIXED = range(FIELDS)
EDGE = kinds.KINDS
"""One more kind: an end of the block, where no language goes on."""
BACK = FIELDS * (kinds.KINDS + 1)
"""The place of the same for the way back, on which the last two fields are swapped."""

_STOP = cython.declare(cython.int, kinds.STOP)
_KINDS = cython.declare(cython.int, kinds.KINDS)
_FIELDS = cython.declare(cython.int, FIELDS)
_BACK = cython.declare(cython.int, BACK)


@cython.cclass
class Changes:
    """The changes between a number of languages, in ``table``."""

    def __init__(self, costs: Costs) -> None:
        self.table = array("d", bytes(16 * BACK))
        self._calm = array("d", [exp(-cost / SCALE) for cost in costs.calm])
        self._mixed = array("d", [exp(-cost / SCALE) for cost in costs.mixed])
        self._enter = exp(-costs.enter / SCALE)

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    @cython.cdivision(True)
    def weigh(self, languages: cython.Py_ssize_t) -> cython.void:
        """Write the changes between so many languages."""
        share: cython.double = 1.0 / (languages - 1) if languages > 1 else 0.0
        gap: cython.int
        for gap in range(_KINDS):
            # Text turns from calm to mixed, or back, at the end of a sentence.
            broken: cython.double = 1.0 / languages if gap >= _STOP else 0.0
            calm: cython.double = self._calm[gap] * share
            mixed: cython.double = self._mixed[gap] * share
            to_calm: cython.double = self._calm[gap] * broken
            to_mixed: cython.double = self._enter * broken
            self._set(_FIELDS * gap, calm, mixed, to_calm, to_mixed)
            self._set(_BACK + _FIELDS * gap, calm, mixed, to_mixed, to_calm)
        self._set(_FIELDS * _KINDS, 1.0, 1.0, 0.0, 0.0)
        self._set(_BACK + _FIELDS * _KINDS, 1.0, 1.0, 0.0, 0.0)

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    @cython.nogil
    def _set(
        self,
        at: cython.int,
        calm: cython.double,
        mixed: cython.double,
        to_calm: cython.double,
        to_mixed: cython.double,
    ) -> cython.void:
        self.table[at] = calm
        self.table[at + 1] = mixed
        self.table[at + 2] = to_calm
        self.table[at + 3] = to_mixed
