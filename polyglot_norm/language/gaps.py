# cython: initializedcheck=False
"""What stands between words: how much a text is broken there, from a hyphen to a line's end.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator"

from __future__ import annotations

from array import array

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

if cython.compiled:
    from cython.cimports.cpython.unicode import PyUnicode_DATA, PyUnicode_KIND
    from cython.cimports.polyglot_norm.text.code_points import code_point
else:
    from polyglot_norm.text.code_points import code_point

from polyglot_norm.text import character_tables as tables
from polyglot_norm.text.lines import BREAKS

COMPILED = cython.compiled

cython.declare(FOLD_INDEX=cython.p_const_uchar, FOLD_BLOCKS=cython.p_const_uchar)
FOLD_INDEX = tables.FOLD_INDEX
FOLD_BLOCKS = tables.FOLD_BLOCKS
FOLD_KINDS = cython.declare(cython.int, len(tables.FOLD_DISTANCES))

# The kinds of gap, by how much they break the text.
HYPHEN, SPACE, CAPITAL, COMMA, STOP, QUOTE, SCRIPT, LINE = range(8)
KINDS = 8
# CAPITAL is white space before a word with a capital and small letters: a name often, or the first
# word of a line that was joined to another.
PROTECTED = 8
"""Added to the kind of gap before a word that is part of a link, a number or the like."""

_STOPS = ".!?;…。！？؟۔।։۝·—–"
_QUOTES = '"“”„‟«»‹›「」『』()[]{}<>:|/\\（）【】〈〉《》：*=_~'
_SPACES = " \t\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}"

_kinds = bytearray([COMMA]) * 0x10000
for _kind, _characters in ((STOP, _STOPS), (QUOTE, _QUOTES), (LINE, BREAKS), (SPACE, _SPACES)):
    for _character in _characters:
        _kinds[ord(_character)] = _kind
_KINDS_OF_CHARACTERS = cython.declare(bytes, bytes(_kinds))

cython.declare(_TABLE=cython.p_const_uchar)
_TABLE = _KINDS_OF_CHARACTERS  # a pointer, so that code that has released the GIL may read it

# The same as C numbers, for the compiled loops.
_HYPHEN = cython.declare(cython.int, HYPHEN)
_SPACE = cython.declare(cython.int, SPACE)
_CAPITAL = cython.declare(cython.int, CAPITAL)
_COMMA = cython.declare(cython.int, COMMA)
_SCRIPT = cython.declare(cython.int, SCRIPT)
_PROTECTED = cython.declare(cython.int, PROTECTED)


def find_gaps(text: str, words: array[int], protected: array[int], start: int = 0) -> array[int]:
    r"""The kind of gap before each word of ``words`` (as ``scan`` gives them), one byte each.

    ``protected`` holds the start and end of each protected span, in order; a word that touches one
    is PROTECTED. ``start`` is where the text before the first word begins.

    >>> from polyglot_norm.text.words import scan
    >>> text = "Да, да.\nA well-known word"
    >>> find_gaps(text, scan(text), array("q")).tolist()
    [1, 3, 7, 1, 0, 1]
    """
    kinds = array("B", bytes(len(words) // 3))
    if len(kinds):
        _fill(text, words, protected, start, kinds)
    return kinds


@cython.cfunc
def _fill(
    text: str,
    words: cython.longlong[::1],
    protected: array[int],
    start: cython.Py_ssize_t,
    kinds: cython.uchar[::1],
) -> cython.int:
    shields: cython.longlong[::1] = protected if len(protected) else array("q", [0])
    if cython.compiled:
        fill_gaps(
            PyUnicode_KIND(text),
            PyUnicode_DATA(text),
            cython.address(words[0]),
            len(kinds),
            cython.address(shields[0]),
            len(protected),
            start,
            cython.address(kinds[0]),
        )
    else:
        fill_gaps(0, text, words, len(kinds), shields, len(protected), start, kinds)
    return 0


@cython.cfunc
@cython.exceptval(check=False)
@cython.nogil
def fill_gaps(
    kind: cython.int,
    data: cython.p_void,
    words: cython.p_longlong,
    count: cython.Py_ssize_t,
    protected: cython.p_longlong,
    shields: cython.Py_ssize_t,
    at: cython.Py_ssize_t,
    kinds: cython.p_uchar,
) -> cython.int:
    """``find_gaps`` on the characters themselves."""
    shield: cython.Py_ssize_t = 0
    word: cython.Py_ssize_t
    start: cython.Py_ssize_t
    end: cython.Py_ssize_t
    found: cython.int
    script: cython.longlong = -1
    for word in range(count):
        start = words[3 * word]
        end = words[3 * word + 1]
        while shield < shields and protected[shield + 1] <= start:
            shield += 2
        found = _widest(kind, data, at, start)
        if found == _COMMA and start - at == 1 and _is_hyphen(code_point(kind, data, at)):
            found = _HYPHEN
        if (
            found == _SPACE
            and word
            and end - start > 1
            and is_capital(code_point(kind, data, start))
            and not is_capital(code_point(kind, data, start + 1))
        ):
            found = _CAPITAL
        if script >= 0 and words[3 * word + 2] != script and found < _SCRIPT:
            found = _SCRIPT
        script = words[3 * word + 2]
        if shield < shields and protected[shield] < end:
            # What stands before a link counts for the word after it; a line's end must not be lost.
            found += _PROTECTED
        kinds[word] = found
        at = end
    return 0


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
@cython.nogil
def _widest(
    kind: cython.int, data: cython.p_void, at: cython.Py_ssize_t, end: cython.Py_ssize_t
) -> cython.int:
    """The kind of gap that breaks a text most, of the characters from one place to another."""
    widest: cython.int = _SPACE
    while at < end:
        code: cython.int = code_point(kind, data, at)
        found: cython.int = _TABLE[code] if code < 0x10000 else _COMMA
        if found > widest:
            widest = found
        at += 1
    return widest


@cython.cfunc
@cython.exceptval(check=False)
@cython.nogil
def is_capital(code: cython.int) -> cython.bint:
    """Whether a letter has a small form."""
    if code < 128:
        return 65 <= code <= 90
    fold: cython.int = FOLD_BLOCKS[FOLD_INDEX[code >> 8] << 8 | code & 255]
    return 0 < fold < FOLD_KINDS


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
@cython.nogil
def _is_hyphen(code: cython.int) -> cython.bint:
    return code == 0x2D or code == 0x2010 or code == 0x2011


@cython.cfunc
@cython.exceptval(check=False)
@cython.nogil
def select_words(
    kinds: cython.p_uchar,
    numbers: cython.p_int,
    used: cython.Py_ssize_t,
    places: cython.p_int,
    chosen: cython.p_int,
    gaps: cython.p_uchar,
) -> cython.Py_ssize_t:
    """``select`` into arrays of ``used`` numbers; how many were written."""
    count: cython.Py_ssize_t = 0
    widest: cython.int = 0
    left_out: cython.bint = False
    word: cython.Py_ssize_t
    kind: cython.int
    for word in range(used):
        kind = kinds[word]
        if kind >= _PROTECTED:
            widest = max(widest, kind - _PROTECTED, _COMMA)
            continue
        widest = max(widest, kind)
        if numbers[word] < 0:
            left_out = True
            continue
        if left_out and widest < _SCRIPT:
            widest = _SCRIPT
        places[count] = word
        chosen[count] = numbers[word]
        gaps[count] = widest
        count += 1
        widest = _HYPHEN
        left_out = False
    return count
