"""Access to single code points, for stages that read the buffer of a string.

Compiled stages use the inline function of the same name in the ``.pxd`` file beside this one; this
is its counterpart for interpreted ones.
"""

from __future__ import annotations


def code_point(_kind: int, data: str, at: int) -> int:
    """Return the code point at an offset; ``kind`` is for compiled stages, the bytes of each.

    >>> hex(code_point(0, "да", 1))
    '0x430'
    """
    return ord(data[at])
