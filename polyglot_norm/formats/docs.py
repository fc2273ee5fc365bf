"""Documents: one JSON object per document, in a line, with the list of its segments.

A document that is too large to be held comes in parts, and each part is an object of its own,
whose ``start`` is where the one before ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, Final

from polyglot_norm.errors import PolyglotError
from polyglot_norm.formats import fields
from polyglot_norm.formats.assembly import DocumentStart, Event, assemble
from polyglot_norm.formats.json_codec import to_json_line
from polyglot_norm.formats.jsonl import objects
from polyglot_norm.formats.named_document import NamedDocument, length
from polyglot_norm.formats.write_options import WriteOptions

_OWN: Final = ("languages", fields.METADATA)
_KNOWN: Final = ("languages", *fields.SEGMENT, *fields.ON_REQUEST, fields.METADATA)


class Encoder:
    r"""Writes documents, one in a line.

    >>> from polyglot_norm import tag
    >>> item = NamedDocument("a.txt", tag("Да ли ћеш?"))
    >>> Encoder(WriteOptions(include=["lang", "output"])).piece(item).decode().partition(',"seg')[2]
    'ments":[{"lang":"sr-Cyrl","output":"Da li ćeš?"}]}\n'
    """

    def __init__(self, writing: WriteOptions) -> None:
        self._writing = writing
        chosen = writing.fields(_KNOWN, ("languages", *fields.SEGMENT, fields.METADATA))
        self._own = [name for name in chosen if name in _OWN]
        self._fields = [name for name in chosen if name not in _OWN]
        self._extra = [name for name in self._fields if name in fields.ON_REQUEST]

    def head(self) -> bytes:
        """Nothing: the lines need none."""
        return b""

    def foot(self) -> bytes:
        """Nothing."""
        return b""

    def piece(self, item: NamedDocument) -> bytes:
        """The line of a document, or of a part."""
        document, unit = item.document, self._writing.offsets
        start = item.before.of_kind(unit)
        record: dict[str, Any] = {
            "doc": item.name,
            "start": start,
            "end": start + length(document.text, unit),
            "lang": document.lang,
        }
        if "languages" in self._own:
            record["languages"] = [share._asdict() for share in document.languages]
        if self._fields:
            record["segments"] = [
                {name: values[name] for name in self._fields}
                for values in fields.records(item, self._writing, self._extra)
            ]
        if fields.METADATA in self._own and item.metadata is not None:
            record[fields.METADATA] = item.metadata
        return to_json_line(record)


def read(file: BinaryIO, *, name: str, offsets: str, limit: int | None) -> Iterator[NamedDocument]:
    """The documents of a file of documents; see `polyglot_norm.formats.read`."""
    return assemble(_events(objects(file)), unit=offsets, limit=limit)


def _events(numbered: Iterator[tuple[str, dict[str, Any]]]) -> Iterator[Event]:
    before: tuple[object, object] = (None, None)  # the name of a record, and where it ends
    for where, record in numbered:
        doc, start, segments = (
            record.get("doc", "-"),
            record.get("start", 0),
            _segments(record, where),
        )
        if not isinstance(doc, str):
            raise PolyglotError(f"{where}: 'doc' is {doc!r:.60}, of the wrong type")
        if not start or before != (doc, start):
            metadata = record.get(fields.METADATA)
            yield DocumentStart(doc, metadata if isinstance(metadata, dict) else None)
        before = doc, record.get("end")
        for number, segment in enumerate(segments, 1):
            yield fields.found(segment, f"{where}, segment {number}")


def _segments(record: Mapping[str, Any], where: str) -> list[dict[str, Any]]:
    segments = record.get("segments")
    if not isinstance(segments, list) or not all(isinstance(each, dict) for each in segments):
        raise PolyglotError(f"{where} has no list of 'segments': is it a record of a document?")
    return segments
