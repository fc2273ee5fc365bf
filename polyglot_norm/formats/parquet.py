"""Parquet: a table of segments in row groups, with the columns of `arrow`."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from polyglot_norm.errors import PolyglotError
from polyglot_norm.formats import arrow
from polyglot_norm.formats.arrow_schema import pyarrow
from polyglot_norm.formats.named_document import NamedDocument

_ROWS: Final = 1 << 12


class Encoder(arrow.Encoder):
    """Writes a Parquet file, with a row group for each batch."""

    def _open_writer(self, sink: io.RawIOBase) -> Any:
        parquet = pyarrow("pyarrow.parquet")
        return parquet.ParquetWriter(sink, self._schema, compression="zstd")


def read(file: BinaryIO, *, name: str, offsets: str, limit: int | None) -> Iterator[NamedDocument]:
    """Read documents from a Parquet file; see `polyglot_norm.formats.read`."""
    return arrow.documents(_batches(file), offsets=offsets, limit=limit)


def _batches(file: BinaryIO) -> Iterator[Any]:
    parquet, exceptions = pyarrow("pyarrow.parquet"), pyarrow().ArrowException
    with arrow.seekable(file) as source:
        try:
            yield from parquet.ParquetFile(source).iter_batches(batch_size=_ROWS)
        except (exceptions, OSError) as error:
            raise PolyglotError(f"not a Parquet file, or damaged: {error}") from None
