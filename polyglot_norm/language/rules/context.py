"""A stretch of a line and those beside it."""

from __future__ import annotations

from collections.abc import Sequence

from polyglot_norm.language.labels import Stretch


def beside(line: Sequence[Stretch], at: int) -> tuple[Stretch, ...]:
    """Return the stretches directly before and after one, those that exist."""
    return (*line[max(0, at - 1) : at], *line[at + 1 : at + 2])


def relabelled(stretch: Stretch, hosts: Sequence[Stretch]) -> Stretch:
    """Return a stretch with the label of the longest of some others, the first of equals."""
    return stretch._replace(label=max(hosts, key=lambda host: host.letters).label)


def word_count(text: str, stretch: Stretch) -> int:
    """Return the number of words of a stretch, as white space separates them."""
    return len(text[stretch.start : stretch.end].split())
