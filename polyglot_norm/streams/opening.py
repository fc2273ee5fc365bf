"""A file, or standard input, opened for its decompressed bytes, with errors that name it."""

from __future__ import annotations

import io
import select
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO, cast

from polyglot_norm.streams.compression import LONGEST_MAGIC, decompressed, may_be_compressed
from polyglot_norm.streams.stream_error import STANDARD, StreamError, naming, reason

OnBytesRead = Callable[[bytes], None]
"""Called with bytes read from the disk, each time some are."""

_BUFFER = 1 << 16


@contextmanager
def open_bytes(name: str, meter: OnBytesRead | None = None) -> Iterator[BinaryIO]:
    """Open a file, or standard input for ``-``, for its bytes, decompressed if need be.

    ``meter`` sees the bytes on the disk.

    >>> try:
    ...     with open_bytes("no such file"):
    ...         pass
    ... except StreamError as error:
    ...     print(error)
    no such file: No such file or directory

    Raises:
        StreamError: it cannot be opened or, later, read.
        MissingExtra: the package that decompresses it is not installed.
    """
    raw = _opened(name)
    try:
        yield decompressing(raw, name, meter)
    finally:
        if name != STANDARD:
            raw.close()


def decompressing(raw: BinaryIO, name: str, meter: OnBytesRead | None = None) -> BinaryIO:
    """Return the decompressed bytes of an open file, which errors call by ``name``.

    Raises:
        StreamError: it cannot be read, now or later.
        MissingExtra: the package that decompresses it is not installed.
    """
    metered = _Metered(raw, name, meter)
    head = metered.begin()
    return decompressed(cast("BinaryIO", io.BufferedReader(metered, _BUFFER)), head, name)


def _opened(name: str) -> BinaryIO:
    if name == STANDARD:
        return _standard_input()
    try:
        return cast("BinaryIO", open(name, "rb", buffering=0))  # noqa: PTH123 - a Path takes longer
    except IsADirectoryError:
        raise StreamError(name, "this is a folder; name the files in it") from None
    except OSError as error:
        raise StreamError(name, reason(error)) from error
    except ValueError as error:  # a NUL in the name
        raise StreamError(name, f"invalid file name: {error}") from None


def _standard_input() -> BinaryIO:
    # Python sets a standard stream to None if the process was started with it closed.
    if sys.stdin is None:
        raise StreamError(STANDARD, "this stream is closed; name a file")
    buffer = sys.stdin.buffer
    return cast("BinaryIO", getattr(buffer, "raw", buffer))


class _Metered(io.RawIOBase):
    """A file whose bytes are counted, and whose errors carry its name."""

    def __init__(self, raw: BinaryIO, name: str, meter: OnBytesRead | None) -> None:
        self._raw, self._name, self._meter = raw, name, meter
        self._ahead = b""

    def readable(self) -> bool:
        return True

    def begin(self) -> bytes:
        """Return the first bytes: enough to recognise a compression, even from a slow pipe."""
        while len(self._ahead) < LONGEST_MAGIC and may_be_compressed(self._ahead):
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
            self._meter(data)
        return data


def _show_before_waiting() -> None:
    """Flush standard output if reading standard input would wait."""
    with suppress(OSError, ValueError, AttributeError):
        if not select.select([sys.stdin], [], [], 0)[0]:
            sys.stdout.flush()
