"""JSON Lines cut into chunks of whole lines, which are parsed by the processes that tag them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO, Final

from polyglot_norm.corpus.chunks import CHUNK, LONGEST, Content, JsonChunk
from polyglot_norm.corpus.json_columns import Columns
from polyglot_norm.corpus.options import CorpusOptions
from polyglot_norm.corpus.reading import Meter, Opener
from polyglot_norm.corpus.shards import Shard
from polyglot_norm.streams.stream_error import StreamError

_MARK: Final = b"\xef\xbb\xbf"
_WIDE_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")


def contents(opener: Opener, shard: Shard, options: CorpusOptions) -> Iterator[Content]:
    """Yield the lines of a shard; for a table with the columns of them all, known beforehand."""
    (file,) = shard.files
    columns = None
    if options.format == "parquet":
        with Opener(opener.place, Meter()).decompressed(file) as raw:
            columns = _columns(_chunks(raw, opener.name(file)), options.column)
    yield JsonChunk(1, b"", columns)  # so that an empty file has its columns, too
    with opener.decompressed(file) as raw:
        for chunk in _chunks(raw, opener.name(file)):
            yield chunk._replace(columns=columns)


def _columns(chunks: Iterator[JsonChunk], column: str) -> dict[str, str]:
    """Return the columns of all records, with their types."""
    found = Columns(column)
    for chunk in chunks:
        for line in chunk.data.split(b"\n"):
            with suppress(ValueError):  # which the tagging process reports
                found.add(line)
    return found.types


def _chunks(raw: BinaryIO, name: str) -> Iterator[JsonChunk]:
    """Yield chunks of whole lines; one that is too long to be held is cut short."""
    held = _without_mark(raw, name)
    line, dropping = 1, False
    while data := raw.read(CHUNK):
        if dropping:
            end = data.find(b"\n") + 1
            if not end:
                continue
            data, dropping = data[end:], False
            line += 1
        end = data.rfind(b"\n") + 1
        if end:
            whole = held + data[:end]
            yield JsonChunk(line, whole)
            line += whole.count(b"\n")
            held = data[end:]
            continue
        held += data
        if len(held) > LONGEST:
            yield JsonChunk(line, held)  # too long, as its reader sees
            held, dropping = b"", True
    if held:
        yield JsonChunk(line, held)


def _without_mark(raw: BinaryIO, name: str) -> bytes:
    """Return the first bytes, after a byte-order mark."""
    head = raw.read(len(_MARK))
    if head.startswith(_WIDE_MARKS):
        raise StreamError(name, "this is UTF-16, and JSON Lines is UTF-8: convert it")
    return head.removeprefix(_MARK)
