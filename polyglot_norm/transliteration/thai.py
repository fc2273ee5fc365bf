"""Royal Thai General System of Transcription: Thai syllables, found by their letters alone.

A vowel may stand before, above, below or after the first consonants of its syllable. If none is
written, it is o before a final consonant (คน is *khon*) and a elsewhere (ตลาด is *talat*). A
consonant ends a syllable if it has no vowel of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from polyglot_norm.align.aligned import Aligned
from polyglot_norm.transliteration.scheme_header import header
from polyglot_norm.transliteration.scheme_rules import replacements
from polyglot_norm.transliteration.syllables import Syllable, by_syllable

_STEM: Final = "rtgs"
_RUN: Final = re.compile("[ก-ฺเ-ๆ็-์]+(?: ๆ)*")
_REPEAT: Final = "ๆ"
_MARKS: Final = re.compile("(?P<tones>[่-๋]*)(?P<silent>(?:[ก-ฮ][ิุ]?์)*)์?")
_SIGNS: Final = frozenset("ะัาำิีึืุู็ฤฦ")
_RI: Final = frozenset("กตทปศส")
"""Consonants after which ฤ is ri."""

# By leading vowel, then by what follows the first consonants.
_VOWELS: Final = {
    "เ": {
        "ียะ": "ia", "ียว": "iao", "ีย": "ia", "ือะ": "uea", "ือย": "ueai", "ือ": "uea",
        "าะ": "o", "า": "ao", "อะ": "oe", "อ": "oe", "ิ": "oe", "ย": "oei", "็ว": "eo", "็": "e",
        "ะ": "e", "ว": "eo", "": "e",
    },
    "แ": {"็ว": "aeo", "ว": "aeo", "็": "ae", "ะ": "ae", "": "ae"},
    "โ": {"ะ": "o", "ย": "oi", "": "o"},
    "ไ": {"ย": "ai", "": "ai"},
    "ใ": {"": "ai"},
    "": {
        "ัวะ": "ua", "ัวย": "uai", "ัว": "ua", "ัย": "ai", "ั": "a", "ะ": "a", "าย": "ai", "าว": "ao",
        "า": "a", "ำ": "am", "ิว": "io", "ิ": "i", "ี": "i", "ึ": "ue", "ือ": "ue", "ื": "ue",
        "ุย": "ui", "ุ": "u", "ู": "u", "็อ": "o", "วย": "uai", "ว": "ua", "อย": "oi", "อ": "o",
        "รร": "a", "ฤๅ": "rue", "ฤ": "rue", "ฦๅ": "lue", "ฦ": "lue",
    },
}  # fmt: skip
_GLIDES: Final = ("ai", "ei", "oi", "ui", "ao", "eo", "io")
"""Ends of vowels that no consonant follows."""

_CLOSED: Final = frozenset(("ั", "็", "ึ", "รร", "ว"))
"""Vowels that a final consonant must follow."""

_CLUSTERS: Final = re.compile("[กขคปพ][รล]|[กขค]ว|ตร|ผล")
_FIRST_ONLY: Final = re.compile("[สศซ]ร|จร(?=ิ)")
_SECOND_ONLY: Final = re.compile("ห[งญนมยรลว]|อย(?=[าู])")
_SO: Final = re.compile("ทร")


class ThaiLetter(NamedTuple):
    """A letter with the tone mark and the silent letters after it, and its position."""

    char: str
    start: int
    end: int
    has_tone: bool
    has_silent: bool


def to_latin(text: str, lang: str, rule: str) -> Aligned:
    """Return the text transcribed; letters that form no syllable are kept.

    >>> to_latin("สวัสดี ภาษาไทย กรุงเทพ", "th", "rtgs").text
    'sawatdi phasathai krungthep'
    """
    return by_syllable(text, rule, _RUN, _syllables)


def _syllables(run: str) -> Iterator[Syllable]:
    letters = list(_letters(run))
    word = ThaiWord(letters)
    at, last = 0, _REPEAT
    while at < len(letters):
        end, becomes = word.syllable(at)
        if becomes == _REPEAT:
            becomes = last
        elif becomes != " ":
            last = becomes
        yield Syllable(letters[at].start, letters[end - 1].end, becomes)
        at = end


def _letters(run: str) -> Iterator[ThaiLetter]:
    """Yield the letters of a run; tone marks and silent letters belong to the letter before."""
    at = 0
    while at < len(run):
        after = _MARKS.match(run, at + 1)
        assert after is not None  # noqa: S101 - it matches nothing, too
        yield ThaiLetter(run[at], at, after.end(), bool(after["tones"]), bool(after["silent"]))
        at = after.end()


class ThaiWord:
    """A run of Thai letters, read from left to right."""

    def __init__(self, letters: list[ThaiLetter]) -> None:
        self._letters = letters
        self._text = "".join(letter.char for letter in letters)

    def syllable(self, at: int) -> tuple[int, str]:
        """Return the end and the transcription of the syllable at a position."""
        listed = _pattern().match(self._text, at)
        if listed and not self._is_sign(listed.end()):
            return listed.end(), _words()[listed[0]]
        leading = self._text[at] if self._text[at] in "เแโใไ" else ""
        first = at + len(leading)
        if self._text[at] in "ฤฦ":
            end, onset = first, ""
        elif self._is_consonant(first):
            end, onset = self._onset(first, leading)
        else:
            return at + 1, self._text[at]
        vowel = self._vowel(end, leading)
        if vowel is None:
            return self._without_vowel(first, end, onset)
        spelled = "ri" if vowel == "ฤ" and self._text[end - 1] in _RI else _VOWELS[leading][vowel]
        end += len(vowel)
        if vowel.endswith(("ะ", "ำ")) or (vowel != "ฤ" and spelled.endswith(_GLIDES)):
            return end, onset + spelled
        return self._closed(end, onset + spelled, must=vowel in _CLOSED)

    def _onset(self, at: int, leading: str) -> tuple[int, str]:
        """Return the end and the transcription of the first consonants."""
        table, pair = replacements(_STEM), self._text[at : at + 2]
        first = table[pair[0]]
        if len(pair) < 2 or not (leading or self._has_vowel(at + 1) or self._closes(at)):
            return at + 1, first
        if leading and self._letters[at].has_tone:
            return at + 1, first
        if _SECOND_ONLY.match(self._text, at):
            return at + 2, table[pair[1]]
        if _FIRST_ONLY.match(self._text, at):
            return at + 2, first
        if _SO.match(pair):
            return at + 2, "s" if at == 0 or leading else "thr"
        if _CLUSTERS.match(pair):
            return at + 2, first + table[pair[1]]
        return at + 1, first

    def _closes(self, at: int) -> bool:
        """Return True if one consonant without a vowel, and no other, follows two of them."""
        third = at + 2
        return self._is_bare(at) and self._is_bare(third) and not self._is_bare(third + 1)

    def _vowel(self, at: int, leading: str) -> str | None:
        """Return the letters of the vowel after the first consonants, None if none is written."""
        for size in (3, 2, 1, 0):
            letters = self._text[at : at + size]
            if len(letters) == size and letters in _VOWELS[leading]:
                if letters[-1:] in _CONSONANTS and not self._may_end_vowel(at, letters, leading):
                    continue
                return letters
        return None

    def _may_end_vowel(self, at: int, letters: str, leading: str) -> bool:
        """Return True if the last letter of a vowel is not the first of the next syllable."""
        end = at + len(letters)
        if self._is_sign(end) or self._letters[end - 1].has_tone:
            return False
        return letters != "ว" or bool(leading) or self._is_final(end)

    def _without_vowel(self, first: int, end: int, onset: str) -> tuple[int, str]:
        """Return a syllable without a written vowel: closed with o, or open with a."""
        if self._letters[end - 1].has_tone and self._is_final(end):
            return self._closed(end, onset + "o", must=True)
        bare = self._bare(end)
        if bare and (bare % 2 or end > first + 1):
            return self._closed(end, onset + "o", must=True)
        return end, onset + "a"

    def _closed(self, at: int, opened: str, *, must: bool) -> tuple[int, str]:
        """Return a syllable with its final consonant, if there is one.

        Of two consonants without a vowel, the first is final only if there ``must`` be one: they
        are a syllable of their own.
        """
        bare, end = self._bare(at), at + 1
        # After the final consonant, another is silent with those after it, and so is ร.
        silent = bare == 2 and (self._letters[end].has_silent or self._text[end] == "ร")
        if not self._is_final(at) or not (must or bare % 2 or silent):
            return at, opened + "n" * (self._text[at - 2 : at] == "รร")
        return end + silent, opened + _finals()[self._text[at]]

    def _bare(self, at: int) -> int:
        """Return the number of consonants without a vowel that are not first in a syllable."""
        end = at
        while self._is_bare(end) and not self._is_cluster(end):
            end += 1
        return end - at

    def _is_cluster(self, at: int) -> bool:
        found = _CLUSTERS.match(self._text, at) or _SECOND_ONLY.match(self._text, at)
        return found is not None and self._has_vowel(at + 1)

    def _is_final(self, at: int) -> bool:
        return self._is_bare(at) and self._text[at] in _finals()

    def _is_bare(self, at: int) -> bool:
        """Return True if there is a consonant without a vowel of its own."""
        return self._is_consonant(at) and not self._has_vowel(at)

    def _has_vowel(self, at: int) -> bool:
        """Return True if a consonant has a written vowel or a tone mark."""
        if not self._is_consonant(at):
            return False
        if self._letters[at].has_tone or self._is_sign(at + 1):
            return True
        after = self._text[at + 1 : at + 3]
        if after[:1] == "อ":
            return not (self._is_sign(at + 2) or _SECOND_ONLY.match(self._text, at + 1))
        if after == "รร":
            return True
        return after[:1] == "ว" and self._is_vowel_w(at + 1)

    def _is_vowel_w(self, at: int) -> bool:
        """Return True if the letter ว is a vowel: a final consonant follows, with no vowel."""
        if self._is_sign(at + 1) or self._letters[at].has_tone or not self._is_consonant(at + 1):
            return False
        return not self._is_sign(at + 2) and not self._letters[at + 1].has_tone

    def _is_consonant(self, at: int) -> bool:
        return at < len(self._text) and self._text[at] in _CONSONANTS

    def _is_sign(self, at: int) -> bool:
        return at < len(self._text) and self._text[at] in _SIGNS


_CONSONANTS: Final = frozenset(map(chr, range(ord("ก"), ord("ฮ") + 1))) - {"ฤ", "ฦ"}


@cache
def _finals() -> dict[str, str]:
    classes = header(_STEM).classes
    return {letter: name for name, letters in classes.items() for letter in letters}


@cache
def _words() -> dict[str, str]:
    """Return the listed words, without tone marks and silent letters."""
    found = {text: becomes for text, becomes in replacements(_STEM).items() if len(text) > 1}
    return {"".join(letter.char for letter in _letters(word)): found[word] for word in found}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_words(), key=len, reverse=True)))
