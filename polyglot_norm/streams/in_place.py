"""Files replaced by their results, each when its own is complete."""

from __future__ import annotations

import os
import shutil
from typing import Any, Final

from polyglot_norm.errors import MissingExtra
from polyglot_norm.streams.atomic_file import AtomicFile, remove_leftovers
from polyglot_norm.streams.compression import LONGEST_MAGIC, compression_of
from polyglot_norm.streams.compressors import Compressor, compressor
from polyglot_norm.streams.digests import Digesting
from polyglot_norm.streams.folders import Source
from polyglot_norm.streams.opening import open_bytes
from polyglot_norm.streams.stream_error import STANDARD, StreamError, naming

_CHUNK: Final = 1 << 18


class InPlaceSink:
    """The file of each source, which is left alone if its result is the same.

    A compressed file is compressed again in the same way. A link stays a link, and the file that it
    leads to is replaced. Permissions are kept. With a ``suffix`` the old file is kept beside the
    new one, under its name and the suffix.
    """

    def __init__(self, suffix: str = "") -> None:
        self._suffix = suffix
        self._file: AtomicFile | None = None
        self._compressor: Compressor | None = None
        self._written = Digesting()
        self._before: tuple[int, int] | None = None
        self._swept: set[str] = set()
        self.written = self.unchanged = 0

    def begin(self, source: Source) -> None:
        """Expect the result of a source.

        Raises:
            StreamError: it cannot be replaced.
        """
        if source.name == STANDARD:
            raise StreamError(STANDARD, "cannot be changed in place; name a file")
        try:
            with naming(source.name), open(source.name, "rb") as file:  # noqa: PTH123
                kind = compression_of(file.read(LONGEST_MAGIC))
        except StreamError:
            return  # it cannot be read either, which is reported then
        try:
            self._compressor = None if kind is None else compressor(kind)
        except MissingExtra as error:
            raise StreamError(source.name, str(error)) from error
        self._written = Digesting()
        self._file = AtomicFile(source.name)
        self._before = _state(source.name)
        folder = os.path.dirname(self._file.output.target) or os.curdir  # noqa: PTH120
        if folder not in self._swept:
            self._swept.add(folder)
            remove_leftovers(folder)  # of runs that were killed; the file above is locked

    def put(self, result: Any) -> None:
        """Write bytes; raises as `Output.write` does."""
        if self._file is None:
            return
        if self._compressor is not None:
            if result:
                self._written.see(result)
            result = self._compressor.part(result)
        self._file.output.write_bytes(result)

    def finish(self, source: Source, *, failed: bool, digest: str | None = None) -> None:
        """Replace the file, unless its source has failed.

        Raises:
            StreamError: it cannot be replaced, or has changed since it was read.
        """
        file = self._file
        if file is None:
            return
        try:
            if not failed:
                self._replace(source, file)
        finally:
            self.conclude()

    def _replace(self, source: Source, file: AtomicFile) -> None:
        if self._is_unchanged(source, file):
            self.unchanged += 1
            return
        if _state(source.name) != self._before:
            raise StreamError(source.name, "has changed while it was read; run this again")
        if self._suffix:
            target = file.output.target
            _keep(target, target + self._suffix)
        file.commit()
        self.written += 1

    def _is_unchanged(self, source: Source, file: AtomicFile) -> bool:
        if self._compressor is None:
            return file.is_unchanged()
        file.output.write_bytes(self._compressor.rest())
        self._written.see(b"")
        return self._written.digest() == _content(source.name)

    def conclude(self) -> None:
        """Leave nothing of a file that is not complete."""
        file, self._file = self._file, None
        if file is not None:
            file.abandon()


def _content(name: str) -> str | None:
    """Return the digest of the decompressed bytes of a file."""
    content = Digesting()
    with open_bytes(name) as raw:
        while data := raw.read(_CHUNK):
            content.see(data)
    content.see(b"")
    return content.digest()


def _state(name: str) -> tuple[int, int]:
    with naming(name):
        found = os.stat(name)  # noqa: PTH116
    return found.st_mtime_ns, found.st_size


def _keep(path: str, backup: str) -> None:
    """Give a file, which is about to be replaced, a second name."""
    if os.path.lexists(backup):
        raise StreamError(backup, "already exists; choose another backup suffix")
    with naming(backup):
        try:
            os.link(path, backup)
        except OSError:  # a file system without links
            shutil.copy2(path, backup)
