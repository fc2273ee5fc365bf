"""A label: what words were found to be in, with its probability and what else they may be."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from polyglot_norm.language.tags import UNDETERMINED, known, script_of
from polyglot_norm.records import Candidate

Allowed = frozenset[str] | None
"""The tags that an answer may hold, None for all."""

GROUP = "sh-Latn"
GROUP_MEMBERS = ("bs", "hr", "sr-Latn")
"""What is written alike in Latin script, and the tag for all where a text does not decide."""

SURE = 0.99995
"""A probability that is 1 to four digits."""

DECIDED_SHARE = 0.8
"""Of the probability of the group sh, what one member needs to be named."""


class Label(NamedTuple):
    """What a run was found to be."""

    lang: str
    script: str
    confidence: float
    candidates: tuple[Candidate, ...]


class Stretch(NamedTuple):
    """Words of one label in a line, with nothing of another between them, and their letters."""

    start: int
    end: int
    label: Label
    letters: int


class Stretches(NamedTuple):
    """The stretches of a text, in order, as numbers: a page has many.

    ``bounds`` holds the start and end of each, and the number of its label among ``labels``.
    """

    bounds: array[int]
    labels: Sequence[Label]

    @classmethod
    def of(cls, stretches: Iterable[Stretch]) -> Stretches:
        """Such of records that are in order."""
        labels: list[Label] = []
        bounds = array("q")
        for start, end, label, _ in stretches:
            bounds.extend((start, end, len(labels)))
            labels.append(label)
        return cls(bounds, labels)


class Wishes(NamedTuple):
    """The part of the options that labelling heeds, with its tags resolved."""

    allowed: Allowed
    hints: Mapping[str, float]
    serbo_croatian: str
    min_confidence: float


def settled(shares: Mapping[str, float], script: str, wishes: Wishes) -> Label:
    """The label that candidates with their probabilities come to, for words of a script."""
    if len(shares) == 1:
        ((tag, p),) = shares.items()
        if tag not in GROUP_MEMBERS and p >= max(SURE, wishes.min_confidence):
            return _sure(tag, script)
    ranked = sorted(_group_settled(shares, wishes).items(), key=lambda item: (-item[1], item[0]))
    candidates = tuple((tag, round(p, 4)) for tag, p in ranked[:3] if p >= 0.0001)
    if not candidates or candidates[0][1] < wishes.min_confidence:
        return undetermined(shares, script)
    tag, confidence = candidates[0]
    return Label(tag, script_of(tag) if tag in known() else script, confidence, candidates)


def sure(tag: str, script: str) -> Label | None:
    """The label of what can be nothing else, as most lines of most pages; None in a group."""
    return None if tag in GROUP_MEMBERS or tag not in known() else _sure(tag, script)


@lru_cache(maxsize=1024)
def _sure(tag: str, script: str) -> Label:
    return Label(tag, script_of(tag) if tag in known() else script, 1.0, ((tag, 1.0),))


def undetermined(shares: Mapping[str, float], script: str) -> Label:
    """The label of words in no language that can be named."""
    ranked = sorted(shares.items(), key=lambda item: (-item[1], item[0]))
    candidates = tuple((tag, round(p, 4)) for tag, p in ranked[:3] if p >= 0.0001)
    doubt = 1.0 - candidates[0][1] if candidates else 1.0
    return Label(UNDETERMINED, script, round(doubt, 4), candidates)


def unnamed(shares: Mapping[str, float], script: str) -> Label:
    """The label of words in a language that has a tag in the model and none here: romanised ones.

    >>> unnamed({"hi-Latn": 0.9, "id": 0.1}, "Latn")[:3]
    ('und', 'Latn', 0.9)
    """
    confidence = sum(p for tag, p in shares.items() if tag not in known())
    return undetermined(shares, script)._replace(confidence=round(confidence, 4))


def _group_settled(shares: Mapping[str, float], wishes: Wishes) -> Mapping[str, float]:
    """Bosnian, Croatian and Serbian in Latin script taken as one, unless one clearly leads."""
    members = {tag: p for tag, p in shares.items() if tag in GROUP_MEMBERS}
    mass = sum(members.values())
    if not members or wishes.serbo_croatian == "split":
        return shares
    if wishes.allowed is not None and GROUP not in wishes.allowed:
        return shares
    if wishes.serbo_croatian == "auto" and max(members.values()) >= DECIDED_SHARE * mass:
        return shares
    rest = {tag: p for tag, p in shares.items() if tag not in members}
    return rest | {GROUP: mass + rest.get(GROUP, 0.0)}
