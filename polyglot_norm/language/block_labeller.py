# cython: initializedcheck=False, boundscheck=False, wraparound=False
"""Labelling of a text, block by block, from characters to stretches.

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

from polyglot_norm.language import gaps as kinds
from polyglot_norm.text.characters import SCRIPTS
from polyglot_norm.text.lines import line_end

if cython.compiled:
    from cython.cimports.polyglot_norm.language.block import Block
    from cython.cimports.polyglot_norm.language.stretch_list import StretchList
    from cython.cimports.polyglot_norm.language.stretches import Stretches
    from cython.cimports.polyglot_norm.language.table_labeller import TableLabeller
else:
    from polyglot_norm.language.block import Block
    from polyglot_norm.language.stretch_list import StretchList
    from polyglot_norm.language.stretches import Stretches
    from polyglot_norm.language.table_labeller import TableLabeller

if TYPE_CHECKING:
    from collections.abc import Callable

    from polyglot_norm.language.labels import Label

BLOCK = 5_000
"""The code points that are labelled together, up to the end of the line or word: a page or two,
whose languages say more about a line than those of a whole book."""

_BLOCK = cython.declare(cython.Py_ssize_t, BLOCK)
_LINE = cython.declare(cython.int, kinds.LINE)
_PROTECTED = cython.declare(cython.int, kinds.PROTECTED)
_WORD = cython.declare(cython.Py_ssize_t, 3)
_NO_TABLE = cython.declare(cython.int, -1)


@cython.cclass
class BlockLabeller:
    """Labels the blocks of one text after another. It is for one thread.

    ``served`` holds the scripts of each table. ``make`` makes the labeller of a table, by its
    index, when a text first needs it: most texts need one or two. ``owners`` are the labels of
    scripts that no table serves.
    """

    def __init__(
        self,
        served: list[list[int]],
        make: Callable[[int], TableLabeller],
        owners: dict[int, Label],
    ) -> None:
        table_of = array("i", [_NO_TABLE] * len(SCRIPTS))
        for table, scripts in enumerate(served):
            for script in scripts:
                table_of[script] = table
        self._table_of = table_of
        self._make = make
        self._owners = [owners.get(script) for script in range(len(SCRIPTS))]
        self._tables = [None] * len(served)
        self._opened: list[TableLabeller] = []
        self._is_done = array("B", bytes(len(served)))
        self._block = Block()
        self._found = StretchList()

    @cython.cfunc
    def stretches(self, text: str, protected: array[int]) -> Stretches:
        """Return the stretches of a text, in order; what holds no word belongs to none.

        ``protected`` holds the starts and ends of the protected spans.
        """
        self._found.clear()
        table: TableLabeller
        for table in self._opened:
            table.begin()
        block: Block = self._block
        block.begin(protected)
        start: cython.Py_ssize_t = 0
        while start < len(text):
            end: cython.Py_ssize_t = len(text)
            if end - start > 2 * _BLOCK:
                end = block_end(text, start)
            block.read(text, start, end)
            self._label(text)
            start = end
        return self._found.stretches()

    @cython.cfunc
    @cython.exceptval(-1)
    def _label(self, text: str) -> cython.int:
        """Label the words of the block that was read."""
        block: Block = self._block
        found: StretchList = self._found
        first: cython.Py_ssize_t = found.count
        at: cython.int
        number: cython.int
        for at in range(block.script_count):
            number = self._table_of[block.scripts[at]]
            if number != _NO_TABLE:
                self._is_done[number] = 0
        for at in range(block.script_count):
            script: cython.int = block.scripts[at]
            middle: cython.Py_ssize_t = found.count
            number = self._table_of[script]
            if number == _NO_TABLE:
                self._add_owned(script)
            elif not self._is_done[number]:
                self._is_done[number] = 1
                self._table(number).label(text, block, found)
            found.merge(first, middle)
        return 0

    @cython.cfunc
    def _table(self, number: cython.int) -> TableLabeller:
        """Return the labeller of a table."""
        table: TableLabeller | None = self._tables[number]
        if table is None:
            table = self._tables[number] = self._make(number)
            self._opened.append(table)
        return table

    @cython.cfunc
    @cython.exceptval(-1)
    def _add_owned(self, script: cython.int) -> cython.int:
        """Add the words of a script with one language, or with none that is known."""
        block: Block = self._block
        found: StretchList = self._found
        label: cython.Py_ssize_t = found.add_label(self._owners[script])
        follows: cython.bint = False
        at: cython.Py_ssize_t
        for at in range(block.count):
            if block.words[_WORD * at + 2] != script or block.kinds[at] >= _PROTECTED:
                follows = False
            elif follows and block.kinds[at] != _LINE:
                found.extend_last(block.words[_WORD * at + 1])
            else:
                found.add(block.words[_WORD * at], block.words[_WORD * at + 1], label)
                follows = True
        return 0


def block_end(text: str, start: int) -> int:
    """Return the end of the block that starts at an offset: of a line, or of a word if it is long.

    >>> block_end("да " * 30_000, 0)
    5001
    """
    limit = start + 2 * BLOCK
    if len(text) <= limit:
        return len(text)
    end = line_end(text, start + BLOCK, limit)
    if end == limit:
        end = text.find(" ", start + BLOCK, limit) + 1 or start + BLOCK
    return end
