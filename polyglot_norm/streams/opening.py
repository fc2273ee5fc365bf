"""A file, or standard input, opened for its bytes: unpacked, every fault told with its name."""

from __future__ import annotations

import io
import select
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, cast

from polyglot_norm.streams.compression import LONGEST_MAGIC, may_be_packed, unpacked
from polyglot_norm.streams.stream_error import STANDARD, StreamError, naming, reason

OnBytesRead = Callable[[int], None]
"""Told how many bytes were read from the disk, each time some were."""

_BUFFER = 1 << 18


@contextmanager
def open_bytes(name: str, meter: OnBytesRead | None = None) -> Iterator[BinaryIO]:
    """The bytes of a file, or of standard input for ``-``; what is compressed is unpacked.

    ``meter`` hears of the bytes as they stand on the disk.

    >>> try:
    ...     with open_bytes("no such file"):
    ...         pass
    ... except StreamError as error:
    ...     print(error)
    no such file: No such file or directory

    Raises:
        StreamError: it cannot be opened, or later, read.
        MissingExtra: what unpacks it is not installed.
    """
    raw = _opened(name)
    try:
        metered = _Metered(raw, name, meter)
        head = metered.begin()
        yield unpacked(cast("BinaryIO", io.BufferedReader(metered, _BUFFER)), head, name)
    finally:
        if name != STANDARD:
            raw.close()


def _opened(name: str) -> BinaryIO:
    try:
        if name == STANDARD:
            return _standard_input()
        return cast("BinaryIO", Path(name).open("rb", buffering=0))
    except IsADirectoryError:
        raise StreamError(name, "is a folder; name the files in it") from None
    except OSError as error:
        raise StreamError(name, reason(error)) from error
    except ValueError as error:  # a NUL in the name
        raise StreamError(name, f"is no name of a file: {error}") from None


def _standard_input() -> BinaryIO:
    # Python sets a standard stream to None when the process was started with it closed.
    if sys.stdin is None:
        raise StreamError(STANDARD, "standard input is closed; name a file")
    buffer = sys.stdin.buffer
    return cast("BinaryIO", getattr(buffer, "raw", buffer))


class _Metered(io.RawIOBase):
    """A file that says how much was read of it, and its name when it cannot be read."""

    def __init__(self, raw: BinaryIO, name: str, meter: OnBytesRead | None) -> None:
        self._raw, self._name, self._meter = raw, name, meter
        self._ahead = b""

    def readable(self) -> bool:
        return True

    def begin(self) -> bytes:
        """What it begins with: enough to say how it is packed, of a pipe that is slow as well."""
        while len(self._ahead) < LONGEST_MAGIC and may_be_packed(self._ahead):
            data = self._some(_BUFFER)
            if not data:
                break
            self._ahead += data
        return self._ahead[:LONGEST_MAGIC]

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._ahead[: len(buffer)] or self._some(len(buffer))
        self._ahead = self._ahead[len(data) :]
        buffer[: len(data)] = data
        return len(data)

    def _some(self, most: int) -> bytes:
        if self._name == STANDARD:
            _show_before_waiting()
        with naming(self._name):
            data = self._raw.read(most) or b""
        if self._meter is not None:
            self._meter(len(data))
        return data


def _show_before_waiting() -> None:
    """Hand on what was written so far, if standard input has nothing to read as yet."""
    with suppress(OSError, ValueError, AttributeError):
        if not select.select([sys.stdin], [], [], 0)[0]:
            sys.stdout.flush()
