"""Restoring of the most likely spellings in a line of words without diacritics.

A listed word gets its most frequent spelling in the language; if it may be several words, those
around it take part in the decision. A word that is not listed is spelt by its letters like similar
words, if that is clear.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, Protocol

from polyglot_norm.normalisation.diacritics.context import around, windows
from polyglot_norm.normalisation.diacritics.hash_tables import HashTables
from polyglot_norm.normalisation.diacritics.spelling import places

LANGUAGES: Final = {"sr-Latn": ("bcs", 0), "hr": ("bcs", 1), "bs": ("bcs", 2), "sl": ("sl", 0)}
"""The tables for each tag, and which of their weights."""

UNDECIDED: Final = "sh-Latn"
"""Bosnian, Croatian or Serbian: the one that explains the line best is chosen."""

STEP, BITS = 0.4, 5
"""Weights of words are logarithms in steps of so many nats, 0 to 31; 0 stands for none."""

MOST: Final = (1 << BITS) - 1

SCALE: Final = 16
"""Weights of neighbours are in steps of 1/16 nat."""

ELSEWHERE: Final = 2.0
"""The penalty, in nats, of a word that is only known from sister languages."""

CLEAR: Final = 0.75
"""The share of similar words with a diacritic that is enough for a word that is not listed."""

_ENTRY: Final = struct.Struct("<HH")


class Scored(NamedTuple):
    """A spelling by its number, and its log-probability up to a constant."""

    score: float
    spelling: int


class Restorer:
    """A restorer of the diacritics of one language, from open tables."""

    def __init__(self, tables: HashTables, lang: str) -> None:
        group, self._column = LANGUAGES[lang]
        self._words = tables.by_name[f"{group} words"]
        self._letters = tables.by_name[f"{group} letters"]
        self._context = tables.by_name[f"{group} context"]

    def spell(self, words: Sequence[str]) -> list[Scored]:
        """Return a spelling for each word of a line; words must be in lower case."""
        return [self._spell(words, at) for at in range(len(words))]

    def _spell(self, words: Sequence[str], at: int) -> Scored:
        form = words[at]
        entry = self._words.get(form)
        if entry is None:
            return Scored(0.0, by_letters(self._letters.get, form))
        found = list(self._candidates(entry))
        if len(found) == 1:
            return found[0]
        features = list(around(words, at))
        scored = [
            Scored(score + self._by_context(f"{form} {spelling} ", features), spelling)
            for score, spelling in found
        ]
        return max(scored, key=lambda each: (each.score, -each.spelling))

    def _candidates(self, entry: bytes) -> Iterator[Scored]:
        """Yield the spellings of an entry of the word list."""
        for spelling, bits in _ENTRY.iter_unpack(entry):
            weights = [bits >> BITS * column & MOST for column in range(3)]
            own = weights[self._column]
            score = STEP * own if own else STEP * max(weights) - ELSEWHERE
            yield Scored(score, spelling)

    def _by_context(self, choice: str, features: Sequence[str]) -> float:
        """Return the score of a choice by the words around it."""
        total = 0
        for feature in features:
            value = self._context.get(choice + feature)
            if value:
                total += value[0] - 128
        return total / SCALE


class Lookup(Protocol):
    """The lookup of a table."""

    def __call__(self, text: str, /) -> bytes | None:
        """Return the value of a text, or None."""


def by_letters(get: Lookup, form: str) -> int:
    """Return the number of the spelling that the letters of a word suggest; 0 if none is clear."""
    spelling, weight = 0, 1
    for place in places(form):
        found = b"\0"
        for view in windows(form, place):
            found = get(view) or found
        choice, share = found[0] & 3, (found[0] >> 2) / 63
        if choice > len(place.choices) or share < CLEAR:
            choice = 0
        spelling += weight * choice
        weight *= len(place.choices) + 1
    return spelling


def serialised_choice(choice: int, share: float) -> bytes:
    """Return a choice of letter and its share among similar words, for `by_letters`."""
    return bytes([choice | int(share * 63) << 2])


def serialised_spelling(spelling: int, weights: Sequence[int]) -> bytes:
    """Return a spelling and its weights by language, for the word list."""
    return _ENTRY.pack(spelling, sum(weight << BITS * i for i, weight in enumerate(weights)))
