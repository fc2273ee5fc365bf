"""The options of ``corpus``, which become the library's `CorpusOptions`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from polyglot_norm.cli.choices import (
    ADDED_COLUMNS,
    COMPRESSIONS,
    CORPUS_FORMATS,
    CORPUS_KINDS,
    DOCUMENT_UNITS,
    ENGINES,
    OFFSETS,
)
from polyglot_norm.cli.doubt_options import doubt_below_option
from polyglot_norm.cli.exits import usage_errors
from polyglot_norm.cli.grouped_help import (
    folded,
    input_option,
    other_option,
    output_option,
    processing_option,
    stacked,
)
from polyglot_norm.cli.output_options import labels_option
from polyglot_norm.cli.tagging_options import TaggingOptions, tags_option
from polyglot_norm.cli.value_types import split

if TYPE_CHECKING:
    from polyglot_norm.corpus import CorpusOptions


_MEGABYTE: Final = 1 << 20


class CorpusReading(NamedTuple):
    """The options of reading a corpus as they were given."""

    kind: str | None
    text_column: str
    per: str
    split_size: int


class CorpusWriting(NamedTuple):
    """The options of writing a corpus as they were given."""

    corpus_format: str
    compress: str
    by_language: bool
    added: list[str] | None
    left_out: list[str] | None
    labels: str
    offsets: str
    prefix: str
    only: list[str] | None
    min_confidence: float
    mixed_only: bool
    doubt_below: float

    def columns(self) -> list[str] | None:
        """Return the columns to add, or None for the usual ones."""
        if self.left_out is None:
            return self.added
        chosen = self.added or [name for name in ADDED_COLUMNS if name != "edits"]
        for name in self.left_out:
            if name not in chosen:
                raise click.UsageError(
                    f"--exclude {name}: it is not added; choose from {', '.join(chosen)}"
                )
        return [name for name in chosen if name not in self.left_out]


def corpus_options(
    tagging: TaggingOptions, reading: CorpusReading, writing: CorpusWriting
) -> CorpusOptions:
    """Return the options as the library takes them.

    Raises:
        click.UsageError: an option has a value that the library rejects.
    """
    from polyglot_norm.adapters.table_options import Added
    from polyglot_norm.corpus import CorpusOptions

    columns, tagger = writing.columns(), tagging.tagger()
    with usage_errors():
        return CorpusOptions(
            tagging=tagger.options,
            added=Added(
                include=columns,
                labels=writing.labels,
                offsets=writing.offsets,
                prefix=writing.prefix,
            ),
            kind=reading.kind,
            column=reading.text_column,
            per=reading.per,
            format=writing.corpus_format,
            compression=writing.compress,
            by_language=writing.by_language,
            only=writing.only,
            min_confidence=writing.min_confidence,
            mixed_only=writing.mixed_only,
            doubt_below=writing.doubt_below,
            split_size=reading.split_size * _MEGABYTE,
        )


reading_options: Final = stacked(
    input_option(
        "--from",
        "kind",
        type=click.Choice(CORPUS_KINDS),
        metavar="KIND",
        help=f"Read every file as {', '.join(CORPUS_KINDS[:-1])} or {CORPUS_KINDS[-1]}. [default: "
        "by the extension of each file]",
    ),
    input_option(
        "--column",
        "text_column",
        aliases=("--field",),
        metavar="NAME",
        default="text",
        show_default=True,
        help="Column, or field of a JSON record, that holds the text; body.text is a field inside "
        "another.",
    ),
    input_option(
        "--per",
        type=click.Choice(DOCUMENT_UNITS),
        metavar="UNIT",
        default="file",
        show_default=True,
        help="Make a row of each file, each paragraph or each line of plain text.",
    ),
    input_option(
        "--split-size",
        type=click.IntRange(min=0),
        metavar="MB",
        default=256,
        show_default=True,
        help="Divide a larger file of Parquet or uncompressed JSON Lines into shards of this size; "
        "0 divides none.",
    ),
    folded(CorpusReading, "reading"),
)


def _columns_option(name: str, parameter: str, help_: str) -> Any:
    return output_option(
        name, parameter, metavar="COLUMNS", multiple=True, callback=split, help=help_
    )


writing_options: Final = stacked(
    output_option(
        "-f",
        "--format",
        "corpus_format",
        type=click.Choice(CORPUS_FORMATS),
        metavar="FORMAT",
        default="parquet",
        show_default=True,
        help="Write parquet, jsonl, or JSON Lines as hplt has them: lang, prob and seg_langs.",
    ),
    output_option(
        "--compress",
        type=click.Choice(COMPRESSIONS),
        metavar="HOW",
        default="none",
        show_default=True,
        help="Compress lines with gzip or zstd, or not: none. Parquet always is.",
    ),
    output_option(
        "--by-language",
        is_flag=True,
        help="Write rows to a folder for their language and script, such as srp_Cyrl.",
    ),
    _columns_option(
        "--include",
        "added",
        f"Add only these columns, in this order, of {', '.join(ADDED_COLUMNS)}. [default: all but "
        "edits]",
    ),
    _columns_option("--exclude", "left_out", "Do not add these columns."),
    labels_option,
    output_option(
        "--offsets",
        type=click.Choice(OFFSETS),
        metavar="UNIT",
        default="codepoint",
        show_default=True,
        help="Count offsets in code points (codepoint), bytes of UTF-8 (utf8) or code units of "
        "UTF-16 (utf16).",
    ),
    output_option(
        "--prefix",
        metavar="PREFIX",
        default="",
        help="Begin the names of the added columns with PREFIX.",
    ),
    tags_option(
        output_option,
        "--only",
        help_="Keep only rows whose main language is one of these, such as sr,und.",
    ),
    output_option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        metavar="P",
        default=0.0,
        help="Keep only rows whose main language is at least this probable.",
    ),
    output_option(
        "--mixed-only", is_flag=True, help="Keep only rows that are in more than one language."
    ),
    doubt_below_option("In the report, count"),
    folded(CorpusWriting, "writing"),
)

engine_option: Final = processing_option(
    "--engine",
    type=click.Choice(ENGINES),
    metavar="ENGINE",
    default="local",
    show_default=True,
    help="Tag on this machine (local), or each shard in a task of spark or ray.",
)

restart_option: Final = output_option(
    "--restart",
    is_flag=True,
    help="Remove what earlier runs have written to OUT, and begin anew.",
)

progress_option: Final = other_option(
    "--progress",
    is_flag=True,
    help="Report the progress on stderr, a line every ten seconds, where there is no terminal.",
)
