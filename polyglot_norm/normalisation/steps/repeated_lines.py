"""The furniture of a page: lines that come again and again, such as menus, goes after its first.

It needs the whole page, and so finds nothing in a segment of a line; normalise the page itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Final

from polyglot_norm.align.aligned import Edit
from polyglot_norm.normalisation.steps import Trigger

_OFTEN: Final = 3
"""Twice may be a refrain or a quotation."""


def trigger() -> Trigger:
    """More than one line."""
    return Trigger("\n\r\v\f\N{NEXT LINE}\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}")


def repeated_lines(text: str, _lang: str | None) -> Iterator[Edit]:
    r"""Lines that a page holds three times or more go, but for the first of each.

    >>> page = "Одговори\nДобро јутро!\nОдговори\nДобро вече!\nОдговори\n"
    >>> [(e.start, e.end) for e in repeated_lines(page, None)]
    [(22, 31), (43, 52)]
    """
    lines = [(match.span(), _told_by(match[0])) for match in _line().finditer(text)]
    often = {line for line, n in Counter(line for _, line in lines).items() if n >= _OFTEN and line}
    met: set[str] = set()
    for (start, end), line in lines:
        if line in met:
            yield Edit(start, end, "", "repeated_lines")
        elif line in often:
            met.add(line)


def _told_by(line: str) -> str:
    """What makes two lines the same; nothing for a line without a letter or digit, a mere rule."""
    return " ".join(line.split()) if _word().search(line) else ""


@cache
def _line() -> re.Pattern[str]:
    breaks = "\n\v\f\r\N{NEXT LINE}\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}"
    return re.compile(rf"[^{breaks}]*+(?:\r\n|[{breaks}])|[^{breaks}]+")


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W_]")
