"""``polyglot-norm tag``: every segment of the inputs, with its language and its output."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from polyglot_norm.cli.exits import usage_errors
from polyglot_norm.cli.grouped_help import Command
from polyglot_norm.cli.input_options import InputOptions, input_options
from polyglot_norm.cli.inputs import Inputs
from polyglot_norm.cli.language_check import LanguageCheck, check_options
from polyglot_norm.cli.outputs import MadeFrom, Outputs, fill, outputs_options
from polyglot_norm.cli.pager import paged
from polyglot_norm.cli.progress import progress
from polyglot_norm.cli.tagging_options import TaggingOptions, jobs_option, tagging_options

if TYPE_CHECKING:
    from polyglot_norm.formats import WriteOptions
    from polyglot_norm.pipeline import Tagger
    from polyglot_norm.streams.tasks import DocumentTask


@click.command(
    "tag",
    cls=Command,
    examples=[
        "polyglot-norm tag page.txt",
        "polyglot-norm tag -t 'Здраво, how are you?'",
        "polyglot-norm tag --languages en,sr --to none *.txt -o segments.jsonl",
        "polyglot-norm tag --encoding windows-1251 --line-numbers --pager old.txt",
        "polyglot-norm tag --field body comments.jsonl.gz --only sr -f tsv",
        "polyglot-norm tag pages/ --glob '*.html' -O tagged/ --resume --jobs 4",
        "polyglot-norm tag --expect en docs/ --glob '*.md' --report github",
    ],
)
@input_options
@tagging_options
@jobs_option
@outputs_options
@check_options
def command(
    reading: InputOptions,
    tagging: TaggingOptions,
    jobs: int,
    outputs: Outputs,
    language_check: LanguageCheck | None,
) -> None:
    """Split FILES into segments of one language each.

    FILES are files or folders, compressed or not; '-' or none is standard input. Every document in
    them (a file, or a paragraph, line or record of it) is split into segments that cover it without
    gap or overlap.

    In a pipe or a file, each segment is a JSON object with the keys doc, start, end, lang, script,
    confidence, text, output and output_lang; offsets count code points. On a terminal, the text is
    shown with its languages in the margin, transliterations after an arrow, and the share of each
    language at the end.
    """
    inputs, tagger = reading.inputs(), tagging.tagger()
    outputs.destination.check(inputs)
    if language_check is not None:
        language_check.run(inputs, outputs, tagger, jobs)
    else:
        _write_segments(inputs, outputs, tagger, jobs)


def _write_segments(inputs: Inputs, outputs: Outputs, tagger: Tagger, jobs: int) -> None:
    from dataclasses import replace

    from polyglot_norm.formats import FORMATS, Screen, encoder
    from polyglot_norm.streams.tasks import Recipe, documents, results

    name = outputs.format_name
    inputs.join_cues = name == "text"
    form = outputs.write_options(inputs)
    with usage_errors():
        encoder(name, form)  # an unknown field is an error before anything is read
    # The width of a terminal changes only the format for reading.
    lasting = form if name == "text" else replace(form, screen=Screen())
    options = ("tag", name, lasting, tagger.options, inputs.options)
    extension = "" if FORMATS[name].same_path else FORMATS[name].extension
    made_from = MadeFrom(extension, options, coloured=name == "text")
    with (
        paged(wanted=outputs.record_format.pager and outputs.destination.to_terminal),
        progress(inputs, to_terminal=outputs.destination.to_terminal),
        outputs.destination.opened(inputs, partial(encoder, name, form), made_from) as sink,
    ):
        if FORMATS[name].independent:
            found = results(inputs.events(), tagger, Recipe(_encoding_task, (name, form)), jobs)
        else:
            found = documents(inputs.events(), tagger, jobs)
        fill(sink, found, inputs)
    inputs.conclude()


def _encoding_task(name: str, form: WriteOptions) -> DocumentTask:
    """Return the task that encodes each document, in whichever process it is."""
    from polyglot_norm.formats import encoder

    piece = encoder(name, form).piece
    return lambda located: piece(located.item)
