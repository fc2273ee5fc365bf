"""Jobs for the worker processes and their replies, as they are sent between processes."""

from __future__ import annotations

import struct
from typing import Final

import msgspec

JSON: Final = "application/json"
TEXT: Final = "text/plain; charset=utf-8"
LINES: Final = "application/x-ndjson"


class Job(msgspec.Struct, frozen=True, array_like=True):
    """What one request asks, or one batch of a stream.

    ``media`` is what the body is (``json``, ``text``, ``lines`` or ``form``), ``wants`` what the
    answer is to be (``json`` or ``text``), and ``most`` the most texts that are allowed.
    """

    operation: str
    media: str
    wants: str
    query: str
    body: bytes
    most: int


class Reply(msgspec.Struct, frozen=True, array_like=True):
    """The answer to a job: status, media type, body, the number of texts; a name for a file."""

    status: int
    media: str
    body: bytes
    texts: int = 0
    file: str = ""


SIZE: Final = struct.Struct("!Q")
"""The length that goes before each message."""

BEGUN: Final = b"!"
"""What a worker sends before a reply, as soon as it has the job."""

_encode = msgspec.msgpack.Encoder().encode
decode_job = msgspec.msgpack.Decoder(Job).decode
decode_reply = msgspec.msgpack.Decoder(Reply).decode


def framed(message: Job | Reply) -> bytes:
    """Return a message with its length before it."""
    data = _encode(message)
    return SIZE.pack(len(data)) + data
