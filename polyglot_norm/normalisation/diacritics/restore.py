"""Which spellings a line of bare words most likely has.

A word of the list is spelt as it is most often in its language; where it may be several words, the
words around it have a say. A word that is not in the list is spelt by its letters, as words like
it are, if that is clear.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, Protocol

from polyglot_norm.normalisation.diacritics.context import around, windows
from polyglot_norm.normalisation.diacritics.hash_tables import HashTables
from polyglot_norm.normalisation.diacritics.spelling import places

LANGUAGES: Final = {"sr-Latn": ("bcs", 0), "hr": ("bcs", 1), "bs": ("bcs", 2), "sl": ("sl", 0)}
"""From a tag to the tables that serve it, and which of their weights."""

UNDECIDED: Final = "sh-Latn"
"""Bosnian, Croatian or Serbian: the one that explains the line best is taken."""

STEP, BITS = 0.4, 5
"""Weights of words are logarithms in steps of so many nats, 0 to 31; 0 is for none."""

MOST: Final = (1 << BITS) - 1

SCALE: Final = 16
"""What neighbours say is in steps of 1/16 nat."""

ELSEWHERE: Final = 2.0
"""In nats, what a word is worth less that is known of the sister languages only."""

CLEAR: Final = 0.75
"""The share of words like it that must have a letter marked, for a word that is not in the list."""

_ENTRY: Final = struct.Struct("<HH")


class Scored(NamedTuple):
    """A spelling, by its number, and its logarithm of probability but for a constant."""

    score: float
    spelling: int


class Restorer:
    """Restores the marks of one language, from open tables."""

    def __init__(self, tables: HashTables, lang: str) -> None:
        group, self._column = LANGUAGES[lang]
        self._words = tables.by_name[f"{group} words"]
        self._letters = tables.by_name[f"{group} letters"]
        self._context = tables.by_name[f"{group} context"]

    def spell(self, words: Sequence[str]) -> list[Scored]:
        """A spelling for each word of a line; words are in small letters."""
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
            Scored(score + self._said(f"{form} {spelling} ", features), spelling)
            for score, spelling in found
        ]
        return max(scored, key=lambda each: (each.score, -each.spelling))

    def _candidates(self, entry: bytes) -> Iterator[Scored]:
        """The spellings of an entry of the word list."""
        for spelling, packed in _ENTRY.iter_unpack(entry):
            weights = [packed >> BITS * column & MOST for column in range(3)]
            own = weights[self._column]
            score = STEP * own if own else STEP * max(weights) - ELSEWHERE
            yield Scored(score, spelling)

    def _said(self, choice: str, features: Sequence[str]) -> float:
        """What the words around say for a choice."""
        total = 0
        for feature in features:
            value = self._context.get(choice + feature)
            if value:
                total += value[0] - 128
        return total / SCALE


class Lookup(Protocol):
    """A table's look-up."""

    def __call__(self, text: str, /) -> bytes | None:
        """The value of a text, or None."""


def by_letters(get: Lookup, form: str) -> int:
    """The number of the spelling that the letters of a word suggest; 0 where nothing is clear."""
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


def packed_choice(choice: int, share: float) -> bytes:
    """A choice of letter and its share among like words, as `by_letters` reads it."""
    return bytes([choice | int(share * 63) << 2])


def packed_spelling(spelling: int, weights: Sequence[int]) -> bytes:
    """A spelling and its weights by language, as the word list holds them."""
    return _ENTRY.pack(spelling, sum(weight << BITS * i for i, weight in enumerate(weights)))
