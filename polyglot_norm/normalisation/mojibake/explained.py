# cython: initializedcheck=False
"""Signs of mojibake that the language of their line explains: üçün in Turkish, ìlú in Yoruba.

A word of a known language scores well in that, and has its letters. Most suspicious words are
such, and to see so is far cheaper than to try what every encoding would make of them.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef, no-any-return"

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.align.offsets import Span
from polyglot_norm.language.engine import packaged_model, scorer_of
from polyglot_norm.language.model import SCALE, Table
from polyglot_norm.normalisation.look_alikes import alphabet
from polyglot_norm.normalisation.mojibake.codepages import CODEPAGES
from polyglot_norm.normalisation.mojibake.utf8_signs import holds_sequence, sequence_start
from polyglot_norm.text.characters import SCRIPTS
from polyglot_norm.text.words import scan

if cython.compiled:
    from cython.cimports.polyglot_norm.language.scorer import Scorer
    from cython.cimports.polyglot_norm.normalisation.mojibake.scores import numbered
    from cython.cimports.polyglot_norm.normalisation.mojibake.suspicion import next_sign
else:
    from polyglot_norm.language.scorer import Scorer
    from polyglot_norm.normalisation.mojibake.scores import numbered
    from polyglot_norm.normalisation.mojibake.suspicion import next_sign

LENGTH: Final = 300
"""Code points that are judged together: enough words to show their language."""

WHOLE: Final = 3 * LENGTH
"""The longest line that is looked at as a whole."""

MOST: Final = 16
"""Stretches of a line that are looked at closely: more than are needed to know its encoding."""

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
    at = next_sign(line, 0)
    while at >= 0:
        start = _back(line, done, at - LENGTH // 2)
        end = _forward(line, max(at + 1, start + LENGTH))
        if not _is_explained(line[start:end]):
            start, end = _back(line, done, start - LENGTH), _forward(line, end + LENGTH)
            if len(line) <= WHOLE:
                start, end = 0, len(line)
            yield start, end
        done = end
        at = next_sign(line, done)


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
    words: _Words = _Words(text)
    at = next_sign(text, 0)
    while at >= 0:
        if not words.explain(at):
            return False
        at = next_sign(text, at)
    return True


@cython.final
@cython.cclass
class _Words:
    """The words of a text, of which those with signs are asked for in order."""

    _text: str
    _found: array[int]
    _words: cython.longlong[::1]
    _count: cython.Py_ssize_t
    _number: cython.Py_ssize_t
    _explained: cython.Py_ssize_t
    _scores: dict[str, _Scores]

    def __init__(self, text: str) -> None:
        self._text = text
        self._found = self._words = scan(text)
        self._count = len(self._found) // 3
        self._number = self._explained = -1
        self._scores = {}

    @cython.cfunc
    @cython.exceptval(-1)
    def explain(self, at: cython.Py_ssize_t) -> cython.bint:
        """Return True if the language explains the word with a sign that ends at ``at``."""
        text = self._text
        inside: cython.Py_ssize_t = at - 1 if text[at] == " " else at
        number: cython.Py_ssize_t = self._number
        while number + 1 < self._count and self._words[3 * (number + 1)] <= inside:
            number += 1
        self._number = number
        if number < 0:
            return False
        start: cython.Py_ssize_t = self._words[3 * number]
        end: cython.Py_ssize_t = self._words[3 * number + 1]
        if inside >= end or (start == at and not text[at - 1].isascii()):
            return False
        if number == self._explained:
            return True
        if text[start - 1 : start].isalpha() or text[end : end + 1].isalpha():
            return False
        if holds_sequence(text[max(0, start - 2) : end + 2]):
            return False
        if not self._is_known(number, text[start:end], SCRIPTS[self._words[3 * number + 2]]):
            return False
        self._explained = number
        return True

    @cython.cfunc
    @cython.exceptval(-1)
    def _is_known(self, number: cython.Py_ssize_t, word: str, script: str) -> cython.bint:
        """Return True if a word is one of the language that explains the text best."""
        if script == "Latn":
            if not _ASCII_LETTER.search(word):  # few damaged words keep any
                return False
        elif script != "Cyrl" or len(word) < _FEWEST:
            return False
        if _INNER_CAPITAL.search(word):
            return False
        scores: _Scores | None = self._scores.get(script)
        if scores is None:
            scores = self._scores[script] = _Scores(self._text, self._found, script)
        return scores.explain(number, word)


@cython.final
@cython.cclass
class _Scores:
    """The scores of the words of a text in the languages of a script."""

    _repaired: tuple[int, ...]
    _tags: tuple[str, ...]
    _scorer: Scorer
    _numbers: cython.int[::1]
    _all: cython.int[::1]
    _best: cython.Py_ssize_t
    _script: str

    def __init__(self, text: str, words: array[int], script: str) -> None:
        table, self._repaired = _table(script)
        self._tags = table.tags
        self._scorer = scorer_of(table)
        self._numbers = numbered(self._scorer, text, words)
        self._all = array("i", bytes(4 * self._scorer.width))
        self._add_up()
        self._script = script

    @cython.cfunc
    @cython.boundscheck(False)
    @cython.wraparound(False)
    @cython.exceptval(check=False)
    def _add_up(self) -> cython.void:
        """Add up the scores of all words, and find the best language, the first of equals."""
        labels: cython.Py_ssize_t = self._scorer.width - 2
        at: cython.Py_ssize_t
        label: cython.Py_ssize_t
        for at in range(len(self._numbers)):
            if self._numbers[at] >= 0:
                row: cython.Py_ssize_t = self._numbers[at] * self._scorer.width
                for label in range(labels):
                    self._all[label] += self._scorer.rows[row + label]
        self._best = 0
        for label in range(labels):
            if self._all[label] > self._all[self._best]:
                self._best = label

    @cython.cfunc
    @cython.exceptval(-1)
    def explain(self, number: cython.Py_ssize_t, word: str) -> cython.bint:
        """Return True if a word scores well in the language that explains all words best.

        If the others leave open whether that is one to which text is repaired, it must have the
        letters of the word too.
        """
        if self._numbers[number] < 0:
            return False
        row: cython.Py_ssize_t = self._numbers[number] * self._scorer.width
        rows: cython.short[::1] = self._scorer.rows
        least = self._least(word)
        own: cython.int = rows[row + self._best]
        if own < SCALE * (least.base + least.each * len(word)):
            return False
        rival: cython.double = self._all[self._best] - own - SCALE * _MARGIN
        letters = None
        label: cython.Py_ssize_t
        for label in self._repaired:
            if self._all[label] - rows[row + label] > rival:
                if letters is None:
                    letters = set(filter(str.isalpha, word.lower()))
                if not letters.issubset(alphabet(self._tags[label])):
                    return False
        return True

    @cython.cfunc
    def _least(self, word: str) -> _Least:
        if self._script == "Cyrl":
            return _CAPITALS if word.isupper() else _CYRILLIC
        return _REPAIRED_TO if self._best in self._repaired else _LATIN


@cache
def _table(script: str) -> tuple[Table, tuple[int, ...]]:
    """Return the table of a script, and its labels to which text is repaired."""
    table = next(each for each in packaged_model().tables if script in each.scripts)
    repaired = frozenset().union(*(page.languages for page in CODEPAGES))
    return table, tuple(label for label, tag in enumerate(table.tags) if tag in repaired)
