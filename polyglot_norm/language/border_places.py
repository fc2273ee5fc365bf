"""The place of a border between two words in different languages.

White space and closing marks stay with the word before, opening marks go with the word after. A
protected span stays with the word before it. No border falls inside a run of letters, nor inside a
protected span if there is a place before it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from polyglot_norm.language import letter_runs
from polyglot_norm.records import ProtectedSpan


def border_between(text: str, start: int, end: int, protected: Sequence[ProtectedSpan]) -> int:
    """Return the place of a border between the end of one word and the start of the next.

    >>> border_between("Да! “Yes”", 2, 5, ())
    4
    """
    span = _last(protected, end)
    after = span.end if span and span.end > start else start
    match = _opening().search(text, after, end)
    border = match.start() if match else end
    if letter_runs.is_inside(text, border):
        return _outside_letters(text, border, start, end, protected)
    return border


def _last(protected: Sequence[ProtectedSpan], end: int) -> ProtectedSpan | None:
    """Return the last protected span that ends at a place or before."""
    at = bisect_right(protected, end, key=lambda span: span.end) - 1
    return protected[at] if at >= 0 else None


def _outside_letters(
    text: str, at: int, start: int, end: int, protected: Sequence[ProtectedSpan]
) -> int:
    """Return a place between two words where a border may be, for one inside a run of letters.

    It is before the run, or before the protected span in which the run begins; after the run if
    that begins within the word before.
    """
    run: int = letter_runs.start_of(text, at)
    if run <= start:
        after: int = letter_runs.end_of(text, at, end)
        return after
    index = bisect_right(protected, run, key=lambda span: span.start) - 1
    if index >= 0 and start <= protected[index].start < run < protected[index].end:
        before = protected[index].start
        return run if letter_runs.is_inside(text, before) else before
    return run


@cache
def _opening() -> re.Pattern[str]:
    """Return a pattern for the marks that open the text after a border."""
    # Ambiguous marks (" ' -) open only after white space. German quotations open low and close
    # with the mark that opens an English one, hence the look ahead to the end of the gap.
    return re.compile(r"(?<=\s)\S+\Z|[(\[{«‹„‚「『【《〈¿¡]+\Z|(?<![\s])[“‘]\Z")
