# cython: initializedcheck=False
"""Segmentation of text into words of one script.

A word is a run of letters of one script with their marks. A letter that is common to several
scripts takes the script of its word, if Script_Extensions allows that. Between two letters, a word
may have one apostrophe, in Latin script one middle dot, in Hebrew script one quotation mark.
Between letters or marks it may have joiners and soft hyphens. Everything else ends a word, digits
and hyphens too. In scripts without spaces, a run of letters is one word.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not. Annotations with ``cython`` are C types when compiled, else nothing.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator"

from __future__ import annotations

from array import array
from typing import NamedTuple

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.text import character_tables as tables

if cython.compiled:
    from cython.cimports.cpython.unicode import PyUnicode_DATA, PyUnicode_KIND
    from cython.cimports.polyglot_norm.text.code_points import code_point
else:
    from polyglot_norm.text.code_points import code_point

COMPILED = cython.compiled

# C variables, so that code that has released the GIL may read them.
cython.declare(WORD_INDEX=cython.p_const_uchar, WORD_BLOCKS=cython.p_const_uchar)
cython.declare(EXTENSION_INDEX=cython.p_const_uchar, EXTENSION_BLOCKS=cython.p_const_uchar)
cython.declare(EXTENSION_SETS=cython.p_const_uchar, EXTENSION_WIDTH=cython.int)
cython.declare(FIRST_ROLE=cython.int, MARK=cython.int, INVISIBLE=cython.int, APOSTROPHE=cython.int)
cython.declare(DOT=cython.int, QUOTE=cython.int)
cython.declare(INHERITED=cython.int, LATIN=cython.int, HEBREW=cython.int)
cython.declare(UNDECIDED=cython.int, LINKED=cython.int, ENDED=cython.int, FIELDS=cython.int)

# These point to data that the tables module keeps alive.
WORD_INDEX = tables.WORD_INDEX
WORD_BLOCKS = tables.WORD_BLOCKS
EXTENSION_INDEX = tables.EXTENSION_INDEX
EXTENSION_BLOCKS = tables.EXTENSION_BLOCKS
EXTENSION_SETS = tables.EXTENSION_SETS
EXTENSION_WIDTH = tables.EXTENSION_WIDTH

# The word table has the script number of each letter, and one of these roles for all else.
FIRST_ROLE = min(tables.WORD_ROLES)
MARK = tables.WORD_MARK
INVISIBLE = tables.WORD_INVISIBLE
APOSTROPHE = tables.WORD_APOSTROPHE
DOT = tables.WORD_DOT
QUOTE = tables.WORD_QUOTE
INHERITED = tables.SCRIPTS.index("Zinh")
LATIN = tables.SCRIPTS.index("Latn")
HEBREW = tables.SCRIPTS.index("Hebr")

# The state of a word is its script number or, as long as all its letters are common, UNDECIDED plus
# the number of the extension set that limits it (0: none). LINKED is added after an apostrophe.
UNDECIDED = 256
LINKED = 512
ENDED = -2  # not -1, after which Cython checks for an exception
FIELDS = 3  # start, end, script
CHUNK = 4096  # words found before they are copied to the result: 96 KB, which fit a cache


class Word(NamedTuple):
    """A word: its offsets in code points and its script (``Zyyy``: undecided)."""

    start: int
    end: int
    script: str


@cython.annotation_typing(False)  # else a subclass of str would be refused
def words(text: str) -> list[Word]:
    """Return the words of a text as records; `scan` returns them faster, as numbers.

    >>> words("It's Дом-2")
    [Word(start=0, end=4, script='Latn'), Word(start=5, end=8, script='Cyrl')]
    """
    flat = iter(scan(text))
    return [
        Word(start, end, tables.SCRIPTS[script])
        for start, end, script in zip(flat, flat, flat, strict=True)
    ]


@cython.annotation_typing(False)
def scan(text: str, start: int = 0, end: int | None = None) -> array[int]:
    """Return start, end and script number of each word of ``text[start:end]``, in one array.

    Offsets are those of ``text``; ``start`` and ``end`` are as in a slice, and nothing outside of
    them is taken into account.

    >>> scan("Hi, Ћао").tolist() == [0, 2, 77, 4, 7, 31]
    True
    >>> tables.SCRIPTS[77], tables.SCRIPTS[31]
    ('Latn', 'Cyrl')
    """
    if not isinstance(text, str):
        raise TypeError(f"scan() takes a str, not {type(text).__name__}")
    at, stop, _ = slice(start, end).indices(len(text))
    stop = max(at, stop)
    # Most words are followed by a gap; if they are not, the loop is repeated.
    chunk = array("q", bytes(8 * FIELDS * (min(CHUNK, (stop - at + 1) // 2) or 1)))
    found = array("q")
    while True:
        filled = _fill(text, at, stop, chunk)
        found += chunk[:filled]
        if filled < len(chunk):
            return found
        at = found[-2]


@cython.cfunc
def _fill(
    text: object, at: cython.Py_ssize_t, stop: cython.Py_ssize_t, chunk: cython.longlong[::1]
) -> cython.Py_ssize_t:
    """Write words into ``chunk`` until it is full or the text ends; return how many numbers."""
    if not cython.compiled:
        return find_words(0, text, at, stop, chunk, len(chunk))
    return find_words(
        PyUnicode_KIND(text),
        PyUnicode_DATA(text),
        at,
        stop,
        cython.address(chunk[0]),
        len(chunk),
    )


@cython.cfunc
@cython.exceptval(check=False)
@cython.nogil
def find_words(
    kind: cython.int,
    data: cython.p_void,
    at: cython.Py_ssize_t,
    stop: cython.Py_ssize_t,
    chunk: cython.p_longlong,
    size: cython.Py_ssize_t,
) -> cython.Py_ssize_t:
    """Write the words of a buffer of characters into ``chunk``; return how many numbers.

    ``size`` is the length of ``chunk``, a multiple of ``FIELDS``; when it is full, continue from
    the end of the last word.
    """
    filled: cython.Py_ssize_t = 0
    while at < stop and filled < size:
        code: cython.int = code_point(kind, data, at)
        role: cython.int = _role(code)
        at += 1
        if role >= FIRST_ROLE:
            continue
        chunk[filled] = at - 1
        end: cython.Py_ssize_t = at
        state: cython.int = role if role > INHERITED else _decide(UNDECIDED, role, code)
        while at < stop:
            code = code_point(kind, data, at)
            role = _role(code)
            at += 1
            if role == state:  # another letter of the same script, as most are
                end = at
                continue
            following: cython.int = _step(state, role, code)
            if following == ENDED:
                at -= 1
                break
            state = following
            if role < FIRST_ROLE or role == MARK:
                end = at
        chunk[filled + 1] = end
        chunk[filled + 2] = 0 if state & UNDECIDED else state & 255
        filled += FIELDS
    return filled


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
@cython.nogil
def _role(code: cython.int) -> cython.int:
    """Return the role of a code point in words; the blocks of the table have 256 code points."""
    return WORD_BLOCKS[WORD_INDEX[code >> 8] << 8 | code & 255]


@cython.cfunc
@cython.exceptval(check=False)
@cython.nogil
def _step(state: cython.int, role: cython.int, code: cython.int) -> cython.int:
    """Return the state of a word after another code point, or ENDED."""
    if role < FIRST_ROLE:
        return _decide(state & ~LINKED, role, code)
    if role == INVISIBLE or (role == MARK and not state & LINKED):
        return state
    return state | LINKED if _links(role, state) else ENDED


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
@cython.nogil
def _links(role: cython.int, state: cython.int) -> cython.bint:
    """Return True if a punctuation mark may be inside a word, should a letter follow.

    A word that is LINKED cannot have a second one.
    """
    if role == DOT:  # Catalan col·lecció
        return state == LATIN
    if role == QUOTE:  # Hebrew צה"ל
        return state == HEBREW
    return role == APOSTROPHE and not state & LINKED


@cython.cfunc
@cython.exceptval(check=False)
@cython.nogil
def _decide(state: cython.int, letter: cython.int, code: cython.int) -> cython.int:
    """Return the state of a word after a letter of the script ``letter``, or ENDED.

    A letter without a script of its own is common: it may be used in any, or in those of its
    extension set. Some letters with a script have a set too, and may be used in words of others.
    """
    limit: cython.int = EXTENSION_BLOCKS[EXTENSION_INDEX[code >> 8] << 8 | code & 255]
    common: cython.bint = letter <= INHERITED
    if not state & UNDECIDED:
        if letter == state or (_lists(limit, state) if limit else common):
            return state
        return ENDED
    earlier: cython.int = state - UNDECIDED
    if not common:
        return letter if not earlier or _lists(earlier, letter) else ENDED
    if not earlier or not limit or earlier == limit:
        return UNDECIDED + (earlier or limit)
    return ENDED


@cython.cfunc
@cython.exceptval(check=False)
@cython.nogil
def _lists(limit: cython.int, script: cython.int) -> cython.bint:
    """Return True if an extension set contains a script."""
    at: cython.int = limit * EXTENSION_WIDTH
    while EXTENSION_SETS[at]:  # a zero ends every set
        if EXTENSION_SETS[at] == script:
            return True
        at += 1
    return False
