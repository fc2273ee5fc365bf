"""Bytes that an encoding cannot decode, and where they are."""

from __future__ import annotations

from typing import Final, NamedTuple

from polyglot_norm.text.lines import count_breaks

MOST: Final = 10
"""Places that are reported; a file with more has another encoding than it was decoded in."""

_CUT_OFF: Final = ("unexpected end of data", "truncated data", "incomplete multibyte sequence")
"""What Python says of a character whose end is missing."""


class BadBytes(NamedTuple):
    """Bytes of a file that were replaced: from which byte on, in which line."""

    offset: int
    line: int
    data: bytes

    def __str__(self) -> str:
        """Return the bytes and their place, in words."""
        return f"{self.data[:8].hex(' ').upper()} at byte {self.offset}, line {self.line}"


def bad_bytes(data: bytes, codec: str, *, most: int = MOST, is_end: bool = True) -> list[BadBytes]:
    r"""Return the first bytes that ``codec`` cannot decode, by their places in ``data``.

    ``is_end`` is False if a character that is cut off at the end may be continued.

    >>> print(*bad_bytes(b"na\xefve,\ncaf\xe9", "utf-8"), sep="\n")
    EF at byte 2, line 1
    E9 at byte 10, line 2
    """
    found: list[BadBytes] = []
    start, line = 0, 1
    while len(found) < most:
        try:
            data[start:].decode(codec)
        except UnicodeDecodeError as error:
            first, end = start + error.start, start + max(error.end, error.start + 1)
            if not is_end and end >= len(data) and error.reason.startswith(_CUT_OFF):
                break
            line += count_breaks(data[start:first].decode(codec, "ignore"))
            found.append(BadBytes(first, line, data[first:end]))
            start = end
        else:
            break
    return found
