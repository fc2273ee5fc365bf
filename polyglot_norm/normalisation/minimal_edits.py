"""Edits that cover no more than the characters they change."""

from __future__ import annotations

from polyglot_norm.align.aligned import Edit


def minimal_edit(start: int, before: str, after: str, rule: str) -> Edit:
    """Return the smallest edit that replaces ``before``, which starts at ``start``, by ``after``.

    Their common prefix and suffix are not part of it.

    >>> minimal_edit(7, "дан", "дани", "plural")
    Edit(start=10, end=10, replacement='и', rule='plural')
    """
    if not (before and after) or (before[0] != after[0] and before[-1] != after[-1]):
        return Edit(start, start + len(before), after, rule)  # nearly always
    left = _common(before, after)
    right = _common(before[left:][::-1], after[left:][::-1])
    return Edit(start + left, start + len(before) - right, after[left : len(after) - right], rule)


def _common(one: str, other: str) -> int:
    """Return the length of the common prefix."""
    for i, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return i
    return min(len(one), len(other))
