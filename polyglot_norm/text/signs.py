# cython: initializedcheck=False
"""Signs: which of some sets of characters, alone or side by side, a text contains, in one pass.

Where a text may need a treatment is asked again and again, of texts that mostly need none. So all
such questions are asked at once: a character costs a table lookup and a few operations on machine
words, however many questions there are.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef"

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.text.character_sets import ranges

if cython.compiled:
    from cython.cimports.cpython.unicode import PyUnicode_DATA, PyUnicode_KIND
    from cython.cimports.polyglot_norm.text.code_points import code_point
else:
    from polyglot_norm.text.code_points import code_point

COMPILED = cython.compiled

BITS = 64
"""Signs that there may be."""

_CODES = 0x110000
_ROWS = 256


class Sign(NamedTuple):
    """One of some characters; if ``before`` is given, right after one of those.

    Then ``earlier`` may be what is before both. All are bodies of regex classes.
    """

    characters: str
    before: str = ""
    earlier: str = ""


class _Pair(NamedTuple):
    """A part of a sign: of those with three sets of characters, the first two, then the last two.

    The bit after that of the first part stands for the second, which begins where the first ends.
    """

    before: str
    characters: str


class _Run(NamedTuple):
    """Code points in a row that are in the same sets: the pairs they may begin and end."""

    start: int
    end: int
    begins: int
    ends: int


@cython.cclass
class Signs:
    r"""A search for signs, each of which has its bit in the answer (``bits``).

    >>> signs = Signs([Sign("&"), Sign(" ", before=" "), Sign("\u0400-\u04ff")])
    >>> signs.of("one two"), signs.of("one  two & три"), signs.of(" три")
    (0, 7, 4)
    >>> signs.bits[Sign("&")]
    1

    Raises:
        ValueError: there are too many signs or kinds of characters.
    """

    _index: bytes
    _blocks: bytes
    _begins: bytes
    _ends: bytes
    _single: cython.ulonglong
    _chained: cython.ulonglong
    _wanted: cython.ulonglong
    bits = cython.declare(dict, visibility="readonly")

    def __init__(self, signs: Sequence[Sign]) -> None:
        pairs: list[_Pair] = []
        self.bits = {}
        one: cython.ulonglong = 1
        single: cython.ulonglong = 0
        chained: cython.ulonglong = 0
        wanted: cython.ulonglong = 0
        for sign in signs:
            if sign.earlier:
                pairs.append(_Pair(sign.earlier, sign.before))
                chained |= one << len(pairs)
            elif not sign.before:
                single |= one << len(pairs)
            wanted |= one << len(pairs)
            self.bits[sign] = one << len(pairs)
            pairs.append(_Pair("" if sign.earlier else sign.before, sign.characters))
        if len(pairs) > BITS:
            raise ValueError(f"signs must have at most {BITS} parts, got {len(pairs)}")
        self._single, self._chained, self._wanted = single, chained, wanted
        rows = {(self._single, 0): 0}
        blocks: dict[int, bytearray] = {}
        numbers = {bytes(256): 0}  # of each block; many are equal
        index = bytearray(_CODES >> 8)
        for run in _runs(pairs):
            row = rows.setdefault((self._single | run.begins, run.ends), len(rows))
            if row >= _ROWS:
                raise ValueError(f"there must be at most {_ROWS} kinds of characters")
            first, last = run.start >> 8, run.end - 1 >> 8
            for block in {first, last}:
                start = max(run.start - (block << 8), 0)
                end = min(run.end - (block << 8), 256)
                blocks.setdefault(block, bytearray(256))[start:end] = bytes([row]) * (end - start)
            if last > first + 1:  # whole blocks
                number = numbers.setdefault(bytes([row]) * 256, len(numbers))
                index[first + 1 : last] = bytes([number]) * (last - first - 1)
        for block, members in blocks.items():
            index[block] = numbers.setdefault(bytes(members), len(numbers))
        self._index = bytes(index)
        self._blocks = b"".join(numbers)
        self._begins = array("Q", [begins for begins, _ in rows]).tobytes()
        self._ends = array("Q", [ends for _, ends in rows]).tobytes()

    def of(self, text: str) -> int:
        """Return the signs in a text, each as a bit."""
        found: int = self._of(text, 0, len(text))
        return found

    def of_pieces(self, text: str, pieces: Sequence[Any]) -> list[int]:
        """Return the signs in each piece of a text by itself; a piece begins with its bounds."""
        found: list[int] = []
        for each in pieces:
            piece = cython.cast(tuple, each)
            found.append(self._of(text, piece[0], piece[1]))
        return found

    @cython.cfunc
    @cython.boundscheck(False)
    @cython.wraparound(False)
    def _of(self, text: str, at: cython.Py_ssize_t, stop: cython.Py_ssize_t) -> cython.ulonglong:
        if cython.compiled:
            kind: cython.int = PyUnicode_KIND(text)
            data: cython.p_void = PyUnicode_DATA(text)
            begins: cython.p_ulonglong = cython.cast(
                cython.p_ulonglong, cython.cast(cython.p_const_uchar, self._begins)
            )
            ends: cython.p_ulonglong = cython.cast(
                cython.p_ulonglong, cython.cast(cython.p_const_uchar, self._ends)
            )
        else:
            kind, data = 0, text
            begins, ends = memoryview(self._begins).cast("Q"), memoryview(self._ends).cast("Q")
        index: cython.p_const_uchar = self._index
        blocks: cython.p_const_uchar = self._blocks
        found: cython.ulonglong = 0
        left: cython.ulonglong = self._single
        code: cython.int
        row: cython.int
        chained: cython.ulonglong = self._chained
        met: cython.ulonglong
        if kind == 1:  # one block
            while at < stop:
                row = blocks[index[0] << 8 | code_point(1, data, at)]
                met = left & ends[row]
                found |= met
                left = begins[row] | (met << 1 & chained)
                at += 1
        while at < stop:
            code = code_point(kind, data, at)
            row = blocks[index[code >> 8] << 8 | code & 255]
            met = left & ends[row]
            found |= met
            left = begins[row] | (met << 1 & chained)
            at += 1
        return found & self._wanted


def _runs(pairs: Sequence[_Pair]) -> Iterator[_Run]:
    """Yield the runs of code points that are in any of the sets."""
    one: cython.ulonglong = 1
    changes: dict[int, list[int]] = {}  # which bits are flipped at a code point: begins, ends
    for i, pair in enumerate(pairs):
        for which, body in enumerate(pair):
            for start, end in _merged(body):
                for at in (start, end):
                    changes.setdefault(at, [0, 0])[which] ^= one << i
    begins = ends = last = 0
    for at in sorted(changes):
        if begins or ends:
            yield _Run(last, at, begins, ends)
        begins ^= changes[at][0]
        ends ^= changes[at][1]
        last = at


def _merged(body: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of the ranges of a class, overlapping ones as one."""
    start = end = 0
    for first, last in sorted(ranges(body)):
        if first > end and end:
            yield start, end
            start = first
        elif not end:
            start = first
        end = max(end, last + 1)
    if end:
        yield start, end
