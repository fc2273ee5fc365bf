"""What a model says about words: the log-odds of all its languages, which a new one rivals."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from polyglot_norm.language.engine import scorer_of
from polyglot_norm.language.model import SCALE, Table
from polyglot_norm.text.characters import SCRIPTS

AS_GOOD: Final = 1.5
"""The log-odds by which a word may be less likely in a language than in the best to be its word."""

_FAR: Final = 20 * SCALE


class Rivals:
    """The languages of a table, which stay as they are."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._script = SCRIPTS.index(table.scripts[0])

    def log_odds(self, words: Sequence[str]) -> list[int]:
        """Return the log-odds of every language, in steps of the model."""
        text = " ".join(words)
        flat = array("q")
        at = 0
        for word in words:
            flat.extend((at, at + len(word), self._script))
            at += len(word) + 1
        scorer = scorer_of(self._table)
        numbers = scorer.number(text, flat)
        if len(numbers) < len(words):
            scorer.clear()
            numbers = scorer.number(text, flat)
        return scorer.sums(numbers, 0, len(numbers))[: len(self._table.tags)]

    def together(self, words: Sequence[str]) -> float:
        """Return the log-odds of all languages together, in natural logarithms."""
        found = self.log_odds(words)
        top = max(found)
        near = (odds - top for odds in found if odds > top - _FAR)
        return top / SCALE + math.log(sum(math.exp(distance / SCALE) for distance in near))

    def best(self, words: Sequence[str]) -> float:
        """Return the log-odds of the likeliest language with its prior, in natural logarithms."""
        pairs = zip(self.log_odds(words), self._table.priors, strict=True)
        return max(odds + prior for odds, prior in pairs) / SCALE

    def vocabularies(self, words: Iterable[str]) -> Mapping[int, Sequence[str]]:
        """Return the words of each language, by the index of its tag."""
        found: dict[int, list[str]] = {}
        for word in words:
            odds = self.log_odds([word])
            least = max(odds) - AS_GOOD * SCALE
            for label, value in enumerate(odds):
                if value >= least:
                    found.setdefault(label, []).append(word)
        return found
