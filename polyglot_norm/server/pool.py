"""A pool of worker processes behind a bounded queue.

Each worker has one job at a time. A worker that ends is replaced, and its job goes to another one,
once: a job that ends two workers is refused. A job that takes too long ends its worker.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import socket
from contextlib import suppress
from multiprocessing.process import BaseProcess
from typing import Any, Final

from polyglot_norm.server.jobs import BEGUN, SIZE, Job, Reply, decode_reply, framed
from polyglot_norm.server.problems import Problem
from polyglot_norm.server.settings import Limits
from polyglot_norm.server.worker import work

_TRIES: Final = 2
_START_SECONDS: Final = 60.0
"""Time that a worker has to start: a machine may be busy."""

_PAUSE: Final = 1.0
"""Seconds before a worker that could not start is started anew."""


class WorkerEnded(Exception):
    """A worker process ended before it answered; ``begun`` if it had the job."""

    def __init__(self, *, begun: bool = False) -> None:
        super().__init__()
        self.begun = begun


class Worker:
    """A process and the connection to it."""

    def __init__(
        self,
        process: BaseProcess,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        self._process = process
        self._reader = reader
        self._writer = writer

    @classmethod
    async def started(cls) -> Worker:
        """Start a process and return when it is ready.

        Raises:
            WorkerEnded: it did not start.
        """
        here, there = socket.socketpair()
        process = multiprocessing.get_context("spawn").Process(
            target=work, args=(there,), name="polyglot-norm worker", daemon=True
        )
        await asyncio.get_running_loop().run_in_executor(None, process.start)
        there.close()
        reader, writer = await asyncio.open_connection(sock=here)
        worker = cls(process, reader, writer)
        try:
            await asyncio.wait_for(worker._reply(), _START_SECONDS)
        except (TimeoutError, WorkerEnded) as error:
            worker.end()
            raise WorkerEnded from error
        return worker

    async def run(self, job: Job) -> Reply:
        """Return the reply to a job.

        Raises:
            WorkerEnded: the process ended.
        """
        try:
            self._writer.write(framed(job))
            await self._writer.drain()
        except OSError as error:
            raise WorkerEnded from error
        return await self._reply()

    async def _reply(self) -> Reply:
        begun = False
        try:
            head = await self._reader.readexactly(len(BEGUN) + SIZE.size)
            begun = True
            (size,) = SIZE.unpack_from(head, len(BEGUN))
            return decode_reply(await self._reader.readexactly(size))
        except asyncio.IncompleteReadError as error:
            raise WorkerEnded(begun=begun or bool(error.partial)) from error
        except OSError as error:
            raise WorkerEnded(begun=begun) from error

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid or 0

    @property
    def is_alive(self) -> bool:
        """True if the process has not ended."""
        return self._process.is_alive()

    def end(self) -> None:
        """End the process at once."""
        with suppress(OSError):
            self._writer.close()
        self._process.kill()
        self._process.join()
        self._process.close()


class Pool:
    """Workers, and the requests that wait for them."""

    def __init__(self, size: int, limits: Limits) -> None:
        self._size = size
        self._limits = limits
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._workers: set[Worker] = set()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._stopped = False
        self.waiting = 0
        self.restarts = 0

    @property
    def ready(self) -> int:
        """The number of workers that have started."""
        return len(self._workers)

    @property
    def busy(self) -> int:
        """The number of workers that have a job."""
        return len(self._workers) - self._idle.qsize()

    @property
    def pids(self) -> list[int]:
        """The numbers of the processes."""
        return [worker.pid for worker in self._workers]

    def start(self) -> None:
        """Begin to start the workers."""
        for _ in range(self._size):
            self._start_one()

    def stop(self) -> None:
        """End the workers, which must have no jobs."""
        self._stopped = True
        for task in self._tasks:
            task.cancel()
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    async def run(self, job: Job, *, accepted: bool = False) -> Reply:
        """Return the reply to a job, when a worker is free.

        ``accepted`` says that the job is part of a request that is being answered already.

        Raises:
            Problem: too many requests wait (503), or no worker could answer (500 and 503).
        """
        if self.waiting >= self._limits.queue and not accepted:
            raise Problem(
                503, f"{self.waiting} requests are waiting, which is the limit; try later"
            )
        tries = 0
        while tries < _TRIES:
            # A task of its own: a request may be given up, but its worker must come back.
            task = asyncio.create_task(self._work(await self._next(), job))
            self._tasks.add(task)
            task.add_done_callback(self._forget)
            try:
                return await asyncio.shield(task)
            except WorkerEnded as error:
                tries += error.begun
        raise Problem(500, f"{_TRIES} worker processes ended while they worked on this request")

    async def _work(self, worker: Worker, job: Job) -> Reply:
        try:
            async with asyncio.timeout(self._limits.seconds):
                reply = await worker.run(job)
        except TimeoutError:
            self._replace(worker)
            raise Problem(503, _too_long(self._limits)) from None
        except BaseException:
            self._replace(worker)
            raise
        self._idle.put_nowait(worker)
        return reply

    def _forget(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()  # which nobody else may look at

    def sweep(self) -> None:
        """Replace idle workers that have ended, before a request meets them."""
        for _ in range(self._idle.qsize()):
            worker = self._idle.get_nowait()
            if worker.is_alive:
                self._idle.put_nowait(worker)
            else:
                self._replace(worker)

    async def _next(self) -> Worker:
        self.waiting += 1
        try:
            return await self._idle.get()
        finally:
            self.waiting -= 1

    def _replace(self, worker: Worker) -> None:
        self._workers.discard(worker)
        worker.end()
        self.restarts += 1
        self._start_one()

    def _start_one(self) -> None:
        if self._stopped:
            return
        task = asyncio.get_running_loop().create_task(self._add())
        self._tasks.add(task)
        task.add_done_callback(self._forget)

    async def _add(self) -> None:
        while True:
            try:
                worker = await Worker.started()
            except (WorkerEnded, OSError):
                await asyncio.sleep(_PAUSE)
                continue
            self._workers.add(worker)
            self._idle.put_nowait(worker)
            return


def _too_long(limits: Limits) -> str:
    return f"the request took more than {limits.seconds:g} seconds; send less at a time"
