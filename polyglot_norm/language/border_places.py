# cython: initializedcheck=False, boundscheck=False, wraparound=False
"""The place of a border between two words in different languages.

White space and closing marks stay with the word before, opening marks go with the word after. A
protected span stays with the word before it. No border falls inside a run of letters, nor inside a
protected span if there is a place before it.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef"

from __future__ import annotations

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

if cython.compiled:
    from cython.cimports.polyglot_norm.language.letter_runs import end_of, is_inside, start_of
    from cython.cimports.polyglot_norm.text.code_points import (
        code_point,
        data_of,
        is_space,
        kind_of,
    )
else:
    from polyglot_norm.language.letter_runs import end_of, is_inside, start_of
    from polyglot_norm.text.code_points import code_point, data_of, is_space, kind_of

OPENING = frozenset(map(ord, "([{«‹„‚「『【《〈¿¡"))
"""The marks that open what follows, whatever stands before them."""

QUOTES = frozenset(map(ord, "“‘"))
"""The marks that close what is before them in German, but open where they end a gap."""


@cython.ccall
@cython.exceptval(-1)
def border_between(
    text: str,
    start: cython.Py_ssize_t,
    end: cython.Py_ssize_t,
    protected: cython.longlong[::1],
) -> cython.Py_ssize_t:
    """Return the place of a border between the end of one word and the start of the next.

    ``protected`` holds the start and end of each protected span, in order.

    >>> from array import array
    >>> border_between("Да! “Yes”", 2, 5, array("q"))
    4
    """
    after: cython.Py_ssize_t = start
    last: cython.Py_ssize_t = _count_until(protected, 1, end)
    if last:
        after = max(start, protected[2 * last - 1])
    border: cython.Py_ssize_t = _opening(text, after, end)
    if is_inside(text, border):
        return _outside_letters(text, border, start, end, protected)
    return border


@cython.cfunc
@cython.exceptval(check=False)
def _count_until(
    spans: cython.longlong[::1], field: cython.Py_ssize_t, most: cython.Py_ssize_t
) -> cython.Py_ssize_t:
    """Return how many spans start (``field`` 0) or end (1) at a place or before."""
    low: cython.Py_ssize_t = 0
    high: cython.Py_ssize_t = len(spans) // 2
    while low < high:
        middle: cython.Py_ssize_t = (low + high) // 2
        if spans[2 * middle + field] <= most:
            low = middle + 1
        else:
            high = middle
    return low


@cython.cfunc
@cython.exceptval(-1)
def _opening(text: str, start: cython.Py_ssize_t, end: cython.Py_ssize_t) -> cython.Py_ssize_t:
    """Return where the marks begin that open the text after a gap; its end if there are none.

    Marks that may open or close (" ' -) open only after white space.
    """
    kind: cython.int = kind_of(text)
    data: cython.p_void = data_of(text)
    opening: cython.Py_ssize_t = end
    while opening > start and code_point(kind, data, opening - 1) in OPENING:
        opening -= 1
    visible: cython.Py_ssize_t = opening
    while visible > start and not is_space(code_point(kind, data, visible - 1)):
        visible -= 1
    if visible < end and visible > 0 and is_space(code_point(kind, data, visible - 1)):
        return visible
    if opening == end > start and code_point(kind, data, end - 1) in QUOTES:
        return end - 1
    return opening


@cython.cfunc
@cython.exceptval(-1)
def _outside_letters(
    text: str,
    at: cython.Py_ssize_t,
    start: cython.Py_ssize_t,
    end: cython.Py_ssize_t,
    spans: cython.longlong[::1],
) -> cython.Py_ssize_t:
    """Return a place between two words where a border may be, for one inside a run of letters.

    It is before the run, or before the protected span in which the run begins; after the run if
    that begins within the word before.
    """
    run: cython.Py_ssize_t = start_of(text, at)
    if run <= start:
        return end_of(text, at, end)
    index: cython.Py_ssize_t = _count_until(spans, 0, run) - 1
    if index >= 0 and start <= spans[2 * index] < run < spans[2 * index + 1]:
        before: cython.Py_ssize_t = spans[2 * index]
        return run if is_inside(text, before) else before
    return run
