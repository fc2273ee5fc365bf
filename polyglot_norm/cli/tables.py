"""Rows of cells as an aligned table, TSV, CSV or JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeVar

import click

from polyglot_norm.cli.grouped_help import output_option, stacked

Function = TypeVar("Function", bound=Callable[..., Any])

_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_ESCAPES: Final = {"\t": r"\t", "\n": r"\n", "\r": r"\r"}


class Row(NamedTuple):
    """The cells of a row, and the record that JSON shows in its place."""

    cells: Sequence[str]
    record: Mapping[str, Any]


def rows_as(name: str, columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    r"""Yield rows in a format, under a header if there are names of columns.

    >>> rows = [Row(("ru", "Russian"), {"tag": "ru"}), Row(("a\tb", ""), {"tag": "?"})]
    >>> list(rows_as("tsv", (), rows))
    ['ru\tRussian\n', 'a\\tb\t\n']
    >>> "".join(rows_as("json", (), rows))
    '[\n{"tag":"ru"},\n{"tag":"?"}\n]\n'
    """
    return _WRITERS[name](columns, rows)


def _table(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    from polyglot_norm.formats.printable import printable

    lines = [columns, *([printable(cell) for cell in row.cells] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for cells in lines:
        padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
        yield "  ".join(padded).rstrip() + "\n"


def _tsv(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    if columns:
        yield "\t".join(columns) + "\n"
    for row in rows:
        yield tsv_line(row.cells)


def tsv_line(cells: Iterable[str]) -> str:
    r"""Return cells as a line, with control characters escaped.

    A backslash stays single, for the sake of Windows paths; JSON shows every cell exactly.

    >>> tsv_line(["a\tb\n.txt", r"C:\new"])
    'a\\tb\\n.txt\tC:\\new\n'
    """
    return "\t".join(_CONTROL.sub(_escape, cell) for cell in cells) + "\n"


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04x}"


def _csv(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    from polyglot_norm.formats.comma_separated import csv_row

    if columns:
        yield csv_row(columns)
    for row in rows:
        yield csv_row(row.cells)


def _json_lines(_columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    from polyglot_norm.formats.json_codec import to_json_line

    for row in rows:
        yield to_json_line(dict(row.record)).decode("utf-8", "surrogateescape")


def _json(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    before = "[\n"
    for line in _json_lines(columns, rows):
        yield before + line.removesuffix("\n")
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


_WRITERS: Final[Mapping[str, Callable[[Sequence[str], Iterable[Row]], Iterator[str]]]] = {
    "table": _table,
    "tsv": _tsv,
    "csv": _csv,
    "jsonl": _json_lines,
    "json": _json,
}


def format_options(
    *names: str, default: str, json_is: str = "jsonl"
) -> Callable[[Function], Function]:
    """Return the options --format, for these formats, and --json, for ``json_is``."""
    shown = " or ".join([", ".join(names[:-1]), names[-1]])
    return stacked(
        output_option(
            "-f",
            "--format",
            "layout",
            type=click.Choice(names),
            metavar="FORMAT",
            help=f"Write {shown}. [default: {default}]",
        ),
        output_option(
            "--json", "layout", flag_value=json_is, help=f"The same as --format {json_is}."
        ),
    )
