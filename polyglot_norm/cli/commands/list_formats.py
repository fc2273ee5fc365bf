"""``polyglot-norm formats``: what can be written, and what of it can be read back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from polyglot_norm.cli.console import is_terminal

if TYPE_CHECKING:
    from polyglot_norm.formats import Format

COLUMNS = ("name", "readable", "extra", "description")


@click.command("formats")
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each format.")
def command(as_json: bool) -> None:
    """List the formats that can be written.

    A terminal gets a table, a pipe tab-separated values with a header: the name, whether 'convert'
    can read it, the extra that must be installed for it, and what it is. With --json also how the
    names of its files end, whether it is binary, and whether --jobs writes it in all processes.

    \b
    Examples:
      polyglot-norm formats
      polyglot-norm formats --json
    """  # noqa: D301 - \b keeps click from filling the examples
    from polyglot_norm.formats import FORMATS
    from polyglot_norm.streams import open_output

    found = tuple(FORMATS.values())
    form = _json_rows if as_json else _table if is_terminal() else _tabbed
    with open_output() as out:
        for line in form(found):
            out.write(line)


def _cells(format_: Format) -> tuple[str, ...]:
    return (format_.name, "yes" if format_.readable else "", format_.extra, format_.description)


def _tabbed(found: tuple[Format, ...]) -> Iterator[str]:
    for cells in (COLUMNS, *map(_cells, found)):
        yield "\t".join(cells) + "\n"


def _table(found: tuple[Format, ...]) -> Iterator[str]:
    rows = [COLUMNS, *map(_cells, found)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    for row in rows:
        padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(padded).rstrip() + "\n"


def _json_rows(found: tuple[Format, ...]) -> Iterator[str]:
    from polyglot_norm.formats.jsonl import json_line

    return (json_line(format_._asdict()) for format_ in found)
