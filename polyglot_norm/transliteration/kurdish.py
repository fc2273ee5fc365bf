"""Central Kurdish in the letters of Hawar: و and ی by their place, and the short *i* restored.

The Arabic script has one letter for *w* and *u*, one for *y* and *î*, and none for the short *i*.
Which of two it is follows from the neighbours: a vowel has none beside it. A short *i* stands where
consonants would otherwise form no syllable: ``کردن`` is *kirdin*, ``گرنگ`` is *giring*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from polyglot_norm.align.aligned import Aligned
from polyglot_norm.transliteration.scheme_rules import replacements
from polyglot_norm.transliteration.syllables import Syllable, by_syllable

_STEM: Final = "hawar"
_ZWNJ: Final = "\N{ZERO WIDTH NON-JOINER}"
_WAW: Final = "و"
_HAMZA: Final = "ئ"
_GLIDES: Final = {_WAW: "wu", **dict.fromkeys("یيى", "yî")}
"""The sounds of a letter beside a vowel, and elsewhere."""

_ALWAYS_VOWELS: Final = "اەێۆآ"
_VOWELS: Final = frozenset("aeêoîuû")
_RUN: Final = re.compile(f"[\u0621-\u064a\u066e-\u06d3\u06d5{_ZWNJ}]+|[،؛؟]")
_SHORT: Final = "i"

_SONORITY: Final = {
    letter: rank
    for rank, letters in enumerate(("bptdkgqçc’", "fvszşjxẍhḧ", "mn", "rřlł", "wy"))
    for letter in letters
}
"""How sonorous a consonant is; those after a vowel become less so towards the end of a syllable."""


def to_latin(text: str, lang: str, rule: str) -> Aligned:
    """Return the text in the Latin letters of Kurmanji.

    >>> to_latin("کوردستان و خوێندنەوەی ژیان", "ckb", "hawar").text
    'kurdistan û xwêndinewey jiyan'
    """
    return by_syllable(text, rule, _RUN, _letters)


def _letters(run: str) -> Iterator[Syllable]:
    sounds = _sounds(run)
    short = _short_vowels([sound.becomes for sound in sounds])
    for number, sound in enumerate(sounds):
        vowel = _SHORT if number in short else ""
        yield Syllable(sound.start, sound.end, vowel + sound.becomes)


def _sounds(run: str) -> list[Syllable]:
    """Return the letters with their sounds; وو between consonants is one letter."""
    if run == _WAW:
        return [Syllable(0, 1, "û")]
    table = replacements(_STEM)
    found: list[Syllable] = []
    at = 0
    while at < len(run):
        letter, end = run[at], at + 1
        if letter in _GLIDES:
            glide = not found or found[-1].becomes in _VOWELS or _vowel_at(run, end)
            becomes = _GLIDES[letter][not glide]
            if becomes == "u" and run[end : end + 1] == _WAW and not _vowel_at(run, end + 1):
                end, becomes = end + 1, "û"
        elif letter == "ه" and run[end : end + 1] == _ZWNJ:
            end, becomes = end + 1, "e"
        else:
            becomes = "" if letter == _HAMZA and at == 0 else table.get(letter, letter)
        found.append(Syllable(at, end, becomes))
        at = end
    return found


def _vowel_at(run: str, at: int) -> bool:
    return run[at : at + 1] != "" and run[at] in _ALWAYS_VOWELS


def _short_vowels(sounds: Sequence[str]) -> set[int]:
    """Return the numbers of the sounds before which a short *i* is spoken."""
    found: set[int] = set()
    vowels = [-1, *(n for n, sound in enumerate(sounds) if sound in _VOWELS), len(sounds)]
    for left, right in pairwise(vowels):
        cluster = [n for n in range(left + 1, right) if sounds[n] in _SONORITY]
        found |= _within(sounds, cluster, after=left >= 0, before=right < len(sounds))
    return found


def _within(sounds: Sequence[str], cluster: list[int], *, after: bool, before: bool) -> set[int]:
    """Return those between two vowels, or a vowel and the start or end of the word."""
    found: set[int] = set()
    onset = cluster[-1] if before and cluster else len(sounds)
    if before and len(cluster) > 1 and sounds[onset] == "w":
        cluster = cluster[:-1]  # خوا is xwa
    rest = cluster[:-1] if before else cluster
    if before and len(rest) > 1 and _falls(sounds, rest[-2:]) and _falls(sounds, [onset, rest[-1]]):
        found.add(onset)  # کردنی is kirdinî
        del rest[-1]
    while rest:
        if after and (len(rest) == 1 or (len(rest) == 2 and _falls(sounds, rest))):
            break
        if len(rest) == 1:
            found |= {onset} if before or found else set()
            break
        coda = 2 if len(rest) > 2 and _falls(sounds, rest[-2:]) else 1
        found.add(rest[-coda])
        onset = rest[-coda - 1]
        del rest[-coda - 1 :]
    return found


def _falls(sounds: Sequence[str], pair: list[int]) -> bool:
    """Return True if the first of two consonants is the more sonorous: *rd*, *st*, not *dr*."""
    first, second = (_SONORITY[sounds[number]] for number in pair)
    return first > second
