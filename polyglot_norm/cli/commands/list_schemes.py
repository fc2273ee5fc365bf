"""``polyglot-norm schemes``: the transliteration schemes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import click

from polyglot_norm.cli.exits import usage_errors
from polyglot_norm.cli.grouped_help import Command, language_option
from polyglot_norm.cli.listing import list_options, write_list
from polyglot_norm.cli.tables import Row
from polyglot_norm.cli.value_types import TAGS

if TYPE_CHECKING:
    from polyglot_norm.records import Scheme

COLUMNS: Final = ("name", "lang", "from", "to", "default", "reversible", "year", "title")


@click.command(
    "schemes",
    cls=Command,
    examples=[
        "polyglot-norm schemes --lang ru",
        "polyglot-norm schemes | grep Cyrl",
    ],
)
@language_option("--lang", type=TAGS, metavar="TAG", help="List only schemes for this language.")
@list_options
def command(lang: str | None, layout: str | None) -> None:
    """List the transliteration schemes.

    Shows the name of each scheme, its language, its source and target scripts, whether it is the
    default of the language, whether it is reversible, and the year and title of the standard. Every
    transform of ICU is also a scheme, by the name icu:ID.
    """
    from dataclasses import asdict

    from polyglot_norm.catalogue import schemes

    found: Sequence[Scheme] = schemes()
    if lang is not None:
        with usage_errors():
            tags = (*_tags_of(lang, found), "*")
        found = [scheme for scheme in found if scheme.lang in tags]
    write_list(layout, COLUMNS, (Row(_cells(scheme), asdict(scheme)) for scheme in found))


def _tags_of(lang: str, schemes: Sequence[Scheme]) -> tuple[str, ...]:
    """Return the tags of a language that schemes support: of a bare one, in all its scripts."""
    from polyglot_norm.language.resolution import resolve

    supported = {scheme.lang for scheme in schemes}
    return tuple(t for t in supported if lang in (t, t.partition("-")[0])) or resolve(lang)


def _cells(scheme: Scheme) -> tuple[str, ...]:
    return (
        scheme.name,
        scheme.lang,
        scheme.from_script,
        scheme.script,
        "yes" if scheme.default else "",
        "yes" if scheme.reversible else "",
        str(scheme.year or ""),
        scheme.title,
    )
