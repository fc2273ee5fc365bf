# cython: initializedcheck=False, boundscheck=False, wraparound=False
"""Labelling of the blocks of a text, from characters to stretches.

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

if cython.compiled:
    from cython.cimports.polyglot_norm.language.block import Block
    from cython.cimports.polyglot_norm.language.stretch_list import StretchList
else:
    from polyglot_norm.language.block import Block
    from polyglot_norm.language.stretch_list import StretchList

if TYPE_CHECKING:
    from collections.abc import Callable

    from polyglot_norm.language.labels import Label, Stretches
    from polyglot_norm.language.table_labeller import TableLabeller

_LINE = cython.declare(cython.int, kinds.LINE)
_PROTECTED = cython.declare(cython.int, kinds.PROTECTED)
_WORD = cython.declare(cython.Py_ssize_t, 3)
_SCRIPTS = cython.declare(cython.int, len(SCRIPTS))


@cython.cclass
class BlockLabeller:
    """Labels the blocks of one text after another. It is for one thread.

    ``served`` holds the scripts of each table. ``make`` makes the labeller of a table, by its
    index, when a text first needs it: most texts need one or two. ``owners`` are the labels of
    scripts that no table serves.
    """

    _served: cython.int[::1]
    _make: Callable[[int], TableLabeller]
    _owners: dict[int, Label]
    _tables: dict[int, TableLabeller]
    _block: Block
    _found: StretchList

    def __init__(
        self,
        served: list[list[int]],
        make: Callable[[int], TableLabeller],
        owners: dict[int, Label],
    ) -> None:
        pairs = [(script, table) for table, scripts in enumerate(served) for script in scripts]
        self._served = array("i", [number for pair in pairs for number in pair])
        self._make = make
        self._owners = owners
        self._tables = {}
        self._block = Block()
        self._found = StretchList()

    def begin(self) -> None:
        """Begin a text."""
        self._found.clear()
        for table in self._tables.values():
            table.begin()

    def label(self, text: str, start: int, end: int, protected: array[int]) -> None:
        """Label the words of ``text[start:end]``, the block that follows.

        ``protected`` holds the starts and ends of the protected spans in it.
        """
        block: Block = self._block
        found: StretchList = self._found
        block.read(text, start, end, protected)
        first: cython.Py_ssize_t = found.count
        middle: cython.Py_ssize_t
        done: cython.int = -1
        at: cython.Py_ssize_t
        for at in range(0, len(self._served), 2):
            if block.scripts[self._served[at]] and self._served[at + 1] != done:
                done = self._served[at + 1]
                middle = found.count
                self._table(done).label(text, block, found)
                found.merge(first, middle)
        script: cython.int
        for script in range(_SCRIPTS):
            if block.scripts[script] and script in self._owners:
                middle = found.count
                self._add_owned(script)
                found.merge(first, middle)

    def stretches(self) -> Stretches:
        """Return the stretches of the text, in order."""
        stretches: Stretches = self._found.stretches()
        return stretches

    @cython.cfunc
    def _table(self, number: cython.int) -> TableLabeller:
        """Return the labeller of a table."""
        if number not in self._tables:
            self._tables[number] = self._make(number)
        return self._tables[number]

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
