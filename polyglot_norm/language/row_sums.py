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
else:
    from polyglot_norm.language.little_endian import number16, number32, number64
    from polyglot_norm.language.ngrams import NgramHasher

if TYPE_CHECKING:
    from polyglot_norm.language.model import Table

COMPILED = cython.compiled

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
    """The sums over the n-grams of one piece of a word after another; it keeps its memory.

    ``sums`` has a number for each language, ``counted`` is how many n-grams of the last order the
    piece has, and ``unknown`` how many of these the model does not know. Where a piece is too short
    for any, the whole is counted.
    """

    def __init__(self, table: Table, hasher: NgramHasher) -> None:
        self._hasher = hasher
        self._data = table.data
        self._bits = table.bits
        self._width = table.layout.width
        self._dense = table.layout.dense
        self._places = array("I", bytes(4 * hasher.most))
        self._rows = array("I", bytes(4 * hasher.most))
        self._dense_places = array("I", bytes(4 * hasher.most))
        self._sparse_places = array("I", bytes(4 * hasher.most))
        self._sparse_lengths = array("I", bytes(4 * hasher.most))
        self._dense_rows = self._sparse_rows = self.counted = self.unknown = 0
        self.sums = array("h", bytes(2 * self._width))

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def add_up(self) -> cython.void:
        """Add up the weights of the n-grams of the piece that was folded last."""
        # All buckets are looked up before any is read: a processor then waits for many at once.
        data: cython.p_const_uchar = self._table()
        count: cython.int = self._hasher.hash_ngrams()
        at: cython.int
        for at in range(count):
            bucket: cython.uint = 4 * (self._hasher.hashes[at] >> (32 - self._bits))
            self._places[at] = number32(data, bucket)
        for at in range(count):
            self._rows[at] = data[self._places[at]]
        self._find_rows(data, count)
        self._sum_dense(data)
        self._sum_sparse(data)

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _find_rows(self, data: cython.p_const_uchar, count: cython.int) -> cython.void:
        """Find the rows of the hashed n-grams, and count those that tell what is known."""
        longest: cython.int = self._hasher.longest
        whole: cython.int = self._hasher.whole
        at: cython.int
        self.counted = self.unknown = self._dense_rows = self._sparse_rows = 0
        for at in range(longest):
            self._find_row(data, at)
        for at in range(longest, whole):
            self.unknown += not self._find_row(data, at)
        self.counted = whole - longest
        if count and not self._find_row(data, whole) and not self.counted:
            self.unknown = 1
        if count and not self.counted:
            self.counted = 1

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    @cython.nogil
    def _find_row(self, data: cython.p_const_uchar, ngram: cython.int) -> cython.bint:
        """Find the row of an n-gram; return True if the model knows it.

        `table_layout` describes a bucket. Both marks of eight rows are compared at once: the byte
        of a row where neither differs is zero.
        """
        rows: cython.uint = self._rows[ngram]
        marks: cython.uint = self._places[ngram] + 1
        low: cython.ulonglong = EACH_BYTE * (self._hasher.hashes[ngram] & 0xFF)
        high: cython.ulonglong = EACH_BYTE * (self._hasher.hashes[ngram] >> 8 & 0xFF)
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
                    self._take_row(data, data[lengths + first + row], place)
                    return True
            place += 2 * _sum_of_bytes(room)
        return False

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    @cython.nogil
    def _take_row(
        self, data: cython.p_const_uchar, length: cython.uint, place: cython.uint
    ) -> cython.void:
        """Take down where the weights of a row are."""
        if length == DENSE:
            self._dense_places[self._dense_rows] = self._dense + self._width * number16(data, place)
            self._dense_rows += 1
        else:
            self._sparse_places[self._sparse_rows] = place
            self._sparse_lengths[self._sparse_rows] = length
            self._sparse_rows += 1

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _sum_dense(self, data: cython.p_const_uchar) -> cython.void:
        """Write the sums of the dense rows to ``sums``."""
        # Bytes are added up in 16 bits, which may wrap around, and 128 is subtracted for all of
        # them at once: it is the sum that fits. Four rows a round keep the sums in registers, and
        # with numbers that cannot wrap around as indices a compiler adds many columns at a time.
        sums: cython.p_short = cython.address(self.sums[0]) if cython.compiled else self.sums
        width: cython.int = self._width
        column: cython.int
        row: cython.int = 0
        for column in range(width):
            sums[column] = 0
        while row + 4 <= self._dense_rows:
            _add_four(data, self._dense_places, row, sums, width)
            row += 4
        while row < self._dense_rows:
            _add_one(data, self._dense_places[row], sums, width)
            row += 1

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _sum_sparse(self, data: cython.p_const_uchar) -> cython.void:
        """Add the sparse rows to ``sums``."""
        sums: cython.p_short = cython.address(self.sums[0]) if cython.compiled else self.sums
        row: cython.int
        for row in range(self._sparse_rows):
            at: cython.Py_ssize_t = self._sparse_places[row]
            end: cython.Py_ssize_t = at + 2 * self._sparse_lengths[row]
            while at < end:
                sums[data[at]] += data[at + 1] - 128
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
    width: cython.int,
) -> cython.void:
    """Add four dense rows."""
    a: cython.Py_ssize_t = places[row]
    b: cython.Py_ssize_t = places[row + 1]
    c: cython.Py_ssize_t = places[row + 2]
    d: cython.Py_ssize_t = places[row + 3]
    column: cython.Py_ssize_t
    for column in range(width):
        sums[column] += (
            data[a + column] + data[b + column] + data[c + column] + data[d + column] - 512
        )


@cython.cfunc
@cython.exceptval(check=False)
@cython.nogil
def _add_one(
    data: cython.p_const_uchar, at: cython.Py_ssize_t, sums: cython.p_short, width: cython.int
) -> cython.void:
    """Add a dense row."""
    column: cython.Py_ssize_t
    for column in range(width):
        sums[column] += data[at + column] - 128
