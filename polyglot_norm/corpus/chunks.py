"""What goes to a process that tags, and what comes back: chunks of a shard, in its order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from polyglot_norm.streams.passage import SkippedRecord
from polyglot_norm.streams.statistics import Statistics

CHUNK: Final = 1 << 19
"""Bytes of a chunk, about: small enough to hold many, large enough to pay for the way."""

LONGEST: Final = 1 << 22
"""Bytes of the longest row that is tagged, so that memory is bounded."""

MOST_SKIPPED: Final = 20
"""Reasons that are kept for a shard; records skipped for others are only counted."""

DOUBTS: Final = 20
"""The most doubtful segments that are kept for a report."""


class JsonChunk(NamedTuple):
    """Whole lines of JSON, the first with its number. ``columns`` are those of a table of them."""

    line: int
    data: bytes
    columns: Mapping[str, str] | None = None


class ArrowChunk(NamedTuple):
    """Rows of a table, serialised, the first with its number."""

    row: int
    data: bytes


class Page(NamedTuple):
    """A record of a web archive: what is known about it, its bytes, and the encoding it states.

    ``codings`` are what its headers say of the transfer and the content of the bytes.
    """

    fields: dict[str, str | None]
    payload: bytes
    is_html: bool
    charset: str | None
    codings: tuple[str, str]


class PagesChunk(NamedTuple):
    """Pages of a web archive, the first with its number, and the records that are damaged."""

    page: int
    pages: list[Page]
    damaged: list[SkippedRecord]


Content = JsonChunk | ArrowChunk | PagesChunk


class Chunk(NamedTuple):
    """A chunk of a shard. ``read`` is the number of bytes of its files that were read for it."""

    shard: int
    content: Content
    read: int = 0


@dataclass(slots=True)
class Counts:
    """What was found in rows; adds up."""

    rows: int = 0
    kept: int = 0
    nulls: int = 0
    mixed: int = 0
    bytes: int = 0
    skipped: int = 0
    first_skipped: dict[str, tuple[SkippedRecord, int]] = field(default_factory=dict)
    statistics: Statistics = field(default_factory=Statistics)

    def skip(self, record: SkippedRecord, count: int = 1) -> None:
        """Count a record that is left out, or ``count`` for one reason."""
        self.skipped += count
        first, before = self.first_skipped.get(record.reason, (record, 0))
        if before or len(self.first_skipped) < MOST_SKIPPED:
            self.first_skipped[record.reason] = first, before + count

    def add(self, other: Counts) -> None:
        """Add the counts of another."""
        self.rows += other.rows
        self.kept += other.kept
        self.nulls += other.nulls
        self.mixed += other.mixed
        self.bytes += other.bytes
        for record, count in other.first_skipped.values():
            self.skip(record, count)
        self.skipped += other.skipped - sum(count for _, count in other.first_skipped.values())
        self.statistics.add(other.statistics, most=DOUBTS)


class Tagged(NamedTuple):
    """What was made of a chunk: for each folder what its file takes, and the counts."""

    shard: int
    payloads: Mapping[str, bytes]
    counts: Counts
    read: int


class Broken(NamedTuple):
    """A shard that cannot be read or tagged, and why."""

    shard: int
    reason: str


class ShardEnd(NamedTuple):
    """The end of a shard; what is read of its files after the last chunk is ``read``."""

    shard: int
    read: int = 0


Event = Chunk | Broken | ShardEnd
