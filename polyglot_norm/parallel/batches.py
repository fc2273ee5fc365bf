"""Many texts at once: in order, lazily, in one process or several."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, Literal, NamedTuple, TypeVar, Unpack, overload

from polyglot_norm.document import Document
from polyglot_norm.errors import PolyglotError, nearest
from polyglot_norm.options import Options, TagOptions
from polyglot_norm.parallel.labelled import Demand, Received, Wanted, labelled
from polyglot_norm.parallel.processes import in_order
from polyglot_norm.pipeline import Tagger
from polyglot_norm.records import Detection

BATCH: Final = 1024
"""Texts sent to a worker at a time, at most: enough to pay for the way, few enough to hold."""

BATCH_SIZE: Final = 1 << 17
"""Code points sent to a worker at a time, about: a batch ends with the text that reaches them."""

FIRST: Final = 4
"""Times that these are doubled from the first batch on, so that all workers soon have some."""

Record = TypeVar("Record", Document, Detection)


@dataclass(frozen=True, slots=True)
class _Failure:
    """A text for which no record could be made."""

    error: Exception


class Results(Iterator[Any]):
    """The records of texts, one after another; after an exception the next call goes on."""

    def __init__(self, outcomes: Generator[Any, None, None], errors: str) -> None:
        self._outcomes = outcomes
        self._raises = errors == "raise"

    def __next__(self) -> Any:
        found = next(self._outcomes)
        if not isinstance(found, _Failure):
            return found
        if self._raises:
            raise found.error
        return found.error

    def close(self) -> None:
        """Stop here, without waiting for what other processes are working on."""
        self._outcomes.close()


@overload
def tag_many(
    texts: Iterable[str],
    jobs: int = 1,
    *,
    errors: Literal["raise"] = "raise",
    **options: Unpack[TagOptions],
) -> Iterator[Document]: ...
@overload
def tag_many(
    texts: Iterable[str], jobs: int = 1, *, errors: str, **options: Unpack[TagOptions]
) -> Iterator[Document | Exception]: ...
def tag_many(
    texts: Iterable[str], jobs: int = 1, *, errors: str = "raise", **options: Unpack[TagOptions]
) -> Iterator[Any]:
    """Yield the documents of many texts, in the order of the texts.

    ``jobs`` is the number of worker processes; 1 works in this one. Texts are read only a few
    batches ahead. The options are the fields of `Options`; with ``jobs`` above 1 they must be
    picklable, and a script must call this under ``if __name__ == "__main__":``, as the standard
    library's process pools demand.

    An exception about one text loses no other: with ``errors="raise"`` it is raised when it is
    that text's turn, with the index of the text (from 0) in its attribute ``index`` and in a note;
    callers that catch it and call ``next`` again get the document of the next text. With
    ``errors="yield"`` the exception, with ``index``, is yielded in the place of the document.
    An exception raised by iterating ``texts`` ends the documents, after those before it.

    >>> [doc.lang for doc in tag_many(["Добро јутро свима!", "Good morning, everyone!"])]
    ['sr-Cyrl', 'en']
    >>> fine, failed = tag_many(["Добро јутро!", None], errors="yield")
    >>> type(failed).__name__, failed.index
    ('TypeError', 1)

    Raises:
        PolyglotError: an option has a value that is not allowed, or ``jobs`` is below 1.
        TypeError: ``texts`` is one string, or a text is not a ``str``.
    """
    tagger = _checked(texts, jobs, errors, Options(**options))
    if jobs == 1:
        return Results(_here(tagger.tag, texts), errors)
    demand = Demand()
    received = Received(tagger, demand).document
    return Results(_elsewhere((_tag_batch, tagger), demand, received, texts, jobs), errors)


def detect_many(
    texts: Iterable[str], jobs: int = 1, *, errors: str = "raise", **options: Unpack[TagOptions]
) -> Iterator[Any]:
    """Yield the main language of each of many texts, as a `Detection`; see `tag_many`.

    >>> [found.lang for found in detect_many(["Добро јутро свима!", "Good morning, everyone!"])]
    ['sr-Cyrl', 'en']

    Raises:
        PolyglotError: an option has a value that is not allowed, or ``jobs`` is below 1.
        TypeError: ``texts`` is one string, or a text is not a ``str``.
    """
    tagger = _checked(texts, jobs, errors, Options(**options))
    if jobs == 1:
        return Results(_here(tagger.detect, texts), errors)
    return Results(_elsewhere((_detect_batch, tagger), Demand(), _detection, texts, jobs), errors)


def _checked(texts: object, jobs: int, errors: str, options: Options) -> Tagger:
    """Return a tagger for the options, so that wrong arguments are refused at the call."""
    if isinstance(texts, str | bytes):
        raise TypeError(
            f"texts must be an iterable of strings, not one {type(texts).__name__}: "
            "call tag() for one text, or give [text]"
        )
    if jobs < 1:
        raise PolyglotError(f"jobs must be at least 1, got {jobs}")
    if errors not in ("raise", "yield"):
        hint = nearest(errors, ("raise", "yield"))
        raise PolyglotError(
            f"invalid errors {errors!r}: expected 'raise' or 'yield'{hint and ';' + hint}"
        )
    tagger = Tagger(options)
    if jobs > 1:
        check_picklable(tagger)
    return tagger


def check_picklable(tagger: Tagger) -> None:
    """Refuse options that would end a worker process later.

    Raises:
        PolyglotError: an option cannot be sent to another process.
    """
    try:
        pickle.dumps(tagger)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise PolyglotError(
            f"the options cannot be sent to other processes ({error}): use functions at the top "
            "of a module as detectors and steps, or jobs=1"
        ) from error


def _here(work: Callable[[str], Record], texts: Iterable[str]) -> Generator[Any, None, None]:
    for index, text in enumerate(texts):
        try:
            found: Record | _Failure = work(text)
        except Exception as error:
            found = _failure(index, error)
        yield found


class _Batch(NamedTuple):
    """Texts on their way to a worker."""

    texts: list[str]
    wanted: Wanted


class _Answer(NamedTuple):
    """A worker's rows for a batch, None for each text that has an exception in their place."""

    rows: list[Any]
    failures: dict[int, Exception]


def _elsewhere(
    work: tuple[Callable[[Tagger, _Batch], _Answer], Tagger],
    demand: Demand,
    received: Callable[[Any, str], Record],
    texts: Iterable[str],
    jobs: int,
) -> Generator[Any, None, None]:
    """Yield the records that ``received`` makes of the rows that the workers return."""
    sent: list[list[str]] = []
    index = 0
    batches = _remembered(_batched(texts), sent, demand)
    for rows, failures in in_order(partial, work, batches, jobs):
        for place, text in enumerate(sent.pop(0)):
            row = rows[place]
            yield _failure(index, failures[place]) if row is None else received(row, text)
            index += 1


def _failure(index: int, error: Exception) -> _Failure:
    error.index = index  # type: ignore[attr-defined]
    error.add_note(f"(the text with index {index})")
    return _Failure(error)


def _remembered(
    batches: Iterable[list[str]], sent: list[list[str]], demand: Demand
) -> Iterator[_Batch]:
    for batch in batches:
        sent.append(batch)
        yield _Batch(batch, demand.wanted())


def _batched(texts: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size, halved = 0, FIRST
    try:
        for text in texts:
            batch.append(text)
            size += len(text) if isinstance(text, str) else 1
            if len(batch) == BATCH >> halved or size >= BATCH_SIZE >> halved:
                yield batch
                batch, size, halved = [], 0, max(halved - 1, 0)
    except Exception:
        if batch:
            yield batch  # what came before the exception comes first
        raise
    if batch:
        yield batch


def _detection(row: tuple[Any, ...], _text: str) -> Detection:
    return Detection(*row)


def _tag_batch(tagger: Tagger, batch: _Batch) -> _Answer:
    wanted = batch.wanted
    # The row as a plain tuple, which is cheaper to pickle.
    return _answer(lambda text: (*labelled(tagger.tag(text), wanted),), batch.texts)


def _detect_batch(tagger: Tagger, batch: _Batch) -> _Answer:
    return _answer(lambda text: _values(tagger.detect(text)), batch.texts)


def _values(found: Detection) -> tuple[Any, ...]:
    return found.lang, found.script, found.confidence, found.share, found.candidates


def _answer(work: Callable[[str], tuple[Any, ...]], texts: list[str]) -> _Answer:
    rows: list[tuple[Any, ...] | None] = []
    failures: dict[int, Exception] = {}
    for place, text in enumerate(texts):
        try:
            rows.append(work(text))
        except Exception as error:
            failures[place] = _sendable(error)
            rows.append(None)
    return _Answer(rows, failures)


def _sendable(error: Exception) -> Exception:
    """Return the error, or one with the same message if it cannot be sent to another process."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    except Exception:
        return PolyglotError(f"{type(error).__name__}: {error}")
    return error
