"""Reading back what people type in Latin letters without a standard: *privet*, *kalimera*, *6te*.

A table lists what each Latin spelling may stand for, and the letters of the language decide: of all
ways to read a word, the one with the likeliest sequence of letters is chosen. A word that is
unlikely in any reading, such as an English one, is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache, partial
from heapq import nsmallest
from typing import Final, NamedTuple

from polyglot_norm.align.aligned import Aligned
from polyglot_norm.transliteration.letter_model import EDGE, START, STEPS, LetterModel, model
from polyglot_norm.transliteration.scheme_header import header
from polyglot_norm.transliteration.scheme_rules import replacements
from polyglot_norm.transliteration.syllables import Split, Syllable, by_syllable

_APOSTROPHES: Final = "'’ʹʺʼ"
_WORD: Final = f"[^\\W_]+(?:[{_APOSTROPHES}]+[^\\W_]+)*"
_RUN: Final = re.compile(f"(?<![{_APOSTROPHES}]){_WORD}[{_APOSTROPHES}]*|{_WORD}")
"""An apostrophe at the end of a word may be a soft sign, unless one before it opens a quotation."""

_BEAM: Final = 6
"""Readings kept at each letter; twelve give 0.3 % more of Greek words and no others."""

_UNLIKELY: Final = 4 * STEPS
"""The mean cost above which a word is kept: 3 % of the words of development sentences, which are
names mostly, and more than half of the English ones (`benchmarks/informal.py`)."""

_SHORT: Final = 3
_LONGEST: Final = 40
"""Words of so many letters are always read, and longer ones never."""


class _Reading(NamedTuple):
    """A way to read the beginning of a word: the last piece, and the reading before it."""

    cost: int
    before: str
    is_stressed: bool
    piece: Syllable
    earlier: _Reading | None


def to_native(text: str, lang: str, rule: str) -> Aligned:
    """Return the text in the script of its language.

    >>> to_native("Privet, kak dela?", "ru-Latn", "informal").text
    'Привет, как дела?'
    >>> to_native("kalimera se olous", "el-Latn", "informal").text
    'καλημέρα σε όλους'
    """
    return by_syllable(text, rule, _RUN, _split(lang.partition("-")[0]))


@cache
def _split(language: str) -> Split:
    return partial(_pieces, language)


def _pieces(language: str, run: str) -> Iterator[Syllable]:
    """Yield the pieces of a word, in its case; none if it is kept."""
    word = run.lower()
    if len(word) != len(run) or len(word) > _LONGEST or word.isdigit():
        return
    is_upper = run.isupper() and len(run) > 1
    for start, end, becomes in _read(language, word):
        if is_upper:
            becomes = _reader(language).in_upper_case(becomes)
        elif run[start].isupper():
            becomes = becomes[:1].upper() + becomes[1:]
        yield Syllable(start, end, becomes)


@lru_cache(maxsize=1 << 14)
def _read(language: str, word: str) -> tuple[Syllable, ...]:
    """Return the pieces of the best reading of a word in lower case; none if it is unlikely."""
    best = _reader(language).best(word)
    if best is None or (len(word) > _SHORT and best.cost > _UNLIKELY * (len(word) + 1)):
        return ()
    pieces: list[Syllable] = []
    reading: _Reading | None = best
    while reading:
        pieces.append(reading.piece)
        reading = reading.earlier
    return tuple(pieces[-2::-1])


@cache
def _reader(language: str) -> _Reader:
    return _Reader(language, model(language))


class _Reader:
    """The spellings of one language, and the costs of its letters."""

    def __init__(self, language: str, letters: LetterModel) -> None:
        table = f"informal-{language}"
        classes = header(table).classes
        self._cost = letters.cost
        self._stressed = _by_pairs(classes.get("stress", ""))
        self._unstressed = str.maketrans({mark: plain for plain, mark in self._stressed.items()})
        self._final = _by_pairs(classes.get("final", ""))
        self._spellings = {
            text: tuple(self._with_stress(becomes.split()))
            for text, becomes in replacements(table).items()
        }
        self._longest = max(map(len, self._spellings))

    def best(self, word: str) -> _Reading | None:
        """Return the best reading of a word, or None if there is none."""
        end = len(word)
        readings: list[dict[tuple[str, bool], _Reading]] = [{} for _ in range(end + 1)]
        readings[0][START, False] = _Reading(0, START, False, Syllable(0, 0, ""), None)
        for at in range(end):
            for reading in nsmallest(_BEAM, readings[at].values()):
                for longer in self._longer(word, at, reading):
                    kept = readings[longer.piece.end]
                    key = longer.before, longer.is_stressed
                    if key not in kept or longer.cost < kept[key].cost:
                        kept[key] = longer
        whole = readings[end].values()
        ended = (r._replace(cost=r.cost + self._cost(r.before, EDGE)) for r in whole)
        return min(ended, default=None)

    def in_upper_case(self, letters: str) -> str:
        """Return letters in upper case, in which Greek has no tonos."""
        return letters.translate(self._unstressed).upper()

    def _longer(self, word: str, at: int, reading: _Reading) -> Iterator[_Reading]:
        """Yield the readings that go on with each spelling at a place of the word."""
        for end in range(at + 1, min(len(word), at + self._longest) + 1):
            for letters, is_stressed in self._spellings.get(word[at:end], ()):
                if is_stressed and reading.is_stressed:
                    continue
                if end == len(word) and letters[-1] in self._final:
                    letters = letters[:-1] + self._final[letters[-1]]
                cost, before = reading.cost, reading.before
                for letter in letters:
                    cost += self._cost(before, letter)
                    before = before[1:] + letter
                piece = Syllable(at, end, letters)
                yield _Reading(cost, before, is_stressed or reading.is_stressed, piece, reading)

    def _with_stress(self, spellings: list[str]) -> Iterator[tuple[str, bool]]:
        """Yield the spellings, with and without the stress, and whether they have it."""
        for spelling in spellings:
            is_stressed = any(letter in self._stressed.values() for letter in spelling)
            yield spelling, is_stressed
            vowels = [at for at, letter in enumerate(spelling) if letter in self._stressed]
            for at in [] if is_stressed else vowels[-1:]:
                yield spelling[:at] + self._stressed[spelling[at]] + spelling[at + 1 :], True


def _by_pairs(letters: str) -> dict[str, str]:
    return dict(zip(letters[::2], letters[1::2], strict=True))
