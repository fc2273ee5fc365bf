"""Lines compressed chunk by chunk: what is decompressed is all of them, whoever compressed each."""

from __future__ import annotations

import sys
from typing import Any

from polyglot_norm.errors import MissingExtra
from polyglot_norm.streams.gzipped import Gzip


def compressed(data: bytes, compression: str) -> bytes:
    """Return bytes compressed with ``"gzip"`` or ``"zstd"``, or as they are with ``"none"``.

    >>> import gzip
    >>> gzip.decompress(compressed(b"a", "gzip") + compressed(b"b", "gzip"))
    b'ab'

    Raises:
        MissingExtra: the package that compresses is not installed.
    """
    if compression == "none" or not data:
        return data
    if compression == "gzip":
        file = Gzip()
        return file.part(data) + file.rest()
    found: bytes = _zstd().compress(data)
    return found


def _zstd() -> Any:
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
