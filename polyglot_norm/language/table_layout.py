"""The layout of one table of a model in memory: rows of weights, found by the hash of an n-gram.

A table is divided into 2 ** bits buckets by the highest bits of the 32-bit hash. It holds

    offsets     4 bytes a bucket, low byte first: where the bucket begins, from the table's start
    dense rows  from the next multiple of 16 on: a weight + 128 for every tag, a byte each, and zero
                weights up to a multiple of 16
    buckets     of which the first is empty, and shared by all hashes that no row has
    8 bytes     that are zero, since marks are read eight at a time

and a bucket

    rows        1 byte: the number of n-grams
    low marks   1 byte a row: the lowest byte of the hash
    high marks  1 byte a row: the next one
    lengths     1 byte a row: the number of weights, or DENSE, which has room for one
    weights     for each row its tags by index and their weight + 128, a byte each; for a dense row
                its index among the dense rows, in 2 bytes

A tag that is not in a row has weight 0 there.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

ROOM: Final = 0x7F
"""The bits of a length that say how many weights, of two bytes each, there is room for."""

DENSE: Final = 0x81
PADDING: Final = 8
ALIGNMENT: Final = 16
MOST_SPARSE: Final = 32
"""A row with more weights is faster to add with one for every tag, as `row_sums` does it."""

_MOST_ROWS: Final = 255


class Row(NamedTuple):
    """One n-gram of a model: its hash, and its weights by the index of the tag."""

    ngram: int
    weights: Sequence[tuple[int, int]]


class Layout(NamedTuple):
    """A table of a number of tags; ``data`` is laid out as described above."""

    data: bytes | memoryview
    bits: int
    tags: int

    @property
    def width(self) -> int:
        """The number of weights of a dense row: the tags, up to a multiple of 16.

        >>> Layout(b"", 4, 141).width
        144
        """
        return -(-self.tags // ALIGNMENT) * ALIGNMENT

    @property
    def dense(self) -> int:
        """The offset of the dense rows."""
        return -(-(4 << self.bits) // ALIGNMENT) * ALIGNMENT

    def weights(self, ngram: int) -> dict[int, int] | None:
        """Return the weights of an n-gram by the index of the tag; None if it is not known.

        This is for inspecting a model: a ``Scorer`` reads the same many times as fast.
        """
        (start,) = struct.unpack_from("<I", self.data, 4 * (ngram >> (32 - self.bits)))
        rows, marks = self.data[start], start + 1
        for row in range(marks, marks + rows):
            if self.data[row] == ngram & 0xFF and self.data[row + rows] == ngram >> 8 & 0xFF:
                lengths = self.data[marks + 2 * rows : row + 2 * rows]
                place = marks + 3 * rows + 2 * sum(length & ROOM for length in lengths)
                return self._row(place, self.data[row + 2 * rows])
        return None

    def _row(self, place: int, length: int) -> dict[int, int]:
        if length == DENSE:
            (index,) = struct.unpack_from("<H", self.data, place)
            start = self.dense + index * self.width
            return {tag: self.data[start + tag] - 128 for tag in range(self.tags)}
        pairs = self.data[place : place + 2 * length]
        return {pairs[at]: pairs[at + 1] - 128 for at in range(0, 2 * length, 2)}


def laid_out(rows: Iterable[Row], bits: int, tags: int) -> bytes:
    """Return rows in the layout described above.

    >>> table = Layout(laid_out([Row(0x12345678, [(1, -3)])], 4, 2), 4, 2)
    >>> table.weights(0x12345678), table.weights(0x12345679)
    ({1: -3}, None)

    Raises:
        ValueError: a bucket has too many rows: there are too few bits.
    """
    buckets: list[list[Row]] = [[] for _ in range(1 << bits)]
    for row in rows:
        buckets[row.ngram >> (32 - bits)].append(row)
    dense: list[bytes] = []
    width = Layout(b"", bits, tags).width
    bodies = [_bucket(bucket, width, dense) for bucket in buckets]
    data = bytearray(Layout(b"", bits, tags).dense)
    data += b"".join(dense)
    nowhere = len(data)
    data += b"\0"
    offsets = []
    for body in bodies:
        offsets.append(len(data) if body else nowhere)
        data += body
    data[: 4 * len(offsets)] = struct.pack(f"<{len(offsets)}I", *offsets)
    return bytes(data) + bytes(PADDING)


def _bucket(bucket: Sequence[Row], width: int, dense: list[bytes]) -> bytes:
    """Return the rows of a bucket, and append those that are dense to ``dense``."""
    if not bucket:
        return b""
    if len(bucket) > _MOST_ROWS:
        raise ValueError(f"a bucket must have at most 255 rows, got {len(bucket)}; use more bits")
    lengths, weights = bytearray(), bytearray()
    for row in bucket:
        if _is_dense(row, width):
            lengths.append(DENSE)
            weights += struct.pack("<H", len(dense))
            dense.append(_dense_row(row, width))
        else:
            lengths.append(len(row.weights))
            weights += bytes(byte for tag, weight in row.weights for byte in (tag, weight + 128))
    low = bytes(row.ngram & 0xFF for row in bucket)
    high = bytes(row.ngram >> 8 & 0xFF for row in bucket)
    return bytes([len(bucket)]) + low + high + bytes(lengths) + bytes(weights)


def _is_dense(row: Row, width: int) -> bool:
    """Return True if a row is shorter, or faster to add, with a weight for every tag."""
    return 2 * len(row.weights) > width or len(row.weights) > MOST_SPARSE


def _dense_row(row: Row, width: int) -> bytes:
    weights = dict(row.weights)
    return bytes(weights.get(tag, 0) + 128 for tag in range(width))
