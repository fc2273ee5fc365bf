"""``polyglot-norm schemes``: what can be written in another script, and by which standard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from polyglot_norm.cli.console import is_terminal

if TYPE_CHECKING:
    from polyglot_norm.records import Scheme

COLUMNS = ("name", "lang", "from", "to", "default", "reversible", "year", "title")


@click.command("schemes")
@click.option("--lang", metavar="TAG", help="Only what this language can be written by.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each scheme.")
def command(lang: str | None, as_json: bool) -> None:
    """List the schemes of transliteration.

    A terminal gets a table, a pipe tab-separated values with a header: the name, the language it
    takes, the scripts it leads from and to, whether it is the language's default, whether it loses
    nothing, the year and the title of the standard. Every transform of ICU is a scheme, too, by
    the name icu:ID.

    \b
    Examples:
      polyglot-norm schemes --lang ru
      polyglot-norm schemes | grep Cyrl
    """  # noqa: D301 - \b keeps click from filling the examples
    from polyglot_norm.catalogue import schemes
    from polyglot_norm.cli.exits import misuse
    from polyglot_norm.streams import open_output

    found: Sequence[Scheme] = schemes()
    if lang is not None:
        with misuse():
            found = [scheme for scheme in found if scheme.lang in (*_tags(lang), "*")]
    form = _json_rows if as_json else _table if is_terminal() else _tabbed
    with open_output() as out:
        for line in form(found):
            out.write(line)


def _tags(lang: str) -> tuple[str, ...]:
    """The tags of a language that schemes take: those of all its scripts for a bare one."""
    from polyglot_norm.catalogue import schemes
    from polyglot_norm.language.tags import resolve

    taken = {scheme.lang for scheme in schemes()}
    return tuple(t for t in taken if lang in (t, t.partition("-")[0])) or resolve(lang)


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


def _tabbed(found: Sequence[Scheme]) -> Iterator[str]:
    for cells in (COLUMNS, *map(_cells, found)):
        yield "\t".join(cells) + "\n"


def _table(found: Sequence[Scheme]) -> Iterator[str]:
    rows = [COLUMNS, *map(_cells, found)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    for row in rows:
        padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(padded).rstrip() + "\n"


def _json_rows(found: Sequence[Scheme]) -> Iterator[str]:
    from dataclasses import asdict

    from polyglot_norm.formats.json_codec import to_json_line

    return (to_json_line(asdict(scheme)).decode() for scheme in found)
