"""Documents put together again from what a file holds of their segments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, Final, NamedTuple

from polyglot_norm.align.aligned import Aligned, Edit
from polyglot_norm.document import Document
from polyglot_norm.errors import PolyglotError
from polyglot_norm.formats.named_document import OFFSET_KINDS, NamedDocument, Offsets, length
from polyglot_norm.language.tags import script_of
from polyglot_norm.segment import Segment

READ: Final = "read"
"""The rule of the edits of a segment whose output was read and whose own edits were not."""

_WORD: Final = re.compile(r"\s+|\S+")


class DocumentStart(NamedTuple):
    """A document begins."""

    name: str
    metadata: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class FoundSegment:
    """What a file says of a segment; None is what it does not say.

    Without offsets it stands where the one before ends. Without a confidence it is certain:
    somebody has written it there.
    """

    text: str
    lang: str
    where: str
    start: int | None = None
    end: int | None = None
    script: str | None = None
    confidence: float | None = None
    candidates: Sequence[Sequence[Any]] | None = None
    output: str | None = None
    output_lang: str | None = None
    edits: Sequence[Sequence[Any]] | None = None


Event = DocumentStart | FoundSegment


def assemble(
    events: Iterable[Event], *, unit: str = "codepoint", limit: int | None = None
) -> Iterator[NamedDocument]:
    """The documents of openings and the segments after them.

    ``unit`` is what the offsets count. A document comes in parts where segments were left out of
    it, and after every ``limit`` code points.

    Raises:
        PolyglotError: offsets do not fit the texts.
    """
    run: _Run | None = None
    for event in events:
        if isinstance(event, DocumentStart):
            if run is not None:
                yield run.part(last=True)
            run = _Run(event, unit, Offsets(), 0 if run is None else run.number + 1)
            continue
        if run is None:
            raise PolyglotError(f"{event.where}: a segment outside of any document")
        if run.segments and (run.is_apart(event) or (limit is not None and run.size >= limit)):
            yield run.part(last=False)
            run = run.following(event)
        run.add(event)
    if run is not None:
        yield run.part(last=True)


class _Run:
    """Segments that follow each other without a gap: a document, or a part of one."""

    def __init__(self, opening: DocumentStart, unit: str, before: Offsets, number: int) -> None:
        self.opening, self.unit, self.before, self.number = opening, unit, before, number
        self.first = True
        self.size = 0
        self.segments: list[Segment] = []
        self._end = before.of_kind(unit)

    def is_apart(self, found: FoundSegment) -> bool:
        """Whether something was left out before a segment."""
        if found.start is None or found.start == self._end:
            return False
        if found.start < self._end:
            raise PolyglotError(
                f"{found.where}: it starts at {found.start}, and the segment before it ends at "
                f"{self._end}: segments must be in order and must not overlap"
            )
        return True

    def following(self, found: FoundSegment) -> _Run:
        """An empty run for what comes after this one."""
        if self.is_apart(found):
            before = _only_known(self.unit, found.start)
        else:
            before = self.before
            for segment in self.segments:
                before = before.after(segment.text)
        run = _Run(self.opening, self.unit, before, self.number)
        run.first = False
        return run

    def add(self, found: FoundSegment) -> None:
        if not self.segments and self.is_apart(found):  # what is before it was left out
            self.before = _only_known(self.unit, found.start)
            self._end = self.before.of_kind(self.unit)
        size = length(found.text, self.unit)
        start = self._end
        if found.end is not None and found.end - start != size:
            raise PolyglotError(
                f"{found.where}: from {start} to {found.end} are {found.end - start} places, the "
                f"text is {size} long, in {self.unit}{_better_unit(found, start)}"
            )
        self._end += size
        self.segments.append(_segment(found, self.size))
        self.size += len(found.text)

    def part(self, *, last: bool) -> NamedDocument:
        text = "".join(segment.text for segment in self.segments)
        document = Document.of(text, self.segments)
        name, metadata = self.opening
        return NamedDocument(name, document, self.before, self.first, last, metadata, self.number)


def _only_known(unit: str, start: int | None) -> Offsets:
    if not start:
        return Offsets()
    return Offsets(**{other: start if other == unit else None for other in OFFSET_KINDS})


def _better_unit(found: FoundSegment, start: int) -> str:
    for unit in OFFSET_KINDS:
        if found.end is not None and length(found.text, unit) == found.end - start:
            return f"; the offsets seem to be in {unit}"
    return ""


def _segment(found: FoundSegment, start: int) -> Segment:
    script = script_of(found.lang) if found.script is None else found.script
    confidence = 1.0 if found.confidence is None else float(found.confidence)
    if found.candidates is None:
        candidates: tuple[tuple[str, float], ...] = ((found.lang, confidence),)
    else:
        candidates = tuple((str(tag), float(p)) for tag, p in found.candidates)
    return Segment(
        start,
        start + len(found.text),
        found.text,
        found.lang,
        script,
        confidence,
        candidates,
        _output(found),
        found.lang if found.output_lang is None else found.output_lang,
    )


def _output(found: FoundSegment) -> Aligned:
    text = found.text
    if found.edits is not None:
        aligned = Aligned(text, [Edit(*edit) for edit in found.edits])
        if found.output not in (None, aligned.text):
            raise PolyglotError(f"{found.where}: the edits of the text do not give the output")
        return aligned
    if found.output is None or found.output == text:
        return Aligned(text)
    return Aligned.lazily(text, found.output, _edits, found.output)  # most are never asked for


def _edits(text: str, output: str) -> Iterator[Edit]:
    """An edit for each word that differs; one for all where the words do not go together."""
    here, there = list(_WORD.finditer(text)), list(_WORD.finditer(output))
    if len(here) != len(there) or any(
        a[0].isspace() != b[0].isspace() for a, b in zip(here, there, strict=True)
    ):
        yield _trimmed(0, text, output)
        return
    for word, replacement in zip(here, there, strict=True):
        if word[0] != replacement[0]:
            yield _trimmed(word.start(), word[0], replacement[0])


def _trimmed(start: int, text: str, output: str) -> Edit:
    """The edit of a stretch that begins at ``start``, without what both ends have in common."""
    before = _shared(zip(text, output, strict=False))
    rest, replacement = text[before:], output[before:]
    after = _shared(zip(reversed(rest), reversed(replacement), strict=False))
    start += before
    return Edit(start, start + len(rest) - after, replacement[: len(replacement) - after], READ)


def _shared(pairs: Iterable[tuple[str, str]]) -> int:
    """How many pairs at the beginning are of equals."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
