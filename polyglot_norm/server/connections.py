"""Connections within bounds: how many there are, and how long each may take to say what it wants.

uvicorn's protocol has neither bound, and is imported when a service starts; so the class that adds
them is made then.
"""

from __future__ import annotations

from typing import Any, Final

from polyglot_norm.extras import optional
from polyglot_norm.server.problems import RETRY_AFTER
from polyglot_norm.server.settings import Limits

HEAD_SECONDS: Final = 10.0
"""Time in which the head of a request must arrive."""

LINGER_SECONDS: Final = 1.0
"""Time in which a connection that is refused takes its answer."""

_DETAIL: Final = (
    '{"type":"about:blank","title":"Service Unavailable","status":503,'
    '"detail":"too many connections are open; try later"}'
)
_FULL: Final = (
    "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/problem+json\r\n"
    f"Retry-After: {RETRY_AFTER}\r\nConnection: close\r\n"
    f"Content-Length: {len(_DETAIL)}\r\n\r\n{_DETAIL}"
).encode()


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

    def connection_made(self, transport: Any) -> None:
        above: Any = super()
        above.connection_made(transport)
        self.refused = len(self.connections) > self.limits.connections
        if self.refused:
            transport.write(_FULL)
            # Closed at once, with a request unread, the answer might not arrive.
            transport.write_eof()
        self._expect_head(LINGER_SECONDS if self.refused else HEAD_SECONDS)

    def connection_lost(self, error: Exception | None) -> None:
        self._stop()
        above: Any = super()
        above.connection_lost(error)

    def data_received(self, data: bytes) -> None:
        above: Any = super()
        if not self.refused:
            above.data_received(data)

    def on_message_begin(self) -> None:
        above: Any = super()
        above.on_message_begin()
        if self.head_timer is None:  # of a request after the first
            self._expect_head(HEAD_SECONDS)

    def on_headers_complete(self) -> None:
        self._stop()
        above: Any = super()
        above.on_headers_complete()

    def _expect_head(self, seconds: float) -> None:
        self.head_timer = self.loop.call_later(seconds, self.transport.abort)

    def _stop(self) -> None:
        if self.head_timer is not None:
            self.head_timer.cancel()
            self.head_timer = None
