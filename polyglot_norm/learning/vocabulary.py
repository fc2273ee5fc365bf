"""Words of the languages of a model, read out of its weights.

A model has no text, but it knows the words that were frequent in its training: each has a row, and
so have most n-grams of it. So the words that could be mistaken for those of a new language are
found by spelling on: letter by letter, along the trigrams of the new language, as long as the model
knows the n-grams, and a word is one that has a row of its own. A hash collides with a row in one of
ten thousand tries. They are what a new language is distinguished from; measured against text of all
languages in their place, nothing is lost (docs/learning.md).
"""

from __future__ import annotations

import math
import random
import struct
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from polyglot_norm.language.model import Table
from polyglot_norm.language.ngrams import EDGES, MULTIPLIERS

TRIGRAM, LONGEST_NGRAM = 3, 5
"""The n-grams that are looked at: all tables have both."""

LETTERS: Final = 12
"""The longest word that is spelt."""

BREADTH: Final = 60_000
"""The beginnings of words that are spelt on; of more, so many are drawn."""

BEGIN, END = EDGES
MULTIPLIER, WHOLE = MULTIPLIERS
_MASK: Final = (1 << 64) - 1

_Beginning = tuple[tuple[int, ...], float]
"""The letters that a word begins with, and how probable they are in words of the new language."""


class KnownRows:
    """The n-grams that a table has rows for, by what is kept of their hashes."""

    def __init__(self, table: Table) -> None:
        self._bits = table.bits
        self._keys = set(_keys(table))

    def has(self, mixed: int) -> bool:
        """Return True if there is a row for an n-gram whose letters were mixed to a number."""
        return (mixed >> (64 - self._bits) << 16 | mixed >> 32 & 0xFFFF) in self._keys


def _keys(table: Table) -> Iterator[int]:
    """Yield bucket and marks of each row, as `table_layout` describes them."""
    data = bytes(table.data)
    for bucket, start in enumerate(struct.unpack_from(f"<{1 << table.bits}I", data)):
        rows = data[start]
        low = data[start + 1 : start + 1 + rows]
        high = data[start + 1 + rows : start + 1 + 2 * rows]
        for one, other in zip(low, high, strict=True):
            yield bucket << 16 | other << 8 | one


def known_words(table: Table, words: Iterable[str]) -> list[str]:
    """Return words that a table knows and that are spelt with the trigrams of other words.

    >>> from polyglot_norm.language.model import Model
    >>> cyrillic = Model.open().table("Cyrl")
    >>> found = known_words(cyrillic, ["година", "вода", "водена", "денот", "тогаш"])
    >>> "вода" in found, "вдо" in found
    (True, False)
    """
    rows = KnownRows(table)
    follows = _followers(words)
    chance = random.Random(0)  # noqa: S311
    found: list[str] = []
    beginnings: list[_Beginning] = [((BEGIN, first), odds) for first, odds in follows[(BEGIN,)]]
    for _ in range(LETTERS):
        longer: list[_Beginning] = []
        for letters, so_far in beginnings:
            mixed = _mixed(letters[1 - LONGEST_NGRAM :])
            is_short = len(letters) < LONGEST_NGRAM - 1
            for letter, odds in follows.get(letters[1 - TRIGRAM :], ()):
                is_whole = letter == END and len(letters) == LONGEST_NGRAM - 1
                known = is_short or is_whole or rows.has((mixed + letter) * MULTIPLIER & _MASK)
                if letter == END:
                    if known and rows.has(_mixed(letters[1:], WHOLE)):
                        found.append("".join(map(chr, letters[1:])))
                elif known:
                    longer.append(((*letters, letter), so_far + odds))
        beginnings = longer
        if len(longer) > BREADTH:
            # Drawn in proportion to their probability, none of them twice (Gumbel's trick).
            ranks = [odds - math.log(-math.log(chance.random())) for _, odds in longer]
            least = sorted(ranks)[-BREADTH]
            beginnings = [one for one, rank in zip(longer, ranks, strict=True) if rank >= least]
    return found


def _followers(words: Iterable[str]) -> Mapping[tuple[int, ...], Sequence[tuple[int, float]]]:
    """Return the letters that follow two others in words, each with its log-probability.

    Those that words begin with follow ``BEGIN``.
    """
    found: dict[tuple[int, ...], Counter[int]] = defaultdict(Counter)
    for word in words:
        letters = (BEGIN, *map(ord, word), END)
        found[(BEGIN,)][letters[1]] += 1
        for at in range(len(letters) - TRIGRAM + 1):
            found[letters[at : at + TRIGRAM - 1]][letters[at + TRIGRAM - 1]] += 1
    return {
        before: [
            (letter, math.log(count / after.total())) for letter, count in sorted(after.items())
        ]
        for before, after in found.items()
    }


def _mixed(letters: Sequence[int], mixed: int = 0) -> int:
    """Return what `ngrams` mixes letters to, before it takes the highest bits."""
    for letter in letters:
        mixed = (mixed + letter) * MULTIPLIER & _MASK
    return mixed
