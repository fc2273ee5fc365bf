"""Compression of a file as it is written, in each kind that can be read."""

from __future__ import annotations

import sys
from typing import Any, Final, Protocol

from polyglot_norm.errors import MissingExtra
from polyglot_norm.streams.gzipped import Gzip


class Compressor(Protocol):
    """A compressor of one file."""

    def part(self, data: bytes) -> bytes:
        """Return the bytes that can be written by now."""

    def rest(self) -> bytes:
        """Return the last bytes."""


class _Standard:
    """A compressor of the standard library, or one that is like these."""

    def __init__(self, compressor: Any) -> None:
        self._compressor = compressor

    def part(self, data: bytes) -> bytes:
        found: bytes = self._compressor.compress(data)
        return found

    def rest(self) -> bytes:
        found: bytes = self._compressor.flush()
        return found


def _bzip2() -> Compressor:
    import bz2

    return _Standard(bz2.BZ2Compressor())


def _xz() -> Compressor:
    import lzma

    return _Standard(lzma.LZMACompressor())


def _zstd() -> Compressor:
    return _Standard(zstd_module().ZstdCompressor())


_KINDS: Final = {"gzip": Gzip, "bzip2": _bzip2, "xz": _xz, "zstd": _zstd}


def compressor(kind: str) -> Compressor:
    """Return a compressor of a kind that `compression_of` names, with its usual level.

    >>> import bz2
    >>> file = compressor("bzip2")
    >>> bz2.decompress(file.part("да".encode()) + file.rest()).decode()
    'да'

    Raises:
        MissingExtra: the package that compresses is not installed.
    """
    return _KINDS[kind]()


def zstd_module() -> Any:
    """Return the module that compresses with zstd.

    Raises:
        MissingExtra: it is not installed.
    """
    try:
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd
    except ImportError:
        raise MissingExtra(
            "writing zstd needs the package backports.zstd: pip install 'polyglot-norm[zstd]'",
            extra="zstd",
        ) from None
    return zstd
