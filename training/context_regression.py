"""Weights of neighbouring words for the spellings of a doubtful form, by softmax regression."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from polyglot_norm.normalisation.diacritics.context import around
from polyglot_norm.normalisation.diacritics.restore import ELSEWHERE, LANGUAGES, SCALE, STEP
from polyglot_norm.normalisation.diacritics.spelling import bare, number

LEAST_EXAMPLES = 12
ROUNDS, RATE, DECAY = 12, 0.25, 2e-3
LEAST_WEIGHT_OF_NEIGHBOUR = 4
"""Smaller weights of neighbours are dropped, in steps of 1/16 nat."""


class Example(NamedTuple):
    """A word in a sentence: its bare neighbours as features, and its spelling."""

    lang: str
    features: tuple[str, ...]
    spelling: int


def context_weights(
    texts: Mapping[str, list[list[str]]], doubtful: Mapping[str, Mapping[int, list[int]]]
) -> dict[str, bytes]:
    """Return the weights of the words around a doubtful form for each of its spellings."""
    examples: dict[str, list[Example]] = defaultdict(list)
    for lang, found in texts.items():
        for words in found:
            typed = [bare(word) for word in words]
            for at, form in enumerate(typed):
                if form in doubtful:
                    spelling = number(form, words[at])
                    if spelling is not None and spelling in doubtful[form]:
                        features = tuple(around(typed, at))
                        examples[form].append(Example(lang, features, spelling))
    table: dict[str, bytes] = {}
    for form in sorted(examples):
        if len(examples[form]) >= LEAST_EXAMPLES and len({e.spelling for e in examples[form]}) > 1:
            for choice, weight in _regression(examples[form], doubtful[form]).items():
                step = max(-127, min(127, round(weight * SCALE)))
                if abs(step) >= LEAST_WEIGHT_OF_NEIGHBOUR:
                    table[f"{form} {choice}"] = bytes([step + 128])
    return table


def _regression(examples: list[Example], spellings: Mapping[int, list[int]]) -> dict[str, float]:
    """Return weights of "spelling feature" by softmax regression; the word list is the prior."""
    seen = Counter(feature for each in examples for feature in each.features)
    learned: dict[str, float] = defaultdict(float)
    for turn in range(ROUNDS):
        rate = RATE / (1 + turn / 3)
        for each in examples:
            features = [feature for feature in each.features if seen[feature] > 1]
            scores = {
                spelling: _prior(row, LANGUAGES[each.lang][1])
                + sum(learned[f"{spelling} {feature}"] for feature in features)
                for spelling, row in spellings.items()
            }
            top = max(scores.values())
            mass = sum(math.exp(score - top) for score in scores.values())
            for spelling, score in scores.items():
                error = (spelling == each.spelling) - math.exp(score - top) / mass
                for feature in features:
                    key = f"{spelling} {feature}"
                    learned[key] += rate * (error - DECAY * learned[key])
    return learned


def _prior(row: list[int], column: int) -> float:
    return STEP * row[column] if row[column] else STEP * max(row) - ELSEWHERE
