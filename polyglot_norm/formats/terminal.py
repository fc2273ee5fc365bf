"""The page for reading in a terminal: languages in the margin, and a legend below.

A line in several languages takes a row for each, joined by a bracket. An output that looks
different follows its source, after an arrow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import cycle
from typing import Final, NamedTuple
from unicodedata import normalize

from polyglot_norm.document import Document
from polyglot_norm.formats.display_width import display_width, grapheme_clusters
from polyglot_norm.formats.document_lines import Fragment, lines
from polyglot_norm.formats.encoder import PiecesOnly
from polyglot_norm.formats.named_document import NamedDocument
from polyglot_norm.formats.printable import printable
from polyglot_norm.formats.total_shares import TotalShares
from polyglot_norm.formats.write_options import Screen, WriteOptions
from polyglot_norm.language.tags import NO_LANGUAGE, UNDETERMINED, name_of
from polyglot_norm.records import LanguageShare
from polyglot_norm.segment import Segment
from polyglot_norm.text.lines import count_breaks

_DOUBTFUL: Final = 0.5
"""The confidence below which the label of a segment has a question mark."""

_DIGITS: Final = 3
"""The least number of columns for the number of a line."""

_NARROWEST: Final = 20
"""The least number of columns for the text, however narrow the screen."""

# Colours that the themes of terminals keep legible, so neither blue (34) nor white. The main
# language of a page has none: readers look for what is not in it.
_PALETTE: Final = ("", "36", "33", "35", "32", "94", "31", "96", "93", "95", "92", "91")
_DIM: Final = "2"
_BOLD: Final = "1"
_RESET: Final = "\x1b[0m"

# A row may end after white space, and next to an ideograph or kana.
_TOKEN: Final = re.compile(
    r"\s+|[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
    r"|[^\s\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+"
)


class _ScreenRow(NamedTuple):
    """A row of the screen: its label in the margin, its text, and the style of both."""

    label: str
    text: str
    style: str


class Encoder(PiecesOnly):
    """Writes documents as rows of a screen, each with its line feed.

    >>> from polyglot_norm import tag
    >>> text = "Здраво, how are you? Ћао!"
    >>> item = NamedDocument("-", tag(text, languages=["en", "sr"]))
    >>> print(Encoder(WriteOptions()).piece(item).decode(), end="")
    sr-Cyrl ╭ Здраво,
          → │ Zdravo,
         en ├ how are you?
    sr-Cyrl ├ Ћао!
          → ╰ Ćao!
    <BLANKLINE>
    en English 50 %   sr-Cyrl Serbian (Cyrillic) 50 %
    """

    def __init__(self, options: WriteOptions) -> None:
        options.fields((), ())
        self._options, self._screen = options, options.screen
        self._is_first = True
        self._total, self._size = TotalShares(), 0
        self._line = 1

    def piece(self, item: NamedDocument) -> bytes:
        """Return the page of a document, or of a part; the last part has the legend."""
        screen, rows = self._screen, []
        if screen.titles and item.first:
            rows.append(("" if self._is_first else "\n") + _title(item.name, screen))
        self._is_first = False
        if item.first:
            self._line = 1
        self._total.add(item.document)
        self._size += len(item.document.text)
        styles = _styles(self._total.languages)
        rows += self._page(item.document, styles)
        if item.last:
            if self._size:
                rows += ["\n", *_legend(self._total.shares(), styles, self._options)]
            elif screen.titles:
                rows.append(_painted("no text", _DIM, screen) + "\n")
            self._total, self._size = TotalShares(), 0
        return "".join(rows).encode()

    def _page(self, document: Document, styles: dict[str, str]) -> Iterator[str]:
        screen = self._screen
        margin = max(
            (len(_label(segment, self._options)) for segment in document.segments), default=0
        )
        last = self._line + count_breaks(document.text)
        digits = max(_DIGITS, len(str(last))) if screen.numbers else 0
        width = max(_NARROWEST, screen.width - margin - 3 - (digits + 1 if digits else 0))
        for line, fragments in enumerate(lines(document), self._line):
            rows: list[_ScreenRow] = []
            for fragment in fragments:
                wanted = self._options.wants(fragment.segment)
                style = styles.get(fragment.segment.lang, _DIM) if wanted else _DIM
                label = _label(fragment.segment, self._options)
                rows += _rows(fragment, label, style, width)
            number = f"{line:{digits}} " if digits else ""
            for row, mark in zip(rows, _marks(rows, len(fragments)), strict=True):
                numbered = _painted(number, _DIM, screen)
                number = " " * len(number)
                margin_text = _painted(row.label.rjust(margin), row.style, screen)
                bar = _painted(mark, _DIM, screen)
                text = _painted(row.text, row.style, screen)
                yield f"{numbered}{margin_text} {bar} {text}".rstrip() + "\n"
        self._line = last


def _title(name: str, screen: Screen) -> str:
    title = f"── {printable(name)} "
    rule = title + "─" * (screen.width - display_width(title))
    return _painted(rule, _BOLD, screen) + "\n\n"


def _label(segment: Segment, options: WriteOptions) -> str:
    """Return the language, with a question mark if it is doubtful."""
    named = segment.lang not in (NO_LANGUAGE, UNDETERMINED)
    label = options.label(segment.lang)
    return f"{label}?" if named and segment.confidence < _DOUBTFUL else label


def _styles(langs: Iterable[str]) -> dict[str, str]:
    """Return a colour for each named language, in the order given."""
    named = (lang for lang in langs if lang not in (NO_LANGUAGE, UNDETERMINED))
    return dict(zip(named, cycle(_PALETTE), strict=False))


def _painted(text: str, style: str, screen: Screen) -> str:
    return f"\x1b[{style}m{text}{_RESET}" if screen.colour and style and text else text


def _rows(fragment: Fragment, label: str, style: str, width: int) -> Iterator[_ScreenRow]:
    """Yield the rows of a fragment: its text, then its output if that looks different."""
    text, output = printable(fragment.text), printable(fragment.output)
    yield from _wrapped(label if text else "", text, style, width)
    if output and normalize("NFC", text).strip() != output.strip():
        yield from _wrapped("→", output, _DIM, width)


def _marks(rows: Sequence[_ScreenRow], fragments: int) -> list[str]:
    """Return the mark between margin and text in each row: a bar, or a piece of a bracket."""
    if fragments < 2 or len(rows) < 2:
        return ["│"] * len(rows)
    inner = ["├" if row.label not in ("", "→") else "│" for row in rows[1:-1]]
    return ["╭", *inner, "╰"]


def _wrapped(label: str, text: str, style: str, width: int) -> Iterator[_ScreenRow]:
    for number, line in enumerate(wrap(text, width)):
        yield _ScreenRow("" if number else label, line, style)


def wrap(text: str, width: int) -> list[str]:
    """Cut the text into rows of at most ``width`` columns, at white space if possible.

    >>> wrap("Молимо вас да припремите пасоше.", 16)
    ['Молимо вас да', 'припремите', 'пасоше.']
    >>> wrap("明日の会議は10時から", 10)
    ['明日の会議', 'は10時から']
    """
    rows: list[str] = []
    row, used = "", 0
    for token in _TOKEN.findall(text):
        size = display_width(token)
        if used + size <= width:
            row, used = row + token, used + size
        elif token.isspace():
            rows.append(row)
            row, used = "", 0
        else:
            *full, token = _chopped(token, width) if size > width else [token]
            rows += [row, *full] if row.strip() else full
            row, used = token, display_width(token)
    if row.strip() or not rows:
        rows.append(row)
    return [row.rstrip() for row in rows]


def _chopped(token: str, width: int) -> list[str]:
    """Cut a word wider than a row into pieces that fit, between grapheme clusters."""
    if token.isascii():
        return [token[at : at + width] for at in range(0, len(token), width)]
    parts, part, used = [], list[str](), 0
    for cluster in grapheme_clusters(token):
        size = display_width(cluster)
        if used + size > width and part:
            parts.append("".join(part))
            part, used = [], 0
        part.append(cluster)
        used += size
    return [*parts, "".join(part)]


def _legend(
    shares: Sequence[LanguageShare], styles: dict[str, str], options: WriteOptions
) -> Iterator[str]:
    """Yield rows of languages with their shares, as many in each as fit."""
    screen = options.screen
    row: list[str] = []
    used = 0
    for share in shares:
        label = options.label(share.lang)
        entry = f"{label} {name_of(share.lang)} {_percent(share.share)}"
        if len(entry) > screen.width:
            entry = f"{label} {_percent(share.share)}"
        if row and used + len(entry) > screen.width:
            yield "   ".join(row) + "\n"
            row, used = [], 0
        row.append(_painted(entry, styles.get(share.lang, _DIM), screen))
        used += len(entry) + 3
    yield ("   ".join(row) or _painted("no words", _DIM, screen)) + "\n"


def _percent(share: float) -> str:
    return f"{share:.0%}".replace("%", " %") if share >= 0.005 else "< 1 %"
