# cython: initializedcheck=False
"""From a word to its evidence for each language: letter sequences, hashed and looked up.

The evidence of a word is one whole number a language (log-odds in steps of 1/``model.SCALE``),
the sum over its letter sequences; the evidence of a stretch is the sum over its words, so that a
text can be cut anywhere. A ``Scorer`` numbers the distinct words of a block of text and keeps a
row of evidence for each: a word seen again costs its hash and one probe.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not. Training calls the same ``letter_sequences``.
"""
# No C function here raises; to ask after each call whether it did would take the GIL each time.
# mypy: disable-error-code="import-untyped, untyped-decorator"

from __future__ import annotations

import mmap
from array import array
from typing import TYPE_CHECKING

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.text import character_tables as tables

if cython.compiled:
    from cython.cimports.cpython.unicode import PyUnicode_DATA, PyUnicode_KIND
    from cython.cimports.polyglot_norm.text.code_points import code_point
else:
    from polyglot_norm.text.code_points import code_point

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from polyglot_norm.language.model import Table

COMPILED = cython.compiled

cython.declare(FOLD_INDEX=cython.p_const_uchar, FOLD_BLOCKS=cython.p_const_uchar)
cython.declare(WORD_INDEX=cython.p_const_uchar, WORD_BLOCKS=cython.p_const_uchar)
cython.declare(DISTANCES=cython.int[::1], FOLD_KINDS=cython.int, APOSTROPHE=cython.int)
cython.declare(BEGIN=cython.int, END=cython.int, NGRAM=cython.int)
cython.declare(PIECE=cython.uint, LIMIT=cython.int, TELLING=cython.int, FULL=cython.uint)
cython.declare(SHORT=cython.Py_ssize_t, TOGETHER=cython.Py_ssize_t)
cython.declare(MULTIPLIER=cython.ulonglong, WHOLE=cython.ulonglong, MASK=cython.ulonglong)

# The tables module keeps alive what these point to.
FOLD_INDEX = tables.FOLD_INDEX
FOLD_BLOCKS = tables.FOLD_BLOCKS
WORD_INDEX = tables.WORD_INDEX
WORD_BLOCKS = tables.WORD_BLOCKS
APOSTROPHE = tables.WORD_APOSTROPHE
FOLD_KINDS = len(tables.FOLD_DISTANCES)
DISTANCES = array("i", tables.FOLD_DISTANCES)

# The edges of a word: code points that no word holds.
BEGIN = 2
END = 3
# The longest sequence that is no whole word.
NGRAM = 5
# Longer words, as runs of a script without spaces may be, are taken in pieces of this many
# letters: what one word can add stays within 16 bits.
PIECE = 40
MOST_SEQUENCES = (NGRAM - 1) * (PIECE + 2) + 1
# A row's numbers stay within this, so that those of a few words together fit into 16 bits; only
# runs of several pieces reach it.
LIMIT = 8190
# Words looked up together.
TOGETHER = 64
# Words of so many letters stay within it: a sequence has 127 at most, and they have 57.
SHORT = 12
# The length of a row that names a weight for every tag, as model.py writes it.
FULL = 255
# Sequences of this many letters tell how much of a word the model knows.
TELLING = 4
# Odd multipliers with well mixed high halves (L'Ecuyer 1999; the golden ratio).
MULTIPLIER = 0xD1342543DE82EF95
WHOLE = 0x9E3779B97F4A7C15
MASK = 0xFFFFFFFFFFFFFFFF


def fold_word(text: str, start: int = 0, end: int | None = None) -> str:
    """The letters of ``text[start:end]`` as the model sees them: folded, elongation cut to two.

    Letters whose case folding is longer than they are, as ß, stay. Combining diacritics (U+0300
    to U+036F) and soft hyphens are left out; every apostrophe becomes the ASCII one.

    >>> fold_word("Straße"), fold_word("Нееее"), fold_word("L\N{RIGHT SINGLE QUOTATION MARK}Eau")
    ('straße', 'нее', "l'eau")
    """
    stop: cython.Py_ssize_t = len(text) if end is None else end
    at: cython.Py_ssize_t = start
    letters = []
    buffer: cython.uint[::1] = array("I", bytes(4 * (PIECE + 3)))
    while at < stop:
        at = _fold_piece(text, at, stop, buffer)
        letters.extend([chr(buffer[i]) for i in range(2, buffer[0] + 2)])
    return "".join(letters)


def letter_sequences(words: Iterable[str]) -> tuple[array[int], array[int]]:
    """The hashes of the letter sequences of words, and where each word's begin (one more: the end).

    >>> bounds, hashes = letter_sequences(["да", "a"])
    >>> list(bounds), len(set(hashes))
    ([0, 6, 9], 9)
    """
    bounds = array("q", [0])
    hashes = array("I")
    points: cython.uint[::1] = array("I", bytes(4 * (PIECE + 3)))
    found = array("I", bytes(4 * MOST_SEQUENCES))
    for word in words:
        at: cython.Py_ssize_t = 0
        stop: cython.Py_ssize_t = len(word)
        while at < stop:
            at = _fold_piece(word, at, stop, points)
            hashes.extend(found[: _hash_sequences(points, found)])
        bounds.append(len(hashes))
    return bounds, hashes


def spelled_sequences(word: str) -> list[str]:
    """The letter sequences of a word in the order of their hashes, its edges written ``_``.

    >>> spelled_sequences("Да")
    ['_д', '_да', '_да_', 'да', 'да_', 'а_']
    """
    spelled = []
    letters = fold_word(word)
    for start in range(0, len(letters), PIECE):
        piece = "_" + letters[start : start + PIECE] + "_"
        for first in range(len(piece)):
            for length in range(2, min(NGRAM, len(piece) - first) + 1):
                spelled.append(piece[first : first + length])  # noqa: PERF401 - compiled
        if len(piece) > NGRAM:
            spelled.append(piece)
    return spelled


@cython.cfunc
def _fold_piece(
    text: str, at: cython.Py_ssize_t, stop: cython.Py_ssize_t, points: cython.uint[::1]
) -> cython.Py_ssize_t:
    """Fold a piece of a word into ``points``; where the next piece begins."""
    if not cython.compiled:
        return _fold(0, text, at, stop, points)
    return _fold(PyUnicode_KIND(text), PyUnicode_DATA(text), at, stop, points)


@cython.cfunc
@cython.exceptval(check=False)
@cython.nogil
@cython.boundscheck(False)
@cython.wraparound(False)
def _fold(
    kind: cython.int,
    data: cython.p_void,
    at: cython.Py_ssize_t,
    stop: cython.Py_ssize_t,
    points: cython.uint[::1],
) -> cython.Py_ssize_t:
    """``_fold_piece`` on the characters themselves.

    ``points`` is filled with the number of letters, BEGIN, the letters, END.
    """
    size: cython.uint = 0
    points[1] = BEGIN
    while at < stop and size < PIECE:
        code: cython.uint = _folded(code_point(kind, data, at))
        at += 1
        if code and not (size > 1 and points[size + 1] == code and points[size] == code):
            size += 1
            points[size + 1] = code
    points[0] = size
    points[size + 2] = END
    return at


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
@cython.nogil
@cython.boundscheck(False)
@cython.wraparound(False)
def _folded(code: cython.int) -> cython.int:
    """A letter without its case; 0 for what is left out of a word."""
    if 97 <= code <= 122:
        return code
    if code < 128:
        return code + 32 if 65 <= code <= 90 else code
    if code == 0xAD or 0x300 <= code <= 0x36F:
        return 0
    kind: cython.int = FOLD_BLOCKS[FOLD_INDEX[code >> 8] << 8 | code & 255]
    if kind:
        return code + DISTANCES[kind] if kind < FOLD_KINDS else code
    if WORD_BLOCKS[WORD_INDEX[code >> 8] << 8 | code & 255] == APOSTROPHE:
        return 39
    return code


@cython.cfunc
@cython.exceptval(check=False)
@cython.nogil
@cython.boundscheck(False)
@cython.wraparound(False)
def _hash_sequences(points: cython.uint[::1], found: cython.uint[::1]) -> cython.int:
    """Hash every sequence of two to five letters and edges, and the whole; how many there are.

    What stands at which place depends on the size alone: from each letter on, the shortest first.
    """
    size: cython.int = points[0] + 2
    count: cython.int = 0
    first: cython.int
    length: cython.int
    mixed: cython.ulonglong
    for first in range(size):
        mixed = 0
        for length in range(min(NGRAM, size - first)):
            mixed = (mixed + points[first + length + 1]) * MULTIPLIER & MASK
            if length:  # a letter alone says little, and is looked up often
                found[count] = mixed >> 32
                count += 1
    if size > NGRAM:
        found[count] = _hash_whole(points) >> 32
        count += 1
    return count


@cython.cfunc
@cython.exceptval(check=False)
@cython.nogil
@cython.boundscheck(False)
@cython.wraparound(False)
def _hash_whole(points: cython.uint[::1]) -> cython.ulonglong:
    """The hash of a whole folded piece."""
    mixed: cython.ulonglong = WHOLE
    at: cython.int
    for at in range(2, points[0] + 2):
        mixed = (mixed + points[at]) * MULTIPLIER & MASK
    return mixed


@cython.cclass
class Scorer:
    """Numbers the distinct words of one table's scripts, and keeps the evidence of each.

    ``rows`` holds ``width`` numbers a word: the evidence for each of the table's languages, then
    how many of its sequences of three to five the model does not know, then how many it has.
    Words of other scripts are numbered -1. A scorer is for one thread; make one for each.

    >>> from polyglot_norm.language.model import Model
    >>> from polyglot_norm.text.words import scan
    >>> table = Model.open().table("Cyrl")
    >>> scorer = Scorer(table)
    >>> scorer.number("Дом, дом", scan("Дом, дом"))
    array('i', [0, 0])
    """

    def __init__(self, table: Table, *, capacity: int = 4096) -> None:
        slots = _power_of_two(2 * capacity)
        self._labels = len(table.tags)
        self._bits = table.bits
        self.width = self._labels + 2
        self.capacity = capacity
        self.count = 0
        self._mask = slots - 1
        self._kept = (
            table.data,
            _memory(2 * capacity * self.width).cast("h"),
            array("B", [name in table.scripts for name in tables.SCRIPTS]),
            array("i", bytes(4 * slots)),
            array("Q", bytes(8 * slots)),
            array("Q", bytes(8 * TOGETHER)),
        )
        self._points = array("I", bytes(4 * (PIECE + 3)))
        self._found = array("I", bytes(4 * MOST_SEQUENCES))
        self._starts = array("I", bytes(4 * MOST_SEQUENCES))
        self._counts = array("I", bytes(4 * MOST_SEQUENCES))
        self._total = array("i", bytes(4 * self.width))
        self._point()

    @cython.cfunc
    def _point(self) -> object:
        """Set the pointers into what is kept, for loops without the GIL."""
        data: cython.const[cython.uchar][::1]  # type: ignore[valid-type]
        rows: cython.short[::1]
        mine: cython.uchar[::1]
        slots: cython.int[::1]
        keys: cython.ulonglong[::1]
        pending: cython.ulonglong[::1]
        data, rows, mine, slots, keys, pending = self._kept
        if cython.compiled:
            self._data = cython.address(data[0])
            self.rows = cython.address(rows[0])
            self._mine = cython.address(mine[0])
            self._slots = cython.address(slots[0])
            self._keys = cython.address(keys[0])
            self._pending = cython.address(pending[0])
            self._sums = cython.address(self._total[0])
        else:
            self._data, self.rows, self._mine, self._slots, self._keys, self._pending = self._kept
            self._sums = self._total
        return None  # an object, so that a MemoryError is raised

    def clear(self) -> None:
        """Forget all words, to begin another block."""
        self.forget()

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def forget(self) -> cython.int:
        """``clear`` for compiled stages."""
        slot: cython.Py_ssize_t
        for slot in range(cython.cast(cython.Py_ssize_t, self._mask) + 1):
            self._slots[slot] = 0
        self.count = 0
        return 0

    def number(
        self, text: str, words: array[int], first: int = 0, last: int | None = None
    ) -> array[int]:
        """The numbers of words ``first`` to ``last`` of ``words``, as ``scan`` gave them.

        Fewer are returned than were asked for when the scorer is full: use what was returned,
        ``clear``, and go on from there.
        """
        end = len(words) // 3 if last is None else last
        numbers = array("i", bytes(4 * (end - first)))
        done: cython.Py_ssize_t = self._number(text, words, first, end - first, numbers)
        return numbers if done == end - first else numbers[:done]

    def sums(
        self, numbers: array[int], first: int, last: int, labels: Sequence[int] | None = None
    ) -> list[int]:
        """The evidence of a stretch of numbered words, for all languages or for some."""
        total = array("i", bytes(4 * self.width))
        self._sum(numbers, first, last, total)
        return list(total) if labels is None else [total[label] for label in labels]

    @cython.cfunc
    def _number(
        self,
        text: str,
        words: cython.longlong[::1],
        first: cython.Py_ssize_t,
        count: cython.Py_ssize_t,
        numbers: cython.int[::1],
    ) -> cython.Py_ssize_t:
        if not count:
            return 0
        if not cython.compiled:
            return self.number_all(0, text, words[3 * first :], count, numbers)
        return self.number_all(
            PyUnicode_KIND(text),
            PyUnicode_DATA(text),
            cython.address(words[3 * first]),
            count,
            cython.address(numbers[0]),
        )

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def number_block(
        self,
        kind: cython.int,
        data: cython.p_void,
        words: cython.p_longlong,
        count: cython.Py_ssize_t,
        numbers: cython.p_int,
    ) -> cython.int:
        """``number_all`` for all words of a block, other words forgotten if there is no room."""
        if self.number_all(kind, data, words, count, numbers) < count:
            self.forget()
            self.number_all(kind, data, words, count, numbers)
        return 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def number_all(
        self,
        kind: cython.int,
        data: cython.p_void,
        words: cython.p_longlong,
        count: cython.Py_ssize_t,
        numbers: cython.p_int,
    ) -> cython.Py_ssize_t:
        """``number`` for compiled stages: how many of the words were numbered."""
        # Memory is what takes the time: all keys first, so that a processor, which need not compute
        # anything in between, waits for many places at once.
        keys: cython.p_ulonglong = self._pending
        at: cython.Py_ssize_t
        first: cython.Py_ssize_t = 0
        last: cython.Py_ssize_t
        while first < count:
            last = min(count, first + TOGETHER)
            for at in range(first, last):
                numbers[at] = -1
                if self._mine[words[3 * at + 2]]:
                    numbers[at] = 0
                    keys[at - first] = self._key(kind, data, words[3 * at], words[3 * at + 1])
            for at in range(first, last):
                if not numbers[at]:
                    numbers[at] = self._number_of(keys[at - first])
                    if numbers[at] < 0:
                        return at
                    if numbers[at] == self.count:
                        self.count += 1
                        self._fill_row(kind, data, words[3 * at], words[3 * at + 1])
            first = last
        return count

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    @cython.nogil
    def _key(
        self,
        kind: cython.int,
        data: cython.p_void,
        start: cython.Py_ssize_t,
        end: cython.Py_ssize_t,
    ) -> cython.ulonglong:
        """What a word is known by."""
        at: cython.Py_ssize_t = _fold(kind, data, start, end, self._points)
        key: cython.ulonglong = _hash_whole(self._points)
        while at < end:
            at = _fold(kind, data, at, end, self._points)
            key = (key ^ _hash_whole(self._points)) * MULTIPLIER & MASK
        return key

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    @cython.nogil
    def _number_of(self, key: cython.ulonglong) -> cython.int:
        """The number of a word, the next one if it is new; -1 when there is no room."""
        slot: cython.ulonglong = key >> 20 & self._mask
        while self._slots[slot]:
            if self._keys[slot] == key:
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
    @cython.boundscheck(False)
    @cython.wraparound(False)
    def _fill_row(
        self,
        kind: cython.int,
        data: cython.p_void,
        at: cython.Py_ssize_t,
        end: cython.Py_ssize_t,
    ) -> cython.int:
        """Write the row of the word numbered last."""
        column: cython.int
        for column in range(self.width):
            self._total[column] = 0
        if end - at > SHORT:
            while at < end:
                at = _fold(kind, data, at, end, self._points)
                self._add_piece()
            self._fit()
        else:
            _fold(kind, data, at, end, self._points)
            self._add_piece()
        row: cython.Py_ssize_t = cython.cast(cython.Py_ssize_t, self.count - 1) * self.width
        for column in range(self.width):
            self.rows[row + column] = self._total[column]
        return 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _fit(self) -> cython.int:
        """Make what is in ``_total`` smaller where it is too large, in proportion."""
        sums: cython.p_int = self._sums
        most: cython.longlong = LIMIT
        number: cython.longlong
        column: cython.int
        for column in range(self._labels):
            most = max(most, sums[column], -sums[column])
        if most > LIMIT:
            for column in range(self._labels):
                number = sums[column]
                sums[column] = LIMIT * number // most
        most = sums[self._labels + 1]
        if most > LIMIT:
            number = sums[self._labels]
            sums[self._labels] = LIMIT * number // most
            sums[self._labels + 1] = LIMIT
        return 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    @cython.boundscheck(False)
    @cython.wraparound(False)
    def _add_piece(self) -> cython.int:
        """Add the evidence of the folded piece to ``_total``.

        Memory is what takes the time. So all places are looked up before any is read: a processor
        then waits for many at once.
        """
        count: cython.int = _hash_sequences(self._points, self._found)
        at: cython.int
        bucket: cython.uint
        for at in range(count):
            bucket = 4 * (self._found[at] >> (32 - self._bits))
            self._starts[at] = self._long(bucket)
            self._counts[at] = self._long(bucket + 4) - self._starts[at]
        for at in range(count):
            if self._counts[at]:
                self._counts[at] = self._data[self._starts[at]]
        size: cython.int = self._points[0] + 2
        first: cython.int
        length: cython.int
        at = 0
        for first in range(size):
            for length in range(1, min(NGRAM, size - first)):
                known: cython.bint = self._add(at)
                at += 1
                if length == TELLING - 1:
                    self._total[self._labels + 1] += 1
                    self._total[self._labels] += not known
        if at < count:
            self._add(at)
        return 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    @cython.boundscheck(False)
    @cython.wraparound(False)
    def _add(self, number: cython.int) -> cython.bint:
        """Add what the model holds for a sequence to ``_total``; whether it holds the sequence.

        ``model.py`` says how a table is laid out.
        """
        rows: cython.uint = self._counts[number]
        mark: cython.uint = self._found[number] & 0xFFFF
        at: cython.uint = self._starts[number] + 1
        lengths: cython.uint = at + 2 * rows
        entry: cython.uint = lengths + rows
        row: cython.uint
        for row in range(rows):
            length: cython.uint = self._data[lengths + row]
            stored: cython.uint = self._data[at] | self._data[at + 1] << 8
            if stored == mark:
                self._add_row(entry, length)
                return True
            entry += self._labels if length == FULL else 2 * length
            at += 2
        return False

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    @cython.nogil
    @cython.boundscheck(False)
    @cython.wraparound(False)
    def _add_row(self, entry: cython.uint, length: cython.uint) -> cython.int:
        """Add a row's weights to ``_total``."""
        # Pointers of its own, so that the compiler may keep them and add many numbers at once.
        total: cython.p_int = self._sums
        data: cython.p_const_uchar = self._data
        column: cython.int
        if length == FULL:
            for column in range(self._labels):
                total[column] += data[entry + column] - 128
        else:
            for _ in range(length):
                total[data[entry]] += data[entry + 1] - 128
                entry += 2
        return 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    @cython.nogil
    @cython.boundscheck(False)
    @cython.wraparound(False)
    def _long(self, at: cython.uint) -> cython.uint:
        """The 32-bit number, low byte first, at a place of the table."""
        return (
            self._data[at]
            | self._data[at + 1] << 8
            | self._data[at + 2] << 16
            | cython.cast(cython.uint, self._data[at + 3]) << 24
        )

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    @cython.boundscheck(False)
    @cython.wraparound(False)
    def _sum(
        self,
        numbers: cython.int[::1],
        first: cython.Py_ssize_t,
        last: cython.Py_ssize_t,
        total: cython.int[::1],
    ) -> cython.int:
        """Add up the rows of numbered words."""
        at: cython.Py_ssize_t
        column: cython.int
        for at in range(first, last):
            if numbers[at] >= 0:
                row: cython.Py_ssize_t = cython.cast(cython.Py_ssize_t, numbers[at]) * self.width
                for column in range(self.width):
                    total[column] += self.rows[row + column]
        return 0


def _memory(size: int) -> memoryview:
    """So many bytes, which take up memory only when they are written to: most never are."""
    if hasattr(mmap, "MAP_PRIVATE"):  # else a forked process would write to the same
        return memoryview(mmap.mmap(-1, size, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS))
    return memoryview(mmap.mmap(-1, size))


def _power_of_two(least: int) -> int:
    """The smallest power of two that is no smaller."""
    return 1 << (least - 1).bit_length()
