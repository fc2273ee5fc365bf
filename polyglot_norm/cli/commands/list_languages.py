"""``polyglot-norm languages``: the languages that can be detected."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import click

from polyglot_norm.cli.grouped_help import Command, language_option
from polyglot_norm.cli.listing import list_options, write_list
from polyglot_norm.cli.tables import Row
from polyglot_norm.language.figures import COLUMNS as COLUMNS_OF_FIGURES

COLUMNS: Final = ("tag", "name", "script", "macro", "low_resource")
FIGURE_COLUMNS: Final = ("tag", "name", "family", "sentences", *COLUMNS_OF_FIGURES)
PRESET_COLUMNS: Final = ("preset", "title", "tags")


@click.command(
    "languages",
    cls=Command,
    examples=[
        "polyglot-norm languages",
        "polyglot-norm languages | cut -f 1",
        "polyglot-norm languages --presets",
        "polyglot-norm languages --figures --json | jq 'select(.r_sentence < 0.8).tag'",
    ],
)
@language_option(
    "--presets", is_flag=True, help="List the groups of languages that --languages accepts."
)
@language_option(
    "--figures",
    is_flag=True,
    help="List how many sentences of each language were learned from, and how many of its words, "
    "pairs of words, phrases and sentences are found.",
)
@list_options
def command(layout: str | None, presets: bool, figures: bool) -> None:
    """List the languages that can be detected.

    Shows the tag of each language, its name, its script, the macrolanguage it belongs to, and
    whether there is little training text for it, so that it is detected less reliably. With
    --figures, its family, the sentences of its training text, and the precision (p) and recall (r)
    for texts of one word, two words, three to five words, and a sentence.
    """
    if presets:
        write_list(layout, PRESET_COLUMNS, _presets())
    elif figures:
        write_list(layout, FIGURE_COLUMNS, _figures())
    else:
        write_list(layout, COLUMNS, _languages())


def _languages() -> Iterator[Row]:
    from dataclasses import asdict

    from polyglot_norm.catalogue import languages

    for lang in languages():
        low = "yes" if lang.low_resource else ""
        yield Row((lang.tag, lang.name, lang.script, lang.macro, low), asdict(lang))


def _figures() -> Iterator[Row]:
    from polyglot_norm.catalogue import languages
    from polyglot_norm.language.figures import figures

    for lang in languages():
        found = figures().get(lang.tag)
        if found is not None:
            accuracy = [value for pair in found.accuracy for value in pair]
            values = (lang.tag, lang.name, lang.family, found.sentences, *accuracy)
            record = dict(zip(FIGURE_COLUMNS, values, strict=True))
            yield Row([str(value) for value in values], record)


def _presets() -> Iterator[Row]:
    from dataclasses import asdict

    from polyglot_norm.catalogue import presets

    for preset in presets():
        yield Row((preset.name, preset.title, ",".join(preset.tags)), asdict(preset))
