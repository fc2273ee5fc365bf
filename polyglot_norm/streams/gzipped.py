"""Bytes compressed as they are written, the same for the same bytes."""

from __future__ import annotations

import zlib

ENDING = ".gz"
"""The ending of names of files that are written compressed."""

_WITH_HEADER = 16 + zlib.MAX_WBITS


class Gzip:
    """A compressor of one file.

    >>> import gzip
    >>> file = Gzip()
    >>> gzip.decompress(file.part("да ".encode()) + file.rest()).decode()
    'да '
    """

    def __init__(self) -> None:
        self._compressor = zlib.compressobj(6, zlib.DEFLATED, _WITH_HEADER)

    def part(self, data: bytes) -> bytes:
        """Return the bytes that can be written by now."""
        return self._compressor.compress(data)

    def rest(self) -> bytes:
        """Return the last bytes."""
        return self._compressor.flush()
