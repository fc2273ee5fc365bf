"""The inputs of a command: read one after another; one that fails is told, and the rest go on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import wraps
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from polyglot_norm.cli.config import configured
from polyglot_norm.cli.exits import DATA, misuse, note, say
from polyglot_norm.cli.skipped_records import Complaints, described

if TYPE_CHECKING:
    from polyglot_norm.cli.progress import Progress
    from polyglot_norm.streams.folders import Source
    from polyglot_norm.streams.input_kinds import ReadOptions
    from polyglot_norm.streams.passage import Passage
    from polyglot_norm.streams.tasks import Event

T = TypeVar("T")
Function = TypeVar("Function", bound=Callable[..., Any])

STANDARD = "-"

KINDS: Final = ("text", "jsonl", "csv", "tsv", "srt", "vtt", "html")
PERS: Final = ("file", "paragraph", "line")
"""What --input-format and --per take. Repeated here, checked by a test, because help must not wait
for what reads them."""


class Inputs:
    """The files that were named, or standard input, and how to read them."""

    def __init__(
        self,
        names: tuple[str, ...],
        reading: ReadOptions,
        *,
        globs: tuple[str, ...] = (),
        verbose: bool = False,
    ) -> None:
        self.names = names or (STANDARD,)
        self.reading = reading
        self.progress: Progress | None = None
        self.skip: Callable[[Source], bool] | None = None
        self.without: str | None = None
        self.joins_cues = False
        self.failed = self.seen = self.skipped = self.complaints = 0
        self._asked_for_none = not names
        self._globs = globs
        self._verbose = verbose

    def reread(self, **changes: Any) -> None:
        """Read in another way than was asked for: the fields of `ReadOptions`."""
        from dataclasses import replace

        with misuse():
            self.reading = replace(self.reading, **changes)

    def sources(self) -> Iterator[Source]:
        """Every file there is to read, those of folders too."""
        from polyglot_norm.streams.folders import sources

        return sources(self.names, self._globs, without=self.without)

    def events(self) -> Iterator[Event]:
        """The passages of each input between two marks."""
        from polyglot_norm.streams.tasks import SourceEnd, SourceStart

        if self._asked_for_none and sys.stdin is not None and sys.stdin.isatty():
            note("reading standard input; end it with Ctrl-D")
        for source in self.sources():
            self.seen += 1
            if self.skip is not None and self._skips(source, self.skip):
                continue
            yield SourceStart(source)
            failed = self.failed
            yield from self._passages(source)
            yield SourceEnd(source, failed=self.failed > failed)

    def passages(self) -> Iterator[Passage]:
        """The documents of all inputs, long ones in parts, leaving out failures."""
        from polyglot_norm.streams.passage import Passage

        return (event for event in self.events() if isinstance(event, Passage))

    def each(self, work: Callable[[str], T]) -> Iterator[tuple[str, T]]:
        """The name of each document with what ``work`` makes of its text, leaving out failures.

        A very long document comes in parts, one after another, under one name.
        """
        from polyglot_norm.errors import PolyglotError

        for passage in self.passages():
            try:
                result = work(passage.text)
            except PolyglotError as error:
                self.fail(f"{passage.name}: {error}")
            else:
                yield passage.name, result

    def _skips(self, source: Source, skip: Callable[[Source], bool]) -> bool:
        from polyglot_norm.streams import StreamError

        try:
            skipped = source.fault is None and skip(source)
        except StreamError:
            return False  # it cannot be read, which reading it will tell
        self.skipped += skipped
        return skipped

    def _passages(self, source: Source) -> Iterator[Passage]:
        """The passages of a file; what is wrong with it is told, and ends them."""
        from polyglot_norm.errors import PolyglotError
        from polyglot_norm.streams import StreamError
        from polyglot_norm.streams.input_kinds import passages

        on_skipped = Complaints(self, source.name)
        try:
            if source.fault is not None:
                raise source.fault
            found = passages(
                source.name,
                self.reading,
                on_skipped=on_skipped,
                on_decoded=self._notice,
                meter=self.progress.advance if self.progress else None,
            )
            # The page for eyes shows a film as one text.
            yield from (p._replace(cues=()) for p in found) if self.joins_cues else found
        except StreamError as error:
            self.fail(str(error))
        except PolyglotError as error:
            self.fail(f"{source.name}: {error}")
        on_skipped.conclude()

    def _notice(self, name: str, decoded: Any) -> None:
        if self._verbose:
            say(f"{name}: {described(decoded)}")
        if self.progress is not None:
            self.progress.name(name)

    def fail(self, message: str) -> None:
        """Tell that an input has failed."""
        self.failed += 1
        say(message)

    @property
    def several(self) -> bool:
        """Whether there may be several documents."""
        import os

        reading = self.reading
        return (
            len(self.names) > 1
            or reading.per != "file"
            or reading.kind_of(self.names[0]) in ("jsonl", "csv", "tsv")
            or (reading.kind_of(self.names[0]) in ("srt", "vtt") and not self.joins_cues)
            or os.path.isdir(self.names[0])  # noqa: PTH112 - a name may be no UTF-8
        )

    @property
    def all_failed(self) -> bool:
        """Whether nothing at all could be read."""
        return self.failed > 0 and self.failed >= self.seen

    def conclude(self) -> None:
        """Say how many inputs have failed, and exit with the code for it, if there are any."""
        if self.failed and self.seen > 1:
            note(f"{self.failed} of {self.seen} inputs failed")
        if self.failed or self.complaints:
            click.get_current_context().exit(DATA)


def _known_encoding(
    _context: click.Context, _parameter: click.Parameter, value: str | None
) -> str | None:
    if value is not None:
        from polyglot_norm.text.encodings import resolve

        with misuse():
            resolve(value)
    return value


def reading(function: Function) -> Function:
    """Give a command the argument FILES and the options of reading, folded into ``inputs``."""

    @click.argument("files", nargs=-1, type=click.Path())
    @click.option(
        "--input-format",
        "kind",
        type=click.Choice(KINDS),
        help="What the inputs are. [default: by the ending of each name, else text]",
    )
    @click.option(
        "--per",
        type=click.Choice(PERS),
        default="file",
        show_default=True,
        help="What a document of a plain text is.",
    )
    @click.option(
        "--field",
        metavar="NAME",
        help="Field of a JSON record that holds the text, such as body.text. [default: text]",
    )
    @click.option(
        "--column",
        metavar="NAME",
        help="Column of a CSV or TSV file that holds the text, or its number. [default: text]",
    )
    @click.option(
        "--glob",
        "globs",
        metavar="PATTERN",
        multiple=True,
        help="In folders, take only files like this, such as '*.txt'; may be repeated.",
    )
    @click.option(
        "--encoding",
        metavar="NAME",
        callback=_known_encoding,
        help="Encoding of the input, such as windows-1251. [default: found out for each file]",
    )
    @click.option(
        "--errors",
        type=click.Choice(["strict", "replace"]),
        default="strict",
        show_default=True,
        help="What to do about bytes that are no text: fail, or put U+FFFD.",
    )
    @click.option(
        "-v",
        "--verbose",
        is_flag=True,
        help="Say each file's encoding and the reason on stderr, and what was configured.",
    )
    @click.option(
        "-q", "--quiet", is_flag=True, help="No notes and no progress on stderr, only errors."
    )
    @configured
    @wraps(function)
    def command(*, files: tuple[str, ...], **given: Any) -> Any:
        verbose, quiet = given.pop("verbose"), given.pop("quiet")
        globs = tuple(given.pop("globs"))
        meta = click.get_current_context().meta
        meta["quiet"] = quiet
        if verbose and "config" in meta:
            say(f"options from {meta['config']}")
        chosen = {name: given.pop(name) for name in _OF_READING}
        inputs = Inputs(files, _reading(chosen), globs=globs, verbose=verbose)
        return function(inputs=inputs, **given)

    return command  # type: ignore[return-value]


_OF_READING: Final = ("kind", "per", "field", "column", "encoding", "errors")


def _reading(chosen: dict[str, Any]) -> ReadOptions:
    from polyglot_norm.streams.input_kinds import ReadOptions

    with misuse():
        return ReadOptions(**chosen)
