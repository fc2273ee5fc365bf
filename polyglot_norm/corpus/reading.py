"""The way from a shard to its chunks, whatever kind of files it has."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, Final, NamedTuple, cast

from polyglot_norm.corpus.chunks import Chunk, Content
from polyglot_norm.corpus.options import CorpusOptions
from polyglot_norm.corpus.places import Found, Place
from polyglot_norm.corpus.shards import Part, Shard
from polyglot_norm.streams.opening import decompressing
from polyglot_norm.streams.stream_error import naming

_BUFFER: Final = 1 << 18


class Meter:
    """Counts the bytes that are read."""

    def __init__(self) -> None:
        self.read = 0

    def advance(self, count: int) -> None:
        """Count some more."""
        self.read += count

    def see(self, data: bytes) -> None:
        """Count bytes."""
        self.read += len(data)

    def reach(self, position: float) -> None:
        """Count up to a position."""
        self.read = max(self.read, int(position))


class Opener(NamedTuple):
    """Opens the files of a place, counting what is read of them."""

    place: Place
    meter: Meter

    @contextmanager
    def decompressed(self, file: Found) -> Iterator[BinaryIO]:
        """Open the decompressed bytes of a file."""
        with self._stream(file) as raw:
            yield decompressing(raw, self.name(file), self.meter.see)

    @contextmanager
    def part(self, file: Found, part: Part | None) -> Iterator[BinaryIO]:
        """Open the decompressed bytes of a file, or a part of one that is not compressed."""
        if part is None:
            with self.decompressed(file) as whole:
                yield whole
            return
        with self._stream(file, part.start) as raw:
            ranged = _Range(raw, part.end - part.start, self.name(file), self.meter)
            yield cast("BinaryIO", io.BufferedReader(ranged, _BUFFER))

    @contextmanager
    def counted(self, file: Found) -> Iterator[BinaryIO]:
        """Open a file as it is, to be read once through."""
        with self._stream(file) as raw:
            ranged = _Range(raw, file.size, self.name(file), self.meter)
            yield cast("BinaryIO", io.BufferedReader(ranged, _BUFFER))

    @contextmanager
    def _stream(self, file: Found, start: int = 0) -> Iterator[BinaryIO]:
        raw = self.place.stream(file.path, start)
        try:
            yield raw
        finally:
            raw.close()

    @contextmanager
    def raw(self, file: Found) -> Iterator[BinaryIO]:
        """Open a file as it is, to be read at any place; nothing is counted."""
        raw = self.place.open(file.path)
        try:
            yield raw
        finally:
            raw.close()

    def name(self, file: Found) -> str:
        """Return what a user calls a file."""
        return self.place.full_name(file.path)


class _Range(io.RawIOBase):
    """The next bytes of an open file, which are counted."""

    def __init__(self, raw: BinaryIO, size: int, name: str, meter: Meter) -> None:
        self._raw, self._left, self._name, self._meter = raw, size, name, meter

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        with naming(self._name):
            data = self._raw.read(min(len(buffer), self._left)) or b""
        self._left -= len(data)
        self._meter.advance(len(data))
        buffer[: len(data)] = data
        return len(data)


Reader = Callable[[Opener, Shard, CorpusOptions], Iterator[Content]]
"""Yields what a shard holds, in order."""


def chunks(place: Place, number: int, shard: Shard, options: CorpusOptions) -> Iterator[Chunk]:
    """Yield the chunks of a shard, which has a number.

    Raises:
        StreamError: a file cannot be read, is damaged or truncated.
        PolyglotError: it is not of its kind, or has no such column.
        MissingExtra: the package that reads it is not installed.
    """
    meter = Meter()
    before = 0
    for content in _reader(shard.kind)(Opener(place, meter), shard, options):
        read = min(meter.read, shard.size)
        yield Chunk(number, content, read - before)
        before = read


def _reader(kind: str) -> Reader:
    # Imported when needed: the packages that read some kinds are slow to load.
    if kind == "jsonl":
        from polyglot_norm.corpus import json_files

        return json_files.contents
    if kind == "text":
        from polyglot_norm.corpus import text_files

        return text_files.contents
    if kind == "warc":
        from polyglot_norm.corpus import web_archives

        return web_archives.contents
    from polyglot_norm.corpus import arrow_files

    return arrow_files.contents
