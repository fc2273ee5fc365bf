# cython: initializedcheck=False
"""Search for short sequences of sets of characters, all in one pass over a text.

A regex with lookaround does the same, but takes ten times as long, and milliseconds to compile.
Here every position of every sequence is a bit (the Shift-And algorithm), so a character costs one
table lookup and a few operations on machine words, however many sequences there are.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef"

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

if cython.compiled:
    from cython.cimports.cpython.unicode import PyUnicode_DATA, PyUnicode_KIND
    from cython.cimports.polyglot_norm.text.code_points import code_point
else:
    from polyglot_norm.text.code_points import code_point

COMPILED = cython.compiled

BITS = 64

_CODES = cython.declare(cython.int, 0x10000)
"""Characters from here on are in no set."""

_KINDS = 256

_PLACE, _LEFT, _RIGHT = range(3)


@cython.cclass
class Neighbours:
    """Sequences of sets of characters, each set given as a string.

    The ``sequences`` may have 64 sets in all, and there may be 64 ``pairs`` besides. A sequence is
    found at its last character.

    >>> found = Neighbours([("абв", "x", "абв"), ("№",)], [("щ", "щъ")])
    >>> found.first("axб, аxв"), found.first("ащъ"), found.first("№ 5", 1)
    (7, 2, -1)

    Raises:
        ValueError: there are too many sequences or kinds of characters, or one is beyond U+FFFF.
    """

    def __init__(
        self,
        sequences: Iterable[Sequence[str]],
        pairs: Iterable[tuple[str, str]] = (),
    ) -> None:
        # For each character: the bits of its positions in sequences, of the pairs it begins, and of
        # the pairs it ends.
        masks: dict[str, list[int]] = {}
        begin = end = bit = 0
        for sequence in sequences:
            begin |= 1 << bit
            for characters in sequence:
                _mark(masks, characters, _PLACE, bit)
                bit += 1
            end |= 1 << (bit - 1)
        number = 0
        for left, right in pairs:
            _mark(masks, left, _LEFT, number)
            _mark(masks, right, _RIGHT, number)
            number += 1
        if bit > BITS or number > BITS:
            raise ValueError(
                f"sequences must have at most {BITS} sets and pairs be at most {BITS}, "
                f"got {bit} sets and {number} pairs"
            )
        self._begin, self._end = begin, end
        # Characters that occur in the same positions are of one kind; most occur in none.
        kinds: dict[tuple[int, ...], int] = {(0, 0, 0): 0}
        table = bytearray(_CODES)
        for char, mask in masks.items():
            kind = kinds.setdefault(tuple(mask), len(kinds))
            if kind >= _KINDS or ord(char) >= _CODES:
                raise ValueError(
                    f"cannot add {char!r}: more than {_KINDS} kinds of characters, or beyond U+FFFF"
                )
            table[ord(char)] = kind
        self._kinds = bytes(table)
        self._masks = array("Q", [each for mask in kinds for each in mask]).tobytes()

    def first(self, text: str, start: int = 0) -> int:
        """Return where the first sequence from ``start`` on ends, -1 if there is none."""
        found: int = self.find(text, start)
        return found

    @cython.cfunc
    @cython.exceptval(-2)
    def find(self, text: str, start: cython.Py_ssize_t) -> cython.Py_ssize_t:
        """Return the same, to compiled stages."""
        if cython.compiled:
            kind: cython.int = PyUnicode_KIND(text)
            data: cython.p_void = PyUnicode_DATA(text)
            masks: cython.p_ulonglong = cython.cast(
                cython.p_ulonglong, cython.cast(cython.p_const_uchar, self._masks)
            )
        else:
            kind, data, masks = 0, text, memoryview(self._masks).cast("Q")
        begin, end = self._begin, self._end
        # The compiler makes a loop of its own for each width.
        if kind == 1:
            return _search(1, data, start, len(text), self._kinds, masks, begin, end)
        if kind == 2:
            return _search(2, data, start, len(text), self._kinds, masks, begin, end)
        return _search(kind, data, start, len(text), self._kinds, masks, begin, end)


@cython.cfunc
@cython.inline
@cython.boundscheck(False)
@cython.wraparound(False)
@cython.exceptval(check=False)
def _search(
    kind: cython.int,
    data: cython.p_void,
    at: cython.Py_ssize_t,
    stop: cython.Py_ssize_t,
    kinds: cython.p_const_uchar,
    masks: cython.p_ulonglong,
    begin: cython.ulonglong,
    end: cython.ulonglong,
) -> cython.Py_ssize_t:
    reached: cython.ulonglong = 0
    left: cython.ulonglong = 0
    while at < stop:
        code: cython.int = code_point(kind, data, at)
        row: cython.int = 3 * kinds[code] if code < _CODES else 0
        reached = (reached << 1 | begin) & masks[row]
        if reached & end | left & masks[row + 2]:
            return at
        left = masks[row + 1]
        at += 1
    return -1


def _mark(masks: dict[str, list[int]], characters: str, which: int, bit: int) -> None:
    for char in characters:
        masks.setdefault(char, [0, 0, 0])[which] |= 1 << bit
