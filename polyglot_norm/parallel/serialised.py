"""A document as few bytes, for the way from one process of this program to another.

A pickle of a document holds each of its strings twice, costs a good part of what finding its
languages costs, and works out every edit. Here goes what the receiver, who has the text, does not
have; the edits of an output are unpacked when they are asked for.
"""

from __future__ import annotations

import marshal
from typing import Any

from polyglot_norm.align.aligned import Aligned, Edit, joined
from polyglot_norm.records import Document, LanguageShare, ProtectedSpan, Segment


def pack(document: Document) -> bytes:
    """The document without its text.

    >>> from polyglot_norm import tag
    >>> document = tag("Где си? Where are you?")
    >>> unpack(pack(document), document.text) == document
    True
    """
    return marshal.dumps(
        (
            document.lang,
            tuple(map(tuple, document.languages)),
            tuple(map(_packed_segment, document.segments)),
            tuple(map(tuple, document.protected)),
        )
    )


def unpack(data: bytes, text: str) -> Document:
    """The document of ``text`` that `pack` made ``data`` of, in this version of this program."""
    lang, shares, segments, protected = marshal.loads(data)  # noqa: S302 - our own process's
    found = tuple(_unpacked_segment(text, row) for row in segments)
    return Document(
        text,
        lang,
        tuple(LanguageShare(*row) for row in shares),
        found,
        tuple(ProtectedSpan(*row) for row in protected),
        joined(text, [(segment.start, segment.output) for segment in found]),
    )


def _packed_segment(segment: Segment) -> tuple[Any, ...]:
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


def _unpacked_segment(text: str, row: tuple[Any, ...]) -> Segment:
    start, end, lang, script, confidence, candidates, result, edits, output_lang = row
    source = text[start:end]
    output = Aligned(source) if result is None else Aligned.lazily(source, result, _edits, edits)
    return Segment(start, end, source, lang, script, confidence, candidates, output, output_lang)


def _edits(_source: str, data: bytes) -> tuple[Edit, ...]:
    return tuple(Edit(*row) for row in marshal.loads(data))  # noqa: S302 - our own process's
