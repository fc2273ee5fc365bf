"""Destinations of results: one output for all inputs, or one for each input in a folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final, Protocol

from polyglot_norm.streams.atomic_file import (
    CAN_SYNC_ALL,
    AtomicFile,
    remove_leftovers,
    sync_all,
)
from polyglot_norm.streams.digests import digest_of_file
from polyglot_norm.streams.folders import Source
from polyglot_norm.streams.gzipped import ENDING, Gzip
from polyglot_norm.streams.input_kinds import bare_name
from polyglot_norm.streams.output import Output
from polyglot_norm.streams.output_files import identity, is_taken
from polyglot_norm.streams.stream_error import STANDARD, StreamError

if TYPE_CHECKING:
    from polyglot_norm.streams.manifest import Manifest

_UNSYNCED: Final = 1 << 28
"""Bytes written to a folder after which they are synced to the disk."""


class ResultEncoder(Protocol):
    """Turns results into bytes: the encoder of a format, or of a report."""

    def head(self) -> bytes:
        """Return the bytes before the first result."""

    def piece(self, item: Any) -> bytes:
        """Return the bytes of a result."""

    def foot(self) -> bytes:
        """Return the bytes after the last result."""


class Sink(Protocol):
    """Takes the results of one source after another."""

    def begin(self, source: Source) -> None:
        """Expect the results of a source; raise `StreamError` if it can have no output."""

    def put(self, result: Any) -> None:
        """Write a result of the source: bytes, or an object for the encoder."""

    def finish(self, source: Source, *, failed: bool, digest: str | None = None) -> None:
        """Expect no more of the source, which may have failed before its end.

        ``digest`` is that of the bytes that were read.
        """


class SingleSink:
    """One output for all sources, opened and closed by the caller."""

    def __init__(self, output: Output, encoder: ResultEncoder) -> None:
        self._output = output
        self._encoder = encoder
        output.write_bytes(encoder.head())

    def begin(self, source: Source) -> None:
        """Refuse the output itself, which may be in a folder that is read."""
        there = identity(self._output.target) if self._output.target else None
        if there is not None and there == identity(source.name):
            raise StreamError(source.name, "this is also the output; name another file for that")

    def put(self, result: Any) -> None:
        """Write a result; raises as `Output.write` does."""
        self._output.write_bytes(result if type(result) is bytes else self._encoder.piece(result))

    def finish(self, source: Source, *, failed: bool, digest: str | None = None) -> None:
        """Do nothing: sources are not kept apart."""

    def conclude(self) -> None:
        """Write the foot."""
        self._output.write_bytes(self._encoder.foot())


class FolderSink:
    """A file for each source, ``folder/below.extension``, which appears when it is complete.

    Without an extension it has the name of its source, and is compressed by gzip if that is; other
    endings of compressed files are left out.
    ``start`` makes an encoder for each file. A file that exists is an error, unless it may be
    replaced. Files are synced to the disk many at a time, since waiting for each would take longer
    than writing it.
    """

    def __init__(
        self,
        folder: str,
        extension: str,
        manifest: Manifest,
        start: Callable[[], ResultEncoder],
        *,
        replace: bool = False,
    ) -> None:
        self._folder = folder
        self._extension = extension
        self._manifest = manifest
        self._start = start
        self._replace = replace
        self._open: _OpenFile | None = None
        self._made: set[str] = set()
        self._cleaned: set[str] = set()
        self._unsynced = 0
        self.written = 0

    def name_for(self, source: Source) -> str:
        """Return the file of a source, as a path below the folder.

        >>> from polyglot_norm.formats import encoder
        >>> from polyglot_norm.streams.manifest import Manifest
        >>> sink = FolderSink("out", "tsv", Manifest("out", ()), lambda: encoder("tsv"))
        >>> sink.name_for(Source("in/sr/page.txt", "sr/page.txt"))
        'sr/page.txt.tsv'
        """
        below = "stdin" if source.name == STANDARD else source.below
        if self._extension:
            return f"{below}.{self._extension}"
        return below if below.endswith(ENDING) else bare_name(below)

    def is_finished(self, source: Source) -> bool:
        """Return True if an earlier run has completed the output of a source.

        Temporary files that a killed run has left beside it are removed.
        """
        if source.name == STANDARD:
            return False
        name = self.name_for(source)
        folder = os.path.dirname(os.path.join(self._folder, name))  # noqa: PTH118, PTH120
        if folder not in self._cleaned:
            self._cleaned.add(folder)
            remove_leftovers(folder)
        return self._manifest.has(name, source.name)

    def begin(self, source: Source) -> None:
        """Open the file of a source.

        Raises:
            StreamError: it cannot be opened, or two sources would share it.
        """
        name = self.name_for(source)
        path = os.path.join(self._folder, name)  # noqa: PTH118
        if name in self._made:
            raise StreamError(source.name, f"{path} is already the output of another input")
        self._made.add(name)
        exists = os.path.lexists(path)
        if exists:
            there = identity(path)
            if there is not None and there == identity(source.name):
                raise StreamError(source.name, "this would be its own output; name another folder")
            check_free(path, force=self._replace)
        gzip = Gzip() if not self._extension and name.endswith(ENDING) else None
        self._open = opened = _OpenFile(path, self._start(), gzip, exists=exists)
        opened.put(opened.encoder.head())

    def put(self, result: Any) -> None:
        """Write a result to the open file, if there is one."""
        if self._open is not None:
            self._open.put(result)

    def finish(self, source: Source, *, failed: bool, digest: str | None = None) -> None:
        """Complete the file, or leave nothing of it if its source has failed."""
        opened = self._open
        if opened is None:
            return
        if failed:
            self._abandon()
            return
        try:
            opened.put(opened.encoder.foot())
            size = opened.close()
        except BaseException:
            self._abandon()
            raise
        self._open = None
        self.written += 1
        self._note(source, size, digest)
        self._unsynced += size
        if self._unsynced >= _UNSYNCED:
            self._sync()

    def _note(self, source: Source, size: int, digest: str | None) -> None:
        """Add a completed output to the manifest, so that `is_finished` is True for it."""
        if source.name == STANDARD:
            return
        with suppress(StreamError):  # the input has gone since it was read
            self._manifest.add(self.name_for(source), digest or digest_of_file(source.name), size)

    def _sync(self) -> None:
        sync_all()
        self._unsynced = 0

    def conclude(self) -> None:
        """Leave nothing of an open file, and sync the others to the disk."""
        self._abandon()
        self._manifest.close()
        if self.written:
            self._sync()

    def _abandon(self) -> None:
        opened, self._open = self._open, None
        if opened is not None:
            opened.abandon()


class _OpenFile:
    """A file that is being written."""

    def __init__(
        self, path: str, encoder: ResultEncoder, gzip: Gzip | None, *, exists: bool
    ) -> None:
        self.encoder = encoder
        self._gzip = gzip
        self._file = AtomicFile(path, folders=True, synced=not CAN_SYNC_ALL, exists=exists)

    def put(self, result: Any) -> None:
        """Write a result; raises as `Output.write` does."""
        data = result if type(result) is bytes else self.encoder.piece(result)
        if data:
            self._file.output.write_bytes(self._gzip.part(data) if self._gzip else data)

    def close(self) -> int:
        """Give the file its name, and return its size."""
        if self._gzip:
            self._file.output.write_bytes(self._gzip.rest())
        self._file.commit()
        return self._file.output.size

    def abandon(self) -> None:
        """Leave nothing of the file."""
        self._file.abandon()


@contextmanager
def into_folder(sink: FolderSink) -> Iterator[FolderSink]:
    """Yield the sink, and conclude it whatever happens."""
    try:
        yield sink
    finally:
        sink.conclude()


def check_free(name: str, *, force: bool) -> None:
    """Refuse to replace a file that is not empty, unless ``force`` is given.

    Raises:
        StreamError: there is such a file.
    """
    if not force and is_taken(name):
        raise StreamError(name, "already exists; replace it with --force")
