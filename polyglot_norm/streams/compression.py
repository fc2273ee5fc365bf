"""Unpacking while reading, by what the bytes begin with and not by the name of the file.

Memory is bounded however far the bytes unpack: no more is unpacked at a time than was asked for,
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
"""Bytes from which every kind of compression can be told."""

MOST_MEMORY: Final = 1 << 27
"""Bytes of memory a decompressor may ask for: ``xz -9`` and ``zstd --long`` need less."""

_CHUNK: Final = 1 << 16
_MAGICS: Final = (b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd")


class _Decompressor(Protocol):
    """What the standard library's decompressors of bz2, xz and zstd have in common."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


def compression_of(head: bytes) -> str | None:
    """The compression that bytes begin with: ``gzip``, ``bzip2``, ``xz``, ``zstd`` or None.

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


def may_be_packed(head: bytes) -> bool:
    """Whether a file that begins with these few bytes may turn out to be packed.

    >>> may_be_packed(b""), may_be_packed(b"BZ"), may_be_packed(b"BA")
    (True, True, False)
    """
    return any(magic.startswith(head) or head.startswith(magic) for magic in _MAGICS)


def unpacked(raw: BinaryIO, head: bytes, name: str) -> BinaryIO:
    """What ``raw``, which begins with ``head``, holds when it is unpacked.

    Raises:
        MissingExtra: it is packed with zstd, and nothing is installed that unpacks it.
        StreamError: later, while reading: it is damaged or cut short.
    """
    kind = compression_of(head)
    if kind is None:
        return raw
    if kind == "gzip":
        import gzip

        inner: io.RawIOBase = cast("io.RawIOBase", gzip.GzipFile(fileobj=raw))
        return cast("BinaryIO", io.BufferedReader(_Told(inner, kind, name), _CHUNK))
    return cast("BinaryIO", io.BufferedReader(_Unpacking(raw, kind, name), _CHUNK))


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
            "it is packed with zstd, and nothing is installed that unpacks it: "
            "pip install 'polyglot-norm[zstd]'",
            extra="zstd",
        ) from None
    limit = {int(zstd.DecompressionParameter.window_log_max): MOST_MEMORY.bit_length() - 1}
    return lambda: cast("_Decompressor", zstd.ZstdDecompressor(options=limit))


def _faults() -> tuple[type[Exception], ...]:
    """What decompressors raise about what they are given; each has an error of its own."""
    import zlib

    named = (
        ("lzma", "LZMAError"),
        ("compression.zstd", "ZstdError"),
        ("backports.zstd", "ZstdError"),
    )
    own = [getattr(sys.modules[name], error) for name, error in named if name in sys.modules]
    return (OSError, EOFError, ValueError, zlib.error, *own)


class _Told(io.RawIOBase):
    """A file of which the faults are told with its name."""

    def __init__(self, inner: io.RawIOBase, kind: str, name: str) -> None:
        self._inner, self._kind, self._name = inner, kind, name

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            data = self._some(len(buffer))
        except StreamError:
            raise
        except _faults() as error:
            cut = isinstance(error, EOFError)
            what = "is cut short" if cut else f"is damaged ({error})"
            raise StreamError(self._name, f"its {self._kind} compression {what}") from error
        buffer[: len(data)] = data
        return len(data)

    def _some(self, most: int) -> bytes:
        return self._inner.read(most) or b""


class _Unpacking(_Told):
    """Unpacks one stream after another until the file ends; asks for no more than is wanted."""

    def __init__(self, raw: BinaryIO, kind: str, name: str) -> None:
        super().__init__(cast("io.RawIOBase", raw), kind, name)
        self._start = _starter(kind)
        self._at_work: _Decompressor | None = None
        self._ahead = b""

    def _some(self, most: int) -> bytes:
        while True:
            if self._at_work is None:
                self._ahead = self._ahead or self._read()
                if not self._ahead.strip(b"\0"):  # the end, or the padding before it
                    if not self._ahead:
                        return b""
                    self._ahead = b""
                    continue
                self._at_work = self._start()
            data = self._step(self._at_work, most)
            if self._at_work.eof:
                self._ahead, self._at_work = self._at_work.unused_data, None
            if data:
                return data

    def _step(self, at_work: _Decompressor, most: int) -> bytes:
        """What comes of the bytes at hand, or of the next ones."""
        given = self._ahead
        if not given and at_work.needs_input:
            given = self._read()
            if not given:
                raise EOFError
        self._ahead = b""
        return at_work.decompress(given, most)

    def _read(self) -> bytes:
        return self._inner.read(_CHUNK) or b""
