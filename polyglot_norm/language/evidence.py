# cython: initializedcheck=False, boundscheck=False, wraparound=False
"""Sums of log-odds over stretches of words, for every language of a table.

Log-odds are whole numbers, in steps of 1/``model.SCALE`` of a natural logarithm. Two more columns
of each row, which count unknown n-grams, are summed with them.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef"

from __future__ import annotations

from array import array

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.language import gaps as kinds

CHUNK = cython.declare(cython.int, 4)
"""The words of a chunk, unless it ends at a break in the text: most phrases are longer. So many
times ``scorer.LIMIT`` fits into 16 bits."""

REPEATED = cython.declare(cython.Py_ssize_t, 4)
"""The words before one among which it may be repeated."""

MOST_COLUMNS = 16
"""The languages whose log-odds are held word by word, at most."""

_STOP = cython.declare(cython.int, kinds.STOP)


@cython.cclass
class Evidence:
    """The words of one table in a block, in chunks, with the summed log-odds of each chunk.

    ``sums`` has ``width`` numbers a chunk, ``most`` the highest log-odds of each, and ``whole`` the
    sums over all of them. One is used for block after block: it keeps its memory.
    """

    def __init__(self) -> None:
        self.words = self.chunks = 0
        self.labels = self.width = 0
        self._cursor = 0
        self._starts = array("i")
        self.sums = array("h")

    @cython.cfunc
    @cython.exceptval(-1)
    def take(
        self,
        rows: cython.short[::1],
        width: cython.int,
        numbers: cython.int[::1],
        gaps: cython.uchar[::1],
        words: cython.Py_ssize_t,
    ) -> cython.int:
        """Take the words of a block, given by their numbers and the gaps before them."""
        self._reserve(width, words)
        self.rows = rows
        self._numbers = numbers
        self.gaps = gaps
        self.words = words
        self._cursor = 0
        self._cut()
        if len(self.sums) < self.chunks * width:
            self.sums = array("h", bytes(4 * self.chunks * width))
        self._sum_chunks()
        return 0

    @cython.cfunc
    @cython.exceptval(-1)
    def _reserve(self, width: cython.int, words: cython.Py_ssize_t) -> cython.int:
        """Make room for the words of a block in a table with some columns."""
        if width != self.width:
            self.width = width
            self.labels = width - 2
            self.whole = array("i", bytes(4 * width))
            self.total = array("i", bytes(4 * width))
        if len(self._starts) <= words:
            room = 2 * words + 1
            self._starts = array("i", bytes(4 * room))
            self.most = array("h", bytes(2 * room))
            self.columns = array("h", bytes(2 * MOST_COLUMNS * room))
        return 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def gather(self, column: cython.Py_ssize_t, label: cython.int) -> cython.void:
        """Write the log-odds of every word for a language to one of the ``columns``.

        The rows of the words are far apart in memory: reading them here, many at once, spares the
        decoder from waiting for each.
        """
        to: cython.Py_ssize_t = column * self.words
        at: cython.Py_ssize_t
        for at in range(self.words):
            self.columns[to + at] = self.rows[self.row(at) + label]

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def sum_stretch(self, first: cython.Py_ssize_t, last: cython.Py_ssize_t) -> cython.void:
        """Write the sums over some words to ``total``; stretches must be asked for in order.

        Those of the whole block and of the chunks within are at hand.
        """
        total: cython.p_int = cython.address(self.total[0]) if cython.compiled else self.total
        column: cython.int
        if last - first == self.words:
            for column in range(self.width):
                total[column] = self.whole[column]
            return
        for column in range(self.width):
            total[column] = 0
        sums: cython.p_short = cython.address(self.sums[0]) if cython.compiled else self.sums
        chunk: cython.Py_ssize_t = self._cursor
        while chunk > 0 and self._starts[chunk] > first:
            chunk -= 1
        while chunk < self.chunks and self._starts[chunk] < first:
            chunk += 1
        end: cython.Py_ssize_t = min(last, self._starts[chunk])
        self._add_words(first, end)
        while chunk < self.chunks and self._starts[chunk + 1] <= last:
            _add_to_total(sums, chunk * self.width, total, self.width)
            chunk += 1
            end = self._starts[chunk]
        self._add_words(end, last)
        self._cursor = chunk

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def sum_run(self, first: cython.Py_ssize_t, last: cython.Py_ssize_t) -> cython.Py_ssize_t:
        """Write the sums over a run to ``total``; return how many of its words count.

        If many are repeated each counts once, since it says little more when it is said again.
        """
        kept: cython.Py_ssize_t = 0
        at: cython.Py_ssize_t
        for at in range(first, last):
            kept += self._is_new(first, at)
            if 4 * kept > 3 * (last - first):
                self.sum_stretch(first, last)
                return last - first
        column: cython.int
        for column in range(self.width):
            self.total[column] = 0
        for at in range(first, last):
            if self._is_new(first, at):
                self._add_words(at, at + 1)
        return kept

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    @cython.nogil
    def _is_new(self, first: cython.Py_ssize_t, at: cython.Py_ssize_t) -> cython.bint:
        """Return True if a word is not among the few before it."""
        before: cython.Py_ssize_t
        for before in range(max(first, at - REPEATED), at):
            if self._numbers[before] == self._numbers[at]:
                return False
        return True

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _cut(self) -> cython.void:
        """Write the start of each chunk, and the end of the last."""
        count: cython.Py_ssize_t = 0
        at: cython.Py_ssize_t
        for at in range(self.words):
            if not at or self.gaps[at] >= _STOP or at - self._starts[count - 1] >= CHUNK:
                self._starts[count] = at
                count += 1
        self._starts[count] = self.words
        self.chunks = count

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _sum_chunks(self) -> cython.void:
        """Write the sums of each chunk, the highest of them, and the sums over the block."""
        sums: cython.p_short = cython.address(self.sums[0]) if cython.compiled else self.sums
        whole: cython.p_int = cython.address(self.whole[0]) if cython.compiled else self.whole
        width: cython.int = self.width
        column: cython.int
        chunk: cython.Py_ssize_t
        for column in range(width):
            whole[column] = 0
        for chunk in range(self.chunks):
            self._sum_chunk(sums, chunk)
            self.most[chunk] = _highest(sums, chunk * width, self.labels)
            _add_to_total(sums, chunk * width, whole, width)

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    @cython.nogil
    def _sum_chunk(self, sums: cython.p_short, chunk: cython.Py_ssize_t) -> cython.void:
        """Write the sums of the words of a chunk."""
        rows: cython.p_short = cython.address(self.rows[0]) if cython.compiled else self.rows
        first: cython.Py_ssize_t = self._starts[chunk]
        words: cython.Py_ssize_t = self._starts[chunk + 1] - first
        to: cython.Py_ssize_t = chunk * self.width
        # Two rows a round, so that the sums are not written and read again for each.
        if words % 2:
            _take_row(rows, self.row(first), sums, to, self.width)
        else:
            _take_pair(rows, self.row(first), self.row(first + 1), sums, to, self.width)
        word: cython.Py_ssize_t
        for word in range(first + 2 - words % 2, first + words, 2):
            _add_pair(rows, self.row(word), self.row(word + 1), sums, to, self.width)

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    @cython.nogil
    def row(self, word: cython.Py_ssize_t) -> cython.Py_ssize_t:
        """Return the place of the row of a word in ``rows``."""
        return cython.cast(cython.Py_ssize_t, self._numbers[word]) * self.width

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    @cython.nogil
    def number(self, word: cython.Py_ssize_t) -> cython.int:
        """Return the number of a word."""
        return self._numbers[word]

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    @cython.nogil
    def value(self, word: cython.Py_ssize_t, label: cython.int) -> cython.int:
        """Return the log-odds of a word for a language."""
        return self.rows[self.row(word) + label]

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _add_words(self, first: cython.Py_ssize_t, last: cython.Py_ssize_t) -> cython.void:
        """Add the rows of words to ``total``."""
        rows: cython.p_short = cython.address(self.rows[0]) if cython.compiled else self.rows
        total: cython.p_int = cython.address(self.total[0]) if cython.compiled else self.total
        word: cython.Py_ssize_t
        for word in range(first, last):
            _add_to_total(rows, self.row(word), total, self.width)


# Each of these loops over columns is compiled to instructions for many columns at once.


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
@cython.nogil
def _take_row(
    rows: cython.p_short,
    row: cython.Py_ssize_t,
    sums: cython.p_short,
    to: cython.Py_ssize_t,
    width: cython.int,
) -> cython.void:
    """Write a row to ``sums``."""
    column: cython.int
    for column in range(width):
        sums[to + column] = rows[row + column]


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
@cython.nogil
def _take_pair(
    rows: cython.p_short,
    one: cython.Py_ssize_t,
    other: cython.Py_ssize_t,
    sums: cython.p_short,
    to: cython.Py_ssize_t,
    width: cython.int,
) -> cython.void:
    """Write the sums of two rows to ``sums``."""
    column: cython.int
    for column in range(width):
        sums[to + column] = rows[one + column] + rows[other + column]


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
@cython.nogil
def _add_pair(
    rows: cython.p_short,
    one: cython.Py_ssize_t,
    other: cython.Py_ssize_t,
    sums: cython.p_short,
    to: cython.Py_ssize_t,
    width: cython.int,
) -> cython.void:
    """Add two rows to ``sums``."""
    column: cython.int
    for column in range(width):
        sums[to + column] += rows[one + column] + rows[other + column]


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
@cython.nogil
def _add_to_total(
    numbers: cython.p_short, at: cython.Py_ssize_t, total: cython.p_int, width: cython.int
) -> cython.void:
    """Add so many numbers to ``total``."""
    # The sums over a block fit: an n-gram says 127 at most, and there are a few to a character.
    column: cython.int
    for column in range(width):
        total[column] += numbers[at + column]


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
@cython.nogil
def _highest(numbers: cython.p_short, at: cython.Py_ssize_t, labels: cython.int) -> cython.short:
    """Return the highest of so many numbers."""
    most: cython.short = numbers[at]
    label: cython.int
    value: cython.short
    for label in range(labels):
        value = numbers[at + label]
        most = value if value > most else most
    return most
