"""Work handed to other processes, its results taken in order: lazily, a few items ahead.

The processes are spawned, not forked: a fork of a process with threads may hang. They ignore the
interrupt that a terminal sends to all of them, which the process that started them handles; and
they end when that process has gone, however it went.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from polyglot_norm.errors import PolyglotError

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

Item = TypeVar("Item")
Result = TypeVar("Result")

_UNGUARDED: Final = (
    "a worker process runs the script that started it: put what starts worker processes under "
    "'if __name__ == \"__main__\":'"
)


class WorkerEnded(PolyglotError):
    """A worker process that ended without a result."""


def in_order(
    make: Callable[..., Callable[[Item], Result]],
    args: tuple[Any, ...],
    items: Iterable[Item],
    jobs: int,
) -> Iterator[Result]:
    """Yield the results of the function that ``make(*args)`` makes in each of ``jobs`` processes.

    No more than ``jobs + 1`` items are at work or waiting. An exception raised by iterating the
    items is raised after the results of those before it.

    Raises:
        WorkerEnded: a process ended without a result.
    """
    import multiprocessing  # slow, and not needed with one process
    from concurrent.futures import ProcessPoolExecutor

    if getattr(multiprocessing.current_process(), "_inheriting", False):
        raise SystemExit(_UNGUARDED)  # in a worker: one line on stderr instead of a traceback
    source = _Source(items)
    context = multiprocessing.get_context("spawn")
    pending: deque[Future[Result]] = deque()
    pool = ProcessPoolExecutor(jobs, context, _start, (make, args))
    workers: list[Any] = []
    done = False
    try:
        for item in source.next(jobs + 1):
            pending.append(_submitted(pool, item, workers))
        workers += _processes(pool)
        while pending:
            result = _result(pending.popleft(), workers)
            for item in source.next(1):
                pending.append(_submitted(pool, item, workers))
            yield result
        done = True
    finally:
        # A caller that stops early does not wait for what is at work.
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


def _processes(pool: ProcessPoolExecutor) -> list[Any]:
    """Return the workers of a pool, which tell how they ended; none if Python keeps them else."""
    return list((getattr(pool, "_processes", None) or {}).values())


def _submitted(pool: ProcessPoolExecutor, item: Any, workers: Iterable[Any]) -> Future[Any]:
    """Hand an item to a worker; raise `WorkerEnded` if one has ended in the meantime."""
    from concurrent.futures.process import BrokenProcessPool

    try:
        return pool.submit(_run, item)
    except BrokenProcessPool as error:
        raise WorkerEnded(_why_ended(workers)) from error


def _result(future: Future[Result], workers: Iterable[Any]) -> Result:
    from concurrent.futures.process import BrokenProcessPool

    try:
        return future.result()
    except BrokenProcessPool as error:
        raise WorkerEnded(_why_ended(workers)) from error


def _why_ended(workers: Iterable[Any]) -> str:
    for worker in workers:
        worker.join(1)
    if any(worker.exitcode == 1 for worker in workers):
        return (
            "a worker process ended while it started; in a script, put what starts worker "
            "processes under 'if __name__ == \"__main__\":'"
        )
    return (
        "a worker process was ended from outside, perhaps for lack of memory: start fewer jobs, "
        "or work on smaller documents"
    )


_work: list[Callable[[Any], Any]] = []
"""In a worker process: the function that is called with each item."""


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
