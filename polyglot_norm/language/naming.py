"""From the probabilities of candidate languages to one label."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from polyglot_norm.language.labels import Constraints, Label
from polyglot_norm.language.rules.groups import merge
from polyglot_norm.language.tags import UNDETERMINED, known, script_of
from polyglot_norm.language.traits import group_of
from polyglot_norm.segment import Candidate

CERTAIN = 0.99995
"""The smallest probability that rounds to 1 with four digits."""

MOST_CANDIDATES = 3

LEAST = 0.0001
"""The smallest probability that a candidate is listed with: its last digit."""


def choose(probabilities: Mapping[str, float], script: str, constraints: Constraints) -> Label:
    """Return the label of words in a script, given the probabilities of candidates.

    >>> free = Constraints(None, {}, "auto", 0.1)
    >>> choose({"ru": 0.75, "uk": 0.25}, "Cyrl", free)[:3]
    ('ru', 'Cyrl', 0.75)
    >>> choose({"hr": 0.5, "bs": 0.25, "sl": 0.25}, "Latn", free).candidates
    (('sh-Latn', 0.75), ('sl', 0.25))
    """
    if len(probabilities) == 1:
        ((tag, p),) = probabilities.items()
        if tag not in group_of() and p >= max(CERTAIN, constraints.und_below):
            return _certain(tag, script)
    candidates = _ranked(merge(probabilities, constraints))
    if not candidates or candidates[0][1] < constraints.und_below:
        return too_unsure(probabilities, script)
    tag, confidence = candidates[0]
    return Label(tag, script_of(tag) if tag in known() else script, confidence, candidates)


def certain(tag: str, script: str) -> Label | None:
    """Return the label of words that can be in no other language; None for a group's member.

    Most lines of most pages have such a label, and the same one.
    """
    return None if tag in group_of() else _certain(tag, script)


@lru_cache(maxsize=1024)
def _certain(tag: str, script: str) -> Label:
    return Label(tag, script_of(tag) if tag in known() else script, 1.0, ((tag, 1.0),))


def undetermined(probabilities: Mapping[str, float], script: str) -> Label:
    """Return the label of words that are in no language we know.

    Its confidence is the probability of that, which the languages that come nearest leave.

    >>> undetermined({"pl": 0.2, "cs": 0.1}, "Latn").candidates
    (('und', 0.8), ('pl', 0.2), ('cs', 0.1))
    """
    return _und(probabilities, script, 1.0 - max(probabilities.values(), default=0.0))


def too_unsure(probabilities: Mapping[str, float], script: str) -> Label:
    """Return the label of words whose language is too unsure to be named.

    Its confidence is that of the best candidate, so that a filter by confidence drops it.

    >>> too_unsure({"id": 0.09, "ms": 0.08}, "Latn").confidence
    0.09
    """
    return _und(probabilities, script, max(probabilities.values(), default=0.0))


def _und(probabilities: Mapping[str, float], script: str, confidence: float) -> Label:
    confidence = round(confidence, 4)
    ranked = sorted([(-p, tag) for tag, p in probabilities.items()])
    others = [(tag, round(-p, 4)) for p, tag in ranked[:2] if -p >= LEAST]
    return Label(UNDETERMINED, script, confidence, ((UNDETERMINED, confidence), *others))


def _ranked(probabilities: Mapping[str, float]) -> tuple[Candidate, ...]:
    ranked = sorted([(-p, tag) for tag, p in probabilities.items()])
    return tuple([(tag, round(-p, 4)) for p, tag in ranked[:MOST_CANDIDATES] if -p >= LEAST])
