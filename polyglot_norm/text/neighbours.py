# cython: initializedcheck=False
"""Characters side by side: short sequences of sets of characters, all sought in one pass.

A regex that looks around itself does the same, ten times as slowly and after milliseconds of
compiling. Here every place of every sequence is a bit (the algorithm Shift-And), so that a
character costs a look into a table and a few operations on whole words of the machine, however
many sequences there are.

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
"""Characters beyond, which have surrogates in UTF-16, are in no set."""

_KINDS = 256

_PLACE, _LEFT, _RIGHT = range(3)


@cython.cclass
class Neighbours:
    """Sequences of sets of characters, each set given as a string of them.

    ``sequences`` are of any length, up to 64 characters together; of ``pairs`` there may be 64
    more. A sequence is found at its last character.

    >>> found = Neighbours([("абв", "x", "абв"), ("№",)], [("щ", "щъ")])
    >>> found.first("axб, аxв"), found.first("ащъ"), found.first("№ 5", 1)
    (7, 2, -1)

    Raises:
        ValueError: they are too many, hold too many kinds of characters, or one beyond U+FFFF.
    """

    _kinds: bytes
    _masks: bytes
    _begin: cython.ulonglong
    _end: cython.ulonglong

    def __init__(
        self,
        sequences: Iterable[Sequence[str]],
        pairs: Iterable[tuple[str, str]] = (),
    ) -> None:
        # For each character: the bits of its places in sequences, and of the pairs that it
        # begins and ends.
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
            raise ValueError(f"{bit} places in sequences and {number} pairs: {BITS} of each fit")
        self._begin, self._end = begin, end
        # Many characters are of one kind, and nearly all of none.
        kinds: dict[tuple[int, ...], int] = {(0, 0, 0): 0}
        table = bytearray(_CODES)
        for char, mask in masks.items():
            kind = kinds.setdefault(tuple(mask), len(kinds))
            if kind >= _KINDS or ord(char) >= _CODES:
                raise ValueError(f"more than {_KINDS} kinds of characters, or one beyond U+FFFF")
            table[ord(char)] = kind
        self._kinds = bytes(table)
        self._masks = array("Q", [each for mask in kinds for each in mask]).tobytes()

    def first(self, text: str, start: int = 0) -> int:
        """Where the first sequence from ``start`` on ends, -1 where there is none."""
        if cython.compiled:
            kind: cython.int = PyUnicode_KIND(text)
            data: cython.p_void = PyUnicode_DATA(text)
            masks: cython.p_ulonglong = cython.cast(
                cython.p_ulonglong, cython.cast(cython.p_const_uchar, self._masks)
            )
        else:
            kind, data, masks = 0, text, memoryview(self._masks).cast("Q")
        found: int = self._search(kind, data, start, len(text), self._kinds, masks)
        return found

    @cython.cfunc
    @cython.boundscheck(False)
    @cython.wraparound(False)
    @cython.exceptval(check=False)
    def _search(
        self,
        kind: cython.int,
        data: cython.p_void,
        at: cython.Py_ssize_t,
        stop: cython.Py_ssize_t,
        kinds: cython.p_const_uchar,
        masks: cython.p_ulonglong,
    ) -> cython.Py_ssize_t:
        begin: cython.ulonglong = self._begin
        end: cython.ulonglong = self._end
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
