# cython: initializedcheck=False
"""Signs of mojibake in a text, found in one pass.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef"

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Final

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm import tables
from polyglot_norm.normalisation.mixtures import is_inexplicable
from polyglot_norm.normalisation.mojibake.codepages import CODEPAGES, encoded, high_half
from polyglot_norm.normalisation.mojibake.utf8_signs import FAMILIES

if cython.compiled:
    from cython.cimports.polyglot_norm.text.code_points import code_point, data_of, kind_of
    from cython.cimports.polyglot_norm.text.neighbours import Neighbours
else:
    from polyglot_norm.text.code_points import code_point, data_of, kind_of
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

# UTF-8 in MacCyrillic and what is like it; in formulas, letters and digits follow these signs.
_MAC_LEADS, _MAC_SECONDS = "√≈ƒ∆¬", "≠∑∏∫.,!?" + _SIGNS + _SPACE + _TYPOGRAPHIC

_EDGE: Final = "_"
_LONG: Final = 40
"""Letters of a word that are taken into account on either side of where two scripts meet."""

_ENDING: Final = re.compile(r"\x1b\[[\d;]*[A-Za-z]\Z|[^\W\d_]*\Z")
"""The letters before an offset; an escape sequence of a terminal is not part of a word."""

_BEGINNING: Final = re.compile(r"[^\W\d_]*")


def is_suspicious(text: str) -> bool:
    """Return True if a text may contain mojibake; nearly all mojibake is suspicious.

    >>> is_suspicious("Déjà vu, „Сећаш ли се?“"), is_suspicious("Ñå¢àø ëè ñå?")
    (False, True)
    """
    return first_sign(text) >= 0


def first_sign(text: str, start: int = 0, *, mixed_words: bool = True) -> int:
    """Return where the first sign of mojibake from ``start`` on ends, -1 if there is none.

    Without ``mixed_words``, no word is a sign because it mixes scripts.

    >>> first_sign("Сећаш ли се? Ñå¢àø ëè ñå?")
    15
    """
    if mixed_words:
        found: int = next_sign(text, start)
        return found
    return -1 if text.isascii() else _plain_signs().first(text, start)


@cython.ccall
@cython.exceptval(-2)
def next_sign(text: str, start: cython.Py_ssize_t) -> cython.Py_ssize_t:
    """Return where the first sign from ``start`` on ends, to compiled stages too."""
    if text.isascii():
        return -1
    signs: Neighbours = _signs()
    at: cython.Py_ssize_t = signs.find(text, start)
    checked: cython.Py_ssize_t = start
    while at >= 0 and _scripts_meet(text, at):
        if at >= checked:
            checked = _letters_end(text, at)
            if _is_strange(text, at, checked):
                return at
        at = signs.find(text, at)
    return at


def _letters_end(text: str, at: int) -> int:
    """Return the end of the letters from an offset on that are taken into account."""
    match = _BEGINNING.match(text, at, at + _LONG)
    return match.end() if match else at


@cython.cfunc
@cython.exceptval(check=False)
def _scripts_meet(text: str, at: cython.Py_ssize_t) -> cython.bint:
    """Return True if a Cyrillic letter and an ASCII letter are adjacent: moћe, нoge."""
    if not at:
        return False
    one: cython.int = code_point(kind_of(text), data_of(text), at - 1)
    other: cython.int = code_point(kind_of(text), data_of(text), at)
    return (_is_ascii_letter(one) and 0x400 <= other < 0x500) or (
        0x400 <= one < 0x500 and _is_ascii_letter(other)
    )


@cython.cfunc
@cython.exceptval(check=False)
def _is_ascii_letter(code: cython.int) -> cython.bint:
    return 65 <= code <= 90 or 97 <= code <= 122


def _is_strange(text: str, at: int, end: int) -> bool:
    """Return True if a word that ends at ``end``, in which two scripts meet, makes no sense."""
    begun: str = _ENDING.findall(text[max(0, at - _LONG) : at])[0]
    word = begun + text[at:end]
    return not begun.startswith("\x1b") and is_inexplicable(word) and _is_encodable(word)


def _is_encodable(word: str) -> bool:
    """Return True if the Cyrillic letters of a word are all in single-byte encodings."""
    return encoded().issuperset(char for char in word if "Ѐ" <= char <= "ӿ")


@cache
def _signs() -> Neighbours:
    """Return the search for all signs, and for words that mix scripts."""
    # moћe, of which `_scripts_meet` knows
    return Neighbours((*sequences(), (_ASCII, _CYRILLIC), (_CYRILLIC, _ASCII)), pairs())


@cache
def _plain_signs() -> Neighbours:
    return Neighbours(sequences(), pairs())


def sequences() -> tuple[tuple[str, ...], ...]:
    """Return the signs in which more than two characters count, but for words that mix scripts."""
    later = _later_bytes()
    latin = _latin_high()
    return (
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
        *(family.three for family in FAMILIES),  # â€“, â”‚
        (_ASCII_SMALL + " ", "Ã", " "),  # voilÃ , of which the last byte is a space
        ("–—", _mac_high(), "–—"),  # –ü—Ä–∏
        (_MAC_LEADS, _MAC_SECONDS + _CYRILLIC),  # √© ƒЩ √ермания
        (_SMALL, "€"),  # дл€
        ("‚†‡‰‹•™€", _SMALL),  # ‚ама
        (_SERBIAN, _RUSSIAN),  # Њэри
        (_RUSSIAN, _SERBIAN),
    )


def pairs() -> tuple[tuple[str, str], ...]:
    """Return the signs of two characters."""
    return (
        ("â", "€"),
        *(family.two for family in FAMILIES),  # Ã©
        *_pairs(_latin_high()),  # èovjek
    )


def _latin_high() -> str:
    """Return the upper half of Latin code pages, without what is common in other text."""
    latin = (page for page in CODEPAGES if page.name in ("windows-1252", "windows-1250"))
    found = {char for page in latin for decoder in page.decoders for _, char in high_half(decoder)}
    return "".join(char for char in found if "\x9f" < char < "\u2000")


def _later_bytes() -> str:
    """Return the continuation bytes of UTF-8, 0x80 to 0xBF, as characters of windows-1251."""
    return "".join(char for byte, char in high_half("cp1251") if byte < 0xC0)


def _mac_high() -> str:
    codecs = ("mac-roman", "mac-cyrillic")
    return "".join({char for each in codecs for _, char in high_half(each)} - {_SPACE})


def _pairs(latin: str) -> Iterator[tuple[str, str]]:
    """Yield pairs of characters that are suspicious together (``data/mojibake-letters.tsv``)."""
    before: defaultdict[str, str] = defaultdict(str)
    after: defaultdict[str, str] = defaultdict(str)
    for row in tables.rows("mojibake-letters"):
        char = row["character"]
        if (
            char.upper() != char and char.upper() in latin
        ):  # not the upper case of µ, which is Greek
            char += char.upper()
        for letter in row["after"]:
            before[letter] += char
        for letter in row["before"]:
            after[letter] += char
    yield from ((_both_cases(letter), characters) for letter, characters in before.items())
    yield from ((characters, _both_cases(letter)) for letter, characters in after.items())


def _both_cases(letter: str) -> str:
    """Return a letter in both cases, or a space for the edge of a word."""
    return " " if letter == _EDGE else letter + letter.upper()
