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

from array import array
from typing import TYPE_CHECKING

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.language.lazy_memory import lazy_memory
from polyglot_norm.text.characters import SCRIPTS

if cython.compiled:
    from cython.cimports.polyglot_norm.language.prefetch import prefetch
    from cython.cimports.polyglot_norm.language.word_rows import WordRows
    from cython.cimports.polyglot_norm.text.code_points import data_of, kind_of
else:
    from polyglot_norm.language.prefetch import prefetch
    from polyglot_norm.language.word_rows import WordRows
    from polyglot_norm.text.code_points import data_of, kind_of

if TYPE_CHECKING:
    from polyglot_norm.language.model import Table

_EITHER = cython.declare(cython.ulonglong, 0x9E3779B97F4A7C15)
"""The key of a word that stands for two, before its label is part of it; no other word has it."""

_LABEL = cython.declare(cython.int, 40)
"""Where in the key the label is."""

FEW = cython.declare(cython.Py_ssize_t, 1024)
"""The slots at first."""

GROWTH = cython.declare(cython.int, 4)
"""How many times more there are once they are half full."""

TOGETHER = 64
"""The number of words that are looked up together."""

_TOGETHER = cython.declare(cython.Py_ssize_t, TOGETHER)


@cython.cclass
class Scorer:
    """Numbers the distinct words of one table's scripts, and keeps the scores of each.

    ``rows`` and ``best`` are those of `WordRows`, ``width`` numbers a word. Words of other scripts
    get the number -1. A scorer is for one thread.

    >>> from polyglot_norm.language.model import Model
    >>> from polyglot_norm.text.words import scan
    >>> scorer = Scorer(Model.open().table("Cyrl"))
    >>> scorer.number("Дом, дом", scan("Дом, дом"))
    array('i', [0, 0])
    """

    def __init__(self, table: Table, *, capacity: int = 4096) -> None:
        most: cython.Py_ssize_t = _power_of_two(2 * capacity)
        self.capacity = capacity
        self.count = 0
        self._words = WordRows(table, capacity, together=TOGETHER)
        self._hasher = self._words.hasher
        self.width = self._words.width
        self.rows = self._words.rows
        self.best = self._words.best
        self._serves = array("B", [name in table.scripts for name in SCRIPTS])
        # Of each word, where its key says: the key, whose lowest bits are its number + 1 instead.
        # There are twice as many slots as words at least, few at first: they are near each other.
        self._slots = lazy_memory(8 * most).cast("Q")
        self._number_bits = most - 1
        self._mask = min(FEW, most) - 1
        self._keys = lazy_memory(8 * capacity).cast("Q")
        self._met_again = array("B", bytes(capacity))
        self._pending = array("Q", bytes(8 * TOGETHER))

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
        self._empty_slots()
        self.count = 0
        for number in range(count):
            if self._met_again[number]:
                self._words.move(number, self.count)
                self.count += 1
                self._enter(self._keys[number], self.count)
        for number in range(count):
            self._met_again[number] = 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _grow(self) -> cython.void:
        """Make more slots."""
        number: cython.int
        self._empty_slots()
        self._mask = min(self._number_bits, GROWTH * (self._mask + 1) - 1)
        for number in range(self.count):
            self._enter(self._keys[number], number + 1)

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _empty_slots(self) -> cython.void:
        """Empty the slots, and write the keys of words by their numbers."""
        slot: cython.Py_ssize_t
        for slot in range(cython.cast(cython.Py_ssize_t, self._mask) + 1):
            if self._slots[slot]:
                self._keys[(self._slots[slot] & self._number_bits) - 1] = self._slots[slot]
                self._slots[slot] = 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    @cython.nogil
    def _enter(self, key: cython.ulonglong, number: cython.ulonglong) -> cython.void:
        """Enter a word that has no slot, under a number from 1 on."""
        slot: cython.ulonglong = key >> 20 & self._mask
        while self._slots[slot]:
            slot = slot + 1 & self._mask
        self._slots[slot] = key & ~self._number_bits | number

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
        slots: cython.p_ulonglong = (
            cython.address(self._slots[0]) if cython.compiled else self._slots
        )
        start: cython.Py_ssize_t = 0
        end: cython.Py_ssize_t
        while start < count:
            end = min(count, start + _TOGETHER)
            for at in range(start, end):
                word = 3 * (first + at)
                numbers[at] = -1
                if self._serves[words[word + 2]]:
                    numbers[at] = 0
                    key: cython.ulonglong = self._hasher.key(
                        kind, data, words[word], words[word + 1], at - start
                    )
                    self._pending[at - start] = key
                    prefetch(slots, 8 * (key >> 20 & self._mask))
            for at in range(start, end):
                if not numbers[at]:
                    numbers[at] = self._number_of(self._pending[at - start])
                    if numbers[at] < 0:
                        self._words.write()
                        return at
                    if numbers[at] < self.count:
                        self._words.prefetch(numbers[at])
                    else:
                        word = 3 * (first + at)
                        if self._hasher.recall(at - start):
                            self._words.add(self.count, words[word + 1] - words[word])
                        else:
                            self._words.write_pieces(
                                self.count, kind, data, words[word], words[word + 1]
                            )
                        self.count += 1
            self._words.write()
            start = end
        return count

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def number_either(self, one: cython.int, other: cython.int, label: cython.int) -> cython.int:
        """Return the number of a word that is either of two: ``other`` in a language, else ``one``.

        It has the log-odds of the first, and in the language those of the second if they are
        higher; -1 if there is no room for it.
        """
        key: cython.ulonglong = _EITHER ^ cython.cast(cython.ulonglong, label + 1) << _LABEL
        number: cython.int = self._number_of(key)
        if number == self.count:
            self.count += 1
            self._words.write_either(number, one, other, label)
        return number

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    @cython.nogil
    def _number_of(self, key: cython.ulonglong) -> cython.int:
        """Return the number of a word, the next one if it is new; -1 if there is no room."""
        slot: cython.ulonglong = key >> 20 & self._mask
        found: cython.ulonglong = self._slots[slot]
        while found:
            if (found ^ key) <= self._number_bits:
                number: cython.int = cython.cast(cython.int, found & self._number_bits) - 1
                self._met_again[number] = 1
                return number
            slot = slot + 1 & self._mask
            found = self._slots[slot]
        if self.count == self.capacity:
            return -1
        if cython.cast(cython.ulonglong, 2 * self.count) > self._mask:
            self._grow()
        self._enter(key, self.count + 1)
        return self.count

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


def _power_of_two(least: int) -> int:
    """Return the smallest power of two that is not smaller than a number."""
    return 1 << (least - 1).bit_length()
