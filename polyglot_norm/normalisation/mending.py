"""Broken text is labelled by what it means: mended on a copy first, the labels taken back.

References of HTML and misread encodings hide the words of a text from the detector. So they are
undone before it looks, and where it saw a piece is said in offsets of the source. The rest of
normalising waits until the language of each piece is known.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from polyglot_norm.align.aligned import Aligned, Edit, shifted
from polyglot_norm.language.segments import NOTHING, Piece
from polyglot_norm.normalisation import profiles
from polyglot_norm.records import ProtectedSpan

STEPS: Final = ("entities", "mojibake", "confusables")
"""The steps that mend words without knowing the language, in the order of the profiles."""

DONE: Final = ("entities", "mojibake")
"""Those of them that find nothing in a text that was not mended, whatever its language."""


def mended(text: str) -> Aligned | None:
    """The text with what is broken mended; None where nothing is.

    >>> mended("Ïðèâåò, &#x41c;аша!").text
    'Привет, Маша!'
    """
    return profiles.changed(STEPS, text, None)


def mends(steps: Iterable[object]) -> bool:
    """Whether steps would mend too, so that their output may begin with the copy."""
    return set(STEPS).issubset(step for step in steps if isinstance(step, str))


def pieces_of_source(pieces: Sequence[Piece], copy: Aligned) -> list[Piece]:
    """Pieces that cover the copy as pieces that cover its source.

    What of the copy is one edit stays together: it goes to the piece in which it ends.
    """
    if not copy.source:
        return []
    borders = [copy.to_source(piece.start, piece.start)[0] for piece in pieces[1:]]
    found = [
        piece._replace(start=start, end=end)
        for piece, (start, end) in zip(
            pieces, pairwise([0, *borders, len(copy.source)]), strict=False
        )
        if start < end
    ]
    return found or [Piece(0, len(copy.source), NOTHING, 0)]


def spans_of_source(spans: Iterable[ProtectedSpan], copy: Aligned) -> tuple[ProtectedSpan, ...]:
    """What is protected in the copy, as spans of its source."""
    return tuple(ProtectedSpan(*copy.to_source(s.start, s.end), s.kind) for s in spans)


class Parts:
    """The copy's parts, as alignments of their own; asked for by their place in the source."""

    def __init__(self, copy: Aligned) -> None:
        self._source = copy.source
        self._edits: tuple[Edit, ...] = copy.edits
        self._starts = [edit.start for edit in self._edits]
        self._ends = [edit.end for edit in self._edits]

    def part(self, start: int, end: int) -> Aligned:
        """The part of the copy that was made from ``source[start:end]``."""
        first = bisect_left(self._starts, start)
        last = bisect_right(self._ends, end)
        if first >= last:
            return Aligned.unchanged(self._source[start:end])
        return Aligned(self._source[start:end], shifted(self._edits[first:last], -start))
