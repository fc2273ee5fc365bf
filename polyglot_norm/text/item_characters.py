r"""What characters mean to the search for protected spans: the table of its compiled stages.

Of each character up to U+FFFF the table says whether it may be the trigger of a span, and which
sets it is in. All follows from the classes of the regular expressions.
"""

from __future__ import annotations

import re
from array import array
from functools import cache
from typing import Final

from polyglot_norm.tables import grouped
from polyglot_norm.text import emoji, links, quantities
from polyglot_norm.text.borders import MARKS, STOPS
from polyglot_norm.text.character_sets import ranges

ALWAYS, BEFORE_LETTER, EYES, CAPITAL, BRACKET, HYPHEN, SLASH = range(1, 8)
"""The ways in which a character may be a trigger: always, or depending on those beside it."""

ROLES: Final = 7
"""The bits of the table that hold one of these, 0 for other characters."""

STOP, ODD, MARK, UNIT, JOINER = 8, 16, 32, 64, 128
"""Sets: what ends a run; what only the grammar knows (currencies, fractions, emoji); what words
contain beside letters; the first characters of units; what joins the digits of a number."""

EMOJI_BY_DEFAULT, TEXT_BY_DEFAULT, TONE, REGIONAL = 1, 2, 4, 8
"""What characters are in emoji, in `pictures`."""

PICTURES_END: Final = 0x32A0
"""No pictograph of the first plane is beyond."""

SPACED, JOINED, CLOCK, SEVERAL, PARTIAL = range(1, 6)
"""How a unit follows a number (``data/units.tsv``): also after a space; only right after the
digits; after a space with conditions; with more to follow; the letters are but its beginning."""

_PLACES: Final = {"spaced": SPACED, "joined": JOINED, "clock": CLOCK, "multiple": SEVERAL}

LONGEST_UNIT: Final = 11
"""Letters that a unit may begin with; there is a test."""

_ALWAYS: Final = rf"@＠\#＃&\\<_`$\^{quantities.CURRENCY}{quantities.FRACTIONS}{emoji.TRIGGERS}"
_ROLES: Final = {".": BEFORE_LETTER, "(": BRACKET, "-": HYPHEN, "/": SLASH}
_ODD: Final = (
    rf"{quantities.CURRENCY}{quantities.FRACTIONS}{emoji.TRIGGERS}"
    r"\xa9\xae\u203c-\u2bff\u3030-\u3035\u303d-\u303f\u3297\u3299"  # pictographs
)


@cache
def table() -> bytes:
    """Return the bits of each character.

    >>> table()[ord("(")] == BRACKET, table()[ord("²")] == 0
    (True, True)
    """
    found = bytearray(0x10000)
    everything = array("I", range(0x10000)).tobytes().decode("utf-32", "surrogatepass")
    for pattern, bit in ((r"\d+", ALWAYS), (rf"[{STOPS}]+", STOP)):
        for match in re.finditer(pattern, everything):
            found[match.start() : match.end()] = bytes([bit]) * len(match[0])
    for body, bit in ((_ALWAYS, ALWAYS), (":;=", EYES), ("A-Z", CAPITAL)):
        _add(found, body, bit)
    for char, role in _ROLES.items():
        found[ord(char)] |= role
    firsts = "".join({re.escape(unit[0]) for units in grouped("units").values() for unit in units})
    for body, bit in ((_ODD, ODD), (MARKS, MARK), (firsts, UNIT), (quantities.JOINERS, JOINER)):
        _add(found, body, bit)
    return bytes(found)


def _add(table: bytearray, body: str, bit: int) -> None:
    """Set a bit of the characters of a class up to U+FFFF."""
    for first, last in ranges(body):
        for code in range(first, min(last + 1, 0x10000)):
            table[code] |= bit


@cache
def unit_words() -> dict[str, int]:
    """Return the words that units are, or begin with, and how they follow a number.

    >>> units = unit_words()
    >>> units["km"] == SPACED, units["mln"] == SEVERAL, units["a"] == PARTIAL, "%" in units
    (True, True, True, False)
    """
    found: dict[str, int] = {}
    for place, units in grouped("units").items():
        for unit in units:
            word = re.match(r"\w*", unit)
            if word and word[0] == unit:
                found[unit] = SEVERAL if found.get(unit, PARTIAL) != PARTIAL else _PLACES[place]
            elif word and word[0]:
                found.setdefault(word[0], PARTIAL)
    return found


@cache
def endings() -> frozenset[str]:
    """Return the endings of host names and file names."""
    return frozenset((*grouped("endings")["domain"], *links.UPPER, *grouped("endings")["file"]))


@cache
def pictures() -> bytes:
    """Return what characters are in emoji: those below `PICTURES_END`, then U+1F000 to U+1FBFF."""
    found = bytearray(PICTURES_END + 0xC00)
    bits = {"emoji": EMOJI_BY_DEFAULT, "text": TEXT_BY_DEFAULT, "tone": TONE, "flag": REGIONAL}
    for name, body in emoji.classes().items():
        bit = bits[name]
        for first, last in ranges(body):
            for code in range(first, last + 1):
                found[code if code < PICTURES_END else code - 0x1F000 + PICTURES_END] |= bit
    return bytes(found)
