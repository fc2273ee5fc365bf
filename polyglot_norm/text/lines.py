r"""Lines of a text: which characters end one, and where each starts and ends.

Lines end at the mandatory breaks of UAX #14: LF, VT, FF, CR, CRLF (one break), NEL, LS and PS. This
is the package's only list of them. Neither ``"\n"`` nor `str.splitlines`, which also splits at the
separators FS, GS and RS, agrees with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Final

from polyglot_norm.text.character_sets import CharacterSet

BREAKS: Final = "\n\v\f\r\N{NEXT LINE}\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}"
"""Every character that ends a line; also the body of a regex class, in VERBOSE patterns too."""

BREAK: Final = rf"(?:\r\n|[{BREAKS}])"
"""A regex for one line break."""


def split_lines(text: str) -> list[tuple[int, int]]:
    r"""Return where each line starts and ends, its break included.

    >>> split_lines("да\r\n\nне")
    [(0, 4), (4, 5), (5, 7)]
    """
    ends = list(line_ends(text))
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    return list(pairwise([0, *ends])) if text else []


def line_ends(text: str) -> Iterator[int]:
    r"""Yield the offset after each line break.

    >>> list(line_ends("да\r\n\nне"))
    [4, 5]
    """
    for match in _break().finditer(text):
        yield match.end()


def count_breaks(text: str, start: int = 0, end: int | None = None) -> int:
    r"""Return the number of line breaks in ``text[start:end]``.

    >>> count_breaks("а\r\nб\rв\n")
    3
    """
    # A character is looked for in a fifth of the time that it is counted in, and most are rare.
    found = [char for char in BREAKS if text.find(char, start, end) >= 0]
    breaks = sum(text.count(char, start, end) for char in found)
    return breaks - text.count("\r\n", start, end) if "\r" in found else breaks


def line_number(text: str, offset: int) -> int:
    r"""Return the number of the line that holds a character, from 1.

    >>> line_number("а\r\nб\rв", 1), line_number("а\r\nб\rв", 5)
    (1, 3)
    """
    return count_breaks(text, 0, _outside_crlf(text, offset)) + 1


def column_number(text: str, offset: int) -> int:
    r"""Return the number of a character in its line, from 1, in code points.

    >>> column_number("где\rси", 5)
    2
    """
    return offset - line_start(text, offset) + 1


def line_start(text: str, offset: int, floor: int = 0) -> int:
    r"""Return where the line that holds a character starts; ``floor`` if that is before it.

    >>> line_start("где\rси", 5)
    4
    """
    offset = _outside_crlf(text, offset)
    return max(floor, *(text.rfind(char, floor, offset) + 1 for char in BREAKS))


def line_end(text: str, offset: int, limit: int | None = None) -> int:
    r"""Return where the line that holds a character ends, its break included.

    If no break stands before ``limit``, that is returned; without one, the length of the text.

    >>> line_end("где\r\nси", 1), line_end("где\r\nси", 5)
    (5, 7)
    """
    limit = len(text) if limit is None else min(limit, len(text))
    found = _breaks().first(text, offset, limit)
    if found < 0:
        return limit
    return found + 2 if text.startswith("\r\n", found) else found + 1


class Lines:
    r"""The lines around given places of a text, which must be asked for from left to right.

    However many places are asked for, time is linear in the length of the text.

    >>> lines = Lines("где\nси\nти")
    >>> lines.around(1), lines.around(5), lines.around(6)
    ((0, 4), (4, 7), (4, 7))
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._start = self._end = 0

    def around(self, offset: int) -> tuple[int, int]:
        """Return where the line that holds a character starts and ends, its break included."""
        if offset >= self._end:
            self._start = line_start(self._text, offset, floor=self._start)
            self._end = line_end(self._text, offset)
        return self._start, self._end


def _outside_crlf(text: str, offset: int) -> int:
    """Return the offset, or the one before it if it falls between CR and LF."""
    return offset - 1 if offset and text.startswith("\r\n", offset - 1) else offset


@cache
def _break() -> re.Pattern[str]:
    return re.compile(BREAK)


@cache
def _breaks() -> CharacterSet:
    return CharacterSet(BREAKS)
