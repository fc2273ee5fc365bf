"""Which languages does a block of text hold? Grown one by one, each with a minimum of evidence.

Told the languages of a text, cutting it into spans is easy; so the set is found first. Beginning
with the language that explains most, one is added while the best path through the words gains
more by it than its price. The price falls for a language that an earlier block held, and for one
that is common or hinted at.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence

from polyglot_norm.language.model import SCALE, Table
from polyglot_norm.language.path import Costs, path_score
from polyglot_norm.language.score import Scorer
from polyglot_norm.language.sums import Chunks

# Found by random search over pages composed of development sentences, and over the mixed sentences
# of the corpus (docs/engine.md).
COSTS = Costs(
    calm=tuple(int(SCALE * nats) for nats in (24, 14, 5.4, 1.2, 3, 1.3, 0.6)),
    mixed=tuple(int(SCALE * nats) for nats in (24, 1.5, 1.6, 0.75, 1.4, 0.5, 1.05)),
    stay=int(SCALE * 0.36),
    enter=int(SCALE * 5),
    language=int(SCALE * 9),
)
FLAT_COSTS = COSTS.flat()

DOUBLING = 1.7 * SCALE
"""By how much a language is dearer in a block of twice the words, which has twice the chances to
look as if it held another one; ``COSTS.language`` is for ``SHORT`` words."""

SHORT = 32

CHEAPEST = 4 * SCALE
"""The price in a block of a few words: the discount of a common language must not exceed it, or
that language would be added to every such block for nothing."""

SEEN_BEFORE = 0.5
"""What is left of the price of a language that an earlier block held."""

PRIOR_WEIGHT = 1.5
"""How many times its prior makes a common language cheaper, and a rare one dearer."""

MOST_LANGUAGES = 12
"""So many languages in one block and one script are enough for any text."""

FEW = 4
"""So few allowed languages are all taken into the set: the user has said what is there."""

CANDIDATES = 8
"""Languages tried at most before it is said that none is left."""

COMPARED = 2
"""Languages worth adding that are tried before the better is added."""

PROMISING = 0.5
"""What of its price a language must gain where every four words may choose for themselves."""

UNAFFORDABLE = 1 << 28
"""A price that no language can pay."""

LEAST = 2 * SCALE
"""By how much four words must be explained better to count for that."""

FORBIDDEN = -UNAFFORDABLE
"""The prior of a label that the options do not allow."""


def find_languages(
    scorer: Scorer,
    table: Table,
    numbers: array[int],
    gaps: array[int],
    prior: array[int],
    extra: array[int],
    allowed: Sequence[int],
    seen: set[int],
) -> list[int]:
    """The labels of a table that a block holds, the one that explains most of it first.

    ``allowed`` are the labels whose ``prior`` is not FORBIDDEN, one at least; ``extra`` are the
    ``extra_prices`` of ``prior``.
    """
    chunks = Chunks(scorer.rows, scorer.width, len(table.tags), numbers, gaps)
    chosen = [chunks.main(prior)]
    if len(allowed) <= FEW:
        return [*chosen, *(label for label in allowed if label != chosen[0])]
    price = max(CHEAPEST, int(COSTS.language + DOUBLING * math.log2(len(numbers) / SHORT)))
    extra = extra[:]
    for label in seen:
        extra[label] -= int((1 - SEEN_BEFORE) * price)
    extra[chosen[0]] = UNAFFORDABLE

    def score(labels: list[int]) -> int:
        states = array("i", labels)
        return path_score(scorer.rows, scorer.width, numbers, gaps, states, FLAT_COSTS)

    base: int | None = None
    while len(chosen) < MOST_LANGUAGES:
        worth: list[tuple[int, int, int]] = []
        for label in chunks.promising(price, extra, PROMISING, LEAST)[:CANDIDATES]:
            if base is None:
                base = score(chosen)
            reached = score([*chosen, label])
            gain = reached - base - price - extra[label]
            if gain > 0:
                worth.append((gain, -label, reached))
                if len(worth) == COMPARED:
                    break
            else:
                # The more languages there are, the less another one gains.
                extra[label] = UNAFFORDABLE
        if not worth:
            break
        _, best, base = max(worth)
        chosen.append(-best)
        extra[-best] = UNAFFORDABLE
        chunks.add(-best)
    return chosen


def extra_prices(prior: array[int]) -> array[int]:
    """What each label of a table costs more than the price of its block, by its prior."""
    return array("i", [min(UNAFFORDABLE, int(-PRIOR_WEIGHT * bonus)) for bonus in prior])
