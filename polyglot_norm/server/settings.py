"""The settings of the HTTP service: where it listens, who may ask, and how much at a time."""

from __future__ import annotations

from dataclasses import dataclass, field

MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What the service accepts; more is refused with a status that says so.

    Attributes:
        body: bytes in the body of a request, or in a line of a stream (413).
        texts: texts in a request (413).
        seconds: time that a worker has for a request, which then ends (503).
        body_seconds: time in which a body, or the next part of a stream, must arrive (408).
        queue: requests that wait for a worker (503).
        per_client: requests of one client address that are being read, waiting or at work (429).
        held: bytes of all bodies that are held at a time (503).
        connections: open connections (503).
        grace: seconds that accepted requests have to finish when the service ends.
    """

    body: int = 16 * MEBIBYTE
    texts: int = 4096
    seconds: float = 30.0
    body_seconds: float = 30.0
    queue: int = 256
    per_client: int = 256
    held: int = 256 * MEBIBYTE
    connections: int = 1000
    grace: float = 30.0


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be chosen about a service.

    Attributes:
        host: the address that it listens on.
        port: the port; 0 takes a free one.
        workers: the processes that work on texts.
        origins: origins of other sites whose pages may ask, or ``"*"``.
        hosts: names under which it may be asked, beside its address; ``"*"`` allows any.
        token: the bearer token that a client must have, or empty.
        limits: what it accepts.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    origins: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    token: str = field(default="", repr=False)
    limits: Limits = Limits()
