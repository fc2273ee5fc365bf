"""Labels of stretches of words, and the constraints under which they are chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from polyglot_norm.segment import Candidate

Allowed = frozenset[str] | None
"""The tags that an answer may contain, None for all."""


class Label(NamedTuple):
    """A language with its probability, and the likeliest alternatives."""

    lang: str
    script: str
    confidence: float
    candidates: tuple[Candidate, ...]


class Constraints(NamedTuple):
    """The options that labelling respects, with their tags resolved."""

    allowed: Allowed
    hints: Mapping[str, float]
    serbo_croatian: str
    und_below: float
