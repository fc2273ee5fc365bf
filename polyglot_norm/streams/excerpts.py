"""Subtitles after tagging: the document that was tagged as a whole, taken apart into its cues."""

from __future__ import annotations

from collections.abc import Iterator

from polyglot_norm.align.aligned import Aligned, shifted
from polyglot_norm.document import Document
from polyglot_norm.segment import Segment
from polyglot_norm.streams.passage import Cue


def excerpts(document: Document, cues: tuple[Cue, ...]) -> Iterator[Document]:
    """The document of each cue; one pass over the segments, however many cues there are."""
    first = 0
    segments = document.segments
    for cue in cues:
        while first < len(segments) and segments[first].end <= cue.start:
            first += 1
        inside = []
        for segment in segments[first:]:
            if segment.start >= cue.end:
                break
            inside.append(_clipped(segment, cue))
        yield _document(document, cue, tuple(inside))


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
    """What became of a part of the source; an edit that reaches beyond it is left out."""
    edits = (edit for edit in whole.edits if start <= edit.start and edit.end <= end)
    return Aligned(whole.source[start:end], shifted(edits, -start))


def _document(document: Document, cue: Cue, segments: tuple[Segment, ...]) -> Document:
    text = document.text[cue.start : cue.end]
    return Document.of(text, segments)
