"""From passages to results: every passage tagged, and something made of each document of it.

Both happen in the process that has the passage, because what is made of a document is most often
smaller than the document: so results come back from other processes, and documents stay there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any, Final, NamedTuple

from polyglot_norm.document import Document
from polyglot_norm.errors import PolyglotError
from polyglot_norm.formats.named_document import NamedDocument
from polyglot_norm.parallel.processes import in_order
from polyglot_norm.parallel.serialised import deserialise, serialise
from polyglot_norm.pipeline import Tagger
from polyglot_norm.records import Detection
from polyglot_norm.streams.excerpts import excerpts
from polyglot_norm.streams.folders import Source
from polyglot_norm.streams.passage import Passage

BATCH_SIZE: Final = 1 << 17
"""Code points sent to a process at a time, about: the passage that reaches them ends a batch."""

BATCH: Final = 1024
"""Passages and marks sent to a process at a time, at most."""


class SourceStart(NamedTuple):
    """What follows, up to `SourceEnd`, is from this source."""

    source: Source


class SourceEnd(NamedTuple):
    """There is no more from this source; ``failed``: it could not be read to its end."""

    source: Source
    failed: bool = False


class FailedPassage(NamedTuple):
    """A passage that nothing could be made of, and why; ``ours``: the program is at fault."""

    name: str
    reason: str
    ours: bool = False


Event = Passage | SourceStart | SourceEnd
"""What is read: the passages of each source between two marks."""


class Located(NamedTuple):
    """A document and where it stands in its file: line and column, from 1.

    The column is 0 where the text is not the characters of the file: in a record, on a page.
    """

    item: NamedDocument
    line: int
    column: int


DocumentTask = Callable[[Located], Any]
"""What makes a result of a document."""


class Recipe(NamedTuple):
    """How each process gets its `DocumentTask`: by ``make(*args)``, which can all be pickled."""

    make: Callable[..., DocumentTask]
    args: tuple[Any, ...] = ()


def results(
    events: Iterable[Event], tagger: Tagger, recipe: Recipe, jobs: int = 1
) -> Iterator[Any]:
    """Yield what is made of each document, in order, with the marks and failures between them.

    The results are the same from any number of processes. Bytes that follow each other may come
    as one.

    Raises:
        PolyglotError: a process was ended from outside.
    """
    return spread(_Work, (tagger, recipe), events, jobs)


def spread(
    make: Callable[..., Callable[[list[Event]], list[Any]]],
    args: tuple[Any, ...],
    events: Iterable[Event],
    jobs: int = 1,
) -> Iterator[Any]:
    """What the function that ``make(*args)`` makes in each process gives for batches of events.

    One job works in this process, on each event as it comes.
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
    """The documents themselves, for what has to see them all in one process."""
    number = 0
    for found in results(events, tagger, Recipe(_sender if jobs > 1 else _keeper), jobs):
        if isinstance(found, _Sent):
            found = found.item._replace(document=deserialise(found.data, found.text))
        if isinstance(found, NamedDocument):
            found = found._replace(number=number)
            number += 1
        yield found


class _Sent(NamedTuple):
    """A document on its way from another process."""

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
    """What a process does with a batch."""

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
            document = self._tagger.tag(passage.text)
            if passage.cues:
                for located in _excerpts(passage, document):
                    found.append(self._made(located))  # noqa: PERF401 - what was made stays
            else:
                found.append(self._made(_located(passage, document)))
        except PolyglotError as error:
            found.append(FailedPassage(passage.name, str(error)))
        except Exception as error:
            found.append(FailedPassage(passage.name, f"{type(error).__name__}: {error}", ours=True))


def _located(passage: Passage, document: Document) -> Located:
    name, _, before, first, last, line, column, metadata, _ = passage
    return Located(NamedDocument(name, document, before, first, last, metadata), line, column)


def _excerpts(passage: Passage, document: Document) -> Iterator[Located]:
    cues = passage.cues
    for cue, part in zip(cues, excerpts(document, cues), strict=True):
        item = NamedDocument(f"{passage.name}:{cue.line}", part, metadata=cue.metadata)
        yield Located(item, cue.line, 0)


def _together(found: list[Any]) -> Iterator[Any]:
    """Results, of which bytes that follow each other are put together."""
    for kind, group in groupby(found, type):
        if kind is bytes:
            yield b"".join(group)
        else:
            yield from group


class Labelled(NamedTuple):
    """The label of a document, or of a part of one of some size."""

    name: str
    line: int
    first: bool
    last: bool
    found: Detection
    size: int


def label_task(tagger: Tagger) -> Callable[[list[Event]], list[Any]]:
    """What makes one label of each passage of a batch."""

    def labelled(events: list[Event]) -> list[Any]:
        return [_label(tagger, event) for event in events if isinstance(event, Passage)]

    return labelled


def _label(tagger: Tagger, passage: Passage) -> Labelled:
    name, text, _, first, last, line, *_ = passage
    return Labelled(name, line, first, last, tagger.detect(text), len(text))


def _batched(events: Iterable[Event]) -> Iterator[list[Event]]:
    batch: list[Event] = []
    size = 0
    for event in events:
        batch.append(event)
        size += len(event.text) if isinstance(event, Passage) else 0
        if size >= BATCH_SIZE or len(batch) == BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
