"""Which text is worth a closer look: signs of a misreading, found in one pass over the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Final

from polyglot_norm import tables
from polyglot_norm.normalisation.mixtures import is_inexplicable
from polyglot_norm.normalisation.mojibake.codepages import CODEPAGES, high_half
from polyglot_norm.text.neighbours import Neighbours


def _from(first: str, last: str) -> str:
    return "".join(map(chr, range(ord(first), ord(last) + 1)))


_SMALL: Final = _from("а", "я") + _from("ѐ", "џ") + "ґў"
_CAPITAL: Final = _from("А", "Я") + _from("Ѐ", "Џ") + "ҐЎ"
_CYRILLIC: Final = _from("Ѐ", "ӿ")
_SERBIAN, _RUSSIAN = "ЂЃЉЊЋЌЏђѓљњћќџѕ", "йыъэюящёЙЫЪЭЮЯЩЁ"  # only Abkhaz has of both
_ASCII_SMALL: Final = _from("a", "z")
_ASCII: Final = _ASCII_SMALL + _from("A", "Z")
_C1: Final = _from("\x80", "\x84") + _from("\x86", "\x9f")  # NEL ends lines in some files
_LATIN_1: Final = _from("\N{NO-BREAK SPACE}", "ÿ")
_SIGNS: Final = "¤¦¬¯°±²³µ¶·¸¹º»¼½¾√∞≤≥∂ƒ≈∆†‡•€№§©®™£¥¢÷×¨´˘ˇ˙˛˝≡∙⌠⌡"
_SPACE: Final = "\N{NO-BREAK SPACE}"
_BOXES: Final = _from("─", "▟") + "■"
_TYPOGRAPHIC: Final = "‚„…‰‹‘’“”•–—›«¡¿ª\N{SOFT HYPHEN}ˆ˜"

# The first byte of a sequence of UTF-8, as Latin encodings read it, and what the second may be.
_LEADS: Final = "ÂÃÄÅÆÇÈÊËÌÎÏÐÑÒ×ØÙÚĂĹĐŃĀĆĞ"
_SECONDS: Final = _SIGNS + _SPACE + _TYPOGRAPHIC + _C1 + "ŠšŽžŒœŸŚśŤťŹźŁłĄąŞşŻżĽľ"
# The same in the encodings of Mac; letters and digits come after these in formulas.
_MAC_LEADS, _MAC_SECONDS = "√≈ƒ∆¬", "≠∑∏∫.,!?" + _SIGNS + _SPACE + _TYPOGRAPHIC

_EDGE: Final = "_"
_LONG: Final = 40
"""Letters of a word that are looked at, to either side, where two scripts meet in it."""

_ENDING: Final = re.compile(r"\x1b\[[\d;]*[A-Za-z]\Z|[^\W\d_]*\Z")
"""The letters before a place; what tells a terminal a colour is no part of a word."""

_BEGINNING: Final = re.compile(r"\A[^\W\d_]*")


def suspicious(text: str) -> bool:
    """Whether something in a text may have been misread; nearly all that was is found.

    >>> suspicious("Déjà vu, „Сећаш ли се?“"), suspicious("Ñå¢àø ëè ñå?"), suspicious("moћe")
    (False, True, True)
    """
    return first_sign(text) >= 0


def first_sign(text: str, start: int = 0, *, mixed_words: bool = True) -> int:
    """Where the first sign of a misreading from ``start`` on ends, -1 where there is none.

    Without ``mixed_words`` no word is a sign because it mixes scripts.

    >>> first_sign("Сећаш ли се? Ñå¢àø ëè ñå?")
    15
    """
    if text.isascii():
        return -1
    at = _signs().first(text, start)
    looked_at = start
    while at >= 0 and _scripts_meet(text, at):
        if mixed_words and at >= looked_at:
            looked_at = at + len(_BEGINNING.findall(text[at : at + _LONG])[0])
            if _is_strange(text, at, looked_at):
                return at
        at = _signs().first(text, at)
    return at


def _scripts_meet(text: str, at: int) -> bool:
    """Whether a Cyrillic letter stands beside an ASCII one: moћe, нoge."""
    one, other = text[at - 1 : at], text[at]
    return (one in _ASCII and "Ѐ" <= other <= "ӿ") or ("Ѐ" <= one <= "ӿ" and other in _ASCII)


def _is_strange(text: str, at: int, end: int) -> bool:
    """Whether a word that ends at ``end``, in which two scripts meet, is one that nobody writes."""
    begun: str = _ENDING.findall(text[max(0, at - _LONG) : at])[0]
    word = begun + text[at:end]
    return not begun.startswith("\x1b") and is_inexplicable(word) and _is_encodable(word)


def _is_encodable(word: str) -> bool:
    """Return whether the Cyrillic letters of a word are those of encodings it may be read in."""
    return _encoded().issuperset(char for char in word if "Ѐ" <= char <= "ӿ")


@cache
def _encoded() -> frozenset[str]:
    readers = (reader for page in CODEPAGES for reader in page.readers)
    return frozenset(char for reader in readers for _, char in high_half(reader))


@cache
def _signs() -> Neighbours:
    latin, later = _latin_high(), _later_bytes()
    return Neighbours(
        (
            (_C1,),
            (_LATIN_1,) * 3,  # Ïðèâåò
            (latin,) * 4,  # Ďđčâĺň, ðÒÉ
            (_SMALL, _CAPITAL),  # оПХБЕР
            (_CAPITAL,) * 4,  # ОПХБЕР
            ("РС", later, "РС", later),  # РџСЂ
            ("ВГДЕ", _SIGNS + _SPACE + "«»ѕ"),  # Г©
            ("ВГДЕ", _TYPOGRAPHIC, _ASCII_SMALL),  # Е›
            (_CYRILLIC, _SIGNS, _CYRILLIC),  # Ян№р
            (_CYRILLIC, _BOXES),  # ╧ЁштхЄ
            (_BOXES, _BOXES + _CYRILLIC),
            (_LEADS, _SECONDS),  # Ã©
            ("â", "€"),  # â€“
            ("–—", _mac_high(), "–—"),  # –ü—Ä–∏
            (_MAC_LEADS, _MAC_SECONDS + _CYRILLIC),  # √© ƒЩ √ермания
            (_SMALL, "€"),  # дл€
            ("‚†‡‰‹•™€", _SMALL),  # ‚ама
            (_SERBIAN, _RUSSIAN),  # Њэри
            (_RUSSIAN, _SERBIAN),
            ("├", _SIGNS + _LATIN_1 + "₧⌐"),  # ├⌐
            ("‚", "Ä"),  # ‚Äì
            ("Γ", "Ç"),  # ΓÇô
            (_ASCII, _CYRILLIC),  # moћe, of which `_scripts_meet` knows
            (_CYRILLIC, _ASCII),
        ),
        _pairs(latin),  # èovjek
    )


def _latin_high() -> str:
    """What the upper half of a Latin code page is read as, but for what stands in other text."""
    latin = (each for each in CODEPAGES if each.name in ("windows-1252", "windows-1250"))
    found = {char for each in latin for reader in each.readers for _, char in high_half(reader)}
    return "".join(char for char in found if "\x9f" < char < "\u2000")


def _later_bytes() -> str:
    """The bytes 0x80 to 0xBF in windows-1251, of which all but the first of a sequence are."""
    return "".join(char for byte, char in high_half("cp1251") if byte < 0xC0)


def _mac_high() -> str:
    codecs = ("mac-roman", "mac-cyrillic")
    return "".join({char for each in codecs for _, char in high_half(each)} - {_SPACE})


def _pairs(latin: str) -> Iterator[tuple[str, str]]:
    """A letter and the characters before or after which it is suspicious, by `misread.tsv`."""
    before: dict[str, str] = defaultdict(str)
    after: dict[str, str] = defaultdict(str)
    for row in tables.rows("mojibake-letters"):
        char = row["character"]
        if char.upper() != char and char.upper() in latin:  # not the capital of µ, which is Greek
            char += char.upper()
        for letter in row["after"]:
            before[letter] += char
        for letter in row["before"]:
            after[letter] += char
    yield from ((_both_cases(letter), characters) for letter, characters in before.items())
    yield from ((characters, _both_cases(letter)) for letter, characters in after.items())


def _both_cases(letter: str) -> str:
    """A letter, small and capital; the edge of a word is a space."""
    return " " if letter == _EDGE else letter + letter.upper()
