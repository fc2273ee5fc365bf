"""A stretch of text to be worked on at one time: a document, or a part of a long one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from polyglot_norm.formats.named_document import Offsets
from polyglot_norm.streams.parts import PART_LENGTH, Per, split_documents


class Cue(NamedTuple):
    """A subtitle inside a passage: from where to where, in which line of the file, and when."""

    start: int
    end: int
    line: int
    metadata: Mapping[str, Any]


class Passage(NamedTuple):
    """A document, or a part of one, with its name and its place.

    ``before`` is what of its document lies before it; ``first`` and ``last`` say whether it
    begins and ends it. ``line`` and ``column`` are where in the file it begins, the column 0 where
    its text is not the characters of the file. ``metadata`` are the other fields of its record.
    Where there are ``cues``, each is a document of its own, and the passage what they are
    understood from.
    """

    name: str
    text: str
    before: Offsets = Offsets()
    first: bool = True
    last: bool = True
    line: int = 1
    column: int = 0
    metadata: Mapping[str, Any] | None = None
    cues: tuple[Cue, ...] = ()


OnSkipped = Callable[[str], None]
"""Told what is wrong with a record that is passed over."""


def in_passages(name: str, text: str, line: int, metadata: Mapping[str, Any]) -> Iterator[Passage]:
    """A record's text, in parts where it is long.

    >>> [p.name for p in in_passages("a.jsonl:3", "Где си?", 3, {"id": 7})]
    ['a.jsonl:3']
    """
    if len(text) <= 2 * PART_LENGTH:
        yield Passage(name, text, line=line, metadata=metadata or None)
        return
    before = Offsets()
    for unit in split_documents([text], Per.FILE):
        yield Passage(name, unit.text, before, unit.first, unit.last, line, 0, metadata or None)
        before = before.after(unit.text)


def whole_lines(chunks: Iterable[str], longest: int) -> Iterator[tuple[int, str | None]]:
    """Each line, with its end and its number; None for one of more than ``longest`` characters."""
    held: list[str] = []
    size = line = 0
    for text, first, last in split_documents(chunks, Per.LINE):
        line += first
        if first and last:
            yield line, text
            continue
        if first:
            held, size = [], 0
        size += len(text)
        if size <= longest:
            held.append(text)
        if last:
            yield line, "".join(held) if size <= longest else None
