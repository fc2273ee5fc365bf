"""Parquet and Arrow IPC cut into chunks of rows."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from polyglot_norm.corpus.batches import serialise
from polyglot_norm.corpus.chunks import CHUNK, ArrowChunk, Content
from polyglot_norm.corpus.options import CorpusOptions
from polyglot_norm.corpus.places import Found
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
    row = shard.part.row if shard.part is not None else 1
    with opener.raw(file) as raw:
        try:
            for batch in read(raw, opener.meter, shard):
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


def starts(opener: Opener, file: Found, size: int) -> list[tuple[int, int]]:
    """Return where parts of about a size begin, each with the number of its first row.

    A part is some groups of rows. A file whose groups are in another order has no parts.
    """
    with opener.raw(file) as raw:
        metadata = pyarrow("pyarrow.parquet").ParquetFile(raw).metadata
    found, row, last = [(0, 1)], 1, -1
    for group in map(metadata.row_group, range(metadata.num_row_groups)):
        start = _start(group)
        if start <= last:
            return []
        if start >= size * len(found):
            found.append((start, row))
        row += group.num_rows
        last = start
    return found


def _start(group: Any) -> int:
    """Return the place in its file at which a group of rows begins."""
    places = []
    for column in map(group.column, range(group.num_columns)):
        places.append(column.data_page_offset)
        if column.dictionary_page_offset:  # some writers put 0 for none
            places.append(column.dictionary_page_offset)
    return min(places, default=0)


def _parquet(raw: BinaryIO, meter: Meter, shard: Shard) -> Iterator[Any]:
    parquet = pyarrow("pyarrow.parquet")
    # Pages are read as they are needed: a row group may be larger than memory.
    file = parquet.ParquetFile(raw, buffer_size=_BUFFER, pre_buffer=False)
    groups = {n: file.metadata.row_group(n) for n in range(file.metadata.num_row_groups)}
    if (part := shard.part) is not None:
        groups = {n: each for n, each in groups.items() if part.start <= _start(each) < part.end}
    rows = sum(group.num_rows for group in groups.values())
    average = sum(group.total_byte_size for group in groups.values()) // (rows or 1) + 1
    if not rows:
        yield from _no_rows(file.schema_arrow)
        return
    done, most = 0, min(_ROWS, CHUNK // average + 1)
    for batch in file.iter_batches(most, row_groups=list(groups), use_threads=False):
        done += batch.num_rows
        meter.reach(shard.size * done / rows)
        yield batch


def _arrow(raw: BinaryIO, meter: Meter, shard: Shard) -> Iterator[Any]:
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
        meter.reach(min(shard.size, raw.tell()))
        yield batch


def _no_rows(schema: Any) -> Iterator[Any]:
    pa = pyarrow()
    yield pa.record_batch([pa.array([], field.type) for field in schema], schema=schema)
