"""Files that appear, or change, only once everything is written."""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from filecmp import cmp
from typing import Final

from polyglot_norm.streams.output import Output
from polyglot_norm.streams.stream_error import naming

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_BUFFER: Final = 1 << 16
_TEMPORARY: Final = re.compile(r"\..{1,32}\.[0-9a-f]{16}\.partial", re.DOTALL)
"""The names of temporary files."""


class AtomicFile:
    """A file that is written under a temporary name beside it, and takes its name when complete.

    ``folders`` makes missing folders. ``exists`` is False if there is certainly no such file yet.
    Unless the file is ``synced``, a crash of the machine may leave it empty or short.

    Raises:
        StreamError: it cannot be created.
    """

    def __init__(
        self, name: str, *, folders: bool = False, synced: bool = True, exists: bool = True
    ) -> None:
        self._name = name
        self._synced = synced
        with naming(name):
            self._target, self._mode = _resolved(name) if exists else (name, None)
            self._temporary = _temporary(self._target)
            self._raw: _Written | None = None
            try:
                self._raw = self._created(folders=folders)
                _lock(self._raw)
            except BaseException:
                self.abandon()
                raise
        self.output = Output(name, self._raw, target=self._target)

    def _created(self, *, folders: bool) -> _Written:
        # The file that is replaced may be private, so nobody else may read this one yet.
        mode = 0o666 if self._mode is None else 0o600
        try:
            return _Written(os.open(self._temporary, _NEW, mode))
        except FileNotFoundError:
            if not folders:
                raise
            os.makedirs(os.path.dirname(self._temporary), exist_ok=True)  # noqa: PTH103, PTH120
            return _Written(os.open(self._temporary, _NEW, mode))

    def commit(self) -> None:
        """Give the file its name.

        Raises:
            StreamError: it cannot be written.
        """
        raw = self._raw
        assert raw is not None  # noqa: S101
        with naming(self._name):
            raw.flush()
            if self._synced:
                os.fsync(raw.fileno())
            raw.close()
            if self._mode is not None:
                os.chmod(self._temporary, stat.S_IMODE(self._mode))  # noqa: PTH101
            os.replace(self._temporary, self._target)  # noqa: PTH105
        self._raw, self._temporary = None, ""

    def is_unchanged(self) -> bool:
        """Return True if all that is written is what the file holds already.

        Raises:
            StreamError: it cannot be read.
        """
        raw = self._raw
        assert raw is not None  # noqa: S101
        with naming(self._name):
            raw.flush()
            return cmp(self._temporary, self._target, shallow=False)

    def abandon(self) -> None:
        """Leave nothing of the file unless it was committed."""
        with suppress(OSError):
            if self._raw is not None:
                self._raw.close()
        with suppress(OSError):
            if self._temporary:
                os.unlink(self._temporary)  # noqa: PTH108
        self._raw, self._temporary = None, ""


class _Written:
    """An open file that is written: for many small ones, `io.open` does more than is needed."""

    __slots__ = ("_held", "_number", "_size")

    def __init__(self, number: int) -> None:
        self._number = number
        self._held: list[bytes] = []
        self._size = 0

    def fileno(self) -> int:
        """Return the number of the open file."""
        return self._number

    def write(self, data: bytes) -> int:
        """Write bytes, a while later."""
        self._held.append(data)
        self._size += len(data)
        if self._size >= _BUFFER:
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Write what is held."""
        rest = memoryview(b"".join(self._held))
        self._held, self._size = [], 0
        while rest:
            rest = rest[os.write(self._number, rest) :]

    def close(self) -> None:
        """Close the file, without what is held."""
        number, self._number = self._number, -1
        if number >= 0:
            os.close(number)


def _resolved(name: str) -> tuple[str, int | None]:
    """Return a path, or for a link the path that it leads to, and the mode of the file there."""
    try:
        mode = os.lstat(name).st_mode
    except FileNotFoundError:
        return name, None
    if stat.S_ISLNK(mode):  # which stays a link to the file that is replaced
        target = os.path.realpath(name)
        return target, mode_of(target)
    return name, mode


def _temporary(target: str) -> str:
    # Not named by tempfile.mkstemp: a signal before its name is known would leave the file behind.
    # Nobody else has a file of 64 random bits.
    folder, name = os.path.split(target)
    return os.path.join(folder, f".{name[:32]}.{os.urandom(8).hex()}.partial")  # noqa: PTH118


def _lock(raw: _Written) -> None:
    """Lock a temporary file for as long as it is open, which marks it as in use."""
    if fcntl is not None:
        with suppress(OSError):  # some file systems have no locks
            fcntl.flock(raw.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


def remove_leftovers(folder: str) -> None:
    """Remove the temporary files in a folder that a killed process has left behind."""
    if fcntl is None:
        return
    with suppress(OSError), os.scandir(folder) as found:
        for entry in found:
            if _TEMPORARY.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                _remove_unlocked(entry.path)


def _remove_unlocked(path: str) -> None:
    with suppress(OSError), open(path, "rb") as file:  # noqa: PTH123 - names that are not UTF-8
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.unlink(path)  # noqa: PTH108


CAN_SYNC_ALL: Final = hasattr(os, "sync")
"""True except on Windows."""


def sync_all() -> None:
    """Wait until all files written so far are safe on the disk."""
    if CAN_SYNC_ALL:
        os.sync()


def mode_of(path: str) -> int | None:
    """Return the mode of a file, or None if there is none."""
    try:
        return os.stat(path).st_mode  # noqa: PTH116 - a Path takes longer to make than this
    except FileNotFoundError:
        return None
