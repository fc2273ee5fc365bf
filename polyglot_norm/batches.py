"""Many texts at once: in order, lazily, in as many processes as asked for."""

from __future__ import annotations

import multiprocessing
import pickle
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import Any

from polyglot_norm.errors import PolyglotError
from polyglot_norm.options import Options
from polyglot_norm.records import Document
from polyglot_norm.tagger import Tagger

BATCH = 64
"""Texts sent to a worker at a time: enough to pay for the way, few enough to hold."""


def tag_many(texts: Iterable[str], jobs: int = 1, **options: Any) -> Iterator[Document]:
    """The documents of many texts, in the order of the texts, as they are asked for.

    ``jobs`` is the number of worker processes; 1 works in this one. Texts are read only a few
    batches ahead. The options are the fields of `Options`; with ``jobs`` above 1 they must be
    picklable.

    >>> [doc.lang for doc in tag_many(["Добро јутро свима!", "Good morning, everyone!"])]
    ['sr-Cyrl', 'en']

    Raises:
        PolyglotError: an option has no meaning, or ``jobs`` is below 1.
        TypeError: a text is not a ``str``.
    """
    if jobs < 1:
        raise PolyglotError(f"jobs={jobs} is too few: give the number of processes, 1 or more")
    tagger = Tagger(Options(**options))  # here, so that wrong options are told at the call
    if jobs == 1:
        return map(tagger.tag, texts)
    _check_picklable(tagger)
    return _in_processes(tagger, texts, jobs)


def _check_picklable(tagger: Tagger) -> None:
    """Tell at the call what would end a worker process later."""
    try:
        pickle.dumps(tagger)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise PolyglotError(
            f"the options cannot be sent to other processes ({error}): give a detector that is "
            "a function at the top of a module, or use jobs=1"
        ) from error


def _in_processes(tagger: Tagger, texts: Iterable[str], jobs: int) -> Iterator[Document]:
    batches = _batched(texts)
    pending: deque[Future[list[Document]]] = deque()
    # Spawned, not forked: a fork of a process with threads may hang.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, _set_tagger, (tagger,)) as pool:
        try:
            for batch in islice(batches, jobs + 1):
                pending.append(pool.submit(_tag_batch, batch))
            while pending:
                documents = pending.popleft().result()
                for batch in islice(batches, 1):
                    pending.append(pool.submit(_tag_batch, batch))
                yield from documents
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _batched(texts: Iterable[str]) -> Iterator[list[str]]:
    source = iter(texts)
    while batch := list(islice(source, BATCH)):
        yield batch


_worker: list[Tagger] = []
"""In a worker process: the tagger that it was started with."""


def _set_tagger(tagger: Tagger) -> None:
    _worker[:] = [tagger]


def _tag_batch(texts: list[str]) -> list[Document]:
    return [_worker[0].tag(text) for text in texts]
