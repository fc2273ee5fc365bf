"""Segments joined into longer stretches, as detectors of mixed text return them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from polyglot_norm.language.tags import NO_LANGUAGE
from polyglot_norm.segment import Segment

Label = TypeVar("Label")


class Run(NamedTuple, Generic[Label]):
    """A stretch of a text with one label; offsets are code points."""

    start: int
    end: int
    label: Label


def runs(segments: Sequence[Segment], label: Callable[[Segment], Label]) -> Iterator[Run[Label]]:
    r"""Yield the stretches of a text in one language each, which cover it.

    Segments without words belong to what is before them, or after at the beginning; a text
    without words has no stretches.

    >>> import polyglot_norm as pn
    >>> doc = pn.tag("12.\nЗашто ћутиш?\nЗашто не? 🙂")
    >>> [tuple(run) for run in runs(doc.segments, lambda segment: segment.lang)]
    [(0, 28, 'sr-Cyrl')]
    """
    start = 0
    last: list[Label] = []
    for segment in segments:
        if segment.lang == NO_LANGUAGE:
            continue
        found = label(segment)
        if last and found != last[0]:
            yield Run(start, segment.start, last[0])
            start = segment.start
        last = [found]
    if last:
        yield Run(start, segments[-1].end, last[0])
