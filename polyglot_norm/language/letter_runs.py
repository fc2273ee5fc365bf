# cython: initializedcheck=False
"""Runs of letters: places where no border between segments falls.

A run begins with a letter; combining marks, joiners and soft hyphens continue it, as they continue
a word.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef"

from __future__ import annotations

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.text import character_tables as tables
from polyglot_norm.text.characters import CharacterClass

if cython.compiled:
    from cython.cimports.polyglot_norm.text.code_points import code_point, data_of, kind_of
else:
    from polyglot_norm.text.code_points import code_point, data_of, kind_of

# C variables; the tables module keeps alive what the pointers point to.
cython.declare(CLASS_INDEX=cython.p_const_uchar, CLASS_BLOCKS=cython.p_const_uchar)
cython.declare(LETTER=cython.int, MARK=cython.int, SELECTOR=cython.int, JOINER=cython.int)

CLASS_INDEX = tables.CLASS_INDEX
CLASS_BLOCKS = tables.CLASS_BLOCKS
LETTER = CharacterClass.LETTER
MARK = CharacterClass.MARK
SELECTOR = CharacterClass.VARIATION_SELECTOR
JOINER = CharacterClass.JOINER

SOFT_HYPHEN = cython.declare(cython.int, 0xAD)
LETTER_PICTOGRAPH = cython.declare(cython.int, 0x2139)
"""INFORMATION SOURCE, the one letter that Unicode also counts among the characters that emoji are
made of."""


@cython.ccall
@cython.exceptval(check=False)
def is_letter(code: cython.int) -> cython.bint:
    """Return True if a code point is a letter of any script (``L*``).

    >>> is_letter(ord("ж")), is_letter(ord("1"))
    (True, False)
    """
    return _class(code) == LETTER or code == LETTER_PICTOGRAPH


@cython.ccall
@cython.exceptval(check=False)
def is_inside(text: str, at: cython.Py_ssize_t) -> cython.bint:
    r"""Return True if a border at a position would cut a run of letters.

    >>> [is_inside("да не", at) for at in range(6)]
    [False, True, False, False, True, False]
    >>> is_inside("e\N{COMBINING ACUTE ACCENT}x", 2), is_inside("❤\N{VARIATION SELECTOR-16}x", 2)
    (True, False)
    """
    kind: cython.int = kind_of(text)
    data: cython.p_void = data_of(text)
    if not 0 < at < len(text) or not _is_part(code_point(kind, data, at)):
        return False
    at -= 1
    while at > 0 and _continues(code_point(kind, data, at)):
        at -= 1
    return is_letter(code_point(kind, data, at))


@cython.ccall
@cython.exceptval(check=False)
def start_of(text: str, at: cython.Py_ssize_t, least: cython.Py_ssize_t = 0) -> cython.Py_ssize_t:
    """Return the start of the run that a position is inside or at the end of, or ``least``.

    >>> start_of("да не", 5), start_of("да не", 4)
    (3, 3)
    """
    kind: cython.int = kind_of(text)
    data: cython.p_void = data_of(text)
    start: cython.Py_ssize_t = at
    while start > least and _is_part(code_point(kind, data, start - 1)):
        start -= 1
    while start < at and _continues(code_point(kind, data, start)):  # of what is no letter
        start += 1
    return start


@cython.ccall
@cython.exceptval(check=False)
def end_of(text: str, at: cython.Py_ssize_t, most: cython.Py_ssize_t) -> cython.Py_ssize_t:
    """Return the end of the run that a position is inside or at the start of, or ``most``.

    >>> end_of("да не", 0, 5), end_of("да не", 4, 5)
    (2, 5)
    """
    kind: cython.int = kind_of(text)
    data: cython.p_void = data_of(text)
    while at < most and _is_part(code_point(kind, data, at)):
        at += 1
    return at


@cython.ccall
@cython.exceptval(check=False)
def is_unbroken(text: str, start: cython.Py_ssize_t, end: cython.Py_ssize_t) -> cython.bint:
    """Return True if there are nothing but parts of a run in ``text[start:end]``, or nothing."""
    return end_of(text, start, end) >= end


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
def _is_part(code: cython.int) -> cython.bint:
    return is_letter(code) or _continues(code)


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
def _continues(code: cython.int) -> cython.bint:
    """Return True if a character that is not a letter continues a run of letters."""
    kind: cython.int = _class(code)
    return kind in (MARK, SELECTOR, JOINER) or code == SOFT_HYPHEN


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
def _class(code: cython.int) -> cython.int:
    """Return the class of a code point; the blocks of the table have 256 code points."""
    return CLASS_BLOCKS[CLASS_INDEX[code >> 8] << 8 | code & 255]
