"""Stretches of words: of the text to learn from, and of the words of each known language."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Final

KINDS: Final = (0.3, 0.2, 0.25, 0.25)
"""Shares of stretches of one word, two, three to five, and six to fifteen."""

OF_LANGUAGES: Final = 1.5
"""The power of the words of a language by which it is drawn. With 0.5, relatives lose three times
as much."""


def _length(chance: random.Random) -> int:
    shortest, longest = chance.choices(((1, 1), (2, 2), (3, 5), (6, 15)), KINDS)[0]
    return chance.randint(shortest, longest)


def of_lines(lines: Sequence[Sequence[str]], count: int, seed: int) -> list[Sequence[str]]:
    """Return stretches drawn from lines; a line that is too short is taken whole."""
    chance = random.Random(seed)  # noqa: S311
    found = []
    for line in chance.choices(lines, [len(line) for line in lines], k=count):
        length = min(_length(chance), len(line))
        start = chance.randrange(len(line) - length + 1)
        found.append(line[start : start + length])
    return found


def of_vocabularies(
    words: Mapping[int, Sequence[str]], count: int, seed: int
) -> list[Sequence[str]]:
    """Return stretches, each of words drawn from one of some vocabularies.

    A language with many words that could be mistaken is drawn more often, and so are short words.
    """
    chance = random.Random(seed)  # noqa: S311
    labels = sorted(words)
    if not labels:
        return []
    shares = [len(words[label]) ** OF_LANGUAGES for label in labels]
    often = {label: list(accumulate(1 / len(word) for word in words[label])) for label in labels}
    return [
        chance.choices(words[label], cum_weights=often[label], k=_length(chance))
        for label in chance.choices(labels, shares, k=count)
    ]


def by_language(
    words: Mapping[int, Sequence[str]], lengths: tuple[int, int], count: int, seed: int
) -> list[Sequence[str]]:
    """Return stretches of some lengths, as many of each vocabulary."""
    chance = random.Random(seed)  # noqa: S311
    return [
        chance.choices(mine, k=chance.randint(*lengths))
        for _, mine in sorted(words.items())
        for _ in range(count // len(words))
    ]
