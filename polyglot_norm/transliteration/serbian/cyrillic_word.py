"""Transliteration of a single Serbian word from Latin to Cyrillic.

`nj`, `lj` and `dž` are one letter except in words such as `injekcija` (инјекција), and `dj` is ђ
typed without the letter đ except in words such as `odjek` (одјек). ``data/serbian-digraphs.tsv``
lists the exceptions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from polyglot_norm.transliteration.serbian.digraph_rules import CYRILLIC, LATIN
from polyglot_norm.transliteration.serbian.speller import speller

CARON: Final = "\N{COMBINING CARON}"
ACUTE: Final = "\N{COMBINING ACUTE ACCENT}"

_LOWER: Final = dict(zip(LATIN, CYRILLIC, strict=True))
# Digraphs, also as single code points; Montenegrin letters; substitutes for đ from old encodings.
# Vowels with the accents of dictionaries keep them.
_OTHER_LOWER: Final = {
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
"""Lower-case vowels and r with Serbian accents."""


class SerbianLetter(NamedTuple):
    """A letter of a word, in Latin and in Cyrillic."""

    latin: str
    cyrillic: str


def without_accents(word: str) -> str:
    """Return a lower-case word without Serbian accents.

    >>> without_accents("rúka")
    'ruka'
    """
    return word.translate(_PLAIN)


def cyrillic(word: str) -> str:
    """Return a word in Cyrillic, whatever its language.

    >>> cyrillic("Injekcija"), cyrillic("LJUBAV"), cyrillic("odjek"), cyrillic("takodje")
    ('Инјекција', 'ЉУБАВ', 'одјек', 'такође')
    """
    if not may_have_digraph(word):
        return word.translate(_single_letters())
    if _split_digraphs(word):
        return "".join(letter.cyrillic for letter in letters(word))
    spelled = _digraphs()
    return _DIGRAPH.sub(lambda match: spelled[match[0]], word).translate(_single_letters())


def may_have_digraph(word: str) -> bool:
    """Return True if adjacent letters of a word may be one letter.

    >>> may_have_digraph("injekcija"), may_have_digraph("rad")
    (True, False)
    """
    return _DIGRAPH.search(word) is not None


def letters(word: str) -> Iterator[SerbianLetter]:
    """Yield the letters of a word; characters that Serbian does not have are kept.

    >>> list(letters("nadživi"))[2:4]
    [SerbianLetter(latin='d', cyrillic='д'), SerbianLetter(latin='ž', cyrillic='ж')]
    """
    spelled, split = _spellings(), _split_digraphs(word)
    for match in _LETTER.finditer(word):
        latin = match[0]
        if match.start() in split:
            yield SerbianLetter(latin[0], spelled[latin[0]])
            yield SerbianLetter(latin[1:], spelled[latin[1:]])
        elif latin in _DJ:
            yield SerbianLetter(latin, _DJ[latin])
        else:
            yield SerbianLetter(latin, spelled.get(latin, latin))


_DJ: Final = {"dj": "ђ", "dJ": "ђ", "Dj": "Ђ", "DJ": "Ђ"}

_DIGRAPH: Final = re.compile(f"[nNlL][jJ]|[dD](?:[žŽjJ]|[zZ]{CARON})|[cCsSzZ]{CARON}|[cC]{ACUTE}")
_LETTER: Final = re.compile(f"{_DIGRAPH.pattern}|.", re.DOTALL)


def _split_digraphs(word: str) -> list[int]:
    """Return the positions of digraphs that are two letters."""
    lower = word.lower()
    if len(lower) != len(word):  # İ becomes two characters; no Serbian word has it
        return []
    return speller().split_digraphs(lower)


@cache
def _spellings() -> dict[str, str]:
    """Return the Cyrillic of every Latin letter and digraph, in each case."""
    lower = _LOWER | _OTHER_LOWER
    for mark, vowels in _MARKS.items():
        lower |= {v: _LOWER[v.translate(_PLAIN)] + mark for v in vowels}
    found: dict[str, str] = dict(_TITLE)
    for latin, letter in lower.items():
        found |= {latin: letter, latin.upper(): letter.upper()}
        if len(latin) > 1:
            found[latin[0].upper() + latin[1:]] = letter.upper()
            found[latin[0] + latin[1:].upper()] = letter
    return found


@cache
def _single_letters() -> dict[int, str]:
    return {ord(latin): letter for latin, letter in _spellings().items() if len(latin) == 1}


@cache
def _digraphs() -> dict[str, str]:
    return _spellings() | _DJ
