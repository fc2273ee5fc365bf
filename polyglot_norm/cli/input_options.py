"""The options of reading, which become the `Inputs` of a command."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final, NamedTuple, TypeVar

import click

from polyglot_norm.cli.choices import DOCUMENT_UNITS, ERROR_MODES, INPUT_FORMATS
from polyglot_norm.cli.config import config_option
from polyglot_norm.cli.exits import usage_errors
from polyglot_norm.cli.grouped_help import folded, input_option, other_option, stacked
from polyglot_norm.cli.inputs import Inputs
from polyglot_norm.cli.messages import say

Function = TypeVar("Function", bound=Callable[..., Any])


class InputOptions(NamedTuple):
    """The options of reading as they were given."""

    files: tuple[str, ...]
    text: str | None
    from_: str | None
    per: str
    field: str | None
    column: str | None
    globs: tuple[str, ...]
    encoding: str | None
    errors: str
    verbose: bool

    def inputs(self, **changes: Any) -> Inputs:
        """Return the inputs; ``changes`` override fields of `ReadOptions`.

        Raises:
            click.UsageError: options that cannot be combined, or that the library rejects.
        """
        from polyglot_norm.streams.input_kinds import ReadOptions

        if self.text is not None and self.files:
            raise click.UsageError(f"--text and FILES cannot be combined: got {self.files[0]!r}")
        self._report_config()
        asked = {name: getattr(self, name) for name in _OF_READING}
        with usage_errors():
            options = ReadOptions(**{"kind": self.from_} | asked | changes)
        return Inputs(self.files, options, text=self.text, globs=self.globs, verbose=self.verbose)

    def _report_config(self) -> None:
        source = click.get_current_context().meta.get("config")
        if self.verbose and source:
            say(f"options from {source}")


_OF_READING: Final = ("per", "field", "column", "encoding", "errors")


class InputFormat(click.Choice):  # type: ignore[type-arg]
    """A format of input; the error for a language tag points to --lang."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the format, or fail."""
        if value not in self.choices and ctx is not None and _has_lang(ctx.command):
            choices = ", ".join(INPUT_FORMATS)
            self.fail(f"{value!r} is not one of {choices}; name a language with --lang", param, ctx)
        return super().convert(value, param, ctx)


def _has_lang(command: click.Command) -> bool:
    return any(parameter.name == "lang" for parameter in command.params)


def known_encoding(
    _context: click.Context, _parameter: click.Parameter, value: str | None
) -> str | None:
    """Return the name of an encoding, or fail if it is unknown."""
    if value is not None:
        from polyglot_norm.text.encodings import resolve

        with usage_errors():
            resolve(value)
    return value


def _keep_quiet(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    context.meta["quiet"] = value


quiet_option: Final = other_option(
    "-q",
    "--quiet",
    is_flag=True,
    expose_value=False,
    callback=_keep_quiet,
    help="Write only errors to stderr, no notes and no progress.",
)

_named: Final = stacked(
    click.argument("files", nargs=-1, type=click.Path()),
    input_option("-t", "--text", metavar="TEXT", help="Use TEXT as the input, instead of FILES."),
)

_kinds: Final = stacked(
    input_option(
        "--from",
        "from_",
        type=InputFormat(INPUT_FORMATS),
        metavar="FORMAT",
        help=f"Read the input as {', '.join(INPUT_FORMATS[:-1])} or {INPUT_FORMATS[-1]}. "
        "[default: by the extension of each file, else text]",
    ),
    input_option(
        "--per",
        type=click.Choice(DOCUMENT_UNITS),
        metavar="UNIT",
        default="file",
        show_default=True,
        help="Treat each file, each paragraph or each line of plain text as a document.",
    ),
    input_option(
        "--field",
        metavar="NAME",
        help="Field of a JSON record that holds the text, such as body.text. [default: text]",
    ),
    input_option(
        "--column",
        metavar="NAME",
        help="Name or number of the column of a CSV or TSV file that holds the text. "
        "[default: text]",
    ),
)

_decoding: Final = stacked(
    input_option(
        "--glob",
        "globs",
        metavar="PATTERN",
        multiple=True,
        help="In folders, read only the files that match, such as '*.txt'. May be repeated.",
    ),
    input_option(
        "--encoding",
        metavar="NAME",
        callback=known_encoding,
        help="Encoding of the input, such as windows-1251. [default: detected for each file]",
    ),
    input_option(
        "--errors",
        type=click.Choice(ERROR_MODES),
        metavar="MODE",
        default="strict",
        show_default=True,
        help="How to handle bytes that cannot be decoded: strict fails, replace inserts U+FFFD "
        "and reports where.",
    ),
    other_option(
        "-v",
        "--verbose",
        is_flag=True,
        help="Report on stderr the encoding of each file, and the source of configured options.",
    ),
    quiet_option,
    config_option,
)


def _as_pages(function: Function) -> Function:
    """Give the options that say how to read other inputs than pages their defaults."""

    @wraps(function)
    def command(**given: Any) -> Any:
        return function(from_=None, per="file", field=None, column=None, **given)

    return command  # type: ignore[return-value]


_folded: Final = folded(InputOptions, "reading")

input_options: Final = stacked(_named, _kinds, _decoding, _folded)
page_options: Final = stacked(_named, _decoding, _as_pages, _folded)
"""The options of a command that reads web pages, and Markdown, by their extensions."""
