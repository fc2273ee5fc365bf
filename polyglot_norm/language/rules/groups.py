# cython: initializedcheck=False
"""Close relatives with one label for text that does not decide between them.

Bosnian, Croatian and Serbian in Latin script share most of their words: where none of them clearly
leads, the label is that of the group, ``sh-Latn``. The groups are a column of
``data/languages.tsv``.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef"

from __future__ import annotations

from collections.abc import Mapping

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.language.labels import Constraints
from polyglot_norm.language.traits import group_of

if cython.compiled:
    from cython.cimports.polyglot_norm.language.rules.context import (
        beside,
        has_at_most,
        relabelled,
    )
    from cython.cimports.polyglot_norm.language.stretch import Stretch
else:
    from polyglot_norm.language.rules.context import beside, has_at_most, relabelled
    from polyglot_norm.language.stretch import Stretch

SERBO_CROATIAN = "sh-Latn"
"""The group with an option of its own, `Options.serbo_croatian`."""

DECIDED_SHARE = 0.75
"""The share of a group's probability that one member needs to be named."""

MOST_UNDECIDED = 3
"""The most undecided words in a row that take the label of the member beside them."""


def merge(probabilities: Mapping[str, float], constraints: Constraints) -> Mapping[str, float]:
    """Return the probabilities with those of undecided relatives added up under their group.

    >>> free = Constraints(None, {}, "auto", 0.1)
    >>> merge({"hr": 0.5, "sr-Latn": 0.25, "sl": 0.25}, free)
    {'sl': 0.25, 'sh-Latn': 0.75}
    """
    for group in sorted({group_of()[tag] for tag in probabilities if tag in group_of()}):
        members = {tag: p for tag, p in probabilities.items() if group_of().get(tag) == group}
        if not _is_decided(group, members, constraints):
            rest = {tag: p for tag, p in probabilities.items() if tag not in members}
            probabilities = rest | {group: sum(members.values()) + rest.get(group, 0.0)}
    return probabilities


def _is_decided(group: str, members: Mapping[str, float], constraints: Constraints) -> bool:
    """Return True if the members of a group keep their own labels."""
    choice = choice_for(group, constraints)
    if choice == "auto":
        return max(members.values()) >= DECIDED_SHARE * sum(members.values())
    return choice == "split"


def choice_for(group: str, constraints: Constraints) -> str:
    """Return when the members of a group keep their own labels.

    ``split``: always; ``merge``: never, as where the group is allowed and none of them is;
    ``auto``: where one of them leads.
    """
    allowed = constraints.allowed
    if allowed is not None and group not in allowed:
        return "split"
    if allowed is not None and not any(group_of().get(tag) == group for tag in allowed):
        return "merge"
    return constraints.serbo_croatian if group == SERBO_CROATIAN else "auto"


def join_undecided(text: str, line: list[Stretch]) -> list[Stretch]:
    """Label a few undecided words as the member of their group that stands beside them."""
    groups = group_of()
    undecided = frozenset(groups.values())
    joined = list(line)
    at: cython.Py_ssize_t
    for at in range(len(joined)):
        stretch: Stretch = joined[at]
        group = stretch.lang
        if group not in undecided:
            continue
        members = [s for s in beside(joined, at) if groups.get(s.lang) == group]
        if members and has_at_most(text, stretch, MOST_UNDECIDED):
            joined[at] = relabelled(stretch, members)
    return joined
