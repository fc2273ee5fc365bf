"""Labels of stretches of words, and the constraints under which they are chosen."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from polyglot_norm.language.stretch import Stretch
from polyglot_norm.segment import Candidate

Allowed = frozenset[str] | None
"""The tags that an answer may contain, None for all."""


class Label(NamedTuple):
    """A language with its probability, and the likeliest alternatives."""

    lang: str
    script: str
    confidence: float
    candidates: tuple[Candidate, ...]


class Stretches(NamedTuple):
    """The stretches of a text, in order, as numbers: a page has many.

    ``bounds`` holds three numbers for each: its start, its end, and the index of its label in
    ``labels``.
    """

    bounds: array[int]
    labels: Sequence[Label]

    @classmethod
    def of(cls, stretches: Iterable[Stretch]) -> Stretches:
        """Return records that are in order in this form."""
        labels: list[Label] = []
        bounds = array("q")
        for stretch in stretches:
            bounds.extend((stretch.start, stretch.end, len(labels)))
            labels.append(stretch.label)
        return cls(bounds, labels)


class Constraints(NamedTuple):
    """The options that labelling respects, with their tags resolved."""

    allowed: Allowed
    hints: Mapping[str, float]
    serbo_croatian: str
    und_below: float
