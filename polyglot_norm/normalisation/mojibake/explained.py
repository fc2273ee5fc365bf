"""Signs of mojibake that the language of their line explains: üçün in Turkish, ìlú in Yoruba.

A word of a known language scores well in that, and has its letters. Most suspicious words are
such, and to see so is far cheaper than to try what every encoding would make of them.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

from polyglot_norm.align.offsets import Span
from polyglot_norm.language.engine import packaged_model, scorer_of
from polyglot_norm.language.model import SCALE
from polyglot_norm.normalisation.look_alikes import alphabet
from polyglot_norm.normalisation.mojibake.codepages import CODEPAGES
from polyglot_norm.normalisation.mojibake.suspicion import first_sign
from polyglot_norm.normalisation.mojibake.utf8_signs import holds_sequence, sequence_start
from polyglot_norm.text.characters import SCRIPTS
from polyglot_norm.text.words import scan

LENGTH: Final = 300
"""Code points that are judged together: enough words to show their language."""

WHOLE: Final = 3 * LENGTH
"""The longest line that is looked at as a whole."""

_MARGIN: Final = 4.0
"""How much better, in nats, the best language explains the other words than one that is ruled
out."""


class _Least(NamedTuple):
    """The log-odds, in nats, that a known word exceeds: for all words, and for each letter."""

    base: float
    each: float


# Of 3,600 undamaged lines with a sign, four in five are explained so; of 50,000 lines of generated
# mojibake that can be repaired, none (`benchmarks/mojibake.py`).
_LATIN: Final = _Least(1.0, 0.3)
_REPAIRED_TO: Final = _Least(2.0, 0.7)
_CYRILLIC: Final = _Least(3.0, 0.5)
_CAPITALS: Final = _Least(3.5, 0.9)

_FEWEST: Final = 4
"""Letters of the shortest Cyrillic word whose score says something."""

_LONGEST: Final = 4
"""Characters of a UTF-8 sequence."""

_INNER_CAPITAL: Final = re.compile("[a-zß-öø-ÿа-яѐ-џґў][A-ZÀ-ÖØ-ÞА-ЯЀ-ЏҐЎ]")
_ASCII_LETTER: Final = re.compile("[A-Za-z]")


def doubtful(line: str) -> Iterator[Span]:
    """Yield the stretches of a line that hold a sign of mojibake and are not explained.

    A line that is not long is one stretch; in a longer one, the words around are part of it.

    >>> list(doubtful("hər şey üçün")), list(doubtful("Svi su rekli da je èovjek kriv."))
    ([], [(0, 31)])
    """
    done = 0
    at = first_sign(line)
    while at >= 0:
        start = _back(line, done, at - LENGTH // 2)
        end = _forward(line, max(at + 1, start + LENGTH))
        if not _is_explained(line[start:end]):
            start, end = _back(line, done, start - LENGTH), _forward(line, end + LENGTH)
            if len(line) <= WHOLE:
                start, end = 0, len(line)
            yield start, end
        done = end
        at = first_sign(line, done)


def _back(line: str, floor: int, at: int) -> int:
    """Return the start of the word at ``at``, at least ``floor``."""
    if at <= floor:
        return floor
    return line.rfind(" ", max(floor, at - LENGTH), at) + 1 or at


def _forward(line: str, at: int) -> int:
    """Return the end of the word at ``at``, its space included."""
    if at >= len(line):
        return len(line)
    return line.find(" ", at, at + LENGTH) + 1 or sequence_start(line, at, at + _LONGEST)


@lru_cache(maxsize=64)  # pages repeat lines
def _is_explained(text: str) -> bool:
    """Return True if each sign in a text is in a word that its language explains."""
    words = _Words(text)
    at = first_sign(text)
    while at >= 0:
        if not words.explain(at):
            return False
        at = first_sign(text, at)
    return True


class _Words:
    """The words of a text, and those that its language explains."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words = scan(text)
        self._starts = self._words[::3]
        self._explained: set[int] = set()
        self._scores: dict[str, _Scores] = {}

    def explain(self, at: int) -> bool:
        """Return True if the language explains the word with a sign that ends at ``at``."""
        text = self._text
        inside = at - 1 if text[at] == " " else at
        number = bisect_right(self._starts, inside) - 1
        if number < 0:
            return False
        start, end, script = self._words[3 * number : 3 * number + 3]
        if inside >= end or (start == at and not text[at - 1].isascii()):
            return False
        if number in self._explained:
            return True
        if text[start - 1 : start].isalpha() or text[end : end + 1].isalpha():
            return False
        if holds_sequence(text[max(0, start - 2) : end + 2]):
            return False
        if not self._is_known(number, text[start:end], SCRIPTS[script]):
            return False
        self._explained.add(number)
        return True

    def _is_known(self, number: int, word: str, script: str) -> bool:
        """Return True if a word is one of the language that explains the text best."""
        if script == "Latn":
            if not _ASCII_LETTER.search(word):  # few damaged words keep any
                return False
        elif script != "Cyrl" or len(word) < _FEWEST:
            return False
        if _INNER_CAPITAL.search(word):
            return False
        if script not in self._scores:
            self._scores[script] = _Scores(self._text, self._words, script)
        return self._scores[script].explain(number, word)


class _Scores:
    """The scores of the words of a text in the languages of a script."""

    def __init__(self, text: str, words: array[int], script: str) -> None:
        table = next(each for each in packaged_model().tables if script in each.scripts)
        self._tags = table.tags
        self._scorer = scorer_of(table)
        self._numbers = self._scorer.number(text, words)
        if 3 * len(self._numbers) < len(words):
            self._scorer.clear()
            self._numbers = self._scorer.number(text, words)
        self._all = self._scorer.sums(self._numbers, 0, len(self._numbers))
        self._best = self._all.index(max(self._all[: len(table.tags)]))
        self._script = script

    def explain(self, number: int, word: str) -> bool:
        """Return True if a word scores well in the language that explains all words best.

        If the others leave open whether that is one to which text is repaired, it must have the
        letters of the word too.
        """
        own = self._scorer.sums(self._numbers, number, number + 1)
        least = self._least(word)
        if own[self._best] < SCALE * (least.base + least.each * len(word)):
            return False
        rival = self._all[self._best] - own[self._best] - SCALE * _MARGIN
        letters = set(filter(str.isalpha, word.lower()))
        return all(
            letters.issubset(alphabet(self._tags[label]))
            for label in _damaged(self._tags)
            if self._all[label] - own[label] > rival
        )

    def _least(self, word: str) -> _Least:
        if self._script == "Cyrl":
            return _CAPITALS if word.isupper() else _CYRILLIC
        return _REPAIRED_TO if self._best in _damaged(self._tags) else _LATIN


@cache
def _damaged(tags: tuple[str, ...]) -> tuple[int, ...]:
    """Return the labels to which text is repaired."""
    repaired = frozenset().union(*(page.languages for page in CODEPAGES))
    return tuple(label for label, tag in enumerate(tags) if tag in repaired)
