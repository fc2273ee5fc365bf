"""The lines of a document, each with the parts of segments in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from polyglot_norm.document import Document
from polyglot_norm.segment import Segment
from polyglot_norm.text.lines import BREAKS, split_lines


class Fragment(NamedTuple):
    """The part of a segment that is in one line: its start and end in the segment's text."""

    segment: Segment
    start: int
    end: int

    @property
    def text(self) -> str:
        """The text of the part."""
        return self.segment.text[self.start : self.end]

    @property
    def output(self) -> str:
        """The output of the part."""
        output = self.segment.output
        if output.text is output.source:
            return self.text
        start, end = output.to_text(self.start, self.end)
        return output.text[start:end].rstrip(BREAKS)


def lines(document: Document) -> Iterator[list[Fragment]]:
    """Yield the fragments of each line without its break; a blank line has one empty fragment."""
    segments, first = document.segments, 0
    for start, end in split_lines(document.text):
        body = start + len(document.text[start:end].rstrip(BREAKS))
        while first < len(segments) and segments[first].end <= start:
            first += 1
        fragments = []
        for at in range(first, len(segments)):
            segment = segments[at]
            offset = segment.start
            if offset >= max(body, start + 1):
                break
            fragments.append(
                Fragment(segment, max(start, offset) - offset, min(body, segment.end) - offset)
            )
        yield fragments
