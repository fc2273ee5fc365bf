"""Lines compressed chunk by chunk: what is decompressed is all of them, whoever compressed each."""

from __future__ import annotations

from polyglot_norm.streams.compressors import zstd_module
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
    found: bytes = zstd_module().compress(data)
    return found
