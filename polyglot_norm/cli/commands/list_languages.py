"""``polyglot-norm languages``: what can be found in a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from polyglot_norm.cli.console import is_terminal

if TYPE_CHECKING:
    from polyglot_norm.records import Language

COLUMNS = ("tag", "name", "script", "macro", "low_resource")


@click.command("languages")
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each language.")
def command(as_json: bool) -> None:
    """List the languages that can be found in a text.

    A terminal gets a table, a pipe tab-separated values with a header: the tag, the English name,
    the script, the group the language belongs to, and whether little is known of it.

    \b
    Examples:
      polyglot-norm languages
      polyglot-norm languages | cut -f 1
    """  # noqa: D301 - \b keeps click from filling the examples
    from polyglot_norm.catalogue import languages
    from polyglot_norm.streams import open_output

    form = _json_rows if as_json else _table if is_terminal() else _tabbed
    with open_output() as out:
        for line in form(languages()):
            out.write(line)


def _cells(language: Language) -> tuple[str, ...]:
    low = "yes" if language.low_resource else ""
    return (language.tag, language.name, language.script, language.macro, low)


def _tabbed(found: Sequence[Language]) -> Iterator[str]:
    for cells in (COLUMNS, *map(_cells, found)):
        yield "\t".join(cells) + "\n"


def _table(found: Sequence[Language]) -> Iterator[str]:
    rows = [(*COLUMNS[:-1], "low resource"), *map(_cells, found)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    for row in rows:
        padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(padded).rstrip() + "\n"


def _json_rows(found: Sequence[Language]) -> Iterator[str]:
    from dataclasses import asdict

    from polyglot_norm.formats.jsonl import json_line

    return (json_line(asdict(language)) for language in found)
