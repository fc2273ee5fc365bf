"""``polyglot-norm profiles``: the normalisation steps, and the profiles that contain them."""

from __future__ import annotations

from typing import Final

import click

from polyglot_norm.cli.grouped_help import Command
from polyglot_norm.cli.listing import list_options, write_list
from polyglot_norm.cli.tables import Row

COLUMNS: Final = ("step", "profiles", "summary")


@click.command(
    "profiles",
    cls=Command,
    examples=[
        "polyglot-norm profiles",
        "polyglot-norm profiles | grep search | cut -f 1",
    ],
)
@list_options
def command(layout: str | None) -> None:
    """List the normalisation steps, and the profiles that contain them.

    Steps are in the order in which profiles run them; those that are in no profile come last, and
    can be used by name.
    """
    from dataclasses import asdict

    from polyglot_norm.catalogue import steps

    rows = (
        Row((step.name, ",".join(step.profiles), step.summary), asdict(step)) for step in steps()
    )
    write_list(layout, COLUMNS, rows)
