"""Folders elsewhere, such as ``s3://`` and ``gs://``, by the file systems of Arrow or of fsspec.

An object appears when its upload is complete. What is written goes to a temporary file of this
machine first, so that a run that is killed leaves nothing behind elsewhere.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from shutil import copyfileobj
from typing import Any, BinaryIO, Final, cast

from polyglot_norm.corpus.places import Found, Written, is_hidden
from polyglot_norm.errors import PolyglotError
from polyglot_norm.formats.arrow_schema import pyarrow
from polyglot_norm.streams.stream_error import StreamError, reason

_CHUNK: Final = 1 << 20
_AHEAD: Final = 1 << 22
"""Bytes that are asked for at a time of an object that is read through: a request has its price."""

_PATIENCE: Final = 60
"""Seconds after which a request to Google's store is given up, which would try for 15 minutes."""

_SPOOLED: Final = 1 << 20
"""Bytes of a file that is written that stay in memory."""


_PACKAGES: Final = {
    "abfs": "adlfs",
    "az": "adlfs",
    "gcs": "gcsfs",
    "gs": "gcsfs",
    "hf": "huggingface_hub",
    "http": "aiohttp",
    "https": "aiohttp",
    "s3a": "s3fs",
}
"""Packages that fsspec needs for a scheme."""


@contextmanager
def _naming(name: str) -> Iterator[None]:
    """Turn whatever a file system raises into a `StreamError` with the name of the object."""
    try:
        yield
    except PolyglotError:
        raise
    except Exception as error:
        what = reason(error) if isinstance(error, OSError) else f"{type(error).__name__}: {error}"
        raise StreamError(name, what) from error


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
        with _naming(self.name):
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
        with _naming(self.full_name(folder)):
            below = self._system.get_file_info(self._selector(folder))
        return [info.path[len(root) + 1 :] for info in below if info.is_file]

    def _found(self, path: str, info: Any) -> Found:
        return Found(path, info.size or 0, info.mtime_ns or 0)

    def _selector(self, folder: str) -> Any:
        kind = pyarrow("pyarrow.fs").FileSelector
        return kind(self._path(folder), recursive=True, allow_not_found=True)

    def _info(self, path: str) -> Any:
        with _naming(self.full_name(path)):
            return self._system.get_file_info(self._path(path))

    def open(self, path: str) -> BinaryIO:
        """Open an object."""
        with _naming(self.full_name(path)):
            return cast("BinaryIO", self._system.open_input_file(self._path(path)))

    def stream(self, path: str, start: int = 0) -> BinaryIO:
        """Open an object to be read from a place on."""
        with _naming(self.full_name(path)):
            if start:
                file = self._system.open_input_file(self._path(path))
                file.seek(start)
            else:
                file = self._system.open_input_stream(self._path(path), compression=None)
        return cast("BinaryIO", io.BufferedReader(_Object(file), _AHEAD))

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a small object, or None."""
        if self.size(path) is None:
            return None
        with (
            _naming(self.full_name(path)),
            self._system.open_input_stream(self._path(path)) as file,
        ):
            return cast("bytes", file.read())

    def write(self, path: str, data: bytes) -> None:
        """Write a small object."""
        with _naming(self.full_name(path)):
            self._make_folder(path)
            with self._system.open_output_stream(self._path(path)) as file:
                file.write(data)

    def upload(self, path: str, source: BinaryIO) -> None:
        """Write an object from a file."""
        with _naming(self.full_name(path)):
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
            with _naming(self.full_name(path)):
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


class _Object(io.RawIOBase):
    """An open object as a raw stream."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()


class _Upload:
    """An object that is written to a temporary file, and uploaded when it is committed."""

    def __init__(self, place: RemotePlace, path: str) -> None:
        self._place, self._path = place, path
        self._file = tempfile.SpooledTemporaryFile(_SPOOLED)  # noqa: SIM115 - until abandoned

    def write(self, data: bytes) -> None:
        """Add bytes."""
        with _naming(f"temporary file for {self._place.full_name(self._path)}"):
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
    pa, fs = pyarrow(), pyarrow("pyarrow.fs")
    try:
        system, path = fs.FileSystem.from_uri(_impatient(url))
    except pa.ArrowNotImplementedError:  # an Arrow that was built without it
        return _of_fsspec(url)
    except (pa.ArrowException, OSError, ValueError) as error:
        if isinstance(error, OSError) or "nrecognized" not in str(error):
            raise PolyglotError(f"{url}: {error}") from error
        return _of_fsspec(url)
    return system, path


def _impatient(url: str) -> str:
    """Return a URL of Google's store with a limit of time, if it has none."""
    if not url.startswith(("gs://", "gcs://")) or "retry_limit_seconds=" in url:
        return url
    return f"{url}{'&' if '?' in url else '?'}retry_limit_seconds={_PATIENCE}"


def _of_fsspec(url: str) -> tuple[Any, str]:
    fs, scheme = pyarrow("pyarrow.fs"), url.partition("://")[0]
    try:
        import fsspec

        system, path = fsspec.core.url_to_fs(url)
    except (ImportError, ValueError) as error:
        package = _PACKAGES.get(scheme, "its package for that")
        raise PolyglotError(
            f"{url}: nothing that is installed reads {scheme}:// ({error}): install fsspec and "
            f"{package}, or name a path, s3:// or gs://"
        ) from error
    except Exception as error:  # whatever its package raises, for example without a network
        raise PolyglotError(f"{url}: {type(error).__name__}: {error}") from error
    return fs.PyFileSystem(fs.FSSpecHandler(system)), path
