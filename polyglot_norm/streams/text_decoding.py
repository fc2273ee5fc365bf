"""Decoding of bytes as they are read: the encoding is detected once, from the first megabyte."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO, Final

from polyglot_norm.errors import DecodeError
from polyglot_norm.streams.opening import open_bytes
from polyglot_norm.streams.stream_error import StreamError
from polyglot_norm.text.bad_bytes import MOST, BadBytes, bad_bytes
from polyglot_norm.text.decode import Decoded, decode, undecodable
from polyglot_norm.text.encodings import resolve
from polyglot_norm.text.lines import count_breaks

SAMPLE: Final = 1 << 20
"""Number of bytes from which the encoding of a longer file is detected."""

CHUNK: Final = 1 << 18
"""Number of bytes decoded at a time after that."""

_SMALL: Final = 1 << 14

# FF FE 00 00 could also be UTF-16 that starts with a NUL, but hardly in a file of this size.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32le"),
    (codecs.BOM_UTF32_BE, "utf-32be"),
    (codecs.BOM_UTF16_LE, "utf-16le"),
    (codecs.BOM_UTF16_BE, "utf-16be"),
)
_REPLACED: Final = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Input:
    """A text, the name under which it was read, and how its bytes were decoded."""

    name: str
    decoded: Decoded

    @property
    def text(self) -> str:
        """The text."""
        return self.decoded.text


def read(name: str, *, encoding: str | None = None, errors: str = "strict") -> Input:
    """Read the whole text of a file, or of standard input for ``-``; see `decode`.

    >>> try:
    ...     read(".")
    ... except StreamError as error:
    ...     print(error)
    .: this is a folder; name the files in it

    Raises:
        StreamError: it cannot be read.
        DecodeError: its bytes are not text, or not in the declared encoding.
    """
    with open_bytes(name) as raw:
        try:
            return Input(name, decode(raw.read(), encoding=encoding, errors=errors))
        except MemoryError:
            raise StreamError(name, "does not fit in memory; split it") from None


@dataclass(slots=True)
class Characters:
    """The characters of a file, a chunk at a time, and how they are decoded.

    The text and the counts of ``decoded`` are those of the beginning of the file; ``replaced`` and
    its ``bad_bytes`` grow as the chunks are taken.
    """

    decoded: Decoded
    chunks: Iterator[str]
    replaced: int = 0


def characters(
    raw: BinaryIO,
    *,
    encoding: str | None = None,
    errors: str = "strict",
    live: bool = False,
) -> Characters:
    """Decode ``raw``; a file of up to `SAMPLE` bytes gives exactly what `decode` gives.

    The encoding of a longer one is detected from its beginning. A ``live`` stream of a declared
    encoding is decoded as it arrives.

    >>> import io
    >>> "".join(characters(io.BytesIO("Зашто не?".encode("cp1251")), encoding="cp1251").chunks)
    'Зашто не?'

    Raises:
        DecodeError: as by `decode`; after the beginning, when the bad bytes are reached.
    """
    live = live and encoding is not None
    head = _mark(raw) if live else _head(raw)
    if len(head) <= SAMPLE and not live:
        decoded = decode(head, encoding=encoding, errors=errors)
        return Characters(decoded, iter([decoded.text]), decoded.replaced)
    decoded = _sampled(head, encoding, errors)
    found = Characters(decoded, iter(()))
    take = getattr(raw, "read1", raw.read) if live else raw.read
    found.chunks = _chunks(take, head, found, errors)
    return found


def _head(raw: BinaryIO) -> bytes:
    """Read up to one byte more than `SAMPLE`, with as little memory as a small file needs."""
    head = raw.read(_SMALL)
    return head if len(head) < _SMALL else head + raw.read(SAMPLE + 1 - _SMALL)


def _mark(raw: BinaryIO) -> bytes:
    """Read as many bytes as a byte-order mark may have."""
    head = b""
    while len(head) < len(codecs.BOM_UTF32_LE) and (more := raw.read(1)):
        head += more
    return head


def _sampled(head: bytes, encoding: str | None, errors: str) -> Decoded:
    """Decode the beginning, up to a place that is certainly between characters."""
    for mark, name in _MARKS:
        if head.startswith(mark) and encoding is None:
            marked = decode(mark)
            return replace(marked, encoding=name)
    if encoding is not None:  # so there is nothing to detect
        sure = decode(head[:0], encoding=encoding, errors=errors)
        return replace(sure, encoding=_byte_order(head, sure.encoding))
    found = decode(head[: _border(head)], errors=errors)
    return replace(found, text="", replaced=0, bad_bytes=())


def _byte_order(head: bytes, name: str) -> str:
    """Return a declared encoding, in the byte order of the byte-order mark."""
    for mark, marked in _MARKS:
        if head.startswith(mark) and marked.startswith(name.removesuffix("le")):
            return marked
    return name


def _border(head: bytes) -> int:
    """Return a place near the end of ``head`` that is between characters in any encoding."""
    if 0 in head:  # UTF-16 or UTF-32
        return len(head) // 4 * 4
    # In every encoding that can be detected, the byte of a line feed is nothing else.
    line_end = head.rfind(b"\n") + 1
    if line_end > len(head) // 2:
        return line_end
    for place in range(len(head), len(head) - 64, -1):
        if head[place - 1] < 0x80:
            return place
    # No ASCII at all: in UTF-8 the last character starts at its highest byte.
    near = range(len(head) - 4, len(head))
    return max((place for place in near if head[place] & 0xC0 != 0x80), default=len(head))


def _chunks(
    take: Callable[[int], bytes], head: bytes, found: Characters, errors: str
) -> Iterator[str]:
    name = found.decoded.encoding
    mark = next((m for m, marked in _MARKS if marked == name and head.startswith(m)), b"")
    decoder = codecs.getincrementaldecoder(resolve(name))(errors)
    fed, lines, returned = len(mark), 1, False
    data = head[len(mark) :]
    while True:
        fed += len(data)
        held = decoder.getstate()[0] + data
        try:
            text = decoder.decode(data, not data)
        except UnicodeDecodeError as error:
            raise _undecodable(error, found.decoded, fed, lines) from None
        if errors == "replace" and _REPLACED in text:
            found.replaced += text.count(_REPLACED) - data.count(_REPLACED.encode("utf-8"))
            _note_places(found, held, fed - len(held), lines, is_end=not data)
        yield text
        if not data:
            return
        # A CRLF may be cut in two by the chunks.
        lines += count_breaks(text) - (returned and text.startswith("\n"))
        returned = text.endswith("\r") if text else returned
        data = take(CHUNK)


def _note_places(found: Characters, held: bytes, start: int, line: int, *, is_end: bool) -> None:
    """Add the places of bad bytes in what is decoded next, from a byte and a line of the file."""
    known = found.decoded.bad_bytes
    codec = resolve(found.decoded.encoding)
    more = bad_bytes(held, codec, most=MOST - len(known), is_end=is_end)
    placed = (BadBytes(start + each.offset, line + each.line - 1, each.data) for each in more)
    found.decoded = replace(found.decoded, bad_bytes=(*known, *placed))


def _undecodable(error: UnicodeDecodeError, decoded: Decoded, fed: int, lines: int) -> DecodeError:
    """Return the error of `decode`, for bytes that end ``fed`` bytes into the file."""
    offset = fed - len(error.object) + error.start
    before = error.object[: error.start].decode(resolve(decoded.encoding), "ignore")
    line = lines + count_breaks(before)
    return undecodable(decoded.encoding, offset, line, error.object[error.start : error.end])
