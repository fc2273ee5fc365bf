"""Edits no larger than what they change."""

from __future__ import annotations

from polyglot_norm.align.aligned import Edit


def local_edit(start: int, before: str, after: str, rule: str) -> Edit:
    """The edit that makes ``after`` of ``before``, which stands at ``start``, and touches least.

    What both begin with, and end with, stays out of it.

    >>> local_edit(7, "дан", "дани", "plural")
    Edit(start=10, end=10, replacement='и', rule='plural')
    """
    if not (before and after) or (before[0] != after[0] and before[-1] != after[-1]):
        return Edit(start, start + len(before), after, rule)  # nearly always
    left = _same(before, after)
    right = _same(before[left:][::-1], after[left:][::-1])
    return Edit(start + left, start + len(before) - right, after[left : len(after) - right], rule)


def _same(one: str, other: str) -> int:
    """How many characters both begin with."""
    for i, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return i
    return min(len(one), len(other))
