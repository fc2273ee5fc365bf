"""From a file to its stretches, and from these, changed, to what is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from polyglot_norm.align.aligned import Aligned
from polyglot_norm.errors import PolyglotError
from polyglot_norm.streams import input_kinds
from polyglot_norm.streams.containers.encoded import (
    FileEncoding,
    Inexact,
    Reencoded,
    mark_of,
)
from polyglot_norm.streams.containers.language_marks import Labels, with_marks
from polyglot_norm.streams.containers.stretches import Change, Stretch, change, stretches
from polyglot_norm.streams.containers.text import Piece, Text
from polyglot_norm.streams.input_kinds import OnDecoded, ReadOptions
from polyglot_norm.streams.json_records import DEFAULT
from polyglot_norm.streams.opening import OnBytesRead
from polyglot_norm.streams.parts import Per
from polyglot_norm.streams.passage import OnSkipped, Passage
from polyglot_norm.streams.tasks import Event, FailedPassage
from polyglot_norm.streams.whole_files import whole

JOINABLE: Final = frozenset({"text", "markdown", "jsonl"})
"""Kinds of which several files make one file, if they are written one after another."""


class Uncut(NamedTuple):
    """The characters of a whole file, its kind, and their number."""

    text: str
    kind: str
    size: int


def contents(
    name: str,
    options: ReadOptions,
    *,
    on_skipped: OnSkipped,
    on_decoded: OnDecoded | None = None,
    meter: OnBytesRead | None = None,
    uncut: bool = False,
) -> Iterator[FileEncoding | Stretch | Uncut | Inexact]:
    """Yield the encoding of a file, and then its stretches; raises as `input_kinds.passages` does.

    A file that is to be ``uncut`` comes as a whole instead.

    Records that cannot be read are kept, and ``on_skipped`` is called with them.
    """
    with input_kinds.opened(name, options, on_decoded=on_decoded, meter=meter) as file:
        encoding = file.characters.decoded.encoding
        references = file.kind == "html"
        yield FileEncoding(encoding, mark_of(file.bytes.head, encoding), references)
        again = Reencoded(encoding, mark_of(file.bytes.head, encoding))
        file.characters.chunks = again.watched(file.characters.chunks)
        if uncut:
            page = whole(name, file.characters.chunks)
            yield Uncut(page, file.kind, len(page))
        else:
            yield from of_characters(name, file.characters.chunks, options, on_skipped)
        # Bytes that were replaced are reported where they are.
        if again.checksum != file.bytes.checksum and not file.characters.decoded.bad_bytes:
            yield Inexact(encoding)


def of_text(
    text: str, options: ReadOptions, *, uncut: bool = False
) -> Iterator[FileEncoding | Stretch | Uncut]:
    """Yield the stretches of a text that is no file, or if it is to be ``uncut``, the whole."""
    from polyglot_norm.streams.containers import plain as plain_text

    yield FileEncoding()
    if uncut:
        yield Uncut(text, options.kind or "text", len(text))
        return
    yield from stretches(plain_text.pieces([text], Per(options.per)))


def of_characters(
    name: str, chunks: Iterable[str], options: ReadOptions, on_skipped: OnSkipped
) -> Iterator[Stretch]:
    """Yield the stretches of a file, of which the characters are known."""
    return stretches(_pieces(name, chunks, options, on_skipped))


def _pieces(
    name: str, chunks: Iterable[str], options: ReadOptions, on_skipped: OnSkipped
) -> Iterator[Piece]:
    # Imported when needed, as a file has one kind.
    kind, field = options.kind_of(name), options.field or DEFAULT
    if kind == "text":
        from polyglot_norm.streams.containers import plain as plain_text

        return plain_text.pieces(chunks, Per(options.per))
    if kind == "markdown":
        from polyglot_norm.streams.containers import markdown

        return markdown.pieces(name, chunks)
    if kind == "html":
        from polyglot_norm.streams.containers import html_text

        return html_text.pieces(name, chunks)
    if kind in ("srt", "vtt"):
        from polyglot_norm.streams.containers import cues

        return cues.pieces(name, chunks, as_vtt=kind == "vtt")
    if kind in ("csv", "tsv"):
        from polyglot_norm.streams.containers import cells

        tabs = options.has_tabs(name)
        return cells.pieces(name, chunks, column=options.column, tabs=tabs, on_skipped=on_skipped)
    from polyglot_norm.streams.containers import json_strings

    read = json_strings.of_lines if kind == "jsonl" else json_strings.of_document
    return read(name, chunks, field=field, on_skipped=on_skipped)


def bare_contents(passages: Iterable[Passage]) -> Iterator[FileEncoding | Stretch]:
    """Yield the texts of a file alone, each on a new line, to be written as UTF-8."""
    yield FileEncoding()
    yield from stretches(_on_lines(passages))


def _on_lines(passages: Iterable[Passage]) -> Iterator[Piece]:
    ended = True
    for passage in passages:
        if passage.first and not ended:
            yield "\n"
        yield Text(Aligned.unchanged(passage.text))
        ended = passage.text.endswith("\n") if passage.text else ended


class Rewritten(NamedTuple):
    """A stretch as it is written, and if asked for, how it was changed."""

    text: str
    changes: Aligned | None = None


class Rewriter:
    """The work of a process on a batch: it changes the stretches among the events.

    With ``labels`` languages are marked on pages. ``how`` and ``labels`` must be picklable if they
    are to work in other processes.
    """

    def __init__(
        self,
        how: Change,
        *,
        labels: Labels | None = None,
        independent: bool = False,
        traced: bool = False,
    ) -> None:
        self._how = how
        self._labels = labels
        self._independent = independent
        self._traced = traced

    def __call__(self, events: list[Event]) -> list[object]:
        """Return the events, with a `Rewritten` in place of each stretch."""
        return [self._of(each) if isinstance(each, Stretch) else each for each in events]

    def _of(self, stretch: Stretch) -> Rewritten | FailedPassage:
        try:
            found = change(stretch, self._how, independent=self._independent)
            if self._labels is not None:
                found = with_marks(stretch, found, self._labels)
        except PolyglotError as error:
            return FailedPassage("", str(error))
        except Exception as error:
            return FailedPassage("", f"{type(error).__name__}: {error}", is_bug=True)
        return Rewritten(found.text, found if self._traced else None)


def rewriter(
    how: Change, labels: Labels | None, independent: bool, traced: bool
) -> Callable[[list[Event]], list[object]]:
    """Return the work of a process; see `tasks.spread`."""
    return Rewriter(how, labels=labels, independent=independent, traced=traced)
