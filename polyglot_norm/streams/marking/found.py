"""The languages of the text of a page, at the places where the text stands in the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from polyglot_norm.document import Document
from polyglot_norm.language.tags import NO_LANGUAGE, UNDETERMINED
from polyglot_norm.line_sharing import held_languages
from polyglot_norm.pipeline import Tagger
from polyglot_norm.segment import Segment
from polyglot_norm.streams.containers.stretches import joined_texts
from polyglot_norm.streams.containers.text import Piece, Text

_SURE_ALONE: Final = 0.9
"""The least confidence of a language that only a few words of a page are in."""


class Stretch(NamedTuple):
    """A stretch of the source in one language; its tag is empty if that is too unsure."""

    start: int
    end: int
    tag: str
    script: str = ""
    confidence: float = 0.0


class Found(NamedTuple):
    """The text of a page as a document, and its stretches in the order of the source."""

    document: Document
    stretches: list[Stretch]


def found(parts: Sequence[Piece], tagger: Tagger, sure: float) -> Found:
    """Return the languages of a page in pieces; below the confidence ``sure`` there is no tag.

    >>> from polyglot_norm.streams.containers.html_text import pieces
    >>> from polyglot_norm.options import Options
    >>> tagger = Tagger(Options(languages=("en", "sr"), transliterate=None))
    >>> page = "<p>What did you say? <b>Ништа, човече.</b>"
    >>> parts = list(pieces("", [page]))
    >>> [page[start:end] for start, end, *_ in found(parts, tagger, 0.5).stretches]
    ['What did you say? ', 'Ништа, човече.']
    """
    text, spans = joined_texts(parts)
    document = tagger.tag(text)
    return Found(document, list(_in_source(parts, spans, _labels(document, sure))))


def _labels(document: Document, sure: float) -> list[Stretch]:
    held = held_languages(document.segments)

    def is_sure(segment: Segment) -> bool:
        is_held = not held or segment.lang in held
        return segment.confidence >= (sure if is_held else max(sure, _SURE_ALONE))

    return [
        Stretch(
            segment.start,
            segment.end,
            segment.lang if is_sure(segment) and not _is_unknown(segment.lang) else "",
            segment.script,
            segment.confidence,
        )
        for segment in document.segments
    ]


def _is_unknown(lang: str) -> bool:
    return lang in (UNDETERMINED, NO_LANGUAGE)


def _in_source(
    parts: Iterable[Piece], spans: Iterable[tuple[int, int]], labels: list[Stretch]
) -> Iterator[Stretch]:
    """Yield the labels at their places in the source: those of a block are cut at its ends."""
    of_texts = iter(spans)
    first = place = 0
    for part in parts:
        if isinstance(part, Text):
            start, end = next(of_texts)
            while first < len(labels) and labels[first].end <= start:
                first += 1
            at = first
            while at < len(labels) and labels[at].start < end:
                yield _moved(labels[at], part, place, start, end)
                at += 1
        place += len(part if isinstance(part, str) else part.meaning.source)


def _moved(label: Stretch, text: Text, place: int, start: int, end: int) -> Stretch:
    low, high = max(label.start, start) - start, min(label.end, end) - start
    low, high = text.meaning.to_source(low, high)
    return label._replace(start=place + low, end=place + high)
