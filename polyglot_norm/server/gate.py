"""The gate of the service: who may ask. Names of the host, origins of pages, and the token."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any, Final

from polyglot_norm.server.problems import MEDIA_TYPE, Problem, body, headers
from polyglot_norm.server.settings import Settings

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

ANY: Final = "*"
LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")

OPEN: Final = ("/", "/healthz", "/readyz", "/openapi.json", "/favicon.ico")
"""Paths that need no token: they say nothing about any text."""

OPEN_FOLDER: Final = "/page/"


class Gate:
    """Lets requests through that may ask.

    A page of another site can make a browser send requests to this machine, under a name that it
    has made point here. So a service that listens on loopback answers only to names of loopback.
    """

    def __init__(self, application: Application, settings: Settings) -> None:
        self._application = application
        self._token = settings.token.encode()
        self._origins = frozenset(settings.origins)
        local = settings.host in LOOPBACK
        hosts = frozenset((*settings.hosts, settings.host, *(LOOPBACK if local else ())))
        self._hosts = None if ANY in hosts or not (local or settings.hosts) else hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "http":
            try:
                self._check(scope, {name.lower(): value for name, value in scope["headers"]})
            except Problem as problem:
                await refuse(problem, send)
                return
        await self._application(scope, receive, send)

    def _check(self, scope: Scope, given: Mapping[bytes, bytes]) -> None:
        host = given.get(b"host", b"").decode("latin-1")
        if self._hosts is not None and _name(host) not in self._hosts:
            raise Problem(421, "this service is not known by that host name: see --allow-host")
        origin = given.get(b"origin")
        if origin is not None and not self._allows(origin.decode("latin-1"), host):
            raise Problem(403, "pages of that origin may not ask: see --allow-origin")
        if self._token and scope["method"] != "OPTIONS" and not _is_open(scope["path"]):
            self._check_token(given.get(b"authorization", b""))

    def _allows(self, origin: str, host: str) -> bool:
        if ANY in self._origins or origin in self._origins:
            return True
        return origin.partition("://")[2] == host

    def _check_token(self, authorization: bytes) -> None:
        scheme, _, token = authorization.partition(b" ")
        # In constant time: how long it takes must not say how much of a guess is right.
        right = hmac.compare_digest(token.strip(), self._token)
        if scheme.lower() != b"bearer" or not right:
            raise Problem(401, "a bearer token is needed: 'Authorization: Bearer TOKEN'")


def _name(host: str) -> str:
    """Return a host without its port.

    >>> _name("localhost:8000"), _name("[::1]:8000"), _name("::1")
    ('localhost', '::1', '::1')
    """
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.lower() if host.count(":") > 1 else host.lower().partition(":")[0]


def _is_open(path: str) -> bool:
    return path in OPEN or path.startswith(OPEN_FOLDER)


async def refuse(problem: Problem, send: Send) -> None:
    """Send a problem as the whole answer to a request."""
    data = body(problem)
    rows = {
        "content-type": MEDIA_TYPE,
        "content-length": str(len(data)),
        # The body of the request may not have been read.
        "connection": "close",
        **headers(problem.status),
    }
    encoded = [(name.lower().encode(), value.encode()) for name, value in rows.items()]
    await send({"type": "http.response.start", "status": problem.status, "headers": encoded})
    await send({"type": "http.response.body", "body": data})
