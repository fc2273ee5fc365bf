"""``polyglot-norm explain``: the evidence for the language of each segment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from polyglot_norm.cli.exits import usage_errors
from polyglot_norm.cli.grouped_help import Command, folded, output_option, stacked
from polyglot_norm.cli.input_options import InputOptions, input_options
from polyglot_norm.cli.inputs import Inputs
from polyglot_norm.cli.output_options import OutputFile, labels_option, output_file_options
from polyglot_norm.cli.tables import Row, format_options, rows_as
from polyglot_norm.cli.tagging_options import TaggingOptions, tagging_options, tags_option

if TYPE_CHECKING:
    from polyglot_norm.document import Document
    from polyglot_norm.pipeline import Tagger
    from polyglot_norm.records import Explanation


class ExplainOptions(NamedTuple):
    """The options of this command alone."""

    layout: str | None
    only: list[str] | None
    most: int
    labels: str

    def named(self, tag: str) -> str:
        """Return a tag in the style of labels that is wanted."""
        from polyglot_norm.language.label_styles import label

        return label(tag, self.labels) if tag else ""

    def wanted(self) -> frozenset[str] | None:
        """Return the tags of the segments to explain, or None for all.

        Raises:
            click.UsageError: a tag is not known.
        """
        from polyglot_norm.language.resolution import resolve_all

        if self.only is None:
            return None
        special = {tag for tag in self.only if tag in ("und", "zxx")}
        with usage_errors():
            return frozenset(
                special.union(resolve_all([tag for tag in self.only if tag not in special]))
            )


explain_options: Final = stacked(
    format_options("text", "json", "jsonl", default="text"),
    tags_option(
        output_option,
        "--only",
        help_="Explain only segments in these languages, such as sr,und.",
    ),
    output_option(
        "--words",
        "most",
        type=click.IntRange(min=0),
        metavar="N",
        default=6,
        show_default=True,
        help="Show the N most decisive words of each segment.",
    ),
    labels_option,
    folded(ExplainOptions, "options"),
)


@click.command(
    "explain",
    cls=Command,
    examples=[
        "polyglot-norm explain comment.txt",
        "polyglot-norm explain -t 'Hvala lijepo, see you'",
        "polyglot-norm explain --only und --json page.txt | jq .words",
    ],
)
@input_options
@tagging_options
@explain_options
@output_file_options
def command(
    reading: InputOptions,
    tagging: TaggingOptions,
    options: ExplainOptions,
    output_file: OutputFile,
) -> None:
    """Show why each segment of FILES has its language.

    FILES are files or folders, compressed or not; '-' or none is standard input. For each segment,
    shows the most decisive words with their most decisive character n-grams, the runner-up, and why
    the segment begins where it does. Numbers are log-odds of the language against the runner-up:
    0.7 is twice as likely, 7 a thousand times. In n-grams, _ is the edge of a word.
    """
    inputs, tagger = reading.inputs(), tagging.tagger()
    output_file.check(inputs.names)
    found = _explained(inputs, tagger, options.wanted())
    with output_file.opened(inputs) as out:
        for line in _shown(found, options):
            out.write(line)
    inputs.conclude()


class Explained(NamedTuple):
    """The explanation of a segment of a document."""

    name: str
    document: Document
    why: Explanation


def _explained(
    inputs: Inputs, tagger: Tagger, wanted: frozenset[str] | None
) -> Iterator[Explained]:
    for name, document in inputs.each(tagger.tag):
        for why in document.explain():
            if wanted is None or why.segment.lang in wanted:
                yield Explained(name, document, why)


def _shown(found: Iterator[Explained], options: ExplainOptions) -> Iterator[str]:
    if options.layout in (None, "text"):
        return (line for each in found for line in _text(each, options))
    rows = (Row((), _record(each, options)) for each in found)
    return rows_as(str(options.layout), (), rows)


def _record(explained: Explained, options: ExplainOptions) -> dict[str, Any]:
    values = explained.why.as_dict()
    decisive = {word.start for word in _most_decisive(explained.why, options.most)}
    values["words"] = [word for word in values["words"] if word["start"] in decisive]
    for name in ("lang", "runner_up"):
        values[name] = options.named(values[name])
    if values["border"]:
        values["border"]["before"] = options.named(values["border"]["before"])
    return {"doc": explained.name} | values


def _text(explained: Explained, options: ExplainOptions) -> Iterator[str]:
    from polyglot_norm.formats.printable import printable
    from polyglot_norm.text.lines import column_number, line_number

    name, document, why = explained
    segment = why.segment
    line = line_number(document.text, segment.start)
    column = column_number(document.text, segment.start)
    where = printable(f"{name}:{line}:{column}")
    yield f"{where}: {options.named(segment.lang)} ({_certainty(why, options)})\n"
    shown = " ".join(segment.text.split())
    yield f"  {printable(shown[:200])}{'…' if len(shown) > 200 else ''}\n"
    if why.border is not None:
        yield f"  begins at: {_border(why, options)}\n"
    if why.note:
        yield f"  because {why.note}\n"
    for word in _most_decisive(why, options.most):
        ngrams = ", ".join(f"{each.ngram} {each.log_odds:+.1f}" for each in word.ngrams)
        unknown = "" if word.known > 0.5 else " (mostly unknown)"
        yield f"  {word.log_odds:+6.1f}  {printable(word.text)}{unknown}  [{printable(ngrams)}]\n"


def _most_decisive(why: Explanation, most: int) -> list[Any]:
    """Return the words with the highest log-odds, in the order of the text."""
    ranked = sorted(why.words, key=lambda word: -abs(word.log_odds))[:most]
    return sorted(ranked, key=lambda word: word.start)


def _certainty(why: Explanation, options: ExplainOptions) -> str:
    runner_up = f", runner-up {options.named(why.runner_up)}" if why.runner_up else ""
    return f"{100 * why.segment.confidence:.1f} %{runner_up}"


def _border(why: Explanation, options: ExplainOptions) -> str:
    border = why.border
    assert border is not None  # noqa: S101 - the caller has checked
    if border.gain is None:
        return border.kind
    return f"{border.kind}; {border.gain:+.1f} against continuing in {options.named(border.before)}"
