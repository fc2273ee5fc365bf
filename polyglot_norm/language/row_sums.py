# cython: initializedcheck=False, boundscheck=False, wraparound=False
"""Sums of the weights that a table of the model has for the n-grams of a word.

What takes the time is memory, so all rows of a word are found before any is added up, and the most
frequent n-grams, which have a weight for nearly every language, are added many columns at a time.

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

from polyglot_norm.language import table_layout

if cython.compiled:
    from cython.cimports.polyglot_norm.language.little_endian import number16, number32
    from cython.cimports.polyglot_norm.language.ngrams import NgramHasher
    from cython.cimports.polyglot_norm.language.prefetch import prefetch
    from cython.cimports.polyglot_norm.language.row_search import matching_row, weights_of_row
else:
    from polyglot_norm.language.little_endian import number16, number32
    from polyglot_norm.language.ngrams import NgramHasher
    from polyglot_norm.language.prefetch import prefetch
    from polyglot_norm.language.row_search import matching_row, weights_of_row

if TYPE_CHECKING:
    from polyglot_norm.language.model import Table

COMPILED = cython.compiled

PIECES = 8
"""The pieces whose sums are made together, so that a processor waits for what all of them need at
once; what they need must fit into its nearest cache."""

LINE = 64
"""The bytes that a processor reads from memory together."""

_LINE = cython.declare(cython.uint, LINE)

DENSE = cython.declare(cython.uint, table_layout.DENSE)

ROOM = cython.declare(cython.ulonglong, table_layout.ROOM)

_WIDEST = 1024
"""More than the bytes from the beginning of a bucket to its weights, and sixteen more."""


@cython.cclass
class RowSums:
    """Sums over the n-grams of pieces of words, up to PIECES at once; it keeps its memory.

    A row of sums has a number for each language, then how many n-grams of the last order the model
    does not know, and how many of these there are. Where a piece is too short for any, the whole is
    counted, and where it is Arabic with vowel signs, as one that is known: what the model has read
    is hardly ever pointed.
    """

    def __init__(self, table: Table, *, words: int = 1) -> None:
        self.hasher = NgramHasher(table.orders, pieces=PIECES, words=words)
        self.count = 0
        self._may_be_pointed = "Arab" in table.scripts
        self._data = table.data
        self._shift = 32 - table.bits
        self._labels = len(table.tags)
        self._width = table.layout.width
        self._dense = table.layout.dense
        self._safe = max(0, len(table.data) - _WIDEST)
        most = PIECES * self.hasher.most
        self._places = array("I", bytes(4 * most))
        self._dense_places = array("I", bytes(4 * most))
        self._sparse_places = array("I", bytes(4 * most))
        self._sparse_lengths = array("I", bytes(4 * most))
        # Of each piece: the place of its row, and where those of its n-grams begin, among all that
        # are hashed, that are of the last order. Of it and of the one before: where what was hashed
        # and found ends.
        self._rows = array("q", bytes(8 * PIECES))
        self._longest = array("i", bytes(4 * PIECES))
        self._ends = array("i", bytes(4 * (PIECES + 1)))
        self._dense_ends = array("i", bytes(4 * (PIECES + 1)))
        self._sparse_ends = array("i", bytes(4 * (PIECES + 1)))

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def take(self, row: cython.Py_ssize_t) -> cython.void:
        """Take the piece that was folded last, whose sums belong to the row at a place."""
        data: cython.p_const_uchar = self._table()
        first: cython.int = self._ends[self.count]
        end: cython.int = self.hasher.hash_ngrams(first)
        at: cython.int
        for at in range(first, end):
            prefetch(data, 4 * (self.hasher.hashes[at] >> self._shift))
        self._rows[self.count] = row
        self._longest[self.count] = self.hasher.longest
        if self._may_be_pointed and self.hasher.is_pointed():
            self._longest[self.count] = end
        self.count += 1
        self._ends[self.count] = end

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def write(self, rows: cython.short[::1]) -> cython.void:
        """Write the sums of the pieces that were taken to their rows."""
        # What takes the time is memory: each loop asks for what the next one will read.
        data: cython.p_const_uchar = self._table()
        sums: cython.p_short = cython.address(rows[0]) if cython.compiled else rows
        at: cython.int
        piece: cython.int
        for at in range(self._ends[self.count]):
            place: cython.uint = number32(data, 4 * (self.hasher.hashes[at] >> self._shift))
            self._places[at] = place
            prefetch(data, place)
            prefetch(data, place + _LINE)
        for piece in range(self.count):
            self._find_rows(data, piece, sums)
        for piece in range(self.count):
            self._sum_dense(data, piece, sums)
            self._sum_sparse(data, piece, sums)
        self.count = 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _find_rows(
        self, data: cython.p_const_uchar, piece: cython.int, sums: cython.p_short
    ) -> cython.void:
        """Find the rows of the hashed n-grams, and count those that tell what is known."""
        hashes: cython.p_uint = (
            cython.address(self.hasher.hashes[0]) if cython.compiled else self.hasher.hashes
        )
        places: cython.p_uint = cython.address(self._places[0]) if cython.compiled else self._places
        longest: cython.int = self._longest[piece]
        end: cython.int = self._ends[piece + 1]
        counted: cython.int = max(0, end - 1 - longest)
        unknown: cython.int = 0
        row: cython.int = -1
        at: cython.int
        self._dense_ends[piece + 1] = self._dense_ends[piece]
        self._sparse_ends[piece + 1] = self._sparse_ends[piece]
        for at in range(self._ends[piece], end):
            row = matching_row(data, places[at], hashes[at], self._safe)
            if row >= 0:
                self._take_row(data, places[at], row, piece)
            elif at >= longest:
                unknown += 1
        # The whole comes last, and counts where it is alone.
        if counted:
            unknown -= row < 0
        elif end > self._ends[piece]:
            counted = 1
        sums[self._rows[piece] + self._labels] = unknown
        sums[self._rows[piece] + self._labels + 1] = counted

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    @cython.nogil
    def _take_row(
        self,
        data: cython.p_const_uchar,
        bucket: cython.uint,
        row: cython.int,
        piece: cython.int,
    ) -> cython.void:
        """Take down where the weights of a row of a bucket are."""
        place: cython.uint = weights_of_row(data, bucket, row, ROOM, self._safe)
        length: cython.uint = data[bucket + 1 + 2 * data[bucket] + row]
        to: cython.int
        if length == DENSE:
            place = self._dense + self._width * number16(data, place)
            to = self._dense_ends[piece + 1]
            self._dense_places[to] = place
            self._dense_ends[piece + 1] = to + 1
            end: cython.uint = place + self._width
            while place < end:
                prefetch(data, place)
                place += _LINE
        else:
            to = self._sparse_ends[piece + 1]
            self._sparse_places[to] = place
            self._sparse_lengths[to] = length
            self._sparse_ends[piece + 1] = to + 1
            prefetch(data, place)

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _sum_dense(
        self, data: cython.p_const_uchar, piece: cython.int, sums: cython.p_short
    ) -> cython.void:
        """Write the sums of the dense rows of a piece."""
        places: cython.p_uint = (
            cython.address(self._dense_places[0]) if cython.compiled else self._dense_places
        )
        to: cython.Py_ssize_t = self._rows[piece]
        row: cython.int = self._dense_ends[piece]
        end: cython.int = self._dense_ends[piece + 1]
        column: cython.int
        # So written that the compiler makes a loop of its own for each number of rows. Those that
        # are left over by rounds of four come first.
        some: cython.int = (end - row) % 4
        if some == 1:
            _add_rows(data, places, row, 1, sums, to, self._labels, True)
        elif some == 2:
            _add_rows(data, places, row, 2, sums, to, self._labels, True)
        elif some == 3:
            _add_rows(data, places, row, 3, sums, to, self._labels, True)
        elif row < end:
            some = 4
            _add_rows(data, places, row, 4, sums, to, self._labels, True)
        else:
            for column in range(self._labels):
                sums[to + column] = 0
        row += some
        while row < end:
            _add_rows(data, places, row, 4, sums, to, self._labels, False)
            row += 4

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _sum_sparse(
        self, data: cython.p_const_uchar, piece: cython.int, sums: cython.p_short
    ) -> cython.void:
        """Add the sparse rows of a piece to its sums."""
        to: cython.Py_ssize_t = self._rows[piece]
        row: cython.int
        for row in range(self._sparse_ends[piece], self._sparse_ends[piece + 1]):
            at: cython.Py_ssize_t = self._sparse_places[row]
            end: cython.Py_ssize_t = at + 2 * self._sparse_lengths[row]
            while at < end:
                sums[to + data[at]] += data[at + 1] - 128
                at += 2

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    @cython.nogil
    def _table(self) -> cython.p_const_uchar:
        """Return the bytes of the table."""
        return cython.address(self._data[0]) if cython.compiled else self._data


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
@cython.nogil
def _add_rows(
    data: cython.p_const_uchar,
    places: cython.p_uint,
    row: cython.int,
    count: cython.int,
    sums: cython.p_short,
    to: cython.Py_ssize_t,
    width: cython.int,
    fresh: cython.bint,
) -> cython.void:
    """Add up to four dense rows to sums, or to nothing if these are fresh."""
    # Bytes are added up in 16 bits, which may wrap around, and 128 is subtracted for all of them at
    # once: it is the sum that fits. With numbers that cannot wrap around as indices a compiler adds
    # many columns at a time.
    a: cython.Py_ssize_t = places[row]
    b: cython.Py_ssize_t = places[row + 1] if count > 1 else 0
    c: cython.Py_ssize_t = places[row + 2] if count > 2 else 0
    d: cython.Py_ssize_t = places[row + 3] if count > 3 else 0
    column: cython.Py_ssize_t
    total: cython.int
    for column in range(width):
        total = data[a + column] - 128 * count
        if count > 1:
            total += data[b + column]
        if count > 2:
            total += data[c + column]
        if count > 3:
            total += data[d + column]
        if fresh:
            sums[to + column] = total
        else:
            sums[to + column] += total
