"""The body of an HTTP response as a server meant it: without its transfer and content codings.

Some archives keep a body as it came over the wire, others decode it and keep the headers. So a
coding is undone only where the bytes look as if it were there.
"""

from __future__ import annotations

import re
import zlib
from typing import Final

from polyglot_norm.corpus.chunks import LONGEST
from polyglot_norm.streams.json_records import Unusable

_CHUNK: Final = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
"""The line before a chunk: the number of its bytes, and extensions that mean nothing to us."""

_GZIP: Final = b"\x1f\x8b"


def decoded_body(payload: bytes, transfer: str, content: str) -> bytes:
    r"""Return a body of which the headers ``Transfer-Encoding`` and ``Content-Encoding`` are known.

    >>> decoded_body(b"5\r\nhello\r\n0\r\n\r\n", "chunked", ""), decoded_body(b"plain", "", "gzip")
    (b'hello', b'plain')

    Raises:
        Unusable: it is damaged, or compressed in a way that is not known here.
    """
    if "chunked" in transfer.lower() and _CHUNK.match(payload):
        payload = b"".join(_chunks(payload))
    for coding in reversed([name.strip() for name in content.lower().split(",")]):
        if coding in ("gzip", "x-gzip") and payload.startswith(_GZIP):
            payload = _decompressed(payload, 31)
        elif coding == "deflate" and not _is_text(payload):
            payload = _decompressed(payload, 15 if payload[0] & 15 == 8 else -15)
        elif coding in ("br", "zstd", "compress") and not _is_text(payload):
            raise Unusable(f"a page compressed with {coding}, which is not read")
    return payload


def _chunks(payload: bytes) -> list[bytes]:
    found = []
    at = 0
    while match := _CHUNK.match(payload, at):
        size = int(match[1], 16)
        if not size:
            break
        found.append(payload[match.end() : match.end() + size])
        at = match.end() + size
        at += 2 if payload[at : at + 2] == b"\r\n" else 1
    return found


def _decompressed(payload: bytes, window: int) -> bytes:
    """Decompress, but no more than the longest text."""
    try:
        return zlib.decompressobj(window).decompress(payload, LONGEST)
    except zlib.error as error:
        raise Unusable("a page whose compressed bytes are damaged", str(error)) from None


def _is_text(payload: bytes) -> bool:
    """Return True if there are no control characters at the beginning, as there are in text."""
    return not any(byte < 9 or 13 < byte < 27 for byte in payload[:200])
