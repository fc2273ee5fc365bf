"""What is written: to standard output, or to a file that changes only once all is written."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from polyglot_norm.streams.stream_error import STANDARD, StreamError, naming


class Output:
    """Takes text, written as UTF-8 with its line ends untouched, or bytes.

    A file name that is not UTF-8, which Python holds as lone surrogates, goes out as its bytes.
    ``target`` is the file that is to be replaced, if it is one.
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
        """Write ``text``; a terminal shows it at once.

        Raises:
            StreamError: the disk is full, for one.
            BrokenPipeError: who was reading has gone.
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
            with naming(self.name):  # only now, for it takes longer than to write a line
                raise

    def flush(self) -> None:
        """Hand on what is still held back; raises as `write` does."""
        with naming(self.name):
            self._raw.flush()


def is_also_input(output: str, inputs: Iterable[str]) -> bool:
    """Whether writing to ``output`` would overwrite one of the inputs, by whatever name.

    >>> is_also_input(sys.executable, ["page.txt", sys.executable])
    True
    >>> is_also_input("-", ["-"])
    False
    """
    there = None if output == STANDARD else identity(output)
    return there is not None and any(there == identity(name) for name in inputs)


def identity(name: str) -> tuple[int, int] | None:
    """Device and number of a regular file; None for what is none."""
    with suppress(OSError, ValueError, AttributeError):  # AttributeError: a stream that is None
        found = os.fstat(sys.stdin.fileno()) if name == STANDARD else Path(name).stat()
        return (found.st_dev, found.st_ino) if stat.S_ISREG(found.st_mode) else None
    return None


def is_taken(name: str) -> bool:
    """Whether there is a file of that name with something in it, which writing would replace.

    Devices and pipes are written to, not replaced; an empty file is what ``mktemp`` leaves to be
    filled.

    >>> is_taken(sys.executable), is_taken("-"), is_taken(os.devnull)
    (True, False, False)
    """
    with suppress(OSError, ValueError):
        found = Path(name).stat()
        return name != STANDARD and stat.S_ISREG(found.st_mode) and found.st_size > 0
    return False


@contextmanager
def open_output(name: str = STANDARD, *, folders: bool = False) -> Iterator[Output]:
    """An `Output` to a file, or to standard output for ``-``.

    A file appears, or changes, when all is written, and not at all after an exception: the text
    goes to a temporary file beside it, which then takes its name. Devices and pipes are written
    to directly. ``folders`` makes the folders above it that are not there.

    Raises:
        StreamError: it cannot be opened or written.
    """
    if name == STANDARD:
        yield from _to_standard_output()
        return
    with naming(name):
        target = Path(name).resolve()  # a link stays a link to the file that is replaced
        if folders:
            target.parent.mkdir(parents=True, exist_ok=True)
        exists = target.exists()
        if target.is_dir():
            raise StreamError(name, "is a folder; name a file")
    yield from _in_place(name, target) if exists and not target.is_file() else _atomic(name, target)


def _to_standard_output() -> Iterator[Output]:
    if sys.stdout is None:
        raise StreamError(STANDARD, "standard output is closed; give a file to write")
    output = Output("standard output", sys.stdout.buffer, interactive=sys.stdout.isatty())
    yield output
    output.flush()


def _in_place(name: str, target: Path) -> Iterator[Output]:
    with naming(name), target.open("wb") as raw:
        yield Output(name, raw)


def _atomic(name: str, target: Path) -> Iterator[Output]:
    # Named here, not by tempfile.mkstemp: a signal that strikes before its name was known would
    # leave the file behind. Nobody else has a file of 64 random bits.
    temporary = target.with_name(f".{target.name[:32]}.{os.urandom(8).hex()}")
    try:
        with naming(name):
            raw = open(temporary, "xb", opener=_private)  # noqa: SIM115 - closed below
        with raw:
            yield Output(name, raw, target=str(target))
            with naming(name):
                raw.flush()
                os.fsync(raw.fileno())  # else a crash of the machine may leave the new name, empty
        with naming(name):
            temporary.chmod(_mode(target))
            temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def _private(path: str, flags: int) -> int:
    """Open a file that nobody else can read yet: what it replaces may be private."""
    return os.open(path, flags, 0o600)


def _mode(target: Path) -> int:
    """The permissions that a file has, or would get if it were made in the ordinary way."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
