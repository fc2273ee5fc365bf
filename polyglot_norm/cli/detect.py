"""``polyglot-norm detect``: one label for each input, or for each of its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from polyglot_norm.cli.console import is_terminal
from polyglot_norm.cli.endings import misuse
from polyglot_norm.cli.inputs import Inputs, reading
from polyglot_norm.cli.wishes import languages_option

if TYPE_CHECKING:
    from polyglot_norm.records import Detection
    from polyglot_norm.tagger import Tagger

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")


@click.command("detect")
@reading
@languages_option
@click.option("--lines", is_flag=True, help="One label for each line, empty lines too.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each label.")
def command(inputs: Inputs, languages: list[str] | None, lines: bool, as_json: bool) -> None:
    """Name the main language of each of FILES.

    Prints the language and the confidence with a tab between them, and before these, where several
    files are named, the file. - is standard input, which is also read when no file is named. A
    text without words is zxx, a text in no language we know und.

    \b
    Examples:
      polyglot-norm detect page.txt             sr-Cyrl  0.9998
      polyglot-norm detect *.txt                page.txt  sr-Cyrl  0.9998
      polyglot-norm detect --lines names.txt | paste - names.txt
    """  # noqa: D301 - \b keeps click from filling the examples
    from polyglot_norm.options import Options
    from polyglot_norm.streams import open_output
    from polyglot_norm.tagger import Tagger

    with misuse():
        tagger = Tagger(Options(languages=languages))
    row = _json_row if as_json else _tabbed_row
    with open_output() as out:
        # A name is needed only where there are several to tell apart; JSON always has it.
        named = as_json or len(inputs.names) > 1
        for name, found in inputs.each(lambda text: _detections(tagger, text, lines=lines)):
            for number, detection in enumerate(found, 1):
                out.write(row(name if named else "", number if lines else 0, detection))
    inputs.conclude()


def _detections(tagger: Tagger, text: str, *, lines: bool) -> Iterator[Detection]:
    return map(tagger.detect, _LINE.findall(text) if lines else [text])


def _tabbed_row(name: str, _number: int, found: Detection) -> str:
    if is_terminal():
        from polyglot_norm.formats.printable import printable

        name = printable(name)
    cells = [name] if name else []
    return "\t".join([*cells, found.lang, f"{found.confidence:.4f}"]) + "\n"


def _json_row(name: str, number: int, found: Detection) -> str:
    from polyglot_norm.formats.jsonl import json_line

    where: dict[str, Any] = {"doc": name} | ({"line": number} if number else {})
    return json_line(where | found.as_dict())
