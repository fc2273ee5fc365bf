# cython: initializedcheck=False
"""The evidence of stretches of words: added up, in chunks of a few words, for every language.

Evidence is a whole number, in steps of 1/``model.SCALE`` of a natural logarithm. Beside that for
each language of a table a ``Scorer`` counts, in two more columns, how much it does not know.

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

COMPILED = cython.compiled

STOP = cython.declare(cython.int, kinds.STOP)

CHUNK = cython.declare(cython.int, 4)
"""Words looked at together where nothing breaks the text before: most phrases are longer. So many
times ``score.LIMIT`` fits into 16 bits."""

MOST_COLUMNS = 16
"""Languages whose evidence is held word by word, at most."""

FLUSH = cython.declare(cython.Py_ssize_t, 4096)
"""Chunks whose gains fit into 32 bits together: a chunk's are 8 * ``score.LIMIT`` at most."""


@cython.cclass
class Evidence:
    """The words of one table in a block, in chunks, with each chunk's evidence for each language.

    One is used for block after block: it keeps its memory.
    """

    def __init__(self) -> None:
        self.words = self.chunks = 0
        self.labels = self.width = 0
        self._kept_starts = self._kept_sums = self._kept_best = self._kept_columns = None
        self._cursor = 0

    @cython.cfunc
    def take(
        self,
        rows: cython.p_short,
        width: cython.int,
        numbers: cython.p_int,
        gaps: cython.p_uchar,
        words: cython.Py_ssize_t,
    ) -> object:
        """Take up the words of a block, by their numbers and the gaps before them."""
        self.rows = rows
        self.numbers = numbers
        self.gaps = gaps
        self.words = words
        if width != self.width:
            self._reserve_labels(width)
        if self._kept_starts is None or len(self._kept_starts) <= words:
            starts: cython.int[::1] = array("i", bytes(4 * (2 * words + 1)))
            best: cython.int[::1] = array("i", bytes(4 * (2 * words + 1)))
            columns: cython.short[::1] = array("h", bytes(2 * MOST_COLUMNS * (2 * words + 1)))
            self._kept_columns = columns
            self.columns = cython.address(columns[0]) if cython.compiled else columns
            self._kept_starts = starts
            self._kept_best = best
            self.starts = cython.address(starts[0]) if cython.compiled else starts
            self.best = cython.address(best[0]) if cython.compiled else best
        self._cut()
        if self._kept_sums is None or len(self._kept_sums) < self.chunks * width:
            sums: cython.short[::1] = array("h", bytes(2 * self.chunks * width))
            self._kept_sums = sums
            self.sums = cython.address(sums[0]) if cython.compiled else sums
        self._add_chunks()
        self._cursor = 0
        return None  # an object, so that a MemoryError is raised

    @cython.cfunc
    def _reserve_labels(self, width: cython.int) -> object:
        self.width = width
        self.labels = width - 2
        total: cython.int[::1] = array("i", bytes(4 * width))
        gains: cython.longlong[::1] = array("q", bytes(8 * width))
        self._kept_total = total
        self._kept_gains = gains
        self.total = cython.address(total[0]) if cython.compiled else total
        self.gains = cython.address(gains[0]) if cython.compiled else gains
        return None  # an object, so that a MemoryError is raised

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def gather(self, column: cython.Py_ssize_t, label: cython.int) -> cython.int:
        """Write the evidence of every word for a language to a column of ``columns``.

        The rows of the words lie far apart in memory: this reads many at once, and a path then
        none of them.
        """
        to: cython.Py_ssize_t = column * self.words
        at: cython.Py_ssize_t
        for at in range(self.words):
            self.columns[to + at] = self.rows[
                cython.cast(cython.Py_ssize_t, self.numbers[at]) * self.width + label
            ]
        return 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _cut(self) -> cython.int:
        """Note where each chunk starts."""
        count: cython.Py_ssize_t = 0
        at: cython.Py_ssize_t
        for at in range(self.words):
            if not at or self.gaps[at] >= STOP or at - self.starts[count - 1] >= CHUNK:
                self.starts[count] = at
                count += 1
        self.starts[count] = self.words
        self.chunks = count
        return 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _add_chunks(self) -> cython.int:
        """Write the evidence of every chunk."""
        chunk: cython.Py_ssize_t
        for chunk in range(self.chunks):
            _add_up(
                self.rows,
                self.width,
                self.numbers,
                self.starts[chunk],
                self.starts[chunk + 1],
                self.sums,
                chunk * self.width,
            )
        return 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def main(self, prior: cython.p_int) -> cython.int:
        """The language that explains most of the block; it explains every chunk from now on."""
        self._total_of_all(prior)
        best: cython.int = 0
        label: cython.int
        for label in range(self.labels):
            if self.gains[label] > self.gains[best]:
                best = label
        at: cython.Py_ssize_t
        for at in range(self.chunks):
            self.best[at] = self.sums[at * self.width + best]
        return best

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _total_of_all(self, prior: cython.p_int) -> cython.int:
        """Write the evidence of the whole block, its prior included, to ``gains``."""
        label: cython.int
        chunk: cython.Py_ssize_t = 0
        until: cython.Py_ssize_t
        for label in range(self.labels):
            self.gains[label] = prior[label]
        while chunk < self.chunks:
            until = min(self.chunks, chunk + FLUSH)
            _clear(self.total, self.width)
            while chunk < until:
                _add(self.sums, chunk * self.width, self.total, self.labels)
                chunk += 1
            for label in range(self.labels):
                self.gains[label] += self.total[label]
        return 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def add(self, label: cython.int) -> cython.int:
        """Explain each chunk by a further language where that is better."""
        at: cython.Py_ssize_t
        for at in range(self.chunks):
            self.best[at] = max(self.best[at], self.sums[at * self.width + label])
        return 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def measure(self, least: cython.int) -> cython.int:
        """Write to ``gains`` how much better each language explains some chunks than the best.

        A chunk counts if it is explained better by ``least``.
        """
        label: cython.int
        chunk: cython.Py_ssize_t = 0
        until: cython.Py_ssize_t
        for label in range(self.labels):
            self.gains[label] = 0
        while chunk < self.chunks:
            until = min(self.chunks, chunk + FLUSH)
            _clear(self.total, self.width)
            while chunk < until:
                _add_above(
                    self.sums,
                    chunk * self.width,
                    self.total,
                    self.labels,
                    self.best[chunk],
                    least,
                )
                chunk += 1
            for label in range(self.labels):
                self.gains[label] += self.total[label]
        return 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def stretch(self, first: cython.Py_ssize_t, last: cython.Py_ssize_t) -> cython.int:
        """Write the evidence of some words to ``total``; stretches must be asked for in order.

        Of the chunks that lie within, the sums are there.
        """
        at: cython.Py_ssize_t = first
        chunk: cython.Py_ssize_t = self._cursor
        end: cython.Py_ssize_t
        while chunk > 0 and self.starts[chunk] > first:
            chunk -= 1
        while chunk < self.chunks and self.starts[chunk] < first:
            chunk += 1
        _clear(self.total, self.width)
        end = min(last, self.starts[chunk])
        _add_up_more(self.rows, self.width, self.numbers, at, end, self.total)
        while chunk < self.chunks and self.starts[chunk + 1] <= last:
            _add(self.sums, chunk * self.width, self.total, self.width)
            chunk += 1
            end = self.starts[chunk]
        _add_up_more(self.rows, self.width, self.numbers, end, last, self.total)
        self._cursor = chunk
        return 0


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
@cython.nogil
def _clear(total: cython.p_int, width: cython.int) -> cython.int:
    column: cython.int
    for column in range(width):
        total[column] = 0
    return 0


@cython.cfunc
@cython.exceptval(check=False)
@cython.nogil
def _add_up(
    rows: cython.p_short,
    width: cython.int,
    numbers: cython.p_int,
    first: cython.Py_ssize_t,
    last: cython.Py_ssize_t,
    sums: cython.p_short,
    to: cython.Py_ssize_t,
) -> cython.int:
    """Write the sum of the rows of one word or more."""
    column: cython.int
    word: cython.Py_ssize_t
    row: cython.Py_ssize_t = cython.cast(cython.Py_ssize_t, numbers[first]) * width
    for column in range(width):
        sums[to + column] = rows[row + column]
    for word in range(first + 1, last):
        row = cython.cast(cython.Py_ssize_t, numbers[word]) * width
        for column in range(width):
            sums[to + column] += rows[row + column]
    return 0


@cython.cfunc
@cython.exceptval(check=False)
@cython.nogil
def _add_up_more(
    rows: cython.p_short,
    width: cython.int,
    numbers: cython.p_int,
    first: cython.Py_ssize_t,
    last: cython.Py_ssize_t,
    total: cython.p_int,
) -> cython.int:
    """Add the rows of words."""
    column: cython.int
    word: cython.Py_ssize_t
    row: cython.Py_ssize_t
    for word in range(first, last):
        row = cython.cast(cython.Py_ssize_t, numbers[word]) * width
        for column in range(width):
            total[column] += rows[row + column]
    return 0


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
@cython.nogil
def _add(
    sums: cython.p_short, at: cython.Py_ssize_t, total: cython.p_int, count: cython.int
) -> cython.int:
    column: cython.int
    for column in range(count):
        total[column] += sums[at + column]
    return 0


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
@cython.nogil
def _add_above(
    sums: cython.p_short,
    at: cython.Py_ssize_t,
    total: cython.p_int,
    count: cython.int,
    best: cython.int,
    least: cython.int,
) -> cython.int:
    """Add by how much sums are above the best, where by ``least``."""
    column: cython.int
    better: cython.int
    for column in range(count):
        better = sums[at + column] - best
        total[column] += better if better >= least else 0
    return 0
