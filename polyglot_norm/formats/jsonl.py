"""JSON Lines: one object per segment, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from msgspec import UNSET

from polyglot_norm.formats import fields
from polyglot_norm.formats.assembly import assemble
from polyglot_norm.formats.encoder import PiecesOnly
from polyglot_norm.formats.fields import SegmentRow
from polyglot_norm.formats.json_codec import to_json_lines
from polyglot_norm.formats.named_document import NamedDocument
from polyglot_norm.formats.row_records import RowRecord, events, json_records
from polyglot_norm.formats.write_options import WriteOptions


class Encoder(PiecesOnly):
    r"""Writes the records of segments, one per line.

    >>> from polyglot_norm import tag
    >>> item = NamedDocument("a.txt", tag("Да ли ћеш?"))
    >>> Encoder(WriteOptions(include=["start", "end", "lang", "output"])).piece(item).decode()
    '{"start":0,"end":10,"lang":"sr-Cyrl","output":"Da li ćeš?"}\n'
    """

    def __init__(self, options: WriteOptions) -> None:
        self._options = options
        default = (*fields.DOCUMENT, fields.METADATA)
        self._fields = options.fields(fields.KNOWN, default)
        self._is_default = self._fields == default

    def piece(self, item: NamedDocument) -> bytes:
        """Return a line for each segment."""
        batches = fields.batches(item, self._options, self._fields)
        return b"".join([to_json_lines(self._records(batch)) for batch in batches])

    def _records(self, rows: list[SegmentRow]) -> list[Any]:
        if self._is_default:
            return rows
        return [chosen_fields(row, self._fields) for row in rows]


def chosen_fields(row: SegmentRow, names: tuple[str, ...]) -> dict[str, Any]:
    """Return the fields of a row that are set, in this order."""
    return {name: value for name in names if (value := getattr(row, name)) is not UNSET}


def read(file: BinaryIO, *, name: str, offsets: str, limit: int | None) -> Iterator[NamedDocument]:
    """Read documents; see `polyglot_norm.formats.read`."""
    return assemble(events(json_records(file, RowRecord)), offsets=offsets, limit=limit)
