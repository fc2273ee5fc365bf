"""Streams of lines: answered while they arrive, in order, in bounded memory.

Lines are worked on in batches of what has arrived, a few at a time, and the sender waits when the
receiver does.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack
from typing import Any, Final

from polyglot_norm.extras import optional
from polyglot_norm.formats.json_codec import to_json_line
from polyglot_norm.server.intake import Intake
from polyglot_norm.server.jobs import LINES, Job, Reply
from polyglot_norm.server.pool import Pool
from polyglot_norm.server.problems import Problem
from polyglot_norm.server.settings import Limits

BATCH: Final = 64
"""Lines in a batch, at most: enough to pay for the way to a worker, few enough to wait for."""

BATCH_BYTES: Final = 1 << 18
_AHEAD: Final = 2
"""Batches that wait or are at work for one stream."""


async def batches(
    request: Any, limits: Limits, hold: Callable[[int], None]
) -> AsyncIterator[bytes]:
    """Yield the body of a request in batches of whole lines.

    ``hold`` is called with the bytes of a line that have arrived.

    Raises:
        Problem: a line is too long (413), nothing arrives for too long (408), or there is no room
            (503).
    """
    rest = bytearray()
    parts = request.stream().__aiter__()
    while (part := await _next(parts, limits)) is not None:
        end = part.rfind(b"\n") + 1
        if end:
            for batch in _split(bytes(rest) + part[:end]):
                yield batch
            rest.clear()
        rest += part[end:]
        if len(rest) > limits.body:
            raise Problem(413, f"a line is over the limit of {limits.body} bytes")
        hold(len(rest))
    if rest.strip():
        yield bytes(rest)


async def _next(parts: AsyncIterator[bytes], limits: Limits) -> bytes | None:
    try:
        async with asyncio.timeout(limits.body_seconds):
            return await anext(parts, None)
    except TimeoutError:
        raise Problem(408, f"nothing arrived for {limits.body_seconds:g} seconds") from None


def _split(lines: bytes) -> list[bytes]:
    """Return whole lines in batches."""
    found: list[bytes] = []
    batch: list[bytes] = []
    size = 0
    for line in lines.splitlines(keepends=True):
        batch.append(line)
        size += len(line)
        if len(batch) >= BATCH or size >= BATCH_BYTES:
            found.append(b"".join(batch))
            batch, size = [], 0
    return [*found, b"".join(batch)] if batch else found


async def answers(request: Any, pool: Pool, intake: Intake, operation: str) -> AsyncIterator[Reply]:
    """Yield the replies to the batches of a stream, in order; a problem that ends it is one too."""
    ahead: asyncio.Queue[asyncio.Future[Reply] | None] = asyncio.Queue(_AHEAD)
    gone = optional("starlette.requests", extra="server", purpose="serving HTTP").ClientDisconnect

    query = request.url.query

    async def feed() -> None:
        try:
            with intake.line() as hold:
                async for lines in batches(request, intake.limits, hold):
                    job = Job(operation, "lines", "json", query, lines, BATCH)
                    await ahead.put(asyncio.ensure_future(pool.run(job, accepted=True)))
        except Problem as problem:
            await ahead.put(_done(problem))
        except gone:
            pass
        await ahead.put(None)

    feeding = asyncio.create_task(feed())
    try:
        while (reply := await ahead.get()) is not None:
            yield await reply
    except Problem as problem:
        yield _as_line(problem)
    finally:
        feeding.cancel()
        while not ahead.empty():
            given_up = ahead.get_nowait()
            if given_up is not None:
                given_up.cancel()


def _done(problem: Problem) -> asyncio.Future[Reply]:
    found: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
    found.set_result(_as_line(problem))
    return found


def _as_line(problem: Problem) -> Reply:
    return Reply(problem.status, "", to_json_line({"error": problem.record()}))


def streaming(responses: Any) -> Any:
    """Return the class of responses whose request is still being read.

    Starlette's own listens for the end of the connection, and so takes parts of the body.
    """
    base: Any = responses.StreamingResponse

    class DuplexResponse(base):  # type: ignore[misc]
        """A response that leaves reading to what makes its parts; ``held`` is let go after it."""

        def __init__(self, parts: AsyncIterator[bytes], held: ExitStack) -> None:
            super().__init__(parts, media_type=LINES)
            self.held = held

        async def __call__(self, _scope: Any, _receive: Any, send: Any) -> None:
            with self.held:
                await self.stream_response(send)

    return DuplexResponse
