"""Documents assembled from the segments that a file holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from polyglot_norm.align.aligned import Aligned, Edit
from polyglot_norm.document import Document
from polyglot_norm.errors import PolyglotError
from polyglot_norm.formats.named_document import NamedDocument
from polyglot_norm.formats.offset_kinds import OFFSET_KINDS, Offsets, length
from polyglot_norm.formats.word_edits import word_edits
from polyglot_norm.language.label_styles import from_label
from polyglot_norm.language.tags import script_of
from polyglot_norm.segment import Segment


class DocumentStart(NamedTuple):
    """The start of a document."""

    name: str
    metadata: Mapping[str, Any] | None = None


class SegmentRecord(msgspec.Struct, frozen=True):
    """A segment as a file holds it; None for what is not there.

    Without offsets it starts where the one before ends. Without a confidence it counts as certain:
    somebody has put the label there.
    """

    text: str
    lang: str
    start: int | None = None
    end: int | None = None
    script: str | None = None
    confidence: float | None = None
    candidates: Sequence[tuple[str, float]] | None = None
    output: str | None = None
    output_lang: str | None = None
    edits: Sequence[tuple[int, int, str, str]] | None = None


class SegmentRead(NamedTuple):
    """A segment and its place in the file, for messages: ``line 7``."""

    where: str
    record: SegmentRecord


Event = DocumentStart | SegmentRead


def assemble(
    events: Iterable[Event], *, offsets: str = "codepoint", limit: int | None = None
) -> Iterator[NamedDocument]:
    """Yield the documents, in parts where segments are missing and after ``limit`` code points.

    ``offsets`` is the kind of the offsets in the records.

    Raises:
        PolyglotError: offsets do not fit the texts.
    """
    part: _Part | None = None
    for event in events:
        if isinstance(event, DocumentStart):
            if part is not None:
                yield part.document(last=True)
            part = _Part(event, offsets, Offsets(), 0 if part is None else part.number + 1)
            continue
        if part is None:
            raise PolyglotError(f"{event.where}: segment outside any document")
        if part.segments and (part.is_apart(event) or (limit is not None and part.size >= limit)):
            yield part.document(last=False)
            part = part.following(event)
        part.add(event)
    if part is not None:
        yield part.document(last=True)


class _Part:
    """Segments that follow each other without a gap: a document, or a part of one."""

    def __init__(self, start: DocumentStart, kind: str, before: Offsets, number: int) -> None:
        self.start, self.kind, self.before, self.number = start, kind, before, number
        self.first = True
        self.size = 0
        self.segments: list[Segment] = []
        self._end = before.of_kind(kind)

    def is_apart(self, found: SegmentRead) -> bool:
        """Return True if text is missing before a segment."""
        start = found.record.start
        if start is None or start == self._end:
            return False
        if start < self._end:
            raise PolyglotError(
                f"{found.where}: segment starts at {start}, before the previous one ends at "
                f"{self._end}; segments must be in order and must not overlap"
            )
        return True

    def following(self, found: SegmentRead) -> _Part:
        """Return an empty part for the segment after this one and those that follow it."""
        if self.is_apart(found):
            before = _known_in(self.kind, found.record.start)
        else:
            before = self.before
            for segment in self.segments:
                before = before.after(segment.text)
        part = _Part(self.start, self.kind, before, self.number)
        part.first = False
        return part

    def add(self, found: SegmentRead) -> None:
        """Append a segment."""
        record = found.record
        if not self.segments and self.is_apart(found):
            self.before = _known_in(self.kind, record.start)
            self._end = self.before.of_kind(self.kind)
        self._end += self._checked_length(found)
        self.segments.append(_segment(found, self.size))
        self.size += len(record.text)

    def _checked_length(self, found: SegmentRead) -> int:
        size, record = length(found.record.text, self.kind), found.record
        if record.end is not None and record.end - self._end != size:
            raise PolyglotError(
                f"{found.where}: offsets {self._end} to {record.end} span "
                f"{record.end - self._end}, but the text has a length of {size} in {self.kind}"
                f"{_better_kind(record, self._end)}"
            )
        return size

    def document(self, *, last: bool) -> NamedDocument:
        """Return the segments so far as a document."""
        text = "".join(segment.text for segment in self.segments)
        document = Document.of(text, self.segments)
        name, metadata = self.start
        return NamedDocument(name, document, self.before, self.first, last, metadata, self.number)


def _known_in(kind: str, start: int | None) -> Offsets:
    """Return a position that is known in one kind of offset only."""
    if not start:
        return Offsets()
    return Offsets(**{other: start if other == kind else None for other in OFFSET_KINDS})


def _better_kind(record: SegmentRecord, start: int) -> str:
    for kind in OFFSET_KINDS:
        if record.end is not None and length(record.text, kind) == record.end - start:
            return f"; the offsets seem to be {kind}"
    return ""


def _segment(found: SegmentRead, start: int) -> Segment:
    record = found.record
    confidence = 1.0 if record.confidence is None else record.confidence
    lang = from_label(record.lang)
    candidates = [(from_label(tag), p) for tag, p in record.candidates or ()]
    return Segment(
        start,
        start + len(record.text),
        record.text,
        lang,
        script_of(lang) if record.script is None else record.script,
        confidence,
        ((lang, confidence),) if record.candidates is None else tuple(candidates),
        _output(found),
        lang if record.output_lang is None else record.output_lang,
    )


def _output(found: SegmentRead) -> Aligned:
    text, output, edits = found.record.text, found.record.output, found.record.edits
    if edits is not None:
        aligned = Aligned(text, [Edit(*edit) for edit in edits])
        if output not in (None, aligned.text):
            raise PolyglotError(f"{found.where}: the edits of the text do not give the output")
        return aligned
    if output is None or output == text:
        return Aligned(text)
    return Aligned.lazily(text, output, word_edits, output)  # most edits are never read
