"""Memory that is taken up only once it is written to."""

from __future__ import annotations

import mmap
from typing import Final

SMALL_PAGES: Final = 1 << 20
"""The bytes at the beginning that are taken up as they are needed. Behind them a system that can
gives large pages: they are needed by who has written so much, and each small one costs a pause."""


def lazy_memory(size: int) -> memoryview:
    """Return so many bytes, all zero, that take up memory only once they are written to."""
    if not hasattr(mmap, "MAP_PRIVATE"):
        return memoryview(mmap.mmap(-1, size))
    # Else a forked process would write to the same.
    memory = mmap.mmap(-1, size, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    if hasattr(mmap, "MADV_HUGEPAGE") and size > SMALL_PAGES:
        memory.madvise(mmap.MADV_HUGEPAGE, SMALL_PAGES, size - SMALL_PAGES)
    return memoryview(memory)
