"""Shorten letters and marks repeated for effect to two: soooo to soo, !!!!! to !!.

Two of a letter are never touched, so long vowels and double consonants stay. More than two stay if
the language has them (``data/repeats.tsv``: Schifffahrt, jäääär, copiii), in a word that is three
times one letter (ООО, AAA, www), and in Roman numerals. Digits, dots, dashes and line drawing are
not elongation. The tatweel, which elongates Arabic words, is removed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from polyglot_norm.align.aligned import Edit
from polyglot_norm.normalisation.steps import Trigger
from polyglot_norm.normalisation.unprotected import unprotected
from polyglot_norm.tables import rows
from polyglot_norm.text.character_sets import CharacterSet
from polyglot_norm.text.characters import CharacterClass, character_class

_KEPT: Final = 2
_TATWEEL: Final = "\N{ARABIC TATWEEL}"

# Any character at first, since a class takes five times as long here; see `_is_elongation`.
_RUN: Final = re.compile(r"(.)\1\1+")

# An emoji with a variation selector or a skin tone.
_SECOND: Final = (
    "\N{VARIATION SELECTOR-16}\N{EMOJI MODIFIER FITZPATRICK TYPE-1-2}"
    "-\N{EMOJI MODIFIER FITZPATRICK TYPE-6}"
)
_PAIRS: Final = re.compile(rf"(.[{_SECOND}])\1\1+")

_EXCITED: Final = "!?！？؟"
_ELONGATED: Final = frozenset(
    {CharacterClass.LETTER, CharacterClass.MARK, CharacterClass.PICTOGRAPH}
)

_ROMAN: Final = re.compile(
    r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE
)
_LONGEST_ROMAN: Final = 15  # MMMDCCCLXXXVIII
_LETTERS: Final = re.compile(r"[^\W\d_]*")
# No longer than the longest numeral, so that the search is short.
_LETTERS_AT_END: Final = re.compile(rf"[^\W\d_]{{0,{_LONGEST_ROMAN}}}\Z")
_ARABIC: Final = r"[\u0620-\u063f\u0641-\u065f\u066e-\u06d3\u06d5-\u06ff]"
_IN_ARABIC: Final = re.compile(
    rf"(?<={_ARABIC}){_TATWEEL}+|(?<!{_TATWEEL}){_TATWEEL}++(?={_ARABIC})"
)


class _Place(NamedTuple):
    """The longest run of a letter in some position of words."""

    longest: int
    where: str


def trigger() -> Trigger:
    """Return the trigger: the tatweel, emoji of two characters, and three equal characters."""
    return Trigger(_TATWEEL + _SECOND, check=lambda text: _RUN.search(_lower(text)))


def elongation(text: str, lang: str | None) -> Iterator[Edit]:
    """Shorten three or more equal letters, marks or emoji in a row to two; remove the tatweel.

    >>> from polyglot_norm.align.aligned import Aligned
    >>> Aligned("Нееееет!!!! www.aaa.org", elongation("Нееееет!!!! www.aaa.org", "ru")).text
    'Неет!! www.aaa.org'
    >>> list(elongation("Schifffahrt", "de")), list(elongation("Teil III", "de"))
    ([], [])
    """
    found = list(_runs(text, lang or ""))
    if _TATWEEL in text:
        found += _tatweels(text)
    if _seconds().first(text) >= 0:
        found += _pairs(text)
    yield from unprotected(text, sorted(found))


def _runs(text: str, lang: str) -> Iterator[Edit]:
    for match in _RUN.finditer(_lower(text)):
        if _is_elongation(text, match.start(), match.end(), lang):
            yield Edit(match.start() + _KEPT, match.end(), "", "elongation")


def _lower(text: str) -> str:
    """Return a text in lower case, letter by letter: only İ would become two."""
    return text.replace("İ", "i").lower()


def _pairs(text: str) -> Iterator[Edit]:
    for match in _PAIRS.finditer(text):
        yield Edit(match.start() + _KEPT * len(match[1]), match.end(), "", "elongation")


def _is_elongation(text: str, start: int, end: int, lang: str) -> bool:
    char = text[start]
    return char in _EXCITED or (
        char != _TATWEEL
        and character_class(char) in _ELONGATED
        and not _is_word(text, start, end)
        and not _is_usual(text, start, end, lang)
    )


@cache
def _seconds() -> CharacterSet:
    return CharacterSet(_SECOND)


def _tatweels(text: str) -> Iterator[Edit]:
    for match in _IN_ARABIC.finditer(text):
        yield Edit(match.start(), match.end(), "", "elongation/tatweel")


def _is_word(text: str, start: int, end: int) -> bool:
    """Return True if a run of three is a word, or part of a Roman numeral or a listed word."""
    if end - start > _KEPT + 1 or not text[start].isalpha():
        return False
    before = _LETTERS_AT_END.search(text, max(0, start - _LONGEST_ROMAN), start)
    after = _LETTERS.match(text, end, end + _LONGEST_ROMAN)
    word = (before[0] if before else "") + text[start:end] + (after[0] if after else "")
    return (
        len(word) == end - start
        or (len(word) <= _LONGEST_ROMAN and _ROMAN.fullmatch(word) is not None)
        or word.lower() in _words()
    )


def _is_usual(text: str, start: int, end: int, lang: str) -> bool:
    """Return True if words of the language repeat the letter as often in this position."""
    places = _places(lang).get(text[start].lower())
    if not places:
        return False
    starts, ends = not text[start - 1 : start].isalpha(), not text[end : end + 1].isalpha()
    at = {"": True, "start": starts, "end": ends, "inside": not starts and not ends}
    return any(end - start <= place.longest and at[place.where] for place in places)


@cache
def _places(lang: str) -> dict[str, list[_Place]]:
    """Return where words of a language may repeat each letter more than twice."""
    found: dict[str, list[_Place]] = {}
    for row in rows("repeats"):
        if lang in row["tags"].split():
            for letter in row["letters"]:
                found.setdefault(letter, []).append(_Place(int(row["longest"]), row["where"]))
    return found


@cache
def _words() -> frozenset[str]:
    """Return words of any language that have a letter three times."""
    return frozenset(row["letters"] for row in rows("repeats") if row["where"] == "word")
