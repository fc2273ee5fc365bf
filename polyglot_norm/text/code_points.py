"""Access to single code points, for stages that read the buffer of a string.

Compiled stages use the inline functions of the same names in the ``.pxd`` file beside this one;
these are their counterparts for interpreted ones.
"""

from __future__ import annotations


def kind_of(_text: str) -> int:
    """Return the bytes of each character, which an interpreted stage has no need of."""
    return 0


def data_of(text: str) -> str:
    """Return the buffer of a string, which to an interpreted stage is the string itself."""
    return text


def code_point(_kind: int, data: str, at: int) -> int:
    """Return the code point at an offset; ``kind`` is for compiled stages, the bytes of each.

    >>> text = "да"
    >>> hex(code_point(kind_of(text), data_of(text), 1))
    '0x430'
    """
    return ord(data[at])
