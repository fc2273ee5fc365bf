"""Connections within bounds: how many there are, and how long each may take to say what it wants.

uvicorn's protocol has neither bound, and is imported when a service starts; so the class that adds
them is made then.
"""

from __future__ import annotations

from typing import Any, Final

from polyglot_norm.extras import optional
from polyglot_norm.server.problems import MEDIA_TYPE, Problem, body, headers
from polyglot_norm.server.settings import Limits

HEAD_SECONDS: Final = 10.0
"""Time in which the head of a request must arrive."""

LINGER_SECONDS: Final = 1.0
"""Time in which a connection that is refused takes its answer."""

HEAD_BYTES: Final = 1 << 16
"""The most bytes of a head that is not complete."""


def _refusal(status: int, detail: str) -> bytes:
    """Return an answer as it is sent, for connections that the application never sees."""
    problem = Problem(status, detail)
    data = body(problem)
    rows = {
        "Content-Type": MEDIA_TYPE,
        "Content-Length": str(len(data)),
        "Connection": "close",
        **headers(status),
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in rows.items())
    return f"HTTP/1.1 {status} {problem.record()['title']}\r\n{lines}\r\n".encode() + data


_FULL: Final = _refusal(503, "too many connections are open; try later")
_LONG_HEAD: Final = _refusal(431, f"the head is longer than {HEAD_BYTES} bytes")


def protocol(limits: Limits) -> Any:
    """Return the class of uvicorn's protocol, with these bounds."""
    name = "uvicorn.protocols.http.httptools_impl"
    base: Any = optional(name, extra="server", purpose="the HTTP service").HttpToolsProtocol
    return type("Bounded", (_Bounds, base), {"limits": limits})


class _Bounds:
    """What is done before uvicorn's protocol does the same."""

    limits: Limits
    loop: Any
    transport: Any
    connections: Any
    refused = False
    head_timer: Any = None
    head_bytes = 0

    def connection_made(self, transport: Any) -> None:
        above: Any = super()
        above.connection_made(transport)
        self.refused = len(self.connections) > self.limits.connections
        if self.refused:
            self._refuse(_FULL)
        else:
            self._expect_head(HEAD_SECONDS)

    def connection_lost(self, error: Exception | None) -> None:
        self._stop()
        above: Any = super()
        above.connection_lost(error)

    def data_received(self, data: bytes) -> None:
        above: Any = super()
        if self.refused:
            return
        above.data_received(data)
        self.head_bytes = self.head_bytes + len(data) if self.head_timer is not None else 0
        if self.head_bytes > HEAD_BYTES:
            self._refuse(_LONG_HEAD)

    def on_message_begin(self) -> None:
        above: Any = super()
        above.on_message_begin()
        if self.head_timer is None:  # of a request after the first
            self._expect_head(HEAD_SECONDS)

    def on_headers_complete(self) -> None:
        self._stop()
        above: Any = super()
        above.on_headers_complete()

    def _refuse(self, answer: bytes) -> None:
        self.refused = True
        self._stop()
        self.transport.write(answer)
        # Closed at once, with a request unread, the answer might not arrive.
        self.transport.write_eof()
        self._expect_head(LINGER_SECONDS)

    def _expect_head(self, seconds: float) -> None:
        self.head_timer = self.loop.call_later(seconds, self.transport.abort)

    def _stop(self) -> None:
        if self.head_timer is not None:
            self.head_timer.cancel()
            self.head_timer = None
