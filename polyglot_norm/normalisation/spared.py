"""What steps leave alone: links, mentions, code and the like, which a changed letter breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from polyglot_norm.align.aligned import Edit
from polyglot_norm.records import ProtectedSpan
from polyglot_norm.text.lines import Lines
from polyglot_norm.text.protect import find_protected

_LONG = 1 << 16
"""Above this, finding them again costs less than keeping the texts."""


def protected_spans(text: str) -> tuple[ProtectedSpan, ...]:
    """The protected spans of a text, remembered for the last few short ones.

    >>> [span.kind for span in protected_spans("Пиши на ana@example.org!")]
    ['email']
    """
    return find_protected(text) if len(text) > _LONG else _remembered(text)


@lru_cache(maxsize=8)
def _remembered(text: str) -> tuple[ProtectedSpan, ...]:
    return find_protected(text)


def spared(
    text: str, edits: Iterable[Edit], *, words: re.Pattern[str] | None = None
) -> Iterator[Edit]:
    """The edits that touch nothing protected (see `find_protected`) but emoji.

    ``words`` matches what looks like a link but is a word. Only lines that hold an edit are
    looked at: no protected span is longer than its line.

    >>> edits = [Edit(0, 1, "С", "s"), Edit(11, 12, "с", "s")]
    >>> list(spared("C сајта https://c.rs", edits))
    [Edit(start=0, end=1, replacement='С', rule='s')]
    """
    lines = Lines(text)
    line = (0, 0)
    spans: list[tuple[int, int]] = []
    for edit in edits:
        if edit.start >= line[1]:
            line = lines.around(edit.start)
            spans = _protected(text[slice(*line)], line[0], words)
        while spans and spans[-1][1] <= edit.start:
            spans.pop()
        if not spans or edit.end <= spans[-1][0]:
            yield edit


def _protected(line: str, offset: int, words: re.Pattern[str] | None) -> list[tuple[int, int]]:
    """Where each protected span of a line starts and ends in the text, the last one first."""
    return [
        (span.start + offset, span.end + offset)
        for span in reversed(protected_spans(line))
        if span.kind != "emoji" and not (words and words.fullmatch(line, span.start, span.end))
    ]
