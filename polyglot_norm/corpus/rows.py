"""The rows of a chunk: their texts, and themselves as JSON or as a batch of Arrow."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, BinaryIO, NamedTuple, Protocol, cast

from polyglot_norm.adapters.arrow_texts import as_strings
from polyglot_norm.corpus.batches import deserialise, of_columns
from polyglot_norm.corpus.chunks import LONGEST, ArrowChunk, Content, JsonChunk, Page, PagesChunk
from polyglot_norm.corpus.http_bodies import decoded_body
from polyglot_norm.corpus.json_columns import array, decoded_array, empty_schema
from polyglot_norm.corpus.web_archives import FIELDS
from polyglot_norm.errors import MissingExtra, PolyglotError, nearest
from polyglot_norm.formats.arrow_schema import pyarrow, without_surrogates
from polyglot_norm.formats.json_codec import JsonObject, from_json, raw_fields, to_json
from polyglot_norm.streams.json_records import Unusable
from polyglot_norm.streams.passage import SkippedRecord
from polyglot_norm.streams.web_pages import characters, visible_text
from polyglot_norm.text.decode import decode


class Rows(Protocol):
    """Rows, of which some may be written."""

    texts: list[str | None]
    skipped: list[SkippedRecord]

    def number(self, place: int) -> int:
        """Return the number of a row in its file, from 1; of a record, that of its line."""

    def names(self) -> Sequence[str]:
        """Return the names of the columns or fields."""

    def batch(self, chosen: list[int]) -> Any:
        """Return some rows as a batch."""

    def objects(self, chosen: list[int]) -> list[bytes]:
        """Return some rows as JSON objects."""


def rows_of(content: Content, column: str) -> Rows:
    """Return the rows of a chunk.

    Raises:
        PolyglotError: there is no such column, or it holds no text.
        MissingExtra: the package that reads web pages is not installed.
    """
    if isinstance(content, JsonChunk):
        return JsonRows(content, column)
    if isinstance(content, ArrowChunk):
        batch = deserialise(content.data)
        return ArrowRows(batch, column, range(content.row, content.row + batch.num_rows))
    return _of_pages(content, column)


class ArrowRows:
    """The rows of a batch."""

    def __init__(self, batch: Any, column: str, numbers: Sequence[int]) -> None:
        self._batch = batch
        self._numbers = numbers
        self.skipped: list[SkippedRecord] = []
        if (place := batch.schema.get_field_index(column)) < 0:
            if column in self.names():
                raise PolyglotError(f"there are several columns {column!r}: rename all but one")
            raise PolyglotError(
                f"no column {column!r};{nearest(column, self.names())} "
                f"the columns are {', '.join(map(repr, self.names())) or 'none'}"
            )
        self.texts: list[str | None] = as_strings(batch.column(place)).to_pylist()

    def number(self, place: int) -> int:
        """Return the number of a row."""
        return self._numbers[place]

    def names(self) -> Sequence[str]:
        """Return the names of the columns."""
        return cast("list[str]", self._batch.schema.names)

    def batch(self, chosen: list[int]) -> Any:
        """Return some rows as a batch."""
        if len(chosen) == self._batch.num_rows:
            return self._batch
        return self._batch.take(pyarrow().array(chosen, pyarrow().int64()))

    def objects(self, chosen: list[int]) -> list[bytes]:
        """Return some rows as JSON objects."""
        return [to_json(row) for row in self.batch(chosen).to_pylist()]


class _Record(NamedTuple):
    """A record as it was written, the number of its line, and the JSON of its fields."""

    line: int
    raw: bytes
    fields: dict[str, bytes]


class JsonRows:
    """The records of lines; a line that is none is skipped."""

    def __init__(self, chunk: JsonChunk, column: str) -> None:
        self.texts: list[str | None] = []
        self.skipped: list[SkippedRecord] = []
        self._column = column
        self._columns = chunk.columns
        self._records: list[_Record] = []
        for line, raw in enumerate(chunk.data.split(b"\n"), chunk.line):
            if raw and not raw.isspace():
                self._add(line, raw)

    def _add(self, line: int, raw: bytes) -> None:
        try:
            record = _record(line, raw)
            self.texts.append(_text(record.fields, self._column))
            self._records.append(record)
        except Unusable as error:
            self.skipped.append(SkippedRecord(line, *error.args))

    def number(self, place: int) -> int:
        """Return the line of a record."""
        return self._records[place].line

    def names(self) -> Sequence[str]:
        """Return the names of the fields of all records."""
        return list(dict.fromkeys(name for record in self._records for name in record.fields))

    def batch(self, chosen: list[int]) -> Any:
        """Return some rows as a batch; what is missing in a record is null."""
        columns = dict(self._columns or {})
        records = [self._records[place].fields for place in chosen]
        arrays = [
            decoded_array([self.texts[place] for place in chosen], kind)
            if name == self._column
            else array([fields.get(name) for fields in records], kind)
            for name, kind in columns.items()
        ]
        return pyarrow().record_batch(arrays, schema=empty_schema(columns))

    def objects(self, chosen: list[int]) -> list[bytes]:
        """Return some rows as they were written."""
        return [self._records[place].raw for place in chosen]


def _record(line: int, raw: bytes) -> _Record:
    if len(raw) > LONGEST:
        raise Unusable(f"longer than {LONGEST:,} bytes")
    try:
        text = raw.decode().strip()
    except UnicodeDecodeError as error:
        raise Unusable("not UTF-8", f"byte {error.start + 1} of the line") from None
    try:
        fields = raw_fields(text)
    except ValueError as error:
        raise Unusable("not a JSON object", str(error)) from None
    stripped = raw.strip()
    odd = b"NaN" in stripped or b"Infinity" in stripped or b"\r" in stripped
    return _Record(line, JsonObject(stripped).raw if odd else stripped, fields)


def _text(fields: dict[str, bytes], column: str) -> str | None:
    """Return the text in a field, or in a field inside a field."""
    if column in fields:
        value = from_json(fields[column])
        if value is not None and not isinstance(value, str):
            raise Unusable.no_string(column, fields[column].decode())
        return value
    outer, dot, inner = column.partition(".")
    if dot and fields.get(outer, b"").startswith(b"{"):
        return _text(raw_fields(fields[outer].decode()), inner)
    raise Unusable.no_field(column, fields)


def _of_pages(chunk: PagesChunk, column: str) -> ArrowRows:
    """Return the pages of a web archive; one that cannot be read is skipped."""
    pa = pyarrow()
    columns: dict[str, list[Any]] = {name: [] for name in (*FIELDS, column)}
    numbers: list[int] = []
    skipped = list(chunk.damaged)
    for number, page in enumerate(chunk.pages, chunk.page):
        try:
            columns[column].append(_page_text(page))
        except Unusable as error:
            skipped.append(SkippedRecord(number, *error.args))
            continue
        numbers.append(number)
        for name in FIELDS:
            columns[name].append(page.fields[name])
    schema = pa.schema([(name, pa.string()) for name in columns])
    rows = ArrowRows(of_columns(columns, schema), column, numbers)
    rows.skipped = skipped
    return rows


def _page_text(page: Page) -> str:
    markup = _decoded(page, decoded_body(page.payload, *page.codings))
    text: str = without_surrogates(visible_text(markup) if page.is_html else markup)
    return text


def _decoded(page: Page, payload: bytes) -> str:
    """Return the characters of a page: UTF-8, or in the encoding that is stated or found."""
    with suppress(UnicodeDecodeError):
        return payload.decode()
    if page.charset is not None:
        with suppress(PolyglotError):  # there is no such encoding, or it cannot be true
            return decode(payload, encoding=page.charset, errors="replace").text
    try:
        if not page.is_html:
            return decode(payload, errors="replace").text
        return "".join(characters(cast("BinaryIO", io.BytesIO(payload)), "replace").chunks)
    except MissingExtra:
        raise
    except PolyglotError as error:
        raise Unusable("a page that is no text", str(error)) from None
