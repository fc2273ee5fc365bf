"""``polyglot-norm languages``: the languages that can be detected."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import click

from polyglot_norm.cli.grouped_help import Command, language_option
from polyglot_norm.cli.listing import list_options, write_list
from polyglot_norm.cli.tables import Row

COLUMNS: Final = ("tag", "name", "script", "macro", "low_resource")
PRESET_COLUMNS: Final = ("preset", "title", "tags")


@click.command(
    "languages",
    cls=Command,
    examples=[
        "polyglot-norm languages",
        "polyglot-norm languages | cut -f 1",
        "polyglot-norm languages --presets",
    ],
)
@language_option(
    "--presets", is_flag=True, help="List the groups of languages that --languages accepts."
)
@list_options
def command(layout: str | None, presets: bool) -> None:
    """List the languages that can be detected.

    Shows the tag of each language, its name, its script, the macrolanguage it belongs to, and
    whether there is little training text for it, so that it is detected less reliably.
    """
    if presets:
        write_list(layout, PRESET_COLUMNS, _presets())
    else:
        write_list(layout, COLUMNS, _languages())


def _languages() -> Iterator[Row]:
    from dataclasses import asdict

    from polyglot_norm.catalogue import languages

    for lang in languages():
        low = "yes" if lang.low_resource else ""
        yield Row((lang.tag, lang.name, lang.script, lang.macro, low), asdict(lang))


def _presets() -> Iterator[Row]:
    from dataclasses import asdict

    from polyglot_norm.catalogue import presets

    for preset in presets():
        yield Row((preset.name, preset.title, ",".join(preset.tags)), asdict(preset))
