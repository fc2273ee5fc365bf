# cython: initializedcheck=False
"""Words whose letters are styled, spaced out or parted, with plain letters in their places.

Mathematical, full-width and enclosed letters are for the eye: 𝒂, ａ and ⓐ are an a. So are the
spaces of ``W I L L K O M M E N``, and what is invisible inside a word. Detectors read such words
once they are plain. No offset changes, since every character is replaced by one.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef"

from __future__ import annotations

import re
import unicodedata
from functools import cache

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

if cython.compiled:
    from cython.cimports.polyglot_norm.text.code_points import (
        code_point,
        data_of,
        is_digit,
        is_word,
        kind_of,
    )
else:
    from polyglot_norm.text.code_points import code_point, data_of, is_digit, is_word, kind_of

HYPHEN = "\N{SOFT HYPHEN}"
"""Stands for what is left out of a word: it may be inside one, and is not scored."""

_ALPHABETS = r"A-Za-z\xc0-\xd6\xd8-\xf6\xf8-\u02af\u0370-\u058f\u1e00-\u1fff"
_LETTER = rf"(?:(?=[{_ALPHABETS}])[^\W\d_])"
_GAP = r"[ \xa0\u2000-\u200a\u202f]"

# Four letters or more: fewer single letters in turn are words, as in Polish, or initials.
_SPACED_OUT = re.compile(rf"(?<![\w'\u2019-]){_LETTER}(?:{_GAP}{_LETTER}(?![\w'\u2019-])){{3,}}")
_GAPS = re.compile(_GAP)

# Joiners have a meaning in Arabic and Indic scripts, zero-width spaces in those without spaces.
_PARTED = re.compile(
    rf"(?<=[{_ALPHABETS}])[\u200b-\u200f\u2060\ufeff]+(?=[{_ALPHABETS}])"
    r"|(?<=[\u05d0-\u06ff])[\u200b\u2060\ufeff]+(?=[\u05d0-\u06ff])"
)

_RANGES = (
    (0x2102, 0x2149),  # ℂ, and other letters of mathematics
    (0x249C, 0x24E9),  # ⒜, Ⓐ
    (0xFF21, 0xFF5A),  # Ａ
    (0xFF66, 0xFF9D),  # ｱ
    (0x1D400, 0x1D7CB),  # 𝐀
    (0x1F110, 0x1F189),  # 🄐, 🅐
)
_SET = "".join(f"{chr(first)}-{chr(last)}" for first, last in _RANGES)
_STYLED = re.compile(f"[{_SET}][{_SET} ]*")  # with spaces, since fewer matches take less time

_NEGATIVE = (0x1F150, 0x1F170)
"""The first of the circled and of the squared capitals, white on black, which Unicode does not
decompose."""

_KEPT = frozenset("🅰🅱🅾🅿\N{OHM SIGN}\N{KELVIN SIGN}\N{ANGSTROM SIGN}\N{INFORMATION SOURCE}")
"""Emoji and units."""

# The first character that is looked for, and the range without any, which holds Han and Hangul.
_FIRST = cython.declare(cython.int, 0x200B)
_QUIET = cython.declare(cython.int, 0x24EA)
_LOUD = cython.declare(cython.int, 0xFE00)


@cython.ccall
def plain_letters(text: str) -> str:
    r"""Return a text of the same length in which letters are plain and words in one piece.

    >>> plain_letters("𝑴𝒆 𝒐𝒍𝒗𝒊𝒅𝒆, Ｈｅｌｌｏ, ⓗⓔⓨ, ｶﾀｶﾅ")
    'Me olvide, Hello, hey, カタカナ'
    >>> plain_letters("W I L L K O M M E N  hier").replace("\N{SOFT HYPHEN}", "-")
    'W-I-L-L-K-O-M-M-E-N  hier'
    """
    at = _first_sign(text, 0)
    if at < 0:
        return text
    parts: list[str] = []
    done = 0
    while at >= 0:  # line by line, so that one such word in a long text costs a line
        start = text.rfind("\n", done, at) + 1 or done
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        parts += (text[done:start], _line(text[start:end]))
        done = end
        at = _first_sign(text, done)
    return "".join((*parts, text[done:]))


def _line(text: str) -> str:
    text = _STYLED.sub(_plain, text)
    text = _PARTED.sub(_hyphens, text)
    return _SPACED_OUT.sub(_joined, text)


def _plain(match: re.Match[str]) -> str:
    return match[0].translate(_letters())


def _hyphens(match: re.Match[str]) -> str:
    return HYPHEN * len(match[0])


def _joined(match: re.Match[str]) -> str:
    return _GAPS.sub(HYPHEN, match[0])


@cache
def _letters() -> dict[int, str]:
    """Map styled letters to plain ones.

    Normalisation of assigned characters never changes, so that every Python has the same.
    """
    found = {ord(" "): " "}
    for code in [code for first, last in _RANGES for code in range(first, last + 1)]:
        plain = unicodedata.normalize("NFKC", chr(code)).strip("()")
        if len(plain) == 1 and plain.isalpha():
            found[code] = plain
    for first in _NEGATIVE:
        found.update({first + letter: chr(ord("A") + letter) for letter in range(26)})
    return {code: plain for code, plain in found.items() if chr(code) not in _KEPT}


@cython.cfunc
@cython.exceptval(-2)
def _first_sign(text: str, start: cython.Py_ssize_t) -> cython.Py_ssize_t:
    """Return the place of the first sign that something is to be replaced, -1 as in most texts."""
    kind: cython.int = kind_of(text)
    data: cython.p_void = data_of(text)
    # The compiler makes a loop of its own for each width.
    if kind == 1:
        return _search(1, data, start, len(text))
    if kind == 2:
        return _search(2, data, start, len(text))
    return _search(kind, data, start, len(text))


@cython.cfunc
@cython.inline
@cython.exceptval(-2)
def _search(
    kind: cython.int, data: cython.p_void, start: cython.Py_ssize_t, stop: cython.Py_ssize_t
) -> cython.Py_ssize_t:
    space: cython.Py_ssize_t = -3
    spaced: cython.int = 0
    at: cython.Py_ssize_t
    for at in range(start, stop):
        code: cython.int = code_point(kind, data, at)
        if code == 32 or code == 0xA0 or 0x2000 <= code <= 0x200A or code == 0x202F:
            if at - space == 2 and _is_letter(code_point(kind, data, at - 1)):
                spaced += 1
                if spaced == 2:  # a second letter between spaces
                    return at
            else:
                spaced = 0
            space = at
        elif code >= _FIRST and (code < _QUIET or code >= _LOUD):
            if _is_styled(code):
                return at
            if at and _is_invisible(code) and _parts(code, code_point(kind, data, at - 1)):
                return at
    return -1


@cython.cfunc
@cython.inline
@cython.exceptval(check=False)
def _is_letter(code: cython.int) -> cython.bint:
    return is_word(code) and not is_digit(code)


@cython.cfunc
@cython.inline
@cython.exceptval(check=False)
def _is_styled(code: cython.int) -> cython.bint:
    """Return True for a character of ``_RANGES``; there is a test."""
    if code < 0xFE00:
        return 0x2102 <= code <= 0x2149 or 0x249C <= code <= 0x24E9
    if code < 0x10000:
        return 0xFF21 <= code <= 0xFF5A or 0xFF66 <= code <= 0xFF9D
    return 0x1D400 <= code <= 0x1D7CB or 0x1F110 <= code <= 0x1F189


@cython.cfunc
@cython.inline
@cython.exceptval(check=False)
def _is_invisible(code: cython.int) -> cython.bint:
    return 0x200B <= code <= 0x200F or code == 0x2060 or code == 0xFEFF


@cython.cfunc
@cython.inline
@cython.exceptval(check=False)
def _parts(code: cython.int, before: cython.int) -> cython.bint:
    """Return True if an invisible character after another one may stand inside a word."""
    if before < 0x590 or 0x1E00 <= before < 0x2000:
        return True
    return before < 0x700 and not 0x200C <= code <= 0x200F
