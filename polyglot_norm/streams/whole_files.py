"""Files that cannot be read in parts, and so must fit in memory."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from polyglot_norm.streams.stream_error import StreamError

LONGEST: Final = 1 << 26
"""The greatest number of characters in a file or record that must fit in memory."""


def whole(name: str, chunks: Iterable[str]) -> str:
    """Return the characters of a file.

    Raises:
        StreamError: they are too many.
    """
    parts, size = [], 0
    for chunk in chunks:
        size += len(chunk)
        if size > LONGEST:
            raise StreamError(name, f"longer than {LONGEST:,} characters; split it")
        parts.append(chunk)
    return "".join(parts)
