"""Stretches of a file, whose texts are changed together.

A cue, a cell or a line is often too short to tell its language, which the rest of the file does.
So the texts of a stretch are joined, each on a line of its own, and each takes the edits that fall
inside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple, Protocol

from polyglot_norm.align.aligned import Aligned, Edit, shifted
from polyglot_norm.streams.containers.text import Piece, Text, written
from polyglot_norm.streams.parts import PART_LENGTH, split_documents


class Change(Protocol):
    """Changes a text: `Cleaner`, for example."""

    def __call__(self, text: str, *, lines: bool = False) -> Aligned:
        """Return the changed text; ``lines`` are those of several texts, but of one file."""


class Stretch(NamedTuple):
    """Consecutive pieces of a file, with the number of characters in their texts."""

    pieces: tuple[Piece, ...]
    size: int


def stretches(pieces: Iterable[Piece], longest: int = PART_LENGTH) -> Iterator[Stretch]:
    """Yield the pieces of a file in stretches of about ``longest`` characters of text.

    >>> [stretch.pieces for stretch in stretches(["<p>", "да"])]
    [('<p>', 'да')]
    """
    held: list[Piece] = []
    size = kept = 0
    for piece in pieces:
        held.append(piece)
        if isinstance(piece, Text):
            size += len(piece.meaning.text)
        else:
            kept += len(piece)
        # The parts of a long text are at least half as long, and do not come together.
        if size >= longest // 2 or kept >= 8 * longest:
            yield Stretch(tuple(held), size)
            held, size, kept = [], 0, 0
    if held:
        yield Stretch(tuple(held), size)


def change(stretch: Stretch, how: Change, *, independent: bool = False) -> Aligned:
    """Return the characters of a stretch with its texts changed.

    ``independent`` changes each text as if there were no other.
    """
    found = _each(stretch, how) if independent else _together(stretch, how)
    edits: list[Edit] = []
    place = 0
    for piece in stretch.pieces:
        if isinstance(piece, str):
            place += len(piece)
        else:
            raw = piece.with_edits(next(found))
            edits += shifted(raw.edits, place)
            place += len(raw.source)
    return Aligned(written(stretch.pieces), edits)


def _each(stretch: Stretch, how: Change) -> Iterator[list[Edit]]:
    """Yield the edits of each text, made from it alone."""
    for piece in stretch.pieces:
        if isinstance(piece, Text):
            yield _edits(piece.meaning.text, how)


def _together(stretch: Stretch, how: Change) -> Iterator[list[Edit]]:
    """Yield the edits of each text, made from all of them; an edit across two is left out."""
    joined, spans = _joined(stretch.pieces)
    several = sum(end > start for start, end in spans) > 1
    edits = iter(_edits(joined, partial(how, lines=True) if several else how))
    edit = next(edits, None)
    for start, end in spans:
        inside: list[Edit] = []
        while edit is not None and edit.end <= end:
            if edit.start >= start:
                inside.append(edit)
            edit = next(edits, None)
        yield list(shifted(inside, -start))


def _joined(pieces: Iterable[Piece]) -> tuple[str, list[tuple[int, int]]]:
    """Return all texts as one, and the span of each: on lines of their own, unless they touch."""
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    place, apart = 0, False
    for piece in pieces:
        if isinstance(piece, str):
            apart = apart or piece != ""
            continue
        body = piece.meaning.text
        if apart and body and parts and not parts[-1].endswith("\n"):
            parts.append("\n")
            place += 1
        spans.append((place, place + len(body)))
        if body:
            parts.append(body)
            apart = False
        place += len(body)
    return "".join(parts), spans


def _edits(text: str, how: Callable[[str], Aligned]) -> list[Edit]:
    """Return the edits of a text, in parts if it is long."""
    edits: list[Edit] = []
    place = 0
    for part in split_documents([text] if text else ()):
        edits += shifted(how(part.text).edits, place)
        place += len(part.text)
    return edits
