"""The costs of another language: what it must explain better to be found in a text.

Costs are whole numbers, like log-odds, in steps of 1/``SCALE`` of a natural logarithm. They were
found by random search over pages composed of development sentences, and over the mixed sentences
of the corpus; docs/engine.md has the results.
"""

from __future__ import annotations

from typing import NamedTuple

from polyglot_norm.language.model import SCALE


class Costs(NamedTuple):
    """The costs of changing the language between two words, for decoding."""

    calm: tuple[int, ...]
    """A change of language in calm text, by the kind of gap from HYPHEN to LINE."""
    mixed: tuple[int, ...]
    """The same in text that mixes languages."""
    stay: int
    """Each word of mixed text."""
    enter: int
    """Taking text for mixed, at its start or at the end of a sentence."""


COSTS = Costs(
    calm=tuple(int(SCALE * nats) for nats in (24, 9.5, 5, 6.4, 1, 4.1, 0.65, 2.5)),
    mixed=tuple(int(SCALE * nats) for nats in (24, 1.5, 0.75, 0.8, 2.5, 4.1, 0.35, 0.9)),
    stay=int(SCALE * 0.26),
    enter=int(SCALE * 3),
)

FEW = 4
"""The number of allowed languages up to which a block is taken to contain them all: someone who
names so few knows what the text contains."""

COSTS_OF_FEW = COSTS._replace(enter=int(SCALE * 0.2))
"""The costs among so few languages, where text that mixes them is no surprise."""

LANGUAGE = int(SCALE * 4.5)
"""The price of adding a language to the set of a block of ``SHORT`` words."""

SHORT = 32

DOUBLING = 1.1 * SCALE
"""The addition to that price when the number of words doubles: a block of twice the words has twice
the chances to resemble some other language."""

CHEAPEST = 4 * SCALE
"""The least price, for a block of a few words. It must exceed the discount of a common language,
which would otherwise be added to every such block for nothing."""

SEEN_BEFORE = 0.5
"""The part of the price that remains for a language that an earlier block contained."""

PRIOR_WEIGHT = 1.8
"""The discount of a common language, and the surcharge of a rare one, in terms of how often it is
met."""

UNAFFORDABLE = 1 << 28
"""A price that no language can pay."""

FORBIDDEN = -UNAFFORDABLE
"""The prior of a language that the options do not allow."""
