"""One label for a text by the model alone, without the rest of the engine."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any, NamedTuple

from polyglot_norm.language.model import SCALE, Model, Table
from polyglot_norm.language.scorer import Scorer
from polyglot_norm.text.character_tables import SCRIPTS
from polyglot_norm.text.words import scan


class Guess(NamedTuple):
    """A tag, its probability, and the share of longer n-grams that the model does not know."""

    tag: str
    probability: float
    unseen: float


class Classifier:
    """Guesses the language of one text at a time; for one thread."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.scorers: dict[str, Scorer] = {}

    def guess(self, text: str) -> Guess:
        """Return the likeliest tag in the script that most of the letters are in."""
        words = scan(text)
        letters: Counter[str] = Counter()
        for at in range(0, len(words), 3):
            letters[SCRIPTS[words[at + 2]]] += words[at + 1] - words[at]
        if any(script in ("Hira", "Kana") for script in letters):
            return Guess("ja", 1.0, 0.0)
        for script, count in letters.most_common():
            table = self.model.table(script)
            if table is not None:
                return self._by_table(text, words, script, table, count)
            if script in self.model.owners:
                return Guess(self.model.owners[script], 1.0, 0.0)
        return Guess("und", 1.0, 0.0)

    def _by_table(self, text: str, words: Any, script: str, table: Table, letters: int) -> Guess:
        if script not in self.scorers:
            self.scorers[script] = Scorer(table)
        scorer = self.scorers[script]
        numbers = scorer.number(text, words)
        if len(numbers) < len(words) // 3:
            scorer.clear()
            numbers = scorer.number(text, words)
        *sums, unseen, ngrams = scorer.sums(numbers, 0, len(numbers))
        divisor = SCALE * table.temperature(letters)
        logits = [
            (score + prior) / divisor for score, prior in zip(sums, table.priors, strict=True)
        ]
        top = max(logits)
        norm = sum(math.exp(logit - top) for logit in logits)
        return Guess(table.tags[logits.index(top)], 1 / norm, unseen / max(1, ngrams))
