"""The code point at a place of a text, for stages that read the buffer of a string.

Compiled stages take the function of the same name from the ``.pxd`` file beside this one, which
the C compiler puts in place of each call; this is what they call when they run interpreted.
"""

from __future__ import annotations


def code_point(_kind: int, data: str, at: int) -> int:
    """The code point at a place; ``kind`` is the bytes that a compiled stage finds for each.

    >>> hex(code_point(0, "да", 1))
    '0x430'
    """
    return ord(data[at])
