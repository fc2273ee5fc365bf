# cython: initializedcheck=False, boundscheck=False, wraparound=False
"""Gaps between words, by how much they break a text: from a hyphen to a line break.

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

from polyglot_norm.text import character_tables as tables
from polyglot_norm.text.lines import BREAKS

if cython.compiled:
    from cython.cimports.polyglot_norm.text.code_points import code_point, data_of, kind_of
else:
    from polyglot_norm.text.code_points import code_point, data_of, kind_of

# The kinds of gap. CAPITALISED is white space before a word in upper case with lower case after its
# first letter: often a name, or the first word of a line that was joined to another.
HYPHEN, SPACE, CAPITALISED, COMMA, STOP, QUOTE, SCRIPT, LINE = range(8)
KINDS = 8
PROTECTED = 8
"""Added to the kind of gap before a word that touches a protected span."""

_STOPS = ".!?;…。！？؟۔।։۝·—–"
_QUOTES = '"“”„‟«»‹›「」『』()[]{}<>:|/\\（）【】〈〉《》：*=_~'
_SPACES = " \t\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}"

_kinds = bytearray([COMMA]) * 0x10000
for _kind, _characters in ((STOP, _STOPS), (QUOTE, _QUOTES), (LINE, BREAKS), (SPACE, _SPACES)):
    for _character in _characters:
        _kinds[ord(_character)] = _kind
_KINDS_OF_CHARACTERS = cython.declare(bytes, bytes(_kinds))

# Pointers, so that code that has released the GIL may read what the modules keep alive.
cython.declare(_TABLE=cython.p_const_uchar)
_TABLE = _KINDS_OF_CHARACTERS
cython.declare(FOLD_INDEX=cython.p_const_uchar, FOLD_BLOCKS=cython.p_const_uchar)
FOLD_INDEX = tables.FOLD_INDEX
FOLD_BLOCKS = tables.FOLD_BLOCKS
FOLD_KINDS = cython.declare(cython.int, len(tables.FOLD_DISTANCES))

# The same as C numbers, for the compiled loops.
_HYPHEN = cython.declare(cython.int, HYPHEN)
_SPACE = cython.declare(cython.int, SPACE)
_CAPITALISED = cython.declare(cython.int, CAPITALISED)
_COMMA = cython.declare(cython.int, COMMA)
_SCRIPT = cython.declare(cython.int, SCRIPT)
_PROTECTED = cython.declare(cython.int, PROTECTED)


def find_gaps(text: str, words: array[int], protected: array[int], start: int = 0) -> array[int]:
    r"""Return the kind of gap before each word of ``words``, which are as ``scan`` returns them.

    ``protected`` holds the start and end of each protected span, in order; the gap before a word
    that touches one has PROTECTED added. ``start`` is the start of the gap before the first word.

    >>> from polyglot_norm.text.words import scan
    >>> text = "Да, да.\nA well-known word"
    >>> find_gaps(text, scan(text), array("q")).tolist()
    [1, 3, 7, 1, 0, 1]
    """
    kinds = array("B", bytes(len(words) // 3))
    fill_gaps(text, words, len(kinds), protected, 0, start, kinds)
    return kinds


@cython.cfunc
@cython.exceptval(-1)
def fill_gaps(
    text: str,
    words: cython.longlong[::1],
    count: cython.Py_ssize_t,
    protected: cython.longlong[::1],
    span: cython.Py_ssize_t,
    at: cython.Py_ssize_t,
    kinds: cython.uchar[::1],
) -> cython.int:
    """Write the gaps before ``count`` words to ``kinds``; see ``find_gaps``.

    ``span`` is the index of the first protected span that may touch one.
    """
    kind: cython.int = kind_of(text)
    data: cython.p_void = data_of(text)
    spans: cython.Py_ssize_t = len(protected)
    word: cython.Py_ssize_t
    start: cython.Py_ssize_t
    end: cython.Py_ssize_t
    found: cython.int
    script: cython.longlong = -1
    for word in range(count):
        start = words[3 * word]
        end = words[3 * word + 1]
        while span < spans and protected[span + 1] <= start:
            span += 2
        found = _widest(kind, data, at, start)
        if found == _COMMA and start - at == 1 and _is_hyphen(code_point(kind, data, at)):
            found = _HYPHEN
        if (
            found == _SPACE
            and word
            and end - start > 1
            and is_upper(code_point(kind, data, start))
            and not is_upper(code_point(kind, data, start + 1))
        ):
            found = _CAPITALISED
        if script >= 0 and words[3 * word + 2] != script and found < _SCRIPT:
            found = _SCRIPT
        script = words[3 * word + 2]
        if span < spans and protected[span] < end:
            # The next word outside the span takes the widest gap since the last one, so that a line
            # break before the span is not lost.
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
    """Return the kind of the character that breaks a text most, SPACE if there is none."""
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
def is_upper(code: cython.int) -> cython.bint:
    """Return True if a letter has a lower case."""
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
