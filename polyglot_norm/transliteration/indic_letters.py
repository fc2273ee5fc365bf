"""The letters of an Indic script and their romanisations, by kind, from its scheme table."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple

_VOWELS: Final = frozenset("aeiouæ")
_VIRAMA: Final = 9
"""The combining class of viramas."""

_RING: Final = "\N{COMBINING RING BELOW}"

_VOWELLESS: Final = ("CHILLU", "KHANDA TA")
"""Parts of the names of consonants without an inherent vowel."""


class IndicAlphabet(NamedTuple):
    """The romanisations of the letters of one script, by kind.

    Attributes:
        vowelless: consonants without an inherent vowel.
        signs: vowel signs.
        back: the letters of romanisations, whatever their kind.
        addak: the sign of Gurmukhi that doubles the next consonant; empty in other scripts.
    """

    consonants: dict[str, str]
    vowelless: dict[str, str]
    vowels: dict[str, str]
    signs: dict[str, str]
    others: dict[str, str]
    back: Mapping[str, str]
    virama: str
    addak: str


class LatinAlphabet(NamedTuple):
    """The Indic letters of romanisations in one script, by kind, in lower and upper case."""

    consonants: dict[str, str]
    vowels: dict[str, str]
    signs: dict[str, str]
    others: dict[str, str]


@cache
def latin_alphabet(stem: str) -> LatinAlphabet:
    """Return the Latin alphabet of a table."""
    letters = indic_alphabet(stem)
    signs = {latin: sign for sign, latin in reversed(letters.signs.items())}
    native = [
        {latin: text for latin, text in letters.back.items() if text in kind}
        for kind in (letters.consonants, letters.vowels, letters.others)
    ]
    return LatinAlphabet(*(_spellings(kind) for kind in (*native[:2], signs, native[2])))


def _spellings(letters: dict[str, str]) -> dict[str, str]:
    """Return the letters in lower and upper case, and decomposed."""
    from unicodedata2 import normalize

    found = {}
    for latin, native in letters.items():
        for text in (latin.upper(), latin.capitalize(), latin):
            found[text] = found[normalize("NFD", text)] = native
    return found


@cache
def indic_alphabet(stem: str) -> IndicAlphabet:
    """Return the alphabet of a table.

    >>> indic_alphabet("iso15919-deva").consonants["ख"]
    'kh'
    """
    from unicodedata2 import category, name, normalize

    from polyglot_norm.transliteration.scheme_header import BACKWARD
    from polyglot_norm.transliteration.scheme_rules import replacements

    forward, back = replacements(stem), replacements(stem, BACKWARD)
    found = IndicAlphabet({}, {}, {}, {}, {}, back, *_silent_signs(forward))
    for text, becomes in forward.items():
        kind = found.others
        if "VOWEL SIGN" in name(text[0]) or "LENGTH MARK" in name(text[0]):
            kind = found.signs
        elif any(word in name(text[0]) for word in _VOWELLESS):
            kind = found.vowelless
        elif category(text[0]) == "Lo" and becomes[:1].isalpha() and "SIGN" not in name(text[0]):
            kind = found.vowels if is_vowel(becomes) else found.consonants
        if becomes:
            kind[text] = becomes
            kind[normalize("NFD", text)] = becomes
    return found


def _silent_signs(forward: Mapping[str, str]) -> tuple[str, str]:
    """Return the virama and the addak, which have no romanisation of their own."""
    from unicodedata2 import combining

    silent = [text for text, becomes in forward.items() if not becomes]
    virama = next(text for text in silent if combining(text) == _VIRAMA)
    return virama, next((text for text in silent if text != virama), "")


def is_vowel(latin: str) -> bool:
    r"""Return True if a romanisation begins with a vowel; r and l with a ring below are vowels.

    >>> is_vowel("au"), is_vowel("r\N{COMBINING RING BELOW}"), is_vowel("r")
    (True, True, False)
    """
    from unicodedata2 import normalize

    decomposed = normalize("NFD", latin)
    return decomposed[0] in _VOWELS or decomposed[1:2] == _RING
