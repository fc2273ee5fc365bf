"""A document as it is shown in a notebook: its spans in colour, each with its tag."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Final
from zlib import crc32

from polyglot_norm.segment import Segment
from polyglot_norm.text.directions import direction
from polyglot_norm.text.lines import split_lines

MOST_CHARACTERS: Final = 20_000
"""Code points shown; a browser is slow on more."""

_UNSHOWABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

_UNCOLOURED: Final = ("und", "zxx")

# Translucent, so that they suit a dark page and a light one.
_BLOCK: Final = "white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.9"
_SPAN: Final = "border-radius:3px;padding:1px 2px"
_TAG: Final = "font-size:.65em;opacity:.75;margin:0 .35em;user-select:none;white-space:nowrap"


def html_of(segments: Sequence[Segment]) -> str:
    """Return segments as HTML: a block for each line, a coloured span for each segment.

    A line runs in the direction of its first linguistic segment. The tooltip holds the confidence
    and the output, where it differs from the text.

    >>> import polyglot_norm as pn
    >>> html_of(pn.tag("שלום עולם").segments).count('dir="rtl"')
    2
    """
    lines = "".join(map(_line, _lines(segments)))
    hidden = (segments[-1].end if segments else 0) - MOST_CHARACTERS
    rest = f"<div>… {hidden:,} more characters</div>" if hidden > 0 else ""
    return f'<div style="{_BLOCK}">{lines}{rest}</div>'


def hue(lang: str) -> int | None:
    """Return the hue of a language in degrees, the same everywhere; None for ``und`` and ``zxx``.

    >>> hue("sr-Cyrl") == hue("sr-Cyrl"), hue("zxx")
    (True, None)
    """
    if lang in _UNCOLOURED:
        return None
    return crc32(lang.encode("utf-8", "replace")) % 12 * 30


def _lines(segments: Sequence[Segment]) -> Iterator[list[tuple[Segment, str]]]:
    """Yield the lines as the parts of segments in them, up to the most that is shown."""
    line: list[tuple[Segment, str]] = []
    for segment in segments:
        text = segment.text[: max(0, MOST_CHARACTERS - segment.start)]
        for start, end in split_lines(text):
            part = text[start:end]
            line.append((segment, part.rstrip("\r\n")))
            if part != part.rstrip("\r\n"):
                yield line
                line = []
    if line:
        yield line


def _line(parts: list[tuple[Segment, str]]) -> str:
    first = next((s for s, _ in parts if s.lang != "zxx"), parts[0][0])
    spans = "".join(_span(segment, text) for segment, text in parts)
    return f'<div dir="{direction(first.script)}">{spans or "<br>"}</div>'


def _span(segment: Segment, text: str) -> str:
    if not text:
        return ""
    degrees = hue(segment.lang)
    if degrees is None:
        colour = "border:1px dotted #8888" if segment.lang == "und" else ""
    else:
        colour = f"background:hsl({degrees} 70% 50% / .2)"
    label = "" if segment.lang == "zxx" else f'<span style="{_TAG}">{escape(segment.lang)}</span>'
    start = f'<bdi lang="{escape(segment.lang)}" dir="{direction(segment.script)}"'
    title = escape(_tooltip(segment))
    return f'{start} style="{_SPAN};{colour}" title="{title}">{_visible(text)}</bdi>{label}'


def _tooltip(segment: Segment) -> str:
    output = segment.output
    change = "" if output.text is output.source else f" → {output.text}"
    return f"{segment.lang} {segment.confidence:.2f}{change}"


def _visible(text: str) -> str:
    """Escape a text, with U+FFFD for what HTML cannot hold."""
    return escape(_UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", text))
