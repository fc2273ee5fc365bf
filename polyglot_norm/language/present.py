"""Which languages does a block of text hold? Grown one by one, each with a minimum of evidence.

Told the languages of a text, cutting it into spans is easy; so the set is found first. A language
that explains a few stretches better than those already in the set does is added if that is worth
its price. The price falls for a language that the blocks before held, and for one hinted at.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from polyglot_norm.language.model import SCALE, Table
from polyglot_norm.language.path import Chunks, Costs
from polyglot_norm.language.score import Scorer

COSTS = Costs(
    change=tuple(SCALE * nats for nats in (40, 8, 7, 4, 3, 2, 1)),
    language=14 * SCALE,
    least=3 * SCALE,
)

SEEN_BEFORE = 0.4
"""What is left of the price of a language that an earlier block held."""

MOST_LANGUAGES = 12
"""So many languages in one block and one script are enough for any text."""

FORBIDDEN = -(1 << 28)
"""The prior of a label that the options do not allow."""


def find_languages(
    scorer: Scorer,
    table: Table,
    numbers: array[int],
    gaps: array[int],
    prior: Sequence[int],
    seen: set[int],
    costs: Costs = COSTS,
) -> list[int]:
    """The labels of a table that a block holds, the one that explains most of it first."""
    change = array("i", costs.change)
    chunks = Chunks(scorer.rows, scorer.width, len(table.tags), numbers, gaps, change)
    totals = [total + bonus for total, bonus in zip(chunks.totals(), prior, strict=True)]
    main = max(range(len(totals)), key=totals.__getitem__)
    chosen = [main]
    chunks.begin(main)
    while len(chosen) < MOST_LANGUAGES:
        gains = chunks.gains(costs.least)
        best = max(
            range(len(gains)), key=lambda label: gains[label] - _price(label, prior, seen, costs)
        )
        if best in chosen or gains[best] <= _price(best, prior, seen, costs):
            break
        chosen.append(best)
        chunks.add(best)
    return chosen


def _price(label: int, prior: Sequence[int], seen: set[int], costs: Costs) -> float:
    if prior[label] <= FORBIDDEN:
        return float("inf")
    return costs.language * (SEEN_BEFORE if label in seen else 1.0) - prior[label]
