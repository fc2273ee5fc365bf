"""Sampling of the parts of a file that show its encoding: those beyond ASCII."""

from __future__ import annotations

import re
from collections.abc import Iterator

SAMPLE_BYTES = 8192  # more does not change the answer, and costs time
SAMPLE_BLOCKS = 16
_HIGH = re.compile(rb"[\x80-\xff]")
_SAFE_CUT = re.compile(rb"[\x00-\x20]")  # never the second byte of a double-byte character


def spread_sample(data: bytes, size: int = SAMPLE_BYTES) -> bytes:
    r"""Return the stretches of ``data`` with bytes beyond ASCII, evenly sampled, up to ``size``.

    ASCII is the same in every candidate, so in a long English page one late line of Cyrillic is all
    the evidence there is.

    >>> spread_sample(b"price " * 99 + "цена".encode("koi8-r")).decode("koi8-r")[-17:]
    'price price цена\n'
    """
    blocks = SAMPLE_BLOCKS if len(data) > size else 1
    step = -(-len(data) // blocks)
    pieces: list[bytes] = []
    for start in range(0, len(data), step or 1):
        room = size // blocks
        for piece in _high_stretches(data, start, min(start + step, len(data))):
            pieces.append(piece[: size // 4])
            room -= len(piece)
            if room <= 0:
                break
    return b"".join(piece + b"\n" for piece in pieces)


def _high_stretches(data: bytes, start: int, end: int) -> Iterator[bytes]:
    """Yield windows around high bytes, cut where no double-byte character can be split."""
    while match := _HIGH.search(data, start, end):
        first = _cut_before(data, max(start, match.start() - 48), start)
        cut = _SAFE_CUT.search(data, match.start() + 192, match.start() + 1024)
        start = cut.start() if cut else match.start() + 1024
        yield data[first:start]


def _cut_before(data: bytes, position: int, floor: int) -> int:
    """Return the nearest safe cut at or before a position, at most 2048 bytes back."""
    floor = max(floor - 256, position - 2048, 0)
    found = max(data.rfind(byte, floor, position) for byte in (b" ", b"\n", b"\r", b"\t"))
    return found + 1 if found >= 0 else floor
