"""``polyglot-norm tag``: every segment of the inputs, with its language and its output."""

from __future__ import annotations

from typing import Any

import click

from polyglot_norm.cli.console import is_terminal, screen
from polyglot_norm.cli.inputs import STANDARD, Inputs, reading
from polyglot_norm.cli.wishes import tagging


@click.command("tag")
@tagging
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(["jsonl", "text"]),
    help="Form of the output. [default: text on a terminal, else jsonl]",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(),
    default=STANDARD,
    help="Write to a file, which changes only once all is written.",
)
@click.option(
    "--color/--no-color",
    "colour",
    default=None,
    help="Colours in the text format. [default: on a terminal, unless NO_COLOR is set]",
)
@reading
def command(
    inputs: Inputs, tagger: Any, format_: str | None, output: str, colour: bool | None
) -> None:
    """Cut each of FILES into segments of one language.

    A document is a file; - is standard input, which is also read when no file is named. The format
    jsonl has an object per segment with the keys doc, start, end, lang, script, confidence, text,
    output and output_lang; offsets are code points, and the texts of a document's segments add up
    to the document. The format text is for reading: languages in the margin, transliterations
    behind an arrow, shares at the end; COLUMNS sets its width where there is no terminal.

    \b
    Examples:
      polyglot-norm tag page.txt
      polyglot-norm tag --languages en,sr --to none *.txt -o segments.jsonl
      cat old.txt | polyglot-norm tag --encoding windows-1251 --format text | less
    """  # noqa: D301 - \b keeps click from filling the examples
    from polyglot_norm.formats import NamedDocument, writer
    from polyglot_norm.streams import is_also_input, open_output

    if is_also_input(output, inputs.names):
        raise click.UsageError(f"{output} is also an input; name another file for the output")
    to_file = output != STANDARD
    write = writer(format_ or ("text" if is_terminal() and not to_file else "jsonl"))
    seen_on = screen(colour=colour, to_file=to_file, titles=len(inputs.names) > 1)
    with open_output(output) as out:
        documents = (NamedDocument(*item) for item in inputs.each(tagger.tag))
        for piece in write(documents, seen_on):
            out.write(piece)
        if inputs.all_failed:
            inputs.conclude()  # inside, so that no empty file takes the place of another
    inputs.conclude()
