"""What the encoding pairs make of a character, each pair as a bit."""

from __future__ import annotations

from array import array
from functools import lru_cache
from typing import Final, NamedTuple

from polyglot_norm.normalisation.mojibake.codepages import COMBINED, MARKS, repairs_of
from polyglot_norm.normalisation.mojibake.pair_ranking import gains_of

_OF_CYRILLIC: Final = sum(
    encoding.is_cyrillic << number for number, (encoding, _) in enumerate(COMBINED)
)
_OF_LATIN: Final = (1 << len(COMBINED)) - 1 - _OF_CYRILLIC


LATIN, NOT_LATIN, CHANGED, CYRILLIC, NOT_CYRILLIC, MARK = range(6)
"""The pairs for Latin text that make a Latin letter of a character, and those in whose words it
cannot be, or is no evidence for them. The pairs for Cyrillic text that change it, those with which
it is a Cyrillic letter, those in whose words it cannot be, and those that make a mark of it, which
is not inside a word."""


class Letter(NamedTuple):
    """A character, and the pairs that make something of it.

    Some are for text in Latin script, the others for Cyrillic.
    """

    masks: bytes
    """Sets of pairs, each a number of 64 bits in the order of the constants above."""
    gains: bytes
    """How much better what each pair makes of it fits, as Cyrillic, in nats, as doubles."""
    repairs: dict[int, str]
    """What each pair that changes it makes of it."""


@lru_cache(maxsize=4096)
def letter(code: int) -> Letter:
    """Return what the pairs make of a character beyond ASCII.

    >>> found = letter(ord("Ï"))
    >>> masks = memoryview(found.masks).cast("Q")
    >>> found.repairs[6], masks[CYRILLIC] >> 6 & 1, masks[LATIN] >> 6 & 1
    ('П', 1, 0)
    """
    char = chr(code)
    repairs = repairs_of(char)
    changed = latin = not_latin = cyrillic = not_cyrillic = mark = 0
    gains = array("d", bytes(8 * len(COMBINED)))
    for (number, to), gain in zip(repairs.items(), gains_of(char, repairs.values()), strict=True):
        bit = 1 << number
        changed |= bit
        if bit & _OF_CYRILLIC:
            gains[number] = gain
            if "Ѐ" <= to <= "ԯ":
                cyrillic |= bit
            elif to in MARKS:
                mark |= bit
            else:
                not_cyrillic |= bit
        elif _is_latin(to):
            latin |= bit
        elif to not in MARKS or char.isalpha():
            not_latin |= bit
    same = ~changed
    if char.isalpha() and not _is_latin(char):
        not_latin |= _OF_LATIN & same
    if "Ѐ" <= char <= "ԯ":
        cyrillic |= _OF_CYRILLIC & same
    elif char not in MARKS:
        not_cyrillic |= _OF_CYRILLIC & same
    sets = latin, not_latin, changed & _OF_CYRILLIC, cyrillic, not_cyrillic, mark
    return Letter(array("Q", sets).tobytes(), gains.tobytes(), repairs)


def _is_latin(char: str) -> bool:
    return "À" <= char <= "ſ" and char not in "×÷"
