"""The symbols of which text consists for the detection of encodings.

Training counts pairs of symbols, detection looks them up; both call `symbol_of`. A letter is a
symbol of its own, whatever its case. Characters that a language hardly uses share a symbol, whose
members are distinguished at a fixed cost.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final
from unicodedata import category, normalize

SPACE: Final = " "
DIGIT: Final = "0"
MARK: Final = "."
"""An ASCII punctuation mark."""

LATIN: Final = "latin"
LETTER: Final = "letter"
HAN: Final = "han"
HANGUL: Final = "hangul"
HALF_WIDTH: Final = "half-width"
SIGN: Final = "sign"
FRAME: Final = "frame"
CONTROL: Final = "control"
HIGH_CONTROL: Final = "high control"
UNASSIGNED: Final = "unassigned"
BROKEN: Final = "broken"
"""U+FFFD, for bytes that cannot be decoded."""

SHARED: Final = {
    LATIN: 5.3,
    LETTER: 8.0,
    HAN: 9.5,
    HANGUL: 9.0,
    HALF_WIDTH: 4.1,
    SIGN: 5.0,
    FRAME: 3.0,
    CONTROL: 3.2,
    HIGH_CONTROL: 3.5,
    UNASSIGNED: 8.0,
    BROKEN: 0.0,
}
"""Symbols of many characters: the cost in nats of one of them, about log(number of characters)."""

# Letters that are another letter in legacy encodings, or a form of one.
_SAME: Final = {"ș": "ş", "ț": "ţ", "ی": "ي", "\N{REPLACEMENT CHARACTER}": BROKEN}
_ASCII: Final = {
    **{chr(code): MARK for code in range(0x21, 0x7F)},
    **{chr(code): chr(code).lower() for code in range(0x80) if chr(code).isalpha()},
    **dict.fromkeys("0123456789", DIGIT),
    **dict.fromkeys(" \t\n\r\f\v\x1a", SPACE),
}
_CLASSES: Final = {"Cc": HIGH_CONTROL, "Cf": SIGN, "Cn": UNASSIGNED, "Co": UNASSIGNED}


@lru_cache(maxsize=32_768)
def symbol_of(character: str) -> str:
    r"""Return the symbol of a character: a lower-case letter or mark, or the name of a class.

    >>> [symbol_of(character) for character in "Дå7!»漢\x80"]
    ['д', 'å', '0', '.', '»', 'han', 'high control']
    """
    if character < "\x80":
        return _ASCII.get(character, CONTROL)
    general = category(character)
    if general in _CLASSES:
        return _CLASSES[general]
    if "\u2500" <= character <= "\u25a0":
        return FRAME
    if "\uff61" <= character <= "\uffdc":
        return HALF_WIDTH
    if "\ufb50" <= character <= "\ufefc":  # Arabic as it is drawn
        character = normalize("NFKC", character).strip()[:1] or character
    if "\uac00" <= character <= "\ud7a3":
        return HANGUL
    if (
        "\u3400" <= character <= "\u9fff"
        or character >= "\U00020000"
        or "\uf900" <= character <= "\ufaff"
    ):
        return HAN
    lower = character.lower()
    lower = lower if len(lower) == 1 else character
    return _SAME.get(lower, lower)


def shared_symbol(symbol: str) -> str:
    """Return the class of a symbol that a language does not have for itself.

    >>> [shared_symbol(symbol) for symbol in ("å", "д", "»", "han")]
    ['latin', 'letter', 'sign', 'han']
    """
    if len(symbol) > 1:
        return symbol
    if category(symbol)[0] not in "LM":
        return SIGN
    return LATIN if symbol < "\u0250" or "\u1e00" <= symbol <= "\u1eff" else LETTER
