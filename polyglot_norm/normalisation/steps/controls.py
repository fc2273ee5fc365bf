"""Remove control characters and byte-order marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from polyglot_norm.align.aligned import Edit
from polyglot_norm.normalisation.mojibake.remains import outside_damage
from polyglot_norm.normalisation.steps import Trigger

# All of Cc except TAB and line breaks (LF VT FF CR NEL), and the byte-order mark.
_CONTROLS: Final = "\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\N{ZERO WIDTH NO-BREAK SPACE}"


def trigger() -> Trigger:
    """Return the trigger: any of them."""
    return Trigger(_CONTROLS)


def controls(text: str, _lang: str | None) -> Iterator[Edit]:
    r"""Remove C0 and C1 controls and byte-order marks, but not tabs and line breaks.

    >>> list(controls("да\N{NULL}\tне", None))
    [Edit(start=2, end=3, replacement='', rule='controls')]
    """
    found = (Edit(*match.span(), "", "controls") for match in _pattern().finditer(text))
    return outside_damage(text, found)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(f"[{_CONTROLS}]+")
