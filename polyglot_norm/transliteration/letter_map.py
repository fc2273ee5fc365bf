# cython: initializedcheck=False
"""Replacement of single letters: `str.translate` with an array in place of a dict.

This is a stage in Cython's pure-Python mode: one source, compiled if there is a C compiler and
interpreted otherwise.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef, no-any-return"

from __future__ import annotations

from array import array
from collections.abc import Mapping

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

if cython.compiled:
    from cython.cimports.cpython.mem import PyMem_Free, PyMem_Malloc
    from cython.cimports.cpython.unicode import (
        PyUnicode_DATA,
        PyUnicode_FromKindAndData,
        PyUnicode_KIND,
    )
    from cython.cimports.polyglot_norm.text.code_points import code_point
else:
    from polyglot_norm.text.code_points import code_point

COMPILED = cython.compiled

# An entry of the index: the start of the replacement in the concatenation of all, and its length in
# the low bits.
_BITS = cython.declare(cython.int, 8)
_LENGTH = cython.declare(cython.int, 255)
_KEPT = cython.declare(cython.int, -1)


@cython.cclass
class LetterMap:
    """A mapping of letters to their replacements; safe in threads.

    >>> LetterMap({"ш": "sh", "у": "u", "к": "k", "а": "a", "ь": ""}).translate("Щука, шь")
    'Щuka, sh'
    """

    _table: dict[int, str]
    # Arrays of integers of four bytes.
    _index: bytes
    _characters: bytes
    _codes: cython.uint

    def __init__(self, table: Mapping[str, str]) -> None:
        self._table = str.maketrans(dict(table))
        index = array("i", [_KEPT]) * (max(self._table, default=-1) + 1)
        characters = array("I")
        for code, becomes in self._table.items():
            index[code] = len(characters) << _BITS | len(becomes)
            characters.extend(map(ord, becomes))
        self._index = index.tobytes()
        self._characters = characters.tobytes()
        self._codes = len(index)

    def translate(self, text: str) -> str:
        """Return the text with every letter of the table replaced."""
        if not cython.compiled:
            return text.translate(self._table)
        kind: cython.int = PyUnicode_KIND(text)
        data: cython.p_void = PyUnicode_DATA(text)
        size: cython.Py_ssize_t = self._size(kind, data, len(text))
        result: cython.p_uint = cython.cast(cython.p_uint, PyMem_Malloc(4 * size + 4))
        if not result:
            raise MemoryError
        try:
            self._write(kind, data, len(text), result)
            return PyUnicode_FromKindAndData(4, result, size)
        finally:
            PyMem_Free(result)

    @cython.cfunc
    @cython.exceptval(check=False)
    def _size(
        self, kind: cython.int, data: cython.p_void, stop: cython.Py_ssize_t
    ) -> cython.Py_ssize_t:
        """Return the number of characters of the result."""
        index: cython.p_int = cython.cast(cython.p_int, cython.cast(cython.p_char, self._index))
        size: cython.Py_ssize_t = 0
        at: cython.Py_ssize_t
        for at in range(stop):
            code: cython.uint = code_point(kind, data, at)
            entry: cython.int = index[code] if code < self._codes else _KEPT
            size += 1 if entry == _KEPT else entry & _LENGTH
        return size

    @cython.cfunc
    @cython.exceptval(check=False)
    def _write(
        self, kind: cython.int, data: cython.p_void, stop: cython.Py_ssize_t, result: cython.p_uint
    ) -> cython.void:
        """Write the result."""
        index: cython.p_int = cython.cast(cython.p_int, cython.cast(cython.p_char, self._index))
        characters: cython.p_uint = cython.cast(
            cython.p_uint, cython.cast(cython.p_char, self._characters)
        )
        done: cython.Py_ssize_t = 0
        at: cython.Py_ssize_t
        i: cython.int
        for at in range(stop):
            code: cython.uint = code_point(kind, data, at)
            entry: cython.int = index[code] if code < self._codes else _KEPT
            if entry == _KEPT:
                result[done] = code
                done += 1
            else:
                for i in range(entry & _LENGTH):
                    result[done + i] = characters[(entry >> _BITS) + i]
                done += entry & _LENGTH
