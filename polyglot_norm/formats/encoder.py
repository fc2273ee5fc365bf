"""Encoders, which turn documents into the bytes of a format, and the placing of segments."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final, Protocol

from polyglot_norm.formats.named_document import NamedDocument
from polyglot_norm.formats.offset_kinds import length
from polyglot_norm.formats.write_options import WriteOptions
from polyglot_norm.segment import Segment


class Encoder(Protocol):
    """An encoder of one format: a head, a piece for each document, and a foot."""

    def head(self) -> bytes:
        """Return the bytes before the first document."""

    def piece(self, item: NamedDocument) -> bytes:
        """Return the bytes of a document, or of a part of one."""

    def foot(self) -> bytes:
        """Return the bytes after the last document."""


class PiecesOnly:
    """The head and foot of formats that have neither."""

    def head(self) -> bytes:
        """Return no bytes."""
        return b""

    def foot(self) -> bytes:
        """Return no bytes."""
        return b""


_WIDE: Final = re.compile("[\U00010000-\U0010ffff]")

PlacedSegment = tuple[int, int, Segment]
"""A segment with its start and end in the whole document, in the kind of offsets asked for."""


def placed_segments(item: NamedDocument, options: WriteOptions) -> list[PlacedSegment]:
    """Return the segments to be written, each with its offsets.

    A list of plain tuples, which is the fastest: there are many, and the document is in memory.
    """
    kind, document = options.offsets, item.document
    before = item.before.of_kind(kind)
    if kind == "codepoint" or length(document.text, kind) == len(document.text):
        placed = [
            (before + segment.start, before + segment.end, segment) for segment in document.segments
        ]
    else:
        placed = list(_measured(item, before, kind))
    return placed if options.wants_all else [row for row in placed if options.wants(row[2])]


def _measured(item: NamedDocument, before: int, kind: str) -> Iterator[PlacedSegment]:
    """Yield each segment with its offsets, measuring every character once."""
    text, at = item.document.text, 0
    if kind == "utf16":  # which differ by the few characters that take two units
        wide = [match.start() for match in _WIDE.finditer(text)]
        for segment in item.document.segments:
            start, end = segment.start, segment.end
            yield (
                before + start + bisect_left(wide, start),
                before + end + bisect_left(wide, end),
                segment,
            )
        return
    for segment in item.document.segments:
        start = before + length(text[at : segment.start], kind)
        before = start + length(segment.text, kind)
        at = segment.end
        yield start, before, segment
