"""Logistic regression of one column of weights beside those of a model, which stay as they are."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from typing import Final, NamedTuple

EPOCHS: Final = 8
RATE: Final = 0.4
FIRST_SUM: Final = 0.05
"""AdaGrad's sum of squares before the first step."""

LARGEST: Final = 3.9
"""The largest weight, in natural logarithms: one byte holds it."""


class Example(NamedTuple):
    """A stretch of words: the rows of its n-grams, its log-odds without them, what it should be."""

    rows: Sequence[int]
    offset: float
    target: int


def fit(examples: Sequence[Example], rows: int) -> list[float]:
    """Return the weights of so many rows by which examples are distinguished.

    >>> examples = [Example([0], 0.0, 1), Example([1], 0.0, 0), Example([0, 1], 1.0, 1)]
    >>> first, second = fit(examples * 50, 2)
    >>> first > 1 > 0 > second
    True
    """
    weights = [0.0] * rows
    sums = [FIRST_SUM] * rows
    chance = random.Random(0)  # noqa: S311
    order = list(examples)
    for epoch in range(EPOCHS):
        chance.shuffle(order)
        _descend(order, weights, sums, RATE * (EPOCHS - epoch) / EPOCHS)
    return weights


def _descend(
    examples: Sequence[Example], weights: list[float], sums: list[float], rate: float
) -> None:
    """Go once through the examples."""
    for rows, offset, target in examples:
        logit = offset
        for row in rows:
            logit += weights[row]
        slope = 1 / (1 + math.exp(-max(-30.0, min(30.0, logit)))) - target
        if abs(slope) < 0.001:
            continue
        square = slope * slope
        for row in rows:
            sums[row] += square
            moved = weights[row] - rate * slope / math.sqrt(sums[row])
            weights[row] = max(-LARGEST, min(LARGEST, moved))
