# cython: initializedcheck=False
"""Search for words in which letters of two alphabets stand side by side.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef"

from __future__ import annotations

from collections.abc import Sequence

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

if cython.compiled:
    from cython.cimports.polyglot_norm.text.code_points import code_point, data_of, kind_of
else:
    from polyglot_norm.text.code_points import code_point, data_of, kind_of

COMPILED = cython.compiled

_CODES = cython.declare(cython.int, 0x2000)
"""Characters from here on are no part of a word."""

_MARK = cython.declare(cython.int, 255)


@cython.cclass
class MixtureSearch:
    r"""A search for words of letters of some alphabets, and marks after these.

    >>> search = MixtureSearch(["abc", "абв"], "\N{COMBINING ACUTE ACCENT}")
    >>> search.words("ab абв, aбc\N{COMBINING ACUTE ACCENT} c")
    [8, 12]

    Raises:
        ValueError: a character is beyond U+1FFF.
    """

    _kinds: bytes

    def __init__(self, alphabets: Sequence[str], marks: str) -> None:
        kinds = bytearray(0x2000)
        for number, alphabet in enumerate(alphabets, 1):
            for char in alphabet:
                kinds[_checked(char)] = number
        for char in marks:
            kinds[_checked(char)] = 255
        self._kinds = bytes(kinds)

    @cython.boundscheck(False)
    @cython.wraparound(False)
    def words(self, text: str) -> list[int]:
        """Return the start and end of each word with adjacent letters of two alphabets."""
        found: list[int] = []
        kinds: cython.p_const_uchar = self._kinds
        kind: cython.int = kind_of(text)
        data: cython.p_void = data_of(text)
        at: cython.Py_ssize_t
        start: cython.Py_ssize_t = -1
        code: cython.int
        one: cython.int
        before: cython.int = 0
        mixed: cython.bint = False
        for at in range(len(text)):
            code = code_point(kind, data, at)
            one = kinds[code] if code < _CODES else 0
            if one == 0:
                if mixed:
                    found.append(start)
                    found.append(at)
                    mixed = False
                start = -1
            elif one != _MARK:
                if start < 0:
                    start = at
                elif before != one and before != _MARK:
                    mixed = True
            before = one
        if mixed:
            found.append(start)
            found.append(len(text))
        return found


def _checked(char: str) -> int:
    if ord(char) >= 0x2000:
        raise ValueError(f"cannot add {char!r}: beyond U+1FFF")
    return ord(char)
