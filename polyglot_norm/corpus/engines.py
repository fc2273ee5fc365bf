"""The engines, which say where the shards of a corpus are tagged: on this machine or on many.

On many, a shard is the work of one task: read, tagged and written in one place. Nothing is
shuffled. A task that ends with its machine is started anew by the engine, and writes the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from typing import Any, Final

from polyglot_norm.corpus.ledger import State
from polyglot_norm.corpus.shard_tagging import Job, Outcome, tag_shards
from polyglot_norm.corpus.watcher import Watcher
from polyglot_norm.errors import PolyglotError, nearest
from polyglot_norm.extras import optional

Engine = Callable[[Job, Sequence[int], Watcher, int], Iterator[Outcome]]
"""Tags the shards with these numbers, and yields what became of each."""

_MOST_WAITING: Final = 1000
"""Tasks that Ray holds at a time, and outcomes of Spark that are reported at a time."""

_EVERY: Final = 5.0
"""Seconds between looks at what Spark has finished."""


def engine_of(name: str) -> Engine:
    """Return the engine of a name.

    >>> engine_of("spork")
    Traceback (most recent call last):
        ...
    polyglot_norm.errors.PolyglotError: invalid engine 'spork': did you mean 'spark'? expected one of local, spark, ray

    Raises:
        PolyglotError: there is none.
    """  # noqa: E501 - the message of an error
    if name not in _ENGINES:
        raise PolyglotError(
            f"invalid engine {name!r}:{nearest(name, NAMES)} expected one of {', '.join(NAMES)}"
        )
    return _ENGINES[name]


def _local(job: Job, numbers: Sequence[int], watcher: Watcher, jobs: int) -> Iterator[Outcome]:
    """Tag with processes of this machine, which share the chunks of one shard after another."""
    return tag_shards(job, numbers, watcher, jobs)


def _spark(job: Job, numbers: Sequence[int], watcher: Watcher, jobs: int) -> Iterator[Outcome]:
    """Tag each shard in a task of the Spark session that is there, or else of a new one."""
    sql = optional("pyspark.sql", extra="spark", purpose="the engine spark")
    if not numbers:
        return
    context = sql.SparkSession.builder.getOrCreate().sparkContext
    tasks = context.parallelize(numbers, len(numbers)).flatMap(_Task(job))
    telling = _Telling(job, watcher, numbers)
    with ThreadPoolExecutor(1) as pool:
        working: Future[list[Outcome]] = pool.submit(tasks.collect)
        while not wait([working], _EVERY).done:
            with suppress(PolyglotError):  # of a store that is slow: the next look sees it
                telling.tell()
    try:
        outcomes = working.result()
    except Exception as error:
        raise PolyglotError(f"Spark has given up: {_first_line(error)}") from error
    for at in range(0, len(outcomes), _MOST_WAITING):
        yield from telling.outcomes(outcomes[at : at + _MOST_WAITING])


def _ray(job: Job, numbers: Sequence[int], watcher: Watcher, jobs: int) -> Iterator[Outcome]:
    """Tag each shard in a task of the Ray cluster that is connected, or else of a new one."""
    ray = optional("ray", extra="ray", purpose="the engine ray")
    if not ray.is_initialized():
        ray.init()
    task, shared = ray.remote(max_retries=3)(_tagged), ray.put(job)
    left, telling = list(reversed(numbers)), _Telling(job, watcher, numbers)
    waiting: list[Any] = []
    while left or waiting:
        while left and len(waiting) < _MOST_WAITING:
            waiting.append(task.remote(shared, left.pop()))
        done, waiting = ray.wait(waiting)
        try:
            outcomes: list[Outcome] = ray.get(done[0])
        except Exception as error:
            raise PolyglotError(f"Ray has given up: {_first_line(error)}") from error
        yield from telling.outcomes(outcomes)


class _Task:
    """A job as a function of the number of a shard."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def __call__(self, number: int) -> list[Outcome]:
        return _tagged(self._job, number)


def _tagged(job: Job, number: int) -> list[Outcome]:
    """Tag a shard in this process, whichever that is."""
    return list(tag_shards(job, [number], Watcher()))


class _Telling:
    """Tells of shards that are tagged elsewhere as if it had been here."""

    def __init__(self, job: Job, watcher: Watcher, numbers: Sequence[int]) -> None:
        self._job, self._watcher = job, watcher
        self._sizes = {job.shards[number].name: job.shards[number].size for number in numbers}
        known = job.ledger.names()
        self._new = {name for name in self._sizes if name not in known}
        """Shards of which nothing was known, so that an entry is of this run."""
        self._told: set[str] = set()

    def tell(self) -> None:
        """Tell of shards that are finished by now, as their entries say."""
        self._finished(self._new & self._job.ledger.names() - self._told)

    def outcomes(self, outcomes: Sequence[Outcome]) -> Iterator[Outcome]:
        """Tell of outcomes, if that was not done, and yield them."""
        names = [self._job.shards[outcome.shard].name for outcome in outcomes]
        of_names = zip(names, outcomes, strict=True)
        self._finished({name for name, found in of_names if not found.reason} - self._told)
        for name, outcome in zip(names, outcomes, strict=True):
            if outcome.reason:
                self._watcher.failed(name, outcome.reason, again=False)
            yield outcome

    def _finished(self, names: Set[str]) -> None:
        for name, entry in self._job.ledger.entries_of(sorted(names)).items():
            if entry.state is State.FINISHED:
                self._told.add(name)
                self._watcher.advanced(self._sizes[name], entry.counts)
                self._watcher.finished(name)


def _first_line(error: Exception) -> str:
    """Return what an error says, without the traceback of another process."""
    lines = [line for line in str(error).splitlines() if "Error:" in line]
    return (lines or [str(error)])[-1].strip()


_ENGINES: Final[dict[str, Engine]] = {"local": _local, "spark": _spark, "ray": _ray}
NAMES: Final = tuple(_ENGINES)
