"""Where results go: all into one output, or those of each input into one of its own in a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from polyglot_norm.errors import PolyglotError
from polyglot_norm.streams.folders import Source
from polyglot_norm.streams.output_files import Output, identity, is_taken, open_output
from polyglot_norm.streams.stream_error import STANDARD, StreamError

if TYPE_CHECKING:
    from polyglot_norm.streams.manifest import Manifest


class ResultEncoder(Protocol):
    """What makes bytes of results: the encoder of a format, or of a report."""

    def head(self) -> bytes:
        """What stands before everything."""

    def piece(self, item: Any) -> bytes:
        """A result."""

    def foot(self) -> bytes:
        """What stands after everything."""


class Sink(Protocol):
    """Takes the results of one source after another."""

    def began(self, source: Source) -> None:
        """What follows is of this source; raises `StreamError` where that can have no output."""

    def put(self, result: Any) -> None:
        """Bytes of the source, or what the encoder makes bytes of."""

    def ended(self, source: Source, *, failed: bool) -> None:
        """That was all of this source, or all that could be read."""


class SingleSink:
    """All into one output, which is opened and closed by who has it."""

    def __init__(self, output: Output, encoder: ResultEncoder) -> None:
        self._output = output
        self._encoder = encoder
        output.write_bytes(encoder.head())

    def began(self, source: Source) -> None:
        """All is one; but not the output itself, which may lie in a folder that is read."""
        there = identity(self._output.target) if self._output.target else None
        if there is not None and there == identity(source.name):
            raise StreamError(source.name, "is also the output; name another file for that")

    def put(self, result: Any) -> None:
        """Write it; raises as `Output.write` does."""
        self._output.write_bytes(result if type(result) is bytes else self._encoder.piece(result))

    def ended(self, source: Source, *, failed: bool) -> None:
        """All is one."""

    def conclude(self) -> None:
        """Write what stands at the end."""
        self._output.write_bytes(self._encoder.foot())


class FolderSink:
    """The results of each source into a file of their own, which appears when all is in it.

    ``folder/below.extension`` is the file of a source; ``start`` makes an encoder for each. A file
    that is there is an error, unless it may be replaced.
    """

    def __init__(
        self,
        folder: str,
        extension: str,
        finished: Manifest,
        start: Callable[[], ResultEncoder],
        *,
        replace: bool = False,
    ) -> None:
        self._folder = folder
        self._extension = extension
        self._finished = finished
        self._start = start
        self._replace = replace
        self._encoder: ResultEncoder | None = None
        self._open: AbstractContextManager[Output] | None = None
        self._output: Output | None = None
        self._made: set[str] = set()
        self.written = 0

    def name_for(self, source: Source) -> str:
        """The file of a source, below the folder.

        >>> from polyglot_norm.formats import encoder
        >>> from polyglot_norm.streams.manifest import Manifest
        >>> sink = FolderSink("out", "tsv", Manifest("out", ()), lambda: encoder("tsv"))
        >>> sink.name_for(Source("in/sr/page.txt", "sr/page.txt"))
        'sr/page.txt.tsv'
        """
        below = "stdin" if source.name == STANDARD else source.below
        return f"{below}.{self._extension}"

    def is_finished(self, source: Source) -> bool:
        """Whether an earlier run has done all there is to do."""
        return source.name != STANDARD and self._finished.has(self.name_for(source), source.name)

    def began(self, source: Source) -> None:
        """Open the file of a source.

        Raises:
            StreamError: it cannot be opened, or two sources would share it.
        """
        name = self.name_for(source)
        path = str(Path(self._folder, name))
        if name in self._made:
            raise StreamError(source.name, f"{path} is already the output of another input")
        self._made.add(name)
        there = identity(path)
        if there is not None and there == identity(source.name):
            raise StreamError(source.name, "would be its own output; name another folder")
        check_free(path, force=self._replace)
        opened = open_output(path, folders=True)
        self._output = opened.__enter__()
        self._open = opened
        self._encoder = self._start()
        self._output.write_bytes(self._encoder.head())

    def put(self, result: Any) -> None:
        """Write to the file that is open, if one could be opened."""
        if self._output is not None and self._encoder is not None:
            data = result if type(result) is bytes else self._encoder.piece(result)
            self._output.write_bytes(data)

    def ended(self, source: Source, *, failed: bool) -> None:
        """Give the file its name; or leave nothing of it, if its source has failed."""
        if self._open is None or self._output is None or self._encoder is None:
            return
        if failed:
            self.abandon()
            return
        self._output.write_bytes(self._encoder.foot())
        opened, output = self._open, self._output
        self._open = self._output = None
        opened.__exit__(None, None, None)
        self.written += 1
        self._note(source, output.size)

    def _note(self, source: Source, size: int) -> None:
        """Note that the output is finished, so that it can be passed over."""
        if source.name == STANDARD:
            return
        from polyglot_norm.streams.manifest import digest_of_file

        with suppress(StreamError):  # the input has gone since it was read
            digest = digest_of_file(source.name)
            self._finished.add(self.name_for(source), digest, size)

    def abandon(self) -> None:
        """Leave nothing of the file that is open."""
        opened, self._open, self._output = self._open, None, None
        if opened is not None:
            with suppress(_Abandoned):
                opened.__exit__(_Abandoned, _Abandoned(), None)


class _Abandoned(PolyglotError):
    """Tells an output that is open that it shall not be."""


@contextmanager
def into_folder(sink: FolderSink) -> Iterator[FolderSink]:
    """The sink, of which nothing half-written is left whatever happens."""
    try:
        yield sink
    finally:
        sink.abandon()


def check_free(name: str, *, force: bool) -> None:
    """Refuse to replace a file that has something in it, unless that is meant.

    Raises:
        StreamError: there is one.
    """
    if not force and is_taken(name):
        raise StreamError(name, "exists; --force replaces it")
