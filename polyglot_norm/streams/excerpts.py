"""Cues after tagging: excerpts of the document that was tagged as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from polyglot_norm.align.aligned import Aligned, shifted
from polyglot_norm.document import Document
from polyglot_norm.segment import Segment
from polyglot_norm.streams.passage import Cue


def excerpts(document: Document, cues: Sequence[Cue]) -> Iterator[Document]:
    """Yield the document of each cue, in time linear in the document."""
    segments, first = document.segments, 0
    for cue in cues:
        while first < len(segments) and segments[first].end <= cue.start:
            first += 1
        inside, place = list[Segment](), first
        while place < len(segments) and segments[place].start < cue.end:
            inside.append(_clipped(segments[place], cue))
            place += 1
        yield Document.of(document.text[cue.start : cue.end], inside)


def _clipped(segment: Segment, cue: Cue) -> Segment:
    start, end = max(segment.start, cue.start), min(segment.end, cue.end)
    text = segment.text[start - segment.start : end - segment.start]
    output = segment.output
    if text != segment.text:
        output = _within(output, start - segment.start, end - segment.start)
    return Segment(
        start - cue.start,
        end - cue.start,
        text,
        segment.lang,
        segment.script,
        segment.confidence,
        segment.candidates,
        output,
        segment.output_lang,
    )


def _within(whole: Aligned, start: int, end: int) -> Aligned:
    """Return a part of the source with its edits; edits that reach beyond it are left out."""
    edits = (edit for edit in whole.edits if start <= edit.start and edit.end <= end)
    return Aligned(whole.source[start:end], shifted(edits, -start))
