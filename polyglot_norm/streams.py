"""Where texts come from and where output goes: files and the standard streams, as characters."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from polyglot_norm.errors import PolyglotError
from polyglot_norm.text.decode import Decoded, decode

STANDARD = "-"
"""The name that stands for standard input, and for standard output."""


class StreamError(PolyglotError):
    """A file or stream that cannot be read or written: ``name`` is its name, ``reason`` why.

    >>> print(StreamError("page.txt", "No such file or directory"))
    page.txt: No such file or directory
    """

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, reason)
        self.name = name
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Input:
    """A text that was read: the name it was asked for by, and how its bytes were decoded."""

    name: str
    decoded: Decoded

    @property
    def text(self) -> str:
        """The text itself."""
        return self.decoded.text


def read(name: str, *, encoding: str | None = None, errors: str = "strict") -> Input:
    """The text of a file, or of standard input for ``-``; see `decode` for the other options.

    >>> try:
    ...     read(".")
    ... except StreamError as error:
    ...     print(error)
    .: is a folder; name the files in it

    Raises:
        StreamError: it cannot be read.
        DecodeError: its bytes are no text, or not in the declared encoding.
    """
    return Input(name, decode(_bytes_of(name), encoding=encoding, errors=errors))


def _bytes_of(name: str) -> bytes:
    try:
        return _standard_input().read() if name == STANDARD else Path(name).read_bytes()
    except IsADirectoryError:
        raise StreamError(name, "is a folder; name the files in it") from None
    except OSError as error:
        raise StreamError(name, _reason(error)) from error
    except ValueError as error:  # a NUL in the name
        raise StreamError(name, f"is no name of a file: {error}") from None
    except MemoryError:
        raise StreamError(name, "does not fit into memory; split it") from None


def _standard_input() -> BinaryIO:
    # Python sets a standard stream to None when the process was started with it closed.
    if sys.stdin is None:
        raise StreamError(STANDARD, "standard input is closed; name a file")
    return sys.stdin.buffer


def _reason(error: OSError) -> str:
    return error.strerror or str(error)


class Output:
    """Takes text and writes it as UTF-8, line ends untouched.

    A file name that is not UTF-8, which Python holds as lone surrogates, goes out as its bytes.
    """

    def __init__(self, name: str, raw: BinaryIO, *, interactive: bool = False) -> None:
        self.name = name
        self._raw = raw
        self._interactive = interactive

    def write(self, text: str) -> None:
        """Write ``text``; a terminal shows it at once.

        Raises:
            StreamError: the disk is full, for one.
            BrokenPipeError: who was reading has gone.
        """
        with _told(self.name):
            self._raw.write(text.encode("utf-8", "surrogateescape"))
            if self._interactive:
                self._raw.flush()

    def flush(self) -> None:
        """Hand on what is still held back; raises as `write` does."""
        with _told(self.name):
            self._raw.flush()


@contextmanager
def _told(name: str) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise  # no fault: who calls ends quietly
    except OSError as error:
        raise StreamError(name, _reason(error)) from error


def is_also_input(output: str, inputs: Iterable[str]) -> bool:
    """Whether writing to ``output`` would overwrite one of the inputs, by whatever name.

    >>> is_also_input(sys.executable, ["page.txt", sys.executable])
    True
    >>> is_also_input("-", ["-"])
    False
    """
    there = None if output == STANDARD else _identity(output)
    return there is not None and any(there == _identity(name) for name in inputs)


def _identity(name: str) -> tuple[int, int] | None:
    """Device and number of a regular file; None for what is none."""
    with suppress(OSError, ValueError, AttributeError):  # AttributeError: a stream that is None
        found = os.fstat(sys.stdin.fileno()) if name == STANDARD else Path(name).stat()
        return (found.st_dev, found.st_ino) if stat.S_ISREG(found.st_mode) else None
    return None


@contextmanager
def open_output(name: str = STANDARD) -> Iterator[Output]:
    """An `Output` to a file, or to standard output for ``-``.

    A file appears, or changes, when all is written, and not at all after an exception: the text
    goes to a temporary file beside it, which then takes its name. Devices and pipes are written
    to directly.

    Raises:
        StreamError: it cannot be opened or written.
    """
    if name == STANDARD:
        yield from _to_standard_output()
        return
    with _told(name):
        target = Path(name).resolve()  # a link stays a link to the file that is replaced
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
    with _told(name), target.open("wb") as raw:
        yield Output(name, raw)


def _atomic(name: str, target: Path) -> Iterator[Output]:
    temporary = None
    try:
        with _told(name):
            number, path = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
            temporary = Path(path)
            raw = os.fdopen(number, "wb")
        with raw:
            yield Output(name, raw)
            with _told(name):
                raw.flush()
                os.fsync(number)  # else a crash of the machine may leave the new name, empty
        with _told(name):
            temporary.chmod(_mode(target))
            temporary.replace(target)
    except BaseException:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    """The permissions that a file has, or would get if it were made in the ordinary way."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
