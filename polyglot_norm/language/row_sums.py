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
    from cython.cimports.polyglot_norm.language.little_endian import number16, number32, number64
    from cython.cimports.polyglot_norm.language.ngrams import NgramHasher
    from cython.cimports.polyglot_norm.language.prefetch import prefetch
else:
    from polyglot_norm.language.little_endian import number16, number32, number64
    from polyglot_norm.language.ngrams import NgramHasher
    from polyglot_norm.language.prefetch import prefetch

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

# Eight bytes of 1, and the highest bit of each.
EACH_BYTE = cython.declare(cython.ulonglong, 0x0101010101010101)
HIGHEST_BITS = cython.declare(cython.ulonglong, 0x8080808080808080)

# The room of eight rows, the even ones of eight bytes, and four pairs of bytes of 1.
ROOM_OF_EACH = cython.declare(cython.ulonglong, 0x0101010101010101 * table_layout.ROOM)
EVERY_OTHER = cython.declare(cython.ulonglong, 0x00FF00FF00FF00FF)
EACH_PAIR = cython.declare(cython.ulonglong, 0x0001000100010001)

# The bytes 7 to 0, from the lowest on.
DESCENDING = cython.declare(cython.ulonglong, 0x0001020304050607)

_MASK = cython.declare(cython.ulonglong, 0xFFFFFFFFFFFFFFFF)


@cython.cclass
class RowSums:
    """Sums over the n-grams of pieces of words, up to PIECES at once; it keeps its memory.

    A row of sums has a number for each language, then how many n-grams of the last order the model
    does not know, and how many of these there are. Where a piece is too short for any, the whole is
    counted.
    """

    def __init__(self, table: Table) -> None:
        self.hasher = NgramHasher(table.orders, pieces=PIECES)
        self.count = 0
        self._data = table.data
        self._shift = 32 - table.bits
        self._labels = len(table.tags)
        self._width = table.layout.width
        self._dense = table.layout.dense
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
        first: cython.int = self._ends[piece]
        whole: cython.int = self._ends[piece + 1] - 1
        longest: cython.int = self._longest[piece]
        counted: cython.int = 0
        unknown: cython.int = 0
        known: cython.bint
        at: cython.int
        self._dense_ends[piece + 1] = self._dense_ends[piece]
        self._sparse_ends[piece + 1] = self._sparse_ends[piece]
        if first <= whole:
            for at in range(first, longest):
                self._find_row(data, at, piece)
            for at in range(longest, whole):
                unknown += not self._find_row(data, at, piece)
            known = self._find_row(data, whole, piece)
            counted = whole - longest
            if not counted:
                counted = 1
                unknown = not known
        row: cython.longlong = self._rows[piece] + self._labels
        sums[row] = unknown
        sums[row + 1] = counted

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    @cython.nogil
    def _find_row(
        self, data: cython.p_const_uchar, ngram: cython.int, piece: cython.int
    ) -> cython.bint:
        """Find the row of an n-gram; return True if the model knows it.

        `table_layout` describes a bucket. Both marks of eight rows are compared at once: the byte
        of a row where neither differs is zero.
        """
        rows: cython.uint = data[self._places[ngram]]
        marks: cython.uint = self._places[ngram] + 1
        hashed: cython.uint = self.hasher.hashes[ngram]
        low: cython.ulonglong = EACH_BYTE * (hashed & 0xFF)
        high: cython.ulonglong = EACH_BYTE * (hashed >> 8 & 0xFF)
        lengths: cython.uint = marks + 2 * rows
        place: cython.uint = lengths + rows
        first: cython.uint
        for first in range(0, rows, 8):
            room: cython.ulonglong = number64(data, lengths + first) & ROOM_OF_EACH
            differs: cython.ulonglong = (number64(data, marks + first) ^ low) | (
                number64(data, marks + rows + first) ^ high
            )
            zero: cython.ulonglong = (differs - EACH_BYTE) & ~differs & HIGHEST_BITS
            if zero:
                row: cython.uint = _lowest_byte(zero)
                if first + row < rows:
                    before: cython.ulonglong = (cython.cast(cython.ulonglong, 1) << 8 * row) - 1
                    place += 2 * _sum_of_bytes(room & before)
                    self._take_row(data, data[lengths + first + row], place, piece)
                    return True
            place += 2 * _sum_of_bytes(room)
        return False

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    @cython.nogil
    def _take_row(
        self,
        data: cython.p_const_uchar,
        length: cython.uint,
        place: cython.uint,
        piece: cython.int,
    ) -> cython.void:
        """Take down where the weights of a row are."""
        to: cython.int
        end: cython.uint
        if length == DENSE:
            place = self._dense + self._width * number16(data, place)
            to = self._dense_ends[piece + 1]
            self._dense_places[to] = place
            self._dense_ends[piece + 1] = to + 1
            end = place + self._width
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
        # Bytes are added up in 16 bits, which may wrap around, and 128 is subtracted for all of
        # them at once: it is the sum that fits. Four rows a round keep the sums in registers, and
        # with numbers that cannot wrap around as indices a compiler adds many columns at a time.
        to: cython.Py_ssize_t = self._rows[piece]
        column: cython.int
        row: cython.int = self._dense_ends[piece]
        end: cython.int = self._dense_ends[piece + 1]
        for column in range(self._labels):
            sums[to + column] = 0
        while row + 4 <= end:
            _add_four(data, self._dense_places, row, sums, to, self._labels)
            row += 4
        while row < end:
            _add_one(data, self._dense_places[row], sums, to, self._labels)
            row += 1

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
def _lowest_byte(bits: cython.ulonglong) -> cython.uint:
    """Return the index of the lowest byte whose highest bit is set; no other bits may be set."""
    # The lowest bit, alone, shifts its answer into the highest byte.
    alone: cython.ulonglong = (bits & (0 - bits)) >> 7
    return (alone * DESCENDING & _MASK) >> 56


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
@cython.nogil
def _sum_of_bytes(bytes_: cython.ulonglong) -> cython.uint:
    """Return the sum of eight bytes."""
    pairs: cython.ulonglong = (bytes_ & EVERY_OTHER) + (bytes_ >> 8 & EVERY_OTHER)
    return (pairs * EACH_PAIR & _MASK) >> 48


@cython.cfunc
@cython.exceptval(check=False)
@cython.nogil
def _add_four(
    data: cython.p_const_uchar,
    places: cython.uint[::1],
    row: cython.int,
    sums: cython.p_short,
    to: cython.Py_ssize_t,
    width: cython.int,
) -> cython.void:
    """Add four dense rows."""
    a: cython.Py_ssize_t = places[row]
    b: cython.Py_ssize_t = places[row + 1]
    c: cython.Py_ssize_t = places[row + 2]
    d: cython.Py_ssize_t = places[row + 3]
    column: cython.Py_ssize_t
    for column in range(width):
        sums[to + column] += (
            data[a + column] + data[b + column] + data[c + column] + data[d + column] - 512
        )


@cython.cfunc
@cython.exceptval(check=False)
@cython.nogil
def _add_one(
    data: cython.p_const_uchar,
    at: cython.Py_ssize_t,
    sums: cython.p_short,
    to: cython.Py_ssize_t,
    width: cython.int,
) -> cython.void:
    """Add a dense row."""
    column: cython.Py_ssize_t
    for column in range(width):
        sums[to + column] += data[at + column] - 128
