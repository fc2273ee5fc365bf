"""``polyglot-norm report``: a page about the languages of the inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import click

from polyglot_norm.cli.doubt_options import doubt_below_option, most_doubtful_option
from polyglot_norm.cli.grouped_help import Command, folded, output_option, stacked
from polyglot_norm.cli.input_options import InputOptions, input_options
from polyglot_norm.cli.inputs import Inputs
from polyglot_norm.cli.output_options import OutputFile, labels_option, output_file_options
from polyglot_norm.cli.progress import progress
from polyglot_norm.cli.tagging_options import TaggingOptions, jobs_option, tagging_options

if TYPE_CHECKING:
    from polyglot_norm.pipeline import Tagger
    from polyglot_norm.streams.report.overview import Overview


class ReportOptions(NamedTuple):
    """The options of this command alone."""

    title: str
    doubt_below: float
    most: int
    documents: int
    labels: str


report_options: Final = stacked(
    output_option(
        "--title",
        metavar="TEXT",
        default="Languages of the documents",
        show_default=True,
        help="The title of the page.",
    ),
    doubt_below_option("Show"),
    most_doubtful_option(25),
    output_option(
        "--documents",
        type=click.IntRange(min=0),
        metavar="N",
        default=100,
        show_default=True,
        help="Show the languages along each of the first N documents.",
    ),
    labels_option,
    folded(ReportOptions, "options"),
)


@click.command(
    "report",
    cls=Command,
    examples=[
        "polyglot-norm report page.txt -o report.html",
        "polyglot-norm report corpus/ --jobs 4 -o corpus.html --title 'Our corpus'",
        "polyglot-norm report --field body comments.jsonl -o comments.html",
    ],
)
@input_options
@tagging_options
@jobs_option
@report_options
@output_file_options
def command(
    reading: InputOptions,
    tagging: TaggingOptions,
    jobs: int,
    options: ReportOptions,
    output_file: OutputFile,
) -> None:
    """Write a page about the languages of FILES: shares, confidence, doubts, changes.

    FILES are files or folders, compressed or not; '-' or none is standard input. The page is one
    file of HTML that needs no other, for a screen or for paper. Its numbers are those of 'stats':
    the shares of languages and scripts, the languages along each document, the confidence of the
    letters, the most doubtful segments in their context, the changes by each rule, and the
    encodings of the files.
    """
    if output_file.is_terminal:
        raise click.UsageError("a report is a page: name a file with -o, such as -o report.html")
    inputs, tagger = reading.inputs(), tagging.tagger()
    output_file.check(inputs.names)
    with progress(inputs, to_terminal=False), output_file.opened(inputs) as out:
        overview = _overview(inputs, tagger, options, jobs)
        if inputs.progress is not None:
            inputs.progress.stop()
        if not inputs.all_failed:
            from polyglot_norm.report_page.page import Page

            page = Page(overview, options.title, options.doubt_below, options.labels)
            for part in page.lines():
                out.write(part)
    inputs.conclude()


def _overview(inputs: Inputs, tagger: Tagger, options: ReportOptions, jobs: int) -> Overview:
    from polyglot_norm.streams.report.overview import Overview, Part, overview_task
    from polyglot_norm.streams.tasks import FailedPassage, Recipe, results

    whole = Overview(options.most, options.documents)
    recipe = Recipe(overview_task, (options.doubt_below, options.most))
    for found in results(inputs.events(), tagger, recipe, jobs):
        if isinstance(found, Part):
            whole.add(found)
        elif isinstance(found, FailedPassage):
            inputs.fail_passage(found)
    whole.encodings.update(inputs.encodings)
    return whole
