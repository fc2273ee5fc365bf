# cython: initializedcheck=False
"""Pieces that cover a text, cut at the borders between its languages.

A line break belongs to its line, and so do blank lines after it. A protected span at the start of a
line belongs to the text after it.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef, no-any-return"

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.language.labels import Label
from polyglot_norm.language.rules import Rule, apply_rules
from polyglot_norm.language.tags import NO_LANGUAGE

if cython.compiled:
    from cython.cimports.cpython.array import array
    from cython.cimports.polyglot_norm.language.border_places import border_between
    from cython.cimports.polyglot_norm.language.stretch import Stretch, stretch_of
    from cython.cimports.polyglot_norm.language.stretches import Stretches
    from cython.cimports.polyglot_norm.text.code_points import (
        code_point,
        data_of,
        is_space,
        kind_of,
    )
    from cython.cimports.polyglot_norm.tuples import triple
else:
    from array import array

    from polyglot_norm.language.border_places import border_between
    from polyglot_norm.language.stretch import Stretch, stretch_of
    from polyglot_norm.language.stretches import Stretches
    from polyglot_norm.text.code_points import code_point, data_of, is_space, kind_of
    from polyglot_norm.tuples import triple

FIELDS = cython.declare(cython.Py_ssize_t, 3)
"""The numbers of a stretch: its start, its end, and the index of its label."""

NOTHING = Label(NO_LANGUAGE, "Zyyy", 1.0, ((NO_LANGUAGE, 1.0),))
"""The label of text without words."""


class Piece(NamedTuple):
    """``text[start:end]`` in one language."""

    start: int
    end: int
    label: Label


def cut(
    text: str,
    stretches: Stretches,
    protected: array[int],
    *,
    across_lines: bool,
    settle: Rule = apply_rules,
) -> list[Piece]:
    """Return pieces that cover the text, in order, no two neighbours in one line in one language.

    ``protected`` holds the start and end of each protected span. With ``across_lines`` neighbours
    in one language are one piece over line breaks too. ``settle`` has the last word on the labels
    of a line that has several.
    """
    return cut_at_borders(text, stretches, protected, across_lines, settle)


@cython.cfunc
def cut_at_borders(
    text: str,
    stretches: Stretches,
    protected: array,
    across_lines: cython.bint,
    settle: Any,
) -> list[Piece]:
    """Return the same, to compiled stages."""
    pieces: list[Piece] = []
    kept: array = stretches.bounds
    bounds: cython.p_longlong = kept.data.as_longlongs if cython.compiled else kept
    count: cython.Py_ssize_t = len(kept)
    labels = stretches.labels
    start: cython.Py_ssize_t = 0
    first: cython.Py_ssize_t = 0
    while start < len(text):
        end: cython.Py_ssize_t = _line_end(text, start)
        last: cython.Py_ssize_t = first
        same: cython.bint = True
        while last < count and bounds[last] < end:
            if same and bounds[last + 2] != bounds[first + 2]:
                same = labels[bounds[last + 2]] is labels[bounds[first + 2]]
            last += FIELDS
        if first == last and pieces and _is_blank(text, start, end):
            pieces.append(_extended(pieces.pop(), end))
        elif same and not across_lines:
            label = labels[bounds[first + 2]] if first < last else NOTHING
            pieces.append(triple(Piece, start, end, label))
        else:
            line = _line(bounds, labels, first, last)
            line = line if same else settle(text, line)
            _cut_line(text, start, end, line, protected, pieces, across_lines)
        first = last
        start = end
    return pieces


@cython.cfunc
def _line(
    bounds: cython.p_longlong,
    labels: Sequence[Label],
    first: cython.Py_ssize_t,
    last: cython.Py_ssize_t,
) -> list[Stretch]:
    """Return the stretches of a line as records."""
    line = []
    at: cython.Py_ssize_t
    for at in range(first, last, FIELDS):
        start: cython.longlong = bounds[at]
        end: cython.longlong = bounds[at + 1]
        line.append(stretch_of(start, end, labels[bounds[at + 2]], end - start))
    return line


@cython.cfunc
@cython.exceptval(-1)
def _line_end(text: str, at: cython.Py_ssize_t) -> cython.Py_ssize_t:
    """Return the end of the line that starts at an offset, its break included."""
    # The same as in `text.lines`, which is slower to call for every line.
    kind: cython.int = kind_of(text)
    data: cython.p_void = data_of(text)
    stop: cython.Py_ssize_t = len(text)
    code: cython.int
    while at < stop:
        code = code_point(kind, data, at)
        at += 1
        if code > 13 and code != 0x85 and code >> 1 != 0x1014:  # true of nearly all
            continue
        if code == 13:
            return at + 1 if at < stop and code_point(kind, data, at) == 10 else at
        if code >= 10:
            return at
    return at


@cython.cfunc
@cython.exceptval(-1)
def _is_blank(text: str, at: cython.Py_ssize_t, stop: cython.Py_ssize_t) -> cython.bint:
    """Return True if there is nothing but white space between two offsets."""
    kind: cython.int = kind_of(text)
    data: cython.p_void = data_of(text)
    while at < stop:
        if not is_space(code_point(kind, data, at)):
            return False
        at += 1
    return True


@cython.cfunc
@cython.exceptval(-1)
def _cut_line(
    text: str,
    start: cython.Py_ssize_t,
    end: cython.Py_ssize_t,
    line: list[Stretch],
    protected: array,
    pieces: list[Piece],
    joining: cython.bint,
) -> cython.int:
    """Add the pieces of a line; see ``_add``."""
    if not line:
        _add(pieces, start, end, NOTHING, joining)
        return 0
    line = _joined(line)
    at: cython.Py_ssize_t
    last: cython.Py_ssize_t = len(line) - 1
    for at in range(last + 1):
        stretch: Stretch = line[at]
        border: cython.Py_ssize_t = end
        if at < last:
            following: Stretch = line[at + 1]
            border = _border(text, stretch.end, following.start, protected)
        _add(pieces, start, border, stretch.label, joining)
        start = border
    return 0


@cython.cfunc
@cython.exceptval(-1)
def _border(
    text: str,
    start: cython.Py_ssize_t,
    end: cython.Py_ssize_t,
    protected: array,
) -> cython.Py_ssize_t:
    """Return the place of a border between two words."""
    if start < end and _is_blank(text, start, end):
        return end
    spans: cython.longlong[::1] = protected
    return border_between(text, start, end, spans)


@cython.cfunc
def _joined(line: list[Stretch]) -> list[Stretch]:
    """Join neighbours in one language."""
    last: Stretch = line[0]
    joined: list[Stretch] = [last]
    at: cython.Py_ssize_t
    for at in range(1, len(line)):
        stretch: Stretch = line[at]
        if stretch.lang == last.lang:
            label = _surer(last.label, stretch.label)
            letters: cython.Py_ssize_t = last.letters + stretch.letters
            last = stretch_of(last.start, stretch.end, label, letters)
            joined[-1] = last
        else:
            joined.append(stretch)
            last = stretch
    return joined


@cython.cfunc
@cython.exceptval(-1)
def _add(
    pieces: list[Piece],
    start: cython.Py_ssize_t,
    end: cython.Py_ssize_t,
    label: Label,
    joining: cython.bint,
) -> cython.int:
    """Add a piece, with ``joining`` to the last one if that is in the same language."""
    if joining and pieces:
        last = pieces[-1]
        if last.label.lang == label.lang:
            start = last.start
            label = _surer(last.label, label)
            pieces.pop()
    pieces.append(triple(Piece, start, end, label))
    return 0


@cython.cfunc
def _extended(piece: Piece, end: cython.Py_ssize_t) -> object:
    return triple(Piece, piece[0], end, piece[2])


@cython.cfunc
def _surer(first: Label, second: Label) -> Label:
    """Return the label with the higher confidence, the first of equals."""
    return first if first.confidence >= second.confidence else second
