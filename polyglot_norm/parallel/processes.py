"""Work handed to other processes, its results taken in order: lazily, a few items ahead.

The processes are spawned, not forked: a fork of a process with threads may hang. They do not hear
the interrupt that a terminal sends to all of them, which is for who started them to handle; and
they end when that process has gone, however it went.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from polyglot_norm.errors import PolyglotError

if TYPE_CHECKING:
    from concurrent.futures import Future

Item = TypeVar("Item")
Result = TypeVar("Result")


def in_order(
    make: Callable[..., Callable[[Item], Result]],
    args: tuple[Any, ...],
    items: Iterable[Item],
    jobs: int,
) -> Iterator[Result]:
    """What the function that ``make(*args)`` makes in each of ``jobs`` processes gives for items.

    No more than ``jobs + 1`` items are at work or waiting. What the items raise when they are
    iterated is raised after the results of those before.

    Raises:
        PolyglotError: a process was ended from outside.
    """
    import multiprocessing  # slow, and who works in one process needs none of it
    from concurrent.futures import ProcessPoolExecutor

    source = _Source(items)
    context = multiprocessing.get_context("spawn")
    pending: deque[Future[Result]] = deque()
    pool = ProcessPoolExecutor(jobs, context, _start, (make, args))
    done = False
    try:
        for item in source.next(jobs + 1):
            pending.append(pool.submit(_run, item))
        while pending:
            result = _result(pending.popleft())
            for item in source.next(1):
                pending.append(pool.submit(_run, item))
            yield result
        done = True
    finally:
        # Who stops early does not wait for what is at work.
        pool.shutdown(wait=done, cancel_futures=True)
    source.raise_fault()


class _Source(Generic[Item]):
    """Items, and the exception that ended them, kept for its turn."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._items = iter(items)
        self._fault: BaseException | None = None

    def next(self, count: int) -> Iterator[Item]:
        for _ in range(count):
            if self._fault is not None:
                return
            try:
                yield next(self._items)
            except StopIteration:
                return
            except Exception as error:
                self._fault = error

    def raise_fault(self) -> None:
        if self._fault is not None:
            raise self._fault


def _result(future: Future[Result]) -> Result:
    from concurrent.futures.process import BrokenProcessPool

    try:
        return future.result()
    except BrokenProcessPool as error:
        raise PolyglotError(
            "a worker process was ended from outside, perhaps for want of memory: "
            "start fewer jobs, or work on smaller documents"
        ) from error


_work: list[Callable[[Any], Any]] = []
"""In a worker process: what it does with each item."""


def _start(make: Callable[..., Callable[[Any], Any]], args: tuple[Any, ...]) -> None:
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _work[:] = [make(*args)]


def _end_with_parent() -> None:
    import multiprocessing

    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _run(item: Any) -> Any:
    return _work[0](item)
