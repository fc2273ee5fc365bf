"""Results into one output, or into an output for each input in a folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from polyglot_norm.cli.grouped_help import folded, output_option, stacked
from polyglot_norm.cli.inputs import Inputs
from polyglot_norm.cli.messages import note
from polyglot_norm.cli.output_options import (
    OutputFile,
    RecordFormat,
    output_file_options,
    record_format_options,
)

if TYPE_CHECKING:
    from polyglot_norm.formats import WriteOptions
    from polyglot_norm.streams.sinks import FolderSink, ResultEncoder, Sink


class Destination(NamedTuple):
    """Where a command writes: into one output, or into an output for each input in a folder."""

    output_file: OutputFile
    folder: str | None
    resume: bool

    def check(self, inputs: Inputs) -> None:
        """Refuse options that contradict each other, and outputs that are inputs.

        Raises:
            click.UsageError: something is refused.
        """
        if self.folder is None:
            if self.resume:
                raise click.UsageError("--resume requires --output-dir")
            self.output_file.check(inputs.names)
        elif not self.output_file.is_standard:
            raise click.UsageError("--output and --output-dir cannot be combined; give one of them")
        elif os.path.exists(self.folder) and not os.path.isdir(self.folder):  # noqa: PTH110, PTH112
            raise click.UsageError(f"--output-dir {self.folder} is a file; give a folder")
        else:
            inputs.without = self.folder

    @property
    def to_terminal(self) -> bool:
        """Return True if the results go to a terminal."""
        return self.folder is None and self.output_file.is_terminal

    @contextmanager
    def opened(
        self, inputs: Inputs, start: Callable[[], ResultEncoder], made_from: MadeFrom
    ) -> Iterator[Sink]:
        """Open a sink for the results, with an encoder made by ``start`` for each output."""
        if self.folder is not None:
            with self._into_folder(self.folder, inputs, start, made_from) as sink:
                yield sink
            return
        from polyglot_norm.streams.sinks import SingleSink

        with self.output_file.opened(inputs, coloured=made_from.coloured) as out:
            one = SingleSink(out, start())
            yield one
            if not inputs.all_failed:
                one.conclude()

    @contextmanager
    def _into_folder(
        self,
        folder: str,
        inputs: Inputs,
        start: Callable[[], ResultEncoder],
        made_from: MadeFrom,
    ) -> Iterator[FolderSink]:
        from polyglot_norm.streams.manifest import Manifest
        from polyglot_norm.streams.sinks import FolderSink, into_folder

        manifest = Manifest(folder, made_from.options)
        replace = self.output_file.force or self.resume
        sink = FolderSink(folder, made_from.extension, manifest, start, replace=replace)
        inputs.digests = True
        if self.resume:
            inputs.skip = sink.is_finished
        with into_folder(sink):
            yield sink
        skipped = f", {inputs.skipped} already complete" if self.resume else ""
        note(f"{sink.written} written to {folder}{skipped}")


class Outputs(NamedTuple):
    """The destination of records, and their format."""

    record_format: RecordFormat
    destination: Destination

    @property
    def format_name(self) -> str:
        """Return the format that was asked for, or else the one that suits the output."""
        if self.destination.folder is not None:
            return self.record_format.format_ or "jsonl"
        return self.record_format.name_for(self.destination.output_file.output)

    def write_options(self, inputs: Inputs) -> WriteOptions:
        """Return the options of the format as the library takes them."""
        folder, to_file = self.destination.folder, not self.destination.output_file.is_standard
        titles = folder is None and inputs.several
        return self.record_format.write_options(
            to_file=folder is not None or to_file, titles=titles
        )


class MadeFrom(NamedTuple):
    """The extension of the outputs in a folder, and all options that determine their content.

    What is ``coloured`` may have colours on a terminal.
    """

    extension: str
    options: Any
    coloured: bool = False


def fill(sink: Sink, results: Iterable[Any], inputs: Inputs) -> None:
    """Write all results to the sink; a source with any failure counts as failed, once."""
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
                sink.begin(result.source)
            except StreamError as error:
                refused = True
                inputs.fail(str(error))
        elif isinstance(result, SourceEnd):
            inputs.failed -= refused and result.failed  # counted above
            try:
                sink.finish(result.source, failed=result.failed or faulty, digest=result.digest)
            except StreamError as error:
                inputs.fail(str(error))
        elif isinstance(result, FailedPassage):
            inputs.fail_passage(result, again=faulty)
            faulty = True
        elif not refused:
            sink.put(result)


destination_options: Final = stacked(
    output_file_options,
    output_option(
        "-O",
        "--output-dir",
        "folder",
        metavar="DIR",
        type=click.Path(),
        help="Write one output for each input to DIR, at the same paths as in the input folders.",
    ),
    output_option(
        "--resume",
        is_flag=True,
        help="With -O: skip inputs whose output is complete and was made from the same bytes with "
        "the same options.",
    ),
    folded(Destination, "destination"),
)

outputs_options: Final = stacked(
    record_format_options, destination_options, folded(Outputs, "outputs")
)
