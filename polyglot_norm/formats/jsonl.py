"""JSON Lines: one object per segment, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, Final

from polyglot_norm.errors import PolyglotError
from polyglot_norm.formats import fields
from polyglot_norm.formats.assembly import assemble
from polyglot_norm.formats.json_codec import from_json, to_json, to_json_line, to_json_lines
from polyglot_norm.formats.json_lines import SegmentLines
from polyglot_norm.formats.named_document import NamedDocument
from polyglot_norm.formats.write_options import WriteOptions
from polyglot_norm.segment import Segment

_MARK: Final = b"\xef\xbb\xbf"


class Encoder:
    r"""Writes the records of segments, one in a line.

    >>> from polyglot_norm import tag
    >>> item = NamedDocument("a.txt", tag("Да ли ћеш?"))
    >>> Encoder(WriteOptions(include=["start", "end", "lang", "output"])).piece(item).decode()
    '{"start":0,"end":10,"lang":"sr-Cyrl","output":"Da li ćeš?"}\n'
    """

    def __init__(self, writing: WriteOptions) -> None:
        self._writing = writing
        default = (*fields.DOCUMENT, fields.METADATA)
        chosen = writing.fields(fields.KNOWN, default)
        self._with_metadata = fields.METADATA in chosen
        self._fields = tuple(name for name in chosen if name != fields.METADATA)
        self._extra = [name for name in self._fields if name in fields.ON_REQUEST]
        self._is_plain = self._fields == fields.DOCUMENT
        self._writer = SegmentLines()

    def head(self) -> bytes:
        """Nothing: the lines need none."""
        return b""

    def foot(self) -> bytes:
        """Nothing."""
        return b""

    def piece(self, item: NamedDocument) -> bytes:
        """A line for each segment."""
        lines = self._at_once(item) if self._is_plain else None
        if lines is not None:
            return lines
        batches = fields.batches(item, self._writing, self._extra)
        return b"".join([self._lines(batch, item) for batch in batches])

    def _at_once(self, item: NamedDocument) -> bytes | None:
        """All lines, with the fields that are written by default; None where there is a hitch."""
        document, unit = item.document, self._writing.offsets
        if unit != "codepoint" and not document.text.isascii():
            return None
        segments: Iterable[Segment] = document.segments
        if not self._writing.wants_all:
            segments = filter(self._writing.wants, segments)
        opening = b'{"doc":%b,"start":' % to_json(item.name)
        closing = b"}\n"
        if self._with_metadata and item.metadata is not None:
            closing = b',"metadata":%b}\n' % to_json(item.metadata)
        return self._writer.write(segments, item.before.of_kind(unit), opening, closing)

    def _lines(self, records: list[dict[str, Any]], item: NamedDocument) -> bytes:
        if not self._is_plain:
            records = [{name: record[name] for name in self._fields} for record in records]
        if self._with_metadata and item.metadata is not None:
            for record in records:
                record[fields.METADATA] = item.metadata
        return to_json_lines(records)


def json_line(values: dict[str, Any]) -> str:
    r"""A dict as one line of JSON, letters as themselves.

    >>> json_line({"doc": "страна.txt", "start": 0})
    '{"doc":"страна.txt","start":0}\n'
    """
    return to_json_line(values).decode()


def objects(file: BinaryIO) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects in the lines of a file, each with where it stands; blank lines are passed over.

    Raises:
        PolyglotError: a line is not an object; the message says which, and why.
    """
    for number, line in enumerate(file, 1):
        where = f"line {number}"
        line = line.removeprefix(_MARK) if number == 1 else line
        if not line.strip():
            continue
        try:
            values = from_json(line)
        except ValueError as error:
            raise PolyglotError(f"{where} is not JSON: {error}") from None
        if not isinstance(values, dict):
            raise PolyglotError(
                f"{where} is not an object: {line.strip()[:40].decode('utf-8', 'replace')}"
            )
        yield where, values


def read(file: BinaryIO, *, name: str, offsets: str, limit: int | None) -> Iterator[NamedDocument]:
    """The documents of a file of records; see `polyglot_norm.formats.read`."""
    return assemble(fields.events(objects(file)), unit=offsets, limit=limit)
