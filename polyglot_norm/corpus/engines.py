"""The engines, which say where the shards of a corpus are tagged: on this machine or on many.

On many, a shard is the work of one task: read, tagged and written in one place. Nothing is
shuffled. A task that ends with its machine is started anew by the engine, and writes the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from polyglot_norm.corpus.shard_tagging import Job, Outcome, tag_shards
from polyglot_norm.corpus.watcher import Watcher
from polyglot_norm.errors import PolyglotError, nearest
from polyglot_norm.extras import optional

Engine = Callable[[Job, Sequence[int], Watcher, int], Iterator[Outcome]]
"""Tags the shards with these numbers, and yields what became of each."""

_MOST_WAITING: Final = 1000
"""Tasks that Ray holds at a time, and outcomes of Spark that are told at a time."""


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
    try:
        outcomes: list[Outcome] = tasks.collect()
    except Exception as error:
        raise PolyglotError(f"Spark has given up: {_first_line(error)}") from error
    for at in range(0, len(outcomes), _MOST_WAITING):
        yield from _told(job, watcher, outcomes[at : at + _MOST_WAITING])


def _ray(job: Job, numbers: Sequence[int], watcher: Watcher, jobs: int) -> Iterator[Outcome]:
    """Tag each shard in a task of the Ray cluster that is connected, or else of a new one."""
    ray = optional("ray", extra="ray", purpose="the engine ray")
    if not ray.is_initialized():
        ray.init()
    task, shared = ray.remote(max_retries=3)(_tagged), ray.put(job)
    left = list(reversed(numbers))
    waiting: list[Any] = []
    while left or waiting:
        while left and len(waiting) < _MOST_WAITING:
            waiting.append(task.remote(shared, left.pop()))
        done, waiting = ray.wait(waiting)
        try:
            outcomes: list[Outcome] = ray.get(done[0])
        except Exception as error:
            raise PolyglotError(f"Ray has given up: {_first_line(error)}") from error
        yield from _told(job, watcher, outcomes)


class _Task:
    """A job as a function of the number of a shard."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def __call__(self, number: int) -> list[Outcome]:
        return _tagged(self._job, number)


def _tagged(job: Job, number: int) -> list[Outcome]:
    """Tag a shard in this process, whichever that is."""
    return list(tag_shards(job, [number], Watcher()))


def _told(job: Job, watcher: Watcher, outcomes: Sequence[Outcome]) -> Iterator[Outcome]:
    """Yield outcomes of tasks elsewhere, and tell of each as if it had been here."""
    names = [job.shards[outcome.shard].name for outcome in outcomes]
    entries = job.ledger.entries_of(names)
    for outcome in outcomes:
        shard = job.shards[outcome.shard]
        if outcome.reason:
            watcher.failed(shard.name, outcome.reason, again=False)
        elif (entry := entries.get(shard.name)) is not None:
            watcher.advanced(shard.size, entry.counts)
            watcher.finished(shard.name)
        yield outcome


def _first_line(error: Exception) -> str:
    """Return what an error says, without the traceback of another process."""
    lines = [line for line in str(error).splitlines() if "Error:" in line]
    return (lines or [str(error)])[-1].strip()


_ENGINES: Final[dict[str, Engine]] = {"local": _local, "spark": _spark, "ray": _ray}
NAMES: Final = tuple(_ENGINES)
