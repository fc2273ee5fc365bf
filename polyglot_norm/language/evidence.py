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

MOST_COLUMNS = 16
"""The languages whose log-odds are held word by word, at most."""

FLUSH = cython.declare(cython.Py_ssize_t, 4096)
"""Chunks whose gains, 8 * ``scorer.LIMIT`` each at most, fit into 32 bits together."""

_STOP = cython.declare(cython.int, kinds.STOP)


@cython.cclass
class Evidence:
    """The words of one table in a block, in chunks, with the summed log-odds of each chunk.

    One is used for block after block: it keeps its memory.
    """

    def __init__(self) -> None:
        self.words = self.chunks = 0
        self.labels = self.width = 0
        self._cursor = 0
        self._starts = array("i")
        self._sums = array("h")

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
        self._rows = rows
        self._numbers = numbers
        self.gaps = gaps
        self.words = words
        self._cursor = 0
        self._cut()
        if len(self._sums) < self.chunks * width:
            self._sums = array("h", bytes(2 * self.chunks * width))
        chunk: cython.Py_ssize_t
        for chunk in range(self.chunks):
            self._sum_chunk(chunk)
        return 0

    @cython.cfunc
    @cython.exceptval(-1)
    def _reserve(self, width: cython.int, words: cython.Py_ssize_t) -> cython.int:
        """Make room for the words of a block in a table with some columns."""
        if width != self.width:
            self.width = width
            self.labels = width - 2
            self.total = array("i", bytes(4 * width))
            self.gains = array("q", bytes(8 * width))
        if len(self._starts) <= words:
            room = 2 * words + 1
            self._starts = array("i", bytes(4 * room))
            self._best = array("i", bytes(4 * room))
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
            self.columns[to + at] = self._rows[
                cython.cast(cython.Py_ssize_t, self._numbers[at]) * self.width + label
            ]

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def main(self, prior: cython.int[::1]) -> cython.int:
        """Return the language that explains most of the block; it now explains every chunk."""
        self._sum_all(prior)
        best: cython.int = 0
        label: cython.int
        for label in range(self.labels):
            if self.gains[label] > self.gains[best]:
                best = label
        at: cython.Py_ssize_t
        for at in range(self.chunks):
            self._best[at] = self._sums[at * self.width + best]
        return best

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def add(self, label: cython.int) -> cython.void:
        """Explain each chunk by a further language where that is better."""
        at: cython.Py_ssize_t
        for at in range(self.chunks):
            self._best[at] = max(self._best[at], self._sums[at * self.width + label])

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def measure(self, least: cython.int) -> cython.void:
        """Write to ``gains`` by how much each language explains chunks better than before.

        Only chunks count that it explains better by ``least``.
        """
        label: cython.int
        chunk: cython.Py_ssize_t = 0
        for label in range(self.labels):
            self.gains[label] = 0
        while chunk < self.chunks:
            until: cython.Py_ssize_t = min(self.chunks, chunk + FLUSH)
            self._clear_total()
            while chunk < until:
                self._add_gains(chunk, least)
                chunk += 1
            self._flush()

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def sum_stretch(self, first: cython.Py_ssize_t, last: cython.Py_ssize_t) -> cython.void:
        """Write the sums over some words to ``total``; stretches must be asked for in order.

        The sums of the chunks within are at hand.
        """
        chunk: cython.Py_ssize_t = self._cursor
        while chunk > 0 and self._starts[chunk] > first:
            chunk -= 1
        while chunk < self.chunks and self._starts[chunk] < first:
            chunk += 1
        self._clear_total()
        end: cython.Py_ssize_t = min(last, self._starts[chunk])
        self._add_words(first, end)
        while chunk < self.chunks and self._starts[chunk + 1] <= last:
            self._add_chunk(chunk, self.width)
            chunk += 1
            end = self._starts[chunk]
        self._add_words(end, last)
        self._cursor = chunk

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
    def _sum_chunk(self, chunk: cython.Py_ssize_t) -> cython.void:
        """Write the sums of the words of a chunk."""
        column: cython.int
        word: cython.Py_ssize_t
        first: cython.Py_ssize_t = self._starts[chunk]
        to: cython.Py_ssize_t = chunk * self.width
        row: cython.Py_ssize_t = cython.cast(cython.Py_ssize_t, self._numbers[first]) * self.width
        for column in range(self.width):
            self._sums[to + column] = self._rows[row + column]
        for word in range(first + 1, self._starts[chunk + 1]):
            row = cython.cast(cython.Py_ssize_t, self._numbers[word]) * self.width
            for column in range(self.width):
                self._sums[to + column] += self._rows[row + column]

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _sum_all(self, prior: cython.int[::1]) -> cython.void:
        """Write the sums over the whole block, the prior included, to ``gains``."""
        label: cython.int
        chunk: cython.Py_ssize_t = 0
        for label in range(self.labels):
            self.gains[label] = prior[label]
        while chunk < self.chunks:
            until: cython.Py_ssize_t = min(self.chunks, chunk + FLUSH)
            self._clear_total()
            while chunk < until:
                self._add_chunk(chunk, self.labels)
                chunk += 1
            self._flush()

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    @cython.nogil
    def _clear_total(self) -> cython.void:
        column: cython.int
        for column in range(self.width):
            self.total[column] = 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    @cython.nogil
    def _flush(self) -> cython.void:
        """Add ``total`` to ``gains``, which have room for more."""
        label: cython.int
        for label in range(self.labels):
            self.gains[label] += self.total[label]

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    @cython.nogil
    def _add_chunk(self, chunk: cython.Py_ssize_t, count: cython.int) -> cython.void:
        """Add the first columns of a chunk to ``total``."""
        at: cython.Py_ssize_t = chunk * self.width
        column: cython.int
        for column in range(count):
            self.total[column] += self._sums[at + column]

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    @cython.nogil
    def _add_gains(self, chunk: cython.Py_ssize_t, least: cython.int) -> cython.void:
        """Add to ``total`` by how much a chunk's sums exceed its best, where by ``least``."""
        at: cython.Py_ssize_t = chunk * self.width
        best: cython.int = self._best[chunk]
        column: cython.int
        better: cython.int
        for column in range(self.labels):
            better = self._sums[at + column] - best
            self.total[column] += better if better >= least else 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _add_words(self, first: cython.Py_ssize_t, last: cython.Py_ssize_t) -> cython.void:
        """Add the rows of words to ``total``."""
        column: cython.int
        word: cython.Py_ssize_t
        for word in range(first, last):
            row: cython.Py_ssize_t = (
                cython.cast(cython.Py_ssize_t, self._numbers[word]) * self.width
            )
            for column in range(self.width):
                self.total[column] += self._rows[row + column]
