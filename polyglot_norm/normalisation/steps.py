"""The normalising steps: each a generator of edits, named by what it mends."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from polyglot_norm.aligned import Edit

Step = Callable[[str, str | None], Iterator[Edit]]
"""A text and its language's tag, or None, in; edits over that text out."""


def surrogates(text: str, _lang: str | None) -> Iterator[Edit]:
    r"""Lone surrogates, which no encoding can hold, become U+FFFD.

    >>> list(surrogates("a\ud800b", None))[0].replacement
    '\ufffd'
    """
    for match in re.finditer("[\ud800-\udfff]", text):
        yield Edit(match.start(), match.end(), "\N{REPLACEMENT CHARACTER}", "surrogates")


def controls(text: str, _lang: str | None) -> Iterator[Edit]:
    r"""C0 and C1 controls and byte-order marks go; tabs and line breaks stay.

    >>> list(controls("да\N{NULL}\tне", None))
    [Edit(start=2, end=3, replacement='', rule='controls')]
    """
    for match in _controls().finditer(text):
        yield Edit(match.start(), match.end(), "", "controls")


@cache
def _controls() -> re.Pattern[str]:
    # All of Cc but TAB and what ends a line (LF VT FF CR NEL), and the byte-order mark.
    return re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\N{ZERO WIDTH NO-BREAK SPACE}]+")


def nfc(text: str, _lang: str | None) -> Iterator[Edit]:
    r"""Unicode form NFC, by a pinned version of Unicode, one edit for each cluster that changes.

    >>> [(e.start, e.end, e.replacement) for e in nfc("мои\u0306 дом", None)]
    [(2, 4, 'й')]
    """
    if text.isascii():
        return
    from unicodedata2 import normalize

    if normalize("NFC", text) == text:
        return
    for match in _clusters().finditer(text):
        composed = normalize("NFC", match[0])
        if composed != match[0]:
            yield Edit(match.start(), match.end(), composed, "nfc")


@cache
def _clusters() -> re.Pattern[str]:
    """Stretches that can be composed each by itself.

    A stretch begins at a character that neither combines nor is ever the second part of a
    composition (UAX #15); all others belong to the stretch before.
    """
    from unicodedata2 import combining, decomposition

    joins = set()
    for code in (*range(0xC0, 0x20000), *range(0x2F800, 0x2FA20)):
        char = chr(code)
        if combining(char):
            joins.add(char)
        parts = decomposition(char)
        if parts and parts[0] != "<" and " " in parts:
            joins.add(chr(int(parts.split()[1], 16)))
    joins.update(map(chr, (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))))  # Hangul V and T
    joining = "".join(sorted(map(re.escape, joins)))
    return re.compile(f"[^{joining}]?[{joining}]+|[^{joining}]", re.DOTALL)


STEPS: dict[str, Step] = {"surrogates": surrogates, "controls": controls, "nfc": nfc}
"""Every step by its name."""
