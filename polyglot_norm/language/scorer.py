# cython: initializedcheck=False, boundscheck=False, wraparound=False
"""Scores of words: the log-odds of each language, looked up in the model and kept.

The log-odds of a word are the sums over its n-grams, in steps of 1/``model.SCALE``; those of a
stretch are the sums over its words, so that a text can be cut anywhere. A word seen again costs
its hash and one probe.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef"

from __future__ import annotations

import mmap
from array import array
from typing import TYPE_CHECKING

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.language import ngrams, table_layout
from polyglot_norm.text.characters import SCRIPTS

if cython.compiled:
    from cython.cimports.polyglot_norm.language.little_endian import number16, number32, number64
    from cython.cimports.polyglot_norm.language.ngrams import NgramHasher
    from cython.cimports.polyglot_norm.text.code_points import data_of, kind_of
else:
    from polyglot_norm.language.little_endian import number16, number32, number64
    from polyglot_norm.language.ngrams import NgramHasher
    from polyglot_norm.text.code_points import data_of, kind_of

if TYPE_CHECKING:
    from polyglot_norm.language.model import Table

LIMIT = cython.declare(cython.longlong, 8190)
"""The largest log-odds of a word, so that those of a few words together fit into 16 bits. Only runs
of several pieces reach it."""

SHORT = cython.declare(cython.Py_ssize_t, 12)
"""The letters up to which a word cannot reach it: an n-gram has 127 at most, and they have 57."""

TOGETHER = cython.declare(cython.Py_ssize_t, 64)
"""The number of words that are looked up together."""

DENSE = cython.declare(cython.uint, table_layout.DENSE)

COUNTED = cython.declare(cython.int, 4)
"""The letters of the n-grams that are counted, to tell how much of a word the model knows."""

# Eight bytes of 1, and the highest bit of each.
EACH_BYTE = cython.declare(cython.ulonglong, 0x0101010101010101)
HIGHEST_BITS = cython.declare(cython.ulonglong, 0x8080808080808080)

# The bytes 7 to 0, from the lowest on.
DESCENDING = cython.declare(cython.ulonglong, 0x0001020304050607)

_MASK = cython.declare(cython.ulonglong, 0xFFFFFFFFFFFFFFFF)
_LONGEST = cython.declare(cython.int, ngrams.LONGEST)


@cython.cclass
class Scorer:
    """Numbers the distinct words of one table's scripts, and keeps the scores of each.

    ``rows`` holds ``width`` numbers a word: the log-odds of each of the table's languages, then
    the number of its n-grams of four letters that the model does not know, then of all of them.
    Words of other scripts get the number -1. A scorer is for one thread.

    >>> from polyglot_norm.language.model import Model
    >>> from polyglot_norm.text.words import scan
    >>> scorer = Scorer(Model.open().table("Cyrl"))
    >>> scorer.number("Дом, дом", scan("Дом, дом"))
    array('i', [0, 0])
    """

    def __init__(self, table: Table, *, capacity: int = 4096) -> None:
        slots = _power_of_two(2 * capacity)
        self._labels = len(table.tags)
        self._bits = table.bits
        self._data = table.data
        self.width = self._labels + 2
        self.capacity = capacity
        self.count = 0
        self.rows = _memory(2 * capacity * self.width).cast("h")
        self._hasher = NgramHasher()
        self._serves = array("B", [name in table.scripts for name in SCRIPTS])
        self._mask = slots - 1
        self._slots = array("i", bytes(4 * slots))
        self._keys = array("Q", bytes(8 * slots))
        self._keys_by_number = _memory(8 * capacity).cast("Q")
        self._met_again = array("B", bytes(capacity))
        self._pending = array("Q", bytes(8 * TOGETHER))
        self._width = table.layout.width
        self._dense = table.layout.dense
        self._places = array("I", bytes(4 * ngrams.MOST_NGRAMS))
        self._rows = array("I", bytes(4 * ngrams.MOST_NGRAMS))
        self._dense_places = array("I", bytes(4 * ngrams.MOST_NGRAMS))
        self._sparse_places = array("I", bytes(4 * ngrams.MOST_NGRAMS))
        self._sparse_lengths = array("I", bytes(4 * ngrams.MOST_NGRAMS))
        self._piece = array("h", bytes(2 * self._width))
        self._total = array("i", bytes(4 * self.width))

    def clear(self) -> None:
        """Forget all words."""
        self.forget()

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def forget(self) -> cython.void:
        """Forget all words; ``clear`` for compiled stages."""
        slot: cython.Py_ssize_t
        for slot in range(cython.cast(cython.Py_ssize_t, self._mask) + 1):
            self._slots[slot] = 0
        number: cython.Py_ssize_t
        for number in range(self.count):
            self._met_again[number] = 0
        self.count = 0

    def number(
        self, text: str, words: array[int], first: int = 0, last: int | None = None
    ) -> array[int]:
        """Return the numbers of words ``first`` to ``last`` of ``words``, as ``scan`` gave them.

        Fewer are returned than were asked for when the scorer is full: use what was returned,
        ``clear``, and continue from there.
        """
        count: cython.Py_ssize_t = (len(words) // 3 if last is None else last) - first
        numbers = array("i", bytes(4 * count))
        done: cython.Py_ssize_t = self.number_all(
            kind_of(text), data_of(text), words, first, count, numbers
        )
        return numbers if done == count else numbers[:done]

    def sums(self, numbers: array[int], first: int, last: int) -> list[int]:
        """Return the sums of the rows of numbered words, for all columns."""
        total = array("i", bytes(4 * self.width))
        self._add_up(numbers, first, last, total)
        return total.tolist()

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def number_block(
        self,
        kind: cython.int,
        data: cython.p_void,
        words: cython.longlong[::1],
        count: cython.Py_ssize_t,
        numbers: cython.int[::1],
    ) -> cython.void:
        """Number all words of a block, forgetting other words if there is no room for them."""
        if self.number_all(kind, data, words, 0, count, numbers) == count:
            return
        self._evict()
        if self.number_all(kind, data, words, 0, count, numbers) < count:
            self.forget()
            self.number_all(kind, data, words, 0, count, numbers)

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _evict(self) -> cython.void:
        """Forget the words that were not met again since the last time; all if few would go.

        The common words of a text are met all the time, and most others never again.
        """
        number: cython.Py_ssize_t
        kept: cython.Py_ssize_t = 0
        for number in range(self.count):
            kept += self._met_again[number]
        if 2 * kept > self.capacity:
            self.forget()
            return
        count: cython.Py_ssize_t = self.count
        slot: cython.Py_ssize_t
        for slot in range(cython.cast(cython.Py_ssize_t, self._mask) + 1):
            if self._slots[slot]:
                self._keys_by_number[self._slots[slot] - 1] = self._keys[slot]
                self._slots[slot] = 0
        self.count = 0
        for number in range(count):
            if self._met_again[number]:
                self._move_row(number, self._number_of(self._keys_by_number[number]))
                self.count += 1
        for number in range(count):
            self._met_again[number] = 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    @cython.nogil
    def _move_row(self, start: cython.Py_ssize_t, to: cython.Py_ssize_t) -> cython.void:
        column: cython.int
        for column in range(self.width):
            self.rows[to * self.width + column] = self.rows[start * self.width + column]

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def number_all(
        self,
        kind: cython.int,
        data: cython.p_void,
        words: cython.longlong[::1],
        first: cython.Py_ssize_t,
        count: cython.Py_ssize_t,
        numbers: cython.int[::1],
    ) -> cython.Py_ssize_t:
        """Number words from ``first`` on until the scorer is full; return how many."""
        # What takes the time is memory. All keys come first, so that a processor, which need not
        # compute anything in between, waits for many places at once.
        at: cython.Py_ssize_t
        word: cython.Py_ssize_t
        start: cython.Py_ssize_t = 0
        end: cython.Py_ssize_t
        while start < count:
            end = min(count, start + TOGETHER)
            for at in range(start, end):
                word = 3 * (first + at)
                numbers[at] = -1
                if self._serves[words[word + 2]]:
                    numbers[at] = 0
                    self._pending[at - start] = self._hasher.key(
                        kind, data, words[word], words[word + 1]
                    )
            for at in range(start, end):
                if not numbers[at]:
                    numbers[at] = self._number_of(self._pending[at - start])
                    if numbers[at] < 0:
                        return at
                    if numbers[at] == self.count:
                        self.count += 1
                        word = 3 * (first + at)
                        self._fill_row(kind, data, words[word], words[word + 1])
            start = end
        return count

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    @cython.nogil
    def _number_of(self, key: cython.ulonglong) -> cython.int:
        """Return the number of a word, the next one if it is new; -1 if there is no room."""
        slot: cython.ulonglong = key >> 20 & self._mask
        while self._slots[slot]:
            if self._keys[slot] == key:
                self._met_again[self._slots[slot] - 1] = 1
                return self._slots[slot] - 1
            slot = slot + 1 & self._mask
        if self.count == self.capacity:
            return -1
        self._keys[slot] = key
        self._slots[slot] = self.count + 1
        return self.count

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
        if end - at <= SHORT:
            self._hasher.fold(kind, data, at, end)
            self._score_piece()
            for column in range(self._labels):
                self.rows[row + column] = self._piece[column]
            self.rows[row + self._labels] = self._unknown
            self.rows[row + self._labels + 1] = self._counted
            return
        for column in range(self.width):
            self._total[column] = 0
        while at < end:
            at = self._hasher.fold(kind, data, at, end)
            self._score_piece()
            for column in range(self._labels):
                self._total[column] += self._piece[column]
            self._total[self._labels] += self._unknown
            self._total[self._labels + 1] += self._counted
        self._limit()
        for column in range(self.width):
            self.rows[row + column] = self._total[column]

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _limit(self) -> cython.void:
        """Scale ``_total`` down if a number in it exceeds LIMIT."""
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

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _score_piece(self) -> cython.void:
        """Write the sums of the weights of the folded piece's n-grams to ``_piece``."""
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
        """Find the rows of the hashed n-grams, and count those of COUNTED letters."""
        size: cython.int = self._hasher.letters + 2
        first: cython.int
        length: cython.int
        at: cython.int = 0
        self._counted = self._unknown = self._dense_rows = self._sparse_rows = 0
        for first in range(size if count else 0):
            for length in range(2, min(_LONGEST, size - first) + 1):
                known: cython.bint = self._find_row(data, at)
                at += 1
                if length == COUNTED:
                    self._counted += 1
                    self._unknown += not known
        if at < count:  # the whole word
            self._find_row(data, at)

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
        first: cython.uint
        for first in range(0, rows, 8):
            differs: cython.ulonglong = (number64(data, marks + first) ^ low) | (
                number64(data, marks + rows + first) ^ high
            )
            zero: cython.ulonglong = (differs - EACH_BYTE) & ~differs & HIGHEST_BITS
            if zero:
                row: cython.uint = first + _lowest_byte(zero)
                if row < rows:
                    self._take_row(data, marks, rows, row)
                    return True
        return False

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    @cython.nogil
    def _take_row(
        self,
        data: cython.p_const_uchar,
        marks: cython.uint,
        rows: cython.uint,
        row: cython.uint,
    ) -> cython.void:
        """Take down where the weights of a row are."""
        length: cython.uint = data[marks + 3 * rows + row]
        place: cython.uint = marks + 4 * rows + 2 * data[marks + 2 * rows + row]
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
        """Write the sums of the dense rows to ``_piece``."""
        # Bytes are added up in 16 bits, which may wrap around, and 128 is subtracted for all of
        # them at once: it is the sum that fits. Four rows a round keep the sums in registers.
        sums: cython.p_short = cython.address(self._piece[0]) if cython.compiled else self._piece
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
        """Add the sparse rows to ``_piece``."""
        sums: cython.p_short = cython.address(self._piece[0]) if cython.compiled else self._piece
        row: cython.int
        for row in range(self._sparse_rows):
            at: cython.uint = self._sparse_places[row]
            end: cython.uint = at + 2 * self._sparse_lengths[row]
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
    @cython.nogil
    def _add_up(
        self,
        numbers: cython.int[::1],
        first: cython.Py_ssize_t,
        last: cython.Py_ssize_t,
        total: cython.int[::1],
    ) -> cython.void:
        """Add the rows of numbered words to ``total``."""
        at: cython.Py_ssize_t
        column: cython.int
        for at in range(first, last):
            if numbers[at] >= 0:
                row: cython.Py_ssize_t = cython.cast(cython.Py_ssize_t, numbers[at]) * self.width
                for column in range(self.width):
                    total[column] += self.rows[row + column]


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
@cython.nogil
def _add_four(
    data: cython.p_const_uchar,
    places: cython.uint[::1],
    row: cython.int,
    sums: cython.p_short,
    width: cython.int,
) -> cython.void:
    """Add four dense rows."""
    a: cython.uint = places[row]
    b: cython.uint = places[row + 1]
    c: cython.uint = places[row + 2]
    d: cython.uint = places[row + 3]
    column: cython.int
    for column in range(width):
        sums[column] += (
            data[a + column] + data[b + column] + data[c + column] + data[d + column] - 512
        )


@cython.cfunc
@cython.exceptval(check=False)
@cython.nogil
def _add_one(
    data: cython.p_const_uchar, at: cython.uint, sums: cython.p_short, width: cython.int
) -> cython.void:
    """Add a dense row."""
    column: cython.int
    for column in range(width):
        sums[column] += data[at + column] - 128


def _memory(size: int) -> memoryview:
    """Return bytes that take up memory only once they are written to: most never are."""
    if hasattr(mmap, "MAP_PRIVATE"):  # else a forked process would write to the same
        return memoryview(mmap.mmap(-1, size, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS))
    return memoryview(mmap.mmap(-1, size))


def _power_of_two(least: int) -> int:
    """Return the smallest power of two that is not smaller than a number."""
    return 1 << (least - 1).bit_length()
