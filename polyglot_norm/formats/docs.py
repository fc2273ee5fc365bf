"""Documents: one JSON object per document and line, with the list of its segments.

A document too large for memory comes in parts. Each part is an object of its own, whose ``start``
is the ``end`` of the part before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, Final

import msgspec

from polyglot_norm.formats import fields
from polyglot_norm.formats.assembly import (
    DocumentStart,
    Event,
    SegmentRead,
    SegmentRecord,
    assemble,
)
from polyglot_norm.formats.encoder import PiecesOnly, placed_segments
from polyglot_norm.formats.json_codec import to_json_line
from polyglot_norm.formats.jsonl import chosen_fields
from polyglot_norm.formats.named_document import NamedDocument
from polyglot_norm.formats.offset_kinds import length
from polyglot_norm.formats.row_records import json_records, metadata_of
from polyglot_norm.formats.write_options import WriteOptions
from polyglot_norm.segment import Segment

_OF_DOCUMENT: Final = ("languages", fields.METADATA)
_KNOWN: Final = ("languages", *fields.SEGMENT, *fields.ON_REQUEST, fields.METADATA)


class Encoder(PiecesOnly):
    r"""Writes documents, one per line.

    >>> from polyglot_norm import tag
    >>> item = NamedDocument("a.txt", tag("Да ли ћеш?"))
    >>> line = Encoder(WriteOptions(include=["lang", "output"])).piece(item).decode()
    >>> line.partition(',"seg')[2]
    'ments":[{"lang":"sr-Cyrl","output":"Da li ćeš?"}]}\n'
    """

    def __init__(self, options: WriteOptions) -> None:
        self._options = options
        chosen = options.fields(_KNOWN, ("languages", *fields.SEGMENT, fields.METADATA))
        self._of_document = [name for name in chosen if name in _OF_DOCUMENT]
        self._of_segment = tuple(name for name in chosen if name not in _OF_DOCUMENT)

    def piece(self, item: NamedDocument) -> bytes:
        """Return the line of a document, or of a part."""
        return to_json_line(self.record(item))

    def record(self, item: NamedDocument) -> dict[str, Any]:
        """Return what the line of a document holds, as values to be encoded."""
        document, kind = item.document, self._options.offsets
        start = item.before.of_kind(kind)
        record: dict[str, Any] = {
            "doc": item.name,
            "start": start,
            "end": start + length(document.text, kind),
            "lang": self._options.label(document.lang),
        }
        if "languages" in self._of_document:
            record["languages"] = [
                share._asdict() | {"lang": self._options.label(share.lang)}
                for share in document.languages
            ]
        if self._of_segment == fields.SEGMENT:
            placed = placed_segments(item, self._options)
            record["segments"] = [self._default_fields(*each) for each in placed]
        elif self._of_segment:
            rows = fields.rows(item, self._options, self._of_segment)
            record["segments"] = [chosen_fields(row, self._of_segment) for row in rows]
        if fields.METADATA in self._of_document and item.metadata is not None:
            record[fields.METADATA] = item.metadata
        return record

    def _default_fields(self, start: int, end: int, segment: Segment) -> dict[str, Any]:
        """Return what `chosen_fields` would of the default fields, in half its time."""
        return {
            "start": start,
            "end": end,
            "lang": self._options.label(segment.lang),
            "script": segment.script,
            "confidence": segment.confidence,
            "text": segment.text,
            "output": segment.output.text,
            "output_lang": segment.output_lang,
        }


class DocumentRecord(msgspec.Struct, frozen=True):
    """A document, or a part of one, as a file holds it."""

    segments: Sequence[SegmentRecord]
    doc: str = "-"
    start: int = 0
    end: int | None = None
    metadata: msgspec.Raw = msgspec.Raw(b"null")


def read(file: BinaryIO, *, name: str, offsets: str, limit: int | None) -> Iterator[NamedDocument]:
    """Read documents; see `polyglot_norm.formats.read`."""
    return assemble(_events(json_records(file, DocumentRecord)), offsets=offsets, limit=limit)


def _events(records: Iterator[tuple[str, DocumentRecord]]) -> Iterator[Event]:
    end_before: tuple[str, int | None] | None = None
    for where, record in records:
        if not record.start or end_before != (record.doc, record.start):
            yield DocumentStart(record.doc, metadata_of(record.metadata))
        end_before = record.doc, record.end
        for number, segment in enumerate(record.segments, 1):
            yield SegmentRead(f"{where}, segment {number}", segment)
