"""Folders elsewhere, such as ``s3://`` and ``gs://``, by the file systems of Arrow or of fsspec.

An object appears when its upload is complete. What is written goes to a temporary file of this
machine first, so that a run that is killed leaves nothing behind elsewhere.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from shutil import copyfileobj
from typing import Any, BinaryIO, Final, cast

from polyglot_norm.corpus.places import Found, Written, is_hidden
from polyglot_norm.errors import PolyglotError
from polyglot_norm.formats.arrow_schema import pyarrow
from polyglot_norm.streams.stream_error import StreamError, naming

_CHUNK: Final = 1 << 20
_SPOOLED: Final = 1 << 23
"""Bytes of a file that is written that stay in memory."""


class RemotePlace:
    """A folder that a URL names, or the folder of one object."""

    is_local = False

    def __init__(self, name: str) -> None:
        self.name = name.rstrip("/")
        self._system, self._root = _file_system(name)
        self._root = self._root.rstrip("/")
        self._only: str | None = None
        if self._info("").type == pyarrow("pyarrow.fs").FileType.File:
            self._root, _, self._only = self._root.rpartition("/")
            self.name = self.name.rpartition("/")[0]

    @property
    def is_file(self) -> bool:
        """True if it was named by its one object."""
        return self._only is not None

    def files(self) -> Iterator[Found]:
        """Yield the files below; see `Place`."""
        if self._only is not None:
            yield self._found(self._only, self._info(self._only))
            return
        with naming(self.name):
            below = self._system.get_file_info(self._selector(""))
        infos = {info.path[len(self._root) + 1 :]: info for info in below if info.is_file}
        if not infos:
            raise StreamError(self.name, "there is nothing there")
        for path in sorted(infos):
            if not is_hidden(path):
                yield self._found(path, infos[path])

    def names(self, folder: str) -> list[str]:
        """Return the paths below a folder."""
        root = self._path(folder)
        with naming(self.full_name(folder)):
            below = self._system.get_file_info(self._selector(folder))
        return [info.path[len(root) + 1 :] for info in below if info.is_file]

    def _found(self, path: str, info: Any) -> Found:
        return Found(path, info.size or 0, info.mtime_ns or 0)

    def _selector(self, folder: str) -> Any:
        kind = pyarrow("pyarrow.fs").FileSelector
        return kind(self._path(folder), recursive=True, allow_not_found=True)

    def _info(self, path: str) -> Any:
        with naming(self.full_name(path)):
            return self._system.get_file_info(self._path(path))

    def open(self, path: str) -> BinaryIO:
        """Open an object."""
        with naming(self.full_name(path)):
            return cast("BinaryIO", self._system.open_input_file(self._path(path)))

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a small object, or None."""
        if self.size(path) is None:
            return None
        with naming(self.full_name(path)), self._system.open_input_stream(self._path(path)) as file:
            return cast("bytes", file.read())

    def write(self, path: str, data: bytes) -> None:
        """Write a small object."""
        with naming(self.full_name(path)):
            self._make_folder(path)
            with self._system.open_output_stream(self._path(path)) as file:
                file.write(data)

    def upload(self, path: str, source: BinaryIO) -> None:
        """Write an object from a file."""
        with naming(self.full_name(path)):
            self._make_folder(path)
            with self._system.open_output_stream(self._path(path)) as file:
                copyfileobj(source, file, _CHUNK)

    def _make_folder(self, path: str) -> None:
        """Make the folder of an object where folders are real, as on HDFS; buckets have none."""
        if self._system.type_name not in ("s3", "gcs"):
            self._system.create_dir(self._path(path).rpartition("/")[0], recursive=True)

    def create(self, path: str) -> Written:
        """Begin an object."""
        return _Upload(self, path)

    def size(self, path: str) -> int | None:
        """Return the size of an object, or None."""
        info = self._info(path)
        return cast("int", info.size) if info.is_file else None

    def remove(self, path: str) -> None:
        """Remove an object."""
        if self.size(path) is not None:
            with naming(self.full_name(path)):
                self._system.delete_file(self._path(path))

    def full_name(self, path: str) -> str:
        """Return what a user calls the object."""
        return f"{self.name}/{path}" if path else self.name

    def _path(self, path: str) -> str:
        return f"{self._root}/{path}" if path else self._root

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Do nothing: object stores have no locks."""
        yield


class _Upload:
    """An object that is written to a temporary file, and uploaded when it is committed."""

    def __init__(self, place: RemotePlace, path: str) -> None:
        self._place, self._path = place, path
        self._file = tempfile.SpooledTemporaryFile(_SPOOLED)  # noqa: SIM115 - until abandoned

    def write(self, data: bytes) -> None:
        """Add bytes."""
        with naming(f"temporary file for {self._place.full_name(self._path)}"):
            self._file.write(data)

    def commit(self) -> int:
        """Upload the object."""
        with self._file:
            size = self._file.tell()
            self._file.seek(0)
            self._place.upload(self._path, cast("BinaryIO", self._file))
        return size

    def abandon(self) -> None:
        """Remove the temporary file."""
        self._file.close()


def _file_system(url: str) -> tuple[Any, str]:
    """Return the file system of a URL, and the path in it."""
    fs, exceptions = pyarrow("pyarrow.fs"), pyarrow().ArrowException
    try:
        system, path = fs.FileSystem.from_uri(url)
    except (exceptions, OSError, ValueError) as error:
        if isinstance(error, OSError) or "nrecognized" not in str(error):
            raise PolyglotError(f"{url}: {error}") from error
        return _of_fsspec(url)
    return system, path


def _of_fsspec(url: str) -> tuple[Any, str]:
    fs, scheme = pyarrow("pyarrow.fs"), url.partition("://")[0]
    try:
        import fsspec

        system, path = fsspec.core.url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise PolyglotError(
            f"{url}: nothing that is installed reads {scheme}:// ({error}): install fsspec and its "
            "package for that, or name a path, s3:// or gs://"
        ) from error
    return fs.PyFileSystem(fs.FSSpecHandler(system)), path
