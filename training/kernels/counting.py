"""Hash tables of n-grams: how often each is met, and which row it has.

Cython's pure-Python mode, as in `streams`.
"""
# mypy: disable-error-code="import-untyped"

from __future__ import annotations

from typing import Any

import cython
import numpy as np


def count(
    bounds: cython.longlong[::1],
    hashes: cython.uint[::1],
    often: cython.float[::1],
    bits: int,
) -> tuple[Any, Any, Any]:
    """Return the distinct hashes, how often each is expected, and in how many words it is.

    ``bounds`` cuts ``hashes`` into words, ``often`` is how often each word is expected, and
    ``bits`` the binary logarithm of the table's size.
    """
    size: cython.size_t = 1 << bits
    keys_array = np.zeros(size, np.uint32)
    often_array = np.zeros(size, np.float32)
    words_array = np.zeros(size, np.uint32)
    keys: cython.uint[::1] = keys_array
    sums: cython.float[::1] = often_array
    words: cython.uint[::1] = words_array
    mask: cython.size_t = size - 1
    slot: cython.size_t
    at: cython.longlong
    w: cython.Py_ssize_t
    with cython.nogil:
        for w in range(bounds.shape[0] - 1):
            if often[w] <= 0:
                continue
            for at in range(bounds[w], bounds[w + 1]):
                slot = (hashes[at] >> 3) & mask
                while words[slot] != 0 and keys[slot] != hashes[at]:
                    slot = (slot + 1) & mask
                keys[slot] = hashes[at]
                words[slot] += 1
                sums[slot] += often[w]
    found = words_array > 0
    return keys_array[found], often_array[found], words_array[found]


def rows_of(hashes: cython.uint[::1], keys: cython.uint[::1]) -> Any:
    """Return the place of each hash among ``keys``, or -1."""
    size: cython.size_t = 1 << (2 * keys.shape[0] + 2).bit_length()
    slots: cython.int[::1] = np.full(size, -1, np.int32)
    out_array = np.empty(hashes.shape[0], np.int32)
    out: cython.int[::1] = out_array
    mask: cython.size_t = size - 1
    slot: cython.size_t
    i: cython.Py_ssize_t
    with cython.nogil:
        for i in range(keys.shape[0]):
            slot = (keys[i] >> 3) & mask
            while slots[slot] >= 0:
                slot = (slot + 1) & mask
            slots[slot] = i
        for i in range(hashes.shape[0]):
            slot = (hashes[i] >> 3) & mask
            while slots[slot] >= 0 and keys[slots[slot]] != hashes[i]:
                slot = (slot + 1) & mask
            out[i] = slots[slot]
    return out_array
