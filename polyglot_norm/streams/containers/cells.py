r"""CSV and TSV as containers: the cells of one column are text.

Rows are read as for tagging, by the csv module, and the cell is then found among the characters of
its row. Where the two disagree, the row is kept and reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, partial
from typing import Final

from polyglot_norm.align.aligned import Aligned, Edit, shifted
from polyglot_norm.streams.containers.text import MARKUP, SPELLING, Piece, Text
from polyglot_norm.streams.delimited import place_of, rows, too_short
from polyglot_norm.streams.passage import OnSkipped, SkippedRecord

_DOUBLED: Final = re.compile(r'""|\r\n?')
_BREAKS: Final = re.compile(r"[\t\r\n]+")


def pieces(
    name: str,
    chunks: Iterable[str],
    *,
    column: str | None,
    tabs: bool | None,
    on_skipped: OnSkipped,
) -> Iterator[Piece]:
    r"""Yield the pieces of a file; the options are those of `delimited.passages`.

    >>> found = pieces("", ['id;text\n7;"Где ""си""?"\n'], column=None, tabs=None, on_skipped=print)
    >>> [p if isinstance(p, str) else p.meaning.text for p in found]
    ['id;text\n', '7;"', 'Где "си"?', '"\n']

    Raises:
        StreamError: there is no such column, or a quotation mark is never closed.
    """
    found = rows(name, chunks, tabs)
    header = next(found, None)
    if header is None:
        return
    place = place_of(name, header.cells, column)
    yield header.raw
    for row in found:
        if len(row.cells) > place:
            yield from _cell(row.raw, row.cells[place], place, row.delimiter) or _kept(
                row.raw, on_skipped, SkippedRecord(row.line, "quotation marks are not as in CSV")
            )
        elif row.cells:
            yield from _kept(row.raw, on_skipped, too_short(row, header.cells[place]))
        else:
            yield row.raw


def _kept(raw: str, on_skipped: OnSkipped, skipped: SkippedRecord) -> tuple[Piece, ...]:
    on_skipped(skipped)
    return (raw,)


def _cell(raw: str, value: str, place: int, delimiter: str) -> tuple[Piece, ...]:
    """Return a row in pieces, or none if the cell cannot be found in it."""
    start = 0
    for _ in range(place):
        match = _cells(delimiter).match(raw, start)
        if match is None or match.end() >= len(raw):
            return ()
        start = match.end() + 1
    match = _cells(delimiter).match(raw, start)
    if match is None:
        return ()
    end = match.end()
    if delimiter != "\t" and match["quoted"] == match[0]:  # so no new text can come after it
        start, end = start + 1, end - 1
        text = Text(Aligned(raw[start:end], _spelling(raw[start:end])), _doubled)
    else:
        text = _text(match, delimiter)
    if text.meaning.text != value.replace("\r\n", "\n").replace("\r", "\n"):
        return ()
    return raw[:start], text, raw[end:]


@cache
def _cells(delimiter: str) -> re.Pattern[str]:
    """Return a regex for a cell: in quotation marks, with what may follow these, or bare."""
    bare = rf"[^{re.escape(delimiter)}\r\n]*+"
    quoted = rf'(?P<quoted>"(?:[^"]++|"")*+"){bare}|' if delimiter != "\t" else ""
    return re.compile(quoted + bare)


def _text(match: re.Match[str], delimiter: str) -> Text:
    """Return the text of a cell that is bare, or goes on after a closing quotation mark."""
    raw = match[0]
    if delimiter == "\t":
        return Text(Aligned.unchanged(raw), _on_one_line)
    if match["quoted"] is None:
        return Text(Aligned.unchanged(raw), settle=partial(_quoted_if_needed, delimiter))
    end = len(match["quoted"]) - 1
    inside = shifted(_spelling(raw[1:end]), 1)
    edits = [Edit(0, 1, "", MARKUP), *inside, Edit(end, end + 1, "", MARKUP)]
    return Text(Aligned(raw, edits), _doubled)


def _spelling(raw: str) -> Iterator[Edit]:
    for match in _DOUBLED.finditer(raw):
        char = '"' if match[0] == '""' else "\n"
        yield Edit(match.start(), match.end(), char, SPELLING)


def _doubled(text: str) -> str:
    return text.replace('"', '""')


def _on_one_line(text: str) -> str:
    """Return what a cell of TSV can hold."""
    return _BREAKS.sub(" ", text)


def _quoted_if_needed(delimiter: str, before: str, after: str) -> str:
    """Return a bare cell, in quotation marks if it now needs these."""
    if after == before:
        return after
    quotes = after.startswith('"') or ('"' in after and '"' not in before)
    if quotes or any(char in after for char in (delimiter, "\n", "\r")):
        return f'"{_doubled(after)}"'
    return after
