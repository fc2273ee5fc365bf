"""CSV and TSV: a document is a cell of one column, and the other cells are carried through."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import Final

from polyglot_norm.errors import nearest
from polyglot_norm.streams.passage import OnSkipped, Passage, in_passages, whole_lines
from polyglot_norm.streams.stream_error import StreamError

LONGEST: Final = 1 << 26
"""Code points of a cell, at most: it must be held whole to be understood."""

DEFAULT: Final = "text"
"""The column that is taken where none is named."""


def passages(
    name: str,
    chunks: Iterable[str],
    *,
    column: str | None,
    tabs: bool | None,
    on_skipped: OnSkipped,
) -> Iterator[Passage]:
    r"""The cells of a column, named in the first row or by its number from 1.

    ``tabs`` True is TSV, in which a quotation mark is a character as any other; None looks at the
    first row. A CSV whose first row has semicolons and no commas is separated by these.

    >>> rows = ["id,text\n7,Где си?\n"]
    >>> found = passages("a.csv", rows, column=None, tabs=False, on_skipped=print)
    >>> [(p.name, p.text, p.metadata) for p in found]
    [('a.csv:2', 'Где си?', {'id': '7'})]

    Raises:
        StreamError: there is no such column, or a cell never ends.
    """
    # The limit is the process's own; the package's default of 131,072 would refuse long texts.
    csv.field_size_limit(LONGEST)
    lines = _lines(name, chunks)
    header = next(lines, "")
    delimiter = _delimiter(header, tabs)
    rows = csv.reader(
        _again(header, lines),
        delimiter=delimiter,
        quoting=csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL,
    )
    names = next(rows, [])
    place = _place(name, names, column)
    line = rows.line_num + 1
    for row in _told(name, rows):
        if len(row) > place:
            rest = {key: cell for key, cell in zip(names, row, strict=False)}  # noqa: C416
            rest.pop(names[place], None)
            yield from in_passages(f"{name}:{line}", row[place], line, rest)
        elif row:
            on_skipped(f"line {line}: there is no column {names[place]!r} in it")
        line = rows.line_num + 1


def _lines(name: str, chunks: Iterable[str]) -> Iterator[str]:
    for line, text in whole_lines(chunks, LONGEST):
        if text is None:
            raise StreamError(name, f"line {line} has more than {LONGEST} characters")
        yield text


def _again(header: str, lines: Iterator[str]) -> Iterator[str]:
    yield header
    yield from lines


def _delimiter(header: str, tabs: bool | None) -> str:
    if tabs or (tabs is None and "\t" in header):
        return "\t"
    return ";" if ";" in header and "," not in header else ","


def _told(name: str, rows: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from rows
    except csv.Error as error:
        line = getattr(rows, "line_num", 0)
        raise StreamError(name, f"line {line}: {error}; is a quotation mark left open?") from error


def _place(name: str, names: list[str], column: str | None) -> int:
    wanted = DEFAULT if column is None else column
    if wanted in names:
        return names.index(wanted)
    if wanted.isdecimal() and 1 <= int(wanted) <= len(names):
        return int(wanted) - 1
    if column is None and len(names) == 1:
        return 0
    have = ", ".join(map(repr, names[:20])) or "none"
    raise StreamError(
        name, f"there is no column {wanted!r};{nearest(wanted, names)} name one of: {have}"
    )
