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


UNKNOWN: Final = "\0"

_COMMON: Final = {"Latn": "\xff", "Cyrl": "\u045f", "Grek": "\u03ff"}
"""The last letter of a script that is common enough to be used in any language: not ŋ or ӏ."""

_AGREEMENT: Final = 3
"""The factor by which more languages must agree on a letter than differ."""


class Repertoire(NamedTuple):
    """The languages of a script, each a bit, by the letters and look-alikes they have."""

    letters: dict[str, int]
    """The languages that have a lower-case letter."""
    look_alikes: dict[str, tuple[tuple[str, int], ...]]
    """The look-alikes of each letter of another script, and the languages that choose them."""
    everyone: int

    def languages_with(self, letters: set[str]) -> int:
        """Return the languages that have all of some letters, ignoring those of other scripts."""
        found = self.everyone
        for letter in letters:
            found &= self.letters.get(letter.lower(), self.everyone)
        return found


class Speller(dict[int, str | None]):
    """A table for `str.translate` that spells words in one script, as most of some languages would.

    A letter without a look-alike in the script, or with several, becomes `UNKNOWN`.
    """

    def __init__(self, script: str, languages: int) -> None:
        super().__init__()
        self._script = script
        self._languages = languages

    def __missing__(self, code: int) -> str:
        char = chr(code)
        own = script_of_character(char) in (self._script, "Zinh")
        spelt = self[code] = char if own else self._look_alike(char)
        return spelt

    def _look_alike(self, char: str) -> str:
        votes = {
            letter: (by & self._languages).bit_count()
            for letter, by in repertoire(self._script).look_alikes.get(char, ())
        }
        best = max(votes, key=votes.__getitem__, default=UNKNOWN)
        if best > _COMMON[self._script] or best == UNKNOWN or not votes[best]:
            return UNKNOWN
        others = sum(votes.values()) - votes[best]
        return best if votes[best] >= _AGREEMENT * others else UNKNOWN


@lru_cache(maxsize=256)
def speller(script: str, languages: int) -> Speller:
    """Return the speller of a script for some of its languages."""
    return Speller(script, languages)


@cache
def repertoire(script: str) -> Repertoire:
    """Return the repertoire of all languages of a script."""
    languages = [lang for lang in sorted(_listed()) if script_of(lang) == script]
    everyone = (1 << len(languages)) - 1
    common = ascii_lowercase if script == "Latn" else ""
    letters = dict.fromkeys(common, everyone)
    for number, lang in enumerate(languages):
        bit = 1 << number
        for letter in _listed()[lang]:
            letters[letter] = letters.get(letter, 0) | bit
    look_alikes = {
        letter: tuple(_divided(others, letters, everyone))
        for (letter, target), others in pairs().items()
        if target == script
    }
    return Repertoire(letters, look_alikes, everyone)


def _divided(others: tuple[str, ...], letters: dict[str, int], left: int) -> list[tuple[str, int]]:
    """Return for each letter the languages in which it is the likeliest."""
    found = []
    for other in others:
        languages = left & (letters.get(other, 0) | letters.get(fold(other), 0))
        if languages:
            found.append((other, languages))
            left &= ~languages
    return found


@cache
def counterparts(script: str, lang: str) -> dict[str, str]:
    """Return the look-alike of each letter of another script in one language of a script.

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
    """Return the look-alikes of each letter in another script, the likeliest first."""
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
    return "".join([chr(int(code, 16)) for code in codes.split()])
