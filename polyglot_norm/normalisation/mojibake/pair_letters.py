"""What the encoding pairs make of a character, each pair as a bit."""

from __future__ import annotations

from array import array
from functools import cache, lru_cache
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
    is_cyrillic = "Ѐ" <= char <= "ԯ"
    is_foreign = char.isalpha() and not _is_latin(char)
    if not repairs:  # nearly all characters there are
        return _unchanged(is_foreign, is_cyrillic, char in MARKS)
    sets = _sets(char, repairs)
    same = ~sum(1 << number for number in repairs)
    if is_foreign:
        sets[NOT_LATIN] |= _OF_LATIN & same
    if is_cyrillic:
        sets[CYRILLIC] |= _OF_CYRILLIC & same
    elif char not in MARKS:
        sets[NOT_CYRILLIC] |= _OF_CYRILLIC & same
    gains = array("d", bytes(8 * len(COMBINED)))
    for number, gain in zip(repairs, gains_of(char, repairs.values()), strict=True):
        if 1 << number & _OF_CYRILLIC:
            gains[number] = gain
    return Letter(array("Q", sets).tobytes(), gains.tobytes(), repairs)


def _sets(char: str, repairs: dict[int, str]) -> list[int]:
    """Return the sets of the pairs that change a character."""
    sets = [0] * (MARK + 1)
    for number, to in repairs.items():
        bit = 1 << number
        if not bit & _OF_CYRILLIC:
            if _is_latin(to):
                sets[LATIN] |= bit
            elif to not in MARKS or char.isalpha():
                sets[NOT_LATIN] |= bit
            continue
        sets[CHANGED] |= bit
        if "Ѐ" <= to <= "ԯ":
            sets[CYRILLIC] |= bit
        else:
            sets[MARK if to in MARKS else NOT_CYRILLIC] |= bit
    return sets


@cache
def _unchanged(is_foreign: bool, is_cyrillic: bool, is_mark: bool) -> Letter:
    """Return what the pairs make of a character that none of them changes."""
    not_cyrillic = 0 if is_cyrillic or is_mark else _OF_CYRILLIC
    sets = 0, _OF_LATIN * is_foreign, 0, _OF_CYRILLIC * is_cyrillic, not_cyrillic, 0
    return Letter(array("Q", sets).tobytes(), bytes(8 * len(COMBINED)), {})


def _is_latin(char: str) -> bool:
    return "À" <= char <= "ſ" and char not in "×÷"
