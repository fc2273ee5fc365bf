"""The page as it is, for reading: the language of each line in a margin, and a legend below.

A line in several languages takes a row for each, held together by a bracket. What was
transliterated, or visibly cleaned, stands under its source, behind an arrow.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple
from unicodedata import normalize

from rich.cells import cell_len

from polyglot_norm.formats import NamedDocument, Screen
from polyglot_norm.formats.printable import printable
from polyglot_norm.language.segments import split_lines
from polyglot_norm.language.tags import NO_LANGUAGE, UNDETERMINED, name_of
from polyglot_norm.records import Document, LanguageShare, Segment

_NARROWEST: Final = 20
"""Columns that the text is given however narrow the screen is."""

# The sixteen colours that a terminal's theme makes legible, so not blue (34) and not white. The
# main language of a page is left uncoloured: what is not in it is what one looks for.
_PALETTE: Final = ("", "36", "33", "35", "32", "94", "31", "96", "93", "95", "92", "91")
_DIM: Final = "2"
_BOLD: Final = "1"
_RESET: Final = "\x1b[0m"

# Where a row may end: after white space, and beside an ideograph or kana.
_TOKEN: Final = re.compile(
    r"\s+|[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
    r"|[^\s\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+"
)


class _Row(NamedTuple):
    """A row of the screen: what stands in the margin, what beside it, and in which style."""

    label: str
    text: str
    style: str


def write(documents: Iterable[NamedDocument], screen: Screen | None = None) -> Iterator[str]:
    """The documents as rows of a screen, each with its line feed.

    >>> from polyglot_norm import tag
    >>> text = "Здраво, how are you? Ћао!"
    >>> page = write([NamedDocument("-", tag(text, languages=["en", "sr"]))])
    >>> print("".join(page), end="")
    sr-Cyrl ╭ Здраво,
          → │ Zdravo,
         en ├ how are you?
    sr-Cyrl ├ Ћао!
          → ╰ Ćao!
    <BLANKLINE>
    en English 55 %   sr-Cyrl Serbian (Cyrillic) 45 %
    """
    screen = screen or Screen()
    for number, (name, document) in enumerate(documents):
        if screen.titles:
            title = f"── {printable(name)} "
            rule = title + "─" * (screen.width - cell_len(title))
            yield ("\n" if number else "") + _painted(rule, _BOLD, screen) + "\n\n"
        if document.text:
            yield from _page(document, screen)


def _page(document: Document, screen: Screen) -> Iterator[str]:
    styles = _styles(document.languages)
    margin = max(len(segment.lang) for segment in document.segments)
    width = max(_NARROWEST, screen.width - margin - 3)
    for fragments in _lines(document):
        rows = [
            row
            for segment, start, end in fragments
            for row in _rows(segment, start, end, styles[segment.lang], width)
        ]
        for row, mark in zip(rows, _marks(rows, len(fragments)), strict=True):
            label = _painted(row.label.rjust(margin), row.style, screen)
            bar = _painted(mark, _DIM, screen)
            yield f"{label} {bar} {_painted(row.text, row.style, screen)}".rstrip() + "\n"
    yield "\n"
    yield from _legend(document.languages, styles, screen)


def _styles(shares: Sequence[LanguageShare]) -> dict[str, str]:
    """A colour for each language, the largest first; what is no language is dimmed."""
    styles = {NO_LANGUAGE: _DIM, UNDETERMINED: _DIM}
    for number, share in enumerate(share for share in shares if share.lang not in styles):
        styles[share.lang] = _PALETTE[number % len(_PALETTE)]
    return styles


def _painted(text: str, style: str, screen: Screen) -> str:
    return f"\x1b[{style}m{text}{_RESET}" if screen.colour and style and text else text


_Fragment = tuple[Segment, int, int]
"""A segment and the stretch of its text, from and to, that stands in one line."""


def _lines(document: Document) -> Iterator[list[_Fragment]]:
    """The fragments of each line, left to right; of a blank line, one that is empty."""
    segments = document.segments
    for start, end in split_lines(document.text):
        body = start + len(document.text[start:end].rstrip("\r\n\v\f\x85\u2028\u2029"))
        fragments = []
        first = bisect_right(segments, start, key=lambda segment: segment.end)
        for segment in islice(segments, first, None):
            if segment.start >= max(body, start + 1):
                break
            offset = segment.start
            fragments.append(
                (segment, max(start, offset) - offset, min(body, segment.end) - offset)
            )
        yield fragments


def _rows(segment: Segment, start: int, end: int, style: str, width: int) -> Iterator[_Row]:
    """The rows of a fragment: its text, then, where one would see a difference, its output."""
    text = printable(segment.text[start:end])
    first, last = segment.output.to_text(start, end)
    output = printable(segment.output.text[first:last])
    yield from _wrapped(segment.lang if text else "", text, style, width)
    if output and normalize("NFC", text).strip() != output.strip():
        yield from _wrapped("→", output, _DIM, width)


def _marks(rows: Sequence[_Row], fragments: int) -> list[str]:
    """What stands between the margin and each row of a line: a bar, or a bracket's parts."""
    if fragments < 2 or len(rows) < 2:
        return ["│"] * len(rows)
    inner = ["├" if row.label not in ("", "→") else "│" for row in rows[1:-1]]
    return ["╭", *inner, "╰"]


def _wrapped(label: str, text: str, style: str, width: int) -> Iterator[_Row]:
    for number, line in enumerate(wrap(text, width)):
        yield _Row("" if number else label, line, style)


def wrap(text: str, width: int) -> list[str]:
    """The text cut into rows of at most ``width`` columns, at white space where it can be.

    >>> wrap("Молимо вас да припремите пасоше.", 16)
    ['Молимо вас да', 'припремите', 'пасоше.']
    >>> wrap("明日の会議は10時から", 10)
    ['明日の会議', 'は10時から']
    """
    rows: list[str] = []
    row, used = "", 0
    for token in _TOKEN.findall(text):
        size = cell_len(token)
        if used + size <= width:
            row, used = row + token, used + size
        elif token.isspace():
            rows.append(row)
            row, used = "", 0
        else:
            *full, token = _chopped(token, width) if size > width else [token]
            rows += [row, *full] if row.strip() else full
            row, used = token, cell_len(token)
    if row.strip() or not rows:
        rows.append(row)
    return [row.rstrip() for row in rows]


def _chopped(token: str, width: int) -> list[str]:
    """A word wider than a row, in parts that fit; a combining mark stays with its letter."""
    parts, start, used = [], 0, 0
    for place, character in enumerate(token):
        size = cell_len(character)
        if used + size > width:
            parts.append(token[start:place])
            start, used = place, 0
        used += size
    return [*parts, token[start:]]


def _legend(
    shares: Sequence[LanguageShare], styles: dict[str, str], screen: Screen
) -> Iterator[str]:
    """The languages and their shares, as many to a row as fit."""
    row: list[str] = []
    used = 0
    for share in shares:
        entry = f"{share.lang} {name_of(share.lang)} {_percent(share.share)}"
        if len(entry) > screen.width:
            entry = f"{share.lang} {_percent(share.share)}"
        if row and used + len(entry) > screen.width:
            yield "   ".join(row) + "\n"
            row, used = [], 0
        row.append(_painted(entry, styles[share.lang], screen))
        used += len(entry) + 3
    yield ("   ".join(row) or _painted("no words", _DIM, screen)) + "\n"


def _percent(share: float) -> str:
    return f"{share:.0%}".replace("%", " %") if share >= 0.005 else "< 1 %"
