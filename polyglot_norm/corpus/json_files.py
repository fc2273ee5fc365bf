"""JSON Lines cut into chunks of whole lines, which are parsed by the processes that tag them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO, Final, NamedTuple

from polyglot_norm.corpus.chunks import CHUNK, LONGEST, Content, JsonChunk
from polyglot_norm.corpus.json_columns import Columns
from polyglot_norm.corpus.options import CorpusOptions
from polyglot_norm.corpus.places import Found
from polyglot_norm.corpus.reading import Meter, Opener
from polyglot_norm.corpus.shards import Shard
from polyglot_norm.streams.stream_error import StreamError

_MARK: Final = b"\xef\xbb\xbf"
_WIDE_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")


class _Lines(NamedTuple):
    """Whole lines: the number of the first, the place at which it begins, and their bytes."""

    line: int
    start: int
    data: bytes


def contents(opener: Opener, shard: Shard, options: CorpusOptions) -> Iterator[Content]:
    """Yield the lines of a shard; for a table with the columns of them all, known beforehand."""
    (file,) = shard.files
    name, part, columns = opener.name(file), shard.part, shard.columns
    if options.format == "parquet" and columns is None:
        with Opener(opener.place, Meter()).decompressed(file) as raw:
            columns = _columns(_lines(raw, name), options.column)
    first = part.row if part is not None else 1
    yield JsonChunk(first, b"", columns)  # so that an empty file has its columns, too
    with opener.part(file, part) as raw:
        for lines in _lines(raw, name, first):
            yield JsonChunk(lines.line, lines.data, columns)


def starts(
    opener: Opener, file: Found, size: int, column: str | None
) -> tuple[list[tuple[int, int]], dict[str, str] | None]:
    """Return where parts of about a size begin, each with the number of its first line.

    With the name of the column of texts, the columns of all lines are returned, too. A file that is
    compressed has no parts.
    """
    columns = Columns(column) if column is not None else None
    found = [(0, 1)]
    with opener.raw(file) as raw, opener.decompressed(file) as plain:
        if raw.read(CHUNK) != plain.read(CHUNK):
            return [], None
    with opener.decompressed(file) as raw:
        for lines in _lines(raw, opener.name(file)):
            if lines.start >= size * len(found):
                found.append((lines.start, lines.line))
            if columns is not None:
                _add(columns, lines)
    return found, None if columns is None else columns.types


def _columns(chunks: Iterator[_Lines], column: str) -> dict[str, str]:
    """Return the columns of all records, with their types."""
    found = Columns(column)
    for chunk in chunks:
        _add(found, chunk)
    return found.types


def _add(columns: Columns, lines: _Lines) -> None:
    for line in lines.data.split(b"\n"):
        with suppress(ValueError):  # which the tagging process reports
            columns.add(line)


def _lines(raw: BinaryIO, name: str, first: int = 1) -> Iterator[_Lines]:
    """Yield chunks of whole lines; one that is too long to be held is cut short."""
    mark, held = _mark(raw, name)
    line, start, dropping = first, mark, False
    while data := raw.read(CHUNK):
        if dropping:
            end = data.find(b"\n") + 1
            start += end or len(data)
            if not end:
                continue
            data, dropping = data[end:], False
            line += 1
        end = data.rfind(b"\n") + 1
        if end:
            whole = held + data[:end]
            yield _Lines(line, start, whole)
            line += whole.count(b"\n")
            start += len(whole)
            held = data[end:]
            continue
        held += data
        if len(held) > LONGEST:
            yield _Lines(line, start, held)  # too long, as its reader sees
            start += len(held)
            held, dropping = b"", True
    if held:
        yield _Lines(line, start, held)


def _mark(raw: BinaryIO, name: str) -> tuple[int, bytes]:
    """Return the length of a byte-order mark, and the first bytes after it."""
    head = raw.read(len(_MARK))
    if head.startswith(_WIDE_MARKS):
        raise StreamError(name, "this is UTF-16, and JSON Lines is UTF-8: convert it")
    found = head.removeprefix(_MARK)
    return len(head) - len(found), found
