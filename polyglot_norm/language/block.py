# cython: initializedcheck=False, boundscheck=False, wraparound=False
"""The words of a block of text, and the gaps between them.

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

from polyglot_norm.language import gaps
from polyglot_norm.text.characters import SCRIPTS

if cython.compiled:
    from cython.cimports.polyglot_norm.language.gaps import fill_gaps
    from cython.cimports.polyglot_norm.text.code_points import data_of, kind_of
    from cython.cimports.polyglot_norm.text.words import find_words
else:
    from polyglot_norm.language.gaps import fill_gaps
    from polyglot_norm.text.code_points import data_of, kind_of
    from polyglot_norm.text.words import find_words

WORD = cython.declare(cython.Py_ssize_t, 3)
"""The numbers of a word: its start, its end, and its script."""

_NONE = array("q")
_HYPHEN = cython.declare(cython.int, gaps.HYPHEN)
_COMMA = cython.declare(cython.int, gaps.COMMA)
_SCRIPT = cython.declare(cython.int, gaps.SCRIPT)
_PROTECTED = cython.declare(cython.int, gaps.PROTECTED)


@cython.cclass
class Block:
    """The words of a block, and those of them that are in the scripts of one table.

    Of all ``count`` words: ``words``, the ``kinds`` of gap before them, their ``numbers`` in a
    scorer, and the ``scripts`` that occur. Of the selected ones: their ``places`` among all, their
    numbers (``chosen``), and the ``gaps`` before them. One is used for block after block: it keeps
    its memory.
    """

    def __init__(self) -> None:
        self.count = self.script_count = self._room = 0
        self.scripts = array("i", bytes(4 * len(SCRIPTS)))
        self._occurs = array("B", bytes(len(SCRIPTS)))
        self._protected = self._nothing = _NONE
        self._span = 0

    @cython.cfunc
    @cython.exceptval(-1)
    def begin(self, protected: array[int]) -> cython.int:
        """Begin a text; ``protected`` holds the starts and ends of its protected spans."""
        # To look into an array costs more than the rest of this.
        self._protected = protected if len(protected) else self._nothing
        self._span = 0
        return 0

    @cython.cfunc
    @cython.exceptval(-1)
    def read(self, text: str, start: cython.Py_ssize_t, end: cython.Py_ssize_t) -> cython.int:
        """Find the words of ``text[start:end]``, the next block, and the gaps before them."""
        self.count = self._scan(text, start, end)
        while self._span < len(self._protected) and self._protected[self._span + 1] <= start:
            self._span += 2
        fill_gaps(text, self.words, self.count, self._protected, self._span, start, self.kinds)
        self._list_scripts()
        return 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _list_scripts(self) -> cython.void:
        """List the scripts of the words."""
        at: cython.int
        word: cython.Py_ssize_t
        for at in range(self.script_count):
            self._occurs[self.scripts[at]] = 0
        self.script_count = 0
        for word in range(self.count):
            script: cython.int = cython.cast(cython.int, self.words[WORD * word + 2])
            if not self._occurs[script]:
                self._occurs[script] = 1
                self.scripts[self.script_count] = script
                self.script_count += 1

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def select(self) -> cython.Py_ssize_t:
        """Select the words that have a number; return how many there are.

        The gap before one is the widest since the selected word before it; if words were left out
        in between, it is SCRIPT at least.
        """
        selected: cython.Py_ssize_t = 0
        widest: cython.int = 0
        left_out: cython.bint = False
        word: cython.Py_ssize_t
        kind: cython.int
        for word in range(self.count):
            kind = self.kinds[word]
            if kind >= _PROTECTED:
                widest = max(widest, kind - _PROTECTED, _COMMA)
                continue
            widest = max(widest, kind)
            if self.numbers[word] < 0:
                left_out = True
                continue
            if left_out and widest < _SCRIPT:
                widest = _SCRIPT
            self.places[selected] = word
            self.chosen[selected] = self.numbers[word]
            self.gaps[selected] = widest
            selected += 1
            widest = _HYPHEN
            left_out = False
        return selected

    @cython.cfunc
    @cython.exceptval(-1)
    def _scan(
        self, text: str, start: cython.Py_ssize_t, end: cython.Py_ssize_t
    ) -> cython.Py_ssize_t:
        """Write the words; return how many there are."""
        # There is room for words with something between them. In the rare case that there are more,
        # of different scripts, the search is repeated.
        self._reserve((end - start) // 2 + 2)
        while True:
            room: cython.Py_ssize_t = WORD * self._room
            words: cython.p_longlong = (
                cython.address(self.words[0]) if cython.compiled else self.words
            )
            filled: cython.Py_ssize_t = find_words(
                kind_of(text), data_of(text), start, end, words, room
            )
            if filled < room:
                return filled // WORD
            self._reserve(2 * self._room)

    @cython.cfunc
    @cython.exceptval(-1)
    def _reserve(self, words: cython.Py_ssize_t) -> cython.int:
        """Make room for so many words."""
        if words > self._room:
            self._room = words
            self.words = array("q", bytes(8 * WORD * words))
            self.kinds = array("B", bytes(words))
            self.numbers = array("i", bytes(4 * words))
            self.places = array("i", bytes(4 * words))
            self.chosen = array("i", bytes(4 * words))
            self.gaps = array("B", bytes(words))
        return 0
