# cython: initializedcheck=False, boundscheck=False, wraparound=False
"""Scores of words with those of learned languages beside them.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef, misc"

from __future__ import annotations

from typing import TYPE_CHECKING

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

if cython.compiled:
    from cython.cimports.polyglot_norm.language.row_sums import RowSums
    from cython.cimports.polyglot_norm.language.scorer import Scorer
else:
    from polyglot_norm.language.row_sums import RowSums
    from polyglot_norm.language.scorer import Scorer

if TYPE_CHECKING:
    from polyglot_norm.language.extended import ExtendedTable
    from polyglot_norm.language.model import Table
    from polyglot_norm.language.ngrams import NgramHasher


@cython.cclass
class Added:
    """The sums of learned languages, one after another: each knows the next."""

    _sums: RowSums
    _label: cython.int
    _next: Added
    _is_last: cython.bint

    def __init__(self, tables: list[Table], label: int, hasher: NgramHasher) -> None:
        self._sums = RowSums(tables[0], hasher)
        self._label = label
        self._is_last = len(tables) == 1
        if not self._is_last:
            self._next = Added(tables[1:], label + 1, hasher)

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def add_up(self, total: cython.int[::1], unknown: cython.int) -> cython.int:
        """Add the sums of the piece that was folded last; return how many n-grams are unknown.

        A piece is as new as it is to the one that knows it best.
        """
        self._sums.add_up()
        total[self._label] += self._sums.sums[0]
        unknown = min(unknown, self._sums.unknown)
        if self._is_last:
            return unknown
        return self._next.add_up(total, unknown)


@cython.cclass
class ExtendedScorer(Scorer):
    """A scorer whose rows have columns for learned languages after those of the model."""

    _base: cython.int
    _added: Added

    def __init__(self, table: ExtendedTable, *, capacity: int = 4096) -> None:
        super().__init__(table, capacity=capacity)
        self._base = len(table.base.tags)
        self._added = Added(list(table.added), len(table.base.tags), self._hasher)

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _fill_row(
        self,
        kind: cython.int,
        data: cython.p_void,
        at: cython.Py_ssize_t,
        end: cython.Py_ssize_t,
    ) -> cython.void:
        """Write the row of the word that was numbered last."""
        row: cython.Py_ssize_t = cython.cast(cython.Py_ssize_t, self.count - 1) * self.width
        column: cython.int
        for column in range(self.width):
            self._total[column] = 0
        while at < end:
            at = self._hasher.fold(kind, data, at, end)
            self._sums.add_up()
            for column in range(self._base):
                self._total[column] += self._sums.sums[column]
            unknown: cython.int = self._added.add_up(self._total, self._sums.unknown)
            self._total[self._labels] += unknown
            self._total[self._labels + 1] += self._sums.counted
        self._limit()
        for column in range(self.width):
            self.rows[row + column] = self._total[column]
        self.best[self.count - 1] = self._best_of(row)
