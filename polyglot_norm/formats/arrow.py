"""Arrow: a table of segments in batches, as an Arrow IPC file.

The columns are the fields of JSON Lines; ``candidates`` and ``edits`` are lists of structs,
``metadata`` is JSON. Arrow holds UTF-8, so a lone surrogate becomes U+FFFD.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from shutil import copyfileobj
from typing import Any, BinaryIO, Final, cast

from polyglot_norm.errors import PolyglotError
from polyglot_norm.formats import fields
from polyglot_norm.formats.arrow_schema import (
    from_arrow,
    pyarrow,
    schema,
    to_arrow,
    without_surrogates,
)
from polyglot_norm.formats.assembly import assemble
from polyglot_norm.formats.named_document import NamedDocument
from polyglot_norm.formats.row_records import RowRecord, converted, events
from polyglot_norm.formats.write_options import WriteOptions

_ROWS: Final = 1 << 15
_CODE_POINTS: Final = 1 << 23
"""The rows, or the code points of text, at which a batch is written."""

_MAGIC: Final = b"ARROW1"
_IN_MEMORY: Final = 1 << 26
"""Bytes of a pipe kept in memory before a temporary file takes them: Arrow needs to seek."""


class Encoder:
    """Writes an Arrow IPC file (Feather, version 2), batch by batch."""

    def __init__(self, options: WriteOptions) -> None:
        self._options = options
        self._fields = options.fields(fields.KNOWN, fields.DOCUMENT)
        self._schema = schema(self._fields)
        self._columns: dict[str, list[Any]] = {name: [] for name in self._fields}
        self._size = 0
        self._sink = _Sink()
        self._writer = self._open_writer(self._sink)

    def _open_writer(self, sink: io.RawIOBase) -> Any:
        """Return the writer of batches into ``sink``."""
        ipc = pyarrow("pyarrow.ipc")
        options = ipc.IpcWriteOptions(compression="zstd")
        return ipc.new_file(sink, self._schema, options=options)

    def head(self) -> bytes:
        """Return the magic bytes and the schema."""
        return self._sink.take()

    def piece(self, item: NamedDocument) -> bytes:
        """Return the batches that are full: often none."""
        for row in fields.rows(item, self._options, self._fields):
            for name, column in self._columns.items():
                column.append(to_arrow(name, getattr(row, name)))
        self._size += len(item.document.text)
        rows = len(next(iter(self._columns.values())))
        if rows >= _ROWS or self._size >= _CODE_POINTS:
            self._write_batch()
        return self._sink.take()

    def foot(self) -> bytes:
        """Return the last batch and the index of all."""
        self._write_batch()
        self._writer.close()
        return self._sink.take()

    def _write_batch(self) -> None:
        if next(iter(self._columns.values())):
            arrays = [self._array(name) for name in self._fields]
            self._writer.write_batch(pyarrow().record_batch(arrays, schema=self._schema))
        for column in self._columns.values():
            column.clear()
        self._size = 0

    def _array(self, name: str) -> Any:
        kind, column = self._schema.field(name).type, self._columns[name]
        try:
            return pyarrow().array(column, kind)
        except UnicodeEncodeError:
            return pyarrow().array([without_surrogates(value) for value in column], kind)


class _Sink(io.RawIOBase):
    """A file in memory that is written to and emptied in turn."""

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

    def take(self) -> bytes:
        """Return the bytes written since the last call."""
        taken = b"".join(self._pieces)
        self._pieces.clear()
        return taken


def read(file: BinaryIO, *, name: str, offsets: str, limit: int | None) -> Iterator[NamedDocument]:
    """Read documents from an Arrow IPC file or stream; see `polyglot_norm.formats.read`."""
    return documents(_batches(file), offsets=offsets, limit=limit)


def documents(
    batches: Iterator[Any], *, offsets: str, limit: int | None
) -> Iterator[NamedDocument]:
    """Yield the documents in batches of rows."""
    return assemble(events(_records(batches)), offsets=offsets, limit=limit)


def _records(batches: Iterator[Any]) -> Iterator[tuple[str, RowRecord]]:
    number = 0
    for batch in batches:
        for row in batch.to_pylist():
            number += 1
            yield f"row {number}", converted(from_arrow(row), RowRecord, f"row {number}")


def _batches(file: BinaryIO) -> Iterator[Any]:
    exceptions = pyarrow().ArrowException
    with seekable(file) as source:
        try:
            for batch in _unchecked(source):
                batch.validate(full=True)  # damaged offsets would lead outside its memory
                yield batch
        except (exceptions, OSError) as error:
            raise PolyglotError(f"not an Arrow file, or damaged: {error}") from None


def _unchecked(source: BinaryIO) -> Iterator[Any]:
    ipc = pyarrow("pyarrow.ipc")
    beginning = source.read(len(_MAGIC))
    source.seek(-len(beginning), io.SEEK_CUR)
    if beginning == _MAGIC:
        reader = ipc.open_file(source)
        yield from map(reader.get_batch, range(reader.num_record_batches))
    else:
        yield from ipc.open_stream(source)


def seekable(file: BinaryIO) -> AbstractContextManager[BinaryIO]:
    """Return the file, or a copy of it that can seek, as a context that closes only the copy."""
    if file.seekable():
        return nullcontext(file)
    copy = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - the caller closes it
    copyfileobj(file, copy)
    copy.seek(0)
    return cast("AbstractContextManager[BinaryIO]", copy)
