"""Letters of Latin, Cyrillic and Greek that look alike, and the languages that have them.

``data/confusables.tsv`` (UTS #39) lists the pairs; ``data/alphabets.tsv`` (CLDR) and
``data/more_alphabets.tsv`` list the letters of each language.
"""

from __future__ import annotations

from functools import cache, lru_cache
from string import ascii_lowercase
from typing import Final, NamedTuple

from polyglot_norm.language.tags import script_of
from polyglot_norm.tables import rows
from polyglot_norm.text.characters import fold
from polyglot_norm.text.characters import script as script_of_character

LETTERS: Final = {
    "Latn": "A-Za-zÀ-ÖØ-öø-ʯḀ-ỿ",
    "Cyrl": "\u0400-\u052f",
    "Grek": "\u0370-\u03ff\u1f00-\u1fff",
}
"""The letters of each script, as the body of a regex class."""


UNREADABLE: Final = "\0"

_COMMON: Final = {"Latn": "\xff", "Cyrl": "\u045f", "Grek": "\u03ff"}
"""The last letter of a script that is common enough to be read without a language: not ŋ or ӏ."""

_AGREEMENT: Final = 3
"""How many times as many languages must read a letter in one way as in all others."""


class Repertoire(NamedTuple):
    """The languages of a script, each a bit, that have a letter or would read one as theirs."""

    letters: dict[str, int]
    """The languages that have a lower-case letter."""
    readings: dict[str, tuple[tuple[str, int], ...]]
    """The letters that a letter of another script may be read as, and by which languages."""
    everyone: int

    def languages_with(self, letters: set[str]) -> int:
        """Return the languages that have all of some letters; of other scripts none counts."""
        found = self.everyone
        for letter in letters:
            found &= self.letters.get(letter.lower(), self.everyone)
        return found


class Reader(dict[int, str | None]):
    """A table for `str.translate` that reads words in one script, as most of some languages would.

    A letter that has no form in the script, or several, becomes `UNREADABLE`.
    """

    def __init__(self, script: str, languages: int) -> None:
        super().__init__()
        self._script = script
        self._languages = languages

    def __missing__(self, code: int) -> str:
        char = chr(code)
        read = char if script_of_character(char) in (self._script, "Zinh") else self._read(char)
        self[code] = read
        return read

    def _read(self, char: str) -> str:
        votes = {
            letter: (by & self._languages).bit_count()
            for letter, by in repertoire(self._script).readings.get(char, ())
        }
        best = max(votes, key=votes.__getitem__, default=UNREADABLE)
        if best > _COMMON[self._script] or best == UNREADABLE or not votes[best]:
            return UNREADABLE
        others = sum(votes.values()) - votes[best]
        return best if votes[best] >= _AGREEMENT * others else UNREADABLE


@lru_cache(maxsize=256)
def reader(script: str, languages: int) -> Reader:
    """Return the reader of a script by some of its languages."""
    return Reader(script, languages)


@cache
def repertoire(script: str) -> Repertoire:
    """Return what the languages of a script have, taken together."""
    letters: dict[str, int] = {}
    languages = [lang for lang in sorted(_listed()) if script_of(lang) == script]
    for number, lang in enumerate(languages):
        for letter in alphabet(lang):
            letters[letter] = letters.get(letter, 0) | 1 << number
    everyone = (1 << len(languages)) - 1
    readings = {
        letter: tuple(_divided(others, letters, everyone))
        for (letter, target), others in pairs().items()
        if target == script
    }
    return Repertoire(letters, readings, everyone)


def _divided(others: tuple[str, ...], letters: dict[str, int], left: int) -> list[tuple[str, int]]:
    """Return for each letter the languages for which it is the likeliest they have."""
    found = []
    for other in others:
        languages = left & (letters.get(other, 0) | letters.get(fold(other), 0))
        if languages:
            found.append((other, languages))
            left &= ~languages
    return found


@cache
def counterparts(script: str, lang: str) -> dict[str, str]:
    """Return what each letter of another script becomes in a script, in one of its languages.

    >>> counterparts("Cyrl", "sr-Cyrl")["j"], counterparts("Cyrl", "ru").get("j")
    ('ј', None)
    """
    own = alphabet(lang)
    return {
        letter: fitting[0]
        for (letter, target), others in pairs().items()
        if target == script
        and (fitting := [other for other in others if {other, fold(other)} & own])
    }


@cache
def alphabet(lang: str) -> frozenset[str]:
    """Return the lower-case letters of a language; of one in Latin script, a to z too."""
    latin = ascii_lowercase if script_of(lang) == "Latn" else ""
    return frozenset(latin + _listed().get(lang, ""))


@cache
def pairs() -> dict[tuple[str, str], tuple[str, ...]]:
    """Return what looks like a letter in another script, the likeliest first."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in rows("confusables"):
        key = characters(row["letter"]), row["script"]
        found[key] = (*found.get(key, ()), characters(row["becomes"]))
    return found


@cache
def _listed() -> dict[str, str]:
    """Return the letters that the tables list, by language."""
    found: dict[str, str] = {}
    for table in ("alphabets", "more_alphabets"):
        for row in rows(table):
            found[row["tag"]] = found.get(row["tag"], "") + row["letters"]
    return found


def characters(codes: str) -> str:
    """Return the characters of code points in hexadecimal.

    >>> characters("0434 0430")
    'да'
    """
    return "".join(chr(int(code, 16)) for code in codes.split())
