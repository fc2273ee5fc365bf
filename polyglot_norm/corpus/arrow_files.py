"""Parquet and Arrow IPC cut into chunks of rows."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from polyglot_norm.corpus.batches import serialise
from polyglot_norm.corpus.chunks import CHUNK, ArrowChunk, Content
from polyglot_norm.corpus.options import CorpusOptions
from polyglot_norm.corpus.reading import Meter, Opener
from polyglot_norm.corpus.shards import Shard
from polyglot_norm.formats.arrow_schema import pyarrow
from polyglot_norm.streams.stream_error import StreamError

_ROWS: Final = 1 << 12
_BUFFER: Final = 1 << 20
_MAGIC: Final = b"ARROW1"


def contents(opener: Opener, shard: Shard, options: CorpusOptions) -> Iterator[Content]:
    """Yield the rows of a shard; of an empty one a chunk without rows, for its columns."""
    (file,) = shard.files
    exceptions = pyarrow().ArrowException
    read = _parquet if shard.kind == "parquet" else _arrow
    row = 1
    with opener.raw(file) as raw:
        try:
            for batch in read(raw, opener.meter, shard.size):
                for part in parts(batch):
                    yield ArrowChunk(row, serialise(part))
                    row += part.num_rows
        except (exceptions, OSError) as error:
            if isinstance(error, StreamError):
                raise
            what = "Parquet" if shard.kind == "parquet" else "Arrow"
            reason = f"not {what}, truncated or damaged: {error}"
            raise StreamError(opener.name(file), reason) from None


def parts(batch: Any) -> Iterator[Any]:
    """Yield a batch in parts of a moderate size."""
    if batch.num_rows > 1 and (batch.num_rows > _ROWS or batch.nbytes > 2 * CHUNK):
        half = batch.num_rows // 2
        yield from parts(batch[:half])
        yield from parts(batch[half:])
    else:
        yield batch


def _parquet(raw: BinaryIO, meter: Meter, size: int) -> Iterator[Any]:
    parquet = pyarrow("pyarrow.parquet")
    # Pages are read as they are needed: a row group may be larger than memory.
    file = parquet.ParquetFile(raw, buffer_size=_BUFFER, pre_buffer=False)
    rows = file.metadata.num_rows
    groups = [file.metadata.row_group(n) for n in range(file.metadata.num_row_groups)]
    average = sum(group.total_byte_size for group in groups) // (rows or 1) + 1
    if not rows:
        yield from _no_rows(file.schema_arrow)
    done = 0
    for batch in file.iter_batches(min(_ROWS, CHUNK // average + 1), use_threads=False):
        done += batch.num_rows
        meter.reach(size * done / rows)
        yield batch


def _arrow(raw: BinaryIO, meter: Meter, size: int) -> Iterator[Any]:
    ipc = pyarrow("pyarrow.ipc")
    beginning = raw.read(len(_MAGIC))
    raw.seek(0, io.SEEK_SET)
    if beginning == _MAGIC:
        reader = ipc.open_file(raw)
        batches = map(reader.get_batch, range(reader.num_record_batches))
    else:
        reader = ipc.open_stream(raw)
        batches = iter(reader)
    yield from _no_rows(reader.schema)
    for batch in batches:
        batch.validate(full=True)  # damaged offsets would lead outside its memory
        meter.reach(min(size, raw.tell()))
        yield batch


def _no_rows(schema: Any) -> Iterator[Any]:
    pa = pyarrow()
    yield pa.record_batch([pa.array([], field.type) for field in schema], schema=schema)
