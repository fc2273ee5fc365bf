# cython: initializedcheck=False
"""Search for characters that may start a protected span, at the speed of a table lookup.

Every character is visited, so rejecting a letter, a space or the stop of a sentence must be cheap.
Not every trigger starts a span: ``protect`` checks it.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef"

from __future__ import annotations

import re

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

if cython.compiled:
    from cython.cimports.cpython.unicode import PyUnicode_DATA, PyUnicode_KIND
    from cython.cimports.polyglot_norm.text.code_points import code_point
else:
    from polyglot_norm.text.code_points import code_point

COMPILED = cython.compiled

_RANGES = ((0, 0x3300), (0xA600, 0xABFF), (0xF900, 0x10000))
"""The ranges of code points up to U+FFFF that a class may have: not Han and Hangul."""

_ALWAYS = cython.declare(cython.int, 1)
_BEFORE_VISIBLE = cython.declare(cython.int, 2)
_CAPITAL = cython.declare(cython.int, 3)
_BRACKET = cython.declare(cython.int, 4)

_ROLES = {".": 2, ":": 2, ";": 2, "=": 2, "(": 4, "-": 5} | dict.fromkeys(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ", 3
)


def table_of(triggers: str) -> bytes:
    """Return the table of a character class that ``next_trigger`` needs.

    >>> table = table_of("[@0-9.A-Z]")
    >>> next_trigger("The end. Да, @mile", 0, table)
    13
    """
    table = bytearray(0x10000)
    for start, end in _RANGES:
        characters = "".join(map(chr, range(start, end)))
        for match in re.finditer(triggers, characters):
            table[start + match.start()] = _ROLES.get(match[0], 1)
    return bytes(table)


def next_trigger(text: str, start: int, table: bytes) -> int:
    """Return the first trigger from ``start`` on, -1 if there is none."""
    if cython.compiled:
        kind: cython.int = PyUnicode_KIND(text)
        found: int = _search(kind, PyUnicode_DATA(text), start, len(text), table)
    else:
        found = _search(0, text, start, len(text), table)
    return found


@cython.cfunc
@cython.boundscheck(False)
@cython.wraparound(False)
@cython.exceptval(check=False)
def _search(  # noqa: C901 - the hot loop, written without calls
    kind: cython.int,
    data: cython.p_void,
    at: cython.Py_ssize_t,
    stop: cython.Py_ssize_t,
    table: cython.p_const_uchar,
) -> cython.Py_ssize_t:
    code: cython.int
    following: cython.int
    role: cython.int
    before: cython.int = 0 if at == 0 else code_point(kind, data, at - 1)
    while at < stop:
        code = code_point(kind, data, at)
        role = table[code] if code < 0x10000 else _ALWAYS
        if role:
            following = code_point(kind, data, at + 1) if at + 1 < stop else 32
            if role == _ALWAYS:
                return at
            if role == _CAPITAL:
                # camelCase, XD
                if 97 <= before <= 122 or (code == 68 and before == 88):
                    return at
            elif role == _BEFORE_VISIBLE:
                # A stop, colon or equals sign before a visible character: example.org, :-), https://
                if following > 32:
                    return at
            elif role == _BRACKET:
                if following == 41:  # foo()
                    return at
            elif following == 45:  # --flag
                return at
        before = code
        at += 1
    return -1
