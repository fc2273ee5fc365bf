"""The characters of UTF-8 sequences that were decoded with a single-byte encoding.

Any sequence is a sign of mojibake, but for those that clean text has too: a quotation mark of
Macintosh before a letter with an accent, a German ß or a Greek ή before one of windows.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from polyglot_norm.normalisation.mojibake.codepages import high_half
from polyglot_norm.text.character_sets import CharacterSet
from polyglot_norm.text.neighbours import Neighbours
from polyglot_norm.text.signs import Sign, Signs

CYRILLIC: Final = ("cp1251", "koi8-u", "cp866", "iso8859-5", "mac-cyrillic")
ENCODINGS: Final = (
    *("cp1252", "latin-1", "cp1250", "cp1254", "cp1257", "iso8859-2"),
    *("cp1253", "mac-roman", "cp437"),
    *CYRILLIC,
)
"""The encodings with which UTF-8 may have been decoded, the likeliest first."""

_EVERY: Final = (*ENCODINGS, "koi8-r")


class Family(NamedTuple):
    """The sequences of two, and of three or more, bytes in encodings that are alike.

    Each is given by the characters of its first bytes, as sets of characters.
    """

    two: tuple[str, str]
    three: tuple[str, str, str]


def _family(codecs: str, *, but: str = "") -> Family:
    names = codecs.split()
    later = _characters(names, 0x80, 0xC0)
    two = _characters(names, 0xC2, 0xE0)
    three = _characters(names, 0xE0, 0xF5)
    return Family(("".join(sorted(set(two).difference(but))), later), (three, later, later))


def _characters(codecs: list[str], first: int, end: int) -> str:
    """Return the characters of some bytes in some encodings."""
    found = {char for name in codecs for byte, char in high_half(name) if first <= byte < end}
    return "".join(sorted(found))


FAMILIES: Final = (
    _family("latin-1 cp1252 cp1250 cp1254 cp1257 iso8859-2", but="ß"),
    _family("cp1253", but="άέήί"),
    _family("mac-roman", but="«»…\N{NO-BREAK SPACE}ÀÃÕ–—“”‘’⁄‹›"),
    _family("cp437"),
)
"""Latin encodings of Windows and ISO, Greek, Macintosh, DOS."""


def holds_sequence(text: str) -> bool:
    """Return True if a text holds the characters of a UTF-8 sequence.

    >>> holds_sequence("nd‚Äômmvetsetse"), holds_sequence("üçün")
    (True, False)
    """
    return _sequences().first(text) >= 0


def may_hold_utf8(line: str) -> bool:
    """Return True if the first two bytes of a sequence are in a line, in any of the encodings.

    >>> may_hold_utf8("À la carte"), may_hold_utf8("trÃ¨s bien")
    (False, True)
    """
    return _beginnings().of(line) != 0


def begun_in(line: str) -> frozenset[str]:
    """Return the encodings in which the first two bytes of a sequence are in a line.

    Among them are those of `ENCODINGS` and ``koi8-r``.

    >>> sorted(begun_in("trÃ¨s bien"))
    ['cp1252', 'cp1254', 'latin-1', 'mac-roman']
    """
    found = _beginnings().of(line)
    return frozenset(name for name, bit in _bits().items() if found & bit)


def sequence_start(line: str, start: int, end: int) -> int:
    """Return the first offset in ``line[start:end]`` at which a sequence may begin; else start."""
    found = _leads().first(line, start, end)
    return start if found < 0 else found


@cache
def _sequences() -> Neighbours:
    return Neighbours([each.three for each in FAMILIES], [each.two for each in FAMILIES])


@cache
def _beginnings() -> Signs:
    of_a_grave = Sign(" ", before="Ã")  # the second byte may have become a space
    return Signs([of_a_grave, *map(_beginning, _EVERY)])


@cache
def _bits() -> dict[str, int]:
    """Return the bit of each encoding among the signs."""
    return {name: _beginnings().bits[_beginning(name)] for name in _EVERY}


@cache
def _beginning(encoding: str) -> Sign:
    return Sign(_characters([encoding], 0x80, 0xC0), before=_characters([encoding], 0xC2, 0xF5))


@cache
def _leads() -> CharacterSet:
    return CharacterSet("".join(map(re.escape, _characters([*ENCODINGS], 0xC2, 0xF5))))
