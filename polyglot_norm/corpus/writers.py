"""The files of a shard, one for each folder, written as its chunks come back and shown together."""

from __future__ import annotations

import io
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final, NamedTuple, Protocol

from polyglot_norm.corpus.batches import deserialise
from polyglot_norm.corpus.options import CorpusOptions
from polyglot_norm.corpus.places import Place, Written
from polyglot_norm.formats.arrow_schema import pyarrow

_GROUP: Final = 1 << 24
"""Bytes of rows of a file that become a row group."""

_HELD: Final = 1 << 26
"""Bytes of rows of all files of a shard that are held before the largest group is written."""


class OutputFile(NamedTuple):
    """A file that was written: its path below the output, and its size."""

    path: str
    size: int


class _File(Protocol):
    """The content of a file."""

    held: int

    def add(self, payload: bytes) -> None:
        """Add what was made of a chunk."""

    def flush(self) -> None:
        """Write what is held."""

    def close(self) -> None:
        """Write what belongs at the end."""

    def abandon(self) -> None:
        """Write nothing more."""


class ShardFiles:
    """The files of a shard. None is visible before `commit`."""

    def __init__(self, place: Place, name: str, options: CorpusOptions) -> None:
        self._place, self._options = place, options
        self._path = f"{name}{options.extension}"
        self._written: dict[str, Written] = {}
        self._files: dict[str, _File] = {}

    def add(self, payloads: Mapping[str, bytes]) -> None:
        """Add what was made of a chunk, folder by folder.

        Raises:
            StreamError: it cannot be written, for example because the disk is full.
        """
        for folder, payload in payloads.items():
            self._file(folder).add(payload)
        while sum(file.held for file in self._files.values()) > _HELD:
            max(self._files.values(), key=lambda file: file.held).flush()

    def close(self) -> list[str]:
        """Write the ends of the files, and return their paths; raises as `add` does."""
        for file in self._files.values():
            file.close()
        return sorted(map(self.path, self._files))

    def commit(self) -> list[OutputFile]:
        """Show the files, which were closed; raises as `add` does."""
        return [
            OutputFile(self.path(folder), written.commit())
            for folder, written in sorted(self._written.items())
        ]

    def abandon(self) -> None:
        """Leave nothing that was not committed."""
        for file in self._files.values():
            file.abandon()
        for written in self._written.values():
            written.abandon()

    def path(self, folder: str) -> str:
        """Return the path of the file of a folder."""
        return f"{folder}/{self._path}" if folder else self._path

    def _file(self, folder: str) -> _File:
        if folder not in self._files:
            written = self._place.create(self.path(folder))
            self._written[folder] = written
            is_table = self._options.format == "parquet"
            self._files[folder] = _Table(written) if is_table else _Lines(written)
        return self._files[folder]


class _Lines:
    """Lines, written as they come."""

    held = 0

    def __init__(self, written: Written) -> None:
        self._written = written

    def add(self, payload: bytes) -> None:
        self._written.write(payload)

    def flush(self) -> None: ...

    def close(self) -> None: ...

    def abandon(self) -> None: ...


class _Table:
    """A Parquet file, written by groups of rows."""

    def __init__(self, written: Written) -> None:
        self._sink = _Sink(written)
        self._batches: list[Any] = []
        self._writer: Any = None
        self.held = 0

    def add(self, payload: bytes) -> None:
        batch = deserialise(payload)
        if self._writer is None:
            self._writer = pyarrow("pyarrow.parquet").ParquetWriter(
                self._sink, batch.schema, compression="zstd"
            )
        self._batches.append(batch)
        self.held += len(payload)
        if self.held > _GROUP:
            self.flush()

    def flush(self) -> None:
        if sum(batch.num_rows for batch in self._batches):
            schema = self._batches[0].schema
            table = pyarrow().Table.from_batches(self._batches, schema).unify_dictionaries()
            self._writer.write_table(table, row_group_size=table.num_rows)
        self._batches, self.held = [], 0

    def close(self) -> None:
        self.flush()
        if self._writer is not None:
            self._writer.close()

    def abandon(self) -> None:
        self._sink.written = None
        if self._writer is not None:  # which would close itself, and write, when it is forgotten
            with suppress(Exception):
                self._writer.close()


class _Sink(io.RawIOBase):
    """A file as Arrow wants one to write to; it is committed by others."""

    def __init__(self, written: Written) -> None:
        super().__init__()
        self.written: Written | None = written
        self._size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        piece = bytes(data)
        if self.written is not None:
            self.written.write(piece)
        self._size += len(piece)
        return len(piece)

    def tell(self) -> int:
        return self._size
