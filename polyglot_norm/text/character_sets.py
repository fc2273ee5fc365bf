# cython: initializedcheck=False
"""Sets of characters, and the search for the first of them in a text.

A regex class does the same, but takes five to fifty times as long if it has many ranges.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef"

from __future__ import annotations

import re
from collections.abc import Iterator

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

_CODES = 0x110000

_CHARACTER = (
    r"(?s)\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})"
    r"|\\([^0-9A-Za-z])|([^\\])"
)


@cython.cclass
class CharacterSet:
    r"""The characters of the body of a regex class: single ones, ranges, and escaped ones.

    >>> marks = CharacterSet("\N{SOFT HYPHEN}\u2010-\u2015\\-")
    >>> marks.first("Срећан пут — и вама"), marks.first("Срећан пут")
    (11, -1)
    >>> marks.first("a-b-c", 2)
    3
    """

    _index: bytes
    _blocks: bytes

    def __init__(self, characters: str) -> None:
        found: dict[int, bytearray] = {}
        for first, last in ranges(characters):
            for block in range(first >> 8, (last >> 8) + 1):
                start = max(first - (block << 8), 0)
                end = min(last - (block << 8), 255) + 1
                found.setdefault(block, bytearray(256))[start:end] = b"\1" * (end - start)
        # Many blocks are equal: they have all of their characters, or none.
        numbers = {bytes(256): 0}
        index = bytearray(_CODES >> 8)
        for block, members in found.items():
            index[block] = numbers.setdefault(bytes(members), len(numbers))
        self._index = bytes(index)
        self._blocks = b"".join(numbers)

    def first(self, text: str, start: int = 0, stop: int | None = None) -> int:
        """Return the offset of the first of them in ``text[start:stop]``, -1 if there is none."""
        end: cython.Py_ssize_t = len(text) if stop is None else min(stop, len(text))
        kind: cython.int = PyUnicode_KIND(text) if cython.compiled else 0
        data: cython.p_void = PyUnicode_DATA(text) if cython.compiled else text
        found: int = _search(kind, data, start, end, self._index, self._blocks)
        return found


def ranges(characters: str) -> Iterator[tuple[int, int]]:
    """Yield the first and last code point of each range in the body of a class."""
    codes = _codes_of(characters)
    at = 0
    while at < len(codes):
        first = codes[at]
        ranged = at + 2 < len(codes) and codes[at + 1] is None
        last = codes[at + 2] if ranged else first
        # A hyphen at either end is a character of the set.
        yield 45 if first is None else first, 45 if last is None else last
        at += 3 if ranged else 1


def expanded(characters: str) -> str:
    """Return every character in the body of a class.

    >>> expanded("а-д")
    'абвгд'
    """
    every = (range(first, last + 1) for first, last in ranges(characters))
    return "".join(chr(code) for codes in every for code in codes)


def _codes_of(characters: str) -> list[int | None]:
    """Return the code points in the body of a class; None is a hyphen, which may make a range."""
    if "\\" not in characters:
        return [None if char == "-" else ord(char) for char in characters]
    codes: list[int | None] = []
    read = 0
    for match in re.finditer(_CHARACTER, characters):
        if match.start() != read:
            break
        read = match.end()
        escape, escaped, plain = match.groups()
        if escape:
            codes.append(int(escape[1:], 16))
        else:
            codes.append(None if plain == "-" else ord(escaped or plain))
    if read != len(characters):
        raise ValueError(
            f"cannot read {characters[read:]!r} in a set of characters: "
            "give characters, ranges, and escapes such as \\x20 or \\u0020"
        )
    return codes


@cython.cfunc
@cython.boundscheck(False)
@cython.wraparound(False)
@cython.exceptval(check=False)
def _search(
    kind: cython.int,
    data: cython.p_void,
    at: cython.Py_ssize_t,
    stop: cython.Py_ssize_t,
    index: cython.p_const_uchar,
    blocks: cython.p_const_uchar,
) -> cython.Py_ssize_t:
    while at < stop:
        code: cython.int = code_point(kind, data, at)
        if blocks[index[code >> 8] << 8 | code & 255]:
            return at
        at += 1
    return -1
