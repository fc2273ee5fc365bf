"""``polyglot-norm languages``: the languages that can be detected."""

from __future__ import annotations

from typing import Final

import click

from polyglot_norm.cli.grouped_help import Command
from polyglot_norm.cli.listing import list_options, write_list
from polyglot_norm.cli.tables import Row

COLUMNS: Final = ("tag", "name", "script", "macro", "low_resource")


@click.command(
    "languages",
    cls=Command,
    examples=[
        "polyglot-norm languages",
        "polyglot-norm languages | cut -f 1",
    ],
)
@list_options
def command(layout: str | None) -> None:
    """List the languages that can be detected.

    Shows the tag of each language, its name, its script, the macrolanguage it belongs to, and
    whether there is little training text for it, so that it is detected less reliably.
    """
    from dataclasses import asdict

    from polyglot_norm.catalogue import languages

    rows = (
        Row(
            (lang.tag, lang.name, lang.script, lang.macro, "yes" if lang.low_resource else ""),
            asdict(lang),
        )
        for lang in languages()
    )
    write_list(layout, COLUMNS, rows)
