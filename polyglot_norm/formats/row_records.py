"""Records of segments in JSON or in tables, checked as they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO, Final, TypeVar

import msgspec

from polyglot_norm.errors import PolyglotError
from polyglot_norm.formats.assembly import DocumentStart, Event, SegmentRead, SegmentRecord
from polyglot_norm.formats.fields import METADATA
from polyglot_norm.formats.json_codec import JsonObject, from_json, raw_fields

Record = TypeVar("Record", bound=msgspec.Struct)

_NULL: Final = msgspec.Raw(b"null")


class RowRecord(SegmentRecord, frozen=True):
    """A segment that names its document."""

    doc: str = "-"
    metadata: msgspec.Raw = _NULL


def json_records(file: BinaryIO, kind: type[Record]) -> Iterator[tuple[str, Record]]:
    """Yield the records in the lines of a file, each with its place; blank lines are skipped.

    Raises:
        PolyglotError: a line is not a record of this kind.
    """
    decode = msgspec.json.Decoder(kind).decode
    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        where = f"line {number}"
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise PolyglotError(f"{where} is not UTF-8: {error.reason}") from None
        try:
            record = decode(text)
        except msgspec.ValidationError as error:
            raise _invalid(where, error) from None
        except (msgspec.DecodeError, RecursionError):
            record = converted(_values(text, where), kind, where)
        yield where, record


def _values(text: str, where: str) -> dict[str, Any]:
    """Return the fields of a record that msgspec refuses: with lone surrogates, or NaN."""
    try:
        return {
            name: msgspec.Raw(raw) if name == METADATA else from_json(raw)
            for name, raw in raw_fields(text).items()
        }
    except ValueError as error:
        raise PolyglotError(f"{where} is not JSON: {error}") from None


def converted(
    values: Mapping[str, Any], kind: type[Record], where: str, *, strict: bool = True
) -> Record:
    """Return the record of these values; if not ``strict``, numbers may be strings.

    Raises:
        PolyglotError: a value is missing or of the wrong type.
    """
    try:
        return msgspec.convert(values, kind, strict=strict)
    except msgspec.ValidationError as error:
        raise _invalid(where, error) from None


def _invalid(where: str, error: msgspec.ValidationError) -> PolyglotError:
    return PolyglotError(f"{where} is not a valid record: {error}")


def metadata_of(raw: msgspec.Raw) -> JsonObject | None:
    """Return the metadata of a record; None unless they are an object."""
    data = bytes(raw).strip()
    return JsonObject(data) if data.startswith(b"{") else None


def events(rows: Iterable[tuple[str, RowRecord]]) -> Iterator[Event]:
    """Yield the documents and segments of rows, each with its place.

    A document ends where the name changes, and where an offset decreases.
    """
    name: str | None = None
    end = 0
    for where, row in rows:
        start = end if row.start is None else row.start
        if row.doc != name or start < end:
            yield DocumentStart(row.doc, metadata_of(row.metadata))
            name = row.doc
            start = row.start or 0
        end = start + len(row.text) if row.end is None else row.end
        yield SegmentRead(where, row)
