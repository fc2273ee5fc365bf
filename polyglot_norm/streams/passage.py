"""Passages, the pieces in which texts are read: a document, or a part of a long one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from polyglot_norm.formats.offset_kinds import Offsets
from polyglot_norm.streams.parts import PART_LENGTH, Per, split_documents, split_records


class Cue(NamedTuple):
    """A subtitle in a passage: its start and end there, its line in the file, and its times."""

    start: int
    end: int
    line: int
    metadata: Mapping[str, Any]


class Passage(NamedTuple):
    """A document, or a part of one, with its name and position.

    ``before`` is its position in its document; ``first`` and ``last`` are True if it begins and
    ends it. ``line`` and ``column`` are its position in the file, with a column of 0 if its text
    is not the characters of the file. ``metadata`` holds the other fields of its record. If there
    are ``cues``, each is a document of its own, and the passage their context.
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

    @property
    def size(self) -> int:
        """The length of the text."""
        return len(self.text)


class SkippedRecord(NamedTuple):
    """A record that cannot be read: its line, the reason, and details of this very record.

    >>> print(SkippedRecord(3, "no field 'text'", "fields: 'body'"))
    line 3: no field 'text' (fields: 'body')
    """

    line: int
    reason: str
    detail: str = ""

    def __str__(self) -> str:
        detail = f" ({self.detail})" if self.detail else ""
        return f"line {self.line}: {self.reason}{detail}"


OnSkipped = Callable[[SkippedRecord], None]
"""Called with each record that is skipped."""


def record_passages(
    name: str, text: str, line: int, metadata: Mapping[str, Any] | None
) -> Iterator[Passage]:
    """Yield the text of a record, in parts if it is long.

    >>> [p.name for p in record_passages("a.jsonl:3", "Где си?", 3, {"id": 7})]
    ['a.jsonl:3']
    """
    if len(text) <= 2 * PART_LENGTH:
        yield Passage(name, text, line=line, metadata=metadata)
        return
    before = Offsets()
    for part in split_documents([text], Per.FILE):
        yield Passage(name, part.text, before, part.first, part.last, line, 0, metadata)
        before = before.after(part.text)


def record_lines(chunks: Iterable[str], longest: int) -> Iterator[tuple[int, str | None]]:
    """Yield each line with its number and its break; None for one longer than ``longest``."""
    held: list[str] = []
    size = line = 0
    for text, first, last in split_records(chunks):
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
