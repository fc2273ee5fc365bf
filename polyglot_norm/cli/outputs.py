"""The outputs of a command: in which form, and where; the options of writing, the same everywhere.

``writing_form`` gives a command one output; ``writing`` gives it the choice of a folder with an
output for each input, too.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

import click

from polyglot_norm.cli.console import colour_option, is_terminal, screen
from polyglot_norm.cli.exits import OUR_FAULT, misuse, note, say
from polyglot_norm.cli.inputs import STANDARD, Inputs
from polyglot_norm.cli.tagging_options import split

if TYPE_CHECKING:
    from polyglot_norm.formats import WriteOptions
    from polyglot_norm.streams.sinks import FolderSink, ResultEncoder, Sink

Function = TypeVar("Function", bound=Callable[..., Any])

FORMATS: Final = (
    *("jsonl", "docs", "tsv", "inline", "xml", "tei", "html", "conllu", "dolma"),
    *("parquet", "arrow", "text"),
)
"""What --format takes. Repeated here, checked by a test, because help must not wait for them."""

OFFSETS: Final = ("codepoint", "utf8", "utf16")


def output_options(function: Function) -> Function:
    """Give a command -o and --force, as ``output`` and ``force``."""
    for option in (
        click.option(
            "--force", is_flag=True, help="Replace an output that exists and is not empty."
        ),
        click.option(
            "-o",
            "--output",
            metavar="FILE",
            type=click.Path(),
            default=STANDARD,
            help="Write to a file, which changes only once all is written.",
        ),
    ):
        function = option(function)
    return function


def _list_option(name: str, metavar: str, help_: str) -> Callable[[Function], Function]:
    return click.option(name, metavar=metavar, multiple=True, callback=split, help=help_)


def _form_options(function: Function) -> Function:
    for option in (
        colour_option,
        click.option(
            "--min-confidence",
            type=click.FloatRange(0, 1),
            metavar="P",
            default=0.0,
            help="Write only the segments that are at least so sure, from 0 to 1.",
        ),
        _list_option("--only", "TAGS", "Write only the segments in these languages."),
        _list_option("--exclude", "FIELDS", "Leave these fields out."),
        _list_option("--include", "FIELDS", "Write these fields and no others, in this order."),
        click.option(
            "--offsets",
            type=click.Choice(OFFSETS),
            default="codepoint",
            show_default=True,
            help="What offsets count: code points, bytes of UTF-8 or units of UTF-16.",
        ),
        click.option(
            "-f",
            "--format",
            "format_",
            type=click.Choice(FORMATS),
            help="Form of the output. [default: by the name of the output, else text on a "
            "terminal, else jsonl]",
        ),
    ):
        function = option(function)
    return function


_OF_FORM: Final = ("offsets", "include", "exclude", "only", "min_confidence")


def _writing(given: dict[str, Any], *, output: str, titles: bool) -> WriteOptions:
    """The options of the form as the library's `WriteOptions`; what it does not like is misuse."""
    from polyglot_norm.formats import WriteOptions

    colour = given.pop("colour")
    chosen = {name: given.pop(name) for name in _OF_FORM}
    chosen["exclude"] = chosen["exclude"] or ()
    seen_on = screen(colour=colour, to_file=output != STANDARD, titles=titles)
    with misuse():
        return WriteOptions(screen=seen_on, **chosen)


def writing_form(function: Function) -> Function:
    """Give a command one output: ``writing``, ``format_``, ``output`` and ``force``."""

    @_form_options
    @output_options
    @wraps(function)
    def command(**given: Any) -> Any:
        writing = _writing(given, output=given["output"], titles=True)
        return function(writing=writing, **given)

    return command  # type: ignore[return-value]


def check_output(output: str, names: tuple[str, ...], *, force: bool) -> None:
    """Refuse an output that is an input, or that exists and is not to be replaced."""
    from polyglot_norm.streams import is_also_input
    from polyglot_norm.streams.sinks import check_free

    if is_also_input(output, names):
        raise click.UsageError(f"{output} is also an input; name another file for the output")
    with misuse():
        check_free(output, force=force)


class Outputs(NamedTuple):
    """Where the results go, and in which form."""

    given: dict[str, Any]
    output: str
    folder: str | None
    force: bool
    resume: bool

    def format_for(self) -> str:
        """The format that was asked for, or that the surroundings suggest."""
        from polyglot_norm.formats import by_extension

        asked: str | None = self.given["format_"]
        if asked or self.folder is not None:
            return asked or "jsonl"
        by_output = by_extension(self.output) if self.output != STANDARD else None
        return by_output or ("text" if is_terminal() and self.output == STANDARD else "jsonl")

    def writing(self, *, titles: bool) -> WriteOptions:
        """The options of the form."""
        given = {name: value for name, value in self.given.items() if name != "format_"}
        output = self.output if self.folder is None else self.folder
        return _writing(given, output=output, titles=titles)

    def check(self, inputs: Inputs) -> None:
        """Refuse what cannot be meant."""
        if self.folder is None:
            if self.resume:
                raise click.UsageError("--resume goes on with the outputs of --output-dir: name it")
            check_output(self.output, inputs.names, force=self.force)
        elif self.output != STANDARD:
            raise click.UsageError("--output and --output-dir cannot be combined: name one")
        elif os.path.exists(self.folder) and not os.path.isdir(self.folder):  # noqa: PTH110, PTH112
            raise click.UsageError(f"--output-dir {self.folder} is a file; name a folder")
        else:
            inputs.without = self.folder

    @property
    def to_terminal(self) -> bool:
        """Whether the results are looked at as they come."""
        return self.folder is None and self.output == STANDARD and is_terminal()

    @contextmanager
    def opened(
        self, inputs: Inputs, start: Callable[[], ResultEncoder], kind: Kind
    ) -> Iterator[Sink]:
        """What takes the results, through an encoder that ``start`` makes for each output."""
        if self.folder is not None:
            with self._into_folder(inputs, start, kind) as sink:
                yield sink
            return
        from polyglot_norm.streams import open_output
        from polyglot_norm.streams.sinks import SingleSink

        with open_output(self.output) as out:
            one = SingleSink(out, start())
            yield one
            if inputs.all_failed:
                inputs.conclude()  # inside, so that no empty file takes the place of another
            one.conclude()

    @contextmanager
    def _into_folder(
        self, inputs: Inputs, start: Callable[[], ResultEncoder], kind: Kind
    ) -> Iterator[FolderSink]:
        from polyglot_norm.streams.manifest import Manifest
        from polyglot_norm.streams.sinks import FolderSink, into_folder

        assert self.folder is not None  # noqa: S101 - who calls has looked
        finished = Manifest(self.folder, kind.options)
        replace = self.force or self.resume
        sink = FolderSink(self.folder, kind.extension, finished, start, replace=replace)
        if self.resume:
            inputs.skip = sink.is_finished
        with into_folder(sink):
            yield sink
        skipped = f", {inputs.skipped} finished before" if self.resume else ""
        note(f"{sink.written} written to {self.folder}{skipped}")


class Kind(NamedTuple):
    """What kind of outputs there are: how their names end, and the options they come of."""

    extension: str
    options: Any


def fill(sink: Sink, results: Iterable[Any], inputs: Inputs) -> None:
    """Give the sink all results; a source of which something went wrong counts as failed."""
    from polyglot_norm.streams import StreamError
    from polyglot_norm.streams.tasks import FailedPassage, SourceEnd, SourceStart

    faulty = refused = False
    for result in results:
        if type(result) is bytes:  # as most are
            if not refused:
                sink.put(result)
        elif isinstance(result, SourceStart):
            faulty = refused = False
            try:
                sink.began(result.source)
            except StreamError as error:
                refused = True
                inputs.fail(str(error))
        elif isinstance(result, SourceEnd):
            sink.ended(result.source, failed=result.failed or faulty)
            inputs.failed -= refused and result.failed  # which counts once
        elif isinstance(result, FailedPassage):
            inputs.failed += not faulty
            faulty = True
            say(f"{result.name}: {result.reason}" + (f" {OUR_FAULT}" if result.ours else ""))
        elif not refused:
            sink.put(result)


def writing(function: Function) -> Function:
    """Give a command the options of writing, folded into ``outputs``."""

    @_form_options
    @output_options
    @click.option(
        "-O",
        "--output-dir",
        "folder",
        metavar="DIR",
        type=click.Path(),
        help="Write an output for each input into a folder; inside folders, by the same paths.",
    )
    @click.option(
        "--resume",
        is_flag=True,
        help="With -O: pass over the inputs whose outputs are finished, made from the same bytes "
        "with the same options.",
    )
    @wraps(function)
    def command(**given: Any) -> Any:
        form = {name: given.pop(name) for name in ("format_", "colour", *_OF_FORM)}
        where = {name: given.pop(name) for name in ("output", "folder", "force", "resume")}
        return function(outputs=Outputs(form, **where), **given)

    return command  # type: ignore[return-value]
