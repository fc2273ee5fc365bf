"""Many texts at once: in order, lazily, in as many processes as asked for."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, Literal, TypeVar, overload

from polyglot_norm.errors import PolyglotError, nearest
from polyglot_norm.options import Options
from polyglot_norm.parallel.processes import in_order
from polyglot_norm.parallel.serialised import pack, unpack
from polyglot_norm.pipeline import Tagger
from polyglot_norm.records import Detection, Document

BATCH: Final = 256
"""Texts sent to a worker at a time, at most: enough to pay for the way, few enough to hold."""

BATCH_SIZE: Final = 1 << 16
"""Code points sent to a worker at a time, about: a batch ends with the text that reaches them."""

Record = TypeVar("Record", Document, Detection)


@dataclass(frozen=True, slots=True)
class _Failure:
    """Stands for a text that no record could be made of."""

    error: Exception


class Results(Iterator[Any]):
    """The records of texts, one after another; after an exception one may go on with the next."""

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
        """Stop here: what is at work in other processes is not waited for."""
        self._outcomes.close()


@overload
def tag_many(
    texts: Iterable[str], jobs: int = 1, *, errors: Literal["raise"] = "raise", **options: Any
) -> Iterator[Document]: ...
@overload
def tag_many(
    texts: Iterable[str], jobs: int = 1, *, errors: str, **options: Any
) -> Iterator[Document | Exception]: ...
def tag_many(
    texts: Iterable[str], jobs: int = 1, *, errors: str = "raise", **options: Any
) -> Iterator[Any]:
    """The documents of many texts, in the order of the texts, as they are asked for.

    ``jobs`` is the number of worker processes; 1 works in this one. Texts are read only a few
    batches ahead. The options are the fields of `Options`; with ``jobs`` above 1 they must be
    picklable.

    An exception about one text loses no other: with ``errors="raise"`` it is raised when that text
    has its turn, its place among the texts (from 0) in its attribute ``index`` and in a note; who
    catches it and calls ``next`` again gets the document of the next text. With
    ``errors="yield"`` it is not raised but stands, with ``index``, in the place of the document.
    What iterating ``texts`` itself raises ends the documents, after those before it.

    >>> [doc.lang for doc in tag_many(["Добро јутро свима!", "Good morning, everyone!"])]
    ['sr-Cyrl', 'en']
    >>> fine, fault = tag_many(["Добро јутро!", None], errors="yield")
    >>> type(fault).__name__, fault.index
    ('TypeError', 1)

    Raises:
        PolyglotError: an option has no meaning, or ``jobs`` is below 1.
        TypeError: a text is not a ``str``.
    """
    tagger = _checked(jobs, errors, options)
    if jobs == 1:
        return Results(_here(tagger.tag, texts), errors)
    return Results(_elsewhere((_tag_batch, tagger), unpack, texts, jobs), errors)


def detect_many(
    texts: Iterable[str], jobs: int = 1, *, errors: str = "raise", **options: Any
) -> Iterator[Any]:
    """The main language of each of many texts; all else is as for `tag_many`.

    >>> [found.lang for found in detect_many(["Добро јутро свима!", "Good morning, everyone!"])]
    ['sr-Cyrl', 'en']

    Raises:
        PolyglotError: an option has no meaning, or ``jobs`` is below 1.
        TypeError: a text is not a ``str``.
    """
    tagger = _checked(jobs, errors, options)
    if jobs == 1:
        return Results(_here(tagger.detect, texts), errors)
    return Results(_elsewhere((_detect_batch, tagger), _as_it_is, texts, jobs), errors)


def _checked(jobs: int, errors: str, options: dict[str, Any]) -> Tagger:
    """A tagger, made here, so that wrong options are told at the call."""
    if jobs < 1:
        raise PolyglotError(f"jobs={jobs} is too few: give the number of processes, 1 or more")
    if errors not in ("raise", "yield"):
        hint = nearest(errors, ("raise", "yield")) or " give 'raise' or 'yield'"
        raise PolyglotError(f"errors={errors!r} has no meaning;{hint}")
    tagger = Tagger(Options(**options))
    if jobs > 1:
        check_picklable(tagger)
    return tagger


def check_picklable(tagger: Tagger) -> None:
    """Tell at the call what would end a worker process later.

    Raises:
        PolyglotError: an option cannot be sent to another process.
    """
    try:
        pickle.dumps(tagger)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise PolyglotError(
            f"the options cannot be sent to other processes ({error}): give, as "
            "a detector or step, a function at the top of a module, or use jobs=1"
        ) from error


def _here(work: Callable[[str], Record], texts: Iterable[str]) -> Generator[Any, None, None]:
    for index, text in enumerate(texts):
        try:
            found: Record | _Failure = work(text)
        except Exception as error:
            found = _failure(index, error)
        yield found


def _elsewhere(
    work: tuple[Callable[[Tagger, list[str]], list[Any]], Tagger],
    received: Callable[[Any, str], Record],
    texts: Iterable[str],
    jobs: int,
) -> Generator[Any, None, None]:
    """What the workers give, which ``received`` makes records of."""
    sent: list[list[str]] = []
    index = 0
    for found in in_order(partial, work, _remembered(_batched(texts), sent), jobs):
        for outcome, text in zip(found, sent.pop(0), strict=True):
            if isinstance(outcome, Exception):
                yield _failure(index, outcome)
            else:
                yield received(outcome, text)
            index += 1


def _failure(index: int, error: Exception) -> _Failure:
    error.index = index  # type: ignore[attr-defined]
    error.add_note(f"(the text with index {index})")
    return _Failure(error)


def _remembered(batches: Iterable[list[str]], sent: list[list[str]]) -> Iterator[list[str]]:
    for batch in batches:
        sent.append(batch)
        yield batch


def _batched(texts: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    try:
        for text in texts:
            batch.append(text)
            size += len(text) if isinstance(text, str) else 1
            if len(batch) == BATCH or size >= BATCH_SIZE:
                yield batch
                batch, size = [], 0
    except Exception:
        if batch:
            yield batch  # what came before the exception has its turn before it
        raise
    if batch:
        yield batch


def _as_it_is(found: Detection, _text: str) -> Detection:
    return found


def _tag_batch(tagger: Tagger, texts: list[str]) -> list[Any]:
    return [_tried(lambda text: pack(tagger.tag(text)), text) for text in texts]


def _detect_batch(tagger: Tagger, texts: list[str]) -> list[Any]:
    return [_tried(tagger.detect, text) for text in texts]


def _tried(work: Callable[[str], Any], text: str) -> Any:
    try:
        return work(text)
    except Exception as error:
        return _sendable(error)


def _sendable(error: Exception) -> Exception:
    """The error, or where it cannot be sent to another process, one that says the same."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    except Exception:
        return PolyglotError(f"{type(error).__name__}: {error}")
    return error
