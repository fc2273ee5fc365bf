"""What the letters of a script of India are in Latin and back, by their kind, from its table."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

_VOWELS: Final = frozenset("aeiou")
_RING: Final = "\N{COMBINING RING BELOW}"

_BARE: Final = ("CHILLU", "KHANDA TA")
"""What the names of consonants without a vowel in them hold."""


class Letters(NamedTuple):
    """What the letters of one script are in Latin, by their kind.

    ``back`` is for what no syllable decides; ``addak``, of Gurmukhi, doubles the next consonant.
    """

    consonants: dict[str, str]
    bare: dict[str, str]
    vowels: dict[str, str]
    signs: dict[str, str]
    others: dict[str, str]
    back: dict[str, str]
    virama: str
    addak: str


class Back(NamedTuple):
    """What Latin letters are in one script, by their kind, capitals included."""

    consonants: dict[str, str]
    vowels: dict[str, str]
    signs: dict[str, str]
    others: dict[str, str]


@cache
def back_of(stem: str) -> Back:
    """The Latin letters of a table."""
    letters = letters_of(stem)
    signs = {latin: sign for sign, latin in reversed(letters.signs.items())}
    native = [
        {latin: text for latin, text in letters.back.items() if text in kind}
        for kind in (letters.consonants, letters.vowels, letters.others)
    ]
    return Back(*(_as_written(kind) for kind in (*native[:2], signs, native[2])))


def _as_written(letters: dict[str, str]) -> dict[str, str]:
    """With capitals, and with marks apart."""
    from unicodedata2 import normalize

    found = {}
    for latin, native in letters.items():
        for text in (latin.upper(), latin.capitalize(), latin):
            found[text] = found[normalize("NFD", text)] = native
    return found


@cache
def letters_of(stem: str) -> Letters:
    """The letters of a table.

    >>> letters_of("iso15919-deva").consonants["ख"]
    'kh'
    """
    from unicodedata2 import category, name, normalize

    from polyglot_norm.transliteration.header import BACKWARD, FORWARD, header, lines
    from polyglot_norm.transliteration.rules import rules

    there = {r.text: r.becomes for r in rules(header(stem), lines(stem), FORWARD)}
    back = {r.text: r.becomes for r in rules(header(stem), lines(stem), BACKWARD)}
    found = Letters({}, {}, {}, {}, {}, back, *_without_sound(there))
    for text, becomes in there.items():
        kind = found.others
        if "VOWEL SIGN" in name(text[0]) or "LENGTH MARK" in name(text[0]):
            kind = found.signs
        elif any(word in name(text[0]) for word in _BARE):
            kind = found.bare
        elif category(text[0]) == "Lo" and becomes[:1].isalpha() and "SIGN" not in name(text[0]):
            kind = found.vowels if is_vowel(becomes) else found.consonants
        if becomes:
            kind[text] = becomes
            kind[normalize("NFD", text)] = becomes
    return found


def _without_sound(there: dict[str, str]) -> tuple[str, str]:
    """The virama and the addak, which become nothing by themselves."""
    from unicodedata2 import combining, name

    silent = [text for text, becomes in there.items() if not becomes]
    virama = next(text for text in silent if combining(text) and "VIRAMA" in name(text))
    return virama, next((text for text in silent if text != virama), "")


def is_vowel(latin: str) -> bool:
    r"""Whether Latin letters begin with a vowel, as the r and l with a ring are.

    >>> is_vowel("au"), is_vowel("r\N{COMBINING RING BELOW}"), is_vowel("r")
    (True, True, False)
    """
    from unicodedata2 import normalize

    apart = normalize("NFD", latin)
    return apart[0] in _VOWELS or apart[1:2] == _RING
