"""``polyglot-norm detect``: the main language of each document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from polyglot_norm.cli.console import printable_on_terminal
from polyglot_norm.cli.exits import usage_errors
from polyglot_norm.cli.grouped_help import Command, folded, input_option, stacked
from polyglot_norm.cli.input_options import InputOptions, input_options
from polyglot_norm.cli.inputs import Inputs
from polyglot_norm.cli.output_options import OutputFile, labels_option, output_file_options
from polyglot_norm.cli.progress import progress
from polyglot_norm.cli.tables import Row, format_options, rows_as
from polyglot_norm.cli.tagging_options import extra_models_option, jobs_option, languages_option

if TYPE_CHECKING:
    from polyglot_norm.pipeline import Tagger
    from polyglot_norm.records import Detection

COLUMNS: Final = ("doc", "line", "lang", "script", "confidence", "share")


class DetectOptions(NamedTuple):
    """The options of this command alone."""

    languages: list[str] | None
    extra_models: tuple[str, ...]
    lines: bool
    labels: str
    layout: str | None


detect_options: Final = stacked(
    input_option(
        "--lines", is_flag=True, help="Detect the language of each line: --from text --per line."
    ),
    languages_option,
    extra_models_option,
    labels_option,
    format_options("tsv", "csv", "json", "jsonl", default="tsv"),
    folded(DetectOptions, "options"),
)


@click.command(
    "detect",
    cls=Command,
    examples=[
        "polyglot-norm detect page.txt                # prints sr-Cyrl  0.9998",
        "polyglot-norm detect *.txt                   # prints page.txt  sr-Cyrl  0.9998",
        "polyglot-norm detect -t 'Где ты был?'",
        "polyglot-norm detect --lines names.txt | paste - names.txt",
        "polyglot-norm detect --field body --json comments.jsonl.gz",
    ],
)
@input_options
@detect_options
@jobs_option
@output_file_options
def command(
    reading: InputOptions, options: DetectOptions, jobs: int, output_file: OutputFile
) -> None:
    """Print the main language of each of FILES.

    FILES are files or folders, compressed or not; '-' or none is standard input. Prints the
    language and the confidence, separated by a tab, of each document (a file, or a paragraph, line
    or record of it). If there may be several documents, the file and line come first. Text without
    words is zxx; text in no known language is und.
    """
    from polyglot_norm.options import Options
    from polyglot_norm.pipeline import Tagger

    inputs = reading.inputs(**({"per": "line", "kind": "text"} if options.lines else {}))
    output_file.check(inputs.names)
    with usage_errors():
        tagger = Tagger(Options(languages=options.languages, extra_models=options.extra_models))
    # The name is shown if there may be several, but not before each line of a single file.
    named = len(inputs.names) > 1 or (inputs.several and not options.lines)
    row = _row if options.layout not in (None, "tsv") else _tsv_row if named else _bare_row
    columns = COLUMNS if options.layout == "csv" else ()
    with (
        progress(inputs, to_terminal=output_file.is_terminal),
        output_file.opened(inputs) as out,
    ):
        rows = (row(_styled(each, options.labels)) for each in _labels(inputs, tagger, jobs))
        for line in rows_as(options.layout or "tsv", columns, rows):
            out.write(line)
    inputs.conclude()


class Label(NamedTuple):
    """The language of a document: its file, and its line if it is not the whole file."""

    file: str
    line: int
    found: Detection


def _labels(inputs: Inputs, tagger: Tagger, jobs: int) -> Iterator[Label]:
    """Yield the label of each document; of a long one, from the labels of its parts."""
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
            yield Label(file, line, merged(parts) if len(parts) > 1 else part.found)


def _styled(label: Label, style: str) -> Label:
    """Return a label with its languages written in a style."""
    if style == "bcp47":
        return label
    from polyglot_norm.language.label_styles import label as styled

    found = label.found
    candidates = tuple([(styled(tag, style), p) for tag, p in found.candidates])
    return label._replace(
        found=found._replace(lang=styled(found.lang, style), candidates=candidates)
    )


def _bare_row(label: Label) -> Row:
    return Row((label.found.lang, f"{label.found.confidence:.4f}"), {})


def _tsv_row(label: Label) -> Row:
    place = f"{label.file}:{label.line}" if label.line else label.file
    return Row((printable_on_terminal(place), *_bare_row(label).cells), {})


def _row(label: Label) -> Row:
    file, line, found = label
    numbers = (f"{found.confidence:.4f}", f"{found.share:.4f}")
    cells = (file, str(line or ""), found.lang, found.script, *numbers)
    where: dict[str, Any] = {"doc": file} | ({"line": line} if line else {})
    return Row(cells, where | found.as_dict())
