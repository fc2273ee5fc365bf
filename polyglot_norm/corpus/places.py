"""Folders of this machine: files listed, opened, written at once or not at all; and locked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple, Protocol, cast

from polyglot_norm.errors import PolyglotError
from polyglot_norm.streams.atomic_file import AtomicFile, remove_leftovers
from polyglot_norm.streams.stream_error import StreamError, naming

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_LOCK: Final = ".polyglot-norm.lock"


class Found(NamedTuple):
    """A file below a place: its path, its size, and when it was changed, in nanoseconds."""

    path: str
    size: int
    modified: int


class Written(Protocol):
    """A file that is being written, and appears when it is committed."""

    def write(self, data: bytes) -> None:
        """Add bytes; raise `StreamError` if they cannot be written."""

    def commit(self) -> int:
        """Give the file its name, and return its size."""

    def abandon(self) -> None:
        """Leave nothing of the file unless it was committed."""


class Place(Protocol):
    """A folder, here or elsewhere, whose files are named by their paths below it. Picklable."""

    name: str
    is_local: bool

    @property
    def is_file(self) -> bool:
        """True if it was named by its one file."""

    def files(self) -> Iterator[Found]:
        """Yield the files below, sorted by path, without those that begin with ``.`` or ``_``."""

    def names(self, folder: str) -> list[str]:
        """Return the paths below a folder, whatever they begin with, relative to it."""

    def open(self, path: str) -> BinaryIO:
        """Open a file that can seek."""

    def stream(self, path: str, start: int = 0) -> BinaryIO:
        """Open a file to be read once from a place on, as cheaply as can be."""

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a small file, or None if there is none."""

    def write(self, path: str, data: bytes) -> None:
        """Write a small file, at once or not at all."""

    def create(self, path: str) -> Written:
        """Begin a file."""

    def size(self, path: str) -> int | None:
        """Return the size of a file, or None if there is none."""

    def remove(self, path: str) -> None:
        """Remove a file, if it is there."""

    def full_name(self, path: str) -> str:
        """Return what a user calls the file."""

    def locked(self) -> AbstractContextManager[None]:
        """Refuse other runs for as long as the context lasts."""


def place_of(name: str) -> Place:
    """Return the place that a path or a URL such as ``s3://bucket/folder`` names.

    >>> place_of("corpus/").full_name("a.parquet")
    'corpus/a.parquet'

    Raises:
        PolyglotError: no installed package knows such a URL.
        MissingExtra: pyarrow is not installed.
    """
    if "://" not in name:
        return LocalPlace(name)
    from polyglot_norm.corpus.remote import RemotePlace

    return RemotePlace(name)


def is_hidden(path: str) -> bool:
    """Return True if a part of a path begins with a dot or an underscore, as to Spark and Arrow.

    >>> is_hidden("srp_Cyrl/a.parquet"), is_hidden("_manifest/run.json")
    (False, True)
    """
    return any(part.startswith((".", "_")) for part in path.split("/"))


class LocalPlace:
    """A folder of this machine, or the folder of one file."""

    is_local = True

    def __init__(self, name: str) -> None:
        self.name = os.path.normpath(name)
        self._only: str | None = None
        if os.path.isfile(name):  # noqa: PTH113
            self.name, self._only = os.path.split(self.name)

    @property
    def is_file(self) -> bool:
        """True if it was named by its one file."""
        return self._only is not None

    def files(self) -> Iterator[Found]:
        """Yield the files below; see `Place`."""
        if self._only is not None:
            yield self._found(self._only)
            return
        if not os.path.isdir(self.name):  # noqa: PTH112
            raise StreamError(self.name, "no such file or folder")
        yield from sorted(self._below(""))

    def names(self, folder: str) -> list[str]:
        """Return the paths below a folder."""
        root = self._path(folder)
        return [
            os.path.relpath(f"{below}/{name}", root).replace(os.sep, "/")
            for below, _, names in os.walk(root)
            for name in names
        ]

    def _below(self, folder: str) -> Iterator[Found]:
        with naming(self.full_name(folder)), os.scandir(self._path(folder)) as entries:
            for entry in entries:
                path = f"{folder}/{entry.name}" if folder else entry.name
                if is_hidden(entry.name):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    yield from self._below(path)
                elif entry.is_file():
                    yield self._found(path)

    def _found(self, path: str) -> Found:
        with naming(self.full_name(path)):
            status = os.stat(self._path(path))  # noqa: PTH116
        return Found(path, status.st_size, status.st_mtime_ns)

    def open(self, path: str) -> BinaryIO:
        """Open a file."""
        with naming(self.full_name(path)):
            return cast("BinaryIO", open(self._path(path), "rb", buffering=0))  # noqa: PTH123

    def stream(self, path: str, start: int = 0) -> BinaryIO:
        """Open a file to be read from a place on."""
        file = self.open(path)
        file.seek(start)
        return file

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a small file, or None."""
        try:
            with naming(self.full_name(path)):
                return Path(self._path(path)).read_bytes()
        except StreamError as error:
            if isinstance(error.__cause__, FileNotFoundError | NotADirectoryError):
                return None
            raise

    def write(self, path: str, data: bytes) -> None:
        """Write a small file."""
        file = self.create(path)
        try:
            file.write(data)
            file.commit()
        finally:
            file.abandon()

    def create(self, path: str) -> Written:
        """Begin a file."""
        return _LocalFile(self._path(path))

    def size(self, path: str) -> int | None:
        """Return the size of a file, or None."""
        try:
            return os.stat(self._path(path)).st_size  # noqa: PTH116
        except OSError:
            return None

    def remove(self, path: str) -> None:
        """Remove a file."""
        with naming(self.full_name(path)), suppress(FileNotFoundError):
            os.unlink(self._path(path))  # noqa: PTH108

    def full_name(self, path: str) -> str:
        """Return what a user calls the file."""
        return self._path(path)

    def _path(self, path: str) -> str:
        return os.path.join(self.name, path) if path else self.name or "."  # noqa: PTH118

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Refuse other runs, and remove what killed ones have left half-written."""
        with naming(self.name):
            os.makedirs(self.name, exist_ok=True)  # noqa: PTH103
        if fcntl is None:
            yield
            return
        path = self._path(_LOCK)
        with naming(path):
            number = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            self._take(number)
            for folder, _, _ in os.walk(self.name):
                remove_leftovers(folder)
            yield
        finally:
            os.close(number)

    def _take(self, number: int) -> None:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(number, 20, 0).decode("ascii", "replace").strip()
            by = f" (process {holder})" if holder else ""
            raise PolyglotError(
                f"{self.name}: another run{by} writes here: wait for it, or name another folder"
            ) from None
        except OSError:
            return  # a file system without locks
        os.ftruncate(number, 0)
        os.pwrite(number, f"{os.getpid()}\n".encode(), 0)


class _LocalFile:
    """A file under a temporary name beside its own."""

    def __init__(self, path: str) -> None:
        self._file = AtomicFile(path, folders=True)

    def write(self, data: bytes) -> None:
        """Add bytes."""
        self._file.output.write_bytes(data)

    def commit(self) -> int:
        """Give the file its name."""
        self._file.commit()
        return self._file.output.size

    def abandon(self) -> None:
        """Leave nothing of the file."""
        self._file.abandon()
