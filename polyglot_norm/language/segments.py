# cython: initializedcheck=False
"""From labelled runs to pieces that cover the text: where exactly one language ends.

A border between two languages lies between words: white space and closing marks stay with what
is before, opening marks go with what follows. Protected spans belong to what is before them, or,
at the start of a line, to what follows. A line break belongs to its line, and so do blank lines
after it.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef"

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.language import letter_runs
from polyglot_norm.language.labels import Label, Stretch, Stretches
from polyglot_norm.language.rules import Rule, apply_rules
from polyglot_norm.language.tags import NO_LANGUAGE
from polyglot_norm.records import ProtectedSpan

if cython.compiled:
    from cython.cimports.cpython.array import array
    from cython.cimports.cpython.unicode import (
        Py_UNICODE_ISSPACE as _is_space,
    )
    from cython.cimports.cpython.unicode import (
        PyUnicode_DATA,
        PyUnicode_KIND,
    )
    from cython.cimports.polyglot_norm.text.code_points import code_point
else:
    from array import array

    from polyglot_norm.text.code_points import code_point

    def _is_space(code: int) -> bool:
        return chr(code).isspace()


COMPILED = cython.compiled

FIELDS = cython.declare(cython.Py_ssize_t, 3)
"""Numbers of a stretch: its start, its end, and the number of its label."""

NOTHING = Label(NO_LANGUAGE, "Zyyy", 1.0, ((NO_LANGUAGE, 1.0),))
"""The label of what holds no words."""


class Piece(NamedTuple):
    """``text[start:end]`` in one language; ``letters`` is how long its words are together."""

    start: int
    end: int
    label: Label
    letters: int


def cut(
    text: str,
    stretches: Stretches,
    protected: Sequence[ProtectedSpan],
    *,
    across_lines: bool,
    settle: Rule = apply_rules,
) -> list[Piece]:
    """Return pieces that cover the text, in order, no two neighbours in one line in one language.

    With ``across_lines`` neighbours in one language are one piece over line breaks too. ``settle``
    has the last word on the labels of a line that has several.
    """
    pieces: list[Piece] = []
    kept: array = stretches.bounds
    bounds: cython.p_longlong = kept.data.as_longlongs if cython.compiled else kept
    count: cython.Py_ssize_t = len(kept)
    labels = stretches.labels
    kind: cython.int = PyUnicode_KIND(text) if cython.compiled else 0
    data: cython.p_void = PyUnicode_DATA(text) if cython.compiled else text
    start: cython.Py_ssize_t = 0
    first: cython.Py_ssize_t = 0
    while start < len(text):
        end: cython.Py_ssize_t = _line_end(kind, data, start, len(text))
        last: cython.Py_ssize_t = first
        letters: cython.longlong = 0
        same: cython.bint = True
        while last < count and bounds[last] < end:
            letters += bounds[last + 1] - bounds[last]
            if same and bounds[last + 2] != bounds[first + 2]:
                same = labels[bounds[last + 2]] is labels[bounds[first + 2]]
            last += FIELDS
        if first == last and pieces and _is_blank(kind, data, start, end):
            # Blank lines belong to what is before them.
            before, _, label, letters = pieces.pop()
            pieces.append(tuple.__new__(Piece, (before, end, label, letters)))
        elif same and not across_lines:
            label = labels[bounds[first + 2]] if first < last else NOTHING
            pieces.append(tuple.__new__(Piece, (start, end, label, letters)))
        else:
            line = [
                Stretch(bounds[at], bounds[at + 1], labels[bounds[at + 2]], _letters(bounds, at))
                for at in range(first, last, FIELDS)
            ]
            if not same:
                line = settle(text, line)
            for piece in _cut_line(text, start, end, line, protected):
                _add(pieces, piece, joining=across_lines)
        first = last
        start = end
    return pieces


@cython.cfunc
def _letters(bounds: cython.p_longlong, at: cython.Py_ssize_t) -> cython.longlong:
    return bounds[at + 1] - bounds[at]


@cython.cfunc
@cython.nogil
def _line_end(
    kind: cython.int, data: cython.p_void, at: cython.Py_ssize_t, stop: cython.Py_ssize_t
) -> cython.Py_ssize_t:
    """Where the line that begins at a place ends, its break included; see `text.lines`."""
    code: cython.int
    while at < stop:
        code = code_point(kind, data, at)
        at += 1
        if code > 13 and code != 0x85 and code >> 1 != 0x1014:  # as nearly all are
            continue
        if code == 13:
            return at + 1 if at < stop and code_point(kind, data, at) == 10 else at
        if code >= 10:
            return at
    return at


@cython.cfunc
def _is_blank(
    kind: cython.int, data: cython.p_void, at: cython.Py_ssize_t, stop: cython.Py_ssize_t
) -> cython.bint:
    """Whether there is nothing but white space."""
    while at < stop:
        if not _is_space(code_point(kind, data, at)):
            return False
        at += 1
    return True


def _neighbours_joined(words: Sequence[Stretch]) -> list[Stretch]:
    joined = [words[0]]
    for word in words[1:]:
        last = joined[-1]
        if word.label.lang == last.label.lang:
            label = max(last.label, word.label, key=lambda label: label.confidence)
            joined[-1] = Stretch(last.start, word.end, label, last.letters + word.letters)
        else:
            joined.append(word)
    return joined


def _cut_line(
    text: str, start: int, end: int, words: Sequence[Stretch], protected: Sequence[ProtectedSpan]
) -> Iterator[Piece]:
    if not words:
        yield Piece(start, end, NOTHING, 0)
        return
    if len(words) == 1:
        yield Piece(start, end, words[0].label, words[0].letters)
        return
    words = _neighbours_joined(words)
    borders = [_border(text, a.end, b.start, protected) for a, b in pairwise(words)]
    for (piece_start, piece_end), group in zip(
        pairwise([start, *borders, end]), words, strict=True
    ):
        yield Piece(piece_start, piece_end, group.label, group.letters)


def _border(text: str, start: int, end: int, protected: Sequence[ProtectedSpan]) -> int:
    """Return the place of the border between the end of one word and the start of the next."""
    at = bisect_right(protected, end, key=lambda span: span.end) - 1
    first = protected[at].end if at >= 0 and protected[at].end > start else start
    match = _opening().search(text, first, end)
    border = match.start() if match else end
    if not letter_runs.is_inside(text, border):
        return border
    return _outside_letters(text, border, (start, end), protected)


def _outside_letters(
    text: str, at: int, gap: tuple[int, int], protected: Sequence[ProtectedSpan]
) -> int:
    """Return the place nearest to one inside a run of letters, in a gap, where a border may be.

    Before the run; and before what is protected, if the run begins within that.
    """
    start, end = gap
    run = letter_runs.start_of(text, at)
    if run <= start:
        return letter_runs.end_of(text, at, end)
    span = bisect_right(protected, run, key=lambda span: span.start) - 1
    if span >= 0 and start <= protected[span].start < run < protected[span].end:
        at = protected[span].start
        return run if letter_runs.is_inside(text, at) else at
    return run


@cache
def _opening() -> re.Pattern[str]:
    """What opens the next part: it follows white space, or is an opening mark by itself."""
    # Ambiguous marks (" ' -) open only after white space. German quotations open low and close
    # with the mark that opens an English one, hence the look ahead to the end of the gap.
    return re.compile(r"(?<=\s)\S+\Z|[(\[{«‹„‚「『【《〈¿¡]+\Z|(?<![\s])[“‘]\Z")


def _add(pieces: list[Piece], piece: Piece, *, joining: bool) -> None:
    """Add a piece, or join it to the last where that is of the same language and may be."""
    if joining and pieces and pieces[-1].label.lang == piece.label.lang:
        piece = _merged(pieces.pop(), piece)
    pieces.append(piece)


def _merged(first: Piece, second: Piece) -> Piece:
    label = max(first.label, second.label, key=lambda label: label.confidence)
    return Piece(first.start, second.end, label, first.letters + second.letters)
