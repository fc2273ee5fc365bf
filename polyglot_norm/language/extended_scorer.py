# cython: initializedcheck=False, boundscheck=False, wraparound=False
"""Scores of words with those of learned languages beside them.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef, misc"

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.language import row_sums, scorer

if cython.compiled:
    from cython.cimports.polyglot_norm.language.row_sums import RowSums
    from cython.cimports.polyglot_norm.language.scorer import Scorer
else:
    from polyglot_norm.language.row_sums import RowSums
    from polyglot_norm.language.scorer import Scorer

if TYPE_CHECKING:
    from polyglot_norm.language.extended import ExtendedTable
    from polyglot_norm.language.model import Table

_FIELDS = cython.declare(cython.Py_ssize_t, 3)
"""The sum of a language for a piece, the n-grams that it does not know, and how many there are."""


@cython.cclass
class AddedSums(RowSums):
    """The sums of learned languages, one after another: each knows the next."""

    _sums: cython.short[::1]
    _column: cython.int
    _next: AddedSums
    _is_last: cython.bint

    def __init__(self, tables: list[Table], column: int) -> None:
        super().__init__(tables[0])
        self._sums = array("h", bytes(2 * 3 * row_sums.PIECES))
        self._column = column
        self._is_last = len(tables) == 1
        if not self._is_last:
            self._next = AddedSums(tables[1:], column + 1)

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def follow(self, other: RowSums) -> cython.void:
        """Take the piece that another one took last: its n-grams have the same hashes."""
        piece: cython.int = other.count - 1
        at: cython.int
        for at in range(other._ends[piece], other._ends[piece + 1]):
            self.hasher.hashes[at] = other.hasher.hashes[at]
        self._rows[piece] = _FIELDS * piece
        self._longest[piece] = other._longest[piece]
        self._ends[piece + 1] = other._ends[piece + 1]
        self.count = other.count
        if not self._is_last:
            self._next.follow(other)

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def add_up(self) -> cython.void:
        """Add up the weights of the pieces that were taken."""
        self.write(self._sums)
        if not self._is_last:
            self._next.add_up()

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def put(
        self,
        piece: cython.int,
        rows: cython.short[::1],
        row: cython.longlong,
        unknown: cython.short,
    ) -> cython.short:
        """Write the sums of a piece to its row; return how many of its n-grams are unknown.

        A piece is as new as it is to the one that knows it best.
        """
        rows[row + self._column] = self._sums[_FIELDS * piece]
        unknown = min(unknown, self._sums[_FIELDS * piece + 1])
        if self._is_last:
            return unknown
        return self._next.put(piece, rows, row, unknown)


@cython.cclass
class ExtendedSums(RowSums):
    """Sums whose rows have columns for learned languages after those of the model."""

    _added: AddedSums
    _all: cython.int

    def __init__(self, table: ExtendedTable, *, words: int) -> None:
        super().__init__(table.base, words=words)
        self._added = AddedSums(list(table.added), len(table.base.tags))
        self._all = len(table.tags)

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def take(self, row: cython.Py_ssize_t) -> cython.void:
        """Take the piece that was folded last, whose sums belong to the row at a place."""
        RowSums.take(self, row)
        self._added.follow(self)

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def write(self, rows: cython.short[::1]) -> cython.void:
        """Write the sums of the pieces that were taken to their rows."""
        count: cython.int = self.count
        RowSums.write(self, rows)
        self._added.add_up()
        piece: cython.int
        for piece in range(count):
            row: cython.longlong = self._rows[piece]
            unknown: cython.short = rows[row + self._labels]
            counted: cython.short = rows[row + self._labels + 1]
            rows[row + self._all] = self._added.put(piece, rows, row, unknown)
            rows[row + self._all + 1] = counted


@cython.cclass
class ExtendedScorer(Scorer):
    """A scorer whose rows have columns for learned languages after those of the model."""

    def __init__(self, table: ExtendedTable, *, capacity: int = 4096) -> None:
        super().__init__(table, capacity=capacity)
        self._words._sums = ExtendedSums(table, words=scorer.TOGETHER)
        self._words.hasher = self._words._sums.hasher
        self._hasher = self._words.hasher
