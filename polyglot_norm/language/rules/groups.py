"""Close relatives with one label for text that does not decide between them.

Bosnian, Croatian and Serbian in Latin script share most of their words: where none of them clearly
leads, the label is that of the group, ``sh-Latn``. The groups are a column of
``data/languages.tsv``.
"""

from __future__ import annotations

from collections.abc import Mapping

from polyglot_norm.language.labels import Constraints, Stretch
from polyglot_norm.language.rules.context import beside, relabelled, word_count
from polyglot_norm.language.traits import group_of

SERBO_CROATIAN = "sh-Latn"
"""The group with an option of its own, `Options.serbo_croatian`."""

DECIDED_SHARE = 0.8
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

    ``split``: always; ``merge``: never; ``auto``: where one of them leads.
    """
    if constraints.allowed is not None and group not in constraints.allowed:
        return "split"
    return constraints.serbo_croatian if group == SERBO_CROATIAN else "auto"


def join_undecided(text: str, line: list[Stretch]) -> list[Stretch]:
    """Label a few undecided words as the member of their group that stands beside them."""
    line = list(line)
    for at, stretch in enumerate(line):
        group = stretch.label.lang
        members = [s for s in beside(line, at) if group_of().get(s.label.lang) == group]
        if members and word_count(text, stretch) <= MOST_UNDECIDED:
            line[at] = relabelled(stretch, members)
    return line
