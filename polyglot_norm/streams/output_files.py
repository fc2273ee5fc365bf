"""Output to the standard stream, or to files that change only once everything is written."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from polyglot_norm.streams.stream_error import STANDARD, StreamError, naming

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_TEMPORARY: Final = re.compile(r"\..{1,32}\.[0-9a-f]{16}\.partial", re.DOTALL)
"""The names of temporary files."""


class Output:
    """A destination of text, written as UTF-8 with its line breaks untouched, or of bytes.

    A file name that is not UTF-8, which Python holds as lone surrogates, is written as its bytes.
    ``target`` is the path of the file that is to be replaced, or empty.
    """

    def __init__(
        self, name: str, raw: BinaryIO, *, interactive: bool = False, target: str = ""
    ) -> None:
        self.name = name
        self.target = target
        self.size = 0
        self._raw = raw
        self._interactive = interactive

    def write(self, text: str) -> None:
        """Write a text; a terminal shows it at once.

        Raises:
            StreamError: it cannot be written, for example because the disk is full.
            BrokenPipeError: the reader has gone.
        """
        self.write_bytes(text.encode("utf-8", "surrogateescape"))

    def write_bytes(self, data: bytes) -> None:
        """Write bytes as they are; raises as `write` does."""
        try:
            self._raw.write(data)
            self.size += len(data)
            if self._interactive:
                self._raw.flush()
        except OSError:
            with naming(self.name):  # entered only here: it takes longer than to write a line
                raise

    def flush(self) -> None:
        """Flush buffers; raises as `write` does."""
        with naming(self.name):
            self._raw.flush()


def is_also_input(output: str, inputs: Iterable[str]) -> bool:
    """Return True if writing to ``output`` would overwrite an input, under whatever name.

    >>> is_also_input(sys.executable, ["page.txt", sys.executable])
    True
    >>> is_also_input("-", ["-"])
    False
    """
    there = None if output == STANDARD else identity(output)
    return there is not None and any(there == identity(name) for name in inputs)


def identity(name: str) -> tuple[int, int] | None:
    """Return the device and inode of a regular file; None for anything else."""
    with suppress(OSError, ValueError, AttributeError):  # AttributeError: the stream is None
        found = os.fstat(sys.stdin.fileno()) if name == STANDARD else Path(name).stat()
        return (found.st_dev, found.st_ino) if stat.S_ISREG(found.st_mode) else None
    return None


def is_taken(name: str) -> bool:
    """Return True if writing would replace a file that is not empty.

    Devices and pipes are written to, not replaced. An empty file is what ``mktemp`` makes, to be
    filled.

    >>> is_taken(sys.executable), is_taken("-"), is_taken(os.devnull)
    (True, False, False)
    """
    with suppress(OSError, ValueError):
        found = Path(name).stat()
        return name != STANDARD and stat.S_ISREG(found.st_mode) and found.st_size > 0
    return False


@contextmanager
def open_output(
    name: str = STANDARD, *, folders: bool = False, synced: bool = True
) -> Iterator[Output]:
    """Open a file, or standard output for ``-``.

    A file appears, or changes, when everything is written, and not at all after an exception: the
    text goes to a temporary file beside it, which then takes its name. Devices and pipes are
    written to directly. ``folders`` makes missing folders. Unless the output is ``synced``, a
    crash of the machine may leave the file empty or short.

    Raises:
        StreamError: it cannot be opened or written.
    """
    if name == STANDARD:
        yield from _to_standard_output()
        return
    with naming(name):
        target = Path(os.path.realpath(name))  # a link stays a link to the file that is replaced
        if folders:
            target.parent.mkdir(parents=True, exist_ok=True)
        mode = _mode(target)
        if mode is not None and stat.S_ISDIR(mode):
            raise StreamError(name, "this is a folder; name a file")
    if mode is None or stat.S_ISREG(mode):
        yield from _atomic(name, target, mode, synced=synced)
    else:
        yield from _in_place(name, target)


def _mode(target: Path) -> int | None:
    try:
        return target.stat().st_mode
    except FileNotFoundError:
        return None


def _to_standard_output() -> Iterator[Output]:
    if sys.stdout is None:
        raise StreamError("standard output", "this stream is closed; name a file")
    output = Output("standard output", sys.stdout.buffer, interactive=sys.stdout.isatty())
    yield output
    output.flush()


def _in_place(name: str, target: Path) -> Iterator[Output]:
    with naming(name), target.open("wb") as raw:
        yield Output(name, raw)


def _atomic(name: str, target: Path, mode: int | None, *, synced: bool) -> Iterator[Output]:
    # Not named by tempfile.mkstemp: a signal before its name is known would leave the file behind.
    # Nobody else has a file of 64 random bits.
    temporary = target.with_name(f".{target.name[:32]}.{os.urandom(8).hex()}.partial")
    try:
        with naming(name):
            # The file that is replaced may be private, so nobody else may read this one yet.
            raw = open(  # noqa: SIM115 - closed below
                temporary, "xb", opener=lambda path, flags: os.open(path, flags, _first_mode(mode))
            )
        with raw:
            _lock(raw)
            yield Output(name, raw, target=str(target))
            with naming(name):
                raw.flush()
                if synced:
                    os.fsync(raw.fileno())
        with naming(name):
            if mode is not None:
                temporary.chmod(stat.S_IMODE(mode))
            temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def _first_mode(mode: int | None) -> int:
    return 0o666 if mode is None else 0o600


def _lock(raw: BinaryIO) -> None:
    """Lock a temporary file for as long as it is open, which marks it as in use."""
    if fcntl is not None:
        with suppress(OSError):  # some file systems have no locks
            fcntl.flock(raw, fcntl.LOCK_EX | fcntl.LOCK_NB)


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
