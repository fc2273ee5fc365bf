"""``polyglot-norm tag``: every segment of the inputs, with its language and its output."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from polyglot_norm.cli.exits import misuse
from polyglot_norm.cli.inputs import Inputs, reading
from polyglot_norm.cli.language_check import expecting
from polyglot_norm.cli.outputs import Kind, Outputs, fill, writing
from polyglot_norm.cli.progress import progress
from polyglot_norm.cli.tagging_options import jobs_option, tagging

if TYPE_CHECKING:
    from polyglot_norm.cli.language_check import Expectation
    from polyglot_norm.formats import WriteOptions
    from polyglot_norm.streams.tasks import DocumentTask


@click.command("tag")
@tagging
@writing
@expecting
@jobs_option
@reading
def command(
    inputs: Inputs, tagger: Any, outputs: Outputs, expectation: Expectation | None, jobs: int
) -> None:
    """Cut each of FILES into segments of one language.

    A document is a file, or a line, paragraph or record of it; - is standard input, which is also
    read when nothing is named, and of a folder all files are read. Packed files are unpacked. The
    format jsonl has an object per segment with the keys doc, start, end, lang, script, confidence,
    text, output and output_lang; offsets are code points, and the texts of a document's segments
    add up to the document. The format text is for reading: languages in the margin,
    transliterations behind an arrow, shares at the end; COLUMNS sets its width where there is no
    terminal. A document of more than 262144 characters is worked on in parts, so that memory is
    bounded.

    \b
    Examples:
      polyglot-norm tag page.txt
      polyglot-norm tag --languages en,sr --to none *.txt -o segments.jsonl
      cat old.txt | polyglot-norm tag --encoding windows-1251 --format text | less
      polyglot-norm tag --field body comments.jsonl.gz --only sr -f tsv
      polyglot-norm tag pages/ --glob '*.html' -O tagged/ --resume --jobs 4
      polyglot-norm tag --expect en docs/ --glob '*.md' --report github
    """  # noqa: D301 - \b keeps click from filling the examples
    from dataclasses import replace

    from polyglot_norm.formats import FORMATS, Screen, encoder
    from polyglot_norm.streams.tasks import Recipe, documents, results

    outputs.check(inputs)
    if expectation is not None:
        expectation.check(inputs, outputs, tagger, jobs)
        return
    name = outputs.format_for()
    inputs.joins_cues = name == "text"
    form = outputs.writing(titles=inputs.several and outputs.folder is None)
    with misuse():
        encoder(name, form)  # here, so that a field that is not there is told before work begins
    # The width of a terminal changes the page for eyes alone.
    lasting = form if name == "text" else replace(form, screen=Screen())
    kind = Kind(FORMATS[name].extension, ("tag", name, lasting, tagger.options, inputs.reading))
    with (
        progress(inputs, to_terminal=outputs.to_terminal),
        outputs.opened(inputs, partial(encoder, name, form), kind) as sink,
    ):
        if FORMATS[name].independent:
            found = results(inputs.events(), tagger, Recipe(_encoded, (name, form)), jobs)
        else:
            found = documents(inputs.events(), tagger, jobs)
        fill(sink, found, inputs)
    inputs.conclude()


def _encoded(name: str, form: WriteOptions) -> DocumentTask:
    """What makes bytes of a document, in whichever process."""
    from polyglot_norm.formats import encoder

    piece = encoder(name, form).piece
    return lambda located: piece(located.item)
