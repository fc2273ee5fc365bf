"""Shards tagged one after another, by one process or several, each finished or not at all."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from polyglot_norm.corpus.chunks import Broken, Chunk, Counts, Event, ShardEnd, Tagged
from polyglot_norm.corpus.ledger import Entry, Ledger, Source, State, sources_of
from polyglot_norm.corpus.options import CorpusOptions
from polyglot_norm.corpus.places import Found, Place
from polyglot_norm.corpus.reading import chunks
from polyglot_norm.corpus.shards import Part, Shard
from polyglot_norm.corpus.watcher import Watcher
from polyglot_norm.corpus.work import work
from polyglot_norm.corpus.writers import OutputFile, ShardFiles
from polyglot_norm.errors import MissingExtra, PolyglotError
from polyglot_norm.parallel.processes import WorkerEnded, in_order
from polyglot_norm.streams.digests import digest_of_file

TRIES: Final = 2
"""Times that a shard may fail before it is set aside."""


class Job(NamedTuple):
    """All that a process must know to tag shards. Picklable."""

    source: Place
    target: Place
    options: CorpusOptions
    shards: tuple[Shard, ...]
    ledger: Ledger

    def digest(self, file: Found, part: Part | None) -> str | None:
        """Return the digest of a file, or of a part of it; None if it is on another machine.

        Raises:
            StreamError: it cannot be read.
        """
        if not self.source.is_local:
            return None
        span = part[:2] if part is not None else ()
        return digest_of_file(self.source.full_name(file.path), *span)


class Outcome(NamedTuple):
    """What became of a shard: the reason is empty if it is finished."""

    shard: int
    reason: str = ""


def tag_shards(
    job: Job, numbers: Iterable[int], watcher: Watcher, jobs: int = 1
) -> Iterator[Outcome]:
    """Tag shards of a job, and yield what became of each. One that fails is tried again.

    Raises:
        StreamError: an output cannot be written.
        MissingExtra: a package that is needed is not installed.
    """
    failures: dict[int, int] = {}
    groups = deque([list(numbers)])
    while groups:
        group = groups.popleft()
        again: list[int] = []
        run = _Pass(job, watcher, jobs)
        for number, reason in run.outcomes(group):
            failures[number] = failures.get(number, 0) + bool(reason)
            if reason and failures[number] < TRIES:
                watcher.failed(job.shards[number].name, reason, again=True)
                again.append(number)
            else:
                yield _concluded(job, watcher, Outcome(number, reason))
        if run.unfinished:  # a process has ended: what it was at is tried alone
            groups.extendleft((run.unfinished, again))
        elif again:
            groups.append(again)


def _concluded(job: Job, watcher: Watcher, outcome: Outcome) -> Outcome:
    shard = job.shards[outcome.shard]
    name = shard.name
    if outcome.reason:
        before = job.ledger.entry(name)
        outputs, unread = before.outputs if before else (), _unread(shard)
        job.ledger.put(Entry(name, State.FAILED, unread, outputs, reason=outcome.reason))
        watcher.failed(name, outcome.reason, again=False)
    else:
        watcher.finished(name)
    return outcome


class _Pass:
    """One attempt at some shards."""

    def __init__(self, job: Job, watcher: Watcher, jobs: int) -> None:
        self._job, self._watcher, self._jobs = job, watcher, jobs
        self._sources: dict[int, tuple[Source, ...]] = {}
        self._closed: set[int] = set()
        """Shards that have an outcome; nothing more is read or written of them."""
        self.unfinished: list[int] = []

    def outcomes(self, numbers: list[int]) -> Iterator[Outcome]:
        """Yield the outcome of each shard; after the end of a process some are `unfinished`."""
        try:
            yield from self._written(numbers)
        except WorkerEnded as error:
            left = [number for number in numbers if number not in self._closed]
            self.unfinished = left[1:]
            yield Outcome(left[0], str(error))

    def _written(self, numbers: list[int]) -> Iterator[Outcome]:
        writing: _Writing | None = None
        try:
            for found in self._results(numbers):
                if found.shard in self._closed:
                    continue
                if writing is None:
                    writing = _Writing(self._job, self._job.shards[found.shard])
                if isinstance(found, Tagged):
                    writing.add(found)
                    self._watcher.advanced(found.read, found.counts)
                    continue
                self._closed.add(found.shard)
                if isinstance(found, Broken):
                    writing.files.abandon()
                    yield Outcome(found.shard, found.reason)
                elif isinstance(found, ShardEnd):
                    writing.finish(self._sources[found.shard])
                    yield Outcome(found.shard)
                writing = None
        finally:
            if writing is not None:
                writing.files.abandon()

    def _results(self, numbers: list[int]) -> Iterator[Tagged | Event]:
        args = (self._job.options, tuple(shard.name for shard in self._job.shards))
        if self._jobs == 1:
            return map(work(*args), self._events(numbers))
        return in_order(work, args, self._events(numbers), self._jobs)

    def _events(self, numbers: list[int]) -> Iterator[Event]:
        for number in numbers:
            try:
                yield from self._chunks(number)
            except MissingExtra:
                raise
            except PolyglotError as error:
                yield Broken(number, str(error))
            except Exception as error:
                yield Broken(number, f"{type(error).__name__}: {error}")
            else:
                yield ShardEnd(number)

    def _chunks(self, number: int) -> Iterator[Chunk]:
        shard = self._job.shards[number]
        self._sources[number] = sources_of(shard, self._job.digest)
        for chunk in chunks(self._job.source, number, shard, self._job.options):
            if number in self._closed:
                return
            yield chunk


class _Writing:
    """The files of a shard that is at work, and what was counted in it."""

    def __init__(self, job: Job, shard: Shard) -> None:
        self._job, self._shard = job, shard
        self.files = ShardFiles(job.target, shard.name, job.options)
        self._counts = Counts()

    def add(self, tagged: Tagged) -> None:
        """Add what was made of a chunk."""
        self.files.add(tagged.payloads)
        self._counts.add(tagged.counts)

    def finish(self, sources: tuple[Source, ...]) -> None:
        """Show the files, and write that the shard is finished."""
        ledger, name = self._job.ledger, self._shard.name
        before = ledger.entry(name)
        paths = self.files.close()
        if before is not None or len(paths) > 1:
            ledger.put(_finishing(self._shard, paths, before))
        outputs = tuple(self.files.commit())
        found = Entry(name, State.FINISHED, sources, outputs, self._counts)
        ledger.finish(found, ledger.entry(name))


def _finishing(shard: Shard, paths: list[str], before: Entry | None) -> Entry:
    """Return the entry of a shard whose files are about to be shown, so that none is left over."""
    known = {output.path for output in before.outputs} if before else set()
    outputs = tuple(OutputFile(path, 0) for path in sorted({*known, *paths}))
    return Entry(shard.name, State.FINISHING, _unread(shard), outputs)


def _unread(shard: Shard) -> tuple[Source, ...]:
    """Return the files of a shard without their digests."""
    return sources_of(shard, lambda *_: None)
