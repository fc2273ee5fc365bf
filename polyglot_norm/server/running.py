"""The service as a process: it listens, says where, and ends at a signal.

On SIGTERM or SIGINT it stops accepting connections, and finishes what it has accepted.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

from polyglot_norm.extras import optional
from polyglot_norm.server.application import create
from polyglot_norm.server.connections import protocol
from polyglot_norm.server.settings import Settings

_OTHER_FILES: Final = 256
"""Files that are open beside connections, rounded up."""


def run(settings: Settings, *, log: bool = False, say: Callable[[str], None] = print) -> None:
    """Serve until a signal ends it.

    Raises:
        MissingExtra: the extra ``server`` is not installed.
        OSError: it cannot listen on the address.
    """
    uvicorn = optional("uvicorn", extra="server", purpose="serving HTTP")
    _allow_files(2 * settings.limits.connections)
    if log:
        logging.basicConfig(stream=sys.stderr, format="%(message)s", level=logging.INFO)
    config = uvicorn.Config(
        create(settings),
        host=settings.host,
        port=settings.port,
        http=protocol(settings.limits),
        ws="none",
        lifespan="on",
        log_config=None,
        log_level="critical",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=True,
        backlog=settings.limits.connections,
        timeout_graceful_shutdown=settings.limits.grace,
    )
    # Bound here, so that an address in use is an error like any other.
    with _bound(config, settings) as listening:
        say(f"listening on http://{_shown(listening)}")
        with suppress(KeyboardInterrupt, SystemExit):  # how uvicorn passes its signal on
            uvicorn.Server(config).run(sockets=[listening])


def _allow_files(count: int) -> None:
    """Allow the process so many open files, if it may.

    A connection is one. Where they end before the connections that are allowed, and those that are
    refused, the system breaks off new ones without an answer.
    """
    try:
        import resource
    except ImportError:  # on Windows, which has no such limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < count + _OTHER_FILES:
        wanted = count + _OTHER_FILES
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))


def _bound(config: Any, settings: Settings) -> Any:
    import socket

    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((settings.host, settings.port))
        listening.listen(settings.limits.connections)  # from now on a client may connect
    except OSError:
        listening.close()
        raise
    return listening


def _shown(listening: Any) -> str:
    host, port = listening.getsockname()[:2]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
