"""CSV and TSV as input: a document is a cell of one column, and the other cells are metadata."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final, NamedTuple

from polyglot_norm.errors import nearest
from polyglot_norm.streams.open_quotes import open_quote
from polyglot_norm.streams.passage import (
    OnSkipped,
    Passage,
    SkippedRecord,
    record_lines,
    record_passages,
)
from polyglot_norm.streams.stream_error import StreamError
from polyglot_norm.streams.whole_files import LONGEST

DEFAULT: Final = "text"
"""The column that is read unless another is named."""

_DECLARED: Final = re.compile(r"sep=(.)\s*", re.IGNORECASE)
"""A first line that spreadsheets write to declare what separates the cells."""


def passages(
    name: str,
    chunks: Iterable[str],
    *,
    column: str | None,
    tabs: bool | None,
    on_skipped: OnSkipped,
) -> Iterator[Passage]:
    r"""Yield the cells of a column, named as in the first row or by its number from 1.

    With ``tabs`` the file is TSV, in which quotation marks are ordinary characters; None lets the
    first row decide. A CSV is separated by what its first line declares (``sep=;``), or by
    semicolons if its first row has these and no commas.

    >>> rows = ["id,text\n7,Где си?\n"]
    >>> found = passages("a.csv", rows, column=None, tabs=False, on_skipped=print)
    >>> [(p.name, p.text, p.metadata) for p in found]
    [('a.csv:2', 'Где си?', {'id': '7'})]

    Raises:
        StreamError: there is no such column, or a quotation mark is never closed.
    """
    found = rows(name, chunks, tabs)
    header = next(found, None)
    names = header.cells if header else []
    place = place_of(name, names, column)
    for row in found:
        if len(row.cells) > place:
            rest = dict(zip(names, row.cells, strict=False))
            rest.pop(names[place], None)
            yield from record_passages(
                f"{name}:{row.line}", row.cells[place], row.line, rest or None
            )
        elif row.cells:
            on_skipped(too_short(row, names[place]))


class Row(NamedTuple):
    """A row: the line in which it starts, its cells, and its characters in the file."""

    line: int
    cells: list[str]
    raw: str
    delimiter: str


def too_short(row: Row, column: str) -> SkippedRecord:
    """Return the report of a row that ends before a column."""
    return SkippedRecord(row.line, f"no column {column!r}", f"{len(row.cells)} cells")


def rows(name: str, chunks: Iterable[str], tabs: bool | None) -> Iterator[Row]:
    """Yield each row, that of the column names first; see `passages`.

    A declaration of what separates the cells is part of the first row.
    """
    # A setting of the whole process, whose default of 131,072 would refuse long texts.
    csv.field_size_limit(LONGEST)
    lines = _RowLines(name, chunks)
    declared = None if tabs else _DECLARED.fullmatch(lines.header)
    delimiter = declared[1] if declared else _delimiter(lines.header, tabs)
    reader = csv.reader(
        lines,
        delimiter=delimiter,
        quoting=csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL,
    )
    before = ""
    if declared:
        lines.start_row()
        next(reader)
        before = lines.row
    while True:
        line = lines.start_row()
        try:
            row = next(reader, None)
        except csv.Error as error:
            lines.check_quotes(delimiter)
            raise StreamError(name, f"line {line}: {error}") from error
        lines.check_quotes(delimiter)
        if row is None:
            return
        yield Row(line, row, before + lines.row, delimiter)
        before = ""


class _RowLines:
    """The lines of a file, of which those of the current row are kept to check its quotes."""

    def __init__(self, name: str, chunks: Iterable[str]) -> None:
        self._name = name
        self._lines = self._checked(chunks)
        self._row: list[str] = []
        self._first = self._line = 0
        self._ended = False
        self.header = next(self._lines, "")

    def _checked(self, chunks: Iterable[str]) -> Iterator[str]:
        for line, text in record_lines(chunks, LONGEST):
            if text is None:
                raise StreamError(self._name, f"line {line} is longer than {LONGEST:,} characters")
            yield text

    def start_row(self) -> int:
        """Forget the lines of the row before, and return the number of the next line."""
        self._row = []
        self._first = self._line + 1
        return self._first

    @property
    def row(self) -> str:
        """The characters of the current row."""
        return "".join(self._row)

    def __iter__(self) -> Iterator[str]:
        for text in chain([self.header] if self.header else [], self._lines):
            self._row.append(text)
            self._line += 1
            yield text
        self._ended = True

    def check_quotes(self, delimiter: str) -> None:
        """Raise an error if a quotation mark in the current row is never closed."""
        if delimiter == "\t" or not (self._ended or len(self._row) > 1):
            return
        place = open_quote(self._row, delimiter)
        if place is not None:
            line = self._first + place
            raise StreamError(
                self._name, f"the quotation mark opened in line {line} is never closed"
            )


def _delimiter(header: str, tabs: bool | None) -> str:
    if tabs or (tabs is None and "\t" in header):
        return "\t"
    return ";" if ";" in header and "," not in header else ","


def place_of(name: str, names: list[str], column: str | None) -> int:
    """Return the place of the column that is read.

    Raises:
        StreamError: there is no such column.
    """
    wanted = DEFAULT if column is None else column
    if wanted in names:
        return names.index(wanted)
    if wanted.isdecimal() and 1 <= int(wanted) <= len(names):
        return int(wanted) - 1
    if column is None and len(names) == 1:
        return 0
    have = ", ".join(map(repr, names[:20])) or "none"
    found = f"no column {wanted!r}:{nearest(wanted, names)} columns are {have}"
    raise StreamError(name, f"{found}; name one with --column")
