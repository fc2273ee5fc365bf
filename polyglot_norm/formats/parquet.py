"""Parquet: a table of segments, in row groups; the columns are those of Arrow."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from polyglot_norm.errors import PolyglotError
from polyglot_norm.formats import arrow
from polyglot_norm.formats.named_document import NamedDocument

_ROWS: Final = 1 << 12


class Encoder(arrow.Encoder):
    """Writes a Parquet file, a row group for each batch."""

    def _opened(self, sink: io.RawIOBase) -> Any:
        parquet = arrow.pyarrow("pyarrow.parquet")
        return parquet.ParquetWriter(sink, self._schema, compression="zstd")


def read(file: BinaryIO, *, name: str, offsets: str, limit: int | None) -> Iterator[NamedDocument]:
    """The documents of a Parquet file; see `polyglot_norm.formats.read`."""
    return arrow.documents(_batches(file), offsets=offsets, limit=limit)


def _batches(file: BinaryIO) -> Iterator[Any]:
    parquet, exceptions = arrow.pyarrow("pyarrow.parquet"), arrow.pyarrow().ArrowException
    with arrow.seekable(file) as source:
        try:
            yield from parquet.ParquetFile(source).iter_batches(batch_size=_ROWS)
        except (exceptions, OSError) as error:
            raise PolyglotError(f"it is no Parquet file, or is damaged: {error}") from None
