"""Files that are changed and written back, in the kind that they were read from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from polyglot_norm.cli.grouped_help import folded, input_option, output_option, stacked
from polyglot_norm.cli.input_options import known_encoding
from polyglot_norm.cli.inputs import STANDARD, Inputs
from polyglot_norm.cli.messages import note
from polyglot_norm.cli.outputs import Destination, MadeFrom, destination_options, fill
from polyglot_norm.cli.progress import progress
from polyglot_norm.cli.tagging_options import jobs_option

if TYPE_CHECKING:
    from polyglot_norm.align.aligned import Aligned
    from polyglot_norm.pipeline import Tagger
    from polyglot_norm.streams.containers.encoded import FileEncoder, FileEncoding
    from polyglot_norm.streams.containers.language_marks import Label, Labels
    from polyglot_norm.streams.containers.stretches import Change
    from polyglot_norm.streams.sinks import Sink

OnChanges = Callable[[str, "Aligned"], None]
"""Called with the name of a file and how a stretch of it was changed."""


class Rewriting(NamedTuple):
    """The options of what is written, and of where."""

    destination: Destination
    jobs: int
    in_place: bool
    backup: str | None
    output_encoding: str | None
    text_only: bool = False
    independent: bool = False
    mark_languages: bool = False

    def check(self, inputs: Inputs) -> None:
        """Refuse options that contradict each other, and files that make no file together.

        Raises:
            click.UsageError: something is refused.
        """
        if self.backup is not None and not self.in_place:
            raise click.UsageError("--backup requires --in-place")
        if self.in_place:
            self._check_in_place(inputs)
            return
        self.destination.check(inputs)
        if self.destination.folder is None and not self.text_only:
            _check_joinable(inputs)

    def _check_in_place(self, inputs: Inputs) -> None:
        if self.text_only:
            raise click.UsageError("--in-place and --text-only cannot be combined")
        if self.destination.folder is not None or not self.destination.output_file.is_standard:
            raise click.UsageError("--in-place writes to the inputs; leave out the output")
        if STANDARD in inputs.names or inputs.has_text:
            raise click.UsageError("--in-place needs the names of files")
        if self.backup is not None and (not self.backup or "/" in self.backup):
            raise click.UsageError(f"invalid --backup {self.backup!r}: give a suffix such as .orig")

    def run(
        self,
        inputs: Inputs,
        how: Change,
        labels: Labels,
        made_from: Any,
        on_changes: OnChanges | None = None,
    ) -> None:
        """Change all inputs and write them; ``made_from`` are the options of ``how``."""
        marks = labels if self.mark_languages else None
        found = self.results(inputs, how, marks, traced=on_changes is not None)
        self.write(inputs, found, made_from, on_changes)

    def write(
        self,
        inputs: Inputs,
        found: Iterable[Any],
        made_from: Any,
        on_changes: OnChanges | None = None,
    ) -> None:
        """Write changed stretches, which come among the events of the inputs."""
        to_terminal = self.destination.to_terminal and not self.in_place
        with (
            progress(inputs, to_terminal=to_terminal),
            self._opened(inputs, made_from) as sink,
        ):
            writer = _Writer(self._encoding(inputs), on_changes)
            fill(sink, writer.results(found), inputs)
        inputs.conclude()

    def results(
        self, inputs: Inputs, how: Change, labels: Labels | None = None, *, traced: bool
    ) -> Iterator[Any]:
        """Yield the changed stretches among the events of the inputs."""
        from polyglot_norm.streams.containers.rewriting import rewriter
        from polyglot_norm.streams.tasks import spread

        inputs.rewritten = "text" if self.text_only else "file"
        args = (how, labels, self.independent, traced)
        return spread(rewriter, args, inputs.events(), self.jobs)

    def _encoding(self, inputs: Inputs) -> FileEncoding | None:
        """Return the encoding of what is written; None for that of each file."""
        from polyglot_norm.streams.containers.encoded import FileEncoding

        if self.output_encoding is not None:
            return FileEncoding(self.output_encoding)
        apart = self.in_place or self.destination.folder is not None
        joined = not apart and (inputs.has_several_sources or self.destination.to_terminal)
        return FileEncoding() if joined else None

    @contextmanager
    def _opened(self, inputs: Inputs, made_from: Any) -> Iterator[Sink]:
        if not self.in_place:
            own = (self.text_only, self.independent, self.output_encoding, self.mark_languages)
            options = (*made_from, *own)
            extension = "txt" if self.text_only else ""
            made = MadeFrom(extension, (options, inputs.options))
            with self.destination.opened(inputs, _Bytes, made) as sink:
                yield sink
            return
        from polyglot_norm.streams.in_place import InPlaceSink

        if suffix := self.backup:
            inputs.skip = lambda source: source.below.endswith(suffix)
        files = InPlaceSink(self.backup or "")
        try:
            yield files
        finally:
            files.conclude()
        note(f"{files.written} changed, {files.unchanged} already clean")


class _Bytes:
    """The encoder of outputs that are bytes already."""

    def head(self) -> bytes:
        return b""

    def foot(self) -> bytes:
        return b""

    def piece(self, item: Any) -> bytes:
        raise TypeError(f"not bytes: {item!r:.60}")


class _Writer:
    """Turns the changed stretches of files into bytes, in the encoding of each file or in one."""

    def __init__(self, encoding: FileEncoding | None, on_changes: OnChanges | None) -> None:
        self._encoding = encoding
        self._on_changes = on_changes
        self._name = ""
        self._encoder: FileEncoder | None = None
        self._ended = True

    def results(self, found: Iterable[Any]) -> Iterator[Any]:
        """Yield events and bytes."""
        from polyglot_norm.streams.containers.encoded import FileEncoder, FileEncoding, Inexact
        from polyglot_norm.streams.containers.rewriting import Rewritten
        from polyglot_norm.streams.tasks import FailedPassage, SourceEnd, SourceStart

        for result in found:
            if isinstance(result, Rewritten):
                yield self._part(result)
            elif isinstance(result, FileEncoding):
                encoding = self._encoding
                if encoding is not None:  # the files are parts of one
                    result = encoding._replace(references=result.references)
                self._encoder = FileEncoder(result, self._report)
                if encoding is not None and not self._ended:
                    yield self._encoder.part("\n")
            elif isinstance(result, Inexact):
                note(
                    f"{self._name}: {result.encoding} writes some characters of the file by other "
                    "bytes than it has"
                )
            elif isinstance(result, FailedPassage):
                yield result._replace(name=self._name)
            elif isinstance(result, SourceEnd):
                yield from self._rest(failed=result.failed)
                yield result
            else:
                self._name = result.source.name if isinstance(result, SourceStart) else ""
                yield result

    def _part(self, stretch: Any) -> bytes:
        assert self._encoder is not None  # noqa: S101 - the encoding comes first
        if stretch.changes is not None and self._on_changes is not None:
            self._on_changes(self._name, stretch.changes)
        self._ended = stretch.text.endswith("\n") if stretch.text else self._ended
        return self._encoder.part(stretch.text)

    def _rest(self, *, failed: bool) -> Iterator[bytes]:
        encoder, self._encoder = self._encoder, None
        if encoder is not None and not failed:
            yield from encoder.rest()

    def _report(self, encoding: str, char: str) -> None:
        note(f"{self._name}: written as UTF-8, as {encoding} has no {char!r} (U+{ord(char):04X})")


def _check_joinable(inputs: Inputs) -> None:
    """Refuse several files in one output, unless files of their kinds can follow one another."""
    from polyglot_norm.streams.containers.rewriting import JOINABLE

    if not inputs.has_several_sources:
        return
    for source in inputs.sources():
        kind = inputs.options.kind_of(source.name)
        if kind not in JOINABLE:
            raise click.UsageError(
                f"{source.name}: {kind} files cannot follow one another in one output; write each "
                "to a file with --output-dir or --in-place, or bare text with --text-only"
            )


def by_segment(tagger: Tagger, text: str) -> Iterator[Label]:
    """Yield the language of each segment's output."""
    from polyglot_norm.line_sharing import tag_lines
    from polyglot_norm.streams.containers.language_marks import Label

    for segment in tag_lines(tagger, text):
        yield Label(segment.start, segment.end, segment.output_lang)


def in_one_language(lang: str, text: str) -> Iterator[Label]:
    """Yield one label for the whole text."""
    from polyglot_norm.streams.containers.language_marks import Label

    yield Label(0, len(text), lang)


in_place_options: Final = stacked(
    output_option(
        "--in-place", is_flag=True, help="Replace each of FILES, once its result is complete."
    ),
    output_option(
        "--backup",
        metavar="SUFFIX",
        help="With --in-place: keep each old file under its name and SUFFIX, such as .orig.",
    ),
)

output_encoding_option: Final = output_option(
    "--output-encoding",
    metavar="NAME",
    callback=known_encoding,
    help="Encoding of the output, such as utf-8. [default: that of each file; UTF-8 on a "
    "terminal, and where several files become one]",
)

rewriting_options: Final = stacked(
    input_option(
        "--independent",
        is_flag=True,
        help="Find the languages of each cue, cell, record or line by itself, not by what else its "
        "file holds.",
    ),
    jobs_option,
    destination_options,
    in_place_options,
    output_option(
        "--text-only",
        is_flag=True,
        help="Write the text alone, as UTF-8, without what else is in the file.",
    ),
    output_encoding_option,
    output_option(
        "--mark-languages",
        is_flag=True,
        help="In HTML: mark text in another language than the page declares, with lang attributes.",
    ),
    folded(Rewriting, "rewriting"),
)
