"""The options of writing: to which file, and records in which format."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

import click

from polyglot_norm.cli.choices import LABELS, OFFSETS, OUTPUT_FORMATS
from polyglot_norm.cli.console import colour_option, is_terminal, screen
from polyglot_norm.cli.exits import usage_errors
from polyglot_norm.cli.grouped_help import folded, output_option, stacked
from polyglot_norm.cli.inputs import STANDARD
from polyglot_norm.cli.tagging_options import tags_option
from polyglot_norm.cli.value_types import split

if TYPE_CHECKING:
    from polyglot_norm.formats import WriteOptions
    from polyglot_norm.streams import Output


class Readings(Protocol):
    """The input of a command, as far as its output depends on failures."""

    @property
    def all_failed(self) -> bool:
        """Return True if nothing could be read."""

    def conclude(self) -> None:
        """Exit with status 1 if something has failed."""


class OutputFile(NamedTuple):
    """The file that a command writes, or standard output."""

    output: str
    force: bool

    def check(self, inputs: tuple[str, ...]) -> None:
        """Refuse a file that is also an input, or that must not be replaced.

        Raises:
            click.UsageError: the file is refused.
        """
        from polyglot_norm.streams import is_also_input
        from polyglot_norm.streams.sinks import check_free

        if is_also_input(self.output, inputs):
            raise click.UsageError(f"{self.output} is also an input; choose another output")
        with usage_errors():
            check_free(self.output, force=self.force)

    @property
    def is_standard(self) -> bool:
        """Return True if this is standard output."""
        return self.output == STANDARD

    @property
    def is_terminal(self) -> bool:
        """Return True if this is a terminal."""
        return self.is_standard and is_terminal()

    @contextmanager
    def opened(self, readings: Readings, *, coloured: bool = False) -> Iterator[Output]:
        """Open the file, which stays as it was if nothing could be read."""
        from polyglot_norm.streams import open_output

        with open_output(self.output, coloured=coloured) as out:
            yield out
            if readings.all_failed:
                readings.conclude()


output_file_options: Final = stacked(
    output_option(
        "-o",
        "--output",
        metavar="FILE",
        type=click.Path(),
        default=STANDARD,
        help="Write to FILE, which is created or replaced only when the output is complete. "
        "[default: standard output]",
    ),
    output_option("--force", is_flag=True, help="Replace an output that is not empty."),
    folded(OutputFile, "output_file"),
)


class RecordFormat(NamedTuple):
    """The format of records, as the options describe it."""

    format_: str | None
    offsets: str
    include: list[str] | None
    exclude: list[str] | None
    only: list[str] | None
    min_confidence: float
    labels: str
    voices: list[str] | None
    colour: bool | None
    line_numbers: bool
    pager: bool

    def name_for(self, output: str) -> str:
        """Return the format that was asked for, or else the one that suits the output."""
        from polyglot_norm.formats import by_extension

        if self.format_ is not None:
            return self.format_
        if output == STANDARD:
            return "text" if is_terminal() else "jsonl"
        return by_extension(output) or "jsonl"

    def write_options(self, *, to_file: bool, titles: bool) -> WriteOptions:
        """Return the options as the library takes them.

        Raises:
            click.UsageError: an option has a value that the library rejects.
        """
        from polyglot_norm.formats import WriteOptions

        with usage_errors():
            return WriteOptions(
                offsets=self.offsets,
                include=self.include,
                exclude=self.exclude or (),
                only=self.only,
                min_confidence=self.min_confidence,
                voices=named_voices(self.voices),
                labels=self.labels,
                screen=screen(
                    colour=self.colour,
                    to_file=to_file,
                    titles=titles,
                    numbers=self.line_numbers,
                ),
            )


def named_voices(given: list[str] | None) -> dict[str, str] | None:
    """Return the names of voices by tag; ``any`` stands for voices without a name.

    >>> named_voices(["sr=Sofija", "any"])
    {'sr': 'Sofija'}

    Raises:
        click.UsageError: it is neither a tag with a name nor ``any``.
    """
    if given is None:
        return None
    pairs = [voice.partition("=") for voice in given if voice != "any"]
    for tag, _, name in pairs:
        if not (tag and name):
            raise click.UsageError(f"--voices {tag!r}: expected TAG=NAME, or any")
    return {tag: name for tag, _, name in pairs}


def _fields_option(name: str, help_: str) -> Any:
    return output_option(name, metavar="FIELDS", multiple=True, callback=split, help=help_)


labels_option: Final = output_option(
    "--labels",
    type=click.Choice(LABELS),
    metavar="STYLE",
    default="bcp47",
    show_default=True,
    help="Write languages as bcp47 (sr-Cyrl), iso639-3 (srp_Cyrl, as corpora do) or fasttext "
    "(__label__srp_Cyrl).",
)

record_format_options: Final = stacked(
    output_option(
        "-f",
        "--format",
        "format_",
        type=click.Choice(OUTPUT_FORMATS),
        metavar="FORMAT",
        help=f"Write records as {', '.join(OUTPUT_FORMATS[:-1])}, or as text for reading; see "
        "'polyglot-norm formats'. [default: by the extension of the output, else text on a "
        "terminal, else jsonl]",
    ),
    output_option(
        "--offsets",
        type=click.Choice(OFFSETS),
        metavar="UNIT",
        default="codepoint",
        show_default=True,
        help="Count offsets in code points (codepoint), bytes of UTF-8 (utf8) or code units of "
        "UTF-16 (utf16).",
    ),
    _fields_option("--include", "Write only these fields, in this order, such as lang,text."),
    _fields_option("--exclude", "Leave out these fields."),
    tags_option(
        output_option,
        "--only",
        help_="Write only segments in these languages, such as sr,und.",
    ),
    output_option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        metavar="P",
        default=0.0,
        help="Write only segments of at least this confidence.",
    ),
    labels_option,
    output_option(
        "--voices",
        metavar="VOICES",
        multiple=True,
        callback=split,
        help="With --format ssml: mark languages by <voice>, as in SSML 1.0, not by <lang>: any, "
        "or names of voices such as sr=NAME,de=NAME.",
    ),
    colour_option,
    output_option(
        "-n",
        "--line-numbers",
        is_flag=True,
        help="With --format text: number the lines of each document.",
    ),
    output_option(
        "--pager",
        is_flag=True,
        help="On a terminal: show the output in $PAGER, or in less.",
    ),
    folded(RecordFormat, "record_format"),
)
