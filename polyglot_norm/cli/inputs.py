"""The inputs of a command: failures are reported, and the others continue."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

import click

from polyglot_norm.cli.exits import DATA
from polyglot_norm.cli.messages import BUG, note, say
from polyglot_norm.cli.skipped_records import SkippedRecords

if TYPE_CHECKING:
    from polyglot_norm.cli.progress import Progress
    from polyglot_norm.streams.digests import Digesting
    from polyglot_norm.streams.folders import Source
    from polyglot_norm.streams.input_kinds import ReadOptions
    from polyglot_norm.streams.opening import OnBytesRead
    from polyglot_norm.streams.passage import Passage
    from polyglot_norm.streams.tasks import Event, FailedPassage
    from polyglot_norm.text.decode import Decoded

T = TypeVar("T")

STANDARD: Final = "-"


class Inputs:
    """Files, folders, standard input or a text, and how to read them.

    ``skip`` says which sources to leave out, ``without`` names a folder not to look into, and
    ``join_cues`` makes one document of the cues of a subtitle file. With ``digests``, the bytes of
    each source are digested while they are read. What is ``rewritten``, whole
    files or only their text, is read in stretches; a page is one of them. ``encodings`` counts the
    files that were read in each.
    """

    def __init__(
        self,
        names: tuple[str, ...],
        options: ReadOptions,
        *,
        text: str | None = None,
        globs: tuple[str, ...] = (),
        verbose: bool = False,
    ) -> None:
        self.names = names or (STANDARD,)
        self.options = options
        self.progress: Progress | None = None
        self.skip: Callable[[Source], bool] | None = None
        self.without: str | None = None
        self.join_cues = False
        self.digests = False
        self.encodings: dict[str, int] = {}
        self.rewritten: Literal["file", "page", "text"] | None = None
        self.failed = self.seen = self.skipped = self.skipped_records = 0
        self._text = text
        self._waits = not names and text is None
        self._globs = globs
        self._verbose = verbose
        self._counted: int | None = None
        self._digesting: Digesting | None = None

    def sources(self) -> Iterator[Source]:
        """Yield every file to read, those of folders included."""
        from polyglot_norm.streams.folders import sources

        return sources(self.names, self._globs, without=self.without)

    def events(self) -> Iterator[Event]:
        """Yield the passages of each source between its start and its end."""
        from polyglot_norm.streams.digests import Digesting
        from polyglot_norm.streams.tasks import SourceEnd, SourceStart

        if self._waits and sys.stdin is not None and sys.stdin.isatty():
            note("reading standard input; end it with Ctrl-D")
        for source in self.sources():
            self.seen += 1
            if self.skip is not None and self._skips(source, self.skip):
                continue
            yield SourceStart(source)
            failed = self.failed
            digesting = self._digesting = Digesting() if self.digests else None
            yield from self._passages(source)
            digest = digesting.digest() if digesting else None
            yield SourceEnd(source, self.failed > failed, digest)

    def passages(self) -> Iterator[Passage]:
        """Yield the documents of all inputs, long ones in parts, without those that fail."""
        from polyglot_norm.streams.passage import Passage

        return (event for event in self.events() if isinstance(event, Passage))

    def each(self, work: Callable[[str], T]) -> Iterator[tuple[str, T]]:
        """Yield the name of each document with the result of ``work`` on its text.

        A very long document comes in parts, one after another, under one name. Documents that
        fail are reported and left out.
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
            return False  # reading it will report the same
        self.skipped += skipped
        return skipped

    def _passages(self, source: Source) -> Iterator[Any]:
        """Yield the passages or stretches of a source, up to an error, which is reported."""
        from polyglot_norm.errors import PolyglotError
        from polyglot_norm.streams import StreamError

        on_skipped = SkippedRecords(self, source.name)
        try:
            found = self._read(source, on_skipped)
            if self.join_cues:
                found = (passage._replace(cues=()) for passage in found)
            yield from found
        except StreamError as error:
            self.fail(str(error))
        except PolyglotError as error:
            self.fail(f"{source.name}: {error}")
        on_skipped.conclude()

    def _read(self, source: Source, on_skipped: SkippedRecords) -> Iterator[Any]:
        from polyglot_norm.streams import plain_text
        from polyglot_norm.streams.containers import rewriting
        from polyglot_norm.streams.input_kinds import passages
        from polyglot_norm.streams.parts import Per

        if source.fault is not None:
            raise source.fault
        uncut = self.rewritten == "page"
        if self._text is not None:
            if self.rewritten in ("file", "page"):
                return rewriting.of_text(self._text, self.options, uncut=uncut)
            found = plain_text.passages(source.name, [self._text], Per(self.options.per))
        else:
            report: dict[str, Any] = {
                "on_skipped": on_skipped,
                "on_decoded": self._report_encoding,
                "meter": self._meter(),
            }
            if self.rewritten in ("file", "page"):
                return rewriting.contents(source.name, self.options, uncut=uncut, **report)
            found = passages(source.name, self.options, **report)
        return rewriting.bare_contents(found) if self.rewritten == "text" else found

    def _meter(self) -> OnBytesRead | None:
        """Return what sees the bytes that are read."""
        progress, digesting = self.progress, self._digesting
        if progress is None:
            return None if digesting is None else digesting.see

        def seen(data: bytes) -> None:
            progress.advance(len(data))
            if digesting is not None:
                digesting.see(data)

        return seen

    def _report_encoding(self, name: str, decoded: Decoded) -> None:
        if self._counted != self.seen:  # a long file is reported twice
            self._counted = self.seen
            self.encodings[decoded.encoding] = self.encodings.get(decoded.encoding, 0) + 1
        if self._verbose:
            say(f"{name}: {described(decoded)}")
        elif decoded.replaced:
            note(f"{name}: {_replaced(decoded)}")
        if self.progress is not None:
            self.progress.name(name)

    def fail(self, message: str) -> None:
        """Report that an input has failed."""
        self.failed += 1
        say(message)

    def fail_passage(self, failed: FailedPassage, *, again: bool = False) -> None:
        """Report that a passage has failed; ``again`` if its input counts as failed already."""
        self.failed += not again
        say(f"{failed.name}: {failed.reason}" + (f" {BUG}" if failed.is_bug else ""))

    @property
    def several(self) -> bool:
        """Return True if there may be several documents."""
        kind = self.options.kind_of(self.names[0])
        return (
            len(self.names) > 1
            or self.options.per != "file"
            or kind in ("jsonl", "csv", "tsv")
            or (kind in ("srt", "vtt") and not self.join_cues)
            or os.path.isdir(self.names[0])  # noqa: PTH112 - the name may not be UTF-8
        )

    @property
    def has_text(self) -> bool:
        """Return True if the input is a text from the command line."""
        return self._text is not None

    @property
    def has_several_sources(self) -> bool:
        """Return True if there is more than one file to read."""
        return len(self.names) > 1 or next(islice(self.sources(), 1, None), None) is not None

    @property
    def all_failed(self) -> bool:
        """Return True if no input could be read."""
        return self.failed > 0 and self.failed >= self.seen

    def conclude(self) -> None:
        """Report how many inputs have failed, and exit with status 1 if any has."""
        if self.failed and self.seen > 1:
            note(f"{self.failed} of {self.seen} inputs failed")
        if self.failed or self.skipped_records:
            click.get_current_context().exit(DATA)


def described(decoded: Decoded) -> str:
    """Return the encoding of a file and the reason for it, in words."""
    notes = [decoded.reason.value]
    if decoded.confidence < 1:
        notes.append(f"confidence {decoded.confidence:.2f}")
    if decoded.alternatives:
        notes.append(f"could also be {', '.join(decoded.alternatives)}")
    if decoded.replaced:
        notes.append(_replaced(decoded))
    return f"{decoded.encoding} ({'; '.join(notes)})"


def _replaced(decoded: Decoded) -> str:
    """Return how many bytes of a file were replaced and where, in words."""
    places = ", ".join(map(str, decoded.bad_bytes))
    more = ", …" if decoded.replaced > len(decoded.bad_bytes) else ""
    return f"undecodable bytes replaced: {decoded.replaced} ({places}{more})"
