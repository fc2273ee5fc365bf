"""Arrow: a table of segments, in batches, as an Arrow IPC file; and the same as Parquet.

Columns are the fields of JSON Lines; ``candidates`` and ``edits`` are lists, ``metadata`` is JSON.
Arrow holds UTF-8, so that a lone surrogate becomes U+FFFD.
"""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Iterator
from importlib import import_module
from shutil import copyfileobj
from typing import Any, BinaryIO, Final

from polyglot_norm.errors import MissingExtra, PolyglotError
from polyglot_norm.formats import fields
from polyglot_norm.formats.assembly import assemble
from polyglot_norm.formats.json_codec import from_json, to_json
from polyglot_norm.formats.named_document import NamedDocument
from polyglot_norm.formats.write_options import WriteOptions

_ROWS: Final = 1 << 15
_CODE_POINTS: Final = 1 << 23
"""A batch is written when it holds so many rows, or so much text."""

_MAGIC: Final = b"ARROW1"
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_IN_MEMORY: Final = 1 << 26
"""Bytes of a pipe that are held before they go to a temporary file; Arrow must jump about."""


def pyarrow(module: str = "pyarrow") -> Any:
    """The package, or a module of it.

    Raises:
        MissingExtra: it is not installed.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingExtra(
            f"Arrow and Parquet need the package pyarrow ({error}): "
            "pip install 'polyglot-norm[arrow]'",
            extra="arrow",
        ) from error


class Encoder:
    """Writes an Arrow IPC file (Feather, version 2), batch by batch."""

    def __init__(self, writing: WriteOptions) -> None:
        self._writing = writing
        self._fields = writing.fields(fields.KNOWN, fields.DOCUMENT)
        self._extra = [name for name in self._fields if name in fields.ON_REQUEST]
        self._arrow = pyarrow()
        self._schema = _schema(self._arrow, self._fields)
        self._columns: dict[str, list[Any]] = {name: [] for name in self._fields}
        self._size = 0
        self._sink = _Sink()
        self._writer = self._opened(self._sink)

    def _opened(self, sink: io.RawIOBase) -> Any:
        """What writes batches into a sink."""
        ipc = pyarrow("pyarrow.ipc")
        options = ipc.IpcWriteOptions(compression="zstd")
        return ipc.new_file(sink, self._schema, options=options)

    def head(self) -> bytes:
        """What the file begins with."""
        return self._sink.taken()

    def piece(self, item: NamedDocument) -> bytes:
        """The batches that are full; often none."""
        for record in fields.records(item, self._writing, self._extra):
            record[fields.METADATA] = item.metadata
            for name, column in self._columns.items():
                column.append(_value(name, record[name]))
        self._size += len(item.document.text)
        rows = len(next(iter(self._columns.values())))
        if rows >= _ROWS or self._size >= _CODE_POINTS:
            self._write_batch()
        return self._sink.taken()

    def foot(self) -> bytes:
        """The last batch, and where all of them are."""
        self._write_batch()
        self._writer.close()
        return self._sink.taken()

    def _write_batch(self) -> None:
        if next(iter(self._columns.values())):
            self._writer.write_batch(self._batch())
        for column in self._columns.values():
            column.clear()
        self._size = 0

    def _batch(self) -> Any:
        arrays = [self._array(name, self._columns[name]) for name in self._fields]
        return self._arrow.record_batch(arrays, schema=self._schema)

    def _array(self, name: str, column: list[Any]) -> Any:
        kind = self._schema.field(name).type
        try:
            return self._arrow.array(column, kind)
        except UnicodeEncodeError:
            return self._arrow.array([_replaced(value) for value in column], kind)


def _schema(arrow: Any, names: tuple[str, ...]) -> Any:
    candidate = arrow.struct([("lang", arrow.string()), ("probability", arrow.float64())])
    edit = arrow.struct(
        [
            ("start", arrow.int64()),
            ("end", arrow.int64()),
            ("replacement", arrow.string()),
            ("rule", arrow.string()),
        ]
    )
    kinds = {
        "start": arrow.int64(),
        "end": arrow.int64(),
        "confidence": arrow.float64(),
        "candidates": arrow.list_(candidate),
        "edits": arrow.list_(edit),
    }
    return arrow.schema([(name, kinds.get(name, arrow.string())) for name in names])


_MEMBERS: Final = {
    "candidates": ("lang", "probability"),
    "edits": ("start", "end", "replacement", "rule"),
}


def _value(name: str, value: Any) -> Any:
    if name in _MEMBERS:
        return [dict(zip(_MEMBERS[name], row, strict=True)) for row in value]
    if name == fields.METADATA:
        return None if value is None else to_json(value).decode()
    return value


def _replaced(value: Any) -> Any:
    """The value, every lone surrogate in it replaced."""
    if isinstance(value, str):
        return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, list):
        return [{key: _replaced(each) for key, each in row.items()} for row in value]
    return value


class _Sink(io.RawIOBase):
    """A file that is written to and emptied, in turn."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []
        self._size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        piece = bytes(data)
        self._pieces.append(piece)
        self._size += len(piece)
        return len(piece)

    def tell(self) -> int:
        return self._size

    def taken(self) -> bytes:
        """What was written since the last time."""
        taken = b"".join(self._pieces)
        self._pieces.clear()
        return taken


def read(file: BinaryIO, *, name: str, offsets: str, limit: int | None) -> Iterator[NamedDocument]:
    """The documents of an Arrow IPC file or stream; see `polyglot_norm.formats.read`."""
    return documents(_batches(file), offsets=offsets, limit=limit)


def documents(
    batches: Iterator[Any], *, offsets: str, limit: int | None
) -> Iterator[NamedDocument]:
    """The documents of batches of rows."""
    return assemble(fields.events(_records(batches)), unit=offsets, limit=limit)


def _batches(file: BinaryIO) -> Iterator[Any]:
    exceptions = pyarrow().ArrowException
    with seekable(file) as source:
        try:
            for batch in _unchecked(source):
                batch.validate(full=True)  # damaged offsets would lead outside of its memory
                yield batch
        except (exceptions, OSError) as error:
            raise PolyglotError(f"it is no Arrow file, or is damaged: {error}") from None


def _unchecked(source: BinaryIO) -> Iterator[Any]:
    ipc = pyarrow("pyarrow.ipc")
    beginning = source.read(len(_MAGIC))
    source.seek(-len(beginning), io.SEEK_CUR)
    if beginning == _MAGIC:
        reader = ipc.open_file(source)
        yield from map(reader.get_batch, range(reader.num_record_batches))
    else:
        yield from ipc.open_stream(source)


def seekable(file: BinaryIO) -> Any:
    """The file, or a copy of it in which one can jump about; a context that closes the copy."""
    copy = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - the caller closes it
    if not file.seekable():
        copyfileobj(file, copy)
        copy.seek(0)
        return copy
    copy.close()
    return _Kept(file)


class _Kept:
    """A context that leaves its file open: who opened it closes it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def __enter__(self) -> BinaryIO:
        return self._file

    def __exit__(self, *_: object) -> None:
        pass


def _records(batches: Iterator[Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    number = 0
    for batch in batches:
        for row in batch.to_pylist():
            number += 1
            yield f"row {number}", _plain(row, f"row {number}")


def _plain(row: dict[str, Any], where: str) -> dict[str, Any]:
    """A row with lists and metadata as they are in JSON."""
    for name in _MEMBERS:
        if row.get(name) is not None:
            row[name] = [list(each.values()) for each in row[name]]
    if isinstance(row.get(fields.METADATA), str):
        try:
            row[fields.METADATA] = from_json(row[fields.METADATA].encode())
        except ValueError as error:
            raise PolyglotError(f"{where}: metadata is not JSON: {error}") from None
    return row
