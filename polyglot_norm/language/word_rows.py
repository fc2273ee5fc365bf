# cython: initializedcheck=False, boundscheck=False, wraparound=False
"""Rows of log-odds, one for each numbered word, written several at once.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef"

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.language import row_sums
from polyglot_norm.language.lazy_memory import lazy_memory

if cython.compiled:
    from cython.cimports.polyglot_norm.language.prefetch import prefetch
    from cython.cimports.polyglot_norm.language.row_sums import RowSums
else:
    from polyglot_norm.language.prefetch import prefetch
    from polyglot_norm.language.row_sums import RowSums

if TYPE_CHECKING:
    from polyglot_norm.language.model import Table

LIMIT = cython.declare(cython.longlong, 8190)
"""The largest log-odds of a word, so that those of a few words together fit into 16 bits. Only runs
of several pieces reach it."""

SHORT = cython.declare(cython.Py_ssize_t, 12)
"""The letters up to which a word cannot reach it: an n-gram has 127 at most, and they have 57."""

_PIECES = cython.declare(cython.int, row_sums.PIECES)
_LINE = cython.declare(cython.Py_ssize_t, row_sums.LINE)


@cython.cclass
class WordRows:
    """The rows of words by their numbers, in memory for so many, ``together`` read at once.

    ``rows`` holds ``width`` numbers a word: the log-odds of each of a table's languages, then the
    number of its longest n-grams that the model does not know, then of all of them. ``best`` has
    the highest of the log-odds of each, those of a language that is seldom met lowered by that.
    """

    def __init__(self, table: Table, capacity: int, *, together: int) -> None:
        self._labels = len(table.tags)
        self.width = self._labels + 2
        self.rows = lazy_memory(2 * capacity * self.width).cast("h")
        self.best = lazy_memory(2 * capacity).cast("h")
        self._rare = array("h", [min(0, odds) for odds in table.met])
        self._sums = RowSums(table, words=together)
        self.hasher = self._sums.hasher
        self._first = 0
        self._is_long = array("B", bytes(row_sums.PIECES))
        self._total = array("i", bytes(4 * self.width))

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def add(self, number: cython.int, length: cython.Py_ssize_t) -> cython.void:
        """Add the word whose letters the hasher has, one more than the last by its number.

        Its row is written with those of others.
        """
        if not self._sums.count:
            self._first = number
        self._is_long[self._sums.count] = length > SHORT
        self._sums.take(self._row(number))
        if self._sums.count == _PIECES:
            self.write()

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def write_pieces(
        self,
        number: cython.int,
        kind: cython.int,
        data: cython.p_void,
        at: cython.Py_ssize_t,
        end: cython.Py_ssize_t,
    ) -> cython.void:
        """Write the rows of the words that were added, and that of a word of several pieces."""
        self.write()
        row: cython.Py_ssize_t = self._row(number)
        column: cython.int
        for column in range(self.width):
            self._total[column] = 0
        while at < end:
            at = self.hasher.fold(kind, data, at, end)
            self._sums.take(row)
            self._sums.write(self.rows)
            for column in range(self.width):
                self._total[column] += self.rows[row + column]
        self._write_total(row)
        self._find_best(number)

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def write(self) -> cython.void:
        """Write the rows of the words that were added."""
        count: cython.int = self._sums.count
        if not count:
            return
        self._sums.write(self.rows)
        number: cython.int
        for number in range(self._first, self._first + count):
            if self._is_long[number - self._first]:
                self._limit_row(number)
            self._find_best(number)

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def move(self, start: cython.int, to: cython.int) -> cython.void:
        """Copy the row of one word to that of another."""
        column: cython.int
        self.best[to] = self.best[start]
        for column in range(self.width):
            self.rows[self._row(to) + column] = self.rows[self._row(start) + column]

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def write_either(
        self, number: cython.int, one: cython.int, other: cython.int, label: cython.int
    ) -> cython.void:
        """Write the row of one word, in a language with the log-odds of another if higher."""
        self.move(one, number)
        value: cython.short = self.rows[self._row(other) + label]
        if value > self.rows[self._row(number) + label]:
            self.rows[self._row(number) + label] = value
        self._find_best(number)

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def prefetch(self, number: cython.int) -> cython.void:
        """Have the row of a word read from memory."""
        rows: cython.p_short = cython.address(self.rows[0]) if cython.compiled else self.rows
        best: cython.p_short = cython.address(self.best[0]) if cython.compiled else self.best
        prefetch(best, 2 * number)
        at: cython.Py_ssize_t = 2 * self._row(number)
        end: cython.Py_ssize_t = at + 2 * self._labels
        while at < end:
            prefetch(rows, at)
            at += _LINE

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    @cython.nogil
    def _row(self, number: cython.int) -> cython.Py_ssize_t:
        """Return the place of the row of a word."""
        return cython.cast(cython.Py_ssize_t, number) * self.width

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _limit_row(self, number: cython.int) -> cython.void:
        """Scale a row down if a number in it exceeds LIMIT."""
        rows: cython.p_short = cython.address(self.rows[0]) if cython.compiled else self.rows
        row: cython.Py_ssize_t = self._row(number)
        column: cython.int
        lowest: cython.short = 0
        highest: cython.short = 0
        for column in range(self._labels):
            lowest = rows[row + column] if rows[row + column] < lowest else lowest
            highest = rows[row + column] if rows[row + column] > highest else highest
        if lowest >= -LIMIT and highest <= LIMIT:
            return
        for column in range(self.width):
            self._total[column] = self.rows[row + column]
        self._write_total(row)

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _write_total(self, row: cython.Py_ssize_t) -> cython.void:
        """Write ``_total`` as a row, scaled down if a number in it exceeds LIMIT."""
        most: cython.longlong = LIMIT
        number: cython.longlong
        column: cython.int
        for column in range(self._labels):
            number = self._total[column]
            most = max(most, number, -number)
        if most > LIMIT:
            for column in range(self._labels):
                number = self._total[column]
                self._total[column] = LIMIT * number // most
        most = self._total[self._labels + 1]
        if most > LIMIT:
            number = self._total[self._labels]
            self._total[self._labels] = LIMIT * number // most
            self._total[self._labels + 1] = LIMIT
        for column in range(self.width):
            self.rows[row + column] = self._total[column]

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _find_best(self, number: cython.int) -> cython.void:
        """Write the highest log-odds of a row, less for languages that are seldom met."""
        rows: cython.p_short = cython.address(self.rows[0]) if cython.compiled else self.rows
        rare: cython.p_short = cython.address(self._rare[0]) if cython.compiled else self._rare
        row: cython.Py_ssize_t = self._row(number)
        best: cython.short = rows[row] + rare[0]
        value: cython.short
        column: cython.int
        for column in range(self._labels):
            value = rows[row + column] + rare[column]
            best = value if value > best else best
        self.best[number] = best
