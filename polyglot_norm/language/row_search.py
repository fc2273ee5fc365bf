"""The search for the row of an n-gram in a bucket of a table, which `table_layout` describes.

Compiled stages use the inline functions of the same names in the ``.pxd`` file beside this one;
these are their counterparts for interpreted ones.
"""

from __future__ import annotations

from collections.abc import Sequence


def matching_row(data: Sequence[int], bucket: int, hashed: int, _safe: int) -> int:
    """Return the number of the row of a hashed n-gram, -1 if its bucket has none.

    Beyond an offset that is ``safe`` a compiled stage reads no more bytes than it needs.
    """
    rows = data[bucket]
    low, high = bucket + 1, bucket + 1 + rows
    for row in range(rows):
        if data[low + row] == hashed & 0xFF and data[high + row] == hashed >> 8 & 0xFF:
            return row
    return -1


def weights_of_row(data: Sequence[int], bucket: int, row: int, room: int, _safe: int) -> int:
    """Return where the weights of a row begin: behind those of the rows before it.

    ``room`` are the bits of a length that say how many weights there is room for.
    """
    rows = data[bucket]
    lengths = bucket + 1 + 2 * rows
    return lengths + rows + 2 * sum(data[lengths + before] & room for before in range(row))
