"""An alignment of a long text, cut into those of spans of its source."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import takewhile
from operator import attrgetter

from polyglot_norm.align.aligned import Aligned, joined
from polyglot_norm.align.edit import Edit, shifted
from polyglot_norm.align.offsets import Span


def cut(whole: Aligned, spans: Iterable[Span]) -> Iterator[Aligned]:
    r"""Yield the alignments of spans of the source, which must be in order.

    An edit across the border of a span is left out. Where the parts that the alignment was joined
    from lie inside a span, no edit is looked at.

    >>> lines = Aligned("Где  си\nТу", [Edit(4, 5, "", "white_space"), Edit(8, 10, "Tu", "sr")])
    >>> [line.text for line in cut(lines, [(0, 7), (8, 10)])]
    ['Где си', 'Tu']
    """
    parts = whole.parts
    first = 0
    for start, end in spans:
        while first < len(parts) and _end(parts[first]) <= start:
            first += 1
        inside: list[tuple[int, Aligned]] = []
        place = first
        while place < len(parts) and parts[place][0] < end:
            offset, part = parts[place]
            low, high = max(start, offset), min(end, _end(parts[place]))
            inside.append((low - start, _within(part, low - offset, high - offset)))
            place += 1
        yield joined(whole.source[start:end], inside)


def _end(part: tuple[int, Aligned]) -> int:
    return part[0] + len(part[1].source)


def _within(part: Aligned, start: int, end: int) -> Aligned:
    """Return the alignment of a span of a part."""
    source = part.source
    if start == 0 and end == len(source):
        return part
    if part.text is source:
        return Aligned.unchanged(source[start:end])
    if start == 0 and source[end:] == "\n" == part.text[-1:]:  # a line without its end
        return Aligned.lazily(source[:end], part.text[:-1], _clipped, part)
    return Aligned(source[start:end], _edits(part, start, end))


def _clipped(source: str, part: Aligned) -> Iterable[Edit]:
    """Return the edits of a line without its end."""
    edits = _edits(part, 0, len(source))
    if Aligned(source, edits).text == part.text[:-1]:
        return edits
    # An edit covers the line end as well.
    return [Edit(0, len(source), part.text[:-1], "+".join({edit.rule for edit in part.edits}))]


def _edits(part: Aligned, start: int, end: int) -> list[Edit]:
    edits = part.edits
    first = bisect_left(edits, start, key=attrgetter("start"))
    inside = takewhile(lambda edit: edit.end <= end, edits[first:])
    return list(shifted(inside, -start))
