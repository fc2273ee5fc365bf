# cython: initializedcheck=False
"""The records of segments as lines of JSON, written at once: no dict is made for each.

What stays from line to line is given as bytes; tags and numbers that come again are looked up; a
text is escaped and encoded in one pass, and an output that is the text is copied.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef"

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.formats.json_codec import to_json
from polyglot_norm.segment import Segment

if cython.compiled:
    from cython.cimports.cpython.unicode import PyUnicode_DATA, PyUnicode_KIND
    from cython.cimports.libc.string import memcpy
    from cython.cimports.polyglot_norm.text.code_points import code_point
else:
    from polyglot_norm.text.code_points import code_point

COMPILED = cython.compiled

_REMEMBERED = cython.declare(cython.Py_ssize_t, 1 << 14)
"""Tags and numbers of which the JSON is kept, at most; ours are rounded to four places."""

_WIDEST = cython.declare(cython.Py_ssize_t, 6)
r"""Bytes that a character takes, at most: a control character is ``\u001f``."""

_DIGITS = cython.declare(cython.Py_ssize_t, 20)
"""Digits that a number has, at most."""


@cython.cclass
class SegmentLines:
    r"""Writes the records of segments, a line each, into a buffer that it keeps.

    >>> from polyglot_norm import tag
    >>> found = SegmentLines().write(tag("Љубав!").segments, 7, b'{"from":', b"}\n").decode()
    >>> found.partition(',"confidence"')[0], found.partition(',"output"')[2]
    ('{"from":7,"end":13,"lang":"sr-Cyrl","script":"Cyrl"', ':"Ljubav!","output_lang":"sr-Latn-t-sr-cyrl"}\n')
    """  # noqa: E501

    _kept: bytearray
    _out: cython.p_uchar
    _filled: cython.Py_ssize_t
    _known: dict[Any, bytes]

    def __init__(self) -> None:
        self._kept = bytearray(1 << 16)
        self._out = self._kept
        self._filled = 0
        self._known = {}

    def write(
        self,
        segments: Iterable[Segment],
        before: cython.longlong,
        opening: bytes,
        closing: bytes,
    ) -> bytes | None:
        """The lines, each between ``opening``, which its start follows, and ``closing``.

        ``before`` is added to the offsets. None where a text cannot be written so: it holds a
        lone surrogate, or is no plain ``str``.
        """
        self._filled = 0
        for segment in segments:
            row = (
                segment.start,
                segment.end,
                segment.text,
                segment.lang,
                segment.script,
                segment.confidence,
                segment.candidates,
                segment.output,
                segment.output_lang,
            )
            self._add(opening)
            self._add_number(before + cython.cast(cython.longlong, row[0]))
            self._add(b',"end":')
            self._add_number(before + cython.cast(cython.longlong, row[1]))
            self._add(b',"lang":')
            self._add(self._value(row[3]))
            self._add(b',"script":')
            self._add(self._value(row[4]))
            self._add(b',"confidence":')
            self._add(self._value(row[5]))
            if not self._add_texts(row[2], row[7].text):
                return None
            self._add(b',"output_lang":')
            self._add(self._value(row[8]))
            self._add(closing)
        return bytes(memoryview(self._kept)[: self._filled])

    @cython.cfunc
    def _value(self, value: object) -> bytes:
        """A tag or a number as JSON."""
        # Zero has two signs and one key, and an int has the key of its float.
        if type(value) is not str and (type(value) is not float or not value):
            return to_json(value)
        found = self._known.get(value)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[value] = to_json(value)
        return found

    @cython.cfunc
    def _add_texts(self, text: object, output: object) -> cython.bint:
        """Add the text and the output; False where one of them cannot be."""
        self._add(b',"text":')
        start: cython.Py_ssize_t = self._filled
        if not self._add_text(text):
            return False
        end: cython.Py_ssize_t = self._filled
        self._add(b',"output":')
        if output is not text:
            return self._add_text(output)
        self._reserve(end - start)
        if cython.compiled:
            memcpy(self._out + self._filled, self._out + start, end - start)
        else:
            self._out[self._filled : self._filled + end - start] = self._out[start:end]
        self._filled += end - start
        return True

    @cython.cfunc
    def _add_text(self, text: object) -> cython.bint:
        if type(text) is not str:
            return False
        string: str = text
        self._reserve(len(string) * _WIDEST + 2)
        kind: cython.int = PyUnicode_KIND(string) if cython.compiled else 0
        data: cython.p_void = PyUnicode_DATA(string) if cython.compiled else string
        end: cython.Py_ssize_t = _escaped(kind, data, len(string), self._out, self._filled)
        if end < 0:
            return False
        self._filled = end
        return True

    @cython.cfunc
    def _add_number(self, number: cython.longlong) -> cython.int:
        """Add an offset, which is never negative."""
        self._reserve(_DIGITS)
        rest: cython.longlong = number
        end: cython.Py_ssize_t = self._filled + 1
        while rest > 9:
            rest //= 10
            end += 1
        self._filled = end
        while True:
            end -= 1
            self._out[end] = 48 + number % 10
            number //= 10
            if not number:
                return 0

    @cython.cfunc
    def _add(self, data: bytes) -> cython.int:
        size: cython.Py_ssize_t = len(data)
        self._reserve(size)
        if cython.compiled:
            memcpy(self._out + self._filled, cython.cast(cython.p_const_uchar, data), size)
        else:
            self._out[self._filled : self._filled + size] = data
        self._filled += size
        return 0

    @cython.cfunc
    @cython.inline
    def _reserve(self, more: cython.Py_ssize_t) -> cython.int:
        """Make room for so many bytes more."""
        if self._filled + more > len(self._kept):
            self._grow(self._filled + more)
        return 0

    @cython.cfunc
    def _grow(self, least: cython.Py_ssize_t) -> cython.int:
        larger = bytearray(2 * least)
        larger[: self._filled] = memoryview(self._kept)[: self._filled]
        self._kept = larger
        self._out = larger
        return 0


@cython.cfunc
@cython.cdivision(True)
@cython.exceptval(check=False)
def _escaped(
    kind: cython.int,
    data: cython.p_void,
    count: cython.Py_ssize_t,
    out: cython.p_uchar,
    at: cython.Py_ssize_t,
) -> cython.Py_ssize_t:
    """Write a text as a JSON string in UTF-8; where it ends, or -1 at a lone surrogate."""
    code: cython.int
    place: cython.Py_ssize_t = 0
    out[at] = 34
    at += 1
    while place < count:
        code = code_point(kind, data, place)
        place += 1
        if code < 0x80:
            if code >= 32 and code != 34 and code != 92:
                out[at] = code
                at += 1
            else:
                at = _escape(code, out, at)
        elif code < 0x800:
            out[at] = 0xC0 | code >> 6
            out[at + 1] = 0x80 | code & 0x3F
            at += 2
        elif code < 0x10000:
            if code >> 11 == 0x1B:
                return -1
            out[at] = 0xE0 | code >> 12
            out[at + 1] = 0x80 | code >> 6 & 0x3F
            out[at + 2] = 0x80 | code & 0x3F
            at += 3
        else:
            out[at] = 0xF0 | code >> 18
            out[at + 1] = 0x80 | code >> 12 & 0x3F
            out[at + 2] = 0x80 | code >> 6 & 0x3F
            out[at + 3] = 0x80 | code & 0x3F
            at += 4
    out[at] = 34
    return at + 1


@cython.cfunc
@cython.exceptval(check=False)
def _escape(code: cython.int, out: cython.p_uchar, at: cython.Py_ssize_t) -> cython.Py_ssize_t:
    r"""Write what stands for a quotation mark, a backslash or a control character."""
    out[at] = 92
    if code >= 32:
        out[at + 1] = code
        return at + 2
    short: cython.int = _short(code)
    if short:
        out[at + 1] = short
        return at + 2
    out[at + 1] = 117  # u
    out[at + 2] = out[at + 3] = 48
    out[at + 4] = 48 + (code >> 4)
    out[at + 5] = 48 + (code & 15) if code & 15 < 10 else 87 + (code & 15)
    return at + 6


@cython.cfunc
@cython.exceptval(check=False)
def _short(code: cython.int) -> cython.int:
    r"""The letter after the backslash, of a control character that has one: ``\n``; else 0."""
    if code == 10:
        return 110
    if code == 9:
        return 116
    if code == 13:
        return 114
    if code == 8:
        return 98
    return 102 if code == 12 else 0
