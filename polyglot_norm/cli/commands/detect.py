"""``polyglot-norm detect``: one label for each input, or for each of its lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from polyglot_norm.cli.console import is_terminal
from polyglot_norm.cli.exits import misuse
from polyglot_norm.cli.inputs import Inputs, reading
from polyglot_norm.cli.outputs import check_output, output_options
from polyglot_norm.cli.progress import progress
from polyglot_norm.cli.tagging_options import jobs_option, languages_option

if TYPE_CHECKING:
    from polyglot_norm.pipeline import Tagger
    from polyglot_norm.records import Detection


@click.command("detect")
@languages_option
@click.option("--lines", is_flag=True, help="One label for each line, empty lines too: --per line.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each label.")
@output_options
@jobs_option
@reading
def command(
    inputs: Inputs,
    languages: list[str] | None,
    lines: bool,
    as_json: bool,
    output: str,
    force: bool,
    jobs: int,
) -> None:
    """Name the main language of each of FILES.

    Where a document is a record, or with --per a line or a paragraph, of each of these. Prints the
    language and the confidence with a tab between them, and before these, where there are several,
    the file and line. - is standard input, which is also read when no file is named. A text
    without words is zxx, a text in no language we know und.

    \b
    Examples:
      polyglot-norm detect page.txt             sr-Cyrl  0.9998
      polyglot-norm detect *.txt                page.txt  sr-Cyrl  0.9998
      polyglot-norm detect --lines names.txt | paste - names.txt
      polyglot-norm detect --field body --json comments.jsonl.gz
    """  # noqa: D301 - \b keeps click from filling the examples
    from polyglot_norm.options import Options
    from polyglot_norm.pipeline import Tagger
    from polyglot_norm.streams import open_output

    check_output(output, inputs.names, force=force)
    if lines:
        inputs.reread(per="line", kind="text")
    with misuse():
        tagger = Tagger(Options(languages=languages))
    row = _json_row if as_json else _tabbed_row
    with progress(inputs, to_terminal=is_terminal() and output == "-"), open_output(output) as out:
        # A name is needed only where there are several to tell apart; JSON always has it.
        named = as_json or len(inputs.names) > 1 or (inputs.several and not lines)
        for name, number, found in _labels(inputs, tagger, jobs):
            out.write(row(name if named else "", 0 if lines and not as_json else number, found))
        if inputs.all_failed:
            inputs.conclude()
    inputs.conclude()


def _labels(inputs: Inputs, tagger: Tagger, jobs: int) -> Iterator[tuple[str, int, Detection]]:
    """The name of each document, its line where it is not a whole file, and its label."""
    from polyglot_norm.streams.merging import merged
    from polyglot_norm.streams.tasks import Labelled, label_task, spread

    parts: list[tuple[Detection, int]] = []
    for part in spread(label_task, (tagger,), inputs.events(), jobs):
        if not isinstance(part, Labelled):
            continue
        parts = [] if part.first else parts
        parts.append((part.found, part.size))
        if part.last:
            file = part.name.removesuffix(f":{part.line}")
            line = part.line if file != part.name else 0
            yield file, line, merged(parts) if len(parts) > 1 else part.found


def _tabbed_row(name: str, number: int, found: Detection) -> str:
    if is_terminal():
        from polyglot_norm.formats.printable import printable

        name = printable(name)
    cells = [f"{name}:{number}" if number else name] if name else []
    return "\t".join([*cells, found.lang, f"{found.confidence:.4f}"]) + "\n"


def _json_row(name: str, number: int, found: Detection) -> str:
    from polyglot_norm.formats.json_codec import to_json_line

    where: dict[str, Any] = {"doc": name} | ({"line": number} if number else {})
    return to_json_line(where | found.as_dict()).decode("utf-8", "surrogateescape")
