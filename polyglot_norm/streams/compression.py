"""Decompression while reading, chosen by the first bytes of a file and not by its name.

Memory is bounded whatever the ratio of compression: only as much is decompressed as was asked for,
and a dictionary larger than `MOST_MEMORY` is refused.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from typing import BinaryIO, Final, Protocol, cast

from polyglot_norm.errors import MissingExtra
from polyglot_norm.streams.stream_error import StreamError

LONGEST_MAGIC: Final = 10
"""Number of bytes from which every kind of compression can be recognised."""

MOST_MEMORY: Final = 1 << 27
"""Bytes of memory that a decompressor may use: ``xz -9`` and ``zstd --long`` need less."""

_CHUNK: Final = 1 << 16
_MAGICS: Final = (b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd")


class _Decompressor(Protocol):
    """The common interface of the standard library's decompressors of bz2, xz and zstd."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


def compression_of(head: bytes) -> str | None:
    """Return the compression of a file by its first bytes, or None.

    It is ``gzip``, ``bzip2``, ``xz`` or ``zstd``.

    >>> import bz2
    >>> compression_of(bz2.compress("да".encode())), compression_of(b"BZh9 is no magic")
    ('bzip2', None)
    """
    if head.startswith(b"\x1f\x8b\x08"):
        return "gzip"
    if head.startswith(b"BZh") and head[4:10] in (b"1AY&SY", b"\x17rE8P\x90"):
        return "bzip2"
    if head.startswith(b"\xfd7zXZ\0"):
        return "xz"
    if head.startswith(b"\x28\xb5\x2f\xfd"):
        return "zstd"
    return None


def may_be_compressed(head: bytes) -> bool:
    """Return True if more bytes may show that a file is compressed.

    >>> may_be_compressed(b""), may_be_compressed(b"BZ"), may_be_compressed(b"BA")
    (True, True, False)
    """
    return any(magic.startswith(head) or head.startswith(magic) for magic in _MAGICS)


def decompressed(raw: BinaryIO, head: bytes, name: str) -> BinaryIO:
    """Return ``raw``, which begins with ``head``, decompressed if it is compressed.

    Raises:
        MissingExtra: it is compressed with zstd, and no package for that is installed.
        StreamError: later, while reading: it is damaged or truncated.
    """
    kind = compression_of(head)
    if kind is None:
        return raw
    if kind == "gzip":
        import gzip

        inner: io.RawIOBase = cast("io.RawIOBase", gzip.GzipFile(fileobj=raw))
        return cast("BinaryIO", io.BufferedReader(_Named(inner, kind, name), _CHUNK))
    return cast("BinaryIO", io.BufferedReader(_Decompressing(raw, kind, name), _CHUNK))


def _starter(kind: str) -> Callable[[], _Decompressor]:
    if kind == "bzip2":
        import bz2

        return bz2.BZ2Decompressor
    if kind == "xz":
        import lzma

        return lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=MOST_MEMORY)
    return _zstd_starter()


def _zstd_starter() -> Callable[[], _Decompressor]:
    try:
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd
    except ImportError:
        raise MissingExtra(
            "reading zstd needs the package backports.zstd: pip install 'polyglot-norm[zstd]'",
            extra="zstd",
        ) from None
    limit = {int(zstd.DecompressionParameter.window_log_max): MOST_MEMORY.bit_length() - 1}
    return lambda: cast("_Decompressor", zstd.ZstdDecompressor(options=limit))


def _errors() -> tuple[type[Exception], ...]:
    """Return the exceptions of the decompressors in use."""
    import zlib

    named = (
        ("lzma", "LZMAError"),
        ("compression.zstd", "ZstdError"),
        ("backports.zstd", "ZstdError"),
    )
    own = [getattr(sys.modules[name], error) for name, error in named if name in sys.modules]
    return (OSError, EOFError, ValueError, zlib.error, *own)


class _Named(io.RawIOBase):
    """A compressed file whose errors carry its name."""

    def __init__(self, inner: io.RawIOBase, kind: str, name: str) -> None:
        self._inner, self._kind, self._name = inner, kind, name

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            data = self._some(len(buffer))
        except StreamError:
            raise
        except _errors() as error:
            problem = "truncated" if isinstance(error, EOFError) else f"damaged ({error})"
            raise StreamError(self._name, f"{self._kind} data is {problem}") from error
        buffer[: len(data)] = data
        return len(data)

    def _some(self, most: int) -> bytes:
        return self._inner.read(most) or b""


class _Decompressing(_Named):
    """A file of compressed streams, decompressed one after another."""

    def __init__(self, raw: BinaryIO, kind: str, name: str) -> None:
        super().__init__(cast("io.RawIOBase", raw), kind, name)
        self._start = _starter(kind)
        self._current: _Decompressor | None = None
        self._ahead = b""

    def _some(self, most: int) -> bytes:
        while True:
            if self._current is None:
                self._ahead = self._ahead or self._read()
                if not self._ahead.strip(b"\0"):  # the end, or the padding before it
                    if not self._ahead:
                        return b""
                    self._ahead = b""
                    continue
                self._current = self._start()
            data = self._step(self._current, most)
            if self._current.eof:
                self._ahead, self._current = self._current.unused_data, None
            if data:
                return data

    def _step(self, decompressor: _Decompressor, most: int) -> bytes:
        """Decompress the bytes at hand, or else the next ones."""
        given = self._ahead
        if not given and decompressor.needs_input:
            given = self._read()
            if not given:
                raise EOFError
        self._ahead = b""
        return decompressor.decompress(given, most)

    def _read(self) -> bytes:
        return self._inner.read(_CHUNK) or b""
