"""What is noted of each request: its path, status and time, and nothing of its text.

Every answer also gets the headers that keep a browser from doing more with it than showing it.
"""

from __future__ import annotations

import logging
import sys
import time
import traceback
from collections.abc import MutableMapping, Set
from typing import Any, Final

from polyglot_norm.server.gate import Application, Receive, Scope, Send, refuse
from polyglot_norm.server.metrics import Metrics
from polyglot_norm.server.problems import Problem

LOG: Final = logging.getLogger("polyglot_norm.server")

SECURITY_HEADERS: Final = tuple(
    (name.encode(), value.encode())
    for name, value in {
        "content-security-policy": (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        ),
        "cross-origin-opener-policy": "same-origin",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
    }.items()
)


class Observed:
    """Counts and logs requests, and turns what went wrong unexpectedly into an answer."""

    def __init__(self, application: Application, metrics: Metrics, paths: Set[str]) -> None:
        self._application = application
        self._metrics = metrics
        self._paths = paths

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return
        began, status = time.perf_counter(), 0

        async def noting(message: MutableMapping[str, Any]) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), *SECURITY_HEADERS]
            await send(message)

        try:
            await self._application(scope, receive, noting)
        except Exception as error:
            _log(error)
            if status:  # too late to say anything
                raise ConnectionAbortedError from None
            await refuse(Problem(500, "internal error (this is a bug; please report it)"), noting)
        finally:
            self._note(scope, status, time.perf_counter() - began)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        # What was asked for may be anything; the path of a route is one of a few.
        path = scope["path"] if scope["path"] in self._paths else "other"
        self._metrics.request(path, status, seconds)
        LOG.info("%s %s %d %.1f ms", scope["method"], path, status, 1000 * seconds)


def _log(error: Exception) -> None:
    """Write where an error arose, without its message, which may hold text of the request."""
    frames = traceback.format_list(traceback.extract_tb(error.__traceback__))
    sys.stderr.write(f"polyglot-norm: {type(error).__name__} in the service\n{''.join(frames)}")
