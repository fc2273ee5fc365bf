"""``polyglot-norm stats``: how much of each language and script there is in the inputs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

import click

from polyglot_norm.cli.console import colour_option, screen
from polyglot_norm.cli.doubt_options import doubt_below_option, most_doubtful_option
from polyglot_norm.cli.grouped_help import Command, folded, stacked
from polyglot_norm.cli.input_options import InputOptions, input_options
from polyglot_norm.cli.inputs import Inputs
from polyglot_norm.cli.output_options import OutputFile, labels_option, output_file_options
from polyglot_norm.cli.progress import progress
from polyglot_norm.cli.tables import Row, format_options, rows_as
from polyglot_norm.cli.tagging_options import TaggingOptions, jobs_option, tagging_options

if TYPE_CHECKING:
    from polyglot_norm.pipeline import Tagger
    from polyglot_norm.streams.statistics import Statistics

COLUMNS: Final = (
    *("lang", "name", "script", "letters", "share", "segments", "documents", "confidence"),
)


class StatsOptions(NamedTuple):
    """The options of this command alone."""

    layout: str | None
    doubt_below: float
    most: int
    labels: str
    colour: bool | None

    def layout_for(self, output_file: OutputFile) -> str:
        """Return the format that was asked for, or else the one that suits the output."""
        on_screen = output_file.is_terminal or self.colour
        return self.layout or ("table" if on_screen else "tsv")


stats_options: Final = stacked(
    format_options(
        *("table", "tsv", "csv", "json"),
        default="table on a terminal, else tsv",
        json_is="json",
    ),
    doubt_below_option("Count"),
    most_doubtful_option(10),
    labels_option,
    colour_option,
    folded(StatsOptions, "options"),
)


@click.command(
    "stats",
    cls=Command,
    examples=[
        "polyglot-norm stats page.txt",
        "polyglot-norm stats pages/ --glob '*.txt' --jobs 4",
        "polyglot-norm stats --json comments.jsonl | jq '.languages[0]'",
    ],
)
@input_options
@tagging_options
@jobs_option
@stats_options
@output_file_options
def command(
    reading: InputOptions,
    tagging: TaggingOptions,
    jobs: int,
    options: StatsOptions,
    output_file: OutputFile,
) -> None:
    """Count the languages and scripts of FILES, all together.

    FILES are files or folders, compressed or not; '-' or none is standard input. Shares are shares
    of letters. The table has a bar for each language, the scripts, and the most doubtful segments;
    TSV and CSV have a row for each language in each script; JSON has everything.
    """
    inputs, tagger = reading.inputs(), tagging.tagger()
    output_file.check(inputs.names)
    with progress(inputs, to_terminal=False), output_file.opened(inputs, coloured=True) as out:
        statistics = _statistics(inputs, tagger, options, jobs)
        if inputs.progress is not None:
            inputs.progress.stop()
        if not inputs.all_failed:
            for line in _shown(statistics, options, output_file):
                out.write(line)
    inputs.conclude()


def _statistics(inputs: Inputs, tagger: Tagger, options: StatsOptions, jobs: int) -> Statistics:
    from polyglot_norm.streams.statistics import Statistics, statistics_task
    from polyglot_norm.streams.tasks import FailedPassage, Recipe, results

    whole = Statistics()
    recipe = Recipe(statistics_task, (options.doubt_below, options.most))
    for found in results(inputs.events(), tagger, recipe, jobs):
        if isinstance(found, Statistics):
            whole.add(found, most=options.most)
        elif isinstance(found, FailedPassage):
            inputs.fail_passage(found)
    return whole


def _shown(statistics: Statistics, options: StatsOptions, output_file: OutputFile) -> Iterator[str]:
    layout = options.layout_for(output_file)
    if layout == "table":
        from polyglot_norm.cli.statistics_page import page

        to_file = not output_file.is_terminal
        shown_on = screen(colour=options.colour, to_file=to_file, titles=False)
        return page(statistics, shown_on, options.labels)
    values = statistics.as_dict(options.labels)
    if layout == "json":
        return rows_as("jsonl", (), [Row((), values)])
    languages = values["languages"]
    rows = (Row([str(row[name]) for name in COLUMNS], row) for row in languages)
    return rows_as(layout, COLUMNS, rows)
