"""Languages marked on a page: ``lang`` around text in another language than the page declares."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from polyglot_norm.align.aligned import Aligned, Edit
from polyglot_norm.language.tags import NO_LANGUAGE, UNDETERMINED
from polyglot_norm.streams.containers.stretches import Stretch, joined_texts
from polyglot_norm.streams.containers.text import Text, written

_RULE: Final = "language_mark"
_END: Final = "</span>"

_SPACES: Final = ("&nbsp;", "&#160;", "&#xa0;", "&#xA0;")
"""References that stand for a space, all of one length."""
_LENGTH: Final = len(_SPACES[0])


class Label(NamedTuple):
    """A span of a text with the tag of what it becomes."""

    start: int
    end: int
    tag: str


Labels = Callable[[str], Iterable[Label]]
"""Labels the spans of a text, in order."""


def with_marks(stretch: Stretch, changed: Aligned, labels: Labels) -> Aligned:
    """Return a changed stretch with marks around what is in another language than its page."""
    marks = list(_marks(stretch, labels))
    if not marks:
        return changed
    edits = [*changed.edits, *marks]
    # An end comes before a beginning at the same place, and both before new text.
    edits.sort(key=lambda e: (e.start, e.end, e.rule != _RULE, e.replacement != _END))
    return Aligned(written(stretch.pieces), _apart(edits))


def _apart(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Yield the edits, without marks inside of a change."""
    end, skipped = 0, False
    for edit in edits:
        if edit.rule == _RULE and (edit.start < end or (skipped and edit.replacement == _END)):
            skipped = edit.replacement != _END
            continue
        end = edit.end
        yield edit


def _marks(stretch: Stretch, labels: Labels) -> Iterator[Edit]:
    text, spans = joined_texts(stretch.pieces)
    found = list(labels(text)) if text else []
    texts = iter(spans)
    first = place = 0
    for piece in stretch.pieces:
        if isinstance(piece, str):
            place += len(piece)
            continue
        start, end = next(texts)
        while first < len(found) and found[first].end <= start:
            first += 1
        if piece.lang is not None:
            near = [found[i] for i in range(first, len(found)) if found[i].start < end]
            inside = [Label(max(a, start) - start, min(b, end) - start, t) for a, b, t in near]
            for low, high, tag in _runs(piece, inside):
                yield Edit(place + low, place + low, f'<span lang="{tag}">', _RULE)
                yield Edit(place + high, place + high, _END, _RULE)
        place += len(piece.meaning.source)


def _runs(piece: Text, labels: Iterable[Label]) -> Iterator[Label]:
    """Yield the spans of a text, as it stands in the file, that get a mark: none holds a tag."""
    meaning, after = piece.meaning, 0
    for start, end, tag in labels:
        tag = tag.partition("-t-")[0]
        if tag in (NO_LANGUAGE, UNDETERMINED) or tag.lower() == (piece.lang or "").lower():
            continue
        low, high = meaning.to_source(start, end)
        place = low = max(low, after)  # a reference may stand for characters of two labels
        after = max(high, after)
        for edit in meaning.edits:
            tag_there = "<" in meaning.source[edit.start : edit.end]
            if tag_there and low <= edit.start < high:
                yield from _trimmed(meaning.source, place, edit.start, tag)
                place = edit.end
        yield from _trimmed(meaning.source, place, high, tag)


def _trimmed(raw: str, start: int, end: int, tag: str) -> Iterator[Label]:
    while start < end and (raw[start].isspace() or raw.startswith(_SPACES, start, end)):
        start += 1 if raw[start].isspace() else _LENGTH
    while start < end and (raw[end - 1].isspace() or raw.endswith(_SPACES, start, end)):
        end -= 1 if raw[end - 1].isspace() else _LENGTH
    if start < end:
        yield Label(start, end, tag)
