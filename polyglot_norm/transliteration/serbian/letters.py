"""One Serbian word from Latin letters to Cyrillic: which pairs of letters are one letter.

`nj`, `lj` and `dž` are one letter unless the word says otherwise (`injekcija` is инјекција), and
`dj` is ђ typed without its letter unless the word says otherwise (`odjek` is одјек). What the
words say is in ``data/serbian-pairs.tsv``, which ``serbian_speller`` reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from polyglot_norm.transliteration.serbian.speller import CYRILLIC, LATIN, speller

CARON: Final = "\N{COMBINING CARON}"
ACUTE: Final = "\N{COMBINING ACUTE ACCENT}"

_SMALL: Final = dict(zip(LATIN, CYRILLIC, strict=True))
# The letters that have a code point of their own for both halves; Montenegrin ones; what stands
# in for đ in old encodings. Accented vowels, as dictionaries print them, keep their accents.
_SMALL_TOO: Final = {
    "lj": "љ",
    "nj": "њ",
    "dž": "џ",
    "\N{LATIN SMALL LETTER LJ}": "љ",
    "\N{LATIN SMALL LETTER NJ}": "њ",
    "\N{LATIN SMALL LETTER DZ WITH CARON}": "џ",
    "ś": "с" + ACUTE,
    "ź": "з" + ACUTE,
    "\N{LATIN SMALL LETTER ETH}": "ђ",
    "\N{LATIN SMALL LETTER D WITH TAIL}": "ђ",
    "dz" + CARON: "џ",
    "c" + CARON: "ч",
    "s" + CARON: "ш",
    "z" + CARON: "ж",
    "c" + ACUTE: "ћ",
    "è": "\N{CYRILLIC SMALL LETTER IE WITH GRAVE}",
    "ì": "\N{CYRILLIC SMALL LETTER I WITH GRAVE}",
}
_TITLE: Final = {
    "\N{LATIN CAPITAL LETTER L WITH SMALL LETTER J}": "Љ",
    "\N{LATIN CAPITAL LETTER N WITH SMALL LETTER J}": "Њ",
    "\N{LATIN CAPITAL LETTER D WITH SMALL LETTER Z WITH CARON}": "Џ",
    "\N{LATIN CAPITAL LETTER AFRICAN D}": "Ђ",
}
_MARKS: Final = {
    "\N{COMBINING GRAVE ACCENT}": "àòù",
    ACUTE: "áéíóúŕ",
    "\N{COMBINING CIRCUMFLEX ACCENT}": "âêîôû",
    "\N{COMBINING MACRON}": "āēīōū",
    "\N{COMBINING DOUBLE GRAVE ACCENT}": "ȁȅȉȍȑȕ",
    "\N{COMBINING INVERTED BREVE}": "ȃȇȋȏȓȗ",
}
_PLAIN: Final = str.maketrans(
    "àòùáéíóúŕâêîôûāēīōūȁȅȉȍȑȕȃȇȋȏȓȗèì", "aouaeiouraeiouaeiouaeioruaeioruei"
)
ACCENTED: Final = frozenset("àòùáéíóúŕâêîôûāēīōūȁȅȉȍȑȕȃȇȋȏȓȗèì")
"""Vowels and r with the marks of Serbian accents, small."""


class Unit(NamedTuple):
    """Letters that are replaced together, and by what."""

    latin: str
    cyrillic: str


def without_accents(word: str) -> str:
    """A small word without the marks of Serbian accents.

    >>> without_accents("rúka")
    'ruka'
    """
    return word.translate(_PLAIN)


def cyrillic(word: str) -> str:
    """A word in Cyrillic, whatever its language.

    >>> cyrillic("Injekcija"), cyrillic("LJUBAV"), cyrillic("odjek"), cyrillic("takodje")
    ('Инјекција', 'ЉУБАВ', 'одјек', 'такође')
    """
    if not may_have_pairs(word):
        return word.translate(_letters())
    if _apart(word):
        return "".join(unit.cyrillic for unit in units(word))
    spelled = _pairs()
    return _PAIRS.sub(lambda match: spelled[match[0]], word).translate(_letters())


def may_have_pairs(word: str) -> bool:
    """Whether letters of a word that stand side by side may be one.

    >>> may_have_pairs("injekcija"), may_have_pairs("rad")
    (True, False)
    """
    return _PAIRS.search(word) is not None


def units(word: str) -> Iterator[Unit]:
    """The letters of a word, each with its Cyrillic one; what is no Serbian letter stays.

    >>> list(units("nadživi"))[2:4]
    [Unit(latin='d', cyrillic='д'), Unit(latin='ž', cyrillic='ж')]
    """
    letters, apart = _spellings(), _apart(word)
    for match in _UNIT.finditer(word):
        latin = match[0]
        if match.start() in apart:
            yield Unit(latin[0], letters[latin[0]])
            yield Unit(latin[1:], letters[latin[1:]])
        elif latin in _TYPED:
            yield Unit(latin, _TYPED[latin])
        else:
            yield Unit(latin, letters.get(latin, latin))


_TYPED: Final = {"dj": "ђ", "dJ": "ђ", "Dj": "Ђ", "DJ": "Ђ"}

# What may be one letter though it is written as several, and then any letter.
_PAIRS: Final = re.compile(f"[nNlL][jJ]|[dD](?:[žŽjJ]|[zZ]{CARON})|[cCsSzZ]{CARON}|[cC]{ACUTE}")
_UNIT: Final = re.compile(f"{_PAIRS.pattern}|.", re.DOTALL)


def _apart(word: str) -> list[int]:
    """Where in a word a pair begins that is two letters."""
    small = word.lower()
    if len(small) != len(word):  # İ becomes two; no Serbian word has it
        return []
    return speller().apart(small)


@cache
def _spellings() -> dict[str, str]:
    """The Cyrillic of every Latin letter in small, capital, and both."""
    small = _SMALL | _SMALL_TOO
    for mark, vowels in _MARKS.items():
        small |= {v: _SMALL[v.translate(_PLAIN)] + mark for v in vowels}
    both: dict[str, str] = dict(_TITLE)
    for latin, letter in small.items():
        both |= {latin: letter, latin.upper(): letter.upper()}
        if len(latin) > 1:
            both[latin[0].upper() + latin[1:]] = letter.upper()
            both[latin[0] + latin[1:].upper()] = letter
    return both


@cache
def _letters() -> dict[int, str]:
    return {ord(latin): letter for latin, letter in _spellings().items() if len(latin) == 1}


@cache
def _pairs() -> dict[str, str]:
    return _spellings() | _TYPED
