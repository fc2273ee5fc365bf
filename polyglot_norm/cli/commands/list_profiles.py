"""``polyglot-norm profiles``: how texts can be normalised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from polyglot_norm.cli.console import is_terminal

if TYPE_CHECKING:
    from polyglot_norm.records import StepInfo

COLUMNS = ("step", "profiles", "summary")


@click.command("profiles")
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each step.")
def command(as_json: bool) -> None:
    """List the steps of normalising, and the profiles they are in.

    The steps of a profile stand in the order in which it walks them; those of none come last, and
    can be named by themselves. A terminal gets a table, a pipe tab-separated values with a header.

    \b
    Examples:
      polyglot-norm profiles
      polyglot-norm profiles | grep search | cut -f 1
    """  # noqa: D301 - \b keeps click from filling the examples
    from polyglot_norm.catalogue import steps
    from polyglot_norm.streams import open_output

    form = _json_rows if as_json else _table if is_terminal() else _tabbed
    with open_output() as out:
        for line in form(steps()):
            out.write(line)


def _rows(found: Sequence[StepInfo]) -> list[tuple[str, ...]]:
    return [COLUMNS, *((each.name, ",".join(each.profiles), each.summary) for each in found)]


def _tabbed(found: Sequence[StepInfo]) -> Iterator[str]:
    for cells in _rows(found):
        yield "\t".join(cells) + "\n"


def _table(found: Sequence[StepInfo]) -> Iterator[str]:
    rows = _rows(found)
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    for row in rows:
        padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(padded).rstrip() + "\n"


def _json_rows(found: Sequence[StepInfo]) -> Iterator[str]:
    from dataclasses import asdict

    from polyglot_norm.formats.json_codec import to_json_line

    return (to_json_line(asdict(each)).decode() for each in found)
