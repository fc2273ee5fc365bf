"""Markdown tables."""

from __future__ import annotations

from collections.abc import Sequence


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table; the first column is text, the others are numbers.

    >>> print(table(["", "a"], [["x", "1"]]))
    |  | a |
    |:--|--:|
    | x | 1 |
    """
    marks = [":--"] + ["--:"] * (len(head) - 1)
    lines = [_line(head), "|" + "|".join(marks) + "|", *map(_line, rows)]
    return "\n".join(lines)


def percent(share: float | None, digits: int = 1) -> str:
    """Return a share as a percentage, or a dash.

    >>> percent(0.9961), percent(0.99961, 2), percent(None)
    ('99.6', '99.96', '–')
    """
    return "–" if share is None else f"{100 * share:.{digits}f}"


def number(value: float | None, digits: int = 3) -> str:
    """Return a number, or a dash.

    >>> number(0.01234), number(None)
    ('0.012', '–')
    """
    return "–" if value is None else f"{value:.{digits}f}"


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
