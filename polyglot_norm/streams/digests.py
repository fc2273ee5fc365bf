"""Digests of the bytes of files, by which an output knows what it was made from."""

from __future__ import annotations

from hashlib import blake2b
from typing import Final

from polyglot_norm.streams.stream_error import naming

_CHUNK: Final = 1 << 20
_SIZE: Final = 16
"""Bytes of a digest."""


class Digesting:
    """Bytes that are digested while they are read.

    >>> digesting = Digesting()
    >>> digesting.see(b"some bytes")
    >>> print(digesting.digest())
    None
    >>> digesting.see(b"")
    >>> digesting.digest()
    '92f4ac7dbb1a10aae6460e9433f31877'
    """

    def __init__(self) -> None:
        self._digest = blake2b(digest_size=_SIZE)
        self._ended = False

    def see(self, data: bytes) -> None:
        """Digest some more; no bytes are the end."""
        if data:
            self._digest.update(data)
        else:
            self._ended = True

    def digest(self) -> str | None:
        """Return the digest of all bytes, None if the end was not seen."""
        return self._digest.hexdigest() if self._ended else None


def digest_of_file(name: str, start: int = 0, end: int | None = None) -> str:
    """Return the digest of the bytes of a file, or of those from one place to another.

    Raises:
        StreamError: it cannot be read.
    """
    digest = blake2b(digest_size=_SIZE)
    with naming(name), open(name, "rb", buffering=0) as file:  # noqa: PTH123
        at = file.seek(start)
        while chunk := file.read(_CHUNK if end is None else min(_CHUNK, end - at)):
            digest.update(chunk)
            at += len(chunk)
    return digest.hexdigest()
