"""Numbers in the bytes of a table, low byte first.

Compiled stages use the inline functions of the same names in the ``.pxd`` file beside this one;
these are their counterparts for interpreted ones.
"""

from __future__ import annotations

from collections.abc import Sequence


def number16(data: Sequence[int], at: int) -> int:
    r"""Return the 16-bit number at an offset.

    >>> number16(b"\x01\x02", 0) == 0x0201
    True
    """
    return data[at] | data[at + 1] << 8


def number32(data: Sequence[int], at: int) -> int:
    """Return the 32-bit number at an offset."""
    return number16(data, at) | number16(data, at + 2) << 16


def number64(data: Sequence[int], at: int) -> int:
    """Return the 64-bit number at an offset."""
    return number32(data, at) | number32(data, at + 4) << 32
