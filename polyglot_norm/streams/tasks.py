"""Tasks: what is made of each document, in the process that tags it.

Results are mostly smaller than documents, so other processes send back results and keep the
documents to themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any, Final, NamedTuple

from polyglot_norm.document import Document
from polyglot_norm.errors import PolyglotError
from polyglot_norm.formats.named_document import NamedDocument
from polyglot_norm.line_sharing import tag_lines
from polyglot_norm.parallel.processes import in_order
from polyglot_norm.parallel.serialised import deserialise, serialise
from polyglot_norm.pipeline import Tagger
from polyglot_norm.records import Detection
from polyglot_norm.streams.excerpts import excerpts
from polyglot_norm.streams.folders import Source
from polyglot_norm.streams.passage import Passage

BATCH_SIZE: Final = 1 << 17
"""Code points after which a batch for another process ends."""

BATCH: Final = 1024
"""The greatest number of events in a batch."""


class SourceStart(NamedTuple):
    """The start of a source; its passages follow, up to `SourceEnd`."""

    source: Source


class SourceEnd(NamedTuple):
    """The end of a source, which has ``failed`` if it could not be read to its end.

    ``digest`` is that of all its bytes, if they were digested while they were read.
    """

    source: Source
    failed: bool = False
    digest: str | None = None


class FailedPassage(NamedTuple):
    """A passage whose task failed, and why; ``is_bug`` unless its text or the options are."""

    name: str
    reason: str
    is_bug: bool = False


Event = Passage | SourceStart | SourceEnd
"""An event of reading: the passages of a source come between its start and its end."""


class Located(NamedTuple):
    """A document with its line and column in its file, from 1.

    The column is 0 if the text is not the characters of the file: in a record, or on a page.
    """

    item: NamedDocument
    line: int
    column: int


DocumentTask = Callable[[Located], Any]
"""Makes a result of a document."""


class Recipe(NamedTuple):
    """A picklable call, ``make(*args)``, that gives each process its `DocumentTask`."""

    make: Callable[..., DocumentTask]
    args: tuple[Any, ...] = ()


def results(
    events: Iterable[Event], tagger: Tagger, recipe: Recipe, jobs: int = 1
) -> Iterator[Any]:
    """Yield the result of each document, in order, among the events and failures.

    The results are the same from any number of processes. Consecutive bytes may be joined.

    Raises:
        PolyglotError: a process was killed.
    """
    return spread(_Work, (tagger, recipe), events, jobs)


def spread(
    make: Callable[..., Callable[[list[Any]], list[Any]]],
    args: tuple[Any, ...],
    events: Iterable[Any],
    jobs: int = 1,
) -> Iterator[Any]:
    """Yield the results of batches, by a function that ``make(*args)`` returns in each process.

    One job works in this process, on each event as it arrives.
    """
    if jobs == 1:
        work = make(*args)
        for event in events:
            yield from work([event])
        return
    for found in in_order(make, args, _batched(events), jobs):
        yield from found


def documents(
    events: Iterable[Event], tagger: Tagger, jobs: int = 1
) -> Iterator[NamedDocument | SourceStart | SourceEnd | FailedPassage]:
    """Yield the documents themselves, for encoders that must see all in one process."""
    number = 0
    for found in results(events, tagger, Recipe(_sender if jobs > 1 else _keeper), jobs):
        if isinstance(found, _Sent):
            found = found.item._replace(document=deserialise(found.data, found.text))
        if isinstance(found, NamedDocument):
            found = found._replace(number=number)
            number += 1
        yield found


class _Sent(NamedTuple):
    """A document sent by another process."""

    item: NamedDocument
    data: bytes
    text: str


def _keeper() -> DocumentTask:
    return lambda located: located.item


def _sender() -> DocumentTask:
    def sent(located: Located) -> _Sent:
        document = located.item.document
        bare = located.item._replace(document=None)  # type: ignore[arg-type]
        return _Sent(bare, serialise(document), document.text)

    return sent


class _Work:
    """The work of a process on a batch."""

    def __init__(self, tagger: Tagger, recipe: Recipe) -> None:
        self._tagger = tagger
        self._made = recipe.make(*recipe.args)

    def __call__(self, events: list[Event]) -> list[Any]:
        found: list[Any] = []
        for event in events:
            if isinstance(event, Passage):
                self._add(event, found)
            else:
                found.append(event)
        return found if len(found) < 2 else list(_together(found))

    def _add(self, passage: Passage, found: list[Any]) -> None:
        try:
            if passage.cues:
                document = tag_lines(self._tagger, passage.text)
                for located in _excerpts(passage, document):
                    found.append(self._made(located))  # noqa: PERF401 - what was made stays
            else:
                document = self._tagger.tag(passage.text)
                found.append(self._made(_located(passage, document)))
        except PolyglotError as error:
            found.append(FailedPassage(passage.name, str(error)))
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            found.append(FailedPassage(passage.name, reason, is_bug=True))


def _located(passage: Passage, document: Document) -> Located:
    name, _, before, first, last, line, column, metadata, _ = passage
    return Located(NamedDocument(name, document, before, first, last, metadata), line, column)


def _excerpts(passage: Passage, document: Document) -> Iterator[Located]:
    cues = passage.cues
    for cue, part in zip(cues, excerpts(document, cues), strict=True):
        item = NamedDocument(f"{passage.name}:{cue.line}", part, metadata=cue.metadata)
        yield Located(item, cue.line, 0)


def _together(found: list[Any]) -> Iterator[Any]:
    """Yield results, with consecutive bytes joined."""
    for kind, group in groupby(found, type):
        if kind is bytes:
            yield b"".join(group)
        else:
            yield from group


class Labelled(NamedTuple):
    """The label of a document, or of a part of one, with the length of its text."""

    name: str
    line: int
    first: bool
    last: bool
    found: Detection
    size: int


def label_task(tagger: Tagger) -> Callable[[list[Event]], list[Any]]:
    """Return the task of labelling each passage of a batch as a whole."""

    def labelled(events: list[Event]) -> list[Any]:
        return [_label(tagger, event) for event in events if isinstance(event, Passage)]

    return labelled


def _label(tagger: Tagger, passage: Passage) -> Labelled:
    name, text, _, first, last, line, *_ = passage
    return Labelled(name, line, first, last, tagger.detect(text), len(text))


def _batched(events: Iterable[Any]) -> Iterator[list[Any]]:
    batch: list[Any] = []
    size = 0
    for event in events:
        batch.append(event)
        size += getattr(event, "size", 0)  # of what holds text
        if size >= BATCH_SIZE or len(batch) == BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
