"""``polyglot-norm corpus``: large data, tagged shard by shard, and a report on all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from polyglot_norm.cli.config import config_option
from polyglot_norm.cli.corpus_options import (
    CorpusReading,
    CorpusWriting,
    corpus_options,
    engine_option,
    progress_option,
    reading_options,
    restart_option,
    writing_options,
)
from polyglot_norm.cli.exits import DATA, DONE
from polyglot_norm.cli.grouped_help import Command
from polyglot_norm.cli.input_options import quiet_option
from polyglot_norm.cli.messages import note, say
from polyglot_norm.cli.tagging_options import TaggingOptions, jobs_option, tagging_options

if TYPE_CHECKING:
    from polyglot_norm.corpus import Report


@click.command(
    "corpus",
    cls=Command,
    examples=[
        "polyglot-norm corpus comments/ tagged/ --jobs 8",
        "polyglot-norm corpus crawl.warc.gz tagged/ --format jsonl --compress zstd",
        "polyglot-norm corpus s3://bucket/raw s3://bucket/tagged --by-language --exclude output",
        "polyglot-norm corpus pages/ serbian/ --only sr --min-confidence 0.9 --column body",
        "polyglot-norm corpus corpus.jsonl.gz lines/ --format hplt --progress",
    ],
)
@click.argument("source", metavar="IN", type=click.Path())
@click.argument("target", metavar="OUT", type=click.Path())
@reading_options
@tagging_options
@jobs_option
@engine_option
@writing_options
@restart_option
@progress_option
@quiet_option
@config_option
def command(
    source: str,
    target: str,
    reading: CorpusReading,
    tagging: TaggingOptions,
    writing: CorpusWriting,
    jobs: int,
    engine: str,
    restart: bool,
    progress: bool,
) -> int:
    """Tag the files of the folder IN into the folder OUT, shard by shard.

    IN is a folder, a file or a URL such as s3://bucket/folder: Parquet, Arrow, JSON Lines, plain
    text, WARC or WET, compressed or not. Each file becomes one in OUT, with its rows in order, its
    other columns, and what was found; small texts go together, a large file becomes several. A file
    in OUT appears when it is complete. Run the same command again to go on after an interruption:
    what is finished stays. A shard that fails twice is set aside, and the others go on.

    OUT/_report.json and OUT/_report.html say which languages and scripts there are, what is
    doubtful, and what has failed. Needs the extra [arrow]; web archives need [warc].
    """
    from polyglot_norm.cli.corpus_progress import CorpusProgress
    from polyglot_norm.corpus import tag_corpus

    options = corpus_options(tagging, reading, writing)
    watcher = CorpusProgress(lines=progress)
    try:
        report = tag_corpus(
            source,
            target,
            options,
            jobs=jobs,
            engine=engine,
            restart=restart,
            watcher=watcher,
        )
    finally:
        watcher.stop()
    return _concluded(report)


def _concluded(report: Report) -> int:
    """Say what became of the corpus, and return the exit status."""
    counts = report.counts
    for skipped in report.skipped[:10]:
        many = f", and {skipped.records - 1:,} more like it" if skipped.records > 1 else ""
        detail = f" ({skipped.detail})" if skipped.detail else ""
        say(f"{skipped.shard}: left out line {skipped.line}: {skipped.reason}{detail}{many}")
    note(
        f"{report.finished:,} of {report.shards:,} shards, {counts.rows:,} rows, "
        f"{counts.kept:,} of them written to {report.target}"
    )
    return DONE if report.is_complete else DATA
