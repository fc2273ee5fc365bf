"""Documents serialised for the way from one process of this program to another.

A pickle of a document holds each of its strings twice, costs a good part of what finding its
languages costs, and works out every edit. Here goes what the receiver, who has the text, does not
have; it is deserialised when it is read, and the edits of an output when they are.
"""

from __future__ import annotations

import marshal
from functools import partial
from typing import Any

from polyglot_norm.align.aligned import Aligned
from polyglot_norm.align.edit import Edit
from polyglot_norm.document import Document, Explainer
from polyglot_norm.records import LanguageShare, ProtectedSpan
from polyglot_norm.segment import Segment


def serialise(document: Document) -> bytes:
    """Return a document without its text as bytes.

    >>> from polyglot_norm import tag
    >>> document = tag("Где си? Where are you?")
    >>> deserialise(serialise(document), document.text) == document
    True
    """
    shares: Any = tuple(map(tuple, document.languages))
    protected: Any = tuple(map(tuple, document.protected))
    segments = marshal.dumps([_values(segment) for segment in document.segments])
    return marshal.dumps((shares, protected, segments))


def deserialise(data: bytes, text: str, explainer: Explainer | None = None) -> Document:
    """Return the document of ``text`` that `serialise` made ``data`` of, in this same program."""
    shares, protected, segments = marshal.loads(data)  # noqa: S302 - our own process's
    return Document.lazy(
        text,
        partial(_segments, text, segments),
        protected=tuple(ProtectedSpan(*row) for row in protected),
        languages=tuple(LanguageShare(*row) for row in shares),
        explainer=explainer,
    )


def _values(segment: Segment) -> tuple[Any, ...]:
    output = segment.output
    if output.text is output.source:
        result, edits = None, b""
    else:
        result, edits = output.text, marshal.dumps(tuple(map(tuple, output.edits)))
    return (
        segment.start,
        segment.end,
        segment.lang,
        segment.script,
        segment.confidence,
        segment.candidates,
        result,
        edits,
        segment.output_lang,
    )


def _segments(text: str, data: bytes) -> tuple[Segment, ...]:
    rows = marshal.loads(data)  # noqa: S302 - our own process's
    return tuple(_segment(text, *row) for row in rows)


def _segment(
    text: str,
    start: int,
    end: int,
    lang: str,
    script: str,
    confidence: float,
    candidates: tuple[tuple[str, float], ...],
    result: str | None,
    edits: bytes,
    output_lang: str,
) -> Segment:
    source = text[start:end]
    output = Aligned(source) if result is None else Aligned.lazily(source, result, _edits, edits)
    return Segment(start, end, source, lang, script, confidence, candidates, output, output_lang)


def _edits(_source: str, data: bytes) -> tuple[Edit, ...]:
    return tuple(Edit(*row) for row in marshal.loads(data))  # noqa: S302 - our own process's
