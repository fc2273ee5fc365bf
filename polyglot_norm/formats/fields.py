"""The fields of a segment's record, in the formats that write one for each segment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Final

import msgspec

from polyglot_norm.align.edit import Edit
from polyglot_norm.formats.encoder import PlacedSegment, placed_segments
from polyglot_norm.formats.named_document import NamedDocument
from polyglot_norm.formats.write_options import WriteOptions
from polyglot_norm.segment import Candidate

SEGMENT: Final = (
    "start", "end", "lang", "script", "confidence", "text", "output", "output_lang",
)  # fmt: skip
"""The fields of a segment that are written by default."""

ON_REQUEST: Final = ("candidates", "edits")
"""The fields of a segment that are written only if they are included."""

METADATA: Final = "metadata"
DOCUMENT: Final = ("doc", *SEGMENT)
KNOWN: Final = (*DOCUMENT, *ON_REQUEST, METADATA)

_BATCH: Final = 1024


class SegmentRow(msgspec.Struct, frozen=True, gc=False):
    """The record of a segment; fields that were not asked for, or are not there, are unset."""

    doc: str
    start: int
    end: int
    lang: str
    script: str
    confidence: float
    text: str
    output: str
    output_lang: str
    candidates: tuple[Candidate, ...] | msgspec.UnsetType = msgspec.UNSET
    edits: tuple[Edit, ...] | msgspec.UnsetType = msgspec.UNSET
    metadata: Mapping[str, Any] | msgspec.UnsetType = msgspec.UNSET


def rows(item: NamedDocument, options: WriteOptions, fields: Sequence[str]) -> Iterator[SegmentRow]:
    """Yield a row for each segment to be written, with at least ``fields``."""
    return chain.from_iterable(batches(item, options, fields))


def batches(
    item: NamedDocument, options: WriteOptions, fields: Sequence[str]
) -> Iterator[list[SegmentRow]]:
    """Yield the rows in lists, which are faster to make, and bounded in size."""
    placed = placed_segments(item, options)
    for first in range(0, len(placed), _BATCH):
        found = _rows(item, placed[first : first + _BATCH], fields)
        yield found if options.is_bcp47 else [_labelled(row, options) for row in found]


def _labelled(row: SegmentRow, options: WriteOptions) -> SegmentRow:
    candidates = row.candidates
    if candidates is not msgspec.UNSET:
        candidates = tuple([(options.label(tag), p) for tag, p in candidates])
    return msgspec.structs.replace(row, lang=options.label(row.lang), candidates=candidates)


def _rows(
    item: NamedDocument, placed: list[PlacedSegment], fields: Sequence[str]
) -> list[SegmentRow]:
    doc, unset = item.name, msgspec.UNSET
    known = METADATA in fields and item.metadata is not None
    metadata: Any = item.metadata if known else unset
    with_candidates, with_edits = (name in fields for name in ON_REQUEST)
    # An output that nobody wants is not made: making it takes as long as labelling.
    with_output, with_output_lang = (name in fields for name in ("output", "output_lang"))
    return [
        SegmentRow(
            doc,
            start,
            end,
            segment.lang,
            segment.script,
            segment.confidence,
            segment.text,
            segment.output.text if with_output else "",
            segment.output_lang if with_output_lang else "",
            segment.candidates if with_candidates else unset,
            segment.output.edits if with_edits else unset,
            metadata,
        )
        for start, end, segment in placed
    ]
