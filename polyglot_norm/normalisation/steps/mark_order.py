"""Put Thai and Lao vowel signs and tone marks in the order in which they are read, each once.

Rendering hides the difference: `หนา้` with the tone mark typed last looks like `หน้า`, and a mark
typed twice is drawn over itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from polyglot_norm.align.aligned import Edit
from polyglot_norm.normalisation.steps import Trigger
from polyglot_norm.text.signs import Sign

_SIGNS: Final = "\u0e31\u0e34-\u0e3a\u0e47\u0eb1\u0eb4-\u0ebb"
"""Vowel signs above or below a consonant."""

_TONES: Final = "\u0e48-\u0e4b\u0ec8-\u0ecb"

_AFTER: Final = "\u0e32\u0e33\u0eb2\u0eb3"
"""Sara aa and sara am, which follow the consonant and its marks."""


def trigger() -> Trigger:
    """Return the trigger: any of the marks."""
    return Trigger(f"{_SIGNS}{_TONES}", in_ascii=False)


def signs() -> tuple[Sign, ...]:
    """Return the signs: marks in a row, but for a tone mark after a vowel sign."""
    return (
        Sign(_SIGNS, before=f"{_SIGNS}{_TONES}"),
        Sign(_TONES, before=f"{_TONES}{_AFTER}"),
    )


def mark_order(text: str, _lang: str | None) -> Iterator[Edit]:
    """Put vowel signs before tone marks, and both before sara aa; remove repeated marks.

    >>> [edit.replacement for edit in mark_order("หนา้บา้น เค้้้า", "th")]
    ['้า', '้า', '้า']
    """
    for match in _cluster().finditer(text):
        marks = dict.fromkeys((match["marks"] or match["before"] or "") + (match["tones"] or ""))
        ordered = "".join(sorted(marks, key=_is_tone)) + (match["after"] or "")
        if ordered != match[0]:
            yield Edit(match.start(), match.end(), ordered, "mark_order")


@cache
def _cluster() -> re.Pattern[str]:
    return re.compile(
        f"(?P<before>[{_SIGNS}{_TONES}]*)(?P<after>[{_AFTER}])(?P<tones>[{_TONES}]+)?"
        f"|(?P<marks>[{_SIGNS}{_TONES}]{{2,}})"
    )


def _is_tone(mark: str) -> bool:
    return re.match(f"[{_TONES}]", mark) is not None
