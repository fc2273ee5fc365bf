"""The intake of requests: bodies within limits of size and time, clients within their share."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from polyglot_norm.extras import optional
from polyglot_norm.server.problems import Problem
from polyglot_norm.server.settings import Limits


class Intake:
    """What is being read, waits or is at work: by client, and in bytes."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._of_client: Counter[str] = Counter()
        self._held = 0
        starlette = optional("starlette.requests", extra="server", purpose="serving HTTP")
        self._gone: type[Exception] = starlette.ClientDisconnect

    @contextmanager
    def client(self, address: str) -> Iterator[None]:
        """Hold a place for a request of a client.

        Raises:
            Problem: the client has too many (429).
        """
        if self._of_client[address] >= self.limits.per_client:
            raise Problem(
                429, f"{self.limits.per_client} requests of this client are being answered"
            )
        self._of_client[address] += 1
        try:
            yield
        finally:
            self._of_client[address] -= 1
            if not self._of_client[address]:
                del self._of_client[address]

    @asynccontextmanager
    async def body(self, request: Any) -> AsyncIterator[bytes]:
        """Hold the body of a request.

        Raises:
            Problem: it is too large (413), arrives too slowly (408), or there is no room (503).
        """
        taken = 0
        parts: list[bytes] = []
        try:
            declared = request.headers.get("content-length", "0")
            self._check_size(int(declared) if declared.isdecimal() else 0)
            async with asyncio.timeout(self.limits.body_seconds):
                async for part in request.stream():
                    taken += len(part)
                    self._take(len(part), taken)
                    parts.append(part)
            yield b"".join(parts)
        except self._gone:
            raise Problem(400, "the client went away before its body had arrived") from None
        except TimeoutError:
            seconds = self.limits.body_seconds
            raise Problem(408, f"the body did not arrive within {seconds:g} seconds") from None
        finally:
            self._held -= taken

    @contextmanager
    def line(self) -> Iterator[Callable[[int], None]]:
        """Yield what notes how many bytes of a stream's line are held."""
        held = 0

        def hold(size: int) -> None:
            nonlocal held
            self._held += size - held
            held = size
            self._check_held()

        try:
            yield hold
        finally:
            self._held -= held

    def _take(self, size: int, whole: int) -> None:
        self._held += size
        self._check_size(whole)
        self._check_held()

    def _check_held(self) -> None:
        if self._held > self.limits.held:
            raise Problem(503, "too many bytes of other requests are being held; try later")

    def _check_size(self, size: int) -> None:
        if size > self.limits.body:
            raise Problem(413, f"the body is over the limit of {self.limits.body} bytes")
