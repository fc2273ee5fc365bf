"""Lists of what is supported: a table on a terminal, or TSV, CSV or JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from polyglot_norm.cli.console import is_terminal
from polyglot_norm.cli.tables import Row, format_options, rows_as

list_options: Final = format_options(
    *("table", "tsv", "csv", "json", "jsonl"), default="table on a terminal, else tsv"
)


def write_list(layout: str | None, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Write rows to standard output, in the format asked for or else the one that suits it."""
    from polyglot_norm.streams import open_output

    name = layout or ("table" if is_terminal() else "tsv")
    with open_output() as out:
        for line in rows_as(name, columns, rows):
            out.write(line)
