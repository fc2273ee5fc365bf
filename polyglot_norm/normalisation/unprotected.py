"""Edits restricted to unprotected text: links, mentions and code would break if changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from polyglot_norm.align.aligned import Edit
from polyglot_norm.records import ProtectedSpan
from polyglot_norm.text.lines import Lines
from polyglot_norm.text.protect import find_protected

_LONG = 1 << 16
"""Longer texts are searched again, which costs less than keeping them."""


def protected_spans(text: str) -> tuple[ProtectedSpan, ...]:
    """Return the protected spans of a text; those of the last few short texts are cached.

    >>> [span.kind for span in protected_spans("Пиши на ana@example.org!")]
    ['email']
    """
    return find_protected(text) if len(text) > _LONG else _cached(text)


@lru_cache(maxsize=8)
def _cached(text: str) -> tuple[ProtectedSpan, ...]:
    return find_protected(text)


def unprotected(
    text: str, edits: Iterable[Edit], *, words: re.Pattern[str] | None = None
) -> Iterator[Edit]:
    """Yield the edits that touch no protected span except emoji (see `find_protected`).

    ``words`` matches text that looks like a link but is a word. Only lines with an edit are
    searched, since no protected span crosses a line break.

    >>> edits = [Edit(0, 1, "С", "s"), Edit(11, 12, "с", "s")]
    >>> list(unprotected("C сајта https://c.rs", edits))
    [Edit(start=0, end=1, replacement='С', rule='s')]
    """
    lines = Lines(text)
    line = (0, 0)
    spans: list[tuple[int, int]] = []
    for edit in edits:
        if edit.start >= line[1]:
            line = lines.around(edit.start)
            spans = _spans(text[slice(*line)], line[0], words)
        while spans and spans[-1][1] <= edit.start:
            spans.pop()
        if not spans or edit.end <= spans[-1][0]:
            yield edit


def _spans(line: str, offset: int, words: re.Pattern[str] | None) -> list[tuple[int, int]]:
    """Return the start and end in the text of each protected span of a line, the last first."""
    return [
        (span.start + offset, span.end + offset)
        for span in reversed(protected_spans(line))
        if span.kind != "emoji" and not (words and words.fullmatch(line, span.start, span.end))
    ]
