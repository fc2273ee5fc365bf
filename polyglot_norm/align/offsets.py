"""Offsets mapped across a list of edits, in O(log n) time each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from polyglot_norm.align.edit import Edit

Span = tuple[int, int]


class Marks(NamedTuple):
    """The offsets at which each edit starts and ends, on one side."""

    starts: list[int]
    ends: list[int]


def marks(edits: Sequence[Edit]) -> tuple[Marks, Marks]:
    """Return where edits start and end in the source, and in the text."""
    starts, ends = [e.start for e in edits], [e.end for e in edits]
    shifts = accumulate(len(e.replacement) - e.end + e.start for e in edits)
    text_ends = [end + shift for end, shift in zip(ends, shifts, strict=True)]
    text_starts = [end - len(e.replacement) for end, e in zip(text_ends, edits, strict=True)]
    return Marks(starts, ends), Marks(text_starts, text_ends)


def least(position: int, here: Marks, there: Marks) -> int:
    """Return the first position on the other side that corresponds to a position."""
    i = bisect_left(here.ends, position)
    if i == len(here.ends):
        return position if i == 0 else there.ends[-1] + position - here.ends[-1]
    if here.starts[i] >= position:
        return there.starts[i] - (here.starts[i] - position)
    return there.ends[i] if here.ends[i] == position else there.starts[i]


def least_of_each(positions: Iterable[int], here: Marks, there: Marks) -> list[int]:
    """Return `least` of each of some positions, which must not decrease, in one sweep."""
    found: list[int] = []
    i, count = 0, len(here.ends)
    for position in positions:
        while i < count and here.ends[i] < position:
            i += 1
        if i < count and here.starts[i] < position:
            found.append(there.ends[i] if here.ends[i] == position else there.starts[i])
        elif i < count:
            found.append(there.starts[i] - (here.starts[i] - position))
        else:
            found.append(there.ends[-1] + position - here.ends[-1] if count else position)
    return found


def greatest(position: int, here: Marks, there: Marks) -> int:
    """Return the last position on the other side that corresponds to a position."""
    i = bisect_right(here.starts, position) - 1
    if i < 0:
        return position
    if here.ends[i] <= position:
        return there.ends[i] + position - here.ends[i]
    return there.starts[i] if here.starts[i] == position else there.ends[i]


def tight(start: int, end: int, here: Marks, there: Marks) -> Span:
    """Return the span on the other side, without what has no counterpart at its edges.

    An empty span has nothing but that, and keeps it.
    """
    if start == end:
        return least(start, here, there), greatest(end, here, there)
    last = _last(end, here, there)
    return min(_first(start, here, there), last), last


def _first(position: int, here: Marks, there: Marks) -> int:
    i = bisect_right(here.starts, position) - 1
    if i < 0:
        return position
    if here.ends[i] <= position:
        return there.ends[i] + position - here.ends[i]
    return there.starts[i]


def _last(position: int, here: Marks, there: Marks) -> int:
    i = bisect_left(here.ends, position)
    if i == len(here.ends):
        return position if i == 0 else there.ends[-1] + position - here.ends[-1]
    if here.starts[i] >= position:
        return there.starts[i] - (here.starts[i] - position)
    return there.ends[i]


def tight_spans(length: int, here: Marks, there: Marks) -> list[Span]:
    """Return, for each of ``length`` characters, its `tight` span on the other side."""
    found: list[Span] = []
    other = 0
    for start, end, there_start, there_end in zip(*here, *there, strict=True):
        found += zip(range(other, there_start), range(other + 1, there_start + 1), strict=True)
        found += [(there_start, there_end)] * (end - start)
        other = there_end
    rest = length - len(found)
    found += zip(range(other, other + rest), range(other + 1, other + rest + 1), strict=True)
    return found


def spans(length: int, here: Marks, there: Marks) -> list[Span]:
    """Return, for each of ``length`` characters, its span on the other side.

    This is one sweep, in which the stretch between two edits is copied as a whole.
    """
    found: list[Span] = []
    other = 0
    gone = -1  # start, on the other side, of text without a character here before the next one
    for start, end, there_start, there_end in zip(*here, *there, strict=True):
        first = len(found)
        found += zip(range(other, there_start), range(other + 1, there_start + 1), strict=True)
        found += [(there_start, there_end)] * (end - start)
        if gone >= 0 and len(found) > first:
            found[first] = (gone, found[first][1])
            gone = -1
        if start == end and there_start < there_end:
            if found:
                found[-1] = (found[-1][0], there_end)
            gone = there_start if gone < 0 else gone
        other = there_end
    rest = length - len(found)
    if rest:
        found += zip(range(other, other + rest), range(other + 1, other + rest + 1), strict=True)
        if gone >= 0:
            found[-rest] = (gone, found[-rest][1])
    return found
