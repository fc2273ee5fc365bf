"""Mending of a text on a copy before it is labelled, and the way back to the source.

HTML references, letters of another script inside a word, mojibake and the shapes of letters hide
the words of a text from a detector. They are mended before it sees the text, and what it finds is
mapped back to the source. The rest of normalising waits until the language of each piece is known.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from itertools import accumulate
from typing import Final

from polyglot_norm.align.aligned import Aligned, Edit, shifted
from polyglot_norm.language.segments import NOTHING, Piece
from polyglot_norm.normalisation import profiles
from polyglot_norm.normalisation.mixed_words import mend_words
from polyglot_norm.normalisation.mixtures import first_meeting, letters_of_two_scripts
from polyglot_norm.normalisation.mojibake import suspicion
from polyglot_norm.normalisation.mojibake.undamaged import (
    LINE_ENDS_AND_CONTROLS,
    has_undamaged_lines,
    is_undamaged,
)
from polyglot_norm.normalisation.steps import presentation
from polyglot_norm.normalisation.steps.mojibake import ELLIPSIS, NEXT_LINE, mojibake
from polyglot_norm.records import ProtectedSpan
from polyglot_norm.text.character_sets import expanded
from polyglot_norm.text.neighbours import Neighbours

WHOLE: Final = ("entities", "mojibake")
"""Steps that need no language: they find nothing in a text for which `mended` returns None."""

_SHAPES: Final = "presentation"

_STEPS: Final = (*WHOLE, "confusables", _SHAPES)
"""The steps that mend words, for some of them by their language."""


def mended(text: str) -> Aligned | None:
    """Return the text with its words mended, None if none is broken.

    Not for every text: none is broken without ``damage`` or an ampersand.

    >>> mended("Ïðèâåò, &#x41c;аша!").text
    'Привет, Маша!'
    """
    if _is_undamaged(text):
        return None
    words = mend_words(text) or Aligned.unchanged(text)
    if _needs_no_step(words.text):
        rest = None
    else:
        rest = profiles.changed((*WHOLE, _SHAPES), words.text, None)
    result = words.then(rest) if rest else words
    return None if result.text == text else result


def _is_undamaged(text: str) -> bool:
    """Return True if there are signs of nothing but mojibake, and it is none, as in most texts.

    The general way comes to the same, in three times as many passes over a text.
    """
    if "&" in text:
        return False
    if _others().first(text) >= 0:
        return first_meeting(text) < 0 and _needs_no_step(text)
    return has_undamaged_lines(text) or mojibake(text, None).text is text


def _needs_no_step(text: str) -> bool:
    """Return True if the steps but for ``confusables`` find nothing in a text."""
    return (
        "&" not in text
        and presentation.first_sign(text, None) < 0
        and (is_undamaged(text) or mojibake(text, None).text is text)
    )


@cache
def _others() -> Neighbours:
    """Return the search for what is damage but for mojibake, and for what is rare in lines."""
    characters = expanded(presentation.SIGNS) + LINE_ENDS_AND_CONTROLS
    return Neighbours([(characters,)], letters_of_two_scripts())


@cache
def damage() -> Neighbours:
    """Return the search for mojibake, adjacent letters of two scripts, and shapes of letters."""
    return Neighbours(
        [*suspicion.sequences(), (expanded(presentation.SHAPES) + NEXT_LINE,)],
        [*suspicion.pairs(), *letters_of_two_scripts()],
    )


def mends(steps: Iterable[object]) -> bool:
    """Return True if steps would mend words too, so that their output may begin with the copy."""
    return set(_STEPS).issubset(step for step in steps if isinstance(step, str))


def pieces_of_source(pieces: Sequence[Piece], copy: Aligned) -> list[Piece]:
    """Return pieces that cover the copy as pieces that cover its source.

    The result of one edit stays together: it goes to the piece in which it ends.
    """
    if not copy.source:
        return []
    if len(pieces) < 2:  # without making the edits
        label = pieces[0].label if pieces else NOTHING
        return [Piece(0, len(copy.source), label)]
    borders = copy.places_in_source([start for start, _, _ in pieces])
    borders[:1] = [0]
    ends = [*borders[1:], len(copy.source)]
    new = tuple.__new__  # at a fraction of the cost: a book has many
    return [
        new(Piece, (start, end, label))
        for start, end, (_, _, label) in zip(borders, ends, pieces, strict=True)
        if start < end
    ]


def on_lines(pieces: Iterable[Piece], copy: Aligned) -> Iterator[Piece]:
    """Yield pieces of the source, cut after each NEL that is an ellipsis in the copy.

    Whoever counts the lines of the source still sees a line end there.
    """
    if NEXT_LINE not in copy.source:
        yield from pieces
        return
    for piece in pieces:
        start = piece.start
        at = copy.source.find(NEXT_LINE, start, piece.end - 1)
        while at >= 0:
            first, last = copy.to_text(at, at + 1)
            if copy.text[first:last] == ELLIPSIS and copy.to_source(first, last) == (at, at + 1):
                yield piece._replace(start=start, end=at + 1)
                start = at + 1
            at = copy.source.find(NEXT_LINE, at + 1, piece.end - 1)
        yield piece._replace(start=start)


def spans_of_source(spans: Iterable[ProtectedSpan], copy: Aligned) -> tuple[ProtectedSpan, ...]:
    """Return the protected spans of the copy as spans of its source."""
    found = []
    for span in spans:
        start, end = copy.to_source(span.start, span.end)
        found.append(ProtectedSpan(start, end, span.kind))
    return tuple(found)


class Parts:
    """The parts of a copy as alignments of their own."""

    def __init__(self, copy: Aligned) -> None:
        self._copy = copy

    @cached_property
    def _bounds(self) -> tuple[list[int], list[int], list[int]]:
        """The starts and ends of all edits, and by how much the text has grown before each."""
        edits = self._copy.edits
        growth = accumulate((len(e.replacement) - e.end + e.start for e in edits), initial=0)
        return [edit.start for edit in edits], [edit.end for edit in edits], [*growth]

    def part(self, start: int, end: int) -> Aligned:
        """Return the part of the copy that was made from ``source[start:end]``."""
        source = self._copy.source
        if not start and end == len(source):
            return self._copy
        starts, ends, growth = self._bounds
        first = bisect_left(starts, start)
        last = bisect_right(ends, end)
        if first >= last:
            return Aligned.unchanged(source[start:end])
        text = self._copy.text[start + growth[first] : end + growth[last]]
        return Aligned.lazily(source[start:end], text, _part, self._copy, first, last, start)


def _part(_source: str, copy: Aligned, first: int, last: int, start: int) -> Iterator[Edit]:
    return shifted(copy.edits[first:last], -start)
