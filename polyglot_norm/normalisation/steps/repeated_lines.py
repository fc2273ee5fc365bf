"""Remove repeated lines, such as those of menus, except for the first of each.

This step needs the whole page, and so finds nothing in a segment of a line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Final

from polyglot_norm.align.aligned import Edit
from polyglot_norm.normalisation.steps import Trigger
from polyglot_norm.text.lines import BREAKS, split_lines

_OFTEN: Final = 3
"""Fewer repetitions may be a refrain or a quotation."""


def trigger() -> Trigger:
    """Return the trigger: more than one line."""
    return Trigger(BREAKS)


def repeated_lines(text: str, _lang: str | None) -> Iterator[Edit]:
    r"""Remove lines that occur three times or more on a page, except for the first of each.

    >>> page = "Одговори\nДобро јутро!\nОдговори\nДобро вече!\nОдговори\n"
    >>> [(e.start, e.end) for e in repeated_lines(page, None)]
    [(22, 31), (43, 52)]
    """
    lines = split_lines(text)
    keys = [_key(text[start:end]) for start, end in lines]
    often = {key for key, count in Counter(keys).items() if count >= _OFTEN and key}
    seen: set[str] = set()
    for (start, end), key in zip(lines, keys, strict=True):
        if key in seen:
            yield Edit(start, end, "", "repeated_lines")
        elif key in often:
            seen.add(key)


def _key(line: str) -> str:
    """Return what two equal lines share: their text without spacing, or nothing without a word.

    A line without a letter or digit is a rule or a blank line, and may be repeated.
    """
    return " ".join(line.split()) if _word().search(line) else ""


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W_]")
