"""A hint that memory will soon be read, so that a processor need not wait for it.

Compiled stages use the inline function of the same name in the ``.pxd`` file beside this one;
interpreted ones have no use for it.
"""

from __future__ import annotations


def prefetch(_memory: object, _at: int) -> None:
    """Do nothing; compiled, have the memory at so many bytes from a place read."""
