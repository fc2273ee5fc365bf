"""A worker process: reads jobs from a socket, one at a time, and writes their replies."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import traceback
from contextlib import suppress

from polyglot_norm.server.answering import answer
from polyglot_norm.server.jobs import BEGUN, SIZE, Job, Reply, decode_job, framed
from polyglot_norm.server.problems import MEDIA_TYPE, Problem, body

WARM_UP = "Would you care? Баш ме брига!"


def work(connection: socket.socket) -> None:
    """Answer jobs until the socket is closed."""
    _outlive_signals()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    connection.setblocking(True)
    with connection, suppress(OSError):
        warm = answer(Job("tag", "text", "json", "", WARM_UP.encode(), 1))
        connection.sendall(BEGUN + framed(warm))
        while (job := _received(connection)) is not None:
            connection.sendall(BEGUN)
            connection.sendall(framed(safe_answer(job)))


def safe_answer(job: Job) -> Reply:
    """Return the reply to a job, whatever happens."""
    try:
        return answer(job)
    except Exception as error:
        _log(error)
        kind = type(error).__name__
        problem = Problem(500, f"{kind} in the service (this is a bug; please report it)")
        return Reply(500, MEDIA_TYPE, body(problem))


def _log(error: Exception) -> None:
    """Write where an error arose, without its message, which may hold text of the request."""
    frames = traceback.format_list(traceback.extract_tb(error.__traceback__))
    sys.stderr.write(f"polyglot-norm: {type(error).__name__} in a worker\n{''.join(frames)}")


def _received(connection: socket.socket) -> Job | None:
    """Return the next job, or None at the end."""
    size = _exactly(connection, SIZE.size)
    if size is None:
        return None
    data = _exactly(connection, SIZE.unpack(size)[0])
    return None if data is None else decode_job(data)


def _exactly(connection: socket.socket, size: int) -> bytearray | None:
    data = bytearray(size)
    view, at = memoryview(data), 0
    while at < size:
        count = connection.recv_into(view[at:])
        if not count:
            return None
        at += count
    return data


def _outlive_signals() -> None:
    """Ignore the signals that end a service: all its processes get them, the first one decides."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)


def _end_with_parent() -> None:
    import multiprocessing

    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
