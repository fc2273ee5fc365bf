"""``polyglot-norm formats``: the formats that records can be written in."""

from __future__ import annotations

from typing import Final

import click

from polyglot_norm.cli.grouped_help import Command
from polyglot_norm.cli.listing import list_options, write_list
from polyglot_norm.cli.tables import Row

COLUMNS: Final = ("name", "readable", "extra", "description")


@click.command(
    "formats",
    cls=Command,
    examples=[
        "polyglot-norm formats",
        "polyglot-norm formats --json | jq -r 'select(.binary).name'",
    ],
)
@list_options
def command(layout: str | None) -> None:
    """List the formats that records can be written in.

    Shows the name of each format, whether 'polyglot-norm convert' can read it, the extra to install
    for it, and a description. JSON also has its file extension, whether it is binary, and whether
    --jobs can write it in several processes at once.
    """
    from polyglot_norm.formats import FORMATS

    rows = (
        Row((f.name, "yes" if f.readable else "", f.extra, f.description), f._asdict())
        for f in FORMATS.values()
    )
    write_list(layout, COLUMNS, rows)
