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
from polyglot_norm.text import quantities
from polyglot_norm.text.borders import MARKS, STOPS
from polyglot_norm.text.character_sets import ranges
from polyglot_norm.text.emoji import TRIGGERS

ALWAYS, BEFORE_LETTER, EYES, CAPITAL, BRACKET, HYPHEN, SLASH = range(1, 8)
"""The ways in which a character may be a trigger: always, or depending on those beside it."""

ROLES: Final = 7
"""The bits of the table that hold one of these, 0 for other characters."""

STOP, ODD, MARK, UNIT, JOINER = 8, 16, 32, 64, 128
"""Sets: what ends a run; what only the grammar knows (currencies, fractions, emoji); what words
contain beside letters; the first characters of units; what joins the digits of a number."""

LONGEST_UNIT: Final = 11
"""Letters that a unit may begin with; there is a test."""

_ALWAYS: Final = rf"@＠\#＃&\\<_`$\^{quantities.CURRENCY}{quantities.FRACTIONS}{TRIGGERS}"
_ROLES: Final = {".": BEFORE_LETTER, "(": BRACKET, "-": HYPHEN, "/": SLASH}
_ODD: Final = (
    rf"{quantities.CURRENCY}{quantities.FRACTIONS}{TRIGGERS}"
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
def unit_words() -> frozenset[str]:
    """Return the letters that units begin with: all of ``km``, the first one of ``a.m.``.

    >>> {"km", "a", "%"} & unit_words() == {"km", "a"}
    True
    """
    every = (unit for units in grouped("units").values() for unit in units)
    return frozenset(match[0] for unit in every if (match := re.match(r"\w+", unit)))
