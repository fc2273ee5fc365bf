"""Stretches of a file, whose texts are changed together.

A cue, a cell or a line is often too short to tell its language, which the rest of the file does.
So the texts of a stretch are joined, each on a line of its own, and each takes the edits that fall
inside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple, Protocol

from polyglot_norm.align.aligned import Aligned, joined
from polyglot_norm.align.cutting import cut
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
    parts: list[tuple[int, Aligned]] = []
    place = 0
    for piece in stretch.pieces:
        part = Aligned.unchanged(piece) if isinstance(piece, str) else piece.changed(next(found))
        parts.append((place, part))
        place += len(part.source)
    return joined(written(stretch.pieces), parts)


def _each(stretch: Stretch, how: Change) -> Iterator[Aligned]:
    """Yield each text, changed by itself."""
    for piece in stretch.pieces:
        if isinstance(piece, Text):
            yield _changed(piece.meaning.text, how)


def _together(stretch: Stretch, how: Change) -> Iterator[Aligned]:
    """Yield each text, changed with all others; an edit across two is left out."""
    text, spans = joined_texts(stretch.pieces)
    several = sum(end > start for start, end in spans) > 1
    return cut(_changed(text, partial(how, lines=True) if several else how), spans)


def joined_texts(pieces: Iterable[Piece]) -> tuple[str, list[tuple[int, int]]]:
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


def _changed(text: str, how: Callable[[str], Aligned]) -> Aligned:
    """Return a text changed, in parts if it is long."""
    parts: list[tuple[int, Aligned]] = []
    place = 0
    for part in split_documents([text]):
        new = how(part.text)
        parts += [(place + offset, each) for offset, each in new.parts]
        place += len(part.text)
    return joined(text, parts)
